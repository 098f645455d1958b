/* SPDX-License-Identifier: MIT */
/*
 * Memory that runs out while reading goes on in a log whose columns are named
 * before the place where it does.
 */

#include "test.h"

#include "fault/points.h"
#include "property/laws.h"

#include <logstat/run.h>

#include <stdio.h>

static const char rows[] = "10:00:01 GET /a 404\n"
                           "10:00:02 GET /b 200\n"
                           "#Fields: time sc-status cs-uri-stem\n"
                           "10:00:03 503 /c\n";

static size_t run_block; /* the header in the log is in the same, or another */

static char path[] = "/dev/fd/1234567890";

/* What depends on the columns and the date, added up. */
static ls_status add_record(void *context, const ls_record *record)
{
    *(uint64_t *)context += record->code + (uint64_t)record->time;
    return LS_OK;
}

static ls_status work(uint64_t *result)
{
    const ls_position position = {
        .lines = 2,
        .format = "w3c",
        .header = LS_SLICE("#Fields: time cs-method cs-uri-stem sc-status"),
        .date = LS_SLICE("#Date: 2026-11-27 09:00:00"),
    };
    const ls_run_input input = {
        .name = path,
        .descriptor = -1,
        .position = &position,
    };
    const ls_run_options options = {
        .formats = builtin_formats(),
        .block = run_block,
        .stop = -1,
        .on_record = add_record,
        .context = result,
    };
    ls_run *run = NULL;
    ls_status status = ls_run_new(&options, &run, NULL);

    if (status == LS_OK)
        status = ls_run_read(run, &input, 1, NULL);
    ls_run_free(run);
    return status;
}

static void no_memory__to_go_on_below_a_header(void **state)
{
    FILE *file = tmpfile();
    uint64_t result = 0;

    (void)state;
    assert_non_null(file);
    assert_int_equal(fwrite(rows, 1, sizeof(rows) - 1, file), sizeof(rows) - 1);
    assert_int_equal(fflush(file), 0);
    (void)snprintf(path, sizeof(path), "/dev/fd/%d", fileno(file));
    for (run_block = 30; run_block < 1000; run_block *= 20) {
        assert_int_equal(work(&result), LS_OK);
        assert_true(result > 404 + 200 + 503); /* with their times */
        try_all_points(work, 20);
    }
    (void)fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory__to_go_on_below_a_header),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
