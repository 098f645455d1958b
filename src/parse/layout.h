/* SPDX-License-Identifier: MIT */
#ifndef PARSE_LAYOUT_H
#define PARSE_LAYOUT_H

#include <logstat/slice.h>

/*
 * Times as a layout of strftime's conversions says (POSIX, strftime), in the C
 * locale: all but %E and %O, and %k, %l and %s; and %f, the digits of a
 * fraction of a second.
 */

/* Whether the layout starts with %, and has no conversion but these. */
bool ls_layout_is_valid(const char *layout);

/*
 * Reads a time; `zone` is that of times without one, in minutes east of UTC.
 * False, and *ms as it was, if the text does not follow the layout or has no
 * date.
 */
bool ls_layout_read(const char *layout, int zone, ls_slice text, int64_t *ms);

#endif
