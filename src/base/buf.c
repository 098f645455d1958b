/* SPDX-License-Identifier: MIT */
/* A growing buffer of bytes; doubles, so that appending costs O(1) each. */

#include "base/buf.h"

#include <stdlib.h>

void ls_buf_release(ls_buf *buf)
{
    free(buf->ptr);
    *buf = (ls_buf){ 0 };
}

ls_status ls_buf_reserve(ls_buf *buf, size_t len)
{
    size_t cap = buf->cap ? buf->cap : 64;
    char *ptr;

    if (len <= buf->cap)
        return LS_OK;
    while (cap < len) {
        if (cap > SIZE_MAX / 2)
            return LS_ENOMEM;
        cap *= 2;
    }
    ptr = realloc(buf->ptr, cap);
    if (!ptr)
        return LS_ENOMEM;
    buf->ptr = ptr;
    buf->cap = cap;
    return LS_OK;
}

ls_status ls_buf_append(ls_buf *buf, ls_slice bytes)
{
    if (bytes.len > SIZE_MAX - buf->len ||
        ls_buf_reserve(buf, buf->len + bytes.len) != LS_OK)
        return LS_ENOMEM;
    if (bytes.len)
        memcpy(buf->ptr + buf->len, bytes.ptr, bytes.len);
    buf->len += bytes.len;
    return LS_OK;
}
