/* SPDX-License-Identifier: MIT */
/*
 * Laws of a single record. That its slices may be read is found out by reading
 * them: a sanitizer sees what is no longer, or never was, theirs.
 */

#include "property/records.h"

bool is_record(ls_line_kind kind)
{
    return kind == LS_LINE_RECORD || kind == LS_LINE_FALLBACK;
}

bool is_text(ls_field field)
{
    switch (field) {
    case LS_FIELD_TIME:
    case LS_FIELD_STATUS:
    case LS_FIELD_SUBSTATUS:
    case LS_FIELD_WIN32_STATUS:
    case LS_FIELD_BYTES:
    case LS_FIELD_DURATION:
        return false;
    default:
        return true;
    }
}

/* Reads each byte, which nobody may optimise away. */
static void touch(ls_slice text)
{
    volatile unsigned char sum = 0;

    for (size_t i = 0; i < text.len; i++)
        sum = (unsigned char)(sum ^ (unsigned char)text.ptr[i]);
    (void)sum;
}

const char *record_problem(const ls_record *record)
{
    if (!(record->has & LS_HAS(LS_FIELD_STATUS)))
        return "a record has a status";
    if (record->code > 999)
        return "a status has three digits at most";
    if (record->has & ~LS_FIELDS_ALL)
        return "a record has no fields but those there are";
    if (record->method >= ls_method_count())
        return "a method has a name";
    if (record->upstream_code < -1 || record->upstream_code > 999)
        return "an upstream's status is one, or none";
    if (ls_record_sender(record) >= LS_SENDER_COUNT)
        return "a sender is one of those there are";
    for (ls_field field = 0; field < LS_FIELD_COUNT; field++)
        if ((record->has & LS_HAS(field)) && is_text(field))
            touch(record->text[field]);
    return NULL;
}

/* A field counts only if it is there. */
static bool is_same(const ls_record *a, const ls_record *b, ls_field field)
{
    if (!(a->has & LS_HAS(field)))
        return true;
    switch (field) {
    case LS_FIELD_TIME:
        return a->time == b->time;
    case LS_FIELD_STATUS:
        return a->code == b->code;
    case LS_FIELD_SUBSTATUS:
        return a->substatus == b->substatus;
    case LS_FIELD_BYTES:
        return a->bytes == b->bytes;
    case LS_FIELD_WIN32_STATUS:
        return a->win32_status == b->win32_status;
    case LS_FIELD_DURATION:
        return a->duration == b->duration;
    case LS_FIELD_UPSTREAM_STATUS:
        return a->upstream_code == b->upstream_code &&
               ls_slice_equal(a->text[field], b->text[field]);
    default:
        return ls_slice_equal(a->text[field], b->text[field]);
    }
}

const char *record_difference(const ls_record *a, const ls_record *b)
{
    if (a->has != b->has)
        return "which fields there are";
    if (a->method != b->method)
        return "method";
    if (a->flags != b->flags)
        return "whose the flags are";
    for (ls_field field = 0; field < LS_FIELD_COUNT; field++)
        if (!is_same(a, b, field))
            return ls_field_name(field);
    return NULL;
}
