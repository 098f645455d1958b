/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_JSON_READER_H
#define TESTS_UNIT_JSON_READER_H

/* One reader for all tests of a program, as one reads many objects. */

#include "property/json_model.h"

static ls_json_reader *reader;

static int make_reader(void **state)
{
    (void)state;
    reader = ls_json_reader_new();
    return reader ? 0 : -1;
}

static int free_reader(void **state)
{
    (void)state;
    ls_json_reader_free(reader);
    return 0;
}

static inline bool is_taken(ls_slice text)
{
    ls_buf out = { 0 };
    bool valid = json_model_got(reader, text, &out);

    ls_buf_release(&out);
    return valid;
}

#endif
