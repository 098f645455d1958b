/* SPDX-License-Identifier: MIT */
/* Kinds of input that are told by their first bytes, never by their name. */

#include "input/kind.h"

#include "input/codec.h"

static const struct magic {
    ls_slice bytes;
    const char *refusal;
} magics[] = {
    { { "PK\x03\x04", 4 },
      "is a zip archive; pipe it in: unzip -p FILE | logstat" },
    { { "7z\xbc\xaf\x27\x1c", 6 },
      "is a 7z archive; pipe it in: 7z x -so FILE | logstat" },
    { { "\x1f\x9d", 2 },
      "is compressed with compress; pipe it in: zcat FILE | logstat" },
    { { "\x5d\0\0", 3 },
      "is compressed with lzma; pipe it in: xzcat FILE | logstat" },
    { { "LZIP\x01", 5 },
      "is compressed with lzip; pipe it in: lzip -dc FILE | logstat" },
    { { "\x89LZO\0\r\n\x1a\n", 9 },
      "is compressed with lzop; pipe it in: lzop -dc FILE | logstat" },
    { { "\x02\x21\x4c\x18", 4 },
      "is compressed with an old lz4; pipe it in: lz4cat FILE | logstat" },
    { { "\xff\x06\0\0sNaPpY", 10 },
      "is compressed with snappy; pipe it in: snzip -dc FILE | logstat" },
    { { "\xff\xfe", 2 },
      "is UTF-16 text; convert it: iconv -f UTF-16 -t UTF-8 FILE | logstat" },
    { { "\xfe\xff", 2 },
      "is UTF-16 text; convert it: iconv -f UTF-16 -t UTF-8 FILE | logstat" },
};

/* The first member's name is at the start, and this behind it. */
static bool is_tar(ls_slice head)
{
    const size_t at = 257;

    return head.len > at &&
           ls_slice_starts(ls_slice_skip(head, at), LS_SLICE("ustar"));
}

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
    bool unsure;

    if (ls_codec_of(head, &unsure))
        return "is compressed twice; pipe it in decompressed once";
    if (is_tar(head))
        return "is a tar archive; pipe it in: tar -xOf FILE | logstat";
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

/* Takes a text, and blanks before it, off the start of `s`. */
static bool take(ls_slice *s, ls_slice text)
{
    while (s->len && memchr(" \t\r\n", s->ptr[0], 4))
        *s = ls_slice_skip(*s, 1);
    if (!ls_slice_starts(*s, text))
        return false;
    *s = ls_slice_skip(*s, text.len);
    return true;
}

bool ls_kind_is_summary(ls_slice head)
{
    return take(&head, LS_SLICE("{")) && take(&head, LS_SLICE("\"schema\"")) &&
           take(&head, LS_SLICE(":")) &&
           take(&head, LS_SLICE("\"logstat-summary/"));
}
