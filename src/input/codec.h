/* SPDX-License-Identifier: MIT */
#ifndef INPUT_CODEC_H
#define INPUT_CODEC_H

#include "base/buf.h"

/*
 * A kind of compression: bytes in, bytes out. Its data are frames one behind
 * the other, each of which begins with the magic and can be decoded by itself:
 * the members of gzip, the streams of xz and bzip2.
 */
typedef struct ls_codec {
    const char *name; /* for a person */
    ls_slice magic;
    /*
     * NULL, or what else the first bytes must be for it, as far as there are
     * any; so many of them tell for sure.
     */
    bool (*agrees)(ls_slice head);
    size_t sure;
    ls_status (*open)(void **state) LS_MUST_USE; /* LS_OK or LS_ENOMEM */

    /*
     * Goes on with a frame, and after its end with the next one: takes bytes
     * off the start of `in` and appends to `out` what fits in behind, each at
     * most 1 GiB. It stops where it lacks bytes or room, or the frame ends.
     *
     * 1, 0 at the end of a frame, LS_ENOMEM; LS_ESYNTAX for damaged data:
     * `problem` says what is wrong; LS_EIO for data that is refused: `problem`
     * says why, as ls_kind_refusal(). After a failure it can only be closed.
     */
    int (*decode)(void *state, ls_slice *in, ls_buf *out, const char **problem);
    void (*close)(void *state);
} ls_codec;

/* Most memory, as a power of 2, that data may ask for to be decoded. */
enum {
    LS_CODEC_MEMORY_LOG = 27
};

/*
 * The codec whose frames begin like `head`, or NULL. `*unsure`: there is none,
 * but there may be one if more bytes follow.
 */
const ls_codec *ls_codec_of(ls_slice head, bool *unsure);

/* Some libraries ask for bytes to read as if they could be written. */
static inline void *ls_codec_bytes(ls_slice in)
{
    void *bytes;

    memcpy(&bytes, &in.ptr, sizeof(bytes));
    return bytes;
}

/* One file each; codec.c chooses between those of one kind. */
extern const ls_codec ls_codec_bzip2;
extern const ls_codec ls_codec_gzip_isal; /* not on every machine */
extern const ls_codec ls_codec_gzip_zlib;
extern const ls_codec ls_codec_lz4;
extern const ls_codec ls_codec_xz;
extern const ls_codec ls_codec_zstd;

#endif
