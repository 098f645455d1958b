/* SPDX-License-Identifier: MIT */
/*
 * Durations as logs write them: "0.052", "52", "52ms", "1m2.5s". They are
 * read as whole nanoseconds, so that no number is rounded twice.
 */

#include "record/duration.h"

enum {
    MAX_DIGITS = 18 /* of a whole number: it fits 64 bits */
};

static const struct unit {
    const char *name;
    uint64_t nanoseconds;
} units[] = {
    { "ns", 1 },           { "us", 1000 },         { "\xc2\xb5s", 1000 },
    { "\xce\xbcs", 1000 }, { "ms", 1000000 },      { "s", 1000000000 },
    { "m", 60000000000 },  { "h", 3600000000000 },
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Cuts the unit off the start of `text`; the default one if there is none. */
static bool take_unit(ls_slice *text, uint64_t *nanoseconds)
{
    size_t len = 0;

    while (len < text->len && !is_digit(text->ptr[len]))
        len++;
    if (len == 0)
        return true;
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        ls_slice name = ls_slice_of(units[i].name);

        if (ls_slice_equal(name, ls_slice_head(*text, len))) {
            *nanoseconds = units[i].nanoseconds;
            *text = ls_slice_skip(*text, len);
            return true;
        }
    }
    return false;
}

/* Cuts digits off the start of `text`; how many there were. */
static size_t take_digits(ls_slice *text, uint64_t *number)
{
    size_t len = 0;

    *number = 0;
    for (; len < text->len && is_digit(text->ptr[len]); len++)
        if (len < MAX_DIGITS)
            *number = *number * 10 + (uint64_t)(text->ptr[len] - '0');
    *text = ls_slice_skip(*text, len);
    return len;
}

/* The digits behind the point, in units of `nanoseconds`. */
static uint64_t fraction(ls_slice digits, uint64_t nanoseconds)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < digits.len && nanoseconds; i++) {
        sum += nanoseconds * (uint64_t)(digits.ptr[i] - '0') / 10;
        nanoseconds /= 10;
    }
    return sum;
}

/* Cuts one "2.5s" off the start of `text`. */
static bool take_part(ls_slice *text, uint64_t nanoseconds, uint64_t *sum)
{
    ls_slice behind = { text->ptr, 0 };
    uint64_t whole;
    uint64_t ignored;
    size_t len = take_digits(text, &whole);

    if (len == 0 || len > MAX_DIGITS)
        return false;
    if (text->len && text->ptr[0] == '.') {
        *text = ls_slice_skip(*text, 1);
        behind = *text;
        behind.len = take_digits(text, &ignored);
        if (behind.len == 0)
            return false;
    }
    if (!take_unit(text, &nanoseconds) || whole > UINT64_MAX / 2 / nanoseconds)
        return false;
    *sum += whole * nanoseconds + fraction(behind, nanoseconds);
    return *sum <= UINT64_MAX / 2;
}

bool ls_duration_read_odd(ls_slice text, uint64_t nanoseconds,
                          uint64_t *microseconds)
{
    uint64_t sum = 0;

    /* HAProxy writes + where the answer was not over yet (option logasap). */
    if (text.len > 1 && text.ptr[0] == '+')
        text = ls_slice_skip(text, 1);
    if (text.len == 0)
        return false;
    while (text.len)
        if (!take_part(&text, nanoseconds, &sum))
            return false;
    *microseconds = sum / 1000;
    return true;
}
