/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_FORMATS_H
#define TESTS_UNIT_FORMATS_H

/* Sets of formats made for one test. */

#include "test.h"

#include <logstat/format.h>

/* A pattern file whose one sample is `x 200`; `rest` holds the regexes. */
#define FORMAT(name, rest)                                                     \
    "name " name "\ntitle T\n" rest "sample x 200\nexpect status=200\n"

/* A look-alike's. */
#define LOOKALIKE(name, rest)                                                  \
    "name " name "\ntitle T\nrefuse no log\n" rest "sample x\nexpect\n"

/* The texts up to a NULL, compiled. */
static inline ls_formats *formats_of(const char *const *texts)
{
    ls_formats *formats = ls_formats_new();
    ls_error err = { 0 };

    assert_non_null(formats);
    for (; *texts; texts++)
        if (ls_formats_add(formats, ls_slice_of(*texts), "t", &err) != LS_OK)
            fail_msg("%s", err.message);
    if (ls_formats_compile(formats, &err) != LS_OK)
        fail_msg("%s", err.message);
    return formats;
}

/* Those that are compiled in. */
static inline ls_formats *all_formats(void)
{
    ls_formats *formats = ls_formats_new();

    assert_non_null(formats);
    assert_int_equal(ls_formats_add_builtin(formats, NULL), LS_OK);
    assert_int_equal(ls_formats_compile(formats, NULL), LS_OK);
    return formats;
}

static inline const ls_format *format_named(const ls_formats *formats,
                                            const char *name)
{
    const ls_format *format = ls_formats_find(formats, ls_slice_of(name));

    assert_non_null(format);
    return format;
}

#endif
