/* SPDX-License-Identifier: MIT */
/*
 * Request lines as logs hold them (RFC 9112 section 3): with a protocol or
 * without one (HTTP/0.9), with spaces inside the target, or no HTTP at all.
 */

#include "record/request.h"

#include "base/hint.h"
#include "base/word.h"

static bool is_token_byte(unsigned char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        (c >= '0' && c <= '9'))
        return true;
    return c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL;
}

bool ls_is_token(ls_slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_token_byte((unsigned char)s.ptr[i]))
            return false;
    return s.len > 0;
}

static void set_text(ls_record *record, ls_field field, ls_slice value)
{
    record->text[field] = value;
    record->has |= LS_HAS(field);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The length of the protocol at the end of `s`, a word by itself; 0: none. */
static size_t protocol_len(ls_slice s)
{
    const ls_slice name = LS_SLICE("HTTP/");
    size_t len = 0;

    while (len < s.len && s.ptr[s.len - 1 - len] != ' ')
        len++;
    if (len < s.len && ls_slice_starts(ls_slice_skip(s, s.len - len), name))
        return len;
    return 0;
}

/* Cuts the protocol off the end of `rest`, which keeps the target. */
static void take_protocol(ls_record *record, ls_slice *rest)
{
    size_t len = protocol_len(*rest);

    if (len == 0)
        return;
    set_text(record, LS_FIELD_PROTOCOL, ls_slice_skip(*rest, rest->len - len));
    rest->len -= len + 1;
    while (rest->len && is_blank(rest->ptr[rest->len - 1]))
        rest->len--;
}

/* Cuts the first word off `rest`, if it can be a method. */
static bool cut_method(ls_slice *rest, ls_slice *method, uint16_t *number)
{
    ls_method_start start = ls_method_find_start(*rest);

    *number = start.number;
    if (start.len) {
        *method = ls_slice_head(*rest, start.len);
        *rest = ls_slice_skip(*rest, start.len + 1);
        return true;
    }
    return ls_slice_cut(rest, ' ', method) && ls_is_token(*method);
}

/* Whether eight bytes are "HTTP/1.1", with any numbers. */
static bool is_protocol(const char *bytes)
{
    /* Bits that differ from number to number, and none of them is a blank. */
    const uint64_t numbers = UINT64_C(0x0f000f0000000000);

    return (ls_word(bytes) | numbers) == (ls_word("HTTP/0.0") | numbers);
}

/* Whether a target with this byte at one of its ends needs a closer look. */
static bool is_odd_end(char c)
{
    return (unsigned char)c <= ' ';
}

/* A request such as "GET / HTTP/1.1", with one blank here and there. */
static bool set_usual(ls_record *record, ls_slice request)
{
    const size_t protocol = sizeof("HTTP/1.1") - 1;
    ls_method_start method = ls_method_find_start(request);
    const char *target = request.ptr + method.len + 1;
    const char *last = request.ptr + request.len - protocol;

    if (method.len == 0 || request.len < method.len + protocol + 3 ||
        last[-1] != ' ' || !is_protocol(last) || is_odd_end(target[0]) ||
        is_odd_end(last[-2]))
        return false;
    record->method = method.number;
    record->text[LS_FIELD_METHOD] = ls_slice_head(request, method.len);
    record->text[LS_FIELD_TARGET] =
        (ls_slice){ target, (size_t)(last - 1 - target) };
    record->text[LS_FIELD_PROTOCOL] = (ls_slice){ last, protocol };
    record->has |= LS_HAS(LS_FIELD_METHOD) | LS_HAS(LS_FIELD_TARGET) |
                   LS_HAS(LS_FIELD_PROTOCOL);
    return true;
}

/* Any other. */
LS_APART static void set_odd(ls_record *record, ls_slice request)
{
    ls_slice rest = ls_slice_trim(request);
    ls_slice method;
    uint16_t number;

    if (!cut_method(&rest, &method, &number))
        return;
    rest = ls_slice_trim(rest);
    take_protocol(record, &rest);
    if (rest.len == 0 || (method.len == 1 && method.ptr[0] == '-')) {
        record->has &= ~LS_HAS(LS_FIELD_PROTOCOL);
        return;
    }
    record->method = number;
    set_text(record, LS_FIELD_METHOD, method);
    set_text(record, LS_FIELD_TARGET, rest);
}

bool ls_request_set(ls_record *record, ls_slice request)
{
    if (!set_usual(record, request))
        set_odd(record, request);
    return true;
}
