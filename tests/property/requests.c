/* SPDX-License-Identifier: MIT */
/*
 * Generated logs: first what happened, then the text of it, so that nobody has
 * to parse a log to know what is in it. Dates are written by the C library.
 */

#include "property/requests.h"

#include "property/random.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

static const struct {
    const char *logged;
    const char *counted_as;
} methods[] = {
    { "GET", "GET" },         { "GET", "GET" },
    { "POST", "POST" },       { "HEAD", "HEAD" },
    { "PURGE", "PURGE" },     { "PROPFIND", "PROPFIND" },
    { "OPTIONS", "OPTIONS" }, { "get", "other" },
    { "XYZZY", "other" },     { "-", "-" },
};

static const struct {
    const char *logged;
    unsigned code;
    int substatus;
} statuses[] = {
    { "200", 200, NO_SUBSTATUS }, { "200", 200, NO_SUBSTATUS },
    { "200", 200, NO_SUBSTATUS }, { "404", 404, NO_SUBSTATUS },
    { "404", 404, NO_SUBSTATUS }, { "404.7", 404, 7 },
    { "404.13", 404, 13 },        { "500", 500, NO_SUBSTATUS },
    { "500.0", 500, 0 },          { "503", 503, NO_SUBSTATUS },
    { "100", 100, NO_SUBSTATUS }, { "206", 206, NO_SUBSTATUS },
    { "301", 301, NO_SUBSTATUS }, { "304", 304, NO_SUBSTATUS },
    { "400", 400, NO_SUBSTATUS }, { "418", 418, NO_SUBSTATUS },
    { "499", 499, NO_SUBSTATUS }, { "520", 520, NO_SUBSTATUS },
    { "599", 599, NO_SUBSTATUS }, { "777", 777, NO_SUBSTATUS },
    { "999", 999, NO_SUBSTATUS }, { "600", 600, NO_SUBSTATUS },
    { "099", 99, NO_SUBSTATUS },  { "009", 9, NO_SUBSTATUS },
    { "-", 0, NO_SUBSTATUS },     { "0", 0, NO_SUBSTATUS },
    { "000", 0, NO_SUBSTATUS },   { "-1", 0, NO_SUBSTATUS },
    { "444", 444, NO_SUBSTATUS }, { "431", 431, NO_SUBSTATUS },
};

/* One key has several spellings, and low numbers come more often. */
static void make_path(random_source *random, request *r, size_t paths)
{
    static const char *const spellings[] = { "\\x1B", "\\x1b", "\x1b" };
    size_t number = random_below(random, 1 + random_below(random, paths));
    const char *spelling = spellings[random_below(random, 3)];

    if (number % 5 == 3) {
        (void)snprintf(r->path, PATH_ROOM, "/e%s/%zu", spelling, number);
        (void)snprintf(r->key, PATH_ROOM, "/e\\x1b/%zu", number);
    } else {
        (void)snprintf(r->path, PATH_ROOM, "/p/%zu.html", number);
        memcpy(r->key, r->path, PATH_ROOM);
    }
}

static void make_record(random_source *random, request *r,
                        const request_options *options)
{
    size_t method = random_below(random, sizeof(methods) / sizeof(*methods));
    size_t status = random_below(random, sizeof(statuses) / sizeof(*statuses));

    r->kind = REQUEST_RECORD;
    r->method = methods[method].logged;
    r->counted_as = methods[method].counted_as;
    r->status = statuses[status].logged;
    r->code = statuses[status].code;
    r->substatus = statuses[status].substatus;
    r->time =
        REQUESTS_NOW - (int64_t)random_below(random, (size_t)options->span + 1);
    r->bytes = random_below(random, 10) == 0
                   ? NO_BYTES
                   : (int64_t)random_below(random, 1000000);
    make_path(random, r, options->paths);
}

/* Now and then a line is no record, or its time cannot be. */
static void make_odd(random_source *random, request *r)
{
    switch (random_below(random, 5)) {
    case 0:
        r->kind = REQUEST_BLANK;
        break;
    case 1:
        r->kind = REQUEST_COMMENT;
        break;
    case 2:
        r->kind = REQUEST_JUNK;
        break;
    case 3:
        r->time = 500000000; /* 1985 */
        break;
    default:
        r->time = REQUESTS_NOW + 90000;
        break;
    }
}

void requests_make(request *out, const request_options *options)
{
    random_source random = { options->seed };

    for (size_t i = 0; i < options->count; i++) {
        out[i] = (request){ 0 };
        make_record(&random, &out[i], options);
        if (random_below(&random, 100) < options->oddities)
            make_odd(&random, &out[i]);
    }
}

void requests_shuffle(request *requests, size_t count, uint64_t seed)
{
    random_source random = { seed };

    for (size_t i = count; i > 1; i--) {
        size_t other = random_below(&random, i);
        request kept = requests[i - 1];

        requests[i - 1] = requests[other];
        requests[other] = kept;
    }
}

static void print_record(const request *r, char *out, size_t size)
{
    time_t time = (time_t)r->time;
    struct tm parts = { 0 };
    char date[32];
    char bytes[24] = "-";
    char line[96] = "-";

    (void)gmtime_r(&time, &parts);
    (void)strftime(date, sizeof(date), "%d/%b/%Y:%H:%M:%S", &parts);
    if (r->bytes != NO_BYTES)
        (void)snprintf(bytes, sizeof(bytes), "%" PRId64, r->bytes);
    if (strcmp(r->method, "-") != 0)
        (void)snprintf(line, sizeof(line), "%s %s?q=%" PRId64 " HTTP/1.1",
                       r->method, r->path, r->time % 1000);
    (void)snprintf(out, size,
                   "192.0.2.7 - - [%s +0000] \"%s\" %s %s \"-\" \"x\"\n", date,
                   line, r->status, bytes);
}

ls_status requests_print(const request *requests, size_t count, ls_buf *log)
{
    log->len = 0;
    for (size_t i = 0; i < count; i++) {
        char line[256] = "\n";

        if (requests[i].kind == REQUEST_RECORD)
            print_record(&requests[i], line, sizeof(line));
        else if (requests[i].kind == REQUEST_COMMENT)
            memcpy(line, "==> a.log <==\n", 15);
        else if (requests[i].kind == REQUEST_JUNK)
            memcpy(line, "not a line of a log\n", 21);
        if (ls_buf_append(log, ls_slice_of(line)) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}
