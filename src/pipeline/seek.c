/* SPDX-License-Identifier: MIT */
/*
 * Reading only the part of a log that can have requests of a time window.
 *
 * Servers log a request when it ends, with the time when it began, so a log is
 * not quite in order. That no request is logged later than others that began an
 * hour after it is taken for granted, as far as probes all over the file agree.
 * So nothing before a request of more than an hour before the window can be in
 * it, nor anything behind one of an hour after. These are found by bisection.
 */

#include "pipeline/seek.h"

#include "pipeline/probe.h"

#include <stdlib.h>

enum {
    SMALLEST = 128 * 1024, /* bytes of a file in which seeking may pay */
    PROBES = 48,           /* spread over a file */
    STEPS = 64,            /* of a bisection, at most */
    NEAR = 64 * 1024,      /* bytes apart that are not bisected any more */
};

/* How much later than others that began after it a request may be logged. */
#define MARGIN_MS INT64_C(3600000)

/* A search in one input. */
struct search {
    ls_reading *reading;
    ls_probe *probe;
    ls_probed found[PROBES + 2 * STEPS];
    size_t count;
    bool is_hopeless; /* there are lines without a time, or out of order */
};

/* Probes at an offset. Past the last time of the file it is hopeless. */
static ls_status look_at(struct search *search, uint64_t offset,
                         ls_probed *probed)
{
    ls_status status = ls_probe_at(search->probe, offset, probed);

    if (status != LS_OK)
        return status;
    if (!probed->has_time || !probed->has_zone)
        search->is_hopeless = true;
    else if (search->count < sizeof(search->found) / sizeof(search->found[0]))
        search->found[search->count++] = *probed;
    return LS_OK;
}

static int by_offset(const void *left, const void *right)
{
    const ls_probed *a = left;
    const ls_probed *b = right;

    return (a->offset > b->offset) - (a->offset < b->offset);
}

/* Whether all that was found is in order, within the margin. */
static bool is_in_order(struct search *search)
{
    int64_t latest = INT64_MIN + MARGIN_MS;

    qsort(search->found, search->count, sizeof(ls_probed), by_offset);
    for (size_t i = 0; i < search->count; i++) {
        if (search->found[i].time < latest - MARGIN_MS)
            return false;
        if (search->found[i].time > latest)
            latest = search->found[i].time;
    }
    return true;
}

/* Looks here and there, so that a file put together of parts is noticed. */
static ls_status survey(struct search *search, uint64_t size)
{
    for (size_t i = 0; i < PROBES && !search->is_hopeless; i++) {
        ls_probed probed;
        ls_status status = look_at(search, size / PROBES * i, &probed);

        if (status != LS_OK)
            return status;
    }
    if (!search->is_hopeless && !is_in_order(search))
        search->is_hopeless = true;
    return LS_OK;
}

/*
 * Moves `*low`, the start of a line, on to one of a request before `time`, and
 * `*high`, another, back to one of a request from then on.
 */
static ls_status bisect(struct search *search, int64_t time, uint64_t *low,
                        uint64_t *high)
{
    uint64_t limit = *high; /* no line with a time starts between it and that */

    for (size_t i = 0; i < STEPS && limit - *low > NEAR; i++) {
        uint64_t middle = *low + (limit - *low) / 2;
        ls_probed probed;
        ls_status status = look_at(search, middle, &probed);

        if (status != LS_OK || search->is_hopeless)
            return status;
        if (probed.offset >= limit)
            limit = middle;
        else if (probed.time < time)
            *low = probed.offset;
        else
            limit = *high = probed.offset;
    }
    return LS_OK;
}

/* The range that is to be read. */
static ls_status find_range(struct search *search, int64_t since, int64_t until,
                            uint64_t *from, uint64_t *to)
{
    uint64_t size = *to;
    uint64_t end = size;
    uint64_t low = 0;
    ls_status status = survey(search, size);

    *from = 0;
    if (status == LS_OK && !search->is_hopeless &&
        since > INT64_MIN + MARGIN_MS)
        status = bisect(search, since - MARGIN_MS, from, &end);
    end = size;
    low = *from;
    if (status == LS_OK && !search->is_hopeless &&
        until < INT64_MAX - MARGIN_MS)
        status = bisect(search, until + MARGIN_MS, &low, &end);
    if (!search->is_hopeless && !is_in_order(search))
        search->is_hopeless = true;
    *to = end;
    return status;
}

/* Reads only from `from` to `to`. */
static ls_status narrow(ls_reading *reading, ls_probe *probe, uint64_t from,
                        uint64_t to)
{
    uint64_t size = reading->source.file.size;
    ls_buf header = { 0 };
    ls_buf date = { 0 };
    ls_status status = ls_probe_headers(probe, from, &header, &date);

    if (status == LS_OK)
        status = ls_source_set_range(&reading->source, from, to,
                                     &reading->outcome.message);
    if (status == LS_OK)
        status = ls_order_begin(&reading->order, 0, ls_buf_slice(&header),
                                ls_buf_slice(&date));
    reading->input.unread = from + (size - to);
    reading->is_sought = from != 0;
    ls_buf_release(&header);
    ls_buf_release(&date);
    return status;
}

static ls_status search_in(ls_reading *reading, int64_t since, int64_t until)
{
    struct search *search = calloc(1, sizeof(*search));
    uint64_t from = 0;
    uint64_t to = reading->source.file.size;
    ls_status status = LS_ENOMEM;

    if (!search)
        return LS_ENOMEM;
    search->reading = reading;
    search->probe = ls_probe_new(reading);
    if (search->probe)
        status = find_range(search, since, until, &from, &to);
    if (status == LS_OK && !search->is_hopeless && from < to &&
        (from || to < reading->source.file.size))
        status = narrow(reading, search->probe, from, to);
    ls_probe_free(search->probe);
    free(search);
    /* What cannot be read now will be told when it is read. */
    return status == LS_EIO ? LS_OK : status;
}

ls_status ls_seek(ls_reading *reading)
{
    const ls_run_options *options = &reading->run->options;
    int64_t since;
    int64_t until;

    if (options->no_seek || options->on_unparsed || reading->from ||
        !ls_filter_window(options->filter, &since, &until) ||
        !reading->choice.found.format || reading->plans.wrap_count ||
        !ls_reading_is_splittable(reading) ||
        reading->source.file.size < SMALLEST)
        return LS_OK;
    return search_in(reading, since, until);
}
