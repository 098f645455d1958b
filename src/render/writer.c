/* SPDX-License-Identifier: MIT */
/*
 * The one way out of every output, and the only place that escapes. Which
 * bytes are dangerous is said by base/escape; here they become \xhh, and in
 * JSON a backslash and a quote get the backslash that JSON wants.
 */

#include "render/writer.h"

void ls_writer_init(ls_writer *writer, const ls_sink *sink)
{
    writer->sink = sink;
    writer->status = LS_OK;
    writer->len = 0;
}

static void flush(ls_writer *writer)
{
    if (writer->status == LS_OK && writer->len)
        writer->status = writer->sink->write(
            writer->sink->context, (ls_slice){ writer->bytes, writer->len });
    writer->len = 0;
}

ls_status ls_writer_finish(ls_writer *writer)
{
    flush(writer);
    return writer->status;
}

/* More than the room holds, or a sink that has failed. */
static void write_parts(ls_writer *writer, ls_slice bytes)
{
    while (bytes.len && writer->status == LS_OK) {
        ls_slice part;

        if (writer->len == sizeof(writer->bytes))
            flush(writer);
        part = ls_slice_head(bytes, sizeof(writer->bytes) - writer->len);
        memcpy(writer->bytes + writer->len, part.ptr, part.len);
        writer->len += part.len;
        bytes = ls_slice_skip(bytes, part.len);
    }
}

void ls_write(ls_writer *writer, ls_slice bytes)
{
    if (bytes.len > sizeof(writer->bytes) - writer->len) {
        write_parts(writer, bytes);
    } else if (bytes.len) {
        memcpy(writer->bytes + writer->len, bytes.ptr, bytes.len);
        writer->len += bytes.len;
    }
}

void ls_write_string(ls_writer *writer, const char *string)
{
    ls_write(writer, ls_slice_of(string));
}

void ls_write_number(ls_writer *writer, uint64_t number)
{
    char digits[20];
    size_t at = sizeof(digits);

    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    ls_write(writer, (ls_slice){ digits + at, sizeof(digits) - at });
}

static void write_hex(ls_writer *writer, char byte, const char *prefix)
{
    static const char digits[] = "0123456789abcdef";
    unsigned value = (unsigned char)byte;
    char hex[2] = { digits[value >> 4], digits[value & 15] };

    ls_write_string(writer, prefix);
    ls_write(writer, (ls_slice){ hex, sizeof(hex) });
}

void ls_write_escaped(ls_writer *writer, ls_slice bytes, ls_escape how)
{
    while (bytes.len) {
        size_t len = ls_escape_plain(bytes, how);

        if (len)
            ls_write(writer, ls_slice_head(bytes, len));
        else
            write_hex(writer, bytes.ptr[0], "\\x");
        bytes = ls_slice_skip(bytes, len ? len : 1);
    }
}

/* Whether one of eight bytes is not one that JSON has as it is in ASCII. */
static bool any_hard(const char *bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t tops = ones * 0x80;
    uint64_t b;
    uint64_t quote;
    uint64_t backslash;
    uint64_t found;

    memcpy(&b, bytes, sizeof(b));
    quote = b ^ ones * '"';
    backslash = b ^ ones * '\\';
    /* A subtraction borrows from the top bit of a byte that is too small. */
    found = ((b - ones * ' ') & ~b) | ((quote - ones) & ~quote) |
            ((backslash - ones) & ~backslash) | b | (b + ones);
    return (found & tops) != 0;
}

/* How many bytes from the start of `bytes` are ASCII that needs no escape. */
static size_t easy_run(ls_slice bytes)
{
    size_t run = 0;

    while (bytes.len - run >= 8 && !any_hard(bytes.ptr + run))
        run += 8;
    while (run < bytes.len && bytes.ptr[run] >= ' ' && bytes.ptr[run] < 0x7f &&
           bytes.ptr[run] != '"' && bytes.ptr[run] != '\\')
        run++;
    return run;
}

/* The character that `bytes` begins with, escaped if need be; its length. */
static size_t write_hard(ls_writer *writer, ls_slice bytes)
{
    size_t len = ls_escape_plain(bytes, LS_ESCAPE_CONTROL);

    if (bytes.ptr[0] == '"' || bytes.ptr[0] == '\\')
        ls_write(writer, LS_SLICE("\\"));
    if (len)
        ls_write(writer, ls_slice_head(bytes, len));
    else
        write_hex(writer, bytes.ptr[0], "\\\\x");
    return len ? len : 1;
}

void ls_write_json(ls_writer *writer, ls_slice bytes)
{
    ls_write(writer, LS_SLICE("\""));
    while (bytes.len) {
        size_t run = easy_run(bytes);

        ls_write(writer, ls_slice_head(bytes, run));
        bytes = ls_slice_skip(bytes, run);
        if (bytes.len)
            bytes = ls_slice_skip(bytes, write_hard(writer, bytes));
    }
    ls_write(writer, LS_SLICE("\""));
}
