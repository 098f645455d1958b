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

/* Joins two values in the buffer, which holds nothing else then. */
static ls_status join(ls_buf *joined, ls_slice first, char between,
                      ls_slice second)
{
    joined->len = 0;
    if (second.len > SIZE_MAX - first.len - 1 ||
        ls_buf_reserve(joined, first.len + 1 + second.len) != LS_OK)
        return LS_ENOMEM;
    put(joined, first);
    put(joined, (ls_slice){ &between, 1 });
    put(joined, second);
    return LS_OK;
}

/* Whether `second` stands right behind `first` and a blank. */
static bool is_joined(ls_slice first, ls_slice second)
{
    return second.len &&
           (uintptr_t)second.ptr - (uintptr_t)first.ptr == first.len + 1 &&
           first.ptr[first.len] == ' ';
}

static ls_status set_time(ls_builder *builder, ls_time_form form,
                          ls_record *record)
{
    ls_slice text = builder->time;

    if (builder->date.len && is_joined(builder->date, text)) {
        text = builder->date;
        text.len += 1 + builder->time.len;
    } else if (builder->date.len) {
        if (join(&builder->joined, builder->date, ' ', text) != LS_OK)
            return LS_ENOMEM;
        text = ls_buf_slice(&builder->joined);
    }
    if (text.len && ls_timer_read(&builder->timer, form, text, &record->time))
        record->has |= LS_HAS(LS_FIELD_TIME);
    return LS_OK;
}

/* A target with a query of its own is whole: nginx's $request_uri beside
   $args, or what the client asked before a rewrite. */
static bool lacks_query(const ls_builder *builder, const ls_record *record)
{
    ls_slice query = builder->query;
    ls_slice target = record->text[LS_FIELD_TARGET];

    return query.len && (query.len > 1 || query.ptr[0] != '-') &&
           (record->has & LS_HAS(LS_FIELD_TARGET)) &&
           !(target.len && memchr(target.ptr, '?', target.len));
}

static ls_status add_query(ls_builder *builder, ls_record *record)
{
    ls_slice *target = &record->text[LS_FIELD_TARGET];
    ls_slice query = builder->query;

    if (query.ptr[0] == '?')
        query = ls_slice_skip(query, 1);
    if (join(&builder->joined, *target, '?', query) != LS_OK)
        return LS_ENOMEM;
    *target = ls_buf_slice(&builder->joined);
    return LS_OK;
}

ls_status ls_builder_finish(ls_builder *builder, ls_time_form form,
                            ls_record *record)
{
    if ((builder->time.len || builder->date.len) &&
        set_time(builder, form, record) != LS_OK)
        return LS_ENOMEM;
    if (lacks_query(builder, record))
        return add_query(builder, record);
    return LS_OK;
}
