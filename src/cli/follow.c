/* SPDX-License-Identifier: MIT */
/*
 * --follow: one thread counts what comes (feeder.c), this one adds it up and
 * reports it: now and then, when somebody asks by SIGUSR1, and in the end.
 */

#include "cli/follow.h"

#include "cli/catalog.h"
#include "cli/feeder.h"
#include "cli/monitor.h"
#include "cli/one_line.h"
#include "cli/reports.h"
#include "cli/signals.h"

#include <poll.h>
#include <unistd.h>

enum {
    EVERY = 60,  /* seconds */
    TICK = 1000, /* ms between two looks at the window */
};

struct work {
    const ls_follow *what;
    const ls_options *options;
    ls_notes *notes;
    ls_selection selection;
    ls_monitor monitor;
    ls_parts parts;
    ls_feeder feeder;
    int asked; /* readable when somebody wants a report */
    double next;
    double every;
    bool has_reported;
    ls_exit result;
};

static ls_exit refuse(ls_notes *notes, const char *option, const char *why)
{
    ls_complain(notes, option, "%s", why);
    return LS_EXIT_USAGE;
}

/* Options that only mean something with --follow. */
static ls_exit check_alone(const ls_options *options, ls_notes *notes)
{
    static const char alone[] = "is for --follow, which is not given";

    if (options->every)
        return refuse(notes, "--every", alone);
    if (options->window)
        return refuse(notes, "--window", alone);
    if (options->rotate_wait)
        return refuse(notes, "--rotate-wait", alone);
    return options->poll ? refuse(notes, "--poll", alone) : LS_EXIT_DONE;
}

static ls_exit check_inputs(const ls_options *options, ls_notes *notes)
{
    for (size_t i = 0; i < options->files.count; i++)
        if (strcmp(options->files.items[i], "-") == 0 &&
            options->files.count > 1)
            return refuse(notes, "--follow",
                          "follows files or standard input, not both");
    return LS_EXIT_DONE;
}

/* What makes no sense for something that never ends; NULL: nothing. */
static const char *find_finite(const ls_options *options)
{
    if (options->records || options->unparsed)
        return options->records ? "--records" : "--unparsed";
    if (options->since || options->until)
        return options->since ? "--since" : "--until";
    if (options->quiet_if_ok)
        return "--quiet-if-ok";
    return options->baseline ? "--baseline" : NULL;
}

ls_exit ls_follow_check(const ls_options *options, ls_notes *notes)
{
    const char *finite = find_finite(options);

    if (!options->follow)
        return check_alone(options, notes);
    if (finite)
        return refuse(notes, finite,
                      "not with --follow, which reports what comes, again and "
                      "again");
    if (options->update)
        return refuse(notes, "--update",
                      "not with --follow: one run goes on, or the next does");
    if (options->csv || options->markdown || options->html ||
        options->prometheus)
        return refuse(notes, "--follow",
                      "writes text or --json; other forms go to a file, with "
                      "--output");
    return check_inputs(options, notes);
}

static ls_exit give_up(struct work *work)
{
    ls_complain(work->notes, NULL, "out of memory");
    ls_signals_stop();
    return LS_EXIT_INCOMPLETE;
}

/* --- Reports on the way. */

static ls_status write_report(struct work *work, const ls_summary *summary)
{
    ls_sink sink = ls_output_sink(work->what->output);
    ls_one_line line;
    ls_sink one = ls_one_line_sink(&line, &sink);
    ls_status status;

    if (work->has_reported && !work->options->json)
        ls_output_text(work->what->output, "\n");
    status = ls_report_write(work->options, summary, work->what->look,
                             work->options->json ? &one : &sink);
    if (status == LS_OK && work->options->json)
        ls_output_text(work->what->output, "\n");
    work->has_reported = true;
    return status;
}

static ls_exit report(struct work *work)
{
    ls_summary *summary = NULL;
    ls_exit result = LS_EXIT_DONE;

    if (ls_monitor_report(&work->monitor, &summary) != LS_OK)
        return give_up(work);
    if (write_report(work, summary) == LS_ENOMEM)
        result = give_up(work);
    else if (ls_output_flush(work->what->output) != LS_OK)
        ls_signals_stop(); /* nobody reads on: that is told in the end */
    result =
        ls_exit_worse(result, ls_reports_save(work->options, summary,
                                              work->what->look, work->notes));
    ls_summary_free(summary);
    return result;
}

static void report_if_due(struct work *work)
{
    bool asked = ls_signals_asked();
    double now = ls_progress_clock();

    if (!asked && now < work->next)
        return;
    if (!asked)
        work->next += work->every;
    if (work->next < now)
        work->next = now + work->every;
    if (work->monitor.has_any)
        work->result = ls_exit_worse(work->result, report(work));
}

/* --- The loop. */

static void take_parts(struct work *work, bool *ended)
{
    ls_part items[LS_PARTS_MOST];
    size_t count = ls_parts_take(&work->parts, items, ended);

    for (size_t i = 0; i < count; i++) {
        if (ls_monitor_add(&work->monitor, &items[i]) != LS_OK)
            work->result = ls_exit_worse(work->result, give_up(work));
        ls_summary_free(items[i].summary);
    }
}

static void wait_for_parts(const struct work *work)
{
    double rest = (work->next - ls_progress_clock()) * 1000 + 1;
    struct pollfd fds[] = {
        { .fd = ls_parts_descriptor(&work->parts), .events = POLLIN },
        { .fd = work->asked, .events = POLLIN },
    };

    if (rest > TICK)
        rest = TICK;
    (void)poll(fds, 2, rest > 0 ? (int)rest : 0);
}

static void follow(struct work *work)
{
    bool ended = false;

    while (!ended) {
        wait_for_parts(work);
        take_parts(work, &ended);
        if (ls_monitor_judge(&work->monitor, work->notes) != LS_OK)
            work->result = ls_exit_worse(work->result, give_up(work));
        if (!ended)
            report_if_due(work);
    }
}

/* --- All of it. */

static ls_exit start(struct work *work)
{
    const ls_count *count = work->what->count;
    const ls_format *format = NULL;
    ls_exit result = ls_catalog_choose(count->formats, work->options->format,
                                       work->notes, &format);
    ls_run_options how;

    if (result == LS_EXIT_DONE)
        result =
            ls_selection_make(&work->selection, work->options, work->notes);
    if (result != LS_EXIT_DONE)
        return result;
    how = ls_selection_run(&work->selection, count, format);
    if (ls_monitor_init(&work->monitor, &how, work->options,
                        work->what->alerts) != LS_OK ||
        !ls_parts_init(&work->parts) ||
        !ls_feeder_start(&work->feeder, count, &work->parts))
        return give_up(work);
    return LS_EXIT_DONE;
}

ls_exit ls_follow_logs(const ls_follow *what)
{
    const ls_options *options = what->count->options;
    struct work work = {
        .what = what,
        .options = options,
        .notes = what->count->notes,
        .every = options->every ? (double)options->every : EVERY,
        .parts.ends = { -1, -1 },
    };
    ls_exit result;

    ls_signals_hold();
    work.asked = ls_signals_ask();
    work.next = ls_progress_clock() + work.every;
    result = start(&work);
    if (result == LS_EXIT_DONE) {
        follow(&work);
        result = ls_exit_worse(work.result, ls_feeder_join(&work.feeder));
        result = ls_exit_worse(result, ls_alarms_result(&work.monitor.alarms));
        if (work.monitor.has_any)
            result = ls_exit_worse(result, report(&work));
    }
    ls_parts_release(&work.parts);
    ls_monitor_release(&work.monitor);
    ls_selection_release(&work.selection);
    ls_signals_release();
    return result;
}
