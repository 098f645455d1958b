/* SPDX-License-Identifier: MIT */
#ifndef CLI_PARTS_H
#define CLI_PARTS_H

#include <logstat/summary.h>

#include <pthread.h>

/* Parts that may wait to be taken; whoever counts goes on without handing out
   more. */
enum {
    LS_PARTS_ROOM = 16,
    LS_PARTS_MOST = LS_PARTS_ROOM + 1 /* the last one always has a place */
};

/* A part of what was counted. */
typedef struct ls_part {
    ls_summary *summary;
    bool is_old; /* it was there before anybody watched */
} ls_part;

/* What passes from the thread that counts to the one that reports. */
typedef struct ls_parts {
    pthread_mutex_t lock; /* guards what follows */
    ls_part items[LS_PARTS_MOST];
    size_t count;
    bool has_ended;
    double put;  /* when the last was, by ls_progress_clock() */
    int ends[2]; /* a pipe: readable when there is something to take */
} ls_parts;

/* False: it cannot be had. */
bool ls_parts_init(ls_parts *parts);
void ls_parts_release(ls_parts *parts);

/* Whether there is room for one more, as there then is until one is put. */
bool ls_parts_have_room(ls_parts *parts);

/* The same, if the last one was put a quarter of a second ago, or earlier. */
bool ls_parts_are_due(ls_parts *parts);

/* Hands over a summary, for which there is room; or the last one. */
void ls_parts_put(ls_parts *parts, ls_part part);

/* Says that no more will come. */
void ls_parts_end(ls_parts *parts);

/* Becomes readable when there is something to take. */
int ls_parts_descriptor(const ls_parts *parts);

/* Takes all there is: how many; `*ended`: nothing comes after them. */
size_t ls_parts_take(ls_parts *parts, ls_part items[LS_PARTS_MOST],
                     bool *ended);

#endif
