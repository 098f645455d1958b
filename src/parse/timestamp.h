/* SPDX-License-Identifier: MIT */
#ifndef PARSE_TIMESTAMP_H
#define PARSE_TIMESTAMP_H

#include "base/word.h"

#include <logstat/slice.h>

/* How a format writes its times. */
typedef enum ls_time_kind {
    LS_TIME_CLF,    /* 10/Oct/2000:13:55:36 -0700; fraction, zone may lack */
    LS_TIME_ISO,    /* 2000-10-10T13:55:36.123Z; RFC 3339 and its variants */
    LS_TIME_UNIX,   /* 971186136, with a fraction, or in ms, us, ns */
    LS_TIME_ANY,    /* whichever of these it looks like */
    LS_TIME_LAYOUT, /* as a strftime layout says: %d.%m.%Y %H:%M:%S */
    LS_TIME_KINDS
} ls_time_kind;

/* How times are to be read; it borrows the layout. */
typedef struct ls_time_form {
    ls_time_kind kind;
    const char *layout; /* of LS_TIME_LAYOUT */
    bool utc;           /* times without a zone are UTC, whatever the log's */
} ls_time_form;

/*
 * What a pattern file calls it: "clf", "iso", "iso utc", "unix", "any" or a
 * layout that starts with %. The kind is LS_TIME_KINDS for anything else.
 */
ls_time_form ls_time_form_of(const char *name);

/* The longest "10/Oct/2000:13:55:", and the longest " -07:00". */
enum {
    LS_TIMER_MINUTE = 18,
    LS_TIMER_ZONE = 8
};

/* The longest text of a time that is remembered. */
enum {
    LS_TIMER_TEXT = 40
};

/*
 * Reads times of one log. Neighbouring lines often have the same time, and
 * nearly always share their minute and zone, so those of the last time are
 * remembered. Belongs to one thread.
 */
typedef struct ls_timer {
    int zone;        /* of times without one: minutes east of UTC */
    size_t last_len; /* of the last time; 0 at first */
    char last[LS_TIMER_TEXT];
    ls_time_form form;            /* that it was read as */
    int64_t ms;                   /* what that gave */
    size_t minute_len;            /* 0 at first */
    size_t offset_len;            /* 0: there was none */
    char minute[LS_TIMER_MINUTE]; /* up to the seconds, as last read */
    char offset[LS_TIMER_ZONE];   /* what stood behind the seconds */
    int default_zone;             /* that was used if there was none */
    int64_t base;                 /* seconds since the epoch of that minute */
} ls_timer;

/* Whether a text of this form is the one that was read last. */
static inline bool ls_timer_is_last(const ls_timer *timer, ls_time_form form,
                                    ls_slice text)
{
    return text.len && text.len == timer->last_len &&
           form.kind == timer->form.kind && form.layout == timer->form.layout &&
           form.utc == timer->form.utc &&
           ls_word_same(text.ptr, timer->last, text.len);
}

/* Reads a text that is not, as ls_timer_read(). */
bool ls_timer_read_new(ls_timer *timer, ls_time_form form, ls_slice text,
                       int64_t *ms);

/* False, and *ms as it was, if the text is no time of this form. */
static inline bool ls_timer_read(ls_timer *timer, ls_time_form form,
                                 ls_slice text, int64_t *ms)
{
    if (!ls_timer_is_last(timer, form, text))
        return ls_timer_read_new(timer, form, text, ms);
    *ms = timer->ms;
    return true;
}

/* Whether the last time that was read had a zone, or needs none. */
bool ls_timer_knows_zone(const ls_timer *timer);

#endif
