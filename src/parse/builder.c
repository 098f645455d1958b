/* SPDX-License-Identifier: MIT */
/* The last step to a record: values that only make sense together. */

#include "parse/builder.h"

void ls_builder_release(ls_builder *builder)
{
    ls_buf_release(&builder->joined);
}

static void put(ls_buf *joined, ls_slice bytes)
{
    if (bytes.len)
        memcpy(joined->ptr + joined->len, bytes.ptr, bytes.len);
    joined->len += bytes.len;
}

/* Joins two values behind what the buffer holds, which has room for them. */
static ls_slice join(ls_buf *joined, ls_slice first, char between,
                     ls_slice second)
{
    size_t start = joined->len;

    put(joined, first);
    put(joined, (ls_slice){ &between, 1 });
    put(joined, second);
    return ls_slice_skip(ls_buf_slice(joined), start);
}

/* Adds the room that two values need to be joined. */
static ls_status add_room(size_t *room, ls_slice first, ls_slice second)
{
    if (first.len >= SIZE_MAX - *room ||
        second.len >= SIZE_MAX - *room - first.len)
        return LS_ENOMEM;
    *room += first.len + 1 + second.len;
    return LS_OK;
}

/* Whether `second` stands right behind `first` and a blank. */
static bool is_joined(ls_slice first, ls_slice second)
{
    return second.len &&
           (uintptr_t)second.ptr - (uintptr_t)first.ptr == first.len + 1 &&
           first.ptr[first.len] == ' ';
}

/* The date and the time of day as one text. */
static ls_status find_time(ls_builder *builder, const ls_values *values,
                           ls_slice *text)
{
    ls_slice date = ls_values_get(values, LS_PART_DATE);
    ls_slice time = ls_values_get(values, LS_PART_TIME);
    ls_buf *joined = &builder->joined;
    size_t room = 0;

    *text = time;
    if (date.len == 0)
        return LS_OK;
    if (is_joined(date, time)) {
        *text = (ls_slice){ date.ptr, date.len + 1 + time.len };
        return LS_OK;
    }
    joined->len = 0;
    if (add_room(&room, date, time) != LS_OK ||
        ls_buf_reserve(joined, room) != LS_OK)
        return LS_ENOMEM;
    *text = join(joined, date, ' ', time);
    return LS_OK;
}

static ls_status set_time(ls_builder *builder, ls_time_form form,
                          const ls_values *values, ls_record *record)
{
    ls_slice text;

    if (find_time(builder, values, &text) != LS_OK)
        return LS_ENOMEM;
    if (text.len && ls_timer_read(&builder->timer, form, text, &record->time))
        record->has |= LS_HAS(LS_FIELD_TIME);
    return LS_OK;
}

static bool is_same_text(ls_slice a, ls_slice b)
{
    return a.len == b.len && ls_word_same(a.ptr, b.ptr, a.len);
}

static bool is_same_time(const ls_values *a, const ls_values *b)
{
    return is_same_text(ls_values_get(a, LS_PART_TIME),
                        ls_values_get(b, LS_PART_TIME)) &&
           is_same_text(ls_values_get(a, LS_PART_DATE),
                        ls_values_get(b, LS_PART_DATE));
}

static bool has_time(const ls_values *values)
{
    return ls_values_get(values, LS_PART_TIME).len ||
           ls_values_get(values, LS_PART_DATE).len;
}

/* The times of records, most of which are written as in the one before. */
static ls_status set_times(ls_builder *builder, ls_time_form form,
                           const ls_values *values, size_t count,
                           ls_record *records)
{
    for (size_t i = 0; i < count; i++) {
        if (!has_time(&values[i]))
            continue;
        if (i && is_same_time(&values[i], &values[i - 1])) {
            records[i].time = records[i - 1].time;
            records[i].has |= records[i - 1].has & LS_HAS(LS_FIELD_TIME);
        } else if (set_time(builder, form, &values[i], &records[i]) != LS_OK) {
            return LS_ENOMEM;
        }
    }
    return LS_OK;
}

/* A target with a query of its own is whole: nginx's $request_uri beside
   $args, or what the client asked before a rewrite. */
static bool lacks_query(const ls_values *values, const ls_record *record)
{
    ls_slice query = ls_values_get(values, LS_PART_QUERY);
    ls_slice target = record->text[LS_FIELD_TARGET];

    return query.len && (query.len > 1 || query.ptr[0] != '-') &&
           (record->has & LS_HAS(LS_FIELD_TARGET)) &&
           !(target.len && memchr(target.ptr, '?', target.len));
}

static void add_query(ls_builder *builder, ls_slice query, ls_record *record)
{
    ls_slice *target = &record->text[LS_FIELD_TARGET];

    if (query.ptr[0] == '?')
        query = ls_slice_skip(query, 1);
    *target = join(&builder->joined, *target, '?', query);
}

/* Adds the queries of records to their targets. Room for all is made before:
   to make more would move what is there. */
static ls_status add_queries(ls_builder *builder, const ls_values *values,
                             size_t count, ls_record *records)
{
    size_t room = 0;

    for (size_t i = 0; i < count; i++)
        if (ls_values_get(&values[i], LS_PART_QUERY).len &&
            (records[i].has & LS_HAS(LS_FIELD_TARGET)) &&
            add_room(&room, records[i].text[LS_FIELD_TARGET],
                     ls_values_get(&values[i], LS_PART_QUERY)) != LS_OK)
            return LS_ENOMEM;
    if (room == 0)
        return LS_OK;
    builder->joined.len = 0;
    if (ls_buf_reserve(&builder->joined, room) != LS_OK)
        return LS_ENOMEM;
    for (size_t i = 0; i < count; i++)
        if (lacks_query(&values[i], &records[i]))
            add_query(builder, ls_values_get(&values[i], LS_PART_QUERY),
                      &records[i]);
    return LS_OK;
}

ls_status ls_builder_finish(ls_builder *builder, ls_time_form form,
                            const ls_values *values, size_t count,
                            ls_record *records)
{
    if (set_times(builder, form, values, count, records) != LS_OK)
        return LS_ENOMEM;
    return add_queries(builder, values, count, records);
}
