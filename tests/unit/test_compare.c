/* SPDX-License-Identifier: MIT */
/* Comparing two summaries: the test, its correction, and what is told. */

#include "test.h"

#include "render/change.h"

#include <math.h>

static ls_summary summary_of(const ls_summary_code *codes, size_t count)
{
    ls_summary summary = { .codes = codes, .code_count = count };

    for (size_t i = 0; i < count; i++) {
        summary.lines.counted += codes[i].requests;
        summary.classes[ls_class_of(codes[i].code)].requests +=
            codes[i].requests;
    }
    return summary;
}

/* The change of a code, or of its class. */
static ls_change find(const ls_summary *now, const ls_summary *before,
                      unsigned code, bool is_class)
{
    ls_change found = { .p = -1 };
    ls_change *changes;
    size_t count;

    assert_int_equal(ls_compare(now, before, &changes, &count), LS_OK);
    for (size_t i = 0; i < count; i++)
        if (changes[i].is_class == is_class &&
            (is_class ? changes[i].class_ == ls_class_of(code)
                      : changes[i].code == code))
            found = changes[i];
    free(changes);
    assert_true(found.p >= 0);
    return found;
}

static void demand_near(double got, double want)
{
    assert_true(fabs(got - want) <= 1e-6 * want);
}

/* Of the tables (10, 90; 30, 70) and so on, by hand. */
static void g__is_that_of_the_table(void **state)
{
    const ls_summary_code now[] = { { .code = 200, .requests = 90 },
                                    { .code = 500, .requests = 10 } };
    const ls_summary_code then[] = { { .code = 200, .requests = 70 },
                                     { .code = 500, .requests = 30 } };
    const ls_summary a = summary_of(now, 2);
    const ls_summary b = summary_of(then, 2);
    ls_change change = find(&a, &b, 500, true);

    (void)state;
    demand_near(change.g, 12.971514326);
    demand_near(change.p, 2 * 0.00031626611434); /* of two classes */
    assert_true(change.is_real);
    change = find(&a, &a, 500, false);
    assert_true(change.g < 1e-9);
    assert_true(change.p >= 1 - 1e-9);
    assert_false(change.is_real);
}

/* Each chance times how many are not lower, and none lower than the one
   before. */
static void chances__are_corrected_for_their_number(void **state)
{
    const ls_summary_code now[] = { { .code = 200, .requests = 1000 },
                                    { .code = 404, .requests = 100 },
                                    { .code = 500, .requests = 10 },
                                    { .code = 502, .requests = 3 } };
    const ls_summary_code then[] = { { .code = 200, .requests = 1000 },
                                     { .code = 404, .requests = 40 },
                                     { .code = 500, .requests = 11 },
                                     { .code = 502, .requests = 3 } };
    const ls_summary a = summary_of(now, 4);
    const ls_summary b = summary_of(then, 4);
    const ls_change first = find(&a, &b, 404, false);
    const ls_change last = find(&a, &b, 502, false);

    (void)state;
    demand_near(first.p, 4 * erfc(sqrt(first.g / 2)));
    assert_true(first.is_real);
    assert_true(last.p >= first.p && last.p <= 1);
    assert_false(last.is_real);
}

static void changes__are_told_if_they_are_large(void **state)
{
    const ls_summary_code now[] = { { .code = 200, .requests = 1000000 },
                                    { .code = 404, .requests = 100000 },
                                    { .code = 500, .requests = 4 } };
    const ls_summary_code then[] = { { .code = 200, .requests = 1000000 },
                                     { .code = 404, .requests = 90000 },
                                     { .code = 502, .requests = 30 } };
    const ls_summary a = summary_of(now, 3);
    const ls_summary b = summary_of(then, 3);

    (void)state;
    assert_true(find(&a, &b, 404, false).p < 1e-9); /* but not by much */
    assert_false(find(&a, &b, 404, false).is_real);
    assert_false(find(&a, &b, 500, false).is_real); /* too few */
    assert_true(find(&a, &b, 502, false).is_real);
}

static void nothing__is_compared_with_nothing(void **state)
{
    const ls_summary_code now[] = { { .code = 200, .requests = 10 } };
    const ls_summary a = summary_of(now, 1);
    const ls_summary none = { .code_count = 0 };
    ls_change *changes;
    size_t count;

    (void)state;
    assert_false(find(&a, &none, 200, false).is_real);
    assert_int_equal(ls_compare(&none, &none, &changes, &count), LS_OK);
    assert_int_equal(count, 0);
    free(changes);
}

static void changes__have_words(void **state)
{
    static const struct {
        ls_change change;
        const char *word;
    } cases[] = {
        { { .now = 5, .of_now = 10, .of_before = 10 }, "new" },
        { { .before = 5, .of_now = 10, .of_before = 10 }, "gone" },
        { { .now = 20, .before = 5, .of_now = 100, .of_before = 100 },
          "4.0 times as high" },
        { { .now = 20, .before = 5, .of_now = 1000, .of_before = 100 },
          "0.4 times as high" },
        { { .now = 1, .before = 50, .of_now = 1000, .of_before = 100 },
          "<0.1 times as high" },
        { { .now = UINT64_C(1) << 53,
            .before = 1,
            .of_now = UINT64_C(1) << 53,
            .of_before = UINT64_C(1) << 53 },
          "100000.0 times as high" },
    };

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++)
        assert_string_equal(ls_change_word(&cases[i].change).text,
                            cases[i].word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(g__is_that_of_the_table),
        cmocka_unit_test(chances__are_corrected_for_their_number),
        cmocka_unit_test(changes__are_told_if_they_are_large),
        cmocka_unit_test(nothing__is_compared_with_nothing),
        cmocka_unit_test(changes__have_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
