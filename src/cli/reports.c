/* SPDX-License-Identifier: MIT */
/*
 * The forms of the report, and --output: files that hold one, each replaced as
 * a whole once it has been written, so that whoever reads one never sees half.
 */

#define _XOPEN_SOURCE 700 /* realpath() */

#include "cli/reports.h"

#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static ls_status write_json(const ls_summary *summary,
                            const ls_render_options *how, const ls_sink *sink)
{
    return ls_render_json_compared(summary, how->baseline, sink);
}

static ls_status write_csv(const ls_summary *summary,
                           const ls_render_options *how, const ls_sink *sink)
{
    (void)how;
    return ls_render_csv(summary, sink);
}

static ls_status write_prometheus(const ls_summary *summary,
                                  const ls_render_options *how,
                                  const ls_sink *sink)
{
    (void)how;
    return ls_render_prometheus(summary, sink);
}

typedef ls_status form(const ls_summary *summary, const ls_render_options *how,
                       const ls_sink *sink);

/* By the end of a file's name. */
static const struct {
    const char *end;
    form *write;
} forms[] = {
    { ".txt", ls_render_text },  { ".json", write_json },
    { ".csv", write_csv },       { ".md", ls_render_markdown },
    { ".html", ls_render_html }, { ".prom", write_prometheus },
};

static form *form_of(const char *path)
{
    size_t len = strlen(path);

    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        size_t end = strlen(forms[i].end);

        if (len > end && strcmp(path + len - end, forms[i].end) == 0)
            return forms[i].write;
    }
    return NULL;
}

ls_status ls_report_write(const ls_options *options, const ls_summary *summary,
                          const ls_render_options *how, const ls_sink *sink)
{
    if (options->json)
        return write_json(summary, how, sink);
    if (options->csv)
        return ls_render_csv(summary, sink);
    if (options->markdown)
        return ls_render_markdown(summary, how, sink);
    if (options->html)
        return ls_render_html(summary, how, sink);
    if (options->prometheus)
        return ls_render_prometheus(summary, sink);
    return ls_render_text(summary, how, sink);
}

static bool has_metrics(const ls_options *options)
{
    bool found = options->prometheus;

    for (size_t i = 0; i < options->output.count; i++)
        found = found || form_of(options->output.items[i]) == write_prometheus;
    return found;
}

/* Whether both are names of one regular file. */
static bool same_file(const struct stat *file, const char *name)
{
    struct stat info;

    return name && S_ISREG(file->st_mode) && stat(name, &info) == 0 &&
           info.st_dev == file->st_dev && info.st_ino == file->st_ino;
}

/* What would be lost if a file was replaced; NULL: nothing. */
static const char *loss_of(const ls_options *options, const char *path)
{
    struct stat file;

    if (stat(path, &file) != 0)
        return NULL;
    for (size_t i = 0; i < options->files.count; i++)
        if (same_file(&file, options->files.items[i]))
            return "one of the inputs";
    if (same_file(&file, options->update) || same_file(&file, options->after))
        return "the file of --update or --after";
    return same_file(&file, options->baseline) ? "the baseline" : NULL;
}

static ls_exit check_file(const ls_options *options, const char *path,
                          ls_notes *notes)
{
    const char *loss = loss_of(options, path);

    if (form_of(path) && !loss)
        return LS_EXIT_DONE;
    if (loss)
        ls_complain(notes, "--output", "'%s' is %s; name another file", path,
                    loss);
    else
        ls_complain(notes, "--output",
                    "'%s' does not end with .txt, .json, .csv, .md, .html or "
                    ".prom, which say what it is to hold",
                    path);
    return LS_EXIT_USAGE;
}

ls_exit ls_reports_check(const ls_options *options, ls_notes *notes)
{
    for (size_t i = 0; i < options->output.count; i++) {
        ls_exit result = check_file(options, options->output.items[i], notes);

        if (result != LS_EXIT_DONE)
            return result;
    }
    if (options->delta && has_metrics(options)) {
        ls_complain(notes, "--delta",
                    "not with metrics, whose counters must never go back");
        return LS_EXIT_USAGE;
    }
    return LS_EXIT_DONE;
}

/* --- Files. */

static ls_exit fail(ls_notes *notes, const char *path, int error)
{
    ls_complain(notes, path, "%s", strerror(error));
    return LS_EXIT_INCOMPLETE;
}

/* Renders to a descriptor and closes it; 0 or what went wrong. */
static int render(int file, form *write, const ls_summary *summary,
                  const ls_render_options *how)
{
    ls_output *output = malloc(sizeof(*output));
    ls_status status;
    ls_sink sink;
    int error;

    if (!output) {
        (void)close(file);
        return ENOMEM;
    }
    ls_output_init(output, file);
    sink = ls_output_sink(output);
    status = write(summary, how, &sink);
    error = ls_output_close(output);
    free(output);
    return status == LS_ENOMEM ? ENOMEM : error;
}

/* The mode that open() would have given a new file. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);

    (void)umask(mask);
    return 0666 & ~mask;
}

/* A new file beside another, whose name is the caller's; -1: errno says why. */
static int open_beside(const char *path, char **name)
{
    size_t room = strlen(path) + sizeof(".XXXXXX");
    int file;

    *name = malloc(room);
    if (!*name)
        return -1;
    (void)snprintf(*name, room, "%s.XXXXXX", path);
    file = mkstemp(*name);
    if (file >= 0)
        (void)fchmod(file, usual_mode());
    return file;
}

static int replace(const char *path, form *write, const ls_summary *summary,
                   const ls_render_options *how)
{
    char *name = NULL;
    int file = open_beside(path, &name);
    int error = file < 0 ? errno : render(file, write, summary, how);

    if (!error && rename(name, path) != 0)
        error = errno;
    if (error && file >= 0)
        (void)unlink(name);
    free(name);
    return error;
}

/* A device or a pipe is written to, and not replaced. */
static bool is_special(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && !S_ISREG(info.st_mode);
}

static int save(const char *path, form *write, const ls_summary *summary,
                const ls_render_options *how)
{
    char *target;
    int error;

    if (is_special(path)) {
        int file = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);

        return file < 0 ? errno : render(file, write, summary, how);
    }
    /* Of a symbolic link what it points to is replaced. */
    target = realpath(path, NULL);
    error = replace(target ? target : path, write, summary, how);
    free(target);
    return error;
}

ls_exit ls_reports_save(const ls_options *options, const ls_summary *summary,
                        const ls_render_options *how, ls_notes *notes)
{
    ls_render_options plain = *how;
    ls_exit result = LS_EXIT_DONE;

    plain.colour = false;
    plain.width = 0;
    for (size_t i = 0; i < options->output.count; i++) {
        const char *path = options->output.items[i];
        int error = save(path, form_of(path), summary, &plain);

        if (error)
            result = fail(notes, path, error);
    }
    return result;
}
