/* SPDX-License-Identifier: MIT */
/* A slab: chunks in a list, each filled from its start. They are not freed
   when it is packed, as it will grow again. */

#include "base/slab.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

/* Chunks double from the smallest to the largest. */
enum {
    CHUNK_MIN = 1024,
    CHUNK_MAX = 32768,
};

struct ls_chunk {
    struct ls_chunk *next;
    size_t size;
    size_t used;
    alignas(uint64_t) unsigned char bytes[];
};

void ls_slab_release(ls_slab *slab)
{
    while (slab->first) {
        struct ls_chunk *next = slab->first->next;

        free(slab->first);
        slab->first = next;
    }
    slab->current = NULL;
}

/* A chunk behind the last. */
static struct ls_chunk *add_chunk(ls_slab *slab, size_t need)
{
    size_t size = slab->current ? slab->current->size * 2 : CHUNK_MIN;
    struct ls_chunk *chunk;

    if (size > CHUNK_MAX)
        size = CHUNK_MAX;
    if (size < need)
        size = need;
    chunk = malloc(sizeof(*chunk) + size);
    if (!chunk)
        return NULL;
    *chunk = (struct ls_chunk){ .size = size };
    if (slab->current)
        slab->current->next = chunk;
    else
        slab->first = chunk;
    return chunk;
}

void *ls_slab_take(ls_slab *slab, size_t size)
{
    const size_t align = alignof(uint64_t);
    struct ls_chunk *chunk = slab->current;
    void *room;

    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + align - 1) / align * align;
    while (!chunk || chunk->size - chunk->used < size) {
        chunk = chunk && chunk->next ? chunk->next : add_chunk(slab, size);
        if (!chunk)
            return NULL;
        chunk->used = 0;
        slab->current = chunk;
    }
    room = chunk->bytes + chunk->used;
    chunk->used += size;
    return room;
}

void ls_slab_rewind(ls_slab *slab)
{
    slab->current = slab->first;
    if (slab->first)
        slab->first->used = 0;
}
