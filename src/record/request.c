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

/* Where the last word of `s` starts. */
static size_t last_word(ls_slice s)
{
    const ls_slice usual = LS_SLICE(" HTTP/1.");
    size_t at = s.len;

    if (s.len > usual.len && s.ptr[s.len - 1] != ' ' &&
        memcmp(s.ptr + s.len - usual.len - 1, usual.ptr, usual.len) == 0)
        return s.len - usual.len;
    while (at > 0 && s.ptr[at - 1] != ' ')
        at--;
    return at;
}

/* Cuts the protocol off the end of `rest`, which keeps the target. */
static void take_protocol(ls_record *record, ls_slice *rest)
{
    size_t at = last_word(*rest);
    ls_slice word = ls_slice_skip(*rest, at);

    if (at == 0 || !ls_slice_starts(word, LS_SLICE("HTTP/")))
        return;
    set_text(record, LS_FIELD_PROTOCOL, word);
    *rest = ls_slice_trim(ls_slice_head(*rest, at));
}

/* Cuts the first word off `rest`; it is short, so there is no memchr. */
static bool cut_method(ls_slice *rest, ls_slice *method)
{
    size_t len = 0;

    while (len < rest->len && rest->ptr[len] != ' ')
        len++;
    if (len == rest->len)
        return false;
    *method = ls_slice_head(*rest, len);
    *rest = ls_slice_skip(*rest, len + 1);
    return true;
}

bool ls_request_set(ls_record *record, ls_slice request)
{
    ls_slice rest = ls_slice_trim(request);
    ls_slice method;

    uint16_t number;

    if (!cut_method(&rest, &method))
        return true;
    number = ls_method_find(method);
    if (number == LS_METHOD_OTHER && !ls_is_token(method))
        return true;
    rest = ls_slice_trim(rest);
    take_protocol(record, &rest);
    if (rest.len == 0 || ls_slice_equal(method, LS_SLICE("-"))) {
        record->has &= ~LS_HAS(LS_FIELD_PROTOCOL);
        return true;
    }
    record->method = number;
    set_text(record, LS_FIELD_METHOD, method);
    set_text(record, LS_FIELD_TARGET, rest);
    return true;
}
