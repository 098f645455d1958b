/* SPDX-License-Identifier: MIT */
#ifndef INPUT_DECODER_H
#define INPUT_DECODER_H

#include "input/codec.h"
#include "input/feed.h"

/*
 * The bytes of a descriptor, decompressed if they are compressed, which their
 * first bytes say.
 */
typedef struct ls_decoder {
    ls_feed feed;
    ls_buf in;             /* bytes that were read and not decoded, */
    size_t used;           /* after so many that were */
    bool known;            /* the first of them were looked at */
    const ls_codec *codec; /* of the last frame; NULL: it is not compressed */
    void *state;           /* the codec's */
    bool inside;           /* a frame */
    bool ended;            /* nothing follows */
} ls_decoder;

void ls_decoder_init(ls_decoder *decoder, int descriptor, int stop);
void ls_decoder_release(ls_decoder *decoder);

/*
 * Waits for bytes and appends up to `len` of them, from 1, to `room`; none at
 * the end. LS_EIO with words in `err`, after which it must not be called again:
 * reading fails, or the compressed data is damaged, lacks its end or has
 * something else behind it; what came before is in `room`. LS_ENOMEM.
 */
ls_status ls_decoder_read(ls_decoder *decoder, size_t len, ls_buf *room,
                          ls_error *err) LS_MUST_USE;

/* How many bytes of the descriptor have been used up. */
uint64_t ls_decoder_position(const ls_decoder *decoder);

#endif
