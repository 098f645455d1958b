/* SPDX-License-Identifier: MIT */
/*
 * Reading a descriptor that may keep its reader waiting: a pipe, a terminal.
 * Whoever waits can be told to stop by a second descriptor.
 */

#include "input/feed.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

void ls_feed_init(ls_feed *feed, int descriptor, int stop)
{
    *feed = (ls_feed){ .descriptor = descriptor, .stop = stop };
}

ls_status ls_fail_io(ls_error *err, int number)
{
    char text[128] = "cannot be read";

    (void)strerror_r(number, text, sizeof(text));
    return ls_fail(err, LS_EIO, 0, "%s", text);
}

/* Waits for bytes: 1, 0 if told to stop, or LS_EIO. */
static int wait_for_bytes(const ls_feed *feed)
{
    struct pollfd fds[] = {
        { .fd = feed->descriptor, .events = POLLIN },
        { .fd = feed->stop, .events = POLLIN },
    };

    int ready;

    while ((ready = poll(fds, 2, feed->idle ? LS_FEED_PAUSE : -1)) <= 0) {
        if (ready < 0 && errno != EINTR && errno != EAGAIN)
            return LS_EIO;
        if (ready == 0 && feed->idle)
            feed->idle(feed->context);
    }
    return fds[1].revents ? 0 : 1;
}

ls_status ls_feed_read(ls_feed *feed, size_t len, ls_buf *room, ls_error *err)
{
    ssize_t got;

    if (ls_buf_reserve(room, room->len + len) != LS_OK)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    do {
        int ready = wait_for_bytes(feed);

        if (ready < 0)
            return ls_fail_io(err, errno);
        if (ready == 0) {
            feed->stopped = true;
            feed->ended = true;
            return LS_OK;
        }
        got = read(feed->descriptor, room->ptr + room->len, len);
    } while (got < 0 && (errno == EINTR || errno == EAGAIN));
    if (got < 0)
        return ls_fail_io(err, errno);
    room->len += (size_t)got;
    feed->offset += (uint64_t)got;
    feed->ended = got == 0;
    return LS_OK;
}

bool ls_feed_pauses(const ls_feed *feed, int milliseconds)
{
    struct pollfd fds[] = {
        { .fd = feed->descriptor, .events = POLLIN },
        { .fd = feed->stop, .events = POLLIN },
    };

    return poll(fds, 2, milliseconds) == 0;
}
