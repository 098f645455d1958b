/* SPDX-License-Identifier: MIT */
/* Durations in the JSON document: percentiles in seconds, and the counts. */

#include "render/json.h"

static void put_buckets(ls_json *json, const ls_summary_bucket *buckets,
                        size_t count)
{
    ls_json_name(json, "buckets");
    ls_json_open(json, "[");
    for (size_t i = 0; i < count; i++) {
        ls_json_open(json, "[");
        ls_json_count(json, buckets[i].bucket);
        ls_json_count(json, buckets[i].requests);
        ls_json_close(json, "]");
    }
    ls_json_close(json, "]");
}

void ls_json_duration(ls_json *json, const ls_summary_duration *duration)
{
    if (duration->count == 0)
        return;
    ls_json_name(json, "duration");
    ls_json_open(json, "{");
    ls_json_name_count(json, "count", duration->count);
    for (ls_percentile i = 0; i < LS_PERCENTILES; i++) {
        ls_json_name(json, ls_percentile_name(i));
        ls_json_seconds(json, duration->at[i]);
    }
    put_buckets(json, duration->buckets, duration->bucket_count);
    ls_json_close(json, "}");
}

void ls_json_coarse(ls_json *json, const ls_summary_coarse *duration)
{
    if (duration->count == 0)
        return;
    ls_json_name(json, "duration");
    ls_json_open(json, "{");
    ls_json_name_count(json, "count", duration->count);
    ls_json_name(json, ls_percentile_name(LS_P95));
    ls_json_seconds(json, duration->p95);
    put_buckets(json, duration->buckets, duration->bucket_count);
    ls_json_close(json, "}");
}

void ls_json_duration_timeline(ls_json *json, const ls_summary *summary)
{
    const ls_summary_duration_timeline *from = &summary->duration_timeline;

    if (!from->requests)
        return;
    ls_json_name(json, "duration_timeline");
    ls_json_open(json, "[");
    for (size_t i = 0; i < summary->axis.count; i++) {
        if (from->requests[i] == 0)
            continue;
        ls_json_open(json, "[");
        ls_json_count(json, i);
        ls_json_count(json, from->requests[i]);
        ls_json_count(json, from->microseconds[i]);
        ls_json_close(json, "]");
    }
    ls_json_close(json, "]");
}
