/* SPDX-License-Identifier: MIT */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <logstat/error.h>
#include <logstat/slice.h>

/*
 * Bytes that grow. A zeroed buffer is empty and ready; `len` never exceeds
 * `cap`, and `ptr` moves when the buffer grows.
 */
typedef struct ls_buf {
    char *ptr;
    size_t len;
    size_t cap;
} ls_buf;

/* Frees the bytes; the buffer is empty and ready again. */
void ls_buf_release(ls_buf *buf);

/* Makes room for `len` bytes in all, without changing what is there. */
ls_status ls_buf_reserve(ls_buf *buf, size_t len) LS_MUST_USE;

/* LS_ENOMEM leaves the buffer as it was. */
ls_status ls_buf_append(ls_buf *buf, ls_slice bytes) LS_MUST_USE;

/* The bytes; valid until the buffer next changes. */
static inline ls_slice ls_buf_slice(const ls_buf *buf)
{
    ls_slice s = { buf->ptr, buf->len };

    return s;
}

#endif
