/* SPDX-License-Identifier: MIT */
/* Kinds of input that are told by their first bytes, never by their name. */

#include "input/kind.h"

static const struct magic {
    ls_slice bytes;
    const char *refusal;
} magics[] = {
    { { "\x1f\x8b", 2 },
      "is compressed with gzip; pipe it in: zcat FILE | logstat" },
    { { "\x28\xb5\x2f\xfd", 4 },
      "is compressed with zstd; pipe it in: zstdcat FILE | logstat" },
    { { "\xfd"
        "7zXZ",
        6 },
      "is compressed with xz; pipe it in: xzcat FILE | logstat" },
    { { "BZh", 3 },
      "is compressed with bzip2; pipe it in: bzcat FILE | logstat" },
    { { "\x04\x22\x4d\x18", 4 },
      "is compressed with lz4; pipe it in: lz4cat FILE | logstat" },
    { { "PK\x03\x04", 4 },
      "is a zip archive; pipe it in: unzip -p FILE | logstat" },
    { { "\xff\xfe", 2 },
      "is UTF-16 text; convert it: iconv -f UTF-16 -t UTF-8 FILE | logstat" },
    { { "\xfe\xff", 2 },
      "is UTF-16 text; convert it: iconv -f UTF-16 -t UTF-8 FILE | logstat" },
};

/* UTF-16 without a mark: of ASCII, every second byte is NUL. */
static bool is_utf16(ls_slice head, size_t first)
{
    size_t pairs = head.len / 2 < 32 ? head.len / 2 : 32;

    for (size_t i = 0; i < pairs; i++)
        if (head.ptr[2 * i + first] != '\0' ||
            head.ptr[2 * i + 1 - first] == '\0')
            return false;
    return pairs >= 8;
}

const char *ls_kind_refusal(ls_slice head)
{
    for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
        if (ls_slice_starts(head, magics[i].bytes))
            return magics[i].refusal;
    if (is_utf16(head, 1))
        return "is UTF-16 text; convert it: iconv -f UTF-16LE -t UTF-8 FILE | "
               "logstat";
    if (is_utf16(head, 0))
        return "is UTF-16 text; convert it: iconv -f UTF-16BE -t UTF-8 FILE | "
               "logstat";
    return NULL;
}

bool ls_kind_is_binary(ls_slice head)
{
    size_t odd = 0;

    head = ls_slice_head(head, 4096);
    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.ptr[i];

        odd += c < 0x20 && !strchr("\t\n\v\f\r\x1b", c);
        odd += c == '\0';
    }
    return odd * 20 > head.len;
}

size_t ls_kind_bom(ls_slice head)
{
    return ls_slice_starts(head, LS_SLICE("\xef\xbb\xbf")) ? 3 : 0;
}
