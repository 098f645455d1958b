/* SPDX-License-Identifier: MIT */
/*
 * The best of many without sorting them. They are ranked by a number, and told
 * apart by eight of its bits after the other, from the highest that differ:
 * each time only those stay undecided that share these bits with the last that
 * will be chosen. The number is their count, and then each eight bytes of their
 * keys.
 */

#include "tally/best.h"

enum {
    BITS = 8,
    BINS = 1 << BITS
};

/* `best` of these are to be chosen; all others are decided. */
struct open {
    ls_rival *rivals;
    size_t count;
    size_t best;
    bool *kept;
    uint64_t lost; /* the highest number of those not chosen */
};

static bool is_decided(const struct open *open)
{
    return open->best == open->count;
}

/* The bits in which numbers differ. */
static uint64_t spread(const struct open *open)
{
    uint64_t bits = 0;

    for (size_t i = 1; i < open->count; i++)
        bits |= open->rivals[i].count ^ open->rivals[0].count;
    return bits;
}

static size_t bin_of(const ls_rival *rival, unsigned shift)
{
    return (size_t)(rival->count >> shift) % BINS;
}

/* The bin in which the last that will be chosen lies. */
static size_t last_bin(const struct open *open, unsigned shift)
{
    uint32_t sizes[BINS] = { 0 };
    size_t bin = BINS;

    for (size_t i = 0; i < open->count; i++)
        sizes[bin_of(&open->rivals[i], shift)]++;
    for (size_t above = 0; above < open->best;)
        above += sizes[--bin];
    return bin;
}

/* Decides about all that do not lie in the last bin. */
static void split(struct open *open, unsigned shift)
{
    const size_t last = last_bin(open, shift);
    size_t left = 0;

    /* No branches: how they go cannot be predicted. */
    for (size_t i = 0; i < open->count; i++) {
        const ls_rival rival = open->rivals[i];
        const size_t bin = bin_of(&rival, shift);

        open->kept[rival.place] = bin > last;
        open->best -= bin > last;
        if (bin < last && rival.count > open->lost)
            open->lost = rival.count;
        open->rivals[left] = rival;
        left += bin == last;
    }
    open->count = left;
}

/* Decides by the numbers, as far as they differ. */
static void decide(struct open *open)
{
    while (!is_decided(open)) {
        const uint64_t bits = spread(open);
        unsigned shift = 0;

        if (bits == 0)
            return;
        while (bits >> shift >= BINS)
            shift++;
        split(open, shift);
    }
}

uint64_t ls_best_word(ls_slice key, size_t at)
{
    unsigned char bytes[sizeof(uint64_t)] = { 0 };
    size_t len = key.len > at ? key.len - at : 0;
    uint64_t word = 0;

    if (len >= sizeof(bytes))
        memcpy(bytes, key.ptr + at, sizeof(bytes));
    else if (len)
        memcpy(bytes, key.ptr + at, len);
    for (size_t i = 0; i < sizeof(bytes); i++)
        word = word << 8 | bytes[i];
    return word;
}

/* Ranks by the eight bytes at `at`; false if no key has any. */
static bool rank_by_word(struct open *open, size_t at)
{
    bool any = false;

    for (size_t i = 0; i < open->count; i++) {
        open->rivals[i].count = ~ls_best_word(open->rivals[i].key, at);
        any = any || open->rivals[i].key.len > at;
    }
    return any;
}

/* What is left differs by zero bytes at the end. */
static void rank_by_length(struct open *open)
{
    for (size_t i = 0; i < open->count; i++)
        open->rivals[i].count = ~(uint64_t)open->rivals[i].key.len;
}

static void decide_by_key(struct open *open)
{
    for (size_t at = 0; !is_decided(open) && rank_by_word(open, at);
         at += sizeof(uint64_t))
        decide(open);
    if (is_decided(open))
        return;
    rank_by_length(open);
    decide(open);
}

uint64_t ls_best_choose(ls_rival *rivals, size_t count, size_t best, bool *kept)
{
    struct open open = {
        .rivals = rivals,
        .count = count,
        .best = best < count ? best : count,
        .kept = kept,
    };
    uint64_t lost;

    decide(&open);
    lost = open.lost;
    if (!is_decided(&open)) {
        lost = rivals[0].count; /* which all that are left have */
        decide_by_key(&open);
    }
    for (size_t i = 0; i < open.count; i++)
        kept[open.rivals[i].place] = true;
    return lost;
}
