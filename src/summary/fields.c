/* SPDX-License-Identifier: MIT */
/*
 * What the values of a document mean: one row for each that is read back.
 * Names, texts and shares are not: whoever prints a summary writes them anew.
 */

#include "summary/decimal.h"
#include "summary/document.h"
#include "summary/duration.h"
#include "summary/sums.h"
#include "summary/value.h"

enum {
    HIGHEST_CODE = 999,
    HIGHEST_SUBSTATUS = 9999,
    MOST_SERVERS = 64,
    LONGEST_SERVER = 64, /* bytes */
    LONGEST_NAME = 32768,
    MICROSECOND = 6, /* places behind the point of a second */
};

/* What a value is. */
enum kind {
    COUNT,  /* uint64_t */
    LINE,   /* the same; null is 0 */
    SIZE,   /* uint64_t of bytes, which may be as high as there is */
    NUMBER, /* unsigned */
    TEXT,   /* const char * */
    NAME,   /* the same, of no more than LONGEST_NAME bytes */
    BYTES,  /* ls_slice */
    FLAG,   /* bool */
    SPAN,   /* uint64_t, microseconds; written in seconds */
    MOMENT, /* int64_t, milliseconds */
    START,  /* int64_t, seconds */
    OTHER,  /* `take` knows */
};

typedef bool taker(ls_document_reader *reader, ls_json_event event,
                   ls_slice text);

struct row {
    const char *path;
    enum kind kind;
    unsigned offset; /* of the member in ls_document_reader */
    bool of_summary; /* the offset is one in ls_summary instead */
    taker *take;
};

/* --- What is more than one value. */

static bool take_schema(ls_document_reader *reader, ls_json_event event,
                        ls_slice text)
{
    ls_slice version = text;
    ls_slice name;

    if (event == LS_EVENT_STRING && ls_slice_cut(&version, '/', &name) &&
        ls_slice_equal(name, LS_SLICE("logstat-summary"))) {
        reader->has_schema = ls_slice_equal(version, LS_SLICE("1"));
        if (reader->has_schema)
            return true;
        return ls_document_refuse(reader,
                                  "is a summary of version %.*s, and this is "
                                  "a logstat that reads version 1",
                                  (int)(version.len < 20 ? version.len : 20),
                                  version.ptr);
    }
    return ls_document_refuse(reader, "is JSON, but no summary of logstat");
}

static bool take_server(ls_document_reader *reader, ls_json_event event,
                        ls_slice text)
{
    const char *server;

    if (event == LS_EVENT_ARRAY || event == LS_EVENT_ARRAY_END)
        return true;
    if (event == LS_EVENT_NULL || text.len > LONGEST_SERVER)
        return ls_document_wrong(reader, "no name of a server");
    return ls_document_text(reader, event, text, &server) &&
           ls_document_append(reader, &reader->servers, LS_BYTES_OF(server),
                              MOST_SERVERS);
}

/* Which of the paths' names is the key's: a method. */
static bool take_method(ls_document_reader *reader, ls_json_event event,
                        ls_slice text)
{
    uint64_t requests = 0;
    size_t number = ls_method_count();

    if (!ls_document_number(reader, event, text, LS_COUNT_MAX, &requests))
        return false;
    while (number && !ls_slice_is(reader->key, ls_method_name(number - 1)))
        number--;
    /* One that only a newer version counts by name. */
    number = number ? number - 1 : LS_METHOD_OTHER;
    reader->methods[number] += requests;
    return true;
}

static bool take_substatus(ls_document_reader *reader, ls_json_event event,
                           ls_slice text)
{
    ls_summary_substatus item;
    uint64_t number;

    if (!ls_slice_to_u64(reader->key, &number) || number > HIGHEST_SUBSTATUS)
        return ls_document_wrong(reader, "no sub-status");
    item.substatus = (unsigned)number;
    return ls_document_number(reader, event, text, LS_COUNT_MAX,
                              &item.requests) &&
           ls_document_append(reader, &reader->substatuses, LS_BYTES_OF(item),
                              HIGHEST_SUBSTATUS + 1);
}

/* A list of arrays of so many numbers. */
struct tuples {
    ls_buf *list;
    size_t most; /* of them */
    size_t width;
    const char *name; /* if they are none */
};

/* All numbers are counts but the third, which is a sum. */
static bool take_number(ls_document_reader *reader, ls_json_event event,
                        ls_slice text, const struct tuples *tuples)
{
    uint64_t most = reader->tuple_len < 2 ? LS_COUNT_MAX : UINT64_MAX;
    uint64_t number = 0;

    if (reader->tuple_len == tuples->width)
        return ls_document_wrong(reader, tuples->name);
    if (!ls_document_number(reader, event, text, most, &number))
        return false;
    reader->tuple[reader->tuple_len++] = number;
    return true;
}

static bool take_tuples(ls_document_reader *reader, ls_json_event event,
                        ls_slice text, const struct tuples *tuples)
{
    ls_slice item = { (const char *)reader->tuple,
                      tuples->width * sizeof(*reader->tuple) };
    size_t len = reader->tuple_len;

    if (event != LS_EVENT_ARRAY && event != LS_EVENT_ARRAY_END)
        return take_number(reader, event, text, tuples);
    reader->tuple_len = 0;
    if (event == LS_EVENT_ARRAY || len == 0)
        return true;
    if (len < tuples->width)
        return ls_document_wrong(reader, tuples->name);
    return ls_document_append(reader, tuples->list, item, tuples->most);
}

static bool take_pairs(ls_document_reader *reader, ls_json_event event,
                       ls_slice text, ls_buf *list, size_t most)
{
    const struct tuples pairs = { list, most, 2, "no list of pairs" };

    return take_tuples(reader, event, text, &pairs);
}

static bool take_timeline(ls_document_reader *reader, ls_json_event event,
                          ls_slice text)
{
    return take_pairs(reader, event, text, &reader->pairs, LS_SUMMARY_BUCKETS);
}

static bool take_durations(ls_document_reader *reader, ls_json_event event,
                           ls_slice text)
{
    const struct tuples triples = { &reader->durations, LS_SUMMARY_BUCKETS,
                                    LS_TUPLE, "no list of three numbers each" };

    reader->has_duration_timeline = true;
    return take_tuples(reader, event, text, &triples);
}

static bool take_buckets(ls_document_reader *reader, ls_json_event event,
                         ls_slice text)
{
    return take_pairs(reader, event, text, &reader->buckets,
                      LS_DURATION_BUCKETS);
}

static bool take_row_value(ls_document_reader *reader, ls_json_event event,
                           ls_slice text)
{
    if (event == LS_EVENT_ARRAY || event == LS_EVENT_ARRAY_END)
        return true;
    if (reader->value_count == LS_GROUP_FIELDS)
        return ls_document_wrong(reader, "too many values");
    return ls_document_bytes(reader, event, text,
                             &reader->row.values[reader->value_count++]);
}

/* The class that is the key's; LS_CLASS_COUNT: none. */
static ls_class class_of_key(const ls_document_reader *reader)
{
    ls_class c = 0;

    while (c < LS_CLASS_COUNT && !ls_slice_is(reader->key, ls_class_label(c)))
        c++;
    return c;
}

static bool take_row_class(ls_document_reader *reader, ls_json_event event,
                           ls_slice text)
{
    ls_class c = class_of_key(reader);

    if (c == LS_CLASS_COUNT)
        return ls_document_wrong(reader, "no class");
    return ls_document_number(reader, event, text, LS_COUNT_MAX,
                              &reader->row.classes[c]);
}

static bool take_row_error(ls_document_reader *reader, ls_json_event event,
                           ls_slice text)
{
    ls_summary_row_error item;
    uint64_t number;

    if (!ls_slice_to_u64(reader->key, &number) || number < LS_ERROR_FIRST ||
        number > LS_ERROR_LAST)
        return ls_document_wrong(reader, "no code of an error");
    item.code = (unsigned)number;
    return ls_document_number(reader, event, text, LS_COUNT_MAX,
                              &item.requests) &&
           ls_document_append(reader, &reader->errors, LS_BYTES_OF(item),
                              LS_ERROR_LAST + 1 - LS_ERROR_FIRST);
}

static bool take_week(ls_document_reader *reader, ls_json_event event,
                      ls_slice text)
{
    ls_class c = class_of_key(reader);

    if (c == LS_CLASS_COUNT)
        return ls_document_wrong(reader, "no class");
    return take_pairs(reader, event, text, &reader->weeks[c], LS_WEEK_HOURS);
}

#define OF(member) offsetof(ls_document_reader, member), false, NULL
#define SUM(member) offsetof(ls_summary, member), true, NULL
#define BY(function) 0, false, function

static const struct row rows[] = {
    { "/schema", OTHER, BY(take_schema) },
    { "/select/where", TEXT, SUM(select.where) },
    { "/select/status", TEXT, SUM(select.status) },
    { "/select/method", TEXT, SUM(select.method) },
    { "/select/since", TEXT, SUM(select.since) },
    { "/select/until", TEXT, SUM(select.until) },
    { "/inputs/name", NAME, OF(input.name) },
    { "/inputs/format", NAME, OF(input.format) },
    { "/inputs/servers", OTHER, BY(take_server) },
    { "/inputs/detected", FLAG, OF(input.detected) },
    { "/inputs/fallback", COUNT, OF(input.fallback) },
    { "/inputs/bytes", SIZE, OF(input.bytes) },
    { "/inputs/unread", SIZE, OF(input.unread) },
    { "/inputs/nul", SIZE, OF(input.nul) },
    { "/inputs/gap", SIZE, OF(input.gap) },
    { "/inputs/gap_unknown", FLAG, OF(input.gap_unknown) },
    { "/inputs/lines/counted", COUNT, OF(input.lines.counted) },
    { "/inputs/lines/filtered", COUNT, OF(input.lines.filtered) },
    { "/inputs/lines/comment", COUNT, OF(input.lines.comment) },
    { "/inputs/lines/blank", COUNT, OF(input.lines.blank) },
    { "/inputs/lines/unparsed", COUNT, OF(input.lines.unparsed) },
    { "/lines/counted", COUNT, SUM(lines.counted) },
    { "/lines/filtered", COUNT, SUM(lines.filtered) },
    { "/lines/comment", COUNT, SUM(lines.comment) },
    { "/lines/blank", COUNT, SUM(lines.blank) },
    { "/lines/unparsed", COUNT, SUM(lines.unparsed) },
    { "/time/first", MOMENT, SUM(first) },
    { "/time/last", MOMENT, SUM(last) },
    { "/time/odd", COUNT, SUM(odd_times) },
    { "/bytes", SIZE, SUM(bytes) },
    { "/clients/sketch", BYTES, SUM(clients.sketch) },
    { "/codes/code", NUMBER, OF(code.code) },
    { "/codes/requests", COUNT, OF(code.requests) },
    { "/codes/origins/origin", NAME, OF(origin.origin) },
    { "/codes/origins/requests", COUNT, OF(origin.requests) },
    { "/codes/senders/upstream", COUNT, OF(code.senders[LS_SENDER_UPSTREAM]) },
    { "/codes/senders/server", COUNT, OF(code.senders[LS_SENDER_SERVER]) },
    { "/codes/first", MOMENT, OF(code.first) },
    { "/codes/last", MOMENT, OF(code.last) },
    { "/codes/timeline", OTHER, BY(take_timeline) },
    { "/codes/duration/count", COUNT, OF(code.duration.count) },
    { "/codes/duration/max", SPAN, OF(code.duration.at[LS_P100]) },
    { "/codes/duration/buckets", OTHER, BY(take_buckets) },
    { "/codes/paths/path", BYTES, OF(slot.path) },
    { "/codes/paths/requests", COUNT, OF(slot.requests) },
    { "/codes/paths/over", COUNT, OF(slot.over) },
    { "/timeline/seconds", COUNT, SUM(axis.seconds) },
    { "/timeline/start", START, SUM(axis.start) },
    { "/duration_timeline", OTHER, BY(take_durations) },
    { "/groups/by", NAME, OF(group.by) },
    { "/groups/requests", COUNT, OF(group.requests) },
    { "/groups/rows/values", OTHER, BY(take_row_value) },
    { "/groups/rows/requests", COUNT, OF(row.requests) },
    { "/groups/rows/over", COUNT, OF(row.over) },
    { "/groups/rows/bytes", SIZE, OF(row.bytes) },
    { "/groups/rows/duration/count", COUNT, OF(row.duration.count) },
    { "/groups/rows/duration/buckets", OTHER, BY(take_buckets) },
    { "/unparsed/input", NAME, OF(line.input) },
    { "/unparsed/line", LINE, OF(line.line) },
    { "/unparsed/offset", SIZE, OF(line.offset) },
    { "/unparsed/column", COUNT, OF(line.column) },
    { "/unparsed/reason", NAME, OF(line.reason) },
    { "/unparsed/text", BYTES, OF(line.text) },
};

/* Values whose own names are data. */
static const struct row named[] = {
    { "/codes/methods", OTHER, BY(take_method) },
    { "/codes/substatus", OTHER, BY(take_substatus) },
    { "/groups/rows/classes", OTHER, BY(take_row_class) },
    { "/groups/rows/errors", OTHER, BY(take_row_error) },
    { "/week", OTHER, BY(take_week) },
};

static bool take(ls_document_reader *reader, const struct row *row,
                 ls_json_event event, ls_slice text)
{
    char *base = row->of_summary ? (char *)reader->summary : (char *)reader;
    void *to = base + row->offset;
    uint64_t number = 0;

    switch (row->kind) {
    case COUNT:
        return ls_document_number(reader, event, text, LS_COUNT_MAX, to);
    case LINE:
        *(uint64_t *)to = 0;
        return event == LS_EVENT_NULL ||
               ls_document_number(reader, event, text, LS_COUNT_MAX, to);
    case SIZE:
        return ls_document_number(reader, event, text, UINT64_MAX, to);
    case NUMBER:
        if (!ls_document_number(reader, event, text, HIGHEST_CODE, &number))
            return false;
        *(unsigned *)to = (unsigned)number;
        return true;
    case NAME:
        if (text.len > LONGEST_NAME)
            return ls_document_wrong(reader, "longer than any name");
        return ls_document_text(reader, event, text, to);
    case TEXT:
        return ls_document_text(reader, event, text, to);
    case BYTES:
        return ls_document_bytes(reader, event, text, to);
    case FLAG:
        *(bool *)to = ls_slice_equal(text, LS_SLICE("true"));
        return event == LS_EVENT_BOOLEAN ||
               ls_document_wrong(reader, "neither true nor "
                                         "false");
    case SPAN:
        return (event == LS_EVENT_NUMBER &&
                ls_decimal_read(text, MICROSECOND, to)) ||
               ls_document_wrong(reader, "no duration");
    case MOMENT:
        return ls_document_time(reader, event, text, false, to);
    case START:
        return ls_document_time(reader, event, text, true, to);
    case OTHER:
        break;
    }
    return row->take(reader, event, text);
}

bool ls_document_value(ls_document_reader *reader, ls_json_event event,
                       ls_slice text)
{
    size_t parent = reader->levels[reader->depth - 1];

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (ls_document_is_at(reader, rows[i].path))
            return take(reader, &rows[i], event, text);
    for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
        if (reader->path_len <= sizeof(reader->path) &&
            ls_slice_equal((ls_slice){ reader->path, parent },
                           ls_slice_of(named[i].path)))
            return take(reader, &named[i], event, text);
    return true;
}
