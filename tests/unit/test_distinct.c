/* SPDX-License-Identifier: MIT */
/* Counting distinct keys, adding such counts up, and writing them down. */

#include "test.h"

#include "base/distinct.h"
#include "property/random.h"

#include <stdio.h>

static void add(ls_distinct *distinct, size_t number)
{
    char key[32];
    int len = snprintf(key, sizeof(key), "10.%zu.%zu.%zu", number >> 16,
                       number >> 8 & 255, number & 255);

    assert_int_equal(ls_distinct_add(distinct, (ls_slice){ key, (size_t)len }),
                     LS_OK);
}

static void add_range(ls_distinct *distinct, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++)
        add(distinct, i);
}

static ls_buf write(const ls_distinct *distinct)
{
    ls_buf text = { 0 };

    assert_int_equal(ls_distinct_write(distinct, &text), LS_OK);
    return text;
}

/* What it holds is the same, so the text is, whatever is done with it. */
static void demand_same(const ls_distinct *a, const ls_distinct *b)
{
    ls_buf first = write(a);
    ls_buf second = write(b);

    assert_true(ls_slice_equal(ls_buf_slice(&first), ls_buf_slice(&second)));
    assert_int_equal(ls_distinct_count(a), ls_distinct_count(b));
    ls_buf_release(&first);
    ls_buf_release(&second);
}

static void distinct__counts_a_key_once(void **state)
{
    ls_distinct distinct = { 0 };

    (void)state;
    assert_true(ls_distinct_is_empty(&distinct));
    assert_int_equal(ls_distinct_count(&distinct), 0);
    for (size_t count = 1; count <= LS_DISTINCT_FEW; count++) {
        add_range(&distinct, count - 1, 1);
        add_range(&distinct, count / 2, 1);
        assert_int_equal(ls_distinct_count(&distinct), count);
        assert_false(ls_distinct_is_estimate(&distinct));
    }
    add_range(&distinct, LS_DISTINCT_FEW, 1);
    assert_true(ls_distinct_is_estimate(&distinct));
    ls_distinct_release(&distinct);
}

static void distinct__errs_by_two_percent_at_most(void **state)
{
    static const size_t counts[] = { 100,    1000,   1025,   1500,
                                     3000,   10000,  30000,  70000,
                                     100000, 200000, 500000, 1000000 };

    (void)state;
    for (size_t i = 0; i < CASES(counts); i++) {
        ls_distinct distinct = { 0 };
        uint64_t off;
        uint64_t got;

        add_range(&distinct, i * 1000003, counts[i]);
        got = ls_distinct_count(&distinct);
        off = got > counts[i] ? got - counts[i] : counts[i] - got;
        if (off * 50 > counts[i])
            fail_msg("%llu for %zu", (unsigned long long)got, counts[i]);
        ls_distinct_release(&distinct);
    }
}

/* Any keys to one of two, some to both. */
static void try_merge(random_source *random, size_t count)
{
    ls_distinct all = { 0 };
    ls_distinct parts[2] = { { 0 }, { 0 } };
    ls_distinct back = { 0 };
    ls_buf text;

    for (size_t i = 0; i < count; i++) {
        size_t number = random_below(random, 1 << 24);
        size_t to = random_below(random, 9);

        add(&all, number);
        if (to <= 4)
            add(&parts[0], number);
        if (to >= 4)
            add(&parts[1], number);
    }
    assert_int_equal(ls_distinct_merge(&back, &parts[1]), LS_OK);
    assert_int_equal(ls_distinct_merge(&back, &parts[0]), LS_OK);
    assert_int_equal(ls_distinct_merge(&parts[0], &parts[1]), LS_OK);
    demand_same(&all, &parts[0]);
    demand_same(&all, &back);
    ls_distinct_release(&back);
    text = write(&all);
    if (count) {
        assert_int_equal(ls_distinct_read(&back, ls_buf_slice(&text)), LS_OK);
        demand_same(&all, &back);
    }
    ls_buf_release(&text);
    ls_distinct_release(&all);
    ls_distinct_release(&parts[0]);
    ls_distinct_release(&parts[1]);
    ls_distinct_release(&back);
}

static void distinct__adds_up(void **state)
{
    random_source random = { 3 };
    static const size_t counts[] = { 0,    1,    10,   700,  1024,
                                     1025, 1800, 3000, 9000, 100000 };

    (void)state;
    for (size_t round = 0; round < 3; round++)
        for (size_t i = 0; i < CASES(counts); i++)
            try_merge(&random, counts[i]);
}

/* Every machine and version has to write the same of the same clients. */
static void distinct__is_written_as_ever(void **state)
{
    ls_distinct distinct = { 0 };
    ls_buf text;

    (void)state;
    add_range(&distinct, 0, 3);
    text = write(&distinct);
    assert_slice_equal(ls_buf_slice(&text), "sATGgJABBU1zABbDszA");
    ls_buf_release(&text);
    ls_distinct_release(&distinct);
}

/* A text of registers: `count` times `each`, and what stands before. */
static ls_buf repeat(const char *before, const char *each, size_t count)
{
    ls_buf text = { 0 };

    assert_int_equal(ls_buf_append(&text, ls_slice_of(before)), LS_OK);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(ls_buf_append(&text, ls_slice_of(each)), LS_OK);
    return text;
}

static void distinct__reads_no_other_text(void **state)
{
    static const struct {
        const char *before;
        const char *each;
        size_t count;
        ls_status status;
    } cases[] = {
        { "", "", 0, LS_ESYNTAX },
        { "s", "", 0, LS_ESYNTAX },
        { "x", "", 0, LS_ESYNTAX },
        { "sAAAABA", "", 0, LS_OK },            /* prefix 1 */
        { "sAAAABAAAAABA", "", 0, LS_ESYNTAX }, /* not ascending */
        { "sAAAAB", "", 0, LS_ESYNTAX },
        { "sAAAAB=", "", 0, LS_ESYNTAX },
        { "sAAAAAA", "", 0, LS_ESYNTAX }, /* no zeros where they must be */
        { "sAAAAAB", "", 0, LS_OK },
        { "sAAAAAo", "", 0, LS_OK }, /* 40 zeros */
        { "sAAAAAp", "", 0, LS_ESYNTAX },
        { "sAAAABB", "", 0, LS_ESYNTAX }, /* zeros where there are none */
        { "sB____A", "", 0, LS_OK },
        { "sC____A", "", 0, LS_ESYNTAX },
        { "s_____A", "", 0, LS_ESYNTAX },
        { "d", "B", LS_DISTINCT_REGISTERS, LS_OK },
        { "d", "y", LS_DISTINCT_REGISTERS, LS_OK },
        { "d", "z", LS_DISTINCT_REGISTERS, LS_ESYNTAX },
        { "d", "B", LS_DISTINCT_REGISTERS - 1, LS_ESYNTAX },
        { "d", "B", LS_DISTINCT_REGISTERS + 1, LS_ESYNTAX },
        { "d", "*_", LS_DISTINCT_REGISTERS / 64, LS_ESYNTAX },
        { "dB*-", "*_", LS_DISTINCT_REGISTERS / 64 - 1, LS_OK },
        { "d*_B*-", "*_", LS_DISTINCT_REGISTERS / 64 - 1, LS_ESYNTAX },
        { "d*", "", 0, LS_ESYNTAX },
        { "d**", "A", LS_DISTINCT_REGISTERS, LS_ESYNTAX },
        { "d", "*_", 200000, LS_ESYNTAX },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        ls_buf text = repeat(cases[i].before, cases[i].each, cases[i].count);
        ls_distinct distinct = { 0 };
        ls_status status = ls_distinct_read(&distinct, ls_buf_slice(&text));

        if (status != cases[i].status)
            fail_msg("case %zu: %s", i, cases[i].before);
        assert_true(ls_distinct_count(&distinct) <= UINT64_C(1) << 53);
        ls_distinct_release(&distinct);
        ls_buf_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distinct__counts_a_key_once),
        cmocka_unit_test(distinct__errs_by_two_percent_at_most),
        cmocka_unit_test(distinct__adds_up),
        cmocka_unit_test(distinct__is_written_as_ever),
        cmocka_unit_test(distinct__reads_no_other_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
