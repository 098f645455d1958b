/* SPDX-License-Identifier: MIT */
/*
 * The place of a block among the others: what those before it say about its
 * lines, and what it passes on to those behind it.
 */

#include "pipeline/worker.h"

/* Notes what a line does to those below it. */
static ls_status note_effect(ls_worker *worker, const ls_line *line,
                             ls_passing *passing)
{
    ls_line_effect effect;

    if (line->too_long)
        return LS_OK;
    if (ls_reader_effect(worker->reader, line->text, &effect) != LS_OK)
        return LS_ENOMEM;
    if (effect.header == LS_HEADER_STRONG)
        passing->strong = line->text;
    else if (effect.header == LS_HEADER_WEAK && passing->weak.len == 0)
        passing->weak = line->text;
    if (effect.date)
        passing->date = line->text;
    return LS_OK;
}

/* Whether any line of the block may change what those below it mean. */
static bool may_hold_header(const ls_worker *worker)
{
    const ls_plans *plans = &worker->reading->plans;

    for (unsigned byte = 0; plans->has_headers && byte < 256; byte++)
        if (worker->framer.starts[byte] &&
            ls_headers_may_start(plans, (char)byte))
            return true;
    return false;
}

/* What the block passes on to those behind it. */
static ls_status look_through(ls_worker *worker, ls_passing *passing)
{
    const ls_framer *framer = &worker->framer;
    const ls_plans *plans = &worker->reading->plans;

    passing->lines = framer->count;
    if (!may_hold_header(worker))
        return LS_OK;
    for (size_t i = 0; i < framer->count; i++) {
        ls_line line;

        if (!ls_headers_may_start(plans, ls_framer_first(framer, i)))
            continue;
        ls_framer_line(framer, i, &line);
        if (note_effect(worker, &line, passing) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

/* Reads a line again that stood in a block before. */
static ls_status remember(ls_worker *worker, bool *is_new,
                          const ls_passed *passed)
{
    ls_line_kind kind;

    if (!*is_new)
        return LS_OK;
    *is_new = false;
    return ls_reader_read_odd(worker->reader, ls_buf_slice(&passed->line),
                              worker->records, &kind);
}

ls_status ls_worker_look_back(ls_worker *worker)
{
    ls_known *known = &worker->known;

    if (!ls_order_ask(&worker->reading->order, known))
        return LS_OK;
    if (known->lacks ||
        remember(worker, &known->has_new_header, &known->header) != LS_OK ||
        remember(worker, &known->has_new_date, &known->date) != LS_OK)
        return LS_ENOMEM;
    return LS_OK;
}

/* Whether all lines depend on others, and not only those that are not as most
   are. */
static bool is_of_rows(const ls_plans *plans)
{
    return plans->count && ls_plan_has_columns(&plans->items[0]);
}

int ls_worker_take_place(ls_worker *worker, uint64_t number)
{
    ls_reading *reading = worker->reading;
    ls_passing passing = { .block = number };
    int passed;

    if (look_through(worker, &passing) != LS_OK)
        return LS_ENOMEM;
    passed = ls_order_pass(&reading->order, &passing, &worker->known);
    if (passed > 0 && is_of_rows(&reading->plans) &&
        ls_worker_look_back(worker) != LS_OK)
        return LS_ENOMEM;
    return passed;
}

uint64_t ls_worker_line_number(const ls_worker *worker, const ls_line *line)
{
    ls_reading *reading = worker->reading;

    if (reading->is_sought || !ls_order_ask(&reading->order, &worker->known))
        return 0;
    return worker->known.lines + line->number;
}
