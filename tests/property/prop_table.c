/* SPDX-License-Identifier: MIT */
/*
 * Keys that are made to collide under uthash's own hash cost a table no more
 * than any other keys. Cost is counted, not timed: keys compared while adding
 * them, and steps along the chains to find each key once. The same keys in an
 * unmodified uthash show that the attack is real.
 */

#include "test.h"

#include <stdio.h>

static size_t compared;

static int count_and_compare(const void *a, const void *b, size_t len)
{
    compared++;
    return memcmp(a, b, len);
}

#define HASH_KEYCMP(a, b, n) count_and_compare(a, b, n)
#include "base/table.c"

#include "property/random.h"

enum {
    KEYS = 100000,
    PLAIN_KEYS = 5000, /* uthash as it is would take half a minute for all */
    FREEZERS = 100,
    KEY_LEN = 24,
};

/* A key: URLs of one length, so that only their hashes tell them apart. */
struct key {
    char bytes[KEY_LEN];
};

static ls_slice slice_of(const struct key *key)
{
    return (ls_slice){ key->bytes, KEY_LEN };
}

static unsigned jenkins(const struct key *key)
{
    unsigned hash;

    HASH_JEN(key->bytes, KEY_LEN, hash);
    return hash;
}

/* HASH_JEN_MIX backwards: each of its steps can be undone. */
static void unmix(uint32_t *a, uint32_t *b, uint32_t *c)
{
    static const int shifts[3][3] = { { 3, 10, 15 },
                                      { 12, 16, 5 },
                                      { 13, 8, 13 } };

    for (size_t i = 0; i < 3; i++) {
        *c = (*c ^ (*b >> shifts[i][2])) + *b + *a;
        *b = (*b ^ (*a << shifts[i][1])) + *a + *c;
        *a = (*a ^ (*c >> shifts[i][0])) + *c + *b;
    }
}

static uint32_t word_at(const char *bytes)
{
    uint32_t word = 0;

    for (size_t i = 4; i-- > 0;)
        word = word << 8 | (unsigned char)bytes[i];
    return word;
}

static void put_word(char *bytes, uint32_t word)
{
    for (size_t i = 0; i < 4; i++)
        bytes[i] = (char)(unsigned char)(word >> (8 * i));
}

/* Whether a URL in a log line could hold these bytes. */
static bool is_possible(const struct key *key)
{
    return !memchr(key->bytes, ' ', KEY_LEN) &&
           !memchr(key->bytes, '\n', KEY_LEN) &&
           !memchr(key->bytes, '\r', KEY_LEN) &&
           !memchr(key->bytes, '\0', KEY_LEN);
}

/*
 * A key with a given hash: from any last state that ends in it, back through
 * the two mixes, to what the second 12 bytes must be.
 */
static void craft(struct key *key, uint32_t hash, random_source *random)
{
    do {
        uint32_t a = UINT32_C(0x9e3779b9);
        uint32_t b = a;
        uint32_t c = UINT32_C(0xfeedbeef);
        uint32_t x = (uint32_t)random_next(random);
        uint32_t y = (uint32_t)random_next(random);
        uint32_t z = hash;

        memcpy(key->bytes, "/index.php?q", 12);
        a += word_at(key->bytes);
        b += word_at(key->bytes + 4);
        c += word_at(key->bytes + 8);
        HASH_JEN_MIX(a, b, c);
        unmix(&x, &y, &z);
        z -= KEY_LEN;
        unmix(&x, &y, &z);
        put_word(key->bytes + 12, x - a);
        put_word(key->bytes + 16, y - b);
        put_word(key->bytes + 20, z - c);
    } while (!is_possible(key));
}

/* Different printable URLs. */
static void make_honest(struct key *key, size_t number)
{
    char text[KEY_LEN + 1];

    (void)snprintf(text, sizeof(text), "/shop/item/%013zu", number * 7919);
    memcpy(key->bytes, text, KEY_LEN);
}

/* Printable URLs whose hashes share their low 8 bits, by trying. */
static void make_freezer(struct key *key, size_t *tried)
{
    do
        make_honest(key, 1000000000 + (*tried)++);
    while (jenkins(key) & 0xff);
}

/* Steps to find each key of a table once. */
static uint64_t chain_steps(const UT_hash_table *table)
{
    uint64_t steps = 0;

    for (size_t i = 0; i < table->num_buckets; i++) {
        uint64_t count = table->buckets[i].count;

        steps += count * (count + 1) / 2;
    }
    return steps;
}

struct cost {
    size_t compared;
    uint64_t steps;
};

static struct cost cost_of_table(const struct key *keys, size_t count)
{
    ls_table *table = ls_table_new(sizeof(uint64_t));
    struct cost cost;

    assert_non_null(table);
    compared = 0;
    for (size_t i = 0; i < count; i++)
        assert_non_null(ls_table_at(table, slice_of(&keys[i])));
    assert_int_equal(ls_table_count(table), count);
    cost = (struct cost){ compared, chain_steps(table->entries->hh.tbl) };
    ls_table_free(table);
    return cost;
}

struct plain {
    UT_hash_handle hh;
    bool lost;
};

/* The same in uthash as it comes. */
static struct cost cost_of_uthash(const struct key *keys, size_t count)
{
    struct plain *items = calloc(count, sizeof(*items));
    struct plain *head = NULL;
    struct cost cost;

    assert_non_null(items);
    compared = 0;
    for (size_t i = 0; i < count; i++) {
        struct plain *item = NULL;

        HASH_FIND(hh, head, keys[i].bytes, KEY_LEN, item);
        assert_null(item);
        item = &items[i];
        HASH_ADD_KEYPTR(hh, head, keys[i].bytes, KEY_LEN, item);
    }
    cost = (struct cost){ compared, chain_steps(head->hh.tbl) };
    HASH_CLEAR(hh, head);
    free(items);
    return cost;
}

static struct key *make_keys(void)
{
    struct key *keys = calloc(KEYS, sizeof(*keys));

    assert_non_null(keys);
    return keys;
}

/* What random keys cost, and a little more for chance. */
static void demand_as_cheap(const struct key *keys)
{
    struct key *honest = make_keys();
    struct cost usual;
    struct cost cost;

    for (size_t i = 0; i < KEYS; i++)
        make_honest(&honest[i], i);
    usual = cost_of_table(honest, KEYS);
    cost = cost_of_table(keys, KEYS);
    assert_true(cost.compared <= usual.compared + 50);
    assert_true(cost.steps <= usual.steps + usual.steps / 10);
    free(honest);
}

static void table__takes_colliding_keys_as_easily_as_others(void **state)
{
    random_source random = { 1 };
    struct key *keys = make_keys();
    struct cost plain;

    (void)state;
    for (size_t i = 0; i < KEYS; i++) {
        craft(&keys[i], 0xdeadbeef, &random);
        assert_int_equal(jenkins(&keys[i]), 0xdeadbeef);
    }
    demand_as_cheap(keys);
    plain = cost_of_uthash(keys, PLAIN_KEYS);
    assert_int_equal(plain.compared, PLAIN_KEYS * (PLAIN_KEYS - 1) / 2);
    free(keys);
}

static void table__does_not_freeze_on_a_hundred_crafted_keys(void **state)
{
    struct key *keys = make_keys();
    size_t tried = 0;
    struct cost plain;
    struct cost usual;

    (void)state;
    for (size_t i = 0; i < KEYS; i++)
        make_honest(&keys[i], i);
    usual = cost_of_uthash(keys, 4 * PLAIN_KEYS);
    for (size_t i = 0; i < FREEZERS; i++)
        make_freezer(&keys[i], &tried);
    demand_as_cheap(keys);
    plain = cost_of_uthash(keys, 4 * PLAIN_KEYS);
    assert_true(plain.steps > 20 * usual.steps);
    free(keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table__takes_colliding_keys_as_easily_as_others),
        cmocka_unit_test(table__does_not_freeze_on_a_hundred_crafted_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
