/* SPDX-License-Identifier: MIT */
/* Keys: one spelling for one value, and never longer than a fixed length. */

#include "tally/key.h"

#include "base/escape.h"
#include "base/hash.h"

#include <inttypes.h>
#include <stdio.h>

enum {
    WORD = sizeof(uint64_t)
};

/* Whether any of eight bytes is a control, a backslash or above 0x7e. */
static bool has_odd(const char *bytes)
{
    const uint64_t ones = UINT64_MAX / 255;
    uint64_t word;
    uint64_t slash;

    memcpy(&word, bytes, sizeof(word));
    slash = word ^ ones * '\\';
    /* The high bit of a byte tells; borrows can only add to what is odd. */
    return ((word | (word + ones) | ((word - ones * 0x20) & ~word) |
             ((slash - ones) & ~slash)) &
            (ones * 0x80)) != 0;
}

/* Whether the bytes are a key already, as nearly all are. */
static bool is_plain(ls_slice s)
{
    char few[WORD] = { 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a' };

    if (s.len < WORD) {
        for (size_t i = 0; i < s.len; i++)
            few[i] = s.ptr[i];
        return !has_odd(few);
    }
    for (size_t i = 0; i < s.len - WORD; i += WORD)
        if (has_odd(s.ptr + i))
            return false;
    return !has_odd(s.ptr + s.len - WORD);
}

static bool is_upper_hex(char c)
{
    return c >= 'A' && c <= 'F';
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || is_upper_hex(c);
}

/* Turns each \xHH into \xhh. */
static void fold_escapes(char *ptr, size_t len)
{
    for (size_t i = 0; i + 3 < len; i++) {
        if (ptr[i] != '\\')
            continue;
        if (ptr[i + 1] == '\\') {
            i++; /* a backslash, not the start of an escape */
            continue;
        }
        if (ptr[i + 1] != 'x' || !is_hex(ptr[i + 2]) || !is_hex(ptr[i + 3]))
            continue;
        for (size_t k = i + 2; k < i + 4; k++)
            if (is_upper_hex(ptr[k]))
                ptr[k] = (char)(ptr[k] | 0x20);
    }
}

/* How many of the first `len` bytes end with a whole character. */
static size_t whole_characters(ls_slice s, size_t len)
{
    while (len && ((unsigned char)s.ptr[len] & 0xc0) == 0x80)
        len--;
    return len;
}

/* Replaces what stands behind the first LS_KEY_KEPT bytes by its hash. */
static ls_status shorten(ls_slice whole, ls_buf *room)
{
    const ls_hash_key public = ls_hash_key_public();
    size_t kept = whole_characters(whole, LS_KEY_KEPT);
    char tail[32];
    int len = snprintf(tail, sizeof(tail), "...#%016" PRIx64,
                       ls_hash(&public, ls_slice_skip(whole, kept)));

    if (whole.ptr != room->ptr) {
        room->len = 0;
        if (ls_buf_append(room, ls_slice_head(whole, kept)) != LS_OK)
            return LS_ENOMEM;
    }
    room->len = kept;
    return ls_buf_append(room, (ls_slice){ tail, (size_t)len });
}

ls_status ls_key_make(ls_slice bytes, ls_buf *room, ls_slice *key)
{
    *key = bytes;
    if (!is_plain(bytes)) {
        room->len = 0;
        if (ls_escape_append(room, bytes, LS_ESCAPE_CONTROL) != LS_OK)
            return LS_ENOMEM;
        fold_escapes(room->ptr, room->len);
        *key = ls_buf_slice(room);
    }
    if (key->len > LS_KEY_MAX) {
        if (shorten(*key, room) != LS_OK)
            return LS_ENOMEM;
        *key = ls_buf_slice(room);
    }
    return LS_OK;
}
