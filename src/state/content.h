/* SPDX-License-Identifier: MIT */
#ifndef STATE_CONTENT_H
#define STATE_CONTENT_H

#include "base/hash.h"
#include "input/block.h"

enum {
    LS_PREFIX_MOST = 4096, /* bytes that tell what a file holds, */
    LS_MARKER_MOST = 256   /* and those before a place in it */
};

/*
 * What a regular file holds, decompressed: its first bytes, those before any
 * place, and its length. Of a compressed file the latter two take reading it
 * from its start, so that is done only when asked for.
 */
typedef struct ls_content {
    int file; /* stays the caller's; reading starts at its start */
    bool is_compressed;
    bool is_unsure; /* it is too short to say whether it is compressed */
    uint64_t size;  /* of the file, when this was made */
    char prefix[LS_PREFIX_MOST];
    size_t prefix_len;

    /* Of a compressed file, once all of it has been read: */
    bool is_measured;
    bool is_cut; /* it is damaged, or lacks its end */
    uint64_t length;
    uint64_t asked; /* for the marker before this place, */
    ls_digest marker;
    bool has_marker; /* which is there */
} ls_content;

/* Looks at the first bytes. LS_EIO with words in `err`, or LS_ENOMEM. */
ls_status ls_content_init(ls_content *content, int file,
                          ls_error *err) LS_MUST_USE;

/* The digest of the first `len` bytes, of which there are so many. */
ls_digest ls_content_prefix(const ls_content *content, size_t len);

/*
 * The digest of the LS_MARKER_MOST bytes before `offset`, or all if there are
 * fewer. `*there`: the file goes so far. As above.
 */
ls_status ls_content_marker(ls_content *content, uint64_t offset,
                            ls_digest *marker, bool *there,
                            ls_error *err) LS_MUST_USE;

/*
 * How many bytes there are, and of a compressed file that is damaged or cut how
 * many can be had. As above.
 */
ls_status ls_content_length(ls_content *content, uint64_t *length,
                            ls_error *err) LS_MUST_USE;

/*
 * Whether `part` is the beginning of `whole`, or the same: as far as their
 * first bytes and the last ones of `part` say. An empty one is of none. As
 * above.
 */
ls_status ls_content_is_part(ls_content *part, ls_content *whole, bool *is_part,
                             ls_error *err) LS_MUST_USE;

#endif
