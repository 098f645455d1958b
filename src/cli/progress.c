/* SPDX-License-Identifier: MIT */
/*
 * The progress line. It is for a person who waits: it comes only after half a
 * second, is drawn at most ten times a second, and is overwritten with spaces
 * before anything else is printed, which works on every terminal.
 */

#include "cli/progress.h"

#include "cli/terminal.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const double patience = 0.5;
static const double interval = 0.1;

double ls_progress_clock(void)
{
    struct timespec now;

    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void ls_progress_init(ls_progress *progress, ls_when when, size_t files)
{
    bool shown = when == LS_WHEN_ALWAYS ||
                 (when == LS_WHEN_AUTO && isatty(STDERR_FILENO));

    *progress = (ls_progress){
        .shown = shown,
        .files = files,
        .file = 1,
        .started = ls_progress_clock(),
        .opened = ls_progress_clock(),
        .width = ls_terminal_width(STDERR_FILENO),
    };
}

void ls_progress_next(ls_progress *progress)
{
    progress->file++;
    progress->opened = ls_progress_clock();
}

/* What has been read: a share where the size is known, else an amount. */
static int format_amount(char *text, size_t room, uint64_t bytes, uint64_t size)
{
    double share = size ? 100 * (double)bytes / (double)size : 0;

    if (!size)
        return snprintf(text, room, "%.0f MB", (double)bytes / 1e6);
    return snprintf(text, room, "%.0f%%", share < 100 ? share : 100);
}

static void draw(ls_progress *progress, const char *amount, double rate)
{
    char line[128];
    int len;
    int pad;

    if (progress->files > 1)
        len = snprintf(line, sizeof(line), "file %zu of %zu: %s, %.0f MB/s",
                       progress->file, progress->files, amount, rate);
    else
        len = snprintf(line, sizeof(line), "%s, %.0f MB/s", amount, rate);
    if (len < 0 || (size_t)len >= sizeof(line))
        return;
    /* A line that fills the last column would wrap and leave a trace. */
    if (progress->width && (size_t)len >= progress->width)
        len = (int)progress->width - 1;
    /* Over the line before it, with spaces where that was longer. */
    pad = progress->len > (size_t)len ? (int)progress->len : len;
    (void)fprintf(stderr, "\r%-*.*s", pad, len, line);
    progress->len = (size_t)pad;
}

void ls_progress_show(ls_progress *progress, const ls_progress_report *report)
{
    uint64_t bytes = report->bytes;
    char amount[32];
    double now;
    double spent;

    if (!progress->shown)
        return;
    now = ls_progress_clock();
    if (now - progress->started < patience || now - progress->drawn < interval)
        return;
    spent = now - progress->opened;
    if (format_amount(amount, sizeof(amount), bytes, report->size) < 0)
        return;
    draw(progress, amount, spent > 0 ? (double)bytes / 1e6 / spent : 0);
    progress->drawn = now;
}

void ls_progress_clear(ls_progress *progress)
{
    if (progress->len == 0)
        return;
    (void)fprintf(stderr, "\r%*s\r", (int)progress->len, "");
    progress->len = 0;
}
