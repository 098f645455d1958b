/* SPDX-License-Identifier: MIT */
/*
 * An arena: chunks in a list, each filled from its start. What does not fit
 * in a chunk's rest gets a new one, of its own size if it is large.
 */

#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>

enum {
    CHUNK = 16384
};

struct chunk {
    struct chunk *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

struct ls_arena {
    struct chunk *chunks; /* the first is the one being filled */
};

ls_arena *ls_arena_new(void)
{
    return calloc(1, sizeof(ls_arena));
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

static struct chunk *add_chunk(ls_arena *arena, size_t need)
{
    size_t size = need > CHUNK / 4 ? need : CHUNK;
    struct chunk *chunk = calloc(1, sizeof(*chunk) + size);

    if (!chunk)
        return NULL;
    chunk->size = size;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    if (size != CHUNK && chunk->next) {
        /* A large thing: go on filling the chunk there was. */
        arena->chunks = chunk->next;
        chunk->next = arena->chunks->next;
        arena->chunks->next = chunk;
    }
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
