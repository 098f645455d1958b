/* SPDX-License-Identifier: MIT */
/* Names of rotated logs: which may be one, and which is surely another log. */

#include "test.h"

#include "input/names.h"

struct sample {
    const char *live;
    const char *name;
    bool rotated;
};

static const struct sample samples[] = {
    { "access.log", "access.log.1", true },
    { "access.log", "access.log.14.gz", true },
    { "access.log", "access.log-20261126", true },
    { "access.log", "access.log-20261126.zst", true },
    { "access.log", "access.log-20261126-0300", true },
    { "access.log", "access.log.2026-11-26_03:00:00", true },
    { "access.log", "access.log_1795689763", true },
    { "access.log", "access.log.old", true },
    { "access.log", "access.log.gz", true },
    { "access.log", "access.log.1.Z", true },
    { "access.log", "access.log.Z", true },
    { "access.log", "access-20261126.log.Z", true },
    { "access.log", "access.1.log", true },
    { "access.log", "access.12.log.xz", true },
    { "access.log", "access-20261126.log", true },
    { "access.log", "access-20261126.log.gz", true },
    { "access.log", "access_2026-11-26.log", true },
    { "access.log.gz", "access.log.1.gz", true },
    { "example.org", "example.org.1125702004.gz", true },
    { "a", "a.1", true },

    { "access.log", "access.log", false },
    { "access.log", "access.log.", false },
    { "access.log", "access.log-", false },
    { "access.log", "access.log1", false },
    { "access.log", "access.log.json", false },
    { "access.log", "access.log.1.json", false },
    { "access.log", "access.log.swp", false },
    { "access.log", "access.log.anonymized", false },
    { "access.log", "access.8080.log", false },
    { "access.log", "access-1.log", false },
    { "access.log", "access_ssl.log", false },
    { "access.log", "access.log-ssl.1", false },
    { "access.log", "error.log.1", false },
    { "access.log", "other.access.log", false },
    { "site-1.log", "site-2.log", false },
    { "site.log", "site-2.log", false },
    { "10.0.0.1.log", "10.0.0.2.log", false },
    { "access.log", ".log", false },
    { "access.log", "", false },
};

static void rotated__is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(samples); i++)
        if (ls_name_is_rotated(ls_slice_of(samples[i].live),
                               ls_slice_of(samples[i].name)) !=
            samples[i].rotated)
            fail_msg("%s, %s", samples[i].live, samples[i].name);
}

static void alike__differs_in_digits_only(void **state)
{
    (void)state;
    assert_true(
        ls_name_is_alike(LS_SLICE("a-0310.log"), LS_SLICE("a-0311.log.gz")));
    assert_false(
        ls_name_is_alike(LS_SLICE("a-0310.log"), LS_SLICE("a-031.log")));
    assert_false(
        ls_name_is_alike(LS_SLICE("a-0310.log"), LS_SLICE("b-0310.log")));
    assert_false(ls_name_is_alike(LS_SLICE("a.log"), LS_SLICE("a.log")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rotated__is_told),
        cmocka_unit_test(alike__differs_in_digits_only),
    };

    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
