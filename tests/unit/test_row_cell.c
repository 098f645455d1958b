/* SPDX-License-Identifier: MIT */
/* The code of most errors of a row, and whether it can be told. */

#include "test.h"

#include "render/row_cell.h"

enum {
    ERRORS = 3
};

static const struct {
    uint64_t failed; /* 4xx */
    uint64_t broken; /* 5xx */
    ls_summary_row_error errors[ERRORS];
    unsigned worst;
} samples[] = {
    { 0, 0, { { 0, 0 } }, 0 },
    { 7, 0, { { 403, 2 }, { 404, 5 } }, 404 },
    { 4, 0, { { 403, 2 }, { 404, 2 } }, 403 },
    { 7, 1, { { 403, 2 }, { 404, 5 }, { 502, 1 } }, 502 },
    /* What was added up with rows of which the codes were not told. */
    { 3, 1000, { { 404, 3 } }, 0 },
    { 0, 1001, { { 500, 1 } }, 0 },
    { 3, 9, { { 404, 3 }, { 502, 4 } }, 0 },
    { 3, 8, { { 404, 3 }, { 502, 4 } }, 502 },
    { 1000, 1, { { 404, 3 }, { 502, 1 } }, 502 },
};

static void row__tells_the_worst_error_if_it_is_sure(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(samples); i++) {
        ls_summary_row row = { .errors = samples[i].errors };
        const ls_summary_group group = { .rows = &row, .row_count = 1 };

        row.classes[LS_CLASS_4XX] = samples[i].failed;
        row.classes[LS_CLASS_5XX] = samples[i].broken;
        while (row.error_count < ERRORS && row.errors[row.error_count].code)
            row.error_count++;
        assert_int_equal(ls_row_worst(&row), samples[i].worst);
        assert_string_equal(
            ls_row_worst_word(&row).text,
            samples[i].worst ? ls_word_code(samples[i].worst).text : "-");
        assert_int_equal(ls_group_has_worst(&group), samples[i].worst != 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(row__tells_the_worst_error_if_it_is_sure),
    };

    return cmocka_run_group_tests_name("row_cell", tests, NULL, NULL);
}
