/* SPDX-License-Identifier: MIT */
#ifndef TALLY_SITE_H
#define TALLY_SITE_H

#include <logstat/slice.h>

/*
 * The site whose log a file is, by its path: the domain that the file is named
 * after, or else one of the last directories; or the user in whose home it
 * lies. So hosting panels lay out their logs; docs/groups.md lists which. A
 * part of the path; empty: it names none.
 */
ls_slice ls_site_of(ls_slice path);

#endif
