/* SPDX-License-Identifier: MIT */
/*
 * The members of `state`, one row each, from which they are written and read.
 *
 * Texts may hold any bytes, as names of files do, and must come back as they
 * were: what is not printable ASCII is written %hh, and so are those three that
 * mean something in JSON or here.
 */

#include "state/document.h"

#include <stdio.h>

#define OF(type, member) offsetof(type, member)

static const ls_memo_field memo_fields[] = {
    { "run", LS_MEMO_DIGEST, OF(ls_memo, run) },
    { "runs", LS_MEMO_COUNT, OF(ls_memo, runs) },
    { "begun", LS_MEMO_COUNT, OF(ls_memo, begun) },
    { "saved", LS_MEMO_COUNT, OF(ls_memo, saved) },
};

static const ls_memo_field setting_fields[] = {
    { "name", LS_MEMO_TEXT, OF(ls_setting, name) },
    { "value", LS_MEMO_TEXT, OF(ls_setting, value) },
};

static const ls_memo_field bookmark_fields[] = {
    { "input", LS_MEMO_TEXT, OF(ls_bookmark, input) },
    { "path", LS_MEMO_TEXT, OF(ls_bookmark, path) },
    { "handle", LS_MEMO_IDENTITY, OF(ls_bookmark, identity) },
    { "device", LS_MEMO_COUNT, OF(ls_bookmark, identity.device) },
    { "inode", LS_MEMO_COUNT, OF(ls_bookmark, identity.inode) },
    { "birth", LS_MEMO_COUNT, OF(ls_bookmark, identity.birth) },
    { "size", LS_MEMO_COUNT, OF(ls_bookmark, size) },
    { "modified", LS_MEMO_COUNT, OF(ls_bookmark, modified) },
    { "seen", LS_MEMO_COUNT, OF(ls_bookmark, seen) },
    { "prefix_length", LS_MEMO_COUNT, OF(ls_bookmark, prefix_len) },
    { "prefix", LS_MEMO_DIGEST, OF(ls_bookmark, prefix) },
    { "offset", LS_MEMO_COUNT, OF(ls_bookmark, offset) },
    { "marker", LS_MEMO_DIGEST, OF(ls_bookmark, marker) },
    { "lines", LS_MEMO_COUNT, OF(ls_bookmark, lines) },
    { "format", LS_MEMO_TEXT, OF(ls_bookmark, format) },
    { "wrap", LS_MEMO_TEXT, OF(ls_bookmark, wraps[0]) },
    { "wrap2", LS_MEMO_TEXT, OF(ls_bookmark, wraps[1]) },
    { "wrap3", LS_MEMO_TEXT, OF(ls_bookmark, wraps[2]) },
    { "server", LS_MEMO_TEXT, OF(ls_bookmark, server) },
    { "header", LS_MEMO_LINE, OF(ls_bookmark, header) },
    { "date", LS_MEMO_LINE, OF(ls_bookmark, date) },
    { "old", LS_MEMO_FLAG, OF(ls_bookmark, is_old) },
    { "rotated", LS_MEMO_FLAG, OF(ls_bookmark, is_rotated) },
    { "final", LS_MEMO_FLAG, OF(ls_bookmark, is_final) },
    { "lost", LS_MEMO_FLAG, OF(ls_bookmark, is_lost) },
};

#define ROW_OF(table, index)                                                   \
    ((index) < sizeof(table) / sizeof((table)[0]) ? &(table)[index] : NULL)

const ls_memo_field *ls_memo_field_at(size_t index)
{
    return ROW_OF(memo_fields, index);
}

const ls_memo_field *ls_setting_field_at(size_t index)
{
    return ROW_OF(setting_fields, index);
}

const ls_memo_field *ls_bookmark_field_at(size_t index)
{
    return ROW_OF(bookmark_fields, index);
}

/* --- Writing. */

static ls_status put_hex(const unsigned char *bytes, size_t len, ls_buf *out)
{
    static const char digits[] = "0123456789abcdef";

    if (ls_buf_reserve(out, out->len + 2 * len) != LS_OK)
        return LS_ENOMEM;
    for (size_t i = 0; i < len; i++) {
        out->ptr[out->len++] = digits[bytes[i] >> 4];
        out->ptr[out->len++] = digits[bytes[i] & 15];
    }
    return LS_OK;
}

static ls_status put_byte(char c, ls_buf *out)
{
    unsigned char byte = (unsigned char)c;

    if (byte >= 0x20 && byte < 0x7f && !strchr("\"\\%", c))
        return ls_buf_append(out, (ls_slice){ &c, 1 });
    if (ls_buf_append(out, LS_SLICE("%")) != LS_OK)
        return LS_ENOMEM;
    return put_hex(&byte, 1, out);
}

ls_status ls_text_write(ls_slice text, ls_buf *out)
{
    ls_status status = ls_buf_append(out, LS_SLICE("\""));

    for (size_t i = 0; i < text.len && status == LS_OK; i++)
        status = put_byte(text.ptr[i], out);
    return status == LS_OK ? ls_buf_append(out, LS_SLICE("\"")) : status;
}

static ls_status put_hex_text(const unsigned char *bytes, size_t len,
                              ls_buf *out)
{
    if (ls_buf_append(out, LS_SLICE("\"")) != LS_OK ||
        put_hex(bytes, len, out) != LS_OK)
        return LS_ENOMEM;
    return ls_buf_append(out, LS_SLICE("\""));
}

static ls_status put_count(uint64_t count, ls_buf *out)
{
    char text[24];

    (void)snprintf(text, sizeof(text), "%llu", (unsigned long long)count);
    return ls_buf_append(out, ls_slice_of(text));
}

static ls_status put_value(const ls_memo_field *field, const void *member,
                           ls_buf *out)
{
    const ls_identity *identity;
    const char *text;

    switch (field->kind) {
    case LS_MEMO_COUNT:
        return put_count(*(const uint64_t *)member, out);
    case LS_MEMO_FLAG:
        return ls_buf_append(out, *(const bool *)member ? LS_SLICE("true")
                                                        : LS_SLICE("false"));
    case LS_MEMO_TEXT:
        text = *(const char *const *)member;
        return text ? ls_text_write(ls_slice_of(text), out)
                    : ls_buf_append(out, LS_SLICE("null"));
    case LS_MEMO_LINE:
        return ls_text_write(*(const ls_slice *)member, out);
    case LS_MEMO_DIGEST:
        return put_hex_text(member, sizeof(ls_digest), out);
    case LS_MEMO_IDENTITY:
        break;
    }
    identity = member;
    return put_hex_text(identity->handle, identity->handle_len, out);
}

ls_status ls_field_write(const ls_memo_field *field, const void *base,
                         ls_buf *out)
{
    const char *member = (const char *)base + field->offset;

    if (ls_text_write(ls_slice_of(field->name), out) != LS_OK ||
        ls_buf_append(out, LS_SLICE(":")) != LS_OK)
        return LS_ENOMEM;
    return put_value(field, member, out);
}

/* --- Reading. */

static int value_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_byte(const char *digits, unsigned char *byte)
{
    int high = value_of(digits[0]);
    int low = value_of(digits[1]);

    *byte = (unsigned char)(high * 16 + low);
    return high >= 0 && low >= 0;
}

static ls_status read_hex(ls_slice text, unsigned char *bytes, size_t len)
{
    if (text.len != 2 * len)
        return LS_ESYNTAX;
    for (size_t i = 0; i < len; i++)
        if (!read_byte(text.ptr + 2 * i, &bytes[i]))
            return LS_ESYNTAX;
    return LS_OK;
}

ls_status ls_text_read(ls_slice text, ls_arena *arena, ls_slice *to)
{
    char *copy = ls_arena_copy(arena, text);
    size_t len = 0;

    if (!copy)
        return LS_ENOMEM;
    for (size_t i = 0; i < text.len; i++, len++) {
        unsigned char byte = (unsigned char)text.ptr[i];

        if (byte == '%') {
            if (text.len - i < 3 || !read_byte(text.ptr + i + 1, &byte))
                return LS_ESYNTAX;
            i += 2;
        }
        copy[len] = (char)byte;
    }
    copy[len] = '\0';
    *to = (ls_slice){ copy, len };
    return LS_OK;
}

static ls_status read_text(ls_slice text, ls_arena *arena, const char **to)
{
    ls_slice copy;
    ls_status status = ls_text_read(text, arena, &copy);

    if (status != LS_OK)
        return status;
    *to = copy.ptr;
    return copy.len && memchr(copy.ptr, '\0', copy.len) ? LS_ESYNTAX : LS_OK;
}

static ls_status read_handle(ls_slice text, ls_identity *identity)
{
    identity->handle_len = text.len / 2;
    if (identity->handle_len > sizeof(identity->handle))
        return LS_ESYNTAX;
    return read_hex(text, identity->handle, identity->handle_len);
}

ls_status ls_field_read(const ls_memo_field *field, void *base, ls_slice text,
                        ls_arena *arena)
{
    void *member = (char *)base + field->offset;

    switch (field->kind) {
    case LS_MEMO_COUNT:
        return ls_slice_to_u64(text, member) ? LS_OK : LS_ESYNTAX;
    case LS_MEMO_FLAG:
        *(bool *)member = ls_slice_equal(text, LS_SLICE("true"));
        return LS_OK;
    case LS_MEMO_TEXT:
        return read_text(text, arena, member);
    case LS_MEMO_LINE:
        return ls_text_read(text, arena, member);
    case LS_MEMO_DIGEST:
        return read_hex(text, member, sizeof(ls_digest));
    case LS_MEMO_IDENTITY:
        break;
    }
    return read_handle(text, member);
}
