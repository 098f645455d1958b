/* SPDX-License-Identifier: MIT */
/*
 * Writes a log to measure with: the same bytes for the same arguments on every
 * machine. Numbers come from a xorshift generator, times from the line number,
 * and nothing from the clock.
 *
 *   mixed     combined lines of 190 to 200 bytes: 15 codes, 12 % errors, error
 *             paths from a pool of 1,000,000, none again before all were used
 *   distinct  common lines for the memory test: every path is new, 20 % errors
 *             over 8 codes, and every 100th path is 8 KiB long
 *   json_nginx, json_cloudflare, w3c
 *             the requests of `mixed` as lines of JSON of nginx and Cloudflare
 *             (about 490 bytes) and as rows of IIS (about 270)
 */

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE_MIN = 190,
    LINE_SPREAD = 11, /* lengths from LINE_MIN to LINE_MIN + this - 1 */
    LONG_PATH = 8192,
    PER_SECOND = 25, /* requests: 5,000,000 lines are 2.3 days */
    POOL = 1000000,
    POOL_STEP = 381773, /* shares no divisor with POOL: visits all of it */
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct line {
    char bytes[2 * LONG_PATH];
    size_t len;
};

struct weight {
    unsigned share; /* of 1,000 */
    const char *text;
};

static const struct weight mixed_codes[] = {
    { 700, "200" }, { 15, "204" }, { 20, "206" }, { 30, "301" }, { 35, "302" },
    { 80, "304" },  { 8, "400" },  { 10, "401" }, { 12, "403" }, { 60, "404" },
    { 4, "429" },   { 10, "499" }, { 6, "500" },  { 5, "502" },  { 5, "503" },
};

static const struct weight distinct_codes[] = {
    { 800, "200" }, { 20, "400" }, { 20, "401" }, { 30, "403" }, { 80, "404" },
    { 20, "410" },  { 10, "500" }, { 10, "502" }, { 10, "503" },
};

static const struct weight methods[] = {
    { 850, "GET" },
    { 110, "POST" },
    { 30, "HEAD" },
    { 10, "OPTIONS" },
};

static const char *const agents[] = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0",
    "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "curl/7.88.1",
    "python-requests/2.28.1",
    "okhttp/4.12.0",
    "Go-http-client/1.1",
};

static const char *const pages[] = {
    "/",        "/index.html", "/css/site.css", "/js/app.js", "/news/",
    "/contact", "/api/items",  "/api/user",     "/login",     "/img/logo.png",
};

static const char filler[] = "spring-offer-garden-chairs-and-tables-with-free-"
                             "delivery-for-members-until-the-end-of-the-month-";

static const char *pick(uint64_t random, const struct weight *weights)
{
    unsigned at = (unsigned)(random % 1000);

    while (at >= weights->share)
        at -= (weights++)->share;
    return weights->text;
}

static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state * UINT64_C(2685821657736338717) >> 11;
}

static void text(struct line *line, const char *string)
{
    size_t len = strlen(string);

    memcpy(line->bytes + line->len, string, len);
    line->len += len;
}

static void number(struct line *line, uint64_t value, size_t width)
{
    char digits[20];
    size_t count = 0;

    do {
        digits[count++] = (char)('0' + value % 10);
        value /= 10;
    } while (value || count < width);
    while (count)
        line->bytes[line->len++] = digits[--count];
}

static void fill(struct line *line, size_t len)
{
    for (size_t i = 0; i < len; i++)
        line->bytes[line->len++] = filler[i % (sizeof(filler) - 1)];
}

static void client(struct line *line, uint64_t random)
{
    text(line, "203.0.");
    number(line, random % 256, 1);
    text(line, ".");
    number(line, random / 256 % 256, 1);
}

/* Since November began, which has room for 28 days. */
static uint64_t second_of(uint64_t index)
{
    return index / PER_SECOND % (28 * 86400);
}

static void time_of_day(struct line *line, uint64_t second)
{
    number(line, second / 3600 % 24, 2);
    text(line, ":");
    number(line, second / 60 % 60, 2);
    text(line, ":");
    number(line, second % 60, 2);
}

/* Client, time and the start of the request. */
static void start(struct line *line, uint64_t index, uint64_t random)
{
    uint64_t second = second_of(index);

    client(line, random);
    text(line, " - - [");
    number(line, 1 + second / 86400, 2);
    text(line, "/Nov/2025:");
    time_of_day(line, second);
    text(line, " +0000] \"");
    text(line, pick(random >> 20, methods));
    text(line, " ");
}

static void status(struct line *line, const char *code, uint64_t random)
{
    text(line, " HTTP/1.1\" ");
    text(line, code);
    text(line, " ");
    number(line, 200 + random % 90000, 1);
}

/* A path of its own for each error. */
static void path(struct line *line, const char *code, uint64_t random)
{
    static uint64_t errors;

    if (code[0] >= '4') {
        text(line, "/missing/");
        number(line, errors++ * POOL_STEP % POOL, 6);
    } else {
        text(line, pages[(random >> 36) % COUNT(pages)]);
    }
}

static void write_mixed(struct line *line, uint64_t index, uint64_t *state)
{
    uint64_t random = next(state);
    const char *code = pick(next(state), mixed_codes);
    const char *agent = agents[(random >> 32) % COUNT(agents)];
    size_t want = LINE_MIN + (size_t)(random >> 40) % LINE_SPREAD;
    size_t rest;

    start(line, index, random);
    path(line, code, random);
    status(line, code, random >> 24);
    text(line, " \"https://www.example.com/");
    /* What is still to come: quotes, a space and the agent. */
    rest = strlen(agent) + 4;
    if (line->len + rest < want)
        fill(line, want - line->len - rest);
    text(line, "\" \"");
    text(line, agent);
    text(line, "\"");
}

static void write_distinct(struct line *line, uint64_t index, uint64_t *state)
{
    uint64_t random = next(state);

    start(line, index, random);
    text(line, "/d/");
    number(line, index, 8);
    if (index % 100 == 0)
        fill(line, LONG_PATH - 11);
    status(line, pick(next(state), distinct_codes), random >> 24);
}

/* --- Lines that name their values. */

/* A `$` and a letter stand for what write_value() writes. */
static const char json_nginx[] =
    "{\"time_iso8601\":\"$dT$t+00:00\",\"remote_addr\":\"$c\","
    "\"remote_user\":\"\",\"request_method\":\"$m\",\"request_uri\":\"$p\","
    "\"server_protocol\":\"HTTP/1.1\",\"status\":\"$s\",\"body_bytes_sent\":"
    "\"$b\",\"request_time\":\"0.$n\",\"http_referer\":\"$r\","
    "\"http_user_agent\":\"$a\",\"host\":\"www.example.com\",\"upstream_addr\":"
    "\"192.0.2.80:80\",\"upstream_status\":\"$s\",\"upstream_response_time\":"
    "\"0.$n\",\"request_id\":\"$x\"}";

static const char json_cloudflare[] =
    "{\"CacheCacheStatus\":\"dynamic\",\"ClientIP\":\"$c\","
    "\"ClientRequestHost\":\"www.example.com\",\"ClientRequestMethod\":\"$m\","
    "\"ClientRequestProtocol\":\"HTTP/2\",\"ClientRequestURI\":\"$p\","
    "\"ClientRequestUserAgent\":\"$a\",\"EdgeEndTimestamp\":\"$dT$tZ\","
    "\"EdgeResponseBytes\":$b,\"EdgeResponseStatus\":$s,"
    "\"EdgeStartTimestamp\":\"$dT$tZ\",\"OriginResponseStatus\":$s,"
    "\"RayID\":\"$x\",\"WorkerSubrequest\":false,\"ZoneID\":1$n}";

static const char w3c[] =
    "$d $t W3SVC1 WEB1 192.0.2.80 $m $p id=$n&session=$x 443 - $c HTTP/1.1 $w "
    "session=$x $r www.example.com $s 0 0 $b $n $n";

static const char w3c_start[] =
    "#Software: Microsoft Internet Information Services 10.0\n"
    "#Version: 1.0\n"
    "#Date: 2025-11-01 00:00:00\n"
    "#Fields: date time s-sitename s-computername s-ip cs-method cs-uri-stem "
    "cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) "
    "cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes "
    "cs-bytes time-taken\n";

/* A word has no blanks: IIS writes plus signs for them. */
static void word(struct line *line, const char *string)
{
    size_t from = line->len;

    text(line, string);
    for (; from < line->len; from++)
        if (line->bytes[from] == ' ')
            line->bytes[from] = '+';
}

struct request {
    uint64_t second;
    uint64_t random;
    const char *code;
};

static void write_value(struct line *line, char letter,
                        const struct request *request)
{
    uint64_t random = request->random;

    switch (letter) {
    case 'a':
        text(line, agents[(random >> 32) % COUNT(agents)]);
        break;
    case 'b':
        number(line, 200 + (random >> 24) % 90000, 1);
        break;
    case 'c':
        client(line, random);
        break;
    case 'd':
        text(line, "2025-11-");
        number(line, 1 + request->second / 86400, 2);
        break;
    case 'm':
        text(line, pick(random >> 20, methods));
        break;
    case 'n':
        number(line, (random >> 16) % 1000, 3);
        break;
    case 'p':
        path(line, request->code, random);
        break;
    case 'r':
        text(line, "https://www.example.com/");
        fill(line, 12 + (random >> 40) % LINE_SPREAD);
        break;
    case 's':
        text(line, request->code);
        break;
    case 't':
        time_of_day(line, request->second);
        break;
    case 'w':
        word(line, agents[(random >> 32) % COUNT(agents)]);
        break;
    case 'x':
        number(line, random, 20);
        break;
    }
}

static void write_filled(struct line *line, const char *template,
                         uint64_t index, uint64_t *state)
{
    struct request request = { .second = second_of(index) };

    request.random = next(state);
    request.code = pick(next(state), mixed_codes);
    for (const char *at = template; *at; at++) {
        if (*at == '$')
            write_value(line, *++at, &request);
        else
            line->bytes[line->len++] = *at;
    }
}

static void write_json_nginx(struct line *line, uint64_t index, uint64_t *state)
{
    write_filled(line, json_nginx, index, state);
}

static void write_json_cloudflare(struct line *line, uint64_t index,
                                  uint64_t *state)
{
    write_filled(line, json_cloudflare, index, state);
}

static void write_w3c(struct line *line, uint64_t index, uint64_t *state)
{
    if (index == 0)
        text(line, w3c_start);
    write_filled(line, w3c, index, state);
}

static const struct kind {
    const char *name;
    void (*write_line)(struct line *, uint64_t, uint64_t *);
} kinds[] = {
    { "mixed", write_mixed },
    { "distinct", write_distinct },
    { "json_nginx", write_json_nginx },
    { "json_cloudflare", write_json_cloudflare },
    { "w3c", write_w3c },
};

/* NULL if there is none of this name. */
static const struct kind *find_kind(const char *name)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

int main(int argc, char **argv)
{
    const struct kind *kind = find_kind(argc > 3 ? argv[3] : "mixed");
    uint64_t lines = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
    uint64_t state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;

    if (!kind || lines == 0 || state == 0) {
        fprintf(stderr, "usage: %s LINES [SEED [KIND]]\n", argv[0]);
        return 2;
    }
    for (uint64_t i = 0; i < lines; i++) {
        struct line line;

        line.len = 0;
        kind->write_line(&line, i, &state);
        line.bytes[line.len++] = '\n';
        if (fwrite(line.bytes, 1, line.len, stdout) != line.len)
            return 1;
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
