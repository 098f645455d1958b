/* SPDX-License-Identifier: MIT */
/*
 * Space-Saving (Metwally, Agrawal, El Abbadi 2005), with evictions in batches:
 * a sketch holds up to twice its slots, and when these are used up it keeps the
 * best half. The floor is then the highest count that a key without a slot may
 * have had; a key that is new, or comes back, starts from there and notes the
 * floor as its possible error.
 *
 * Why the floor is never above the total by LS_SKETCH_SLOTS: take what the
 * counts of all slots are above the floor, summed up. Counting a key adds one
 * to that sum. An eviction that raises the floor by n takes n from each of the
 * LS_SKETCH_SLOTS that stay. The sum is never negative, so the floor times
 * LS_SKETCH_SLOTS is at most the total. Merging adds floors, sums and totals.
 *
 * Counts, and the bytes of keys where counts are the same, decide which keys
 * stay: never the table's random hash, or two runs over one log would differ.
 */

#include "tally/sketch.h"

#include "base/table.h"
#include "summary/sums.h"
#include "tally/best.h"

#include <stdlib.h>

struct ls_sketch {
    ls_table *slots; /* to an ls_slot and its further numbers */
    uint64_t floor;
    size_t more;
};

ls_sketch *ls_sketch_new(size_t more)
{
    ls_sketch *sketch = calloc(1, sizeof(*sketch));

    if (!sketch)
        return NULL;
    sketch->more = more;
    sketch->slots = ls_table_new(sizeof(ls_slot) + more * sizeof(uint64_t));
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

const uint64_t *ls_sketch_more(const ls_slot *slot)
{
    return (const uint64_t *)(slot + 1);
}

static void add_more(const ls_sketch *sketch, ls_slot *slot,
                     const uint64_t *more)
{
    uint64_t *sums = (uint64_t *)(slot + 1);

    for (size_t i = 0; i < sketch->more; i++)
        ls_add_saturating(&sums[i], more[i]);
}

static ls_status keep_best(ls_sketch *sketch, ls_rival *rivals, bool *kept)
{
    const ls_slot *slot = NULL;
    size_t count = 0;
    uint64_t lost;

    while ((slot = ls_sketch_next(sketch, slot)) != NULL) {
        rivals[count] = (ls_rival){ ls_sketch_key(slot), slot->count, count };
        count++;
    }
    lost = ls_best_choose(rivals, count, LS_SKETCH_SLOTS, kept);
    if (lost > sketch->floor)
        sketch->floor = lost;
    return ls_table_keep(sketch->slots, kept);
}

/* Keeps the best if there are too many. */
static ls_status make_room(ls_sketch *sketch)
{
    size_t count = ls_sketch_count(sketch);
    ls_status status = LS_ENOMEM;
    ls_rival *rivals;
    bool *kept;

    if (count <= LS_SKETCH_ROOM)
        return LS_OK;
    rivals = malloc(count * sizeof(*rivals));
    kept = malloc(count * sizeof(*kept));
    if (rivals && kept)
        status = keep_best(sketch, rivals, kept);
    free(rivals);
    free(kept);
    return status;
}

ls_status ls_sketch_add(ls_sketch *sketch, ls_slice key, const uint64_t *more)
{
    ls_slot *slot = ls_table_at(sketch->slots, key);

    if (!slot)
        return LS_ENOMEM;
    add_more(sketch, slot, more);
    if (slot->count++)
        return LS_OK;
    slot->count += sketch->floor;
    slot->over = sketch->floor;
    return make_room(sketch);
}

/* Adds to all slots what the other sketch may have counted of their keys. */
static void raise_all(ls_sketch *sketch, uint64_t floor)
{
    ls_slot *slot = NULL;

    while ((slot = ls_table_next(sketch->slots, slot)) != NULL) {
        slot->count += floor;
        slot->over += floor;
    }
}

ls_status ls_sketch_merge(ls_sketch *sketch, const ls_sketch *from)
{
    const ls_slot *other = NULL;

    raise_all(sketch, from->floor);
    while ((other = ls_sketch_next(from, other)) != NULL) {
        ls_slot *slot = ls_table_at(sketch->slots, ls_sketch_key(other));
        uint64_t known = from->floor; /* what was added for it above */

        if (!slot)
            return LS_ENOMEM;
        add_more(sketch, slot, ls_sketch_more(other));
        if (slot->count == 0) {
            *slot = (ls_slot){ sketch->floor, sketch->floor };
            known = 0;
        }
        slot->count = slot->count - known + other->count;
        slot->over = slot->over - known + other->over;
    }
    sketch->floor += from->floor;
    return make_room(sketch);
}

ls_status ls_sketch_restore(ls_sketch *sketch, ls_slice key, ls_slot slot,
                            const uint64_t *more)
{
    ls_slot *place = ls_table_at(sketch->slots, key);

    if (!place)
        return LS_ENOMEM;
    add_more(sketch, place, more);
    place->count += slot.count;
    place->over += slot.over;
    return LS_OK;
}

/*
 * While there are fewer slots than were written down at most, no key is
 * missing. Else a missing one had no more than the least of these, and no more
 * than these surely leave of the total.
 */
void ls_sketch_complete(ls_sketch *sketch, uint64_t total)
{
    const ls_slot *slot = NULL;
    uint64_t least = UINT64_MAX;

    if (ls_sketch_count(sketch) < LS_SKETCH_SLOTS)
        return;
    while ((slot = ls_sketch_next(sketch, slot)) != NULL) {
        uint64_t sure = slot->count - slot->over;

        least = slot->count < least ? slot->count : least;
        total -= sure < total ? sure : total;
    }
    sketch->floor = least < total ? least : total;
}
