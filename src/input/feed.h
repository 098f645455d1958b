/* SPDX-License-Identifier: MIT */
#ifndef INPUT_FEED_H
#define INPUT_FEED_H

#include "base/buf.h"

/* The bytes of a descriptor, read once and in their order as they come. */
typedef struct ls_feed {
    int descriptor;
    int stop;        /* reading ends when this becomes readable; -1: none */
    uint64_t offset; /* bytes read so far */
    bool ended;      /* there are no more */
    bool stopped;    /* that is so because it was told to stop */
    void (*idle)(void *context); /* called whenever nothing has come for
                                    LS_FEED_PAUSE; NULL: nobody is */
    void *context;
} ls_feed;

/* How long a writer has nothing to say before somebody else may, in ms. */
enum {
    LS_FEED_PAUSE = 250
};

void ls_feed_init(ls_feed *feed, int descriptor, int stop);

/*
 * Waits for bytes and appends up to `len` of them, from 1, to `room`; none at
 * the end. LS_EIO with words in `err`, or LS_ENOMEM.
 */
ls_status ls_feed_read(ls_feed *feed, size_t len, ls_buf *room,
                       ls_error *err) LS_MUST_USE;

/* Whether nothing comes for so many milliseconds. */
bool ls_feed_pauses(const ls_feed *feed, int milliseconds);

/* LS_EIO, in the words that the system has for `number`, an errno. */
ls_status ls_fail_io(ls_error *err, int number);

#endif
