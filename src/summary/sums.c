/* SPDX-License-Identifier: MIT */
/* Sums of counts. */

#include "summary/sums.h"

void ls_lines_add(ls_lines *to, const ls_lines *from)
{
    to->counted += from->counted;
    to->filtered += from->filtered;
    to->comment += from->comment;
    to->blank += from->blank;
    to->unparsed += from->unparsed;
}
