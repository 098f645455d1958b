/* SPDX-License-Identifier: MIT */
/* Which kinds of compression there are, told by their first bytes. */

#include "input/codec.h"

static const ls_codec *const codecs[] = {
#ifdef LOGSTAT_ISAL
    &ls_codec_gzip_isal,
#else
    &ls_codec_gzip_zlib,
#endif
    &ls_codec_zstd,      &ls_codec_xz, &ls_codec_bzip2, &ls_codec_lz4,
};

/* Whether both are the same as far as they go. */
static bool agree(ls_slice magic, ls_slice head)
{
    return ls_slice_starts(magic, ls_slice_head(head, magic.len));
}

/*
 * Frames to be skipped, which zstd and lz4 have in common: zstd's library does
 * it, and what follows is told by its own magic.
 */
static bool is_skippable(ls_slice head)
{
    return head.len && (head.ptr[0] & 0xf0) == 0x50 &&
           agree(LS_SLICE("\x2a\x4d\x18"), ls_slice_skip(head, 1));
}

const ls_codec *ls_codec_of(ls_slice head, bool *unsure)
{
    *unsure = false;
    for (size_t i = 0; i < sizeof(codecs) / sizeof(codecs[0]); i++) {
        const ls_codec *codec = codecs[i];

        if (!agree(codec->magic, head) ||
            (codec->agrees && !codec->agrees(head)))
            continue;
        if (head.len >= codec->magic.len && head.len >= codec->sure)
            return codec;
        *unsure = true;
    }
    if (!is_skippable(head))
        return NULL;
    *unsure = head.len < 4;
    return *unsure ? NULL : &ls_codec_zstd;
}
