/* SPDX-License-Identifier: MIT */
/*
 * Counting: every record adds to the entry of its code. All that a report
 * needs besides is derived from those entries when the tally is frozen.
 *
 * Memory is bounded: 1,000 codes, the methods of the data file, at most 10,000
 * sub-statuses a code, timelines, weeks and histograms of fixed length, and
 * sketches of fixed size: one a code, and one a group that was asked for.
 */

#include "tally/tally.h"

#include "base/hint.h"
#include "record/fields.h"
#include "tally/counts.h"
#include "tally/key.h"

#include <stdlib.h>

enum {
    DAY = 86400
};

/* 1990-01-01 in milliseconds: no HTTP log is older. */
static const int64_t FIRST_LOG = INT64_C(631152000000);
/* 9999-12-31: RFC 3339 has no later year, and a timeline no room for one. */
static const int64_t LAST_LOG = INT64_C(253402300799999);

ls_tally *ls_tally_new(int64_t now, const ls_groups *groups)
{
    ls_tally *tally = calloc(1, sizeof(*tally));

    if (!tally)
        return NULL;
    tally->earliest = FIRST_LOG;
    tally->latest = LAST_LOG;
    if (now && now < LAST_LOG / 1000 - DAY)
        tally->latest = (now + DAY) * 1000;
    tally->first = LS_NO_TIME;
    tally->last = LS_NO_TIME;
    tally->place.file = "";
    ls_week_init(&tally->week);
    tally->codes = ls_table_new(sizeof(ls_code_tally));
    if (tally->codes && ls_group_list_init(&tally->groups, groups) == LS_OK)
        return tally;
    ls_tally_free(tally);
    return NULL;
}

void ls_tally_free(ls_tally *tally)
{
    ls_code_tally *code = NULL;

    if (!tally)
        return;
    while (tally->codes && (code = ls_table_next(tally->codes, code)) != NULL) {
        free(code->methods);
        ls_table_free(code->substatuses);
        ls_series_release(&code->timeline);
        ls_sketch_free(code->paths);
        ls_histogram_release(&code->durations);
    }
    ls_table_free(tally->codes);
    ls_answers_release(&tally->answers);
    ls_distinct_release(&tally->clients);
    ls_group_list_release(&tally->groups);
    ls_buf_release(&tally->key);
    free(tally);
}

ls_fields ls_tally_fields(void)
{
    return LS_HAS(LS_FIELD_TIME) | LS_HAS(LS_FIELD_CLIENT) |
           LS_HAS(LS_FIELD_METHOD) | LS_FIELDS_PATH | LS_HAS(LS_FIELD_STATUS) |
           LS_HAS(LS_FIELD_SUBSTATUS) | LS_HAS(LS_FIELD_BYTES) |
           LS_HAS(LS_FIELD_DURATION) | LS_HAS(LS_FIELD_UPSTREAM) |
           LS_HAS(LS_FIELD_UPSTREAM_STATUS) | LS_HAS(LS_FIELD_FLAGS);
}

void ls_tally_set_servers(ls_tally *tally, const char *const *servers,
                          size_t count)
{
    ls_code_tally *code = NULL;

    tally->servers = servers;
    tally->server_count = count;
    while ((code = ls_table_next(tally->codes, code)) != NULL)
        code->origin = NULL;
}

void ls_tally_set_place(ls_tally *tally, const ls_place *place)
{
    tally->place = *place;
}

/* Paths are kept where somebody will ask which they were. */
static bool wants_paths(unsigned code)
{
    return ls_class_is_error(ls_class_of(code));
}

LS_APART static ls_code_tally *new_code(ls_tally *tally, unsigned code)
{
    uint16_t number = (uint16_t)code;
    ls_slice key = { (const char *)&number, sizeof(number) };
    uint64_t *methods = calloc(ls_method_count(), sizeof(*methods));
    ls_code_tally *count = methods ? ls_table_at(tally->codes, key) : NULL;

    if (!count) {
        free(methods);
        return NULL;
    }
    *count = (ls_code_tally){
        .code = code,
        .has_causes = wants_paths(code),
        .is_answered = ls_answers_has(code),
        .methods = methods,
        .first = LS_NO_TIME,
        .last = LS_NO_TIME,
    };
    tally->recent[code] = count;
    return count;
}

ls_code_tally *ls_tally_code(ls_tally *tally, unsigned code)
{
    ls_code_tally *count = tally->recent[code];

    return count ? count : new_code(tally, code);
}

ls_origin_tally *ls_code_tally_origin(ls_code_tally *count, const ls_code *row)
{
    size_t i = 0;

    while (i < LS_MAX_ORIGINS - 1 && count->origins[i].row &&
           count->origins[i].row != row)
        i++;
    count->origins[i].row = row;
    return &count->origins[i];
}

/* Most codes mean the same whatever the method and the path. */
LS_APART static ls_origin_tally *ask_origin(const ls_tally *tally,
                                            ls_code_tally *count,
                                            const ls_record *record)
{
    ls_code_context context = {
        .servers = tally->servers,
        .server_count = tally->server_count,
    };

    if (ls_code_depends(count->code)) {
        context.method = record->method;
        context.path = ls_record_path(record);
        return ls_code_tally_origin(count,
                                    ls_code_explain(count->code, &context));
    }
    count->origin =
        ls_code_tally_origin(count, ls_code_explain(count->code, &context));
    return count->origin;
}

static ls_origin_tally *origin_of(const ls_tally *tally, ls_code_tally *count,
                                  const ls_record *record)
{
    return count->origin ? count->origin : ask_origin(tally, count, record);
}

ls_status ls_code_tally_add_substatus(ls_code_tally *count, uint32_t substatus,
                                      uint64_t requests)
{
    ls_slice key = { (const char *)&substatus, sizeof(substatus) };
    uint64_t *sum;

    if (!count->substatuses)
        count->substatuses = ls_table_new(sizeof(uint64_t));
    if (!count->substatuses)
        return LS_ENOMEM;
    sum = ls_table_at(count->substatuses, key);
    if (!sum)
        return LS_ENOMEM;
    *sum += requests;
    count->substatus = substatus;
    count->substatus_requests = sum;
    return LS_OK;
}

/* Mostly it is that of the last request of this code. */
static inline ls_status add_substatus(ls_code_tally *count, uint32_t substatus)
{
    if (!count->substatus_requests || substatus != count->substatus)
        return ls_code_tally_add_substatus(count, substatus, 1);
    ++*count->substatus_requests;
    return LS_OK;
}

/* Counts a time where the last one of its code was, as most belong there. */
static inline bool repeat_time(ls_code_tally *count, int64_t time)
{
    if (time < count->from || time >= count->end ||
        !ls_series_repeat(&count->timeline))
        return false;
    ++*count->in_week;
    if (time < count->first) /* there is one, and a last one */
        count->first = time;
    if (time > count->last)
        count->last = time;
    return true;
}

static bool is_odd(const ls_tally *tally, int64_t time)
{
    return time < tally->earliest || time > tally->latest;
}

/* Narrows the times that are counted where the last one was, in seconds. */
static void narrow(ls_code_tally *count, int64_t from, int64_t end)
{
    if (count->from < from * 1000)
        count->from = from * 1000;
    if (count->end > end * 1000)
        count->end = end * 1000;
}

/* Notes which times are in the bucket and the hour of the last one. */
static void note_span(const ls_tally *tally, ls_code_tally *count)
{
    int64_t width = ls_axis_seconds(&tally->axis);
    int64_t bucket = tally->axis.bucket * width;
    int64_t hour = tally->week.start;

    count->from = tally->earliest;
    count->end = tally->latest + 1;
    narrow(count, bucket, bucket + width);
    narrow(count, hour, hour + LS_WEEK_HOUR);
}

LS_APART static ls_status add_time(ls_tally *tally, ls_code_tally *count,
                                   int64_t time)
{
    if (is_odd(tally, time)) {
        tally->odd_times++;
        return LS_OK;
    }
    ls_widen(&count->first, &count->last, time);
    ls_axis_add(&tally->axis, time / 1000);
    if (ls_series_add(&count->timeline, &tally->axis) != LS_OK)
        return LS_ENOMEM;
    count->in_week =
        ls_week_at(&tally->week, ls_class_of(count->code), time / 1000);
    ++*count->in_week;
    note_span(tally, count);
    return LS_OK;
}

/* After its time, so that the axis has taken that. */
static inline ls_status add_duration(ls_tally *tally, ls_code_tally *count,
                                     const ls_record *record)
{
    if (ls_histogram_add(&count->durations, record->duration) != LS_OK)
        return LS_ENOMEM;
    if (!(record->has & LS_HAS(LS_FIELD_TIME)) || !count->is_answered ||
        is_odd(tally, record->time))
        return LS_OK;
    return ls_answers_add(&tally->answers, &tally->axis, record->time,
                          record->duration);
}

LS_APART static ls_status add_path(ls_tally *tally, ls_code_tally *count,
                                   const ls_record *record)
{
    ls_slice key;

    if (!count->paths)
        count->paths = ls_sketch_new(0);
    if (!count->paths ||
        ls_key_make(ls_record_path(record), &tally->key, &key) != LS_OK)
        return LS_ENOMEM;
    return ls_sketch_add(count->paths, key, NULL);
}

/* What most records do not have, and groups. After the time, so that the axis
   has taken that. */
LS_APART static ls_status add_more(ls_tally *tally, ls_code_tally *count,
                                   const ls_record *record)
{
    if ((record->has & LS_HAS(LS_FIELD_SUBSTATUS)) &&
        add_substatus(count, record->substatus) != LS_OK)
        return LS_ENOMEM;
    if ((record->has & LS_HAS(LS_FIELD_DURATION)) &&
        add_duration(tally, count, record) != LS_OK)
        return LS_ENOMEM;
    return tally->groups.count
               ? ls_group_list_add(&tally->groups, &tally->place, record)
               : LS_OK;
}

static inline ls_status add(ls_tally *tally, const ls_record *record)
{
    const ls_fields more =
        LS_HAS(LS_FIELD_SUBSTATUS) | LS_HAS(LS_FIELD_DURATION);
    ls_code_tally *count = ls_tally_code(tally, record->code);

    if (!count)
        return LS_ENOMEM;
    count->requests++;
    count->methods[record->method]++;
    count->senders[ls_record_sender(record)]++;
    origin_of(tally, count, record)->requests++;
    if (record->has & LS_HAS(LS_FIELD_BYTES))
        ls_add_saturating(&tally->bytes, record->bytes);
    if ((record->has & LS_HAS(LS_FIELD_CLIENT)) &&
        ls_distinct_add(&tally->clients, record->text[LS_FIELD_CLIENT]) !=
            LS_OK)
        return LS_ENOMEM;
    if ((record->has & LS_HAS(LS_FIELD_TIME)) &&
        !repeat_time(count, record->time) &&
        add_time(tally, count, record->time) != LS_OK)
        return LS_ENOMEM;
    if (((record->has & more) | tally->groups.count) &&
        add_more(tally, count, record) != LS_OK)
        return LS_ENOMEM;
    if ((record->has & LS_HAS(LS_FIELD_TARGET)) && count->has_causes)
        return add_path(tally, count, record);
    return LS_OK;
}

ls_status ls_tally_add(ls_tally *tally, const ls_record *record)
{
    return add(tally, record);
}

ls_status ls_tally_add_all(ls_tally *tally, const ls_record *records,
                           size_t count)
{
    ls_status status = LS_OK;

    for (size_t i = 0; i < count && status == LS_OK; i++)
        status = add(tally, &records[i]);
    return status;
}
