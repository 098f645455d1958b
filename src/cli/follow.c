/* SPDX-License-Identifier: MIT */
/*
 * --follow: one thread counts what comes (feeder.c), this one adds it up and
 * reports it: now and then, when somebody asks by SIGUSR1, and in the end.
 */

#include "cli/follow.h"

#include "cli/catalog.h"
#include "cli/feeder.h"
#include "cli/hush.h"
#include "cli/monitor.h"
#include "cli/one_line.h"
#include "cli/reports.h"
#include "cli/signals.h"
#include "cli/viewer.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    EVERY = 60,  /* seconds */
    TICK = 1000, /* ms between two looks at the window */
};

#define SILENCE 1.0 /* seconds after which a pipe is watched */
#define DRAWN 0.25  /* seconds between two pictures of what comes */

struct work {
    const ls_follow *what;
    const ls_options *options;
    ls_notes *notes;
    ls_selection selection;
    ls_monitor monitor;
    ls_parts parts;
    ls_feeder feeder;
    ls_count count; /* as given, and with the newest errors for a view */
    ls_newest newest;
    ls_viewer viewer;
    ls_hush hush;
    ls_progress progress; /* while there is no view */
    uint64_t bytes;       /* that came */
    double heard;         /* when something came last */
    double drawn;         /* when the view was */
    bool is_new;          /* something has come since */
    int asked;            /* readable when somebody wants a report */
    double next;
    double every;
    bool may_view; /* there is no view yet, but may be one */
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

/* What can be looked at again: not a pipe. */
static ls_exit check_file(const char *name, ls_notes *notes)
{
    struct stat info;

    if (strcmp(name, "-") == 0 || stat(name, &info) != 0 ||
        S_ISREG(info.st_mode) || S_ISDIR(info.st_mode))
        return LS_EXIT_DONE;
    ls_complain(notes, "--follow",
                "'%.80s' is no regular file: give it as standard input", name);
    return LS_EXIT_USAGE;
}

static ls_exit check_inputs(const ls_options *options, ls_notes *notes)
{
    for (size_t i = 0; i < options->files.count; i++)
        if (strcmp(options->files.items[i], "-") == 0 &&
            options->files.count > 1)
            return refuse(notes, "--follow",
                          "follows files or standard input, not both");
    for (size_t i = 0; i < options->files.count; i++)
        if (check_file(options->files.items[i], notes) != LS_EXIT_DONE)
            return LS_EXIT_USAGE;
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

bool ls_follow_may(const ls_options *options)
{
    struct stat info;
    bool is_plain = !find_finite(options) && !options->update &&
                    !options->csv && !options->markdown && !options->html &&
                    !options->prometheus && !options->verbose &&
                    options->fail_if.count == 0 && options->by.count == 0;

    return is_plain && options->files.count == 0 &&
           ls_viewer_can_open(options) && fstat(STDIN_FILENO, &info) == 0 &&
           (S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode));
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

static void add(struct work *work, const ls_part *part)
{
    for (size_t i = 0; i < part->summary->input_count; i++)
        work->bytes += part->summary->inputs[i].bytes;
    if (ls_monitor_add(&work->monitor, part) != LS_OK)
        work->result = ls_exit_worse(work->result, give_up(work));
    work->heard = ls_progress_clock();
    work->is_new = true;
}

static void take_parts(struct work *work, bool *ended)
{
    ls_part items[LS_PARTS_MOST];
    size_t count = ls_parts_take(&work->parts, items, ended);

    for (size_t i = 0; i < count; i++) {
        add(work, &items[i]);
        ls_summary_free(items[i].summary);
    }
}

static void wait_for_parts(const struct work *work)
{
    double rest = (work->next - ls_progress_clock()) * 1000 + 1;
    struct pollfd fds[] = {
        { .fd = ls_parts_descriptor(&work->parts), .events = POLLIN },
        { .fd = work->asked, .events = POLLIN },
        { .fd = work->viewer.keys, .events = POLLIN },
    };

    if (rest > TICK || work->viewer.live)
        rest = TICK;
    (void)poll(fds, 3, rest > 0 ? (int)rest : 0);
}

/* --- The view. */

/* A pipe is watched once it has been silent; what is followed at once. */
static void open_view(struct work *work)
{
    const ls_words *files = &work->options->files;
    double now = ls_progress_clock();

    if (!work->may_view ||
        (!work->options->follow && now - work->heard < SILENCE))
        return;
    work->may_view = false;
    ls_progress_clear(&work->progress);
    if (ls_viewer_open(&work->viewer, work->what->terminal,
                       files->count ? files->items[0] : "standard input",
                       &work->newest))
        ls_hush_begin(&work->hush);
}

static void close_view(struct work *work)
{
    ls_viewer_close(&work->viewer);
    ls_hush_end(&work->hush);
}

static void view(struct work *work)
{
    double now = ls_progress_clock();
    char message[LS_HUSH_ROOM];

    ls_hush_last(&work->hush, message);
    if (!ls_viewer_obey(&work->viewer, &work->monitor, message))
        ls_signals_stop();
    if (now - work->drawn < (work->is_new ? DRAWN : 1))
        return;
    work->drawn = now;
    work->is_new = false;
    if (ls_viewer_show(&work->viewer, &work->monitor, message) != LS_OK)
        work->result = ls_exit_worse(work->result, give_up(work));
}

/* What there is to be seen while something comes. */
static void show(struct work *work)
{
    const ls_progress_report report = { .bytes = work->bytes };

    open_view(work);
    if (work->viewer.live)
        view(work);
    else if (work->options->follow)
        report_if_due(work);
    else
        ls_progress_show(&work->progress, &report);
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
            show(work);
    }
    ls_progress_clear(&work->progress);
    close_view(work);
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
    work->heard = ls_progress_clock();
    work->may_view = ls_viewer_can_open(work->options);
    ls_progress_init(&work->progress, work->options->progress, 0);
    if (!ls_hush_init(&work->hush))
        return give_up(work);
    work->notes->hear = ls_hush_hear;
    work->notes->context = &work->hush;
    work->notes->pictures = false;
    work->count = *count;
    if (work->may_view)
        work->count.newest = &work->newest;
    if (ls_monitor_init(&work->monitor, &how, work->options,
                        work->what->alerts) != LS_OK ||
        !ls_parts_init(&work->parts) ||
        !ls_feeder_start(&work->feeder, &work->count, &work->parts))
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
        .viewer.keys = -1,
    };
    ls_exit result;

    if (!ls_newest_init(&work.newest, what->look->zone))
        return give_up(&work);
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
    work.notes->hear = NULL;
    ls_newest_release(&work.newest);
    ls_hush_release(&work.hush);
    ls_parts_release(&work.parts);
    ls_monitor_release(&work.monitor);
    ls_selection_release(&work.selection);
    ls_signals_release();
    return result;
}
