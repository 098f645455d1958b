/* SPDX-License-Identifier: MIT */
/* What is derived from a record's fields. */

#include <logstat/record.h>

ls_slice ls_record_path(const ls_record *record)
{
    ls_slice rest = { 0 };
    ls_slice path;

    if (!(record->has & LS_HAS(LS_FIELD_TARGET)))
        return rest;
    rest = record->text[LS_FIELD_TARGET];
    return ls_slice_cut(&rest, '?', &path) ? path : rest;
}
