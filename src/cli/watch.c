/* SPDX-License-Identifier: MIT */
/*
 * Waiting for logs to grow or to be rotated. The kernel tells of changes in a
 * folder (inotify); but not of those that another machine makes, and not where
 * its limits are reached. So once a second all that is in the folders is
 * compared with what was there, too, which takes no time worth speaking of.
 */

#define _XOPEN_SOURCE 700 /* realpath() */

#include "cli/watch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    TICK = 1000, /* ms between two looks */
    SHORT = 100, /* for lines that come in numbers; */
    SHORTEST = 5 /* and to see that there is something else */
};

static const uint32_t changes = IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE |
                                IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR;

/* The folder of a path, to be freed; NULL: no memory. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return strdup(".");
    return slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
}

/* Where a path leads to, or NULL. */
static char *target_of(const char *path)
{
    return realpath(path, NULL);
}

static void use_eyes(ls_watch *watch)
{
    ls_note(watch->notes, NULL,
            "the kernel cannot tell of changes (%s); looking once a second "
            "instead",
            strerror(errno));
    (void)close(watch->kernel);
    watch->kernel = -1;
}

/* Asks to be told of changes in the folders. */
static void ask_for_all(ls_watch *watch)
{
    for (size_t i = 0; i < watch->folder_count && watch->kernel >= 0; i++)
        if (inotify_add_watch(watch->kernel, watch->folders[i], changes) < 0 &&
            (errno == ENOSPC || errno == ENOMEM))
            use_eyes(watch);
}

/* --- Which folders there are. */

static int by_name(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static void forget_folders(ls_watch *watch)
{
    for (size_t i = 0; i < watch->folder_count; i++)
        free(watch->folders[i]);
    free(watch->folders);
    watch->folders = NULL;
    watch->folder_count = 0;
}

/* Takes over a path, unless there is none. */
static void add_folder(ls_watch *watch, char *folder)
{
    if (folder)
        watch->folders[watch->folder_count++] = folder;
}

static void drop_twins(ls_watch *watch)
{
    size_t count = 0;

    for (size_t i = 0; i < watch->folder_count; i++)
        if (count && strcmp(watch->folders[count - 1], watch->folders[i]) == 0)
            free(watch->folders[i]);
        else
            watch->folders[count++] = watch->folders[i];
    watch->folder_count = count;
}

/* Those of the logs, of what links lead to, and those that were named; without
   memory there are none, and each wait ends with the first look. */
static void list_folders(ls_watch *watch)
{
    const ls_words *files = &watch->followed->files;
    const ls_words *named = &watch->followed->named;

    forget_folders(watch);
    watch->folders =
        calloc(2 * files->count + named->count + 1, sizeof(*watch->folders));
    if (!watch->folders)
        return;
    for (size_t i = 0; i < files->count; i++) {
        char *target = target_of(files->items[i]);

        add_folder(watch, folder_of(files->items[i]));
        add_folder(watch, target ? folder_of(target) : NULL);
        free(target);
    }
    for (size_t i = 0; i < named->count; i++)
        add_folder(watch, strdup(named->items[i]));
    qsort(watch->folders, watch->folder_count, sizeof(*watch->folders),
          by_name);
    drop_twins(watch);
}

/* --- Looking. */

static uint64_t mix(uint64_t stamp, uint64_t value)
{
    return (stamp ^ value) * UINT64_C(0x9e3779b97f4a7c15) + (stamp >> 29);
}

/* One file; in no order, as folders list them in none. */
static uint64_t stamp_of(int folder, const char *name)
{
    struct stat info;
    uint64_t stamp = 1;

    if (fstatat(folder, name, &info, 0) != 0)
        return 0;
    stamp = mix(stamp, (uint64_t)info.st_ino);
    stamp = mix(stamp, (uint64_t)info.st_size);
    stamp = mix(stamp, (uint64_t)info.st_mtim.tv_sec);
    stamp = mix(stamp, (uint64_t)info.st_mtim.tv_nsec);
    for (; *name; name++)
        stamp = mix(stamp, (unsigned char)*name);
    return stamp;
}

static uint64_t stamp_folder(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    uint64_t stamp = 0;

    while (folder && (entry = readdir(folder)) != NULL)
        stamp += stamp_of(dirfd(folder), entry->d_name);
    if (folder)
        (void)closedir(folder);
    return stamp;
}

static uint64_t stamp_all(const ls_watch *watch)
{
    uint64_t stamp = 0;

    for (size_t i = 0; i < watch->folder_count; i++)
        stamp = mix(stamp, stamp_folder(watch->folders[i]));
    return stamp;
}

/* --- Waiting. */

void ls_watch_init(ls_watch *watch, const ls_followed *followed, bool poll,
                   ls_notes *notes)
{
    *watch = (ls_watch){ .followed = followed, .notes = notes, .kernel = -1 };
    if (!poll)
        watch->kernel = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (!poll && watch->kernel < 0)
        use_eyes(watch);
}

void ls_watch_release(ls_watch *watch)
{
    if (watch->kernel >= 0)
        (void)close(watch->kernel);
    forget_folders(watch);
}

/* What the kernel told since it was last asked: a set of changes. */
static uint32_t hear(const ls_watch *watch)
{
    alignas(struct inotify_event) char bytes[4096];
    uint32_t told = 0;
    ssize_t len = 0;

    while (watch->kernel >= 0 &&
           (len = read(watch->kernel, bytes, sizeof(bytes))) > 0)
        for (const char *at = bytes; at < bytes + len;) {
            const struct inotify_event *event = (const void *)at;

            told |= event->mask;
            at += sizeof(*event) + event->len;
        }
    return told;
}

void ls_watch_mark(ls_watch *watch)
{
    list_folders(watch);
    ask_for_all(watch);
    (void)hear(watch);
    watch->stamp = stamp_all(watch);
}

/* Waits so many ms; false: `stop` is readable. */
static bool rest(int stop, int kernel, int ms)
{
    struct pollfd fds[] = {
        { .fd = stop, .events = POLLIN },
        { .fd = kernel, .events = POLLIN },
    };

    return poll(fds, 2, ms) < 0 || !fds[0].revents;
}

/* Whether something was renamed, made or deleted: it may be gone soon, and is
   to be opened before. */
static bool is_urgent(uint32_t told)
{
    return (told & ~(uint32_t)(IN_MODIFY | IN_ATTRIB)) != 0;
}

bool ls_watch_wait(ls_watch *watch, int stop)
{
    uint32_t told = 0;

    do {
        if (!rest(stop, watch->kernel, TICK))
            return false;
        told = hear(watch);
    } while (!told && watch->folders && stamp_all(watch) == watch->stamp);
    for (int ms = 0; ms < SHORT && !is_urgent(told); ms += SHORTEST) {
        if (!rest(stop, -1, SHORTEST))
            return false;
        told |= hear(watch);
    }
    return true;
}
