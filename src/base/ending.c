/* SPDX-License-Identifier: MIT */
/*
 * The ends of names that programs give to what they have compressed: those that
 * are read, and `.Z` of compress, which is told of where it is met.
 */

#include "base/ending.h"

static bool ends_with(ls_slice name, ls_slice end)
{
    return name.len > end.len &&
           ls_slice_equal(ls_slice_skip(name, name.len - end.len), end);
}

ls_slice ls_ending_cut(ls_slice name)
{
    static const char *const ends[] = { ".gz",  ".bz2", ".xz",
                                        ".zst", ".lz4", ".Z" };

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
        if (ends_with(name, ls_slice_of(ends[i])))
            return ls_slice_head(name, name.len - strlen(ends[i]));
    return name;
}
