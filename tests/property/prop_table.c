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
/* Its inside is what is looked at. */
#include "base/table.c" /* NOLINT(bugprone-suspicious-include) */

/* As many as uthash starts with by itself. */
#undef HASH_INITIAL_NUM_BUCKETS
#undef HASH_INITIAL_NUM_BUCKETS_LOG2
#define HASH_INITIAL_NUM_BUCKETS 32U
#define HASH_INITIAL_NUM_BUCKETS_LOG2 5U

#include "property/random.h"

/* HASH_JEN falls through in a way that clang does not take for meant. */
#pragma GCC diagnostic ignored "-Wimplicit-fallthrough"

enum {
    KEYS = 100000,
    COLLIDING = 5000, /* uthash as it is would take half a minute for all */
    FROZEN = 20000,
    FREEZERS = 100,
    KEY_LEN = 24,
};

/* A key: URLs of one length, so that only their hashes tell them apart. */
struct key {
    char bytes[KEY_LEN];
};

/* uthash's macros expand to long functions. */
/* NOLINTBEGIN(readability-function-size) */
static unsigned jenkins(const struct key *key)
{
    unsigned hash;

    HASH_JEN(key->bytes, KEY_LEN, hash);
    return hash;
}
/* NOLINTEND(readability-function-size) */

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

static void add_key_to(ls_table *table, struct key key)
{
    assert_non_null(ls_table_at(table, (ls_slice){ key.bytes, KEY_LEN }));
}

static struct cost cost_of_table(const struct key *keys, size_t count)
{
    ls_table *table = ls_table_new(sizeof(uint64_t));
    struct cost cost;

    assert_non_null(table);
    compared = 0;
    for (size_t i = 0; i < count; i++)
        add_key_to(table, keys[i]);
    assert_int_equal(ls_table_count(table), count);
    cost = (struct cost){ compared, chain_steps(table->entries->hh.tbl) };
    ls_table_free(table);
    return cost;
}

struct plain {
    UT_hash_handle hh;
};

/* The same in uthash as it comes; long, as its macros are. */
/* NOLINTBEGIN(readability-function-size) */
static struct cost cost_of_uthash(const struct key *keys, size_t count)
{
    static struct plain items[FROZEN];
    struct plain *head = NULL;
    struct cost cost = { 0 };

    compared = 0;
    for (size_t i = 0; i < count; i++) {
        struct plain *item = NULL;

        HASH_FIND(hh, head, keys[i].bytes, KEY_LEN, item);
        assert_null(item);
        item = &items[i];
        HASH_ADD_KEYPTR(hh, head, keys[i].bytes, KEY_LEN, item);
    }
    if (head)
        cost = (struct cost){ compared, chain_steps(head->hh.tbl) };
    HASH_CLEAR(hh, head);
    return cost;
}
/* NOLINTEND(readability-function-size) */

/*
 * What other keys cost, and some more for chance: a table may have grown once
 * more or less often.
 */
static void demand_as_cheap(const struct key *keys)
{
    static struct key honest[KEYS];
    struct cost usual;
    struct cost cost;

    for (size_t i = 0; i < KEYS; i++)
        make_honest(&honest[i], i);
    usual = cost_of_table(honest, KEYS);
    cost = cost_of_table(keys, KEYS);
    assert_true(cost.compared <= usual.compared + 50);
    assert_true(cost.steps <= 3 * usual.steps);
}

static void table__takes_colliding_keys_as_easily_as_others(void **state)
{
    static struct key keys[KEYS];
    random_source random = { 1 };

    (void)state;
    for (size_t i = 0; i < KEYS; i++) {
        craft(&keys[i], 0xdeadbeef, &random);
        assert_int_equal(jenkins(&keys[i]), 0xdeadbeef);
    }
    demand_as_cheap(keys);
    assert_true(cost_of_uthash(keys, COLLIDING).compared >
                (size_t)COLLIDING * COLLIDING / 3);
}

static void table__does_not_freeze_on_a_hundred_crafted_keys(void **state)
{
    static struct key keys[KEYS];
    size_t tried = 0;
    struct cost usual;

    (void)state;
    for (size_t i = 0; i < KEYS; i++)
        make_honest(&keys[i], i);
    usual = cost_of_uthash(keys, FROZEN);
    for (size_t i = 0; i < FREEZERS; i++)
        make_freezer(&keys[i], &tried);
    demand_as_cheap(keys);
    assert_true(cost_of_uthash(keys, FROZEN).steps > 20 * usual.steps);
}

/* 64 hashes of one key would be the same by chance once in 2^2000. */
static void table__each_has_a_hash_of_its_own(void **state)
{
    size_t same = 0;

    (void)state;
    for (size_t i = 0; i < 64; i++) {
        ls_table *a = ls_table_new(1);
        ls_table *b = ls_table_new(1);

        assert_true(a && b);
        same += hash_of(a, LS_SLICE("/")) == hash_of(b, LS_SLICE("/"));
        ls_table_free(a);
        ls_table_free(b);
    }
    assert_true(same < 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table__takes_colliding_keys_as_easily_as_others),
        cmocka_unit_test(table__does_not_freeze_on_a_hundred_crafted_keys),
        cmocka_unit_test(table__each_has_a_hash_of_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
