/* SPDX-License-Identifier: MIT */
/*
 * The samples of a pattern file: each must give a record with the values that
 * its `expect` names, and each `reject` must give none.
 */

#include "parse/format.h"

#include "base/buf.h"
#include "base/date.h"
#include "parse/reader.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* The text of a number or time field; false if it is a text as it stands. */
static bool print_number(const ls_record *r, ls_field field, char *out,
                         size_t size)
{
    ls_date d;

    switch (field) {
    case LS_FIELD_TIME:
        d = ls_date_of_seconds(r->time / 1000);
        (void)snprintf(out, size, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                       (int)d.year, d.month, d.day, d.hour, d.minute, d.second,
                       (int)(r->time % 1000));
        return true;
    case LS_FIELD_STATUS:
        (void)snprintf(out, size, "%u", (unsigned)r->code);
        return true;
    case LS_FIELD_SUBSTATUS:
        (void)snprintf(out, size, "%" PRIu32, r->substatus);
        return true;
    case LS_FIELD_WIN32_STATUS:
        (void)snprintf(out, size, "%" PRIu32, r->win32_status);
        return true;
    case LS_FIELD_BYTES:
        (void)snprintf(out, size, "%" PRIu64, r->bytes);
        return true;
    case LS_FIELD_DURATION:
        (void)snprintf(out, size, "%" PRIu64 ".%06" PRIu64,
                       r->duration / 1000000, r->duration % 1000000);
        return true;
    default:
        return false;
    }
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/*
 * Reads `key=value` or `key="value"` off the start of `text`. If that cannot
 * be done, the rest stays what could not be read.
 */
static bool next_pair(ls_slice *text, ls_slice *key, ls_slice *value)
{
    ls_slice rest = *text;

    while (rest.len && is_space(rest.ptr[0]))
        rest = ls_slice_skip(rest, 1);
    *text = rest;
    if (!ls_slice_cut(&rest, '=', key))
        return false;
    if (rest.len && rest.ptr[0] == '"') {
        rest = ls_slice_skip(rest, 1);
        if (!ls_slice_cut(&rest, '"', value))
            return false;
    } else {
        *value = (ls_slice){ rest.ptr, 0 };
        while (value->len < rest.len && !is_space(rest.ptr[value->len]))
            value->len++;
        rest = ls_slice_skip(rest, value->len);
    }
    *text = rest;
    return true;
}

static int hex(char c)
{
    const char *digits = "0123456789abcdef";
    const char *at = c ? strchr(digits, c) : NULL;

    return at ? (int)(at - digits) : -1;
}

/* Appends `value` with each \xhh as the byte it stands for, \\ as \. */
static ls_status unescape(ls_buf *out, ls_slice value)
{
    for (size_t i = 0; i < value.len; i++) {
        ls_slice rest = ls_slice_skip(value, i);
        char byte = rest.ptr[0];

        if (rest.len > 1 && byte == '\\' && rest.ptr[1] == '\\') {
            i++;
        } else if (rest.len > 3 && byte == '\\' && rest.ptr[1] == 'x' &&
                   hex(rest.ptr[2]) >= 0 && hex(rest.ptr[3]) >= 0) {
            byte = (char)(hex(rest.ptr[2]) * 16 + hex(rest.ptr[3]));
            i += 3;
        }
        if (ls_buf_append(out, (ls_slice){ &byte, 1 }) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

/* The value that the record has, "-" if it lacks the field. */
static ls_slice value_of(const ls_record *r, ls_field field, char *room,
                         size_t size)
{
    if (!(r->has & LS_HAS(field)))
        return LS_SLICE("-");
    if (print_number(r, field, room, size))
        return ls_slice_of(room);
    return r->text[field];
}

static ls_status check_pair(const ls_record *record, ls_slice key,
                            ls_slice value, size_t number, ls_error *err)
{
    ls_field field = ls_field_find(key);
    ls_buf want = { 0 };
    char room[48];
    ls_slice got;
    ls_status status;

    if (field == LS_FIELD_COUNT)
        return ls_fail(err, LS_ESYNTAX, number, "expect: '%.*s' is no field",
                       (int)(key.len < 40 ? key.len : 40), key.ptr);
    got = value_of(record, field, room, sizeof(room));
    status = unescape(&want, value);
    if (status != LS_OK)
        ls_fail(err, status, 0, "no memory");
    else if (!ls_slice_equal(got, ls_buf_slice(&want)))
        status = ls_fail(
            err, LS_ESYNTAX, number, "sample: %s is '%.*s', expected '%.*s'",
            ls_field_name(field), (int)(got.len < 100 ? got.len : 100), got.ptr,
            (int)(value.len < 100 ? value.len : 100), value.ptr);
    ls_buf_release(&want);
    return status;
}

static ls_status check_record(const ls_record *record, const ls_sample *sample,
                              ls_error *err)
{
    ls_slice rest = ls_slice_of(sample->expect);
    ls_slice key;
    ls_slice value;

    while (next_pair(&rest, &key, &value)) {
        ls_status status = check_pair(record, key, value, sample->number, err);

        if (status != LS_OK)
            return status;
    }
    if (!ls_slice_is_blank(rest))
        return ls_fail(err, LS_ESYNTAX, sample->number,
                       "expect: '%.*s' is no key=value", (int)rest.len,
                       rest.ptr);
    return LS_OK;
}

static ls_status check_sample(ls_reader *reader, const ls_sample *sample,
                              ls_error *err)
{
    ls_slice line = { sample->line, sample->len };
    ls_record record;
    ls_line_kind kind;
    ls_status status = ls_reader_read(reader, line, &record, &kind);

    if (status != LS_OK)
        return ls_fail(err, status, 0, "no memory");
    if (!sample->expect && kind == LS_LINE_RECORD)
        return ls_fail(err, LS_ESYNTAX, sample->number,
                       "reject: the line fits");
    /* What names the columns of the samples below it needs no `expect`. */
    if (kind == LS_LINE_COMMENT && sample->next && sample->expect &&
        !sample->expect[0])
        return LS_OK;
    if (sample->expect && kind != LS_LINE_RECORD)
        return ls_fail(err, LS_ESYNTAX, sample->number,
                       "sample: the line does not fit");
    return sample->expect ? check_record(&record, sample, err) : LS_OK;
}

/* A look-alike has no records: its lines fit, or they do not. */
static ls_status check_refused(const ls_format *format, const ls_sample *sample,
                               ls_error *err)
{
    ls_slice line = { sample->line, sample->len };
    ls_matcher *matcher = ls_matcher_new(false);
    int found;

    if (!matcher)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    found = ls_matcher_match(matcher, format->regex, line);
    ls_matcher_free(matcher);
    if (found < 0)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    if ((found == LS_MATCH_FOUND) != (sample->expect != NULL))
        return ls_fail(err, LS_ESYNTAX, sample->number,
                       sample->expect ? "sample: the line does not fit"
                                      : "reject: the line fits");
    return LS_OK;
}

static ls_status check_all(const ls_format *format, ls_reader *reader,
                           size_t *checked, ls_error *err)
{
    for (const ls_sample *s = format->samples; s; s = s->next) {
        ls_status status = format->refusal ? check_refused(format, s, err)
                                           : check_sample(reader, s, err);

        if (status != LS_OK)
            return status;
        ++*checked;
    }
    return LS_OK;
}

ls_status ls_format_check(const ls_format *format, size_t *checked,
                          ls_error *err)
{
    ls_plans plans = { 0 };
    ls_reader *reader = NULL;
    ls_status status = ls_plans_init_one(&plans, format, LS_FIELDS_ALL);

    *checked = 0;
    if (status == LS_OK)
        reader = ls_reader_new(&plans, 0, false);
    if (!reader)
        status = ls_fail(err, LS_ENOMEM, 0, "no memory");
    else
        status = check_all(format, reader, checked, err);
    ls_reader_free(reader);
    ls_plans_release(&plans);
    return status;
}
