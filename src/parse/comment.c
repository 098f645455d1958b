/* SPDX-License-Identifier: MIT */
/* Lines between the records that no format has to know. */

#include "parse/comment.h"

/* W3C: https://www.w3.org/TR/WD-logfile; Zeek: its ASCII log writer. */
static const char *const directives[] = {
    "#Software:",       "#Version:",      "#Date:",         "#Fields:",
    "#Start-Date:",     "#End-Date:",     "#Remark:",       "#separator ",
    "#set_separator\t", "#empty_field\t", "#unset_field\t", "#path\t",
    "#open\t",          "#close\t",       "#fields\t",      "#types\t",
};

static bool is_directive(ls_slice line)
{
    for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]); i++)
        if (ls_slice_starts(line, ls_slice_of(directives[i])))
            return true;
    return false;
}

static bool is_tail_header(ls_slice line)
{
    ls_slice end = LS_SLICE(" <==");

    return ls_slice_starts(line, LS_SLICE("==> ")) && line.len > 8 &&
           memcmp(line.ptr + line.len - end.len, end.ptr, end.len) == 0;
}

bool ls_comment_is(ls_slice line, bool remarks)
{
    if (line.len && line.ptr[0] == '#')
        return remarks || is_directive(line);
    return is_tail_header(line);
}
