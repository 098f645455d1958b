/* SPDX-License-Identifier: MIT */
#ifndef INPUT_GZIP_HEADER_H
#define INPUT_GZIP_HEADER_H

#include <logstat/error.h>
#include <logstat/slice.h>

/* How far the header of a gzip member was read. A zeroed one is at its start.
 */
typedef struct ls_gzip_header {
    unsigned field; /* the one that is being read */
    size_t count;   /* bytes of it so far */
    unsigned flags; /* which fields there are */
    size_t extra;   /* length of the extra field */
} ls_gzip_header;

/*
 * Takes what belongs to the header off the start of `in`, whatever pieces it
 * comes in: 1, 0 once it is whole, or LS_ESYNTAX with `problem` said.
 */
int ls_gzip_header_skip(ls_gzip_header *header, ls_slice *in,
                        const char **problem);

#endif
