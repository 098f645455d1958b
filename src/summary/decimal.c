/* SPDX-License-Identifier: MIT */
/*
 * Decimal numbers without floating point. A document that another program has
 * written again may have an exponent where ours has none.
 */

#include "summary/decimal.h"

enum {
    MOST_DIGITS = 1000, /* of a number that somebody means */
    EXPONENT_DIGITS = 3
};

/* Below it there is room for one more digit, and then for rounding. */
static const uint64_t ROOM = UINT64_C(100000000000000000);

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/*
 * Cuts digits off the start of `text` and appends them to `value` as long as
 * there is room; the power of ten that they lack then is added to `exponent`.
 */
static size_t take_digits(ls_slice *text, uint64_t *value, int *exponent)
{
    size_t len = 0;

    for (; len < text->len && is_digit(text->ptr[len]); len++) {
        if (*value < ROOM)
            *value = *value * 10 + (uint64_t)(text->ptr[len] - '0');
        else
            ++*exponent;
    }
    *text = ls_slice_skip(*text, len);
    return len;
}

/* Cuts "e-05" off the start of `text`, if something stands there. */
static bool take_exponent(ls_slice *text, int *exponent)
{
    bool is_negative = false;
    uint64_t number;

    if (text->len == 0)
        return true;
    if (text->ptr[0] != 'e' && text->ptr[0] != 'E')
        return false;
    *text = ls_slice_skip(*text, 1);
    if (text->len && (text->ptr[0] == '-' || text->ptr[0] == '+')) {
        is_negative = text->ptr[0] == '-';
        *text = ls_slice_skip(*text, 1);
    }
    if (text->len > EXPONENT_DIGITS || !ls_slice_to_u64(*text, &number))
        return false;
    *exponent += is_negative ? -(int)number : (int)number;
    return true;
}

static bool scale(uint64_t *value, int exponent)
{
    uint64_t half = 0;

    for (; exponent > 0 && *value; exponent--) {
        if (*value > UINT64_MAX / 10)
            return false;
        *value *= 10;
    }
    for (; exponent < 0 && (*value || half); exponent++) {
        half = *value % 10 >= 5;
        *value /= 10;
    }
    *value += half;
    return true;
}

bool ls_decimal_read(ls_slice text, int places, uint64_t *value)
{
    int exponent = places;
    size_t len;

    *value = 0;
    len = take_digits(&text, value, &exponent);
    if (len == 0 || len > MOST_DIGITS)
        return false;
    if (text.len && text.ptr[0] == '.') {
        int dropped = 0;

        text = ls_slice_skip(text, 1);
        len = take_digits(&text, value, &dropped);
        if (len == 0 || len > MOST_DIGITS)
            return false;
        exponent -= (int)len - dropped;
    }
    return take_exponent(&text, &exponent) && scale(value, exponent);
}
