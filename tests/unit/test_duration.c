/* SPDX-License-Identifier: MIT */
/* Durations: units, fractions, and what is none. */

#include "test.h"

#include "record/duration.h"

enum {
    S = 1000000000,
    MS = 1000000,
    US = 1000
};

#define NONE UINT64_MAX

static const struct {
    const char *text;
    uint64_t unit;
    uint64_t microseconds; /* NONE: no duration */
} cases[] = {
    { "0", S, 0 },
    { "0.052", S, 52000 },
    { "52", MS, 52000 },
    { "52.5", MS, 52500 },
    { "1234567", 1, 1234 },
    { "7", US, 7 },
    { "0.000001", S, 1 },
    { "0.0000019", S, 1 },
    { "0.1234567890123", S, 123456 },
    { "+14", MS, 14000 },
    { "52ms", S, 52000 },
    { "54.2\xc2\xb5s", S, 54 },
    { "54.2us", S, 54 },
    { "0.05s", MS, 50000 },
    { "1m2.5s", S, 62500000 },
    { "1h0m0.5s", S, UINT64_C(3600500000) },
    { "", S, NONE },
    { "+", S, NONE },
    { "-1", S, NONE },
    { ".5", S, NONE },
    { "5.", S, NONE },
    { "5 s", S, NONE },
    { "5x", S, NONE },
    { "5s-", S, NONE },
    { "1e3", S, NONE },
    { "999999999", S, UINT64_C(999999999000000) },
    { "1000000000", S, UINT64_C(1000000000000000) },
    { "999999999999999999", 1, UINT64_C(999999999999999) },
    { "999999999999999999", S, NONE },
    { "9999999999999999999", 1, NONE },
    { "9000000000s9000000000s", S, NONE },
};

static void duration__is_read_in_its_unit_or_not_at_all(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        uint64_t got = NONE;
        bool good =
            ls_duration_read(ls_slice_of(cases[i].text), cases[i].unit, &got);

        assert_int_equal(good, cases[i].microseconds != NONE);
        if (got != cases[i].microseconds)
            fail_msg("%s: %llu", cases[i].text, (unsigned long long)got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(duration__is_read_in_its_unit_or_not_at_all),
    };

    return cmocka_run_group_tests_name("duration", tests, NULL, NULL);
}
