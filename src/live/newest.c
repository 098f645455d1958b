/* SPDX-License-Identifier: MIT */
/*
 * The newest errors of each code, as one line each: what a person reads first
 * of a log line, so that it fits a narrow terminal.
 */

#include "live/newest.h"

#include <logstat/codes.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MINUTE = 60,
    HOUR = 60 * MINUTE,
    DAY = 24 * HOUR
};

bool ls_newest_init(ls_newest *newest, int zone)
{
    *newest = (ls_newest){ .zone = zone };
    return pthread_mutex_init(&newest->lock, NULL) == 0;
}

void ls_newest_release(ls_newest *newest)
{
    for (size_t i = 0; i < LS_NEWEST_CODES; i++)
        free(newest->codes[i]);
    (void)pthread_mutex_destroy(&newest->lock);
}

/* --- A line. */

static void put(ls_newest_line *line, ls_slice bytes)
{
    size_t room = LS_NEWEST_ROOM - line->len;
    size_t len = bytes.len < room ? bytes.len : room;

    if (len)
        memcpy(line->text + line->len, bytes.ptr, len);
    line->len += len;
}

static void put_field(ls_newest_line *line, const ls_record *record,
                      ls_field field)
{
    if (!(record->has & LS_HAS(field)))
        return;
    if (line->len)
        put(line, LS_SLICE(" "));
    put(line, record->text[field]);
}

static void put_time(ls_newest_line *line, int64_t time, int zone)
{
    int64_t second = time / 1000 + (int64_t)zone * MINUTE;
    int of_day = (int)((second % DAY + DAY) % DAY);
    char text[16];

    (void)snprintf(text, sizeof(text), "%02d:%02d:%02d", of_day / HOUR,
                   of_day / MINUTE % 60, of_day % 60);
    put(line, ls_slice_of(text));
}

static void write(ls_newest_line *line, const ls_record *record, int zone)
{
    line->len = 0;
    if (record->has & LS_HAS(LS_FIELD_TIME))
        put_time(line, record->time, zone);
    put_field(line, record, LS_FIELD_CLIENT);
    if (record->has & LS_HAS(LS_FIELD_METHOD)) {
        if (line->len)
            put(line, LS_SLICE(" "));
        put(line, ls_slice_of(ls_method_name(record->method)));
    }
    put_field(line, record, LS_FIELD_VHOST);
    put_field(line, record, LS_FIELD_TARGET);
}

/* --- All of them. */

/* Where those of a code are kept; NULL: no memory. */
static ls_newest_lines *lines_of(ls_newest *newest, unsigned code)
{
    if (!newest->codes[code])
        newest->codes[code] = calloc(1, sizeof(*newest->codes[code]));
    return newest->codes[code];
}

ls_status ls_newest_note(ls_newest *newest, const ls_record *record)
{
    ls_newest_lines *lines;

    if (!ls_class_is_error(ls_class_of(record->code)))
        return LS_OK;
    (void)pthread_mutex_lock(&newest->lock);
    lines = lines_of(newest, record->code);
    if (lines)
        write(&lines->items[lines->count++ % LS_NEWEST_LINES], record,
              newest->zone);
    (void)pthread_mutex_unlock(&newest->lock);
    return lines ? LS_OK : LS_ENOMEM;
}

ls_status ls_newest_copy(ls_newest *copy, ls_newest *newest)
{
    ls_status status = LS_OK;

    (void)pthread_mutex_lock(&newest->lock);
    for (unsigned code = 0; code < LS_NEWEST_CODES; code++) {
        ls_newest_lines *lines;

        if (!newest->codes[code])
            continue;
        lines = lines_of(copy, code);
        if (lines)
            *lines = *newest->codes[code];
        else
            status = LS_ENOMEM;
    }
    (void)pthread_mutex_unlock(&newest->lock);
    return status;
}

const ls_newest_line *ls_newest_at(const ls_newest *newest, unsigned code,
                                   size_t age)
{
    const ls_newest_lines *lines = newest->codes[code];

    if (!lines || age >= lines->count || age >= LS_NEWEST_LINES)
        return NULL;
    return &lines->items[(lines->count - 1 - age) % LS_NEWEST_LINES];
}
