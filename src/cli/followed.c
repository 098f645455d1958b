/* SPDX-License-Identifier: MIT */
/*
 * The logs of directories that are followed. A log stays in the list once it
 * was found: when it is renamed its lines still count, and it may come back.
 * Files that were rotated away are none, since they are found by their log.
 */

#define _XOPEN_SOURCE 700 /* st_mtim */

#include "cli/followed.h"

#include <logstat/directory.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

void ls_followed_init(ls_followed *followed, const ls_words *named)
{
    *followed = (ls_followed){ .named = *named };
}

void ls_followed_release(ls_followed *followed)
{
    for (size_t i = 0; i < followed->files.count; i++)
        free(followed->more[i].found);
    free((void *)followed->files.items);
    free(followed->more);
    free(followed->changed);
    free(followed->is_told);
    *followed = (ls_followed){ .room = 0 };
}

static bool grow(ls_followed *followed)
{
    size_t room = followed->room ? followed->room * 2 : 16;
    const char **items =
        realloc((void *)followed->files.items, room * sizeof(*items));
    ls_followed_file *more;

    if (!items)
        return false;
    followed->files.items = items;
    more = realloc(followed->more, room * sizeof(*more));
    if (!more)
        return false;
    followed->more = more;
    followed->room = room;
    return true;
}

/* `found`: the name again, which is taken over; or NULL. */
static ls_status add(ls_followed *followed, const char *name, char *found)
{
    size_t count = followed->files.count;

    if (count == followed->room && !grow(followed))
        return LS_ENOMEM;
    followed->more[count] = (ls_followed_file){ .found = found };
    followed->files.items[count] = name;
    followed->files.count++;
    return LS_OK;
}

static bool is_directory(const char *name)
{
    struct stat info;

    return stat(name, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Those that are no directories now are files that may come. */
static ls_status take_named(ls_followed *followed)
{
    size_t count = followed->named.count;
    ls_status status = LS_OK;

    followed->changed = calloc(count + 1, sizeof(*followed->changed));
    followed->is_told = calloc(count + 1, sizeof(*followed->is_told));
    if (!followed->changed || !followed->is_told)
        return LS_ENOMEM;
    for (size_t i = 0; i < count && status == LS_OK; i++)
        if (!is_directory(followed->named.items[i]))
            status = add(followed, followed->named.items[i], NULL);
    return status;
}

/* Its place in the list; behind it if it is in none. */
static size_t place_of(const ls_followed *followed, const char *name)
{
    size_t place = 0;

    while (place < followed->files.count &&
           strcmp(followed->files.items[place], name) != 0)
        place++;
    return place;
}

static ls_status add_found(ls_followed *followed, const char *name)
{
    char *copy;

    if (place_of(followed, name) < followed->files.count)
        return LS_OK;
    copy = strdup(name);
    if (copy && add(followed, copy, copy) == LS_OK)
        return LS_OK;
    free(copy);
    return LS_ENOMEM;
}

static ls_status list(ls_followed *followed, const ls_directory *directory)
{
    ls_status status = LS_OK;

    for (size_t i = 0; i < ls_directory_count(directory) && status == LS_OK;
         i++)
        if (!ls_directory_is_rotated(directory, i))
            status = add_found(followed, ls_directory_file(directory, i));
    return status;
}

/*
 * Whether names may have come since it was listed. Two changes may have the
 * same time, so one that was changed within the last seconds is listed again.
 */
static bool has_changed(ls_followed *followed, size_t index)
{
    const int64_t second = 1000000000;
    struct stat info;
    struct timespec now;
    int64_t changed;

    if (stat(followed->named.items[index], &info) != 0 ||
        !S_ISDIR(info.st_mode) || clock_gettime(CLOCK_REALTIME, &now) != 0)
        return false;
    changed = (int64_t)info.st_mtim.tv_sec * second + info.st_mtim.tv_nsec;
    if (changed == followed->changed[index] &&
        (int64_t)now.tv_sec * second - changed > 2 * second)
        return false;
    followed->changed[index] = changed;
    return true;
}

static ls_status refresh(ls_followed *followed, size_t index, ls_notes *notes)
{
    const char *name = followed->named.items[index];
    ls_directory *directory = NULL;
    ls_error err = { 0 };
    ls_status status = ls_directory_read(name, &directory, &err);

    if (status == LS_OK)
        status = list(followed, directory);
    ls_directory_free(directory);
    if (status != LS_EIO)
        return status;
    if (!followed->is_told[index])
        ls_note(notes, name, "cannot be listed: %s", err.message);
    followed->is_told[index] = true;
    return LS_OK;
}

ls_status ls_followed_refresh(ls_followed *followed, ls_notes *notes,
                              bool *grown)
{
    size_t before = followed->files.count;
    ls_status status = LS_OK;

    if (!followed->changed && take_named(followed) != LS_OK)
        return LS_ENOMEM;
    for (size_t i = 0; i < followed->named.count && status == LS_OK; i++)
        if (has_changed(followed, i))
            status = refresh(followed, i, notes);
    *grown = followed->files.count > before;
    return status;
}

bool ls_followed_is_found(const ls_followed *followed, const char *name)
{
    size_t place = place_of(followed, name);

    return place < followed->files.count && followed->more[place].found;
}

bool ls_followed_skip(ls_followed *followed, const char *name)
{
    size_t place = place_of(followed, name);

    if (place == followed->files.count || followed->more[place].is_skipped)
        return false;
    followed->more[place].is_skipped = true;
    return true;
}
