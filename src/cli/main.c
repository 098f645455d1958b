/* SPDX-License-Identifier: MIT */
/*
 * The program as a table of contents: reads the command line, answers the one
 * question it asks or reads logs and reports, and closes standard output with
 * care. All of the work is in the other files of this folder and the library.
 */

#include "cli/alerts.h"
#include "cli/baseline.h"
#include "cli/catalog.h"
#include "cli/check.h"
#include "cli/count.h"
#include "cli/details.h"
#include "cli/follow.h"
#include "cli/help.h"
#include "cli/reports.h"
#include "cli/signals.h"
#include "cli/terminal.h"
#include "cli/update.h"
#include "cli/viewer.h"

#include <errno.h>
#include <unistd.h>

enum {
    VIEWED = 5 /* clients and the like of each error in the view */
};

/* What every part of the program may need. */
struct program {
    ls_options options;
    ls_terminal terminal;
    ls_notes notes;
    ls_output output; /* standard output */
    ls_formats *formats;
    int stop; /* readable when a stream has to stop */
    ls_update update;
    ls_compared compared;
};

/* The output's own failure is told when it is closed. */
static ls_exit rendered(struct program *program, ls_status status)
{
    if (status != LS_ENOMEM)
        return LS_EXIT_DONE;
    ls_complain(&program->notes, NULL, "out of memory");
    return LS_EXIT_INCOMPLETE;
}

static ls_exit explain(struct program *program)
{
    ls_render_options how =
        ls_terminal_render(&program->terminal, &program->options);
    ls_sink sink = ls_output_sink(&program->output);
    ls_error err = { 0 };
    ls_status status = ls_render_explanation(
        ls_slice_of(program->options.explain), &how, &sink, &err);

    if (status != LS_ENOENT)
        return rendered(program, status);
    ls_complain(&program->notes, "--explain", "%s", err.message);
    return LS_EXIT_USAGE;
}

static ls_exit list_codes(struct program *program)
{
    ls_render_options how =
        ls_terminal_render(&program->terminal, &program->options);
    ls_sink sink = ls_output_sink(&program->output);

    return rendered(program, ls_render_codes(&how, &sink));
}

/* After the records, what became of the lines; if they were written. */
static void account(struct program *program, const ls_lines *lines)
{
    if (ls_output_flush(&program->output) == LS_OK)
        ls_details_tell_lines(&program->notes, lines);
}

static ls_render_options look_of(const struct program *program)
{
    ls_render_options how =
        ls_terminal_render(&program->terminal, &program->options);

    how.baseline =
        program->compared.summary ? &program->compared.baseline : NULL;
    return how;
}

static ls_exit report(struct program *program, const ls_summary *summary)
{
    const ls_render_options how = look_of(program);
    ls_sink sink = ls_output_sink(&program->output);

    if (program->options.records) {
        account(program, &summary->lines);
        return LS_EXIT_DONE;
    }
    return rendered(program,
                    ls_report_write(&program->options, summary, &how, &sink));
}

/* The report on standard output, unless all is fine, and those in files. */
static ls_exit report_all(struct program *program, const ls_summary *summary,
                          bool is_fine)
{
    const ls_render_options how = look_of(program);
    ls_exit result = is_fine ? LS_EXIT_DONE : report(program, summary);

    return ls_exit_worse(result, ls_reports_save(&program->options, summary,
                                                 &how, &program->notes));
}

/* Nobody types a log: without FILE a terminal means that help is wanted. */
static bool would_wait(const ls_options *options)
{
    return options->files.count == 0 && !options->update &&
           isatty(STDIN_FILENO);
}

/* Whether nobody has to hear of it. */
static bool is_fine(const struct program *program, ls_exit result)
{
    return program->options.quiet_if_ok && result == LS_EXIT_DONE;
}

/* Reads the inputs: as they are, what is new in them, or what comes. */
static ls_exit read_inputs(struct program *program, const ls_count *what,
                           const ls_alerts *alerts, ls_summary **summary)
{
    const ls_render_options look = look_of(program);
    const ls_follow follow = { &program->terminal, what, alerts, &look,
                               &program->output };
    ls_exit result;

    if (program->options.follow || ls_follow_may(&program->options))
        return ls_follow_logs(&follow);
    result = program->update.state
                 ? ls_update_count(&program->update, what, summary)
                 : ls_count_inputs(what, summary);
    if (!*summary)
        return result;
    return ls_exit_worse(result,
                         ls_alerts_judge(alerts, *summary, &program->notes));
}

/* Reads the inputs, judges what was found, and reports it. */
static ls_exit count(struct program *program, const ls_alerts *alerts)
{
    ls_count what = {
        .options = &program->options,
        .formats = program->formats,
        .notes = &program->notes,
        .stop = program->stop,
        .zone = ls_terminal_render(&program->terminal, &program->options).zone,
        .records = program->options.records ? &program->output : NULL,
    };
    ls_summary *summary = NULL;
    ls_exit reported;
    ls_exit result = ls_compared_read(&program->compared, &what);

    if (result != LS_EXIT_DONE)
        return result;
    result = read_inputs(program, &what, alerts, &summary);
    if (!summary)
        return result;
    reported = report_all(program, summary, is_fine(program, result));
    if (reported != LS_EXIT_DONE)
        ls_update_forget(&program->update);
    result = ls_exit_worse(result, reported);
    ls_summary_free(summary);
    return result;
}

/* What the view shows of a code has to be counted. */
static void prepare_view(ls_options *options)
{
    if ((options->follow || ls_follow_may(options)) &&
        ls_viewer_can_open(options) && options->drill == 0)
        options->drill = VIEWED;
}

/* The main job, once it is known that there is something to read. */
static ls_exit start_count(struct program *program)
{
    ls_alerts alerts;
    ls_exit result;

    if (would_wait(&program->options)) {
        ls_complain(&program->notes, NULL, "no FILE; usage: %s",
                    ls_help_usage());
        return LS_EXIT_USAGE;
    }
    if (program->options.quiet_if_ok && program->options.records) {
        ls_complain(&program->notes, "--quiet-if-ok",
                    "is for a report, and --records writes none");
        return LS_EXIT_USAGE;
    }
    prepare_view(&program->options);
    result = ls_alerts_make(&alerts, &program->options, &program->notes);
    if (result == LS_EXIT_DONE)
        result = count(program, &alerts);
    ls_alerts_release(&alerts);
    return result;
}

/* Everything that needs the formats. */
static ls_exit use_formats(struct program *program)
{
    ls_options *options = &program->options;
    ls_notes *notes = &program->notes;
    ls_output *output = &program->output;
    ls_exit result = ls_reports_check(options, notes);

    if (result == LS_EXIT_DONE)
        result = ls_follow_check(options, notes);
    if (result == LS_EXIT_DONE)
        result = ls_update_open(&program->update, options, notes);
    if (result == LS_EXIT_DONE)
        result = ls_catalog_load(options, notes, &program->formats);
    if (result != LS_EXIT_DONE)
        return result;
    if (options->list_formats)
        ls_catalog_list(program->formats, output);
    else if (options->show_format)
        result = ls_catalog_show(program->formats, options->show_format, notes,
                                 output);
    else if (options->check_pattern)
        result = ls_check_pattern(program->formats, options->check_pattern,
                                  notes, output);
    else
        result = start_count(program);
    ls_formats_free(program->formats);
    return result;
}

static ls_exit answer(struct program *program)
{
    const ls_options *options = &program->options;

    if (options->help)
        ls_help_write(&program->output, program->terminal.colour);
    else if (options->version)
        ls_version_write(&program->output);
    else if (options->explain)
        return explain(program);
    else if (options->list_codes)
        return list_codes(program);
    else
        return use_formats(program);
    return LS_EXIT_DONE;
}

static ls_exit run(struct program *program, int argc, char **argv)
{
    ls_options *options = &program->options;
    ls_error err = { 0 };
    ls_status status = ls_options_read(options, argc, argv, &err);

    program->stop = ls_signals_init();
    program->notes.quiet = options->quiet;
    program->notes.pictures =
        (options->json || options->records) && !options->quiet;
    program->notes.verbose = options->verbose;
    if (status != LS_OK) {
        ls_complain(&program->notes, NULL, "%s", err.message);
        return status == LS_ENOMEM ? LS_EXIT_INCOMPLETE : LS_EXIT_USAGE;
    }
    program->terminal = ls_terminal_look(options);
    program->notes.utf8 = program->terminal.utf8;
    return answer(program);
}

/* A reader that has left, as `head` does, has all it wanted. */
static ls_exit close_output(struct program *program, ls_exit result)
{
    int error = ls_output_close(&program->output);

    result = ls_exit_worse(
        result, ls_update_save(&program->update, error == 0, &program->notes));
    if (error == 0 || error == EPIPE)
        return result;
    ls_complain(&program->notes, "standard output", "%s", strerror(error));
    return ls_exit_worse(result, LS_EXIT_INCOMPLETE);
}

int main(int argc, char **argv)
{
    struct program program = { .stop = -1 };
    ls_exit result;

    ls_output_guard();
    ls_output_init(&program.output, STDOUT_FILENO);
    result = run(&program, argc, argv);
    result = close_output(&program, result);
    ls_update_release(&program.update);
    ls_compared_release(&program.compared);
    ls_options_release(&program.options);
    return (int)result;
}
