/* SPDX-License-Identifier: MIT */
/* JSON documents on one line each, for programs that read them as they come. */

#include "cli/one_line.h"

static ls_status write_some(void *context, ls_slice bytes)
{
    ls_one_line *line = context;
    ls_slice piece;

    while (bytes.len) {
        bool ends = ls_slice_cut(&bytes, '\n', &piece);

        if (!ends) {
            piece = bytes;
            bytes.len = 0;
        }
        while (line->is_start && piece.len && piece.ptr[0] == ' ')
            piece = ls_slice_skip(piece, 1);
        line->is_start = ends || (line->is_start && piece.len == 0);
        if (piece.len && line->to->write(line->to->context, piece) != LS_OK)
            return LS_EIO;
    }
    return LS_OK;
}

ls_sink ls_one_line_sink(ls_one_line *line, const ls_sink *to)
{
    *line = (ls_one_line){ .to = to };
    return (ls_sink){ write_some, line };
}
