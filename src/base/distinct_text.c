/* SPDX-License-Identifier: MIT */
/*
 * Counts of distinct keys as text, in digits of base64: `s` and six digits for
 * each entry, ascending; or `d` and one for each register, in which `*` and a
 * digit stand for so many zeros, plus one.
 */

#include "base/distinct.h"

#include <stdlib.h>

enum {
    ENTRY_DIGITS = 6,
    DIGIT_BITS = 6,
    BASE = 1 << DIGIT_BITS,
    SHORTEST_RUN = 3 /* that is written shorter than its zeros */
};

static const char digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* --- Writing. */

static int by_number(const void *left, const void *right)
{
    const uint32_t *a = left;
    const uint32_t *b = right;

    return (*a > *b) - (*a < *b);
}

static char *put_entry(char *at, uint32_t entry)
{
    for (unsigned i = ENTRY_DIGITS; i-- > 0;)
        *at++ = digits[entry >> (i * DIGIT_BITS) & (BASE - 1)];
    return at;
}

static char *put_entries(const ls_distinct *distinct, char *at)
{
    uint32_t entries[LS_DISTINCT_FEW];
    size_t count = 0;

    for (size_t i = 0; distinct->few && i < LS_DISTINCT_SLOTS; i++)
        if (distinct->few[i])
            entries[count++] = distinct->few[i];
    qsort(entries, count, sizeof(*entries), by_number);
    *at++ = 's';
    for (size_t i = 0; i < count; i++)
        at = put_entry(at, entries[i]);
    return at;
}

/* How many zeros there are from here on, up to what one digit says. */
static size_t zeros_at(const uint8_t *registers, size_t number)
{
    size_t count = 0;

    while (number + count < LS_DISTINCT_REGISTERS && count < BASE &&
           registers[number + count] == 0)
        count++;
    return count;
}

static char *put_registers(const uint8_t *registers, char *at)
{
    *at++ = 'd';
    for (size_t i = 0; i < LS_DISTINCT_REGISTERS;) {
        size_t zeros = zeros_at(registers, i);

        if (zeros < SHORTEST_RUN) {
            *at++ = digits[registers[i++]];
            continue;
        }
        *at++ = '*';
        *at++ = digits[zeros - 1];
        i += zeros;
    }
    return at;
}

ls_status ls_distinct_write(const ls_distinct *distinct, ls_buf *text)
{
    size_t most =
        1 + (distinct->registers ? (size_t)LS_DISTINCT_REGISTERS
                                 : distinct->few_count * ENTRY_DIGITS);
    char *start;
    char *end;

    if (ls_buf_reserve(text, text->len + most) != LS_OK)
        return LS_ENOMEM;
    start = text->ptr + text->len;
    end = distinct->registers ? put_registers(distinct->registers, start)
                              : put_entries(distinct, start);
    text->len += (size_t)(end - start);
    return LS_OK;
}

/* --- Reading. */

/* Cuts a digit off the start of `text`; BASE: there is none. */
static uint8_t take_digit(ls_slice *text)
{
    const char *digit = NULL;

    if (text->len)
        digit = memchr(digits, text->ptr[0], BASE);
    *text = ls_slice_skip(*text, text->len ? 1 : 0);
    return digit ? (uint8_t)(digit - digits) : BASE;
}

/* Six digits; false if what they say does not fit in 32 bits. */
static bool take_entry(ls_slice *text, uint32_t *entry)
{
    uint64_t number = 0;

    for (size_t i = 0; i < ENTRY_DIGITS; i++) {
        uint8_t digit = take_digit(text);

        if (digit == BASE)
            return false;
        number = number << DIGIT_BITS | digit;
    }
    *entry = (uint32_t)number;
    return number <= UINT32_MAX;
}

static ls_status read_entries(ls_distinct *distinct, ls_slice text)
{
    uint32_t before = 0;

    if (text.len > (size_t)LS_DISTINCT_FEW * ENTRY_DIGITS)
        return LS_ESYNTAX;
    while (text.len) {
        uint32_t entry;

        if (!take_entry(&text, &entry) || entry <= before ||
            !ls_distinct_is_entry(entry))
            return LS_ESYNTAX;
        before = entry;
        if (ls_distinct_add_entry(distinct, entry) != LS_OK)
            return LS_ENOMEM;
    }
    return before ? LS_OK : LS_ESYNTAX;
}

static ls_status read_registers(ls_distinct *distinct, ls_slice text)
{
    size_t number = 0;

    while (text.len) {
        bool is_run = text.ptr[0] == '*';
        uint8_t digit;

        if (is_run)
            text = ls_slice_skip(text, 1);
        digit = take_digit(&text);
        if (digit == BASE)
            return LS_ESYNTAX;
        if (is_run) {
            number += (size_t)digit + 1;
            continue;
        }
        if (number >= LS_DISTINCT_REGISTERS || digit > LS_DISTINCT_HIGHEST)
            return LS_ESYNTAX;
        if (ls_distinct_raise(distinct, number++, digit) != LS_OK)
            return LS_ENOMEM;
    }
    return number == LS_DISTINCT_REGISTERS && distinct->registers ? LS_OK
                                                                  : LS_ESYNTAX;
}

ls_status ls_distinct_read(ls_distinct *distinct, ls_slice text)
{
    ls_slice rest = ls_slice_skip(text, text.len ? 1 : 0);

    if (text.len && text.ptr[0] == 's')
        return read_entries(distinct, rest);
    if (text.len && text.ptr[0] == 'd')
        return read_registers(distinct, rest);
    return LS_ESYNTAX;
}
