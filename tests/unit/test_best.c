/* SPDX-License-Identifier: MIT */
/* Choosing the best: against sorting all, for counts and keys of many kinds. */

#include "test.h"

#include "property/random.h"
#include "tally/best.h"

enum {
    RIVALS = 300,
    KEY_ROOM = 40
};

static char keys[RIVALS][KEY_ROOM];

static int by_rank(const void *left, const void *right)
{
    const ls_rival *a = left;
    const ls_rival *b = right;
    size_t len = a->key.len < b->key.len ? a->key.len : b->key.len;
    int by;

    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    by = memcmp(a->key.ptr, b->key.ptr, len);
    return by ? by : (a->key.len > b->key.len) - (a->key.len < b->key.len);
}

/*
 * Different keys: few bytes in which they may differ, at any place; some by
 * nothing but the number of zero bytes at their ends.
 */
static ls_slice make_key(random_source *random, size_t number)
{
    static const char bytes[] = { '\0', 'a', '\xff' };
    size_t same = random_below(random, 3) * 8;
    size_t len = same + 6 + number % 2 + 2 * random_below(random, 5);
    char *key = keys[number];

    number /= 2;
    memset(key, '/', same);
    for (size_t i = 0; i < 6; i++, number /= 3)
        key[same + i] = bytes[number % 3];
    memset(key + same + 6, '\0', len - same - 6);
    return (ls_slice){ key, len };
}

static void make_rivals(random_source *random, ls_rival *rivals, size_t count)
{
    static const uint64_t bits[] = { 0, 1, 0xff, 0x10100, UINT64_MAX };
    uint64_t mask = bits[random_below(random, CASES(bits))];

    for (size_t i = 0; i < count; i++)
        rivals[i] = (ls_rival){ make_key(random, i),
                                (random_next(random) & mask) | 1, i };
}

static void demand_same_choice(const ls_rival *rivals, size_t count,
                               size_t best)
{
    ls_rival open[RIVALS];
    ls_rival sorted[RIVALS];
    bool kept[RIVALS];
    uint64_t lost;

    memcpy(open, rivals, count * sizeof(*rivals));
    memcpy(sorted, rivals, count * sizeof(*rivals));
    qsort(sorted, count, sizeof(*sorted), by_rank);
    lost = ls_best_choose(open, count, best, kept);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(kept[sorted[i].place], i < best);
    assert_true(lost == (best < count ? sorted[best].count : 0));
}

static void best__are_those_that_come_first_when_sorted(void **state)
{
    static ls_rival rivals[RIVALS];
    random_source random = { 47 };

    (void)state;
    for (size_t round = 0; round < 3000; round++) {
        size_t count = 1 + random_below(&random, RIVALS);

        make_rivals(&random, rivals, count);
        demand_same_choice(rivals, count, 1 + random_below(&random, count));
        demand_same_choice(rivals, count, count + 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(best__are_those_that_come_first_when_sorted),
    };

    return cmocka_run_group_tests_name("best", tests, NULL, NULL);
}
