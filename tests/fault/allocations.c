/* SPDX-License-Identifier: MIT */
/*
 * The wrappers, for one thread at a time. Live blocks are kept in a set of
 * their addresses, since the C library hands out blocks as well (scandir) that
 * are freed here.
 */

#include "fault/allocations.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

enum {
    SLOTS = 1 << 17
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static size_t live;
static size_t made;
static size_t failing_at;
static bool failing_forever;
static bool failed;
static const void *slots[SLOTS];

/* What the linker calls the real ones and these. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
void __wrap_free(void *block);

void allocations_fail_at(size_t number, bool forever)
{
    made = 0;
    failing_at = number;
    failing_forever = forever;
    failed = false;
}

bool allocations_failed(void)
{
    return failed;
}

size_t allocations_live(void)
{
    return live;
}

static size_t next_slot(size_t slot)
{
    return (slot + 1) % SLOTS;
}

static size_t home_of(const void *block)
{
    return ((uintptr_t)block >> 4) * 2654435761U % SLOTS;
}

/* Where the block is, or the empty slot behind those of its home. */
static size_t slot_of(const void *block)
{
    size_t slot = home_of(block);

    while (slots[slot] && slots[slot] != block)
        slot = next_slot(slot);
    return slot;
}

static void *remember(void *block)
{
    if (!block)
        return NULL;
    if (++live > SLOTS / 2)
        abort();
    slots[slot_of(block)] = block;
    return block;
}

/* Empties a slot and moves up those behind it that may have passed it. */
static void forget(const void *block)
{
    size_t hole = slot_of(block);

    if (!block || !slots[hole])
        return;
    live--;
    slots[hole] = NULL;
    for (size_t at = next_slot(hole); slots[at]; at = next_slot(at)) {
        const void *moved = slots[at];

        slots[at] = NULL;
        slots[slot_of(moved)] = moved;
    }
}

static bool fails_now(void)
{
    made++;
    if (failing_at == 0 || made < failing_at ||
        (made > failing_at && !failing_forever))
        return false;
    failed = true;
    return true;
}

static void *move(void *block, size_t size)
{
    void *moved;

    forget(block);
    moved = __real_realloc(block, size);
    (void)remember(moved ? moved : block);
    return moved;
}

void *__wrap_malloc(size_t size)
{
    void *block;

    (void)pthread_mutex_lock(&lock);
    block = fails_now() ? NULL : remember(__real_malloc(size));
    (void)pthread_mutex_unlock(&lock);
    return block;
}

void *__wrap_calloc(size_t count, size_t size)
{
    void *block;

    (void)pthread_mutex_lock(&lock);
    block = fails_now() ? NULL : remember(__real_calloc(count, size));
    (void)pthread_mutex_unlock(&lock);
    return block;
}

void *__wrap_realloc(void *block, size_t size)
{
    void *moved;

    (void)pthread_mutex_lock(&lock);
    moved = fails_now() ? NULL : move(block, size);
    (void)pthread_mutex_unlock(&lock);
    return moved;
}

void __wrap_free(void *block)
{
    (void)pthread_mutex_lock(&lock);
    forget(block);
    __real_free(block);
    (void)pthread_mutex_unlock(&lock);
}
