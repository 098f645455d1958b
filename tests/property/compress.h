/* SPDX-License-Identifier: MIT */
#ifndef TESTS_PROPERTY_COMPRESS_H
#define TESTS_PROPERTY_COMPRESS_H

#include "base/buf.h"

/* The kinds of compression that can be read. */
enum compression {
    GZIP,
    ZSTD,
    XZ,
    BZIP2,
    LZ4,
    COMPRESSIONS
};

/* What messages call it. */
const char *compression_name(enum compression kind);

/* Appends the text as one frame with a checksum. Ends the test if it cannot. */
void compress_text(enum compression kind, ls_slice text, ls_buf *out);

#endif
