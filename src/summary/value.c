/* SPDX-License-Identifier: MIT */
/* Single values of a document: counts, texts, bytes and times. */

#include "summary/value.h"

#include "base/date.h"

bool ls_document_wrong(ls_document_reader *reader, const char *wanted)
{
    return ls_document_refuse(reader, "is a summary with a mistake: %.*s is %s",
                              (int)reader->path_len, reader->path, wanted);
}

bool ls_document_number(ls_document_reader *reader, ls_json_event event,
                        ls_slice text, uint64_t most, uint64_t *number)
{
    if (event == LS_EVENT_NUMBER && ls_slice_to_u64(text, number) &&
        *number <= most)
        return true;
    return ls_document_wrong(reader, "no count");
}

static bool copy(ls_document_reader *reader, ls_slice text, const char **to)
{
    *to = ls_arena_copy(reader->arena, text);
    return *to || ls_document_fail(reader);
}

bool ls_document_text(ls_document_reader *reader, ls_json_event event,
                      ls_slice text, const char **to)
{
    *to = NULL;
    if (event == LS_EVENT_NULL)
        return true;
    if (event != LS_EVENT_STRING ||
        (text.len && memchr(text.ptr, '\0', text.len)))
        return ls_document_wrong(reader, "no text");
    return copy(reader, text, to);
}

bool ls_document_bytes(ls_document_reader *reader, ls_json_event event,
                       ls_slice text, ls_slice *to)
{
    if (event != LS_EVENT_STRING)
        return ls_document_wrong(reader, "no text");
    to->len = text.len;
    return copy(reader, text, &to->ptr);
}

static bool is_digits(ls_slice text, size_t from, size_t len, int *number)
{
    uint64_t value;

    if (!ls_slice_to_u64((ls_slice){ text.ptr + from, len }, &value))
        return false;
    *number = (int)value;
    return true;
}

/* 2026-11-26T09:00:00Z, as all times in it are written. */
static bool read_utc(ls_slice text, int64_t *seconds)
{
    static const char form[] = "0000-00-00T00:00:00Z";
    ls_date date;
    int year;

    if (text.len != sizeof(form) - 1)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (form[i] != '0' && form[i] != text.ptr[i])
            return false;
    if (!is_digits(text, 0, 4, &year) || !is_digits(text, 5, 2, &date.month) ||
        !is_digits(text, 8, 2, &date.day) ||
        !is_digits(text, 11, 2, &date.hour) ||
        !is_digits(text, 14, 2, &date.minute) ||
        !is_digits(text, 17, 2, &date.second))
        return false;
    date.year = year;
    if (!ls_date_is_valid(&date))
        return false;
    *seconds = ls_date_to_seconds(&date);
    return true;
}

bool ls_document_time(ls_document_reader *reader, ls_json_event event,
                      ls_slice text, bool is_start, int64_t *to)
{
    int64_t seconds;

    if (event == LS_EVENT_NULL) {
        *to = is_start ? 0 : LS_NO_TIME;
        return true;
    }
    if (event != LS_EVENT_STRING || !read_utc(text, &seconds))
        return ls_document_wrong(reader, "no time in UTC");
    *to = is_start ? seconds : seconds * 1000;
    return true;
}
