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

ls_sender ls_record_sender(const ls_record *record)
{
    if (record->upstream_code < 0 || record->code == 0)
        return LS_SENDER_UNKNOWN;
    return record->upstream_code == record->code ? LS_SENDER_UPSTREAM
                                                 : LS_SENDER_SERVER;
}
