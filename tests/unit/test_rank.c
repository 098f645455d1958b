/* SPDX-License-Identifier: MIT */
/* The order of paths, against a plain comparison. */

#include "test.h"

#include "property/random.h"
#include "tally/rank.h"

#include <stdlib.h>

enum {
    MOST = 300,
    LONGEST = 24
};

static int plainly(const void *left, const void *right)
{
    const ls_summary_path *a = left;
    const ls_summary_path *b = right;
    size_t len = a->path.len < b->path.len ? a->path.len : b->path.len;
    int by = memcmp(a->path.ptr, b->path.ptr, len);

    if (a->requests != b->requests)
        return a->requests < b->requests ? 1 : -1;
    return by ? by : (a->path.len > b->path.len) - (a->path.len < b->path.len);
}

/* A path of few letters, NUL and one above 127 among them. */
static size_t write_path(random_source *random, size_t shared, char *path)
{
    static const char letters[] = { '\0', '/', 'a', '\xff' };
    size_t len = shared + random_below(random, LONGEST - shared);

    memset(path, '/', shared);
    for (size_t i = shared; i < len; i++)
        path[i] = letters[random_below(random, sizeof(letters))];
    return len;
}

static void paths__are_sorted_as_plainly(void **state)
{
    static char texts[MOST][LONGEST];
    static ls_summary_path paths[MOST];
    static ls_summary_path expected[MOST];
    random_source random = { 7 };

    (void)state;
    for (size_t count = 0; count <= MOST; count++) {
        size_t shared = random_below(&random, LONGEST - 4);

        for (size_t i = 0; i < count; i++) {
            size_t len = write_path(&random, shared, texts[i]);

            paths[i] = (ls_summary_path){ { texts[i], len },
                                          1 + random_below(&random, 3),
                                          i };
        }
        memcpy(expected, paths, sizeof(paths));
        qsort(expected, count, sizeof(*expected), plainly);
        assert_int_equal(ls_rank_paths(paths, count), LS_OK);
        for (size_t i = 0; i < count; i++) {
            assert_true(paths[i].requests == expected[i].requests);
            assert_true(ls_slice_equal(paths[i].path, expected[i].path));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths__are_sorted_as_plainly),
    };

    return cmocka_run_group_tests_name("rank", tests, NULL, NULL);
}
