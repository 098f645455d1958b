/* SPDX-License-Identifier: MIT */
/*
 * Counting distinct keys: HyperLogLog (Flajolet, Fusy, Gandouet, Meunier, 2007)
 * with the estimate of Ertl (2017), which needs no tables of corrections.
 *
 * A key is its hash of 64 bits. The first 15 of them choose a register, and
 * this holds the highest number of zeros, plus one, that the others began with.
 * As long as there are few keys, the first 25 bits of each are kept, as entries
 * (Heule, Nunkesser, Hall, 2013): with the zeros that follow where the register
 * could not be told without. It is no more than that because a hash without a
 * secret that is kept whole would tell which clients there were.
 */

#include "base/distinct.h"

#include "base/hint.h"
#include "base/unkeyed.h"
#include "base/word.h"

#include <stdlib.h>

enum {
    REGISTER_BITS = 15,
    PREFIX_BITS = 25,
    MORE_BITS = PREFIX_BITS - REGISTER_BITS,
    MORE_MASK = (1 << MORE_BITS) - 1,
    ZEROS_BITS = 6, /* of an entry, below the prefix */
    ZEROS_MASK = (1 << ZEROS_BITS) - 1,
    MOST_ZEROS = 64 - PREFIX_BITS + 1
};

#define COUNT_MAX (UINT64_C(1) << 53)

void ls_distinct_release(ls_distinct *distinct)
{
    free(distinct->few);
    free(distinct->registers);
    *distinct = (ls_distinct){ 0 };
}

/* The zeros that the bits behind the first `skipped` begin with, plus one. */
static unsigned zeros(uint64_t hash, unsigned skipped)
{
    uint64_t rest = hash << skipped | UINT64_C(1) << (skipped - 1);

    return 64 - (unsigned)ls_highest_bit(rest);
}

static uint32_t entry_of(uint64_t hash)
{
    uint32_t prefix = (uint32_t)(hash >> (64 - PREFIX_BITS));

    return prefix << ZEROS_BITS |
           (prefix & MORE_MASK ? 0 : zeros(hash, PREFIX_BITS));
}

bool ls_distinct_is_entry(uint32_t entry)
{
    uint32_t more = entry >> ZEROS_BITS & MORE_MASK;
    uint32_t count = entry & ZEROS_MASK;

    return entry >> (PREFIX_BITS + ZEROS_BITS) == 0 &&
           (more ? count == 0 : count >= 1 && count <= MOST_ZEROS);
}

static void raise(uint8_t *registers, size_t number, unsigned value)
{
    if (registers[number] < value)
        registers[number] = (uint8_t)value;
}

static void raise_by_entry(uint8_t *registers, uint32_t entry)
{
    uint32_t more = entry >> ZEROS_BITS & MORE_MASK;
    unsigned value = MORE_BITS + (entry & ZEROS_MASK);

    if (more)
        value = MORE_BITS - (unsigned)ls_highest_bit(more);
    raise(registers, entry >> (ZEROS_BITS + MORE_BITS), value);
}

/* Goes over from entries to registers, if that has not been done. */
static ls_status spread(ls_distinct *distinct)
{
    if (distinct->registers)
        return LS_OK;
    distinct->registers = calloc(LS_DISTINCT_REGISTERS, 1);
    if (!distinct->registers)
        return LS_ENOMEM;
    for (size_t i = 0; distinct->few && i < LS_DISTINCT_SLOTS; i++)
        if (distinct->few[i])
            raise_by_entry(distinct->registers, distinct->few[i]);
    free(distinct->few);
    distinct->few = NULL;
    distinct->few_count = 0;
    return LS_OK;
}

/* The slot of the entry with this prefix, or that where it would be. */
static uint32_t *find(uint32_t *few, uint32_t entry)
{
    uint32_t prefix = entry >> ZEROS_BITS;
    size_t slot = prefix % LS_DISTINCT_SLOTS;

    while (few[slot] && few[slot] >> ZEROS_BITS != prefix)
        slot = (slot + 1) % LS_DISTINCT_SLOTS;
    return &few[slot];
}

ls_status ls_distinct_add_entry(ls_distinct *distinct, uint32_t entry)
{
    uint32_t *slot;

    if (!distinct->registers) {
        if (!distinct->few)
            distinct->few = calloc(LS_DISTINCT_SLOTS, sizeof(*distinct->few));
        if (!distinct->few)
            return LS_ENOMEM;
        slot = find(distinct->few, entry);
        if (*slot || distinct->few_count < LS_DISTINCT_FEW) {
            distinct->few_count += *slot == 0;
            if (*slot < entry)
                *slot = entry;
            return LS_OK;
        }
        if (spread(distinct) != LS_OK)
            return LS_ENOMEM;
    }
    raise_by_entry(distinct->registers, entry);
    return LS_OK;
}

ls_status ls_distinct_raise(ls_distinct *distinct, size_t number, uint8_t value)
{
    if (spread(distinct) != LS_OK)
        return LS_ENOMEM;
    raise(distinct->registers, number, value);
    return LS_OK;
}

LS_APART static uint64_t hash_long(ls_slice key)
{
    return ls_hash_unkeyed(key);
}

/* Inline for up to 16 bytes, as IPv4 addresses have. */
LS_FLAT static uint64_t hash_of(ls_slice key)
{
    return key.len <= 16 ? ls_hash_unkeyed(key) : hash_long(key);
}

ls_status ls_distinct_add(ls_distinct *distinct, ls_slice key)
{
    uint64_t hash = hash_of(key);

    if (!distinct->registers)
        return ls_distinct_add_entry(distinct, entry_of(hash));
    raise(distinct->registers, (size_t)(hash >> (64 - REGISTER_BITS)),
          zeros(hash, REGISTER_BITS));
    return LS_OK;
}

ls_status ls_distinct_merge(ls_distinct *distinct, const ls_distinct *from)
{
    for (size_t i = 0; from->few && i < LS_DISTINCT_SLOTS; i++)
        if (from->few[i] &&
            ls_distinct_add_entry(distinct, from->few[i]) != LS_OK)
            return LS_ENOMEM;
    if (!from->registers)
        return LS_OK;
    if (spread(distinct) != LS_OK)
        return LS_ENOMEM;
    for (size_t i = 0; i < LS_DISTINCT_REGISTERS; i++)
        raise(distinct->registers, i, from->registers[i]);
    return LS_OK;
}

/* --- How many. */

/* What the registers add that no key has come to: "sigma" there. */
static double weight_of_empty(double share)
{
    double power = share;
    double factor = 1;
    double sum = share;
    double before;

    do {
        before = sum;
        power *= power;
        sum += power * factor;
        factor += factor;
    } while (sum > before);
    return sum;
}

/*
 * That all bits of a hash were zeros makes no difference that shows: "tau"
 * there, which is left out.
 */
static double estimate(const uint8_t *registers)
{
    static const double alpha = 0.721347520444481703680; /* 1 / (2 ln 2) */
    const double size = LS_DISTINCT_REGISTERS;
    size_t with[LS_DISTINCT_HIGHEST + 1] = { 0 };
    double sum = 0;

    for (size_t i = 0; i < LS_DISTINCT_REGISTERS; i++)
        with[registers[i]]++;
    if (with[0] == LS_DISTINCT_REGISTERS)
        return 0;
    for (size_t value = LS_DISTINCT_HIGHEST - 1; value > 0; value--)
        sum = (sum + (double)with[value]) / 2;
    sum += size * weight_of_empty((double)with[0] / size);
    return sum > 0 ? alpha * size * size / sum : (double)COUNT_MAX;
}

uint64_t ls_distinct_count(const ls_distinct *distinct)
{
    double count;

    if (!distinct->registers)
        return distinct->few_count;
    count = estimate(distinct->registers);
    return count < (double)COUNT_MAX ? (uint64_t)(count + 0.5) : COUNT_MAX;
}
