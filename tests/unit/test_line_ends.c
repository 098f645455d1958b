/* SPDX-License-Identifier: MIT */
/*
 * All line ends are found, and nothing else, whatever the length; the bytes
 * end where their memory ends, so that a sanitizer sees one read too many.
 */

#include "test.h"

#include "base/line_ends.h"
#include "property/random.h"

enum {
    LONGEST = 400,
    BASE = 1000,
};

/* Compares what is found in one text with a search byte by byte. */
static void try_text_with(const char *bytes, size_t len, ls_vectors vectors)
{
    uint32_t ends[LONGEST + 1];
    size_t count = ls_line_ends_find(bytes, len, BASE, ends, vectors);
    size_t want = 0;

    for (size_t i = 0; i < len; i++) {
        if (bytes[i] != '\n')
            continue;
        assert_true(want < count);
        assert_int_equal(ends[want], BASE + i);
        want++;
    }
    assert_int_equal(count, want);
}

/* The same with all vectors that there are here. */
static void try_text(const char *bytes, size_t len)
{
    for (int vectors = LS_VECTORS_NONE; vectors <= (int)ls_vectors_best();
         vectors++)
        try_text_with(bytes, len, (ls_vectors)vectors);
}

/* Any bytes, of which one in `rarity` is a line end. */
static void fill(random_source *random, char *bytes, size_t len, size_t rarity)
{
    for (size_t i = 0; i < len; i++) {
        bytes[i] = (char)random_next(random);
        if (random_below(random, rarity) == 0)
            bytes[i] = '\n';
    }
}

static void line_ends__are_found_at_every_length(void **state)
{
    static const size_t rarities[] = { 1, 2, 10, 64, 1000 };
    random_source random = { 3 };

    (void)state;
    for (size_t r = 0; r < CASES(rarities); r++)
        for (size_t len = 0; len <= LONGEST; len++) {
            char *bytes = malloc(len ? len : 1);

            assert_non_null(bytes);
            fill(&random, bytes, len, rarities[r]);
            try_text(bytes, len);
            free(bytes);
        }
}

static void line_ends__are_found_at_every_place(void **state)
{
    char bytes[LONGEST];

    (void)state;
    for (size_t i = 0; i < LONGEST; i++) {
        memset(bytes, '\n' + 0x80, sizeof(bytes));
        bytes[i] = '\n';
        try_text(bytes, sizeof(bytes));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_ends__are_found_at_every_length),
        cmocka_unit_test(line_ends__are_found_at_every_place),
    };

    return cmocka_run_group_tests_name("line_ends", tests, NULL, NULL);
}
