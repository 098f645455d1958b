/* SPDX-License-Identifier: MIT */
/*
 * The order of paths. Most come once or twice, and begin alike, so that their
 * bytes decide: the eight that follow what all of them begin with are compared
 * as a number, and only where these are the same the paths themselves.
 */

#include "tally/rank.h"

#include "tally/best.h"

#include <stdlib.h>

struct rank {
    ls_summary_path path;
    uint64_t word; /* of it */
};

static size_t shorter(ls_slice a, ls_slice b)
{
    return a.len < b.len ? a.len : b.len;
}

int ls_rank_bytes(ls_slice a, ls_slice b)
{
    size_t len = shorter(a, b);
    int by = len ? memcmp(a.ptr, b.ptr, len) : 0;

    return by ? by : ls_rank_numbers(a.len, b.len);
}

static int by_rank(const void *left, const void *right)
{
    const struct rank *a = left;
    const struct rank *b = right;

    if (a->path.requests != b->path.requests)
        return ls_rank_numbers(b->path.requests, a->path.requests);
    if (a->word != b->word)
        return ls_rank_numbers(a->word, b->word);
    return ls_rank_bytes(a->path.path, b->path.path);
}

/* How many bytes all paths begin with. */
static size_t count_shared(const ls_summary_path *paths, size_t count)
{
    size_t shared = count ? paths[0].path.len : 0;

    for (size_t i = 1; i < count; i++) {
        size_t len =
            shorter(paths[i].path, ls_slice_head(paths[0].path, shared));

        for (shared = 0; shared < len; shared++)
            if (paths[i].path.ptr[shared] != paths[0].path.ptr[shared])
                break;
    }
    return shared;
}

ls_status ls_rank_paths(ls_summary_path *paths, size_t count)
{
    size_t shared = count_shared(paths, count);
    struct rank *ranks = malloc((count + 1) * sizeof(*ranks));

    if (!ranks)
        return LS_ENOMEM;
    for (size_t i = 0; i < count; i++)
        ranks[i] =
            (struct rank){ paths[i], ls_best_word(paths[i].path, shared) };
    qsort(ranks, count, sizeof(*ranks), by_rank);
    for (size_t i = 0; i < count; i++)
        paths[i] = ranks[i].path;
    free(ranks);
    return LS_OK;
}
