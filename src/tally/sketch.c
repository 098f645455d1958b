/* SPDX-License-Identifier: MIT */
/*
 * Space-Saving (Metwally, Agrawal, El Abbadi 2005), with evictions in batches:
 * when the room for slots is used up, the best stay. The floor is then the
 * highest count that a key without a slot may have had; a key that is new, or
 * comes back, starts from there and notes the floor as its possible error.
 *
 * From the first eviction on there is a doorkeeper: a key that it does not know
 * is no more than noted, and gets a slot if it comes again. So keys that come
 * once, of which a scan makes millions, cost a hash and a bit. As they may have
 * come once more than the floor said, it rises by one with the first guest
 * after each time that the doorkeeper forgot its guests. Keys that lose their
 * slot are guests, too: they may have had as much as the floor already.
 *
 * Why the floor is never above the total by LS_SKETCH_SLOTS: take what the
 * counts of all slots are above the floor, summed up. It is never negative.
 * Counting a key in a slot adds one to it. An eviction that raises the floor by
 * n takes n from each of the KEPT slots that stay, and the first one takes one
 * or more from each that goes. So with S counted in slots, evictions raise the
 * floor by (S - GONE) / KEPT at most, where GONE is ROOM + 1 - KEPT. Each
 * LS_DOORKEEPER_GUESTS guests raise it by one, and the first guest, too; of
 * these at most S lost a slot, and each other one, of G, was counted in none.
 * The floor is at most (S - GONE) / KEPT + 1 + (S + G) / GUESTS, rounded down,
 * and that is no more than (S + G) / SLOTS for the numbers below: an eviction
 * takes more than ROOM keys, and 1 / KEPT + 1 / GUESTS is less than 1 / SLOTS.
 * Merging adds floors and totals.
 *
 * Counts, and the bytes of keys where counts are the same, decide which keys
 * stay: never the table's random hash, or two runs over one log would differ.
 */

#include "tally/sketch.h"

#include "base/table.h"
#include "summary/sums.h"
#include "tally/best.h"
#include "tally/doorkeeper.h"

#include <stdlib.h>

struct ls_sketch {
    ls_table *slots;           /* to an ls_slot and its further numbers */
    ls_doorkeeper *doorkeeper; /* NULL: before the first eviction */
    uint64_t floor;
    size_t more;
};

static size_t size_of_slot(size_t more)
{
    return sizeof(ls_slot) + more * sizeof(uint64_t);
}

ls_sketch *ls_sketch_new(size_t more)
{
    ls_sketch *sketch = calloc(1, sizeof(*sketch));

    if (!sketch)
        return NULL;
    sketch->more = more;
    sketch->slots = ls_table_new(size_of_slot(more));
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
    ls_doorkeeper_free(sketch->doorkeeper);
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

size_t ls_sketch_width(const ls_sketch *sketch)
{
    return sketch->more;
}

/* Copies all slots into a table with room for more. */
static ls_status copy_slots(const ls_sketch *sketch, ls_table *to)
{
    const ls_slot *slot = NULL;

    while ((slot = ls_sketch_next(sketch, slot)) != NULL) {
        ls_slot *place = ls_table_at(to, ls_sketch_key(slot));

        if (!place)
            return LS_ENOMEM;
        memcpy(place, slot, size_of_slot(sketch->more));
    }
    return LS_OK;
}

ls_status ls_sketch_widen(ls_sketch *sketch, size_t more)
{
    ls_table *wider;

    if (more <= sketch->more)
        return LS_OK;
    wider = ls_table_new(size_of_slot(more));
    if (!wider || copy_slots(sketch, wider) != LS_OK) {
        ls_table_free(wider);
        return LS_ENOMEM;
    }
    ls_table_free(sketch->slots);
    sketch->slots = wider;
    sketch->more = more;
    return LS_OK;
}

static void add_more(ls_slot *slot, const uint64_t *more, size_t count)
{
    uint64_t *sums = (uint64_t *)(slot + 1);

    for (size_t i = 0; i < count; i++)
        ls_add_saturating(&sums[i], more[i]);
}

/* Tells the doorkeeper which keys have a slot from now on. */
static ls_status brief(ls_sketch *sketch, const bool *kept)
{
    const ls_slot *slot = NULL;

    if (!sketch->doorkeeper)
        sketch->doorkeeper = ls_doorkeeper_new();
    if (!sketch->doorkeeper)
        return LS_ENOMEM;
    ls_doorkeeper_dismiss(sketch->doorkeeper);
    for (size_t i = 0; (slot = ls_sketch_next(sketch, slot)) != NULL; i++)
        if (kept[i])
            ls_doorkeeper_admit(sketch->doorkeeper, ls_sketch_key(slot));
        else
            ls_doorkeeper_meet(sketch->doorkeeper, ls_sketch_key(slot));
    return LS_OK;
}

/* Chooses slots; `lost` gets the highest count of those that are not. */
static ls_status choose(const ls_sketch *sketch, size_t best, bool *kept,
                        uint64_t *lost)
{
    const ls_slot *slot = NULL;
    size_t count = 0;
    ls_rival *rivals = malloc(ls_sketch_count(sketch) * sizeof(*rivals));

    if (!rivals)
        return LS_ENOMEM;
    while ((slot = ls_sketch_next(sketch, slot)) != NULL) {
        rivals[count] = (ls_rival){ ls_sketch_key(slot), slot->count, count };
        count++;
    }
    *lost = ls_best_choose(rivals, count, best, kept);
    free(rivals);
    return LS_OK;
}

ls_status ls_sketch_choose(const ls_sketch *sketch, bool *kept)
{
    uint64_t lost;

    return choose(sketch, LS_SKETCH_SLOTS, kept, &lost);
}

static ls_status keep_best(ls_sketch *sketch, bool *kept)
{
    uint64_t lost;

    if (choose(sketch, LS_SKETCH_KEPT, kept, &lost) != LS_OK)
        return LS_ENOMEM;
    if (lost > sketch->floor)
        sketch->floor = lost;
    if (brief(sketch, kept) != LS_OK)
        return LS_ENOMEM;
    return ls_table_keep(sketch->slots, kept);
}

/* Keeps the best. */
static ls_status make_room(ls_sketch *sketch)
{
    ls_status status = LS_ENOMEM;
    bool *kept = malloc(ls_sketch_count(sketch) * sizeof(*kept));

    if (kept)
        status = keep_best(sketch, kept);
    free(kept);
    return status;
}

/* The floor rises by one, and what is now below it is lifted to it. */
static void raise_floor(ls_sketch *sketch)
{
    ls_slot *slot = NULL;

    sketch->floor++;
    while ((slot = ls_table_next(sketch->slots, slot)) != NULL)
        if (slot->count < sketch->floor) {
            slot->count++;
            slot->over++;
        }
}

/* Whether the key needs no slot, for it may be one that comes once. */
static bool turn_away(ls_sketch *sketch, ls_slice key)
{
    bool first;

    if (!sketch->doorkeeper ||
        ls_doorkeeper_knows(sketch->doorkeeper, key, &first))
        return false;
    if (first)
        raise_floor(sketch);
    return true;
}

/* The slot of a key, which the doorkeeper knows from now on. */
static ls_slot *slot_of(ls_sketch *sketch, ls_slice key)
{
    ls_slot *slot = ls_table_at(sketch->slots, key);

    if (slot && !slot->count && sketch->doorkeeper)
        ls_doorkeeper_admit(sketch->doorkeeper, key);
    return slot;
}

/* Counts a key that is not turned away; its slot is NULL if it lost it. */
static ls_status count_key(ls_sketch *sketch, ls_slice key, ls_slot **slot)
{
    *slot = slot_of(sketch, key);
    if (!*slot)
        return LS_ENOMEM;
    if ((*slot)->count++)
        return LS_OK;
    (*slot)->count += sketch->floor;
    (*slot)->over = sketch->floor;
    if (ls_sketch_count(sketch) <= LS_SKETCH_ROOM)
        return LS_OK;
    if (make_room(sketch) != LS_OK)
        return LS_ENOMEM;
    *slot = ls_table_find(sketch->slots, key); /* it has moved, or is gone */
    return LS_OK;
}

ls_status ls_sketch_add(ls_sketch *sketch, ls_slice key, uint64_t **more)
{
    ls_slot *slot = NULL;

    if (!turn_away(sketch, key) && count_key(sketch, key, &slot) != LS_OK)
        return LS_ENOMEM;
    if (more)
        *more = slot ? (uint64_t *)(slot + 1) : NULL;
    return LS_OK;
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

    if (ls_sketch_widen(sketch, from->more) != LS_OK)
        return LS_ENOMEM;
    raise_all(sketch, from->floor);
    while ((other = ls_sketch_next(from, other)) != NULL) {
        ls_slot *slot = slot_of(sketch, ls_sketch_key(other));
        uint64_t known = from->floor; /* what was added for it above */

        if (!slot)
            return LS_ENOMEM;
        add_more(slot, ls_sketch_more(other), from->more);
        if (slot->count == 0) {
            *slot = (ls_slot){ sketch->floor, sketch->floor };
            known = 0;
        }
        slot->count = slot->count - known + other->count;
        slot->over = slot->over - known + other->over;
    }
    sketch->floor += from->floor;
    /* Mostly nothing is counted after it, so there is room for two. */
    return ls_sketch_count(sketch) > LS_SKETCH_MERGED ? make_room(sketch)
                                                      : LS_OK;
}

ls_status ls_sketch_restore(ls_sketch *sketch, ls_slice key, ls_slot slot,
                            const uint64_t *more)
{
    ls_slot *place = slot_of(sketch, key);

    if (!place)
        return LS_ENOMEM;
    add_more(place, more, sketch->more);
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
