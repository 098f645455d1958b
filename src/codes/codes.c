/* SPDX-License-Identifier: MIT */
/*
 * What a status code means. The table is status.tsv, compiled in: one row a
 * code and origin, sorted by code, of one code the default meaning first, so
 * that the rows of a code are found by one search. Adding a meaning is adding
 * a row. What makes a row apply to a request is in when.c.
 */

#include <logstat/codes.h>

#include "codes/when.h"

struct row {
    ls_code code;
    const char *when;
};

static const struct row rows[] = {
#define ROW(code_, origin_, name_, standing_, spec_, who_, guide_, when_,      \
            meaning_, check_)                                                  \
    { .code = { .code = (code_),                                               \
                .name = (name_),                                               \
                .origin = (origin_),                                           \
                .standing = (standing_),                                       \
                .spec = (spec_),                                               \
                .who = (who_),                                                 \
                .meaning = (meaning_),                                         \
                .check = (check_),                                             \
                .guide = (guide_) },                                           \
      .when = (when_) },
#include "status.inc"
#undef ROW
};

static const size_t row_count = sizeof(rows) / sizeof(rows[0]);

/* For codes without a row. One row serves a whole class, so its `code` is the
 * x00 that RFC 9110 section 15 says to read such a code as. */
#define UNASSIGNED(code_, as_, who_, meaning_, check_)                         \
    {                                                                          \
        .code = (code_), .name = "Unassigned (as " as_ ")", .origin = "iana",  \
        .standing = "unassigned", .spec = "RFC 9110 15", .who = (who_),        \
        .meaning = "No registered code; HTTP says to read it as " meaning_,    \
        .check = (check_)                                                      \
    }
#define FIND_SENDER "Find the application or proxy that sends this number; "

static const ls_code unassigned[] = {
    [LS_CLASS_1XX] = UNASSIGNED(
        100, "100", "neither", "100 Continue, an interim answer.",
        FIND_SENDER "an interim answer should not be logged as the final one."),
    [LS_CLASS_2XX] = UNASSIGNED(
        200, "200", "neither", "200 OK: the request succeeded.",
        FIND_SENDER "its documentation says what kind of success it means."),
    [LS_CLASS_3XX] = UNASSIGNED(
        300, "300", "neither",
        "300 Multiple Choices: the client is referred to other addresses.",
        FIND_SENDER "clients will hardly follow it as a redirect."),
    [LS_CLASS_4XX] = UNASSIGNED(
        400, "400", "client",
        "400 Bad Request: the request was refused as the client's error.",
        FIND_SENDER "its documentation says what the client did wrong."),
    [LS_CLASS_5XX] = UNASSIGNED(
        500, "500", "server",
        "500 Internal Server Error: the server or application failed.",
        FIND_SENDER "then read its error log for the same minutes."),
};

/* For numbers that are no HTTP status: below 100, and from 600 on. Their
 * `code` is the lowest of the range. */
static const ls_code too_small = {
    .code = 1,
    .name = "Not an HTTP status",
    .origin = "any",
    .standing = "unassigned",
    .spec = "RFC 9110 15",
    .who = "neither",
    .meaning = "HTTP has no status below 100. The field may be damaged, or "
               "another field was read as the status.",
    .check = "Look at the raw lines, and compare the log's format with the "
             "one it was read as.",
};
static const ls_code too_large = {
    .code = 600,
    .name = "Not an HTTP status",
    .origin = "any",
    .standing = "unassigned",
    .spec = "RFC 9110 15",
    .who = "neither",
    .meaning = "HTTP has no status above 599. Such a number is an internal "
               "code of the software that wrote the log or answered.",
    .check = "Look the number up in the documentation of the server and of "
             "the applications behind it.",
};

static const ls_code *fallback(unsigned code)
{
    ls_class class_ = ls_class_of(code);

    if (class_ <= LS_CLASS_5XX)
        return &unassigned[class_];
    return code < 100 ? &too_small : &too_large;
}

size_t ls_code_count(void)
{
    return row_count;
}

const ls_code *ls_code_at(size_t index)
{
    return index < row_count ? &rows[index].code : NULL;
}

const char *ls_code_when(size_t index)
{
    return rows[index].when;
}

/* The rows of one code are neighbours: [*from, end). */
static size_t find_rows(unsigned code, size_t *from)
{
    size_t low = 0;
    size_t high = row_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (rows[middle].code.code < code)
            low = middle + 1;
        else
            high = middle;
    }
    *from = low;
    while (low < row_count && rows[low].code.code == code)
        low++;
    return low;
}

static const ls_code *find_origin(size_t from, size_t end, const char *origin)
{
    for (size_t i = from; i < end; i++) {
        if (strcmp(rows[i].code.origin, origin) == 0)
            return &rows[i].code;
    }
    return NULL;
}

const ls_code *ls_code_find(unsigned code, const char *origin)
{
    size_t from;
    size_t end = find_rows(code, &from);

    return find_origin(from, end, origin);
}

static const ls_code *find_by_context(size_t from, size_t end,
                                      const ls_code_context *context)
{
    for (size_t i = from; i < end; i++) {
        if (ls_when_holds(rows[i].when, context))
            return &rows[i].code;
    }
    for (size_t i = 0; i < context->server_count; i++) {
        const ls_code *row = find_origin(from, end, context->servers[i]);

        if (row)
            return row;
    }
    return NULL;
}

const ls_code *ls_code_explain(unsigned code, const ls_code_context *context)
{
    size_t from;
    size_t end = find_rows(code, &from);
    const ls_code *row = context ? find_by_context(from, end, context) : NULL;

    if (!row)
        row = find_origin(from, end, "iana");
    if (!row)
        row = from < end ? &rows[from].code : fallback(code);
    return row;
}

bool ls_code_depends(unsigned code)
{
    size_t from;
    size_t end = find_rows(code, &from);

    for (size_t i = from; i < end; i++) {
        if (ls_when_depends(rows[i].when))
            return true;
    }
    return false;
}
