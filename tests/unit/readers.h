/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_READERS_H
#define TESTS_UNIT_READERS_H

/* Readers made for one test. */

#include "unit/formats.h"

#include "parse/reader.h"

/* A reader and what it needs. */
struct reader {
    ls_formats *formats;
    ls_plans plans;
    ls_reader *reader;
};

/* `name` NULL: the format is not known. Takes the formats over. */
static inline void start_reader(struct reader *r, ls_formats *formats,
                                const char *name, bool interpret)
{
    const ls_format *format = name ? format_named(formats, name) : NULL;
    ls_found found = { .format = format };

    r->formats = formats;
    assert_int_equal(ls_plans_init(&r->plans, formats, &found, LS_FIELDS_ALL),
                     LS_OK);
    r->reader = ls_reader_new(&r->plans, 0, interpret);
    assert_non_null(r->reader);
}

static inline void stop_reader(struct reader *r)
{
    ls_reader_free(r->reader);
    ls_plans_release(&r->plans);
    ls_formats_free(r->formats);
}

#endif
