/* SPDX-License-Identifier: MIT */
/* Cuts a text into tokens, each of which knows where it stands. */

#include "base/expression.h"

#include <stdarg.h>
#include <stdio.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* What may stand inside a word or a number. */
static bool is_inside(char c)
{
    return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == ':' ||
           c == '%';
}

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c | 0x20);
    return c;
}

bool ls_same_word(ls_slice a, ls_slice b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return false;
    return true;
}

bool ls_expression_is(const ls_expression *expression, const char *word)
{
    return expression->token.kind == LS_TOKEN_WORD &&
           ls_same_word(expression->token.text, ls_slice_of(word));
}

ls_status ls_fail_at(ls_error *err, const ls_token *token, const char *format,
                     ...)
{
    char words[400];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(words, sizeof(words), format, args);
    va_end(args);
    (void)ls_fail(err, LS_ESYNTAX, 0, "%s", words);
    if (err)
        err->column = token->column;
    return LS_ESYNTAX;
}

ls_shown ls_expression_shown(const ls_token *token)
{
    ls_shown shown;
    size_t len = token->text.len;

    if (token->kind == LS_TOKEN_END)
        (void)snprintf(shown.text, sizeof(shown.text), "the end");
    else if (len > 36)
        (void)snprintf(shown.text, sizeof(shown.text), "'%.36s...'",
                       token->text.ptr);
    else
        (void)snprintf(shown.text, sizeof(shown.text), "'%.*s'", (int)len,
                       token->text.ptr);
    return shown;
}

bool ls_comparison_holds(ls_token_kind sign, int order)
{
    switch (sign) {
    case LS_TOKEN_EQUAL:
        return order == 0;
    case LS_TOKEN_UNEQUAL:
        return order != 0;
    case LS_TOKEN_LESS:
        return order < 0;
    case LS_TOKEN_LESS_EQUAL:
        return order <= 0;
    case LS_TOKEN_GREATER:
        return order > 0;
    default:
        return order >= 0;
    }
}

/* --- Tokens. */

static ls_slice rest_of(const ls_expression *e)
{
    return ls_slice_skip(e->text, e->at);
}

/* A string: no escapes but of its own quote and of the backslash before it. */
static ls_status read_string(ls_expression *e, ls_error *err)
{
    ls_token *token = &e->token;
    ls_slice rest = rest_of(e);
    size_t len = 1;

    while (len < rest.len && rest.ptr[len] != rest.ptr[0])
        len += rest.ptr[len] == '\\' && len + 1 < rest.len ? 2 : 1;
    if (len >= rest.len)
        return ls_fail_at(err, token, "this string has no closing quote");
    token->kind = LS_TOKEN_STRING;
    token->text = (ls_slice){ rest.ptr + 1, len - 1 };
    e->at += len + 1;
    return LS_OK;
}

static const struct sign {
    const char *text;
    ls_token_kind kind;
} signs[] = {
    { "==", LS_TOKEN_EQUAL },         { "=", LS_TOKEN_EQUAL },
    { "!=", LS_TOKEN_UNEQUAL },       { "!~", LS_TOKEN_UNMATCH },
    { "<=", LS_TOKEN_LESS_EQUAL },    { "<", LS_TOKEN_LESS },
    { ">=", LS_TOKEN_GREATER_EQUAL }, { ">", LS_TOKEN_GREATER },
    { "~", LS_TOKEN_MATCH },          { "(", LS_TOKEN_OPEN },
    { ")", LS_TOKEN_CLOSE },          { ",", LS_TOKEN_COMMA },
};

static ls_status read_sign(ls_expression *e, ls_error *err)
{
    ls_token *token = &e->token;
    ls_slice rest = rest_of(e);

    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        ls_slice sign = ls_slice_of(signs[i].text);

        if (!ls_slice_starts(rest, sign))
            continue;
        token->kind = signs[i].kind;
        token->text = ls_slice_head(rest, sign.len);
        e->at += sign.len;
        return LS_OK;
    }
    token->kind = LS_TOKEN_WORD;
    token->text = ls_slice_head(rest, 1);
    return ls_fail_at(err, token,
                      "%s cannot stand here; a text with such characters needs "
                      "quotes",
                      ls_expression_shown(token).text);
}

/* Whether a word is a number with a unit, and what its parts are. */
static bool cut_number(ls_token *token)
{
    ls_slice text = token->text;
    size_t len = 0;

    while (len < text.len && is_digit(text.ptr[len]))
        len++;
    if (len && len + 1 < text.len && text.ptr[len] == '.' &&
        is_digit(text.ptr[len + 1]))
        for (len++; len < text.len && is_digit(text.ptr[len]);)
            len++;
    token->digits = ls_slice_head(text, len);
    token->unit = ls_slice_skip(text, len);
    for (size_t i = 0; i < token->unit.len; i++)
        if (!is_letter(token->unit.ptr[i]) && token->unit.ptr[i] != '%' &&
            token->unit.ptr[i] != '/')
            return false;
    return len && !ls_same_word(token->unit, LS_SLICE("xx"));
}

static void read_word(ls_expression *e)
{
    ls_token *token = &e->token;
    ls_slice rest = rest_of(e);
    size_t len = 0;

    while (len < rest.len && is_inside(rest.ptr[len]))
        len++;
    /* 10/s */
    if (is_digit(rest.ptr[0]) && len + 1 < rest.len && rest.ptr[len] == '/' &&
        is_letter(rest.ptr[len + 1]))
        for (len++; len < rest.len && is_letter(rest.ptr[len]);)
            len++;
    token->text = ls_slice_head(rest, len);
    token->kind = cut_number(token) ? LS_TOKEN_NUMBER : LS_TOKEN_WORD;
    e->at += len;
}

ls_status ls_expression_next(ls_expression *e, ls_error *err)
{
    ls_slice rest;

    while (e->at < e->text.len && strchr(" \t\r\n", e->text.ptr[e->at]) &&
           e->text.ptr[e->at])
        e->at++;
    e->token = (ls_token){ .kind = LS_TOKEN_END, .column = e->at + 1 };
    rest = rest_of(e);
    if (rest.len == 0)
        return LS_OK;
    if (rest.ptr[0] == '"' || rest.ptr[0] == '\'')
        return read_string(e, err);
    if (is_letter(rest.ptr[0]) || is_digit(rest.ptr[0])) {
        read_word(e);
        return LS_OK;
    }
    return read_sign(e, err);
}

ls_status ls_expression_start(ls_expression *e, ls_slice text, ls_error *err)
{
    *e = (ls_expression){ .text = text };
    return ls_expression_next(e, err);
}

/* --- Numbers. */

static bool add_digit(uint64_t *value, char digit)
{
    uint64_t n = (uint64_t)(digit - '0');

    if (*value > (UINT64_MAX - n) / 10)
        return false;
    *value = *value * 10 + n;
    return true;
}

bool ls_decimal_scaled(ls_slice digits, uint64_t scale, uint64_t *value)
{
    uint64_t whole = 0;
    uint64_t part = 0;
    uint64_t power = 1;
    size_t i = 0;

    for (; i < digits.len && digits.ptr[i] != '.'; i++)
        if (!add_digit(&whole, digits.ptr[i]))
            return false;
    /* Nine digits behind the point are as many as anybody means. */
    for (i++; i < digits.len && power < 1000000000; i++) {
        part = part * 10 + (uint64_t)(digits.ptr[i] - '0');
        power *= 10;
    }
    part = scale / power * part + scale % power * part / power;
    if (whole > (UINT64_MAX - part) / scale)
        return false;
    *value = whole * scale + part;
    return true;
}
