/* SPDX-License-Identifier: MIT */
/*
 * Parts on their way from the thread that counts to the one that reports. The
 * one never waits for the other: where there is no room it counts on, and hands
 * out more the next time.
 */

#include "cli/parts.h"

#include "cli/progress.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define INTERVAL 0.25 /* seconds from part to part */

static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++)
        if (fcntl(ends[i], F_SETFD, FD_CLOEXEC) != 0 ||
            fcntl(ends[i], F_SETFL, O_NONBLOCK) != 0)
            return false;
    return true;
}

bool ls_parts_init(ls_parts *parts)
{
    *parts = (ls_parts){ .ends = { -1, -1 } };
    return pthread_mutex_init(&parts->lock, NULL) == 0 &&
           open_pipe(parts->ends);
}

void ls_parts_release(ls_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        ls_summary_free(parts->items[i].summary);
    for (int i = 0; i < 2; i++)
        if (parts->ends[i] >= 0)
            (void)close(parts->ends[i]);
    (void)pthread_mutex_destroy(&parts->lock);
}

bool ls_parts_have_room(ls_parts *parts)
{
    bool room;

    (void)pthread_mutex_lock(&parts->lock);
    room = parts->count < LS_PARTS_ROOM;
    (void)pthread_mutex_unlock(&parts->lock);
    return room;
}

bool ls_parts_are_due(ls_parts *parts)
{
    bool due = ls_parts_have_room(parts);

    if (due) {
        (void)pthread_mutex_lock(&parts->lock);
        due = ls_progress_clock() - parts->put >= INTERVAL;
        (void)pthread_mutex_unlock(&parts->lock);
    }
    return due;
}

static void wake(const ls_parts *parts)
{
    (void)!write(parts->ends[1], "", 1); /* a full pipe is readable as well */
}

void ls_parts_put(ls_parts *parts, ls_part part)
{
    (void)pthread_mutex_lock(&parts->lock);
    parts->items[parts->count++] = part;
    parts->put = ls_progress_clock();
    (void)pthread_mutex_unlock(&parts->lock);
    wake(parts);
}

void ls_parts_end(ls_parts *parts)
{
    (void)pthread_mutex_lock(&parts->lock);
    parts->has_ended = true;
    (void)pthread_mutex_unlock(&parts->lock);
    wake(parts);
}

int ls_parts_descriptor(const ls_parts *parts)
{
    return parts->ends[0];
}

size_t ls_parts_take(ls_parts *parts, ls_part items[LS_PARTS_MOST], bool *ended)
{
    char bytes[64];
    size_t count;

    while (read(parts->ends[0], bytes, sizeof(bytes)) > 0)
        continue;
    (void)pthread_mutex_lock(&parts->lock);
    count = parts->count;
    memcpy(items, parts->items, count * sizeof(*items));
    parts->count = 0;
    *ended = parts->has_ended;
    (void)pthread_mutex_unlock(&parts->lock);
    return count;
}
