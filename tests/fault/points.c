/* SPDX-License-Identifier: MIT */
/* See points.h. */

#include "test.h"

#include "fault/allocations.h"
#include "fault/points.h"

/* Memory runs out at one point; false if the work is done before it. */
static bool try_point(task *work, size_t number, bool forever, uint64_t usual)
{
    size_t live = allocations_live();
    uint64_t result = 0;
    ls_status status;
    bool failed;

    allocations_fail_at(number, forever);
    status = work(&result);
    failed = allocations_failed();
    allocations_fail_at(0, false);
    if (status != LS_ENOMEM && (status != LS_OK || result != usual))
        fail_msg("allocation %zu: status %d", number, (int)status);
    if (allocations_live() != live)
        fail_msg("allocation %zu: %zu blocks are not freed", number,
                 allocations_live() - live);
    return failed;
}

void try_all_points(task *work, size_t least)
{
    size_t number = 1;
    uint64_t usual = 0;

    assert_int_equal(work(&usual), LS_OK);
    while (try_point(work, number, false, usual) &&
           try_point(work, number, true, usual))
        number++;
    assert_true(number > least);
}
