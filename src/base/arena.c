/* SPDX-License-Identifier: MIT */
/*
 * An arena: chunks in a list, each filled from its start. What does not fit
 * in a chunk's rest gets a new one, of its own size if it is large. Room is
 * zeroed when it is taken, so that what nobody needs is never touched.
 */

#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>

/* Chunks double from the smallest to the largest. */
enum {
    CHUNK_MIN = 2048,
    CHUNK_MAX = 16384
};

struct chunk {
    struct chunk *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

struct ls_arena {
    struct chunk *chunks; /* the first is the one being filled */
    size_t next_size;     /* of a chunk for small things */
};

ls_arena *ls_arena_new(void)
{
    ls_arena *arena = calloc(1, sizeof(*arena));

    if (arena)
        arena->next_size = CHUNK_MIN;
    return arena;
}

void ls_arena_free(ls_arena *arena)
{
    if (!arena)
        return;
    while (arena->chunks) {
        struct chunk *next = arena->chunks->next;

        free(arena->chunks);
        arena->chunks = next;
    }
    free(arena);
}

static struct chunk *new_chunk(size_t size)
{
    struct chunk *chunk = malloc(sizeof(*chunk) + size);

    if (chunk)
        *chunk = (struct chunk){ .size = size };
    return chunk;
}

/* A large thing: the chunk there was goes on being filled. */
static struct chunk *add_large(ls_arena *arena, size_t size)
{
    struct chunk *chunk = new_chunk(size);
    struct chunk **place =
        arena->chunks ? &arena->chunks->next : &arena->chunks;

    if (!chunk)
        return NULL;
    chunk->next = *place;
    *place = chunk;
    return chunk;
}

static struct chunk *add_chunk(ls_arena *arena, size_t need)
{
    size_t size = arena->next_size;
    struct chunk *chunk;

    while (size < CHUNK_MAX && need > size / 4)
        size *= 2;
    if (need > size / 4)
        return add_large(arena, need);
    chunk = new_chunk(size);
    if (!chunk)
        return NULL;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->next_size = size < CHUNK_MAX ? 2 * size : size;
    return chunk;
}

void *ls_arena_alloc(ls_arena *arena, size_t count, size_t size)
{
    const size_t align = alignof(max_align_t);
    struct chunk *chunk = arena->chunks;
    void *at;

    if (size && count > (SIZE_MAX / 2) / size)
        return NULL;
    size = (count * size + align - 1) / align * align;
    if (!chunk || chunk->size - chunk->used < size)
        chunk = add_chunk(arena, size);
    if (!chunk)
        return NULL;
    at = chunk->bytes + chunk->used;
    chunk->used += size;
    memset(at, 0, size);
    return at;
}

char *ls_arena_copy(ls_arena *arena, ls_slice bytes)
{
    char *copy = ls_arena_alloc(arena, bytes.len + 1, 1);

    if (copy && bytes.len)
        memcpy(copy, bytes.ptr, bytes.len);
    return copy;
}

char *ls_arena_join(ls_arena *arena, const char *first, char between,
                    const char *second)
{
    size_t at = strlen(first);
    size_t len = strlen(second);
    char *text = ls_arena_alloc(arena, at + len + 2, 1);

    if (!text)
        return NULL;
    memcpy(text, first, at);
    text[at] = between;
    memcpy(text + at + 1, second, len + 1);
    return text;
}
