/* SPDX-License-Identifier: MIT */
/*
 * The codes as rows: how many came in the window, and whether that has changed.
 * What came in the last fifth of the window is compared with what came before;
 * a change is one that is no chance (docs/baseline.md).
 */

#include "live/rows.h"

#include <logstat/insight.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t ls_live_requests(const ls_summary *summary)
{
    return summary ? summary->lines.counted : 0;
}

const ls_summary_code *ls_live_code(const ls_summary *summary, unsigned code)
{
    for (size_t i = 0; summary && i < summary->code_count; i++)
        if (summary->codes[i].code == code)
            return &summary->codes[i];
    return NULL;
}

static uint64_t requests_of(const ls_summary *summary, unsigned code)
{
    const ls_summary_code *found = ls_live_code(summary, code);

    return found ? found->requests : 0;
}

static bool is_found(const ls_live_row *row, const char *find)
{
    char number[16];

    (void)snprintf(number, sizeof(number), "%03u", row->code);
    return strncmp(number, find, strlen(find)) == 0 || strstr(row->name, find);
}

static ls_live_row make_row(const ls_live_data *data,
                            const ls_summary_code *total)
{
    ls_live_row row = {
        .code = total->code,
        .name = ls_summary_code_text(total)->name,
        .window = ls_live_code(data->window, total->code),
        .total = total,
        .requests = requests_of(data->window, total->code),
    };
    uint64_t all = ls_live_requests(data->window);

    row.rate = data->seconds > 0 ? (double)row.requests / data->seconds : 0;
    row.share = all ? (double)row.requests / (double)all : 0;
    return row;
}

/* The share of a code in a step, of which there are requests. */
static double share_in(const ls_summary *step, unsigned code)
{
    const ls_summary_code *found = ls_live_code(step, code);

    return found ? (double)found->requests / (double)ls_live_requests(step) : 0;
}

/*
 * For how long the share has been nearer to what it is now than to what it was:
 * back from the newest step, over single steps that are otherwise, for these
 * are short.
 */
static double duration_of(const ls_live_data *data, unsigned code, double now,
                          double before)
{
    double middle = (now + before) / 2;
    size_t otherwise = 0;
    size_t end = 0;

    for (size_t i = 0; i < data->step_count && otherwise < 2; i++) {
        double share;

        if (!ls_live_requests(data->steps[i]))
            continue;
        share = share_in(data->steps[i], code);
        if (now > before ? share < middle : share > middle) {
            otherwise++;
            continue;
        }
        otherwise = 0;
        end = i + 1;
    }
    return (double)end * data->step_seconds;
}

/* How the share of a code is now, by what it was. */
static void note_change(const ls_live_data *data, ls_live_row *row,
                        const ls_change *change)
{
    double now = (double)change->now / (double)change->of_now;
    double before = (double)change->before / (double)change->of_before;

    if (!change->is_real)
        return;
    row->is_new = change->before == 0;
    row->change = before > 0 ? now / before : 0;
    row->since = duration_of(data, row->code, now, before);
}

static void find_changes(const ls_live_data *data, ls_live_row *rows,
                         size_t count)
{
    ls_change *changes = NULL;
    size_t change_count = 0;

    if (!ls_live_requests(data->recent) || !ls_live_requests(data->earlier) ||
        ls_compare(data->recent, data->earlier, &changes, &change_count) !=
            LS_OK)
        return;
    for (size_t i = 0; i < change_count; i++)
        for (size_t k = 0; k < count && !changes[i].is_class; k++)
            if (rows[k].code == changes[i].code)
                note_change(data, &rows[k], &changes[i]);
    free(changes);
}

/* How much there is to be said of a change. */
static double weight(const ls_live_row *row)
{
    if (row->is_new)
        return 1e9;
    return row->change > 0 && row->change < 1 ? 1 / row->change : row->change;
}

static int by_code(const void *left, const void *right)
{
    const ls_live_row *a = left;
    const ls_live_row *b = right;

    return (a->code > b->code) - (a->code < b->code);
}

static int by_requests(const void *left, const void *right)
{
    const ls_live_row *a = left;
    const ls_live_row *b = right;

    if (a->requests != b->requests)
        return a->requests < b->requests ? 1 : -1;
    if (a->total->requests != b->total->requests)
        return a->total->requests < b->total->requests ? 1 : -1;
    return by_code(left, right);
}

static int by_change(const void *left, const void *right)
{
    double a = weight(left);
    double b = weight(right);

    if (a > b || a < b)
        return a < b ? 1 : -1;
    return by_requests(left, right);
}

size_t ls_live_rows(const ls_live_data *data, ls_live_order order,
                    const char *find, ls_live_row rows[LS_LIVE_ROWS])
{
    static int (*const orders[])(const void *, const void *) = {
        [LS_LIVE_BY_REQUESTS] = by_requests,
        [LS_LIVE_BY_CHANGE] = by_change,
        [LS_LIVE_BY_CODE] = by_code,
    };
    size_t count = 0;

    for (size_t i = 0; i < data->total->code_count && count < LS_LIVE_ROWS;
         i++) {
        rows[count] = make_row(data, &data->total->codes[i]);
        if (is_found(&rows[count], find))
            count++;
    }
    find_changes(data, rows, count);
    qsort(rows, count, sizeof(*rows), orders[order]);
    return count;
}
