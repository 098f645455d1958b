/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_SLICE_H
#define LOGSTAT_SLICE_H

/**
 * \file
 * A slice: bytes that belong to somebody else.
 *
 * Log data is bytes, not strings: it may hold NUL and need not be UTF-8. A
 * slice never owns what it points at; whoever hands one out says how long it
 * stays valid.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/** `len` bytes from `ptr` on; `ptr` may be NULL only if `len` is 0. */
typedef struct ls_slice {
    const char *ptr;
    size_t len;
} ls_slice;

/** A slice of a string literal, without its NUL. */
#define LS_SLICE(literal) ((ls_slice){ "" literal, sizeof(literal) - 1 })

/** The bytes of a NUL-terminated string, without the NUL; NULL is empty. */
static inline ls_slice ls_slice_of(const char *string)
{
    ls_slice s = { string, string ? strlen(string) : 0 };

    return s;
}

/** Whether both hold the same bytes. */
static inline bool ls_slice_equal(ls_slice a, ls_slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/** Whether `s` holds the bytes of a NUL-terminated string. */
static inline bool ls_slice_is(ls_slice s, const char *string)
{
    if (s.len == 0 || s.ptr[0] != string[0]) /* as most, where one is found */
        return s.len == 0 && string[0] == '\0';
    return ls_slice_equal(s, ls_slice_of(string));
}

/** Whether `s` begins with `prefix`. */
static inline bool ls_slice_starts(ls_slice s, ls_slice prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

/** `s` without its first `n` bytes; `n` must not exceed its length. */
static inline ls_slice ls_slice_skip(ls_slice s, size_t n)
{
    ls_slice rest = { n ? s.ptr + n : s.ptr, s.len - n };

    return rest;
}

/** The first `n` bytes of `s`, or all of it if it is shorter. */
static inline ls_slice ls_slice_head(ls_slice s, size_t n)
{
    ls_slice head = { s.ptr, s.len < n ? s.len : n };

    return head;
}

/**
 * Cuts `s` at the first `end`: `*head` gets what stands before it and `s`
 * keeps what stands after it. False, and nothing changed, without an `end`.
 */
static inline bool ls_slice_cut(ls_slice *s, char end, ls_slice *head)
{
    const char *at = s->len ? (const char *)memchr(s->ptr, end, s->len) : NULL;

    if (!at)
        return false;
    *head = ls_slice_head(*s, (size_t)(at - s->ptr));
    *s = ls_slice_skip(*s, head->len + 1);
    return true;
}

/** `s` without spaces and tabs at both ends. */
static inline ls_slice ls_slice_trim(ls_slice s)
{
    while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t'))
        s = ls_slice_skip(s, 1);
    while (s.len && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t'))
        s.len--;
    return s;
}

/** Whether `s` holds nothing but spaces and tabs. */
static inline bool ls_slice_is_blank(ls_slice s)
{
    return ls_slice_trim(s).len == 0;
}

/**
 * Reads all of `s` as a decimal number without sign. False, and `*value` as it
 * was, if `s` is empty, holds anything but digits, or does not fit.
 */
bool ls_slice_to_u64(ls_slice s, uint64_t *value);

#ifdef __cplusplus
}
#endif

#endif
