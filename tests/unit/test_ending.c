/* SPDX-License-Identifier: MIT */
/* What stands behind the names of compressed files. */

#include "test.h"

#include "base/ending.h"

static const struct {
    const char *name;
    const char *plain;
} samples[] = {
    { "access.log.gz", "access.log" },
    { "access.log.1.bz2", "access.log.1" },
    { "a.xz", "a" },
    { "a.zst", "a" },
    { "a.lz4", "a" },
    { "a.Z", "a" },
    { "a.gz.gz", "a.gz" }, /* one at a time */
    { "a", "a" },
    { "a.GZ", "a.GZ" },
    { "a.z", "a.z" },
    { "agz", "agz" },
    { "a.gz.1", "a.gz.1" },
    { ".gz", ".gz" },
    { "", "" },
};

static void ending__is_cut_off_a_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(samples); i++) {
        ls_slice name = ls_slice_of(samples[i].name);

        assert_slice_equal(ls_ending_cut(name), samples[i].plain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ending__is_cut_off_a_name),
    };

    return cmocka_run_group_tests_name("ending", tests, NULL, NULL);
}
