/* SPDX-License-Identifier: MIT */
/*
 * Lines that name the columns of those below them. Nearly all lines can be told
 * from them by their first bytes.
 */

#include "parse/headers.h"

bool ls_plan_has_columns(const ls_plan *plan)
{
    return plan->format->kind == LS_KIND_W3C ||
           plan->format->kind == LS_KIND_CSV;
}

/*
 * Whether rows of names count. Inside of something else only if all lines are
 * such rows: else each line would have to be taken out of it to be looked at.
 */
static bool may_be_csv(const ls_plans *plans)
{
    return plans->wrap_count == 0 ||
           (plans->count && plans->items[0].format->kind == LS_KIND_CSV);
}

static void note_starts(ls_plans *plans, const ls_format *format)
{
    plans->has_headers = true;
    plans->header_starts['#'] = 1;
    plans->header_starts['\0'] = 1; /* they may begin behind a hole */
    for (size_t i = 0; format->kind == LS_KIND_CSV && i < format->keymap->count;
         i++) {
        ls_slice name = format->keymap->keys[i].name;

        plans->header_starts['"'] = 1;
        if (name.len)
            plans->header_starts[(unsigned char)name.ptr[0]] = 1;
        if (plans->header_name < name.len + 2) /* in quotes */
            plans->header_name = name.len + 2;
    }
}

void ls_headers_note(ls_plans *plans)
{
    for (size_t i = 0; i < plans->count; i++)
        if (ls_plan_has_columns(&plans->items[i]))
            note_starts(plans, plans->items[i].format);
    if (plans->has_headers && plans->wrap_count) /* no telling from outside */
        memset(plans->header_starts, 1, sizeof(plans->header_starts));
}

/*
 * Whether a line names columns for a plan. Any key that the format has may be
 * the first name, wanted or not.
 */
static bool find(const ls_plan *plan, ls_slice line, ls_columns_kind *kind,
                 ls_slice *names)
{
    *kind = plan->format->kind == LS_KIND_CSV ? LS_COLUMNS_CSV : LS_COLUMNS_W3C;
    return ls_plan_has_columns(plan) &&
           ls_header_find(*kind, plan->format->keymap, line, names);
}

size_t ls_headers_first(const ls_plans *plans, const ls_slice *lines,
                        size_t count)
{
    size_t first = 0;

    while (first < count && lines[first].len &&
           !ls_headers_may_start(plans, lines[first].ptr[0]))
        first++;
    return first;
}

/* Whether the first cell of a row is no longer than a name. */
static bool has_name(const ls_plans *plans, ls_slice line)
{
    ls_slice start = ls_slice_head(line, plans->header_name + 1);

    return line.len <= plans->header_name || memchr(start.ptr, ',', start.len);
}

/* Whether it is worth asking the plans. */
static bool is_worth(const ls_plans *plans, ls_slice line)
{
    if (!plans->has_headers || line.len == 0)
        return false;
    return line.ptr[0] == '#' || (may_be_csv(plans) && has_name(plans, line));
}

ls_header_rank ls_headers_rank(const ls_plans *plans, ls_slice line)
{
    ls_header_rank rank = LS_HEADER_NONE;
    bool csv = may_be_csv(plans);

    if (!is_worth(plans, line))
        return LS_HEADER_NONE;
    for (size_t i = 0; i < plans->count; i++) {
        const ls_plan *plan = &plans->items[i];
        ls_columns_kind kind;
        ls_slice names;

        if (!find(plan, line, &kind, &names) ||
            (kind == LS_COLUMNS_CSV && !csv))
            continue;
        if (kind == LS_COLUMNS_W3C ||
            ls_header_is_complete(kind, plan->keymap, names))
            return LS_HEADER_STRONG;
        rank = LS_HEADER_WEAK;
    }
    return rank;
}

bool ls_headers_are_known(const ls_plans *plans, ls_slice line)
{
    for (size_t i = 0; i < plans->count; i++) {
        const ls_plan *plan = &plans->items[i];
        ls_columns_kind kind;
        ls_slice names;

        if (find(plan, line, &kind, &names) &&
            ls_header_is_complete(kind, plan->keymap, names))
            return true;
    }
    return false;
}

bool ls_headers_is_heading(const ls_plans *plans, ls_slice line)
{
    ls_slice date;

    return line.len && ls_headers_may_start(plans, line.ptr[0]) &&
           (ls_headers_rank(plans, line) == LS_HEADER_STRONG ||
            ls_header_find_date(line, &date));
}

ls_status ls_headers_take(const ls_plans *plans, ls_slice line,
                          ls_header *header, bool *taken, bool *lacks_status)
{
    ls_header_rank rank = ls_headers_rank(plans, line);
    bool known = false;

    *taken =
        rank == LS_HEADER_STRONG || (rank == LS_HEADER_WEAK && !header->map);
    if (!*taken)
        return LS_OK;
    for (size_t i = 0; i < plans->count && !known; i++) {
        const ls_plan *plan = &plans->items[i];
        ls_columns_kind kind;
        ls_slice names;

        if (find(plan, line, &kind, &names) &&
            ls_header_set(header, kind, plan->keymap, names, &known) != LS_OK)
            return LS_ENOMEM;
    }
    header->is_there = true;
    if (!known)
        header->map = NULL;
    if (!known || !header->has_status)
        *lacks_status = true;
    return LS_OK;
}
