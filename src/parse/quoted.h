/* SPDX-License-Identifier: MIT */
#ifndef PARSE_QUOTED_H
#define PARSE_QUOTED_H

#include <logstat/slice.h>

/* Words of server configurations. */

/* `s` without blanks, tabs and line ends at both ends. */
ls_slice ls_conf_trim(ls_slice s);

/* Whether a byte is a blank, a tab or a line end. */
bool ls_conf_is_space(char c);

/* Whether both are the same but for the case of letters. */
bool ls_conf_is_same(ls_slice a, ls_slice b);

/*
 * Cuts a word off the start of `*rest`, with the blanks before it. In quotes,
 * which it loses, it may hold blanks; a backslash there keeps the next byte
 * from ending it. False if there is none.
 */
bool ls_conf_word(ls_slice *rest, ls_slice *word);

#endif
