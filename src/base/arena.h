/* SPDX-License-Identifier: MIT */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <logstat/error.h>
#include <logstat/slice.h>

/*
 * Memory that is freed all at once: for things that are built once and live
 * together, such as a summary or a set of formats. NULL means no memory.
 */
typedef struct ls_arena ls_arena;

ls_arena *ls_arena_new(void);
void ls_arena_free(ls_arena *arena);

/* Zeroed room for `count` things of `size` bytes, aligned for any type. */
void *ls_arena_alloc(ls_arena *arena, size_t count, size_t size);

/* A copy with a NUL behind it that is not counted. */
char *ls_arena_copy(ls_arena *arena, ls_slice bytes);

/* Both texts with the byte between them, and a NUL behind. */
char *ls_arena_join(ls_arena *arena, const char *first, char between,
                    const char *second);

#endif
