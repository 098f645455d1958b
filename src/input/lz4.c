/* SPDX-License-Identifier: MIT */
/* lz4 frames by liblz4. */

#include "input/codec.h"

#include <lz4frame.h>

static ls_status open_state(void **state)
{
    LZ4F_dctx *context;

    if (LZ4F_isError(LZ4F_createDecompressionContext(&context, LZ4F_VERSION)))
        return LS_ENOMEM;
    *state = context;
    return LS_OK;
}

static void close_state(void *state)
{
    (void)LZ4F_freeDecompressionContext(state);
}

static int decode(void *state, ls_slice *in, ls_buf *out, const char **problem)
{
    size_t read = in->len;
    size_t made = out->cap - out->len;
    size_t status = LZ4F_decompress(state, out->ptr + out->len, &made, in->ptr,
                                    &read, NULL);

    if (LZ4F_isError(status)) {
        *problem = LZ4F_getErrorName(status);
        return strcmp(*problem, "ERROR_allocation_failed") == 0 ? LS_ENOMEM
                                                                : LS_ESYNTAX;
    }
    *in = ls_slice_skip(*in, read);
    out->len += made;
    return status ? 1 : 0;
}

const ls_codec ls_codec_lz4 = {
    .name = "lz4",
    .magic = { "\x04\x22\x4d\x18", 4 },
    .open = open_state,
    .decode = decode,
    .close = close_state,
};
