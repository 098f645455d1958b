/* SPDX-License-Identifier: MIT */
/* Whether a compiled format can be read into records. */

#include "parse/formats.h"

#include "record/fields.h"

static bool is_known(ls_slice name)
{
    return ls_setter_find(name) || ls_slice_equal(name, LS_SLICE("time"));
}

ls_status ls_format_validate(const ls_format *format, ls_error *err)
{
    bool has_status = false;
    bool has_time = false;

    for (size_t i = 1; i < ls_regex_group_count(format->regex); i++) {
        const char *name = ls_regex_group_name(format->regex, i);

        if (name && !is_known(ls_slice_of(name)))
            return ls_fail(err, LS_ESYNTAX, 0, "%s: the group '%s' is no field",
                           format->origin, name);
        has_status = has_status || (name && strcmp(name, "status") == 0);
        has_time = has_time || (name && strcmp(name, "time") == 0);
    }
    if (!has_status && !format->refusal)
        return ls_fail(err, LS_ESYNTAX, 0, "%s: no group is the status",
                       format->origin);
    if (has_time && format->time_form.kind == LS_TIME_KINDS)
        return ls_fail(err, LS_ESYNTAX, 0, "%s: has times, but no time key",
                       format->origin);
    return LS_OK;
}
