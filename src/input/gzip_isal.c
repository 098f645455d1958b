/* SPDX-License-Identifier: MIT */
/* gzip by ISA-L, several times as fast as zlib, which it is tested against. */

#include "input/codec.h"
#include "input/gzip_header.h"

#include <isa-l/igzip_lib.h>

#include <stdlib.h>

/*
 * Where data is damaged it counts a match, of up to 258 bytes, and a few bytes
 * before that, which it has not written: others' memory would be shown.
 */
enum {
    UNWRITTEN = 384
};

/* A member: its header, and all that follows, which is ISA-L's business. */
struct member {
    ls_gzip_header header;
    struct inflate_state inflate;
};

static ls_status open_state(void **state)
{
    struct member *member = malloc(sizeof(*member));

    if (!member)
        return LS_ENOMEM;
    member->header = (ls_gzip_header){ 0 };
    isal_inflate_init(&member->inflate);
    member->inflate.crc_flag = ISAL_GZIP_NO_HDR_VER; /* checks the checksum */
    *state = member;
    return LS_OK;
}

static int inflate(struct inflate_state *inflate, ls_slice *in, ls_buf *out)
{
    size_t room = out->cap - out->len;
    size_t made;
    int status;

    inflate->next_in = ls_codec_bytes(*in);
    inflate->avail_in = (uint32_t)in->len;
    inflate->next_out = (uint8_t *)out->ptr + out->len;
    inflate->avail_out = (uint32_t)room;
    status = isal_inflate(inflate);
    /* Of damaged data it may give back more than it was given. */
    if (inflate->avail_in <= in->len)
        *in = ls_slice_skip(*in, in->len - inflate->avail_in);
    made = room - inflate->avail_out;
    if (status < 0 && status != ISAL_INCORRECT_CHECKSUM)
        made = made > UNWRITTEN ? made - UNWRITTEN : 0;
    out->len += made;
    return status;
}

static int decode(void *state, ls_slice *in, ls_buf *out, const char **problem)
{
    struct member *member = state;
    int status = ls_gzip_header_skip(&member->header, in, problem);

    if (status != 0)
        return status;
    status = inflate(&member->inflate, in, out);
    if (status < 0) {
        *problem = status == ISAL_INCORRECT_CHECKSUM ? "wrong checksum"
                                                     : "invalid deflate data";
        return LS_ESYNTAX;
    }
    if (member->inflate.block_state != ISAL_BLOCK_FINISH)
        return 1;
    member->header = (ls_gzip_header){ 0 };
    isal_inflate_reset(&member->inflate);
    return 0;
}

const ls_codec ls_codec_gzip_isal = {
    .name = "gzip",
    .magic = { "\x1f\x8b", 2 },
    .open = open_state,
    .decode = decode,
    .close = free,
};
