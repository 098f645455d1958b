/* SPDX-License-Identifier: MIT */
/*
 * Request lines as logs hold them (RFC 9112 section 3): with a protocol or
 * without one (HTTP/0.9), with spaces inside the target, or no HTTP at all.
 */

#include "record/request.h"

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
    const size_t usual = sizeof("HTTP/1.1") - 1;
    size_t len = 0;

    if (s.len > usual && s.ptr[s.len - usual - 1] == ' ' &&
        s.ptr[s.len - 3] != ' ' && s.ptr[s.len - 2] == '.' &&
        s.ptr[s.len - 1] != ' ')
        len = usual; /* a blank before these, and it is no HTTP */
    else
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
    method->ptr = rest->ptr;
    if (ls_method_cut(rest, number)) {
        method->len = (size_t)(rest->ptr - method->ptr) - 1;
        return true;
    }
    *number = LS_METHOD_OTHER;
    return ls_slice_cut(rest, ' ', method) && ls_is_token(*method);
}

/* As ls_slice_trim(), where there is hardly ever something to trim. */
static ls_slice trim(ls_slice s)
{
    bool trimmed = s.len && !is_blank(s.ptr[0]) && !is_blank(s.ptr[s.len - 1]);

    return trimmed ? s : ls_slice_trim(s);
}

bool ls_request_set(ls_record *record, ls_slice request)
{
    ls_slice rest = trim(request);
    ls_slice method;
    uint16_t number;

    if (!cut_method(&rest, &method, &number))
        return true;
    rest = trim(rest);
    take_protocol(record, &rest);
    if (rest.len == 0 || (method.len == 1 && method.ptr[0] == '-')) {
        record->has &= ~LS_HAS(LS_FIELD_PROTOCOL);
        return true;
    }
    record->method = number;
    set_text(record, LS_FIELD_METHOD, method);
    set_text(record, LS_FIELD_TARGET, rest);
    return true;
}
