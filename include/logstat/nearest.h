/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_NEAREST_H
#define LOGSTAT_NEAREST_H

/**
 * \file
 * "Did you mean": the name that a mistyped word was meant to be.
 */

#include <logstat/slice.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A search, to which names are offered one at a time. */
typedef struct ls_nearest {
    ls_slice word;
    const char *name; /**< the nearest so far, or NULL if none is near */
    size_t distance;  /**< of `name` */
} ls_nearest;

/** Starts a search for what `word` was meant to be; it must outlive that. */
ls_nearest ls_nearest_to(ls_slice word);

/** Offers a name; it is kept if it is nearer than those before it. */
void ls_nearest_offer(ls_nearest *nearest, const char *name);

#ifdef __cplusplus
}
#endif

#endif
