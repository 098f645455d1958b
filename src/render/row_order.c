/* SPDX-License-Identifier: MIT */
/* In which order the rows of a group are shown. */

#include "render/row_order.h"

#include "render/word.h"

enum {
    TOP = 10
};

static uint64_t errors_of(const ls_summary_row *row)
{
    return row->classes[LS_CLASS_5XX];
}

static uint64_t known(const ls_summary_row *row)
{
    return row->requests - row->over;
}

/* Higher than that of a row without durations, which is 0. */
static uint64_t p95_of(const ls_summary_row *row)
{
    return row->duration.count ? row->duration.p95 + 1 : 0;
}

static int compare_values(const ls_summary_row *a, const ls_summary_row *b)
{
    ls_slice x = a->values[0];
    ls_slice y = b->values[0];
    size_t len = x.len < y.len ? x.len : y.len;
    int by = len ? memcmp(x.ptr, y.ptr, len) : 0;

    return by ? -by : (x.len < y.len) - (x.len > y.len);
}

/* 1: `a` stands before `b` by what is sorted by, -1: after; 0: neither. */
static int compare(const ls_summary_row *a, const ls_summary_row *b,
                   ls_sort sort)
{
    uint64_t left = a->requests;
    uint64_t right = b->requests;

    if (sort == LS_SORT_USUAL)
        return compare_values(a, b);
    if (sort == LS_SORT_ERRORS) {
        left = errors_of(a);
        right = errors_of(b);
    } else if (sort == LS_SORT_RATE) {
        left = ls_scaled(errors_of(a), known(a), 1000000);
        right = ls_scaled(errors_of(b), known(b), 1000000);
    } else if (sort == LS_SORT_BYTES) {
        left = a->bytes;
        right = b->bytes;
    } else if (sort == LS_SORT_P95) {
        left = p95_of(a);
        right = p95_of(b);
    }
    return (left > right) - (left < right);
}

/* Whether the row stands before the other, which is another one. */
static bool is_before(const ls_summary_row *a, const ls_summary_row *b,
                      ls_sort sort)
{
    int by = compare(a, b, sort);

    return by ? by > 0 : a < b;
}

bool ls_group_is_of_times(const ls_summary_group *group)
{
    ls_slice by = ls_slice_of(group->by);

    return ls_slice_starts(by, LS_SLICE("day")) ||
           ls_slice_starts(by, LS_SLICE("hour")) ||
           ls_slice_starts(by, LS_SLICE("minute"));
}

const ls_summary_row *ls_row_next(const ls_summary_group *group, ls_sort sort,
                                  const ls_summary_row *previous)
{
    const ls_summary_row *next = NULL;

    if (sort == LS_SORT_REQUESTS ||
        (sort == LS_SORT_USUAL &&
         !ls_group_is_of_times(group))) { /* as they are */
        next = previous ? previous + 1 : group->rows;
        return next < group->rows + group->row_count ? next : NULL;
    }
    for (size_t i = 0; i < group->row_count; i++) {
        const ls_summary_row *row = &group->rows[i];

        if (row != previous && (!previous || is_before(previous, row, sort)) &&
            (!next || is_before(row, next, sort)))
            next = row;
    }
    return next;
}

size_t ls_group_shown(const ls_summary_group *group, size_t top)
{
    if (top == 0)
        top = ls_group_is_of_times(group) ? group->row_count : TOP;
    return top < group->row_count ? top : group->row_count;
}
