/* SPDX-License-Identifier: MIT */
/* The pool: blocks one behind the other, with their sizes before them. */

#include "base/pool.h"

#include <stdalign.h>

struct block {
    size_t size;
    alignas(max_align_t) char bytes[];
};

void ls_pool_release(ls_pool *pool)
{
    ls_buf_release(&pool->room);
}

/*
 * What YAJL takes: its structures and a stack, which grows by 128 bytes to
 * LS_POOL_LEVELS, are below 8 KiB. Two buffers for the longest string start at
 * 2 KiB and double, to less than twice its length; with all that were given
 * back on the way that is 4 KiB and four times the string each.
 */
ls_status ls_pool_reserve(ls_pool *pool, size_t longest)
{
    enum {
        FIXED = 24 * 1024
    };

    if (longest > (SIZE_MAX / 2 - FIXED) / 8)
        return LS_ENOMEM;
    pool->room.len = 0;
    return ls_buf_reserve(&pool->room, FIXED + 8 * longest);
}

void *ls_pool_take(void *context, size_t size)
{
    const size_t align = alignof(max_align_t);
    ls_buf *room = &((ls_pool *)context)->room;
    struct block *block = (void *)(room->ptr + room->len);
    size_t need = sizeof(*block) + (size + align - 1) / align * align;

    if (size > room->cap || need > room->cap - room->len)
        return NULL;
    block->size = size;
    room->len += need;
    return block->bytes;
}

void *ls_pool_take_more(void *context, void *old, size_t size)
{
    void *bytes = ls_pool_take(context, size);
    const struct block *block;

    if (!old || !bytes)
        return bytes;
    block = (const void *)((char *)old - offsetof(struct block, bytes));
    memcpy(bytes, old, block->size < size ? block->size : size);
    return bytes;
}

void ls_pool_give_back(void *context, void *bytes)
{
    (void)context;
    (void)bytes;
}
