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

/* Client, time and the start of the request. November has room for 28 days. */
static void start(struct line *line, uint64_t index, uint64_t random)
{
    uint64_t second = index / PER_SECOND % (28 * 86400);

    text(line, "203.0.");
    number(line, random % 256, 1);
    text(line, ".");
    number(line, random / 256 % 256, 1);
    text(line, " - - [");
    number(line, 1 + second / 86400, 2);
    text(line, "/Nov/2025:");
    number(line, second / 3600 % 24, 2);
    text(line, ":");
    number(line, second / 60 % 60, 2);
    text(line, ":");
    number(line, second % 60, 2);
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

static void write_mixed(struct line *line, uint64_t index, uint64_t *state)
{
    static uint64_t errors;
    uint64_t random = next(state);
    const char *code = pick(next(state), mixed_codes);
    const char *agent = agents[(random >> 32) % COUNT(agents)];
    size_t want = LINE_MIN + (size_t)(random >> 40) % LINE_SPREAD;
    size_t rest;

    start(line, index, random);
    if (code[0] >= '4') {
        text(line, "/missing/");
        number(line, errors++ * POOL_STEP % POOL, 6);
    } else {
        text(line, pages[(random >> 36) % COUNT(pages)]);
    }
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

int main(int argc, char **argv)
{
    void (*write_line)(struct line *, uint64_t, uint64_t *) = write_mixed;
    uint64_t lines = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
    uint64_t state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;

    if (argc > 3 && strcmp(argv[3], "distinct") == 0)
        write_line = write_distinct;
    else if (argc > 3 && strcmp(argv[3], "mixed") != 0)
        lines = 0;
    if (lines == 0 || state == 0) {
        fprintf(stderr, "usage: %s LINES [SEED [mixed|distinct]]\n", argv[0]);
        return 2;
    }
    for (uint64_t i = 0; i < lines; i++) {
        struct line line;

        line.len = 0;
        write_line(&line, i, &state);
        line.bytes[line.len++] = '\n';
        if (fwrite(line.bytes, 1, line.len, stdout) != line.len)
            return 1;
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
