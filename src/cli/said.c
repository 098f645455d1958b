/* SPDX-License-Identifier: MIT */
/* Messages that are true again and again are told when they become true. */

#include "cli/said.h"

#include <stdlib.h>
#include <string.h>

static void forget(char **items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(items[i]);
    free(items);
}

/* Both as one text; NULL: no memory. */
static char *join(const char *subject, const char *text)
{
    size_t len = strlen(subject);
    char *joined = malloc(len + strlen(text) + 2);

    if (!joined)
        return NULL;
    memcpy(joined, subject, len);
    joined[len] = '\n';
    memcpy(joined + len + 1, text, strlen(text) + 1);
    return joined;
}

static bool has(char *const *items, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(items[i], text) == 0)
            return true;
    return false;
}

bool ls_said_is_new(ls_said *said, const char *subject, const char *text)
{
    char *joined = join(subject, text);
    char **items =
        realloc(said->now, (said->now_count + 1) * sizeof(*said->now));
    bool is_new;

    if (items)
        said->now = items;
    if (!joined || !items) {
        free(joined);
        return true; /* rather twice than never */
    }
    is_new = !has(said->before, said->before_count, joined) &&
             !has(said->now, said->now_count, joined);
    said->now[said->now_count++] = joined;
    return is_new;
}

void ls_said_next(ls_said *said)
{
    forget(said->before, said->before_count);
    *said = (ls_said){ .before = said->now, .before_count = said->now_count };
}

void ls_said_release(ls_said *said)
{
    ls_said_next(said);
    ls_said_next(said);
}
