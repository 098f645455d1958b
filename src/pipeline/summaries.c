/* SPDX-License-Identifier: MIT */
/*
 * Summaries as inputs. Where one ends says the document itself, so they may
 * stand one behind the other and be written over several lines.
 */

#include "pipeline/summaries.h"

#include "input/elements.h"
#include "input/kind.h"
#include "pipeline/reading.h"

#include <stdlib.h>

/* What reading one input needs. */
struct work {
    ls_summaries *summaries;
    ls_elements elements;
    ls_buf room;
};

void ls_summaries_release(ls_summaries *summaries)
{
    ls_run_free(summaries->sum);
    *summaries = (ls_summaries){ 0 };
}

static void leave_out(ls_summaries *summaries, const ls_error *why)
{
    if (summaries->wrong++ == 0) {
        summaries->first = summaries->documents;
        summaries->why = *why;
    }
}

static ls_status read_one(ls_summaries *summaries, const ls_line *element)
{
    ls_status status = LS_ESYNTAX;
    ls_summary *summary = NULL;
    ls_error why = { 0 };
    size_t used;

    summaries->documents++;
    if (element->too_long)
        (void)ls_fail(&why, LS_OK, 0, "is longer than the 64 MiB of a summary");
    else
        status = ls_summary_read(element->text, &used, &summary, &why);
    if (status == LS_OK)
        status = ls_run_add(summaries->sum, summary, &why);
    ls_summary_free(summary);
    if (status == LS_ESYNTAX) {
        leave_out(summaries, &why);
        status = LS_OK;
    }
    return status;
}

static ls_status read_some(struct work *work, ls_slice bytes, bool last)
{
    ls_line element;
    int got;

    ls_elements_give(&work->elements, bytes, last);
    while ((got = ls_elements_next(&work->elements, &element)) > 0)
        if (read_one(work->summaries, &element) != LS_OK)
            return LS_ENOMEM;
    return got < 0 ? LS_ENOMEM : LS_OK;
}

static ls_status read_all(struct work *work, ls_source *source, ls_error *err)
{
    ls_status status = LS_OK;
    ls_block block;
    int got = 1;

    while (status == LS_OK && got > 0) {
        got = ls_source_take(source, &work->room, &block, err);
        if (got < 0)
            return got;
        if (got && block.offset == 0)
            block.bytes = ls_slice_skip(block.bytes, ls_kind_bom(block.bytes));
        status = read_some(work, got ? block.bytes : LS_SLICE(""), got == 0);
    }
    return status;
}

ls_status ls_summaries_read(ls_summaries *summaries, const ls_run *run,
                            ls_source *source, ls_error *err)
{
    struct work work = { .summaries = summaries };
    ls_status status;

    if (ls_run_start_sum(run, &summaries->sum) != LS_OK)
        return LS_ENOMEM;
    ls_elements_init(&work.elements, LS_DOCUMENT_OBJECTS, LS_SUMMARY_LONGEST);
    status = read_all(&work, source, err);
    ls_elements_release(&work.elements);
    ls_buf_release(&work.room);
    return status;
}

/* Why summaries are not taken here, or NULL. */
static const char *refuse_summaries(const ls_reading *reading)
{
    if (reading->is_found)
        return "is a summary of logstat, which is added where it is named";
    if (reading->run->options.on_record)
        return "is a summary, which holds no single requests";
    return NULL;
}

ls_status ls_reading_take_summaries(ls_reading *reading)
{
    ls_error *message = &reading->outcome.message;
    const char *refusal = refuse_summaries(reading);
    ls_status status;

    reading->is_summaries = true;
    if (refusal) {
        ls_reading_refuse(reading, LS_INPUT_REFUSED);
        (void)ls_fail(message, LS_OK, 0, "%s", refusal);
        return LS_OK;
    }
    status = ls_summaries_read(&reading->summaries, reading->run,
                               &reading->source, message);
    if (status == LS_EIO)
        reading->outcome.verdict = LS_INPUT_FAILED;
    return status == LS_ENOMEM ? LS_ENOMEM : LS_OK;
}

/* What is to be said of those left out. */
static void tell(const ls_summaries *summaries, ls_error *message)
{
    if (summaries->documents == 1)
        *message = summaries->why;
    else if (summaries->wrong == 1)
        (void)ls_fail(
            message, LS_OK, 0, "document %zu of %zu is left out: it %s",
            summaries->first, summaries->documents, summaries->why.message);
    else
        (void)ls_fail(message, LS_OK, 0,
                      "%zu documents of %zu are left out; the first of them, "
                      "document %zu, %s",
                      summaries->wrong, summaries->documents, summaries->first,
                      summaries->why.message);
}

ls_status ls_reading_report_summaries(ls_reading *reading)
{
    const ls_summaries *summaries = &reading->summaries;
    ls_outcome *outcome = &reading->outcome;
    bool failed = outcome->verdict == LS_INPUT_FAILED;
    ls_status status = LS_ESYNTAX;

    if (summaries->wrong && !failed)
        tell(summaries, &outcome->message);
    if (summaries->wrong < summaries->documents)
        status =
            ls_run_take_sum(reading->run, summaries->sum, &outcome->message);
    if (status == LS_OK)
        outcome->verdict =
            failed || summaries->wrong ? LS_INPUT_DAMAGED : LS_INPUT_READ;
    else if (!failed)
        outcome->verdict = LS_INPUT_REFUSED;
    return status == LS_ENOMEM ? LS_ENOMEM : LS_OK;
}
