/* SPDX-License-Identifier: MIT */
/* zstd by libzstd. */

#include "input/codec.h"

#include <zstd.h>
#include <zstd_errors.h>

static ls_status open_state(void **state)
{
    ZSTD_DCtx *context = ZSTD_createDCtx();

    if (!context)
        return LS_ENOMEM;
    (void)ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax,
                                 LS_CODEC_MEMORY_LOG);
    *state = context;
    return LS_OK;
}

static void close_state(void *state)
{
    (void)ZSTD_freeDCtx(state);
}

static int fail(size_t status, const char **problem)
{
    switch (ZSTD_getErrorCode(status)) {
    case ZSTD_error_memory_allocation:
        return LS_ENOMEM;
    case ZSTD_error_frameParameter_windowTooLarge:
        *problem = "is compressed with zstd in a way that needs more than 128 "
                   "MiB of memory; pipe it in: zstd -dc --long=31 FILE | "
                   "logstat";
        return LS_EIO;
    default:
        *problem = ZSTD_getErrorName(status);
        return LS_ESYNTAX;
    }
}

static int decode(void *state, ls_slice *in, ls_buf *out, const char **problem)
{
    ZSTD_inBuffer from = { in->ptr, in->len, 0 };
    ZSTD_outBuffer to = { out->ptr, out->cap, out->len };
    size_t status = ZSTD_decompressStream(state, &to, &from);

    *in = ls_slice_skip(*in, from.pos);
    out->len = to.pos;
    if (ZSTD_isError(status))
        return fail(status, problem);
    return status ? 1 : 0;
}

const ls_codec ls_codec_zstd = {
    .name = "zstd",
    .magic = { "\x28\xb5\x2f\xfd", 4 },
    .open = open_state,
    .decode = decode,
    .close = close_state,
};
