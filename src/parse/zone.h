/* SPDX-License-Identifier: MIT */
#ifndef PARSE_ZONE_H
#define PARSE_ZONE_H

#include <logstat/slice.h>

/*
 * Reads a zone: "+01:00", "-0700", "+01", "Z", "UTC", "GMT". Other names are
 * refused, for they do not say which zone they mean. `*minutes` east of UTC.
 */
bool ls_zone_read(ls_slice text, int *minutes);

#endif
