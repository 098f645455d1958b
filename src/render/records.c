/* SPDX-License-Identifier: MIT */
/*
 * A record as one line of JSON (docs/records.md). The fields that are text go
 * out as the log has them, escaped; the others are written from their numbers
 * without rounding. One record is one call, so nothing is kept between them.
 */

#include "render/json_writer.h"

#include "base/date.h"
#include "render/word.h"

/* RFC 3339 has no room for other years. */
static const int64_t FIRST_SECOND = INT64_C(-62167219200); /* 0000-01-01 */
static const int64_t LAST_SECOND = INT64_C(253402300799);  /* 9999-12-31 */

/* The last `count` digits of a number. */
static char *put_digits(char *at, uint64_t number, size_t count)
{
    for (size_t i = count; i > 0; i--) {
        at[i - 1] = (char)('0' + number % 10);
        number /= 10;
    }
    return at + count;
}

/* A number of two digits, and what stands behind it. */
static char *put_pair(char *at, int number, char behind)
{
    at = put_digits(at, (uint64_t)number, 2);
    *at++ = behind;
    return at;
}

/* "2026-11-22T14:00:00Z", with milliseconds unless they are 0. */
static size_t write_time(char *text, int64_t seconds, unsigned milliseconds)
{
    ls_date date = ls_date_of_seconds(seconds);
    char *at = put_digits(text, (uint64_t)date.year, 4);

    *at++ = '-';
    at = put_pair(at, date.month, '-');
    at = put_pair(at, date.day, 'T');
    at = put_pair(at, date.hour, ':');
    at = put_pair(at, date.minute, ':');
    at = put_pair(at, date.second, milliseconds ? '.' : 'Z');
    if (milliseconds) {
        at = put_digits(at, milliseconds, 3);
        *at++ = 'Z';
    }
    return (size_t)(at - text);
}

static void put_time(ls_json *json, int64_t time)
{
    int64_t seconds = ls_seconds_of(time);
    char text[32];

    if (seconds < FIRST_SECOND || seconds > LAST_SECOND)
        return;
    ls_json_name(json, ls_field_name(LS_FIELD_TIME));
    ls_json_bytes(
        json,
        (ls_slice){ text, write_time(text, seconds,
                                     (unsigned)(time - seconds * 1000)) });
}

static void put_value(ls_json *json, const ls_record *record, ls_field field)
{
    switch (field) {
    case LS_FIELD_STATUS:
        ls_json_count(json, record->code);
        break;
    case LS_FIELD_SUBSTATUS:
        ls_json_count(json, record->substatus);
        break;
    case LS_FIELD_WIN32_STATUS:
        ls_json_count(json, record->win32_status);
        break;
    case LS_FIELD_BYTES:
        ls_json_count(json, record->bytes);
        break;
    case LS_FIELD_DURATION:
        ls_json_seconds(json, record->duration);
        break;
    default:
        ls_json_bytes(json, record->text[field]);
    }
}

static void put_field(ls_json *json, const ls_record *record, ls_field field)
{
    if (field == LS_FIELD_TIME) {
        put_time(json, record->time);
        return;
    }
    ls_json_name(json, ls_field_name(field));
    put_value(json, record, field);
    if (field == LS_FIELD_TARGET) {
        ls_json_name(json, "path");
        ls_json_bytes(json, ls_record_path(record));
    }
}

ls_status ls_render_record(const ls_record *record, const ls_sink *sink)
{
    ls_json json;

    ls_json_init(&json, sink);
    ls_json_open(&json, "{");
    for (ls_field field = 0; field < LS_FIELD_COUNT; field++)
        if (record->has & LS_HAS(field))
            put_field(&json, record, field);
    ls_json_close(&json, "}");
    ls_write(&json.out, LS_SLICE("\n"));
    return ls_writer_finish(&json.out);
}
