/* SPDX-License-Identifier: MIT */
/*
 * The options that say which requests count, and what they are grouped by.
 * Times without a zone are in that of --tz, else in the local one, with its
 * summer time as it was then.
 */

#include "cli/selection.h"

#include "cli/grouping.h"
#include "cli/processors.h"

#include <time.h>

/* What reading the options takes. */
struct reading {
    ls_selection *selection;
    const ls_options *options;
    ls_notes *notes;
    ls_clock clock;
};

/* The local zone when a clock there shows `local`. */
static int local_zone(int64_t local)
{
    time_t shown = (time_t)local;
    struct tm parts;
    time_t utc;

    if (!gmtime_r(&shown, &parts))
        return 0;
    parts.tm_isdst = -1;
    utc = mktime(&parts);
    return (int)((local - (int64_t)utc) / 60);
}

static int zone(void *context, int64_t local)
{
    const ls_zone *wanted = context;

    return wanted->given && !wanted->local ? wanted->minutes
                                           : local_zone(local);
}

static ls_exit complain(struct reading *r, const char *option, const char *text,
                        ls_status status, const ls_error *err)
{
    if (status == LS_ENOMEM) {
        ls_complain(r->notes, NULL, "out of memory");
        return LS_EXIT_INCOMPLETE;
    }
    ls_complain_at(r->notes, option, text, err);
    return LS_EXIT_USAGE;
}

/* One list of what counts; `set` is the library's function for it. */
static ls_exit set_list(struct reading *r, const char *option, const char *list,
                        ls_status (*set)(ls_filter *, ls_slice, ls_error *))
{
    ls_error err = { 0 };
    ls_status status = LS_OK;

    if (list)
        status = set(r->selection->filter, ls_slice_of(list), &err);
    return status == LS_OK ? LS_EXIT_DONE
                           : complain(r, option, list, status, &err);
}

static ls_exit set_where(struct reading *r)
{
    const char *where = r->options->where;
    ls_error err = { 0 };
    ls_status status = LS_OK;

    if (where)
        status = ls_filter_where(r->selection->filter, ls_slice_of(where),
                                 &r->clock, &err);
    return status == LS_OK ? LS_EXIT_DONE
                           : complain(r, "--where", where, status, &err);
}

/* One end of the window, which is then known as `*written`. */
static ls_exit set_end(struct reading *r, const char *option, const char *text,
                       int64_t *ms, ls_moment_text *written)
{
    ls_error err = { 0 };
    ls_error whole = { 0 };
    ls_status status = ls_moment_read(ls_slice_of(text), &r->clock, ms, &err);

    if (status == LS_OK) {
        *written = ls_moment_write(*ms);
        return LS_EXIT_DONE;
    }
    (void)ls_fail(&whole, status, 0, "'%.60s' %s", text, err.message);
    whole.column = err.column;
    return complain(r, option, text, status, &whole);
}

static ls_exit set_window(struct reading *r)
{
    ls_selection *selection = r->selection;
    const ls_options *options = r->options;
    ls_exit result = LS_EXIT_DONE;
    int64_t since = INT64_MIN;
    int64_t until = INT64_MAX;

    if (options->since) {
        result =
            set_end(r, "--since", options->since, &since, &selection->since);
        selection->select.since = selection->since.text;
        ls_filter_since(selection->filter, since);
    }
    if (options->until && result == LS_EXIT_DONE) {
        result =
            set_end(r, "--until", options->until, &until, &selection->until);
        selection->select.until = selection->until.text;
        ls_filter_until(selection->filter, until);
    }
    if (result != LS_EXIT_DONE || since < until)
        return result;
    ls_complain(r->notes, "--until",
                "'%.60s' is %s, which is not after --since, %s", options->until,
                selection->until.text, selection->since.text);
    return LS_EXIT_USAGE;
}

static ls_exit make_filter(struct reading *r)
{
    ls_selection *selection = r->selection;
    const ls_options *options = r->options;
    ls_exit result;

    selection->select.status = options->status;
    selection->select.method = options->method;
    selection->select.where = options->where;
    if (!options->status && !options->method && !options->where &&
        !options->since && !options->until)
        return LS_EXIT_DONE;
    selection->filter = ls_filter_new();
    if (!selection->filter)
        return complain(r, NULL, NULL, LS_ENOMEM, NULL);
    result = set_list(r, "--status", options->status, ls_filter_status);
    if (result == LS_EXIT_DONE)
        result = set_list(r, "--method", options->method, ls_filter_method);
    if (result == LS_EXIT_DONE)
        result = set_where(r);
    return result == LS_EXIT_DONE ? set_window(r) : result;
}

ls_exit ls_selection_make(ls_selection *selection, const ls_options *options,
                          ls_notes *notes)
{
    struct reading r = { selection, options, notes, { .zone = zone } };
    ls_zone wanted = options->zone;
    ls_exit result;

    *selection = (ls_selection){ .now = (int64_t)time(NULL) };
    r.clock.now = selection->now;
    r.clock.context = &wanted;
    result = make_filter(&r);
    return result == LS_EXIT_DONE
               ? ls_grouping_make(&selection->groups, options, notes)
               : result;
}

void ls_selection_release(ls_selection *selection)
{
    ls_filter_free(selection->filter);
    ls_groups_free(selection->groups);
    selection->filter = NULL;
    selection->groups = NULL;
}

ls_run_options ls_selection_run(const ls_selection *selection,
                                const ls_count *count, const ls_format *format)
{
    const ls_options *options = count->options;

    return (ls_run_options){
        .formats = count->formats,
        .format = format,
        .filter = selection->filter,
        .groups = selection->groups,
        .select = selection->select,
        .max_line = (size_t)options->max_line,
        .now = selection->now,
        .stop = -1,
        .zone = count->zone,
        .no_seek = options->no_seek,
        .jobs = options->jobs ? (size_t)options->jobs : ls_processors(""),
    };
}
