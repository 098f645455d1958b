/* SPDX-License-Identifier: MIT */
/*
 * Messages of several threads, which must not be written over a view: they are
 * kept, and told when it has gone.
 */

#include "cli/hush.h"

#include <stdio.h>

bool ls_hush_init(ls_hush *hush)
{
    *hush = (ls_hush){ .is_on = false };
    return pthread_mutex_init(&hush->lock, NULL) == 0;
}

void ls_hush_release(ls_hush *hush)
{
    (void)pthread_mutex_destroy(&hush->lock);
}

void ls_hush_begin(ls_hush *hush)
{
    (void)pthread_mutex_lock(&hush->lock);
    hush->is_on = true;
    (void)pthread_mutex_unlock(&hush->lock);
}

void ls_hush_end(ls_hush *hush)
{
    (void)pthread_mutex_lock(&hush->lock);
    for (size_t i = 0; i < hush->count; i++)
        (void)fprintf(stderr, "logstat: %s\n", hush->lines[i]);
    if (hush->lost)
        (void)fprintf(stderr, "logstat: and %zu messages more\n", hush->lost);
    hush->is_on = false;
    hush->count = 0;
    hush->lost = 0;
    (void)pthread_mutex_unlock(&hush->lock);
}

static void keep(ls_hush *hush, const char *line)
{
    (void)snprintf(hush->last, sizeof(hush->last), "%s", line);
    if (hush->count == LS_HUSH_LINES) {
        hush->lost++;
        return;
    }
    (void)snprintf(hush->lines[hush->count++], LS_HUSH_ROOM, "%s", line);
}

void ls_hush_hear(void *context, const char *line)
{
    ls_hush *hush = context;

    (void)pthread_mutex_lock(&hush->lock);
    if (hush->is_on)
        keep(hush, line);
    else
        (void)fprintf(stderr, "logstat: %s\n", line);
    (void)pthread_mutex_unlock(&hush->lock);
}

void ls_hush_last(ls_hush *hush, char line[LS_HUSH_ROOM])
{
    (void)pthread_mutex_lock(&hush->lock);
    (void)snprintf(line, LS_HUSH_ROOM, "%s", hush->last);
    (void)pthread_mutex_unlock(&hush->lock);
}
