/* SPDX-License-Identifier: MIT */
/* Memory that runs out while it is found out why a line is no record. */

#include "test.h"

#include "fault/points.h"
#include "parse/formats.h"
#include "parse/misfit.h"
#include "property/laws.h"

static ls_plans plans;

/* All that is found out, as a number. */
static uint64_t hash_reason(const ls_misfit_reason *reason)
{
    uint64_t hash = reason->column;

    for (const char *at = reason->expected; *at; at++)
        hash = hash * 31 + (unsigned char)*at;
    return hash;
}

static ls_status work(uint64_t *result)
{
    ls_misfits *misfits = ls_misfits_new();
    ls_misfit_reason reason;
    ls_status status = LS_ENOMEM;

    if (misfits)
        status =
            ls_misfit_find(misfits, &plans,
                           LS_SLICE("192.0.2.1 - - [27/Nov/2026:16"), &reason);
    if (status == LS_OK)
        *result = hash_reason(&reason);
    ls_misfits_free(misfits);
    return status;
}

static void no_memory__to_find_out_why_a_line_is_no_record(void **state)
{
    const ls_format *format = ls_formats_named(builtin_formats(), "common");
    uint64_t result = 0;

    (void)state;
    assert_non_null(format);
    assert_int_equal(ls_plans_init_one(&plans, format, 0), LS_OK);
    assert_int_equal(work(&result), LS_OK);
    try_all_points(work, 5);
    ls_plans_release(&plans);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory__to_find_out_why_a_line_is_no_record),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
