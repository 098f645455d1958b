/* SPDX-License-Identifier: MIT */
/*
 * Reads the values of options: what a person types, strictly. It knows nothing
 * of the options themselves; the words that some may be are in option_table.c,
 * and those for what is wrong in options.c.
 */

#include "cli/values.h"

bool ls_value_number(const char *text, uint64_t max, uint64_t *number)
{
    uint64_t value;

    if (!ls_slice_to_u64(ls_slice_of(text), &value))
        return false;
    if (value < 1 || value > max)
        return false;
    *number = value;
    return true;
}

/* How far the suffix shifts, 0 for none. */
static unsigned suffix_shift(char suffix)
{
    static const char letters[] = "kKmMgG";
    const char *at = suffix ? strchr(letters, suffix) : NULL;

    return at ? 10 * (unsigned)((at - letters) / 2 + 1) : 0;
}

bool ls_value_size(const char *text, uint64_t max, uint64_t *bytes)
{
    ls_slice digits = ls_slice_of(text);
    unsigned shift = 0;
    uint64_t value;

    if (digits.len)
        shift = suffix_shift(digits.ptr[digits.len - 1]);
    if (shift)
        digits.len--;
    if (!ls_slice_to_u64(digits, &value))
        return false;
    if (value < 1 || value > max >> shift)
        return false;
    *bytes = value << shift;
    return true;
}

bool ls_value_span(const char *text, uint64_t max, uint64_t *seconds)
{
    static const struct {
        char suffix;
        uint64_t seconds;
    } units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
    ls_slice digits = ls_slice_of(text);
    uint64_t unit = 1;
    uint64_t value;

    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (digits.len && text[strlen(text) - 1] == units[i].suffix) {
            unit = units[i].seconds;
            digits.len--;
            break;
        }
    if (!ls_slice_to_u64(digits, &value))
        return false;
    if (value < 1 || value > max / unit)
        return false;
    *seconds = value * unit;
    return true;
}

/* The place of a text among the words of its kind; false: it is none. */
static bool find(ls_option_kind kind, const char *text, size_t *place)
{
    const char *const *words = ls_option_words(kind);

    for (*place = 0; words[*place]; ++*place)
        if (strcmp(text, words[*place]) == 0)
            return true;
    return false;
}

bool ls_value_when(const char *text, ls_when *when)
{
    size_t place;

    if (!find(LS_OPTION_WHEN, text, &place))
        return false;
    *when = (ls_when)place;
    return true;
}

bool ls_value_sort(const char *text, ls_sort *sort)
{
    size_t place;

    if (!find(LS_OPTION_SORT, text, &place))
        return false;
    *sort = (ls_sort)(LS_SORT_REQUESTS + place);
    return true;
}

bool ls_value_zone(const char *text, ls_zone *zone)
{
    uint64_t hours;
    uint64_t minutes;
    int offset;

    if (strcmp(text, "local") == 0) {
        *zone = (ls_zone){ .given = true, .local = true };
        return true;
    }
    if (strlen(text) != 6 || !strchr("+-", text[0]) || text[3] != ':')
        return false;
    if (!ls_slice_to_u64((ls_slice){ text + 1, 2 }, &hours) ||
        !ls_slice_to_u64((ls_slice){ text + 4, 2 }, &minutes))
        return false;
    if (hours > 14 || minutes > 59)
        return false;
    offset = (int)(hours * 60 + minutes);
    *zone = (ls_zone){
        .given = true,
        .minutes = text[0] == '-' ? -offset : offset,
    };
    return true;
}
