/* SPDX-License-Identifier: MIT */
/* Durations in the JSON document: percentiles in seconds, and the counts. */

#include "render/json.h"

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
    ls_json_name(json, "buckets");
    ls_json_open(json, "[");
    for (size_t i = 0; i < duration->bucket_count; i++) {
        ls_json_open(json, "[");
        ls_json_count(json, duration->buckets[i].bucket);
        ls_json_count(json, duration->buckets[i].requests);
        ls_json_close(json, "]");
    }
    ls_json_close(json, "]");
    ls_json_close(json, "}");
}
