/* SPDX-License-Identifier: MIT */
/*
 * A filter: the lists of --status and --method, with one flag for every status
 * and every method, the time window, and the expression of --where.
 */

#include <logstat/filter.h>

#include "select/where.h"

#include <logstat/codes.h>

#include <stdlib.h>

enum {
    CODES = 1000,
    METHODS = 256
};

struct ls_filter {
    bool codes[CODES];
    bool methods[METHODS];
    bool has_window;
    int64_t since; /* milliseconds */
    int64_t until;
    ls_where where;
};

struct ls_filter_tools {
    ls_matcher *matcher;
};

_Static_assert(METHODS <= UINT16_MAX, "a method is a uint16_t");

static void set_all(bool *flags, size_t count, bool value)
{
    for (size_t i = 0; i < count; i++)
        flags[i] = value;
}

ls_filter *ls_filter_new(void)
{
    ls_filter *filter = calloc(1, sizeof(*filter));

    if (!filter)
        return NULL;
    set_all(filter->codes, CODES, true);
    set_all(filter->methods, METHODS, true);
    filter->since = INT64_MIN;
    filter->until = INT64_MAX;
    return filter;
}

void ls_filter_free(ls_filter *filter)
{
    if (!filter)
        return;
    ls_where_release(&filter->where);
    free(filter);
}

ls_filter_tools *ls_filter_tools_new(bool interpret)
{
    ls_filter_tools *tools = calloc(1, sizeof(*tools));

    if (!tools)
        return NULL;
    tools->matcher = ls_matcher_new(interpret);
    if (tools->matcher)
        return tools;
    free(tools);
    return NULL;
}

void ls_filter_tools_free(ls_filter_tools *tools)
{
    if (!tools)
        return;
    ls_matcher_free(tools->matcher);
    free(tools);
}

void ls_filter_since(ls_filter *filter, int64_t ms)
{
    filter->has_window = true;
    filter->since = ms;
}

void ls_filter_until(ls_filter *filter, int64_t ms)
{
    filter->has_window = true;
    filter->until = ms;
}

ls_status ls_filter_where(ls_filter *filter, ls_slice expression,
                          const ls_clock *clock, ls_error *err)
{
    ls_where_release(&filter->where);
    return ls_where_read(&filter->where, expression, clock, err);
}

ls_fields ls_filter_fields(const ls_filter *filter)
{
    ls_fields fields = LS_HAS(LS_FIELD_STATUS) | LS_HAS(LS_FIELD_METHOD);

    if (!filter)
        return 0;
    if (filter->has_window)
        fields |= LS_HAS(LS_FIELD_TIME);
    return fields | filter->where.needs;
}

bool ls_filter_window(const ls_filter *filter, int64_t *since, int64_t *until)
{
    if (!filter || !filter->has_window)
        return false;
    *since = filter->since;
    *until = filter->until;
    return true;
}

static bool is_in_window(const ls_filter *filter, const ls_record *record)
{
    return !filter->has_window ||
           ((record->has & LS_HAS(LS_FIELD_TIME)) &&
            record->time >= filter->since && record->time < filter->until);
}

ls_status ls_filter_ask(const ls_filter *filter, ls_filter_tools *tools,
                        const ls_record *record, ls_filter_answer *answer)
{
    *answer = LS_FILTER_TAKES;
    if (!filter)
        return LS_OK;
    if (!filter->codes[record->code] || !filter->methods[record->method] ||
        !is_in_window(filter, record)) {
        *answer = LS_FILTER_LEAVES;
        return LS_OK;
    }
    return filter->where.root ? ls_where_judge(filter->where.root,
                                               tools->matcher, record, answer)
                              : LS_OK;
}

/* The next item between commas, trimmed; false when there is none. */
static bool next_item(ls_slice *list, ls_slice *item)
{
    if (!list->ptr)
        return false;
    if (!ls_slice_cut(list, ',', item)) {
        *item = *list;
        *list = (ls_slice){ 0 };
    }
    *item = ls_slice_trim(*item);
    return true;
}

static bool take_not(ls_slice *item)
{
    if (item->len == 0 || item->ptr[0] != '!')
        return false;
    *item = ls_slice_skip(*item, 1);
    return true;
}

static bool read_code(ls_slice text, unsigned *code)
{
    uint64_t number;

    if (text.len > 3 || !ls_slice_to_u64(text, &number))
        return false;
    *code = (unsigned)number;
    return true;
}

/* "5xx", "none", "other" */
static bool set_class(bool *codes, ls_slice item, bool value)
{
    for (int c = 0; c < LS_CLASS_COUNT; c++) {
        if (!ls_same_word(item, ls_slice_of(ls_class_label((ls_class)c))))
            continue;
        for (unsigned code = 0; code < CODES; code++)
            if (ls_class_of(code) == (ls_class)c)
                codes[code] = value;
        return true;
    }
    return false;
}

/* "404" or "400-404" */
static bool set_range(bool *codes, ls_slice item, bool value)
{
    ls_slice last = item;
    ls_slice first;
    unsigned from;
    unsigned to;

    if (!ls_slice_cut(&last, '-', &first))
        first = item;
    if (!read_code(first, &from) || !read_code(last, &to) || from > to)
        return false;
    set_all(codes + from, to - from + 1, value);
    return true;
}

static bool set_status(bool *codes, ls_slice item, bool value)
{
    return set_class(codes, item, value) || set_range(codes, item, value);
}

static bool set_method(bool *methods, ls_slice item, bool value)
{
    for (size_t i = 0; i < ls_method_count() && i < METHODS; i++) {
        if (ls_same_word(item, ls_slice_of(ls_method_name(i)))) {
            methods[i] = value;
            return true;
        }
    }
    return false;
}

/* A list whose first item is an exception starts from all, else from none. */
static ls_status read_list(bool *flags, size_t count, ls_slice list,
                           bool (*set)(bool *flags, ls_slice item, bool value),
                           ls_slice *wrong)
{
    ls_slice rest = ls_slice_trim(list);

    set_all(flags, count, rest.len && rest.ptr[0] == '!');
    rest.ptr = rest.ptr ? rest.ptr : "";
    while (next_item(&rest, wrong)) {
        ls_slice item = *wrong;
        bool value = !take_not(&item);

        if (!set(flags, item, value))
            return LS_ESYNTAX;
    }
    return LS_OK;
}

/* As much of a slice as a message holds. */
static int shown(ls_slice s)
{
    return (int)(s.len < 60 ? s.len : 60);
}

ls_status ls_filter_status(ls_filter *filter, ls_slice list, ls_error *err)
{
    ls_slice wrong = { 0 };

    if (read_list(filter->codes, CODES, list, set_status, &wrong) != LS_OK)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "'%.*s' is no status; it takes 404, 5xx, 400-404, "
                       "none, other, with commas between, and ! before "
                       "what is to be left out",
                       shown(wrong), wrong.ptr ? wrong.ptr : "");
    return LS_OK;
}

ls_status ls_filter_method(ls_filter *filter, ls_slice list, ls_error *err)
{
    ls_slice wrong = { 0 };

    if (read_list(filter->methods, METHODS, list, set_method, &wrong) != LS_OK)
        return ls_fail(err, LS_ESYNTAX, 0,
                       "'%.*s' is no method that logstat counts by name; it "
                       "takes GET, POST and so on, '-' for none, other, with "
                       "commas between, and ! before what is to be left out",
                       shown(wrong), wrong.ptr ? wrong.ptr : "");
    return LS_OK;
}
