/* SPDX-License-Identifier: MIT */
#ifndef INPUT_NAMES_H
#define INPUT_NAMES_H

#include <logstat/slice.h>

/*
 * Whether a file of this name may be a log that was rotated away from the name
 * `live` in its folder: `log.1`, `log-20261126.gz`, `log-20261126`, `a.1.log`
 * of `a.log`. It only chooses the files that are looked at; what they are is
 * found out from what they hold.
 */
bool ls_name_is_rotated(ls_slice live, ls_slice name);

/* Whether it is a name that programs give to what they have compressed. */
bool ls_name_is_compressed(ls_slice name);

/*
 * Whether both differ only in numbers, as `access-0310.log` and
 * `access-0311.log.gz` do: for logs that a link leads to the latest of.
 */
bool ls_name_is_alike(ls_slice live, ls_slice name);

#endif
