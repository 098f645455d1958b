/* SPDX-License-Identifier: MIT */
/*
 * Cells of rows start where a plain search says, whatever the length of the
 * row. It ends where its memory, or the slack behind it, ends, so that a
 * sanitizer sees a byte that is read too many.
 */

#include "test.h"

#include "parse/cells.h"
#include "property/random.h"

enum {
    LONGEST = 400,
};

/* The same one byte after the other. */
static size_t find_slowly(ls_slice row, char separator, char odd,
                          uint32_t *starts)
{
    size_t count = 1;

    starts[0] = 0;
    for (size_t at = 0; at < row.len; at++) {
        if (row.ptr[at] == '"' || row.ptr[at] == odd)
            return 0;
        if (row.ptr[at] != separator)
            continue;
        if (count == LS_CELLS_MAX)
            return 0;
        starts[count++] = (uint32_t)at + 1;
    }
    starts[count] = (uint32_t)row.len + 1;
    return count;
}

/* One of `rarity` bytes is a separator; now and then there is an odd one. */
static void fill(random_source *random, char *bytes, size_t len, size_t rarity)
{
    for (size_t i = 0; i < len; i++) {
        bytes[i] = (char)random_next(random);
        if (bytes[i] == '"' || bytes[i] == '\t')
            bytes[i] = ' ' ^ 0x40;
        if (random_below(random, rarity) == 0)
            bytes[i] = ' ';
    }
    if (len && random_below(random, 4) == 0)
        bytes[random_below(random, len)] = random_below(random, 2) ? '"' : '\t';
}

/* Behind the row stand bytes that would matter in it. */
static void with_slack(ls_slice row, const uint32_t *want, size_t count)
{
    uint32_t starts[LS_CELLS_ROOM];
    char *copy = malloc(row.len + LS_CELLS_SLACK);

    assert_non_null(copy);
    memcpy(copy, row.ptr, row.len);
    for (size_t i = 0; i < LS_CELLS_SLACK; i++)
        copy[row.len + i] = " \"\t"[i % 3];
    row.ptr = copy;
    for (int vectors = LS_VECTORS_AVX2; vectors <= (int)ls_vectors_best();
         vectors++) {
        assert_int_equal(
            ls_cells_find(row, ' ', '\t', starts, (ls_vectors)vectors), count);
        if (count)
            assert_memory_equal(starts, want, (count + 1) * sizeof(*want));
    }
    free(copy);
}

static void without_slack(ls_slice row, const uint32_t *want, size_t count)
{
    uint32_t starts[LS_CELLS_ROOM];

    assert_int_equal(ls_cells_find(row, ' ', '\t', starts, LS_VECTORS_NONE),
                     count);
    if (count)
        assert_memory_equal(starts, want, (count + 1) * sizeof(*want));
}

static void cells__start_behind_the_separators(void **state)
{
    static const size_t rarities[] = { 1, 2, 5, 15, 64, 1000 };
    random_source random = { 8 };
    size_t found = 0;

    (void)state;
    for (size_t r = 0; r < CASES(rarities); r++)
        for (size_t len = 0; len <= LONGEST; len++) {
            uint32_t want[LS_CELLS_ROOM];
            char *bytes = malloc(len ? len : 1);
            ls_slice row = { bytes, len };
            size_t count;

            assert_non_null(bytes);
            fill(&random, bytes, len, rarities[r]);
            count = find_slowly(row, ' ', '\t', want);
            found += count != 0;
            with_slack(row, want, count);
            without_slack(row, want, count);
            free(bytes);
        }
    assert_true(found > 1000);
}

static void cells__are_so_many_at_most(void **state)
{
    char bytes[LS_CELLS_MAX];
    uint32_t want[LS_CELLS_ROOM];

    (void)state;
    memset(bytes, ' ', sizeof(bytes));
    for (size_t len = LS_CELLS_MAX - 2; len <= LS_CELLS_MAX; len++) {
        ls_slice row = { bytes, len };
        size_t count = find_slowly(row, ' ', '\t', want);

        assert_int_equal(count, len < LS_CELLS_MAX ? len + 1 : 0);
        with_slack(row, want, count);
        without_slack(row, want, count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells__start_behind_the_separators),
        cmocka_unit_test(cells__are_so_many_at_most),
    };

    return cmocka_run_group_tests_name("cells", tests, NULL, NULL);
}
