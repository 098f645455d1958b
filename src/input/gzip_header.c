/* SPDX-License-Identifier: MIT */
/*
 * The header of a gzip member (RFC 1952), which ISA-L 2.30 cannot read in
 * pieces: it loses its place in names and comments. Only where the header ends
 * is of interest, so its own checksum is not looked at.
 */

#include "input/gzip_header.h"

enum {
    FIXED, /* magic, method, flags, time, system */
    EXTRA_LEN,
    EXTRA,
    NAME,
    COMMENT,
    CHECK,
    DONE,
};

enum {
    FIXED_BYTES = 10,
    DEFLATE = 8,
    RESERVED = 0xe0, /* flags that nobody has defined */
};

/* The flag that each field has, and FIXED none. */
static const unsigned char flags[DONE] = {
    [EXTRA_LEN] = 4, [EXTRA] = 4, [NAME] = 8, [COMMENT] = 16, [CHECK] = 2,
};

/* Goes on to the next field that the header has. */
static void end_field(ls_gzip_header *h)
{
    do
        h->field++;
    while (h->field < DONE && (!(h->flags & flags[h->field]) ||
                               (h->field == EXTRA && h->extra == 0)));
    h->count = 0;
}

/* A byte of the fixed part; what is wrong with it, or NULL. */
static const char *take_fixed(ls_gzip_header *h, unsigned char byte)
{
    if (h->count == 3 && byte != DEFLATE)
        return "unknown method";
    if (h->count == 4)
        h->flags = byte;
    if (h->flags & RESERVED)
        return "unknown flags";
    if (h->count == FIXED_BYTES)
        end_field(h);
    return NULL;
}

static const char *take(ls_gzip_header *h, unsigned char byte)
{
    h->count++;
    switch (h->field) {
    case FIXED:
        return take_fixed(h, byte);
    case EXTRA_LEN:
        h->extra |= (size_t)byte << 8 * (h->count - 1);
        if (h->count == 2)
            end_field(h);
        return NULL;
    case EXTRA:
        if (h->count == h->extra)
            end_field(h);
        return NULL;
    case CHECK:
        if (h->count == 2)
            end_field(h);
        return NULL;
    default: /* a text and its NUL */
        if (byte == '\0')
            end_field(h);
        return NULL;
    }
}

int ls_gzip_header_skip(ls_gzip_header *header, ls_slice *in,
                        const char **problem)
{
    while (header->field < DONE && in->len) {
        *problem = take(header, (unsigned char)in->ptr[0]);
        if (*problem)
            return LS_ESYNTAX;
        *in = ls_slice_skip(*in, 1);
    }
    return header->field < DONE ? 1 : 0;
}
