/* SPDX-License-Identifier: MIT */
/*
 * The processors at hand. In a container all of the machine can be seen, while
 * a quota allows less: threads beyond it would only be stopped in turns.
 */

#define _GNU_SOURCE /* sched_getaffinity */

#include "cli/processors.h"

#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static size_t count_allowed(void)
{
    cpu_set_t set;
    long online;

    if (sched_getaffinity(0, sizeof(set), &set) == 0)
        return (size_t)CPU_COUNT(&set);
    online = sysconf(_SC_NPROCESSORS_ONLN); /* more than a set can hold */
    return online > 0 ? (size_t)online : 1;
}

/* Lowers `*count` to the quota in a line: "150000 100000", or "max 100000". */
static void lower(const char *line, size_t *count)
{
    char *rest = NULL;
    unsigned long long quota = strtoull(line, &rest, 10);
    unsigned long long period = strtoull(rest, NULL, 10);

    if (quota && period && quota / period < *count)
        *count = (size_t)(quota / period + (quota % period != 0));
}

static void apply_quota(const char *path, size_t *count)
{
    FILE *file = fopen(path, "re");
    char line[64];

    if (!file)
        return;
    if (fgets(line, sizeof(line), file))
        lower(line, count);
    (void)fclose(file);
}

/* The group's own directory below /sys/fs/cgroup: the line "0::/..." . */
static bool find_group(char *path, size_t room)
{
    FILE *file = fopen("/proc/self/cgroup", "re");
    bool found = false;

    if (!file)
        return false;
    while (!found && fgets(path, (int)room, file))
        found = strncmp(path, "0::/", 4) == 0;
    (void)fclose(file);
    if (found) {
        memmove(path, path + 3, strlen(path + 3) + 1);
        path[strcspn(path, "\n")] = '\0';
    }
    return found;
}

/* A group may not have more than those around it (cgroup v2, cpu.max). */
static void apply_quotas(size_t *count)
{
    char group[1024];
    char path[1200];

    if (!find_group(group, sizeof(group)))
        return;
    for (;;) {
        char *slash = strrchr(group, '/');

        (void)snprintf(path, sizeof(path), "/sys/fs/cgroup%s/cpu.max", group);
        apply_quota(path, count);
        if (!slash)
            return;
        *slash = '\0';
    }
}

size_t ls_processors(void)
{
    size_t count = count_allowed();

    apply_quotas(&count);
    return count ? count : 1;
}
