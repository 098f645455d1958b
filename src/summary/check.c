/* SPDX-License-Identifier: MIT */
/*
 * Whether what a document says can be, as far as others rely on it: that it
 * adds up (adds_up.c), and that timelines fit their axis.
 */

#include "base/distinct.h"
#include "summary/derive.h"
#include "summary/document.h"
#include "summary/duration.h"
#include "summary/sums.h"

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* The axis: how many buckets there are follows from the times. */
static bool check_axis(ls_document_reader *reader)
{
    const ls_summary *summary = reader->summary;
    ls_summary_axis *axis = &reader->summary->axis;
    bool has_times = summary->first != LS_NO_TIME;
    int64_t seconds = (int64_t)axis->seconds;
    int64_t first;
    int64_t last;

    axis->count = 0;
    if (has_times != (summary->last != LS_NO_TIME) ||
        has_times != (seconds != 0) || summary->last < summary->first)
        return false;
    if (!has_times)
        return axis->start == 0;
    first = floor_divide(summary->first / 1000, seconds);
    last = floor_divide(summary->last / 1000, seconds);
    if (last - first >= LS_SUMMARY_BUCKETS || axis->start != first * seconds)
        return false;
    axis->count = (size_t)(last - first) + 1;
    return true;
}

static bool has_sane_times(const ls_summary *summary,
                           const ls_summary_code *code,
                           const ls_timeline_pairs *pairs)
{
    bool has_times = code->first != LS_NO_TIME;

    if (has_times != (code->last != LS_NO_TIME) ||
        has_times != (pairs->count != 0))
        return false;
    return !has_times ||
           (code->first >= summary->first && code->first <= code->last &&
            code->last <= summary->last);
}

/* Puts a code's pairs on the axis. */
static bool place_timeline(ls_document_reader *reader, ls_summary_code *code,
                           const ls_timeline_pairs *pairs)
{
    size_t count = reader->summary->axis.count;
    uint64_t *timeline;

    if (!has_sane_times(reader->summary, code, pairs))
        return false;
    if (pairs->count == 0)
        return true;
    timeline = ls_arena_alloc(reader->arena, count, sizeof(*timeline));
    if (!timeline)
        return ls_document_fail(reader);
    for (size_t i = 0; i < pairs->count; i++) {
        if (pairs->items[2 * i] >= count || pairs->items[2 * i + 1] == 0)
            return false;
        timeline[pairs->items[2 * i]] += pairs->items[2 * i + 1];
    }
    code->timeline = timeline;
    return true;
}

static bool place_timelines(ls_document_reader *reader, ls_summary_code *codes,
                            const ls_timeline_pairs *pairs)
{
    for (size_t i = 0; i < reader->summary->code_count; i++)
        if (!place_timeline(reader, &codes[i], &pairs[i]))
            return reader->status == LS_ENOMEM
                       ? false
                       : ls_document_refuse(reader,
                                            "is a summary with a mistake: the "
                                            "timeline of code %u does not fit "
                                            "its times",
                                            codes[i].code);
    return true;
}

/* Whether the durations can be; then their percentiles are found. */
static bool check_durations(ls_document_reader *reader, ls_summary_code *codes)
{
    for (size_t i = 0; i < reader->summary->code_count; i++) {
        if (!ls_duration_fits(&codes[i].duration, codes[i].requests))
            return ls_document_refuse(reader,
                                      "is a summary with a mistake: the "
                                      "durations of code %u do not add up",
                                      codes[i].code);
        ls_duration_rank(&codes[i].duration);
    }
    return true;
}

/* Whether the sketch of clients is one; then they are counted. */
static bool check_clients(ls_document_reader *reader)
{
    ls_summary_clients *clients = &reader->summary->clients;
    ls_distinct distinct = { 0 };
    ls_status status = LS_OK;

    if (clients->sketch.len)
        status = ls_distinct_read(&distinct, clients->sketch);
    if (status == LS_OK) {
        clients->distinct = ls_distinct_count(&distinct);
        clients->is_estimate = ls_distinct_is_estimate(&distinct);
    }
    ls_distinct_release(&distinct);
    if (status == LS_ESYNTAX)
        return ls_document_refuse(reader, "is a summary with a mistake: its "
                                          "sketch of clients is none");
    return status == LS_OK || ls_document_fail(reader);
}

/*
 * Puts the pairs of a class on its week. Every request with a time is in it
 * once, as it is in the timeline.
 */
static bool place_week(ls_document_reader *reader, ls_class class_)
{
    ls_summary_class *to = &reader->summary->classes[class_];
    size_t buckets = to->timeline ? reader->summary->axis.count : 0;
    ls_timeline_pairs pairs;
    uint64_t left = 0;
    uint64_t *week;

    pairs.items = ls_document_keep(reader, &reader->weeks[class_],
                                   2 * sizeof(*pairs.items), &pairs.count);
    week = ls_arena_alloc(reader->arena, LS_WEEK_HOURS, sizeof(*week));
    if (reader->status != LS_OK || !week)
        return ls_document_fail(reader);
    for (size_t i = 0; i < buckets; i++)
        left += to->timeline[i];
    for (size_t i = 0; i < pairs.count; i++) {
        uint64_t hour = pairs.items[2 * i];
        uint64_t requests = pairs.items[2 * i + 1];

        if (hour >= LS_WEEK_HOURS || week[hour] || requests == 0 ||
            requests > left)
            return false;
        week[hour] = requests;
        left -= requests;
    }
    to->week = pairs.count ? week : NULL;
    return left == 0;
}

/* Whether there is a week; documents of older versions have none. */
static bool has_week(const ls_document_reader *reader)
{
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        if (reader->weeks[c].len)
            return true;
    return false;
}

static bool place_weeks(ls_document_reader *reader)
{
    if (!has_week(reader))
        return true;
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        if (!place_week(reader, c))
            return reader->status == LS_ENOMEM
                       ? false
                       : ls_document_refuse(reader,
                                            "is a summary with a mistake: the "
                                            "week of class %s does not fit its "
                                            "timeline",
                                            ls_class_label(c));
    return true;
}

/* Requests with a time in a bucket. */
static uint64_t requests_at(const ls_summary *summary, uint64_t bucket)
{
    uint64_t requests = 0;

    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        if (summary->classes[c].timeline)
            requests += summary->classes[c].timeline[bucket];
    return requests;
}

/* Puts durations on the axis, no more than there are requests in a bucket. */
static bool fill_durations(const ls_summary *summary, const ls_buf *durations,
                           uint64_t *requests, uint64_t *microseconds)
{
    uint64_t left = summary->duration.count;
    uint64_t item[LS_TUPLE];

    for (size_t at = 0; at < durations->len; at += sizeof(item)) {
        memcpy(item, durations->ptr + at, sizeof(item));
        if (item[0] >= summary->axis.count || requests[item[0]] ||
            item[1] == 0 || item[1] > left ||
            item[1] > requests_at(summary, item[0]))
            return false;
        requests[item[0]] = item[1];
        microseconds[item[0]] = item[2];
        left -= item[1];
    }
    return true;
}

/* Documents of older versions have none. */
static bool place_durations(ls_document_reader *reader)
{
    ls_summary *summary = reader->summary;
    size_t count = summary->axis.count;
    uint64_t *requests;
    uint64_t *microseconds;

    if (!reader->has_duration_timeline)
        return true;
    requests = ls_arena_alloc(reader->arena, count + 1, sizeof(*requests));
    microseconds =
        ls_arena_alloc(reader->arena, count + 1, sizeof(*microseconds));
    if (!requests || !microseconds)
        return ls_document_fail(reader);
    if (!fill_durations(summary, &reader->durations, requests, microseconds))
        return ls_document_refuse(reader,
                                  "is a summary with a mistake: its timeline "
                                  "of durations does not fit its timeline");
    if (count && summary->duration.count)
        summary->duration_timeline =
            (ls_summary_duration_timeline){ requests, microseconds };
    return true;
}

bool ls_document_finish(ls_document_reader *reader)
{
    ls_summary *summary = reader->summary;
    ls_summary_code *codes;
    ls_timeline_pairs *pairs;
    size_t count;

    if (!reader->has_schema)
        return ls_document_refuse(reader, "is JSON, but no summary of logstat");
    summary->inputs =
        ls_document_keep(reader, &reader->inputs, sizeof(*summary->inputs),
                         &summary->input_count);
    summary->groups =
        ls_document_keep(reader, &reader->groups, sizeof(*summary->groups),
                         &summary->group_count);
    summary->unparsed =
        ls_document_keep(reader, &reader->lines, sizeof(*summary->unparsed),
                         &summary->unparsed_count);
    codes = ls_document_keep(reader, &reader->codes, sizeof(*codes),
                             &summary->code_count);
    pairs =
        ls_document_keep(reader, &reader->timelines, sizeof(*pairs), &count);
    summary->codes = codes;
    if (reader->status != LS_OK)
        return false;
    if (!reader->has_lines || !ls_document_adds_up(summary, pairs))
        return ls_document_refuse(reader, "is a summary that does not add up");
    if (!check_axis(reader))
        return ls_document_refuse(reader, "is a summary with a mistake: its "
                                          "timeline does not fit its times");
    if (!place_timelines(reader, codes, pairs) ||
        !check_durations(reader, codes) || !check_clients(reader))
        return false;
    if (ls_summary_derive(reader->arena, summary) != LS_OK)
        return ls_document_fail(reader);
    return place_weeks(reader) && place_durations(reader);
}
