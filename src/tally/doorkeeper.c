/* SPDX-License-Identifier: MIT */
/*
 * A doorkeeper: two Bloom filters of two bits a key, for the keys that were
 * admitted and for the guests. The hash needs no secret: who makes keys that
 * look known gives a sketch the work that it would have without a doorkeeper.
 */

#include "tally/doorkeeper.h"

#include "base/unkeyed.h"

#include <stdlib.h>

enum {
    BITS_LOG2 = 16,
    WORD_BITS = 64,
    WORDS = (1 << BITS_LOG2) / WORD_BITS
};

struct ls_doorkeeper {
    /* Side by side, as both are looked at for a key. */
    struct {
        uint64_t admitted;
        uint64_t guests;
    } words[WORDS];
    size_t count; /* of guests, and of those that were one again */
    bool open;    /* a guest came by itself since they were forgotten */
};

ls_doorkeeper *ls_doorkeeper_new(void)
{
    return calloc(1, sizeof(ls_doorkeeper));
}

void ls_doorkeeper_free(ls_doorkeeper *keeper)
{
    free(keeper);
}

void ls_doorkeeper_dismiss(ls_doorkeeper *keeper)
{
    for (size_t i = 0; i < WORDS; i++)
        keeper->words[i].admitted = 0;
}

/* Two bits of a filter, in one word so that they are at hand together. */
typedef struct place {
    size_t word;
    uint64_t bits;
} place;

static place place_of(ls_slice key)
{
    uint64_t hash = ls_hash_unkeyed(key);

    return (place){ (size_t)(hash >> 32) % WORDS,
                    UINT64_C(1) << hash % WORD_BITS |
                        UINT64_C(1) << (hash >> 8) % WORD_BITS };
}

void ls_doorkeeper_admit(ls_doorkeeper *keeper, ls_slice key)
{
    place at = place_of(key);

    keeper->words[at.word].admitted |= at.bits;
}

void ls_doorkeeper_meet(ls_doorkeeper *keeper, ls_slice key)
{
    place at = place_of(key);

    keeper->words[at.word].guests |= at.bits;
    keeper->count++;
}

static void forget_guests(ls_doorkeeper *keeper)
{
    for (size_t i = 0; i < WORDS; i++)
        keeper->words[i].guests = 0;
    keeper->count = 0;
    keeper->open = false;
}

bool ls_doorkeeper_knows(ls_doorkeeper *keeper, ls_slice key, bool *first)
{
    place at = place_of(key);

    *first = false;
    if ((keeper->words[at.word].admitted & at.bits) == at.bits ||
        (keeper->words[at.word].guests & at.bits) == at.bits)
        return true;
    if (keeper->count >= LS_DOORKEEPER_GUESTS)
        forget_guests(keeper);
    *first = !keeper->open;
    keeper->open = true;
    keeper->words[at.word].guests |= at.bits;
    keeper->count++;
    return false;
}
