/* SPDX-License-Identifier: MIT */
/*
 * Cells of rows start where a plain search says, whatever the length of the
 * rows. They end where their memory, or the slack behind it, ends, so that a
 * sanitizer sees a byte that is read too many.
 */

#include "test.h"

#include "parse/cells.h"
#include "property/random.h"

enum {
    LONGEST = 400,
};

static bool is_odd(char byte)
{
    return byte == '"' || byte == '\t';
}

/* Where the 64 bytes start that end the search, or behind the rows. */
static size_t find_odd(ls_slice rows)
{
    for (size_t at = 0; at < rows.len; at++)
        if (is_odd(rows.ptr[at]))
            return at / 64 * 64;
    return rows.len;
}

/* The same one byte after the other. */
static size_t find_slowly(ls_slice rows, uint32_t *starts)
{
    size_t end = find_odd(rows);
    size_t count = 1;

    starts[0] = 0;
    for (size_t at = 0; at < end; at++) {
        if (at % 64 == 0 && count >= LS_CELLS_ROOM - 64)
            return count;
        if (rows.ptr[at] == ' ' || rows.ptr[at] == '\n')
            starts[count++] = (uint32_t)at + 1;
    }
    if (end == rows.len)
        starts[count++] = (uint32_t)rows.len + 1;
    return count;
}

/* One of `rarity` bytes ends a cell; now and then there is an odd one. */
static void fill(random_source *random, char *bytes, size_t len, size_t rarity)
{
    for (size_t i = 0; i < len; i++) {
        bytes[i] = (char)random_next(random);
        if (is_odd(bytes[i]))
            bytes[i] = ' ' ^ 0x40;
        if (random_below(random, rarity) == 0)
            bytes[i] = random_below(random, 4) ? ' ' : '\n';
    }
    if (len && random_below(random, 4) == 0)
        bytes[random_below(random, len)] = random_below(random, 2) ? '"' : '\t';
}

/* Behind the rows stand bytes that would matter in them. */
static void with_slack(ls_slice rows, const uint32_t *want, size_t count)
{
    uint32_t starts[LS_CELLS_ROOM];
    char *copy = malloc(rows.len + LS_CELLS_SLACK);

    assert_non_null(copy);
    memcpy(copy, rows.ptr, rows.len);
    for (size_t i = 0; i < LS_CELLS_SLACK; i++)
        copy[rows.len + i] = " \"\t\n"[i % 4];
    rows.ptr = copy;
    for (int vectors = LS_VECTORS_AVX2; vectors <= (int)ls_vectors_best();
         vectors++) {
        memset(starts, 0xff, sizeof(starts));
        assert_int_equal(
            ls_cells_find(rows, ' ', '\t', starts, (ls_vectors)vectors), count);
        assert_memory_equal(starts, want, count * sizeof(*want));
    }
    free(copy);
}

static void without_slack(ls_slice rows, const uint32_t *want, size_t count)
{
    uint32_t starts[LS_CELLS_ROOM];

    assert_int_equal(ls_cells_find(rows, ' ', '\t', starts, LS_VECTORS_NONE),
                     count);
    assert_memory_equal(starts, want, count * sizeof(*want));
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
            ls_slice rows = { bytes, len };
            size_t count;

            assert_non_null(bytes);
            fill(&random, bytes, len, rarities[r]);
            count = find_slowly(rows, want);
            found += want[count - 1] == len + 1;
            with_slack(rows, want, count);
            without_slack(rows, want, count);
            free(bytes);
        }
    assert_true(found > 1000);
}

static void cells__are_so_many_at_most(void **state)
{
    char bytes[LS_CELLS_ROOM + 64];
    uint32_t want[LS_CELLS_ROOM];
    size_t most = 0;

    (void)state;
    memset(bytes, ' ', sizeof(bytes));
    for (size_t dashes = 0; dashes < 4; bytes[dashes++] = '-')
        for (size_t len = LS_CELLS_ROOM - 130; len <= sizeof(bytes); len++) {
            ls_slice rows = { bytes, len };
            size_t count = find_slowly(rows, want);

            if (most < count)
                most = count;
            with_slack(rows, want, count);
            without_slack(rows, want, count);
        }
    assert_int_equal(most, LS_CELLS_ROOM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells__start_behind_the_separators),
        cmocka_unit_test(cells__are_so_many_at_most),
    };

    return cmocka_run_group_tests_name("cells", tests, NULL, NULL);
}
