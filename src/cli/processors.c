/* SPDX-License-Identifier: MIT */
/*
 * The processors at hand. In a container all of the machine can be seen, while
 * a quota allows less: threads beyond it would only be stopped in turns.
 */

#define _GNU_SOURCE /* sched_getaffinity */

#include "cli/processors.h"

#include <limits.h>
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

/* Reads the first line of a file in a folder. */
static bool read_line(const char *folder, const char *name, char *line,
                      size_t room)
{
    char path[PATH_MAX];
    bool found;
    FILE *file;

    if (snprintf(path, sizeof(path), "%s/%s", folder, name) >=
        (int)sizeof(path))
        return false;
    file = fopen(path, "re");
    if (!file)
        return false;
    found = fgets(line, (int)room, file) != NULL;
    (void)fclose(file);
    return found;
}

/* Lowers `*count` to a quota of the time in each period; 0 of them is none. */
static void lower(unsigned long long quota, unsigned long long period,
                  size_t *count)
{
    if (quota && period && quota / period < *count)
        *count = (size_t)(quota / period + (quota % period != 0));
}

/* Version 2 has both in a line: "150000 100000", or "max 100000". */
static void lower_to_max(const char *folder, size_t *count)
{
    char line[64];
    char *rest = NULL;
    unsigned long long quota;

    if (!read_line(folder, "cpu.max", line, sizeof(line)))
        return;
    quota = strtoull(line, &rest, 10);
    lower(quota, strtoull(rest, NULL, 10), count);
}

/* Version 1 has a file for each; a quota of -1 is none. */
static void lower_to_quota(const char *folder, size_t *count)
{
    char quota[64];
    char period[64];

    if (read_line(folder, "cpu.cfs_quota_us", quota, sizeof(quota)) &&
        read_line(folder, "cpu.cfs_period_us", period, sizeof(period)) &&
        quota[0] != '-')
        lower(strtoull(quota, NULL, 10), strtoull(period, NULL, 10), count);
}

/* A version of control groups: https://docs.kernel.org/admin-guide/. */
static const struct version {
    const char *controller; /* that its groups are listed with */
    const char *mount;
    void (*lower)(const char *folder, size_t *count);
} versions[] = {
    { "", "/sys/fs/cgroup", lower_to_max },
    { "cpu", "/sys/fs/cgroup/cpu", lower_to_quota },
};

/* Whether a list such as "cpu,cpuacct" has this; "" is all of an empty one. */
static bool has_controller(const char *list, const char *controller)
{
    size_t len = strlen(controller);

    while (strncmp(list, controller, len) != 0 ||
           (list[len] != ',' && list[len] != '\0')) {
        list = strchr(list, ',');
        if (!list)
            return false;
        list++;
    }
    return true;
}

/* A group may not have more than those around it. In a container those that
   it is in may not be seen by their names, but as the uppermost one. */
static void lower_to_group(const char *root, const struct version *version,
                           char *group, size_t *count)
{
    char folder[PATH_MAX];

    for (;;) {
        char *slash = strrchr(group, '/');

        if (snprintf(folder, sizeof(folder), "%s%s%s", root, version->mount,
                     group) < (int)sizeof(folder))
            version->lower(folder, count);
        if (!slash)
            return;
        *slash = '\0';
    }
}

/* A line of /proc/self/cgroup: "0::/user.slice" or "4:cpu,cpuacct:/user". */
static void take_line(const char *root, char *line, size_t *count)
{
    char *list = strchr(line, ':');
    char *group = list ? strchr(list + 1, ':') : NULL;

    if (!group)
        return;
    *group++ = '\0';
    group[strcspn(group, "\n")] = '\0';
    for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]); i++)
        if (has_controller(list + 1, versions[i].controller)) {
            lower_to_group(root, &versions[i], group, count);
            return;
        }
}

static void lower_to_groups(const char *root, size_t *count)
{
    char line[PATH_MAX];
    FILE *file = NULL;

    if (snprintf(line, sizeof(line), "%s/proc/self/cgroup", root) <
        (int)sizeof(line))
        file = fopen(line, "re");
    if (!file)
        return;
    while (fgets(line, sizeof(line), file))
        take_line(root, line, count);
    (void)fclose(file);
}

size_t ls_processors(const char *root)
{
    size_t count = count_allowed();

    lower_to_groups(root, &count);
    return count ? count : 1;
}
