/* SPDX-License-Identifier: MIT */
#ifndef CLI_NEAREST_H
#define CLI_NEAREST_H

#include <logstat/slice.h>

/* The name that a mistyped word was meant to be, found one name at a time. */
typedef struct ls_nearest {
    ls_slice word;
    const char *name; /* the nearest so far, or NULL if none is near */
    size_t distance;  /* of `name` */
} ls_nearest;

/* Starts a search for what `word` was meant to be. */
ls_nearest ls_nearest_to(ls_slice word);

/* Offers a name; it is kept if it is nearer than those before it. */
void ls_nearest_offer(ls_nearest *nearest, const char *name);

#endif
