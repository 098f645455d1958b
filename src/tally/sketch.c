/* SPDX-License-Identifier: MIT */
/*
 * Space-Saving: when all slots are taken, the slot with the smallest count
 * passes to the new key, which starts at that count plus one and notes it as
 * its possible error. A table finds the slot of a key; once full, a heap
 * finds the smallest.
 *
 * Which of several smallest slots goes must not depend on the table's random
 * hash, or two runs over one log would differ: the bytes of the key decide.
 */

#include "tally/sketch.h"

#include "base/table.h"

#include <stdlib.h>

/*
 * A slot in the heap. `rank` is its count and, in the low bits, its order, so
 * that one comparison decides nearly always; the count is cut at 2^40 there.
 */
struct node {
    uint64_t rank;
    ls_slot *slot;
};

enum {
    ORDER_BITS = 24
};

struct ls_sketch {
    ls_table *slots;
    bool full; /* the heap is in use */
    /* The one behind the last is larger than all: it need not be asked for. */
    struct node heap[LS_SKETCH_SLOTS + 1];
};

ls_sketch *ls_sketch_new(void)
{
    ls_sketch *sketch = calloc(1, sizeof(*sketch));

    if (!sketch)
        return NULL;
    sketch->slots = ls_table_new(sizeof(ls_slot));
    if (!sketch->slots) {
        free(sketch);
        return NULL;
    }
    return sketch;
}

void ls_sketch_free(ls_sketch *sketch)
{
    if (!sketch)
        return;
    ls_table_free(sketch->slots);
    free(sketch);
}

size_t ls_sketch_count(const ls_sketch *sketch)
{
    return ls_table_count(sketch->slots);
}

const ls_slot *ls_sketch_next(const ls_sketch *sketch, const ls_slot *slot)
{
    return ls_table_next(sketch->slots, slot);
}

ls_slice ls_sketch_key(const ls_slot *slot)
{
    return ls_table_key(slot);
}

static bool key_before(const ls_slot *a, const ls_slot *b)
{
    ls_slice x = ls_table_key(a);
    ls_slice y = ls_table_key(b);
    int by = memcmp(x.ptr, y.ptr, x.len < y.len ? x.len : y.len);

    return by ? by < 0 : x.len < y.len;
}

static bool before(const struct node *a, const struct node *b)
{
    if (a->rank == b->rank)
        return key_before(a->slot, b->slot);
    return a->rank < b->rank;
}

static struct node node_of(ls_slot *slot)
{
    const uint64_t most = (UINT64_MAX >> ORDER_BITS) - 1;
    uint64_t count = slot->count < most ? slot->count : most;

    return (struct node){ count << ORDER_BITS | slot->order, slot };
}

/* The smaller child of a node whose first child is at `child`. */
static size_t smaller_child(const struct node *heap, size_t child)
{
    uint64_t first = heap[child].rank;
    uint64_t second = heap[child + 1].rank;

    if (first == second)
        return child + before(&heap[child + 1], &heap[child]);
    /* No branch: which one it is cannot be predicted. */
    return child + (size_t)(second < first);
}

/* Moves the node at `place` down to where none below it is smaller. */
static void sift_down(ls_sketch *sketch, size_t place)
{
    struct node *heap = sketch->heap;
    struct node node = heap[place];

    for (size_t child = 2 * place + 1; child < LS_SKETCH_SLOTS;
         child = 2 * place + 1) {
        child = smaller_child(heap, child);
        if (!before(&heap[child], &node))
            break;
        heap[place] = heap[child];
        place = child;
    }
    heap[place] = node;
}

/*
 * The slot with the smallest count. Slots count on without their nodes being
 * told, so ranks may be too small, never too large: a root whose rank is right
 * is the smallest there is.
 */
static ls_slot *find_smallest(ls_sketch *sketch)
{
    struct node *root = &sketch->heap[0];

    for (;;) {
        struct node now = node_of(root->slot);

        if (now.rank == root->rank)
            return root->slot;
        *root = now;
        sift_down(sketch, 0);
    }
}

static void build_heap(ls_sketch *sketch)
{
    ls_slot *slot = NULL;

    for (size_t i = 0; i < LS_SKETCH_SLOTS; i++) {
        slot = ls_table_next(sketch->slots, slot);
        sketch->heap[i] = node_of(slot);
    }
    sketch->heap[LS_SKETCH_SLOTS].rank = UINT64_MAX;
    for (size_t i = LS_SKETCH_SLOTS / 2; i-- > 0;)
        sift_down(sketch, i);
    sketch->full = true;
}

/*
 * A mix of a key's length and its last bytes. It need not be good: where it
 * is the same, the keys themselves decide.
 */
static uint32_t order_of(ls_slice key)
{
    uint64_t mix = key.len;

    for (size_t i = key.len < 16 ? 0 : key.len - 16; i < key.len; i++)
        mix = mix * 31 + (unsigned char)key.ptr[i];
    return (uint32_t)(mix * UINT64_C(0x9e3779b97f4a7c15) >> (64 - ORDER_BITS));
}

/* Gives the smallest slot to a new key. */
static ls_status replace_smallest(ls_sketch *sketch, ls_slice key,
                                  unsigned hash)
{
    ls_slot *old = find_smallest(sketch);
    uint64_t over = old->count;
    ls_slot *slot = ls_table_replace(sketch->slots, old, key, hash);

    if (!slot)
        return LS_ENOMEM;
    *slot =
        (ls_slot){ .count = over + 1, .over = over, .order = order_of(key) };
    sketch->heap[0] = node_of(slot);
    sift_down(sketch, 0);
    return LS_OK;
}

static ls_status add_key(ls_sketch *sketch, ls_slice key, unsigned hash)
{
    ls_slot *slot;

    if (sketch->full)
        return replace_smallest(sketch, key, hash);
    slot = ls_table_at(sketch->slots, key);
    if (!slot)
        return LS_ENOMEM;
    slot->count = 1;
    slot->order = order_of(key);
    if (ls_table_count(sketch->slots) == LS_SKETCH_SLOTS)
        build_heap(sketch);
    return LS_OK;
}

ls_status ls_sketch_add(ls_sketch *sketch, ls_slice key)
{
    unsigned hash = ls_table_hash(sketch->slots, key);
    ls_slot *slot = ls_table_find_hashed(sketch->slots, key, hash);

    if (!slot)
        return add_key(sketch, key, hash);
    slot->count++;
    return LS_OK;
}
