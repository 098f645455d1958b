/* SPDX-License-Identifier: MIT */
#ifndef TESTS_TEST_H
#define TESTS_TEST_H

/* The headers that cmocka wants before its own, and asserts for slices. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <logstat/slice.h>

#define assert_slice_equal(slice, string)                                      \
    do {                                                                       \
        ls_slice got_ = (slice);                                               \
        const char *want_ = (string);                                          \
        assert_int_equal(got_.len, strlen(want_));                             \
        if (got_.len)                                                          \
            assert_memory_equal(got_.ptr, want_, got_.len);                    \
    } while (0)

#define CASES(array) (sizeof(array) / sizeof((array)[0]))

#endif
