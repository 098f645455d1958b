/* SPDX-License-Identifier: MIT */
/*
 * Going on with an input where an earlier run stopped: what is left out, what
 * the lines left out have said about those that are read, and in the end the
 * position for the next time. A file is cut before its format is looked for, so
 * that an unfinished last line has no say in that; of a stream the head must be
 * looked at before it is skipped.
 */

#include "pipeline/resume.h"

#include "input/kind.h"
#include "parse/formats.h"

static void refuse(ls_reading *reading, ls_verdict verdict)
{
    reading->is_refused = true;
    reading->outcome.verdict = verdict;
}

/*
 * LS_EIO, whose words are in the outcome, is no failure of the run: the file
 * has become shorter, or cannot be read as far as it was. Whoever reads on
 * looks again then.
 */
static ls_status judge(ls_reading *reading, ls_status status)
{
    if (status != LS_EIO)
        return status;
    refuse(reading, LS_INPUT_DAMAGED);
    return LS_OK;
}

ls_status ls_resume_range(ls_reading *reading, bool is_growing)
{
    ls_source *source = &reading->source;
    ls_error *err = &reading->outcome.message;
    ls_status status;

    if (!ls_source_is_splittable(source)) {
        reading->is_at_end = source->size == 0;
        return LS_OK;
    }
    status =
        ls_source_set_range(source, reading->from->offset, UINT64_MAX, err);
    if (status == LS_OK && is_growing)
        status = ls_source_end_at_line(source, err);
    reading->is_at_end = status == LS_OK && ls_source_block_count(source) == 0;
    return judge(reading, status);
}

ls_status ls_resume_check(ls_reading *reading, ls_slice head)
{
    const char *what = ls_kind_is_summary(head)       ? "a summary"
                       : ls_reading_is_whole(reading) ? "one JSON document"
                                                      : NULL;

    if (!what)
        return LS_OK;
    refuse(reading, LS_INPUT_REFUSED);
    (void)ls_fail(&reading->outcome.message, LS_OK, 0,
                  "is %s, not lines: reading cannot go on in it later", what);
    return LS_OK;
}

ls_status ls_resume_start(ls_reading *reading)
{
    const ls_position *from = reading->from;
    ls_status status =
        ls_order_begin(&reading->order, from->lines, from->header, from->date);

    if (status == LS_OK && !ls_source_is_splittable(&reading->source))
        status = ls_source_set_range(&reading->source, from->offset, UINT64_MAX,
                                     &reading->outcome.message);
    return judge(reading, status);
}

bool ls_resume_is_later(const ls_reading *reading)
{
    return reading->from && reading->from->offset && reading->from->format;
}

/* Whether all that could be read has been read, and can be remembered. */
static bool is_complete(const ls_reading *reading)
{
    ls_verdict verdict = reading->outcome.verdict;

    return verdict == LS_INPUT_EMPTY ||
           (!reading->is_refused &&
            (verdict == LS_INPUT_READ || verdict == LS_INPUT_STRANGE));
}

/* A format that was made for the lines of this input cannot be found again. */
static bool has_name(const ls_reading *reading)
{
    const ls_run_options *options = &reading->run->options;
    const ls_format *format = reading->choice.found.format;

    return format && (format == options->format ||
                      format == ls_formats_named(options->formats,
                                                 ls_format_name(format)));
}

static void put_format(const ls_reading *reading, ls_position *position)
{
    const ls_choice *choice = &reading->choice;
    const ls_found *found = &choice->found;

    if (!has_name(reading))
        return;
    position->format = ls_format_name(found->format);
    for (size_t i = 0; i < found->wrap_count; i++)
        position->wraps[i] = ls_format_name(found->wraps[i]);
    if (choice->server_count == 1)
        position->server = choice->servers[0];
}

void ls_resume_tell(const ls_reading *reading)
{
    const ls_run_options *options = &reading->run->options;
    const ls_order *order = &reading->order;
    ls_position position = { .offset = reading->end };

    if (!reading->from || !options->on_position || !is_complete(reading))
        return;
    if (reading->outcome.verdict == LS_INPUT_EMPTY) {
        options->on_position(options->context, reading->index, reading->from);
        return;
    }
    position.lines = order->lines;
    position.header = ls_buf_slice(&order->header.line);
    position.date = ls_buf_slice(&order->date.line);
    put_format(reading, &position);
    options->on_position(options->context, reading->index, &position);
}
