/* SPDX-License-Identifier: MIT */
/*
 * Summaries made by hand. The numbers of each agree with each other: codes add
 * up to classes and lines, timelines to codes. Only MAXIMAL cannot.
 */

#include "unit/fixture.h"

#include "test.h"

static const int64_t start = 1793491200; /* 2026-11-01T00:00:00Z */

/* A day's tide, in requests per two hours of a thousand. */
static const unsigned tide[12] = { 40,  25,  20,  30,  70,  110,
                                   130, 125, 120, 125, 120, 85 };

static void add_input(fixture *f, const char *name, const char *format,
                      const char *title)
{
    static const char *const servers[] = { "apache", "nginx" };
    ls_summary_input *input = &f->inputs[f->summary.input_count++];

    *input = (ls_summary_input){
        .name = name,
        .format = format,
        .title = title,
        .servers = servers,
        .server_count = format[0] ? 2 : 0,
        .detected = true,
    };
    f->summary.inputs = f->inputs;
}

/* How much of a code's requests falls in a bucket, in parts of its sum. */
static uint64_t weight_of(const fixture *f, size_t bucket, bool burst)
{
    size_t hour = bucket * f->summary.axis.seconds / 3600;

    if (burst)
        return hour >= 14 && hour < 18;
    return tide[hour / 2 % 12];
}

/* Spreads the requests of a code over time: a tide, or a few hours only. */
static void spread(fixture *f, size_t index, uint64_t requests, bool burst)
{
    size_t count = f->summary.axis.count;
    uint64_t *classes = f->class_timelines[ls_class_of(f->codes[index].code)];
    uint64_t all = 0;
    uint64_t sum = 0;
    uint64_t done = 0;

    for (size_t i = 0; i < count; i++)
        all += weight_of(f, i, burst);
    if (all == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        uint64_t upto;

        sum += weight_of(f, i, burst);
        upto = requests / all * sum + requests % all * sum / all;
        f->timelines[index][i] = upto - done;
        classes[i] += upto - done;
        done = upto;
    }
    f->codes[index].timeline = f->timelines[index];
}

static ls_summary_code *add_code(fixture *f, unsigned code, uint64_t requests,
                                 const char *origin)
{
    size_t index = f->summary.code_count++;
    ls_summary_code *c = &f->codes[index];
    ls_class class_ = ls_class_of(code);

    f->summary.codes = f->codes;
    c->code = code;
    c->requests = requests;
    c->methods = f->code_methods[index];
    f->code_methods[index][ls_method_find(LS_SLICE("GET"))] =
        requests - requests / 10;
    f->code_methods[index][ls_method_find(LS_SLICE("POST"))] = requests / 10;
    f->origins[index][0] = (ls_summary_origin){ origin, requests };
    c->origins = f->origins[index];
    c->origin_count = 1;
    c->first = c->last = LS_NO_TIME;
    if (f->summary.axis.count) {
        spread(f, index, requests, code >= 499);
        c->first = f->summary.first;
        c->last = f->summary.last;
    }
    f->summary.classes[class_].requests += requests;
    f->summary.lines.counted += requests;
    f->methods[0].requests += requests - requests / 10;
    f->methods[0].classes[class_] += requests - requests / 10;
    f->methods[1].requests += requests / 10;
    f->methods[1].classes[class_] += requests / 10;
    return c;
}

static void add_path(fixture *f, ls_summary_code *code, ls_slice path,
                     uint64_t requests)
{
    ls_summary_path *paths = f->paths[code - f->codes];

    paths[code->path_count++] = (ls_summary_path){ path, requests, 0 };
    code->paths = paths;
}

static void add_unparsed(fixture *f, uint64_t line, size_t column,
                         const char *reason, ls_slice text)
{
    f->unparsed[f->summary.unparsed_count++] = (ls_summary_unparsed){
        .input = f->inputs[0].name,
        .line = line,
        .offset = line * 190,
        .column = column,
        .reason = reason,
        .text = text,
    };
    f->summary.unparsed = f->unparsed;
}

static void set_times(fixture *f)
{
    f->summary.first = start * 1000;
    f->summary.last = (start + 55 * 3600 + 33 * 60 + 12) * 1000 + 250;
    f->summary.axis = (ls_summary_axis){ 300, start, 667 };
}

/* What is the same in all: sums over what was added. */
static void finish(fixture *f)
{
    ls_summary *s = &f->summary;

    s->methods = f->methods;
    f->methods[0].method = ls_method_find(LS_SLICE("GET"));
    f->methods[1].method = ls_method_find(LS_SLICE("POST"));
    for (size_t i = 0; i < 2; i++)
        s->method_count += f->methods[i].requests != 0;
    for (ls_class c = 0; c < LS_CLASS_COUNT && s->axis.count; c++)
        s->classes[c].timeline = f->class_timelines[c];
    f->inputs[0].lines = s->lines;
}

static void make_small(fixture *f)
{
    ls_summary_code *code;

    set_times(f);
    add_input(f, "access.log", "combined",
              "Apache, nginx and H-Sphere combined log");
    f->inputs[0].bytes = 193699674;
    f->summary.bytes = 4612345678;
    add_code(f, 101, 996, "iana");
    add_code(f, 200, 700025, "iana");
    add_code(f, 204, 20074, "iana");
    add_code(f, 301, 49816, "iana");
    add_code(f, 304, 119999, "iana");
    code = add_code(f, 404, 59993, "iana");
    add_path(f, code, LS_SLICE("/wp-login.php"), 7199);
    add_path(f, code, LS_SLICE("/.env"), 2400);
    add_path(f, code, LS_SLICE("/favicon.ico"), 1932);
    add_path(f, code, LS_SLICE("/robots.txt"), 1200);
    code = add_code(f, 429, 23118, "iana");
    add_path(f, code, LS_SLICE("/api/v1/search"), 23118);
    code = add_code(f, 499, 9995, "nginx");
    add_path(f, code, LS_SLICE("/api/export"), 9120);
    add_path(f, code, LS_SLICE(""), 875);
    code = add_code(f, 502, 15984, "iana");
    add_path(f, code, LS_SLICE("/checkout"), 15984);
    f->paths[code - f->codes][0].over = 12;
    f->summary.lines.unparsed = 12;
    f->summary.lines.blank = 1;
    add_unparsed(f, 812, 19, "expected \"[\"",
                 LS_SLICE("203.0.113.9 - - 01/Nov/2026:03:12:44 +0000] \"GET "
                          "/index.html HTTP/1.1\" 200 5120 \"-\" \"curl/8\""));
    add_unparsed(f, 90211, 103, "expected a status",
                 LS_SLICE("198.51.100.77 - - [02/Nov/2026:11:12:44 +0000] "
                          "\"GET /a/rather/long/path/to/something/that/is/not/"
                          "there HTTP/1.1\" abc 5120 \"-\" \"curl/8\""));
}

static void make_many(fixture *f)
{
    static const unsigned codes[40] = {
        0,   9,   100, 101, 103, 200, 201, 202, 204, 206, 207, 301, 302, 303,
        304, 307, 308, 400, 401, 403, 404, 405, 408, 409, 410, 413, 416, 418,
        422, 429, 431, 444, 478, 499, 500, 502, 503, 504, 520, 999,
    };

    set_times(f);
    add_input(f, "/var/log/nginx/access.log", "nginx_main",
              "nginx main log of the packages");
    for (size_t i = 0; i < 40; i++) {
        uint64_t requests = (i * 7919 + 13) % 997 * (i % 5 + 1);
        const char *origin = ls_code_explain(codes[i], NULL)->origin;
        ls_summary_code *code;

        code = add_code(f, codes[i], codes[i] == 200 ? 1234567 : requests + 1,
                        origin);
        if (ls_class_of(codes[i]) >= LS_CLASS_4XX &&
            ls_class_of(codes[i]) <= LS_CLASS_NONE)
            add_path(f, code, LS_SLICE("/a/path"), code->requests);
    }
}

static void make_huge(fixture *f)
{
    ls_summary_code *code;

    set_times(f);
    add_input(f, "everything.log.gz", "combined",
              "Apache, nginx and H-Sphere combined log");
    add_code(f, 200, 12345678900, "iana");
    code = add_code(f, 404, 1, "iana");
    add_path(f, code, LS_SLICE("/one"), 1);
}

static void make_maximal(fixture *f)
{
    set_times(f);
    add_input(f, "max.log", "combined", "Combined log");
    add_code(f, 200, 1000, "iana");
    f->codes[0].requests = UINT64_MAX;
    f->timelines[0][3] = UINT64_MAX;
    f->timelines[0][4] = UINT64_MAX;
    f->summary.classes[LS_CLASS_2XX].requests = UINT64_MAX;
    f->summary.lines.counted = UINT64_MAX;
    f->summary.bytes = UINT64_MAX;
    f->methods[0].requests = UINT64_MAX;
}

static void make_hostile(fixture *f)
{
    static char long_path[4096];
    ls_summary_code *code;

    memset(long_path, 'a', sizeof(long_path));
    set_times(f);
    add_input(f, "\033]0;owned\007/tmp/\xff\xe2\x80\xae.log", "common",
              "Common log");
    f->summary.select.where = "path ~ \"\033[2J\"";
    add_code(f, 200, 10, "iana");
    code = add_code(f, 404, 700, "iana");
    add_path(f, code, LS_SLICE("/\033[31mred\033[0m\a\x7f"), 100);
    add_path(f, code,
             LS_SLICE("/\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e/"
                      "\xe3\x83\x9a\xe3\x83\xbc\xe3\x82\xb8"),
             100);
    add_path(f, code, LS_SLICE("/\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7"),
             100);
    add_path(f, code,
             LS_SLICE("/\xf0\x9f\x98\x80\xf0\x9f\x91\x8d\xf0\x9f\x8f"
                      "\xbd/\xe2\x80\x8b\xe2\x80\xae"),
             100);
    add_path(f, code, (ls_slice){ long_path, sizeof(long_path) }, 100);
    add_path(f, code,
             LS_SLICE("/a\xcc\x80\xcc\x81\xcc\x82\xcc\x83 \\x1b \"q\" "
                      "\\ <b>&amp;"),
             100);
    add_path(f, code,
             LS_SLICE("/\xc2\x9b"
                      "31m\xc0\xaf\xed\xa0\x80\xf5"),
             100);
    f->summary.lines.unparsed = 3;
    add_unparsed(f, 1, 3, "expected a client", LS_SLICE("\xff\xfe\0G\0E\0T\0"));
    add_unparsed(f, 2, 200, "line too long", (ls_slice){ long_path, 256 });
    add_unparsed(f, 3, 5, "expected \"[\"",
                 LS_SLICE("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\t\033[0m"));
}

static void make_iis(fixture *f)
{
    static const char *const servers[] = { "iis" };
    static const ls_summary_substatus subs[] = {
        { 0, 40 }, { 7, 12 }, { 15, 30 }, { 777, 1 }
    };
    ls_summary_code *code;

    set_times(f);
    add_input(f, "u_ex261101.log", "w3c", "W3C extended log");
    f->inputs[0].servers = servers;
    f->inputs[0].server_count = 1;
    code = add_code(f, 200, 10000, "iana");
    code->senders[LS_SENDER_SERVER] = 10000;
    code = add_code(f, 404, 83, "iana");
    code->substatuses = subs;
    code->substatus_count = CASES(subs);
    add_path(f, code, LS_SLICE("/old/default.asp"), 83);
    code = add_code(f, 499, 21, "nginx");
    f->origins[code - f->codes][0].requests = 20;
    f->origins[code - f->codes][1] = (ls_summary_origin){ "esri", 1 };
    code->origin_count = 2;
    code->senders[LS_SENDER_UPSTREAM] = 4;
    code->senders[LS_SENDER_SERVER] = 16;
    code->senders[LS_SENDER_UNKNOWN] = 1;
    f->summary.lines.comment = 4;
}

static void make_many_inputs(fixture *f)
{
    static const char *const formats[] = { "combined", "common", "nginx_main",
                                           "" };

    set_times(f);
    for (size_t i = 0; i < FIXTURE_INPUTS; i++) {
        add_input(f,
                  i == 1 ? "/srv/hosting/customers/0815/logs/www.example.org/"
                           "access.log-20261101"
                         : "access.log",
                  formats[i % 4], "");
        f->inputs[i].lines.counted = i % 4 == 3 ? 0 : 100 * i;
    }
    f->inputs[2].lines.unparsed = 5;
    add_code(f, 200, 8400, "iana");
    f->summary.lines.unparsed = 5;
    add_unparsed(f, 7, 1, "expected a client", LS_SLICE("hello"));
}

static void make_plain(fixture *f, fixture_kind kind)
{
    add_input(f, kind == FIXTURE_EMPTY ? "empty.log" : "-",
              kind == FIXTURE_EMPTY ? "" : "common", "Common log");
    if (kind == FIXTURE_LEFTOUT) {
        f->summary.lines.filtered = 4711;
        f->summary.select.status = "5xx";
    }
    if (kind == FIXTURE_TIMELESS) {
        add_code(f, 200, 41, "iana");
        add_code(f, 503, 1, "iana");
        f->inputs[0].detected = false;
    }
}

fixture *fixture_new(fixture_kind kind)
{
    static void (*const makers[FIXTURE_KINDS])(fixture *) = {
        [FIXTURE_SMALL] = make_small,
        [FIXTURE_MANY] = make_many,
        [FIXTURE_HUGE] = make_huge,
        [FIXTURE_MAXIMAL] = make_maximal,
        [FIXTURE_HOSTILE] = make_hostile,
        [FIXTURE_IIS] = make_iis,
        [FIXTURE_INPUTS_MANY] = make_many_inputs,
    };
    fixture *f = calloc(1, sizeof(*f));

    assert_non_null(f);
    assert_true(ls_method_count() <= FIXTURE_METHODS);
    f->summary.first = f->summary.last = LS_NO_TIME;
    if (makers[kind])
        makers[kind](f);
    else
        make_plain(f, kind);
    if (kind == FIXTURE_INPUTS_MANY) {
        f->summary.methods = f->methods;
        return f;
    }
    finish(f);
    return f;
}

static ls_status keep(void *context, ls_slice bytes)
{
    capture *kept = context;

    assert_false(kept->failed);
    if (kept->limit && kept->len + bytes.len > kept->limit) {
        kept->failed = true;
        return LS_EIO;
    }
    kept->text = realloc(kept->text, kept->len + bytes.len + 1);
    assert_non_null(kept->text);
    memcpy(kept->text + kept->len, bytes.ptr, bytes.len);
    kept->len += bytes.len;
    kept->text[kept->len] = '\0';
    return LS_OK;
}

ls_sink capture_sink(capture *kept)
{
    ls_sink sink = { keep, kept };

    return sink;
}

void capture_release(capture *kept)
{
    free(kept->text);
    *kept = (capture){ 0 };
}
