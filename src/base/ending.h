/* SPDX-License-Identifier: MIT */
#ifndef BASE_ENDING_H
#define BASE_ENDING_H

#include <logstat/slice.h>

/*
 * A name without what a program that compresses puts behind it, such as `.gz`;
 * the name itself if that is nothing, or all of it. It is for where names are
 * compared: whether a file is compressed is told by its content.
 */
ls_slice ls_ending_cut(ls_slice name);

#endif
