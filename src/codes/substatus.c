/* SPDX-License-Identifier: MIT */
/*
 * The IIS sub-statuses, such as the 7 of 404.7. The table is substatus.tsv,
 * compiled in and sorted by code, then sub-status; a test checks the order,
 * and the search relies on it.
 */

#include <logstat/codes.h>

static const ls_substatus rows[] = {
#define ROW(code_, substatus_, name_, meaning_, check_, source_)               \
    { .code = (code_),                                                         \
      .substatus = (substatus_),                                               \
      .name = (name_),                                                         \
      .meaning = (meaning_),                                                   \
      .check = (check_),                                                       \
      .source = (source_) },
#include "substatus.inc"
#undef ROW
};

static const size_t row_count = sizeof(rows) / sizeof(rows[0]);

size_t ls_substatus_count(void)
{
    return row_count;
}

const ls_substatus *ls_substatus_at(size_t index)
{
    return index < row_count ? &rows[index] : NULL;
}

static bool comes_before(const ls_substatus *row, unsigned code,
                         unsigned substatus)
{
    return row->code < code ||
           (row->code == code && row->substatus < substatus);
}

const ls_substatus *ls_substatus_find(unsigned code, unsigned substatus)
{
    size_t low = 0;
    size_t high = row_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (comes_before(&rows[middle], code, substatus))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == row_count || rows[low].code != code ||
        rows[low].substatus != substatus)
        return NULL;
    return &rows[low];
}
