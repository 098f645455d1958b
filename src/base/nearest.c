/* SPDX-License-Identifier: MIT */
/*
 * "Did you mean": the name with the fewest changed letters (Levenshtein), as
 * long as most letters stand; a name that begins with the word is nearest of
 * all. Words longer than any name of ours have no neighbour.
 */

#include <logstat/nearest.h>

enum {
    LONGEST = 40,
};

static size_t least(size_t a, size_t b, size_t c)
{
    size_t low = a < b ? a : b;

    return low < c ? low : c;
}

/* How many letters must be put in, left out or changed; both short enough. */
static size_t distance(ls_slice a, ls_slice b)
{
    size_t row[LONGEST + 1];

    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t change = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);

            diagonal = row[j];
            row[j] = least(row[j] + 1, row[j - 1] + 1, change);
        }
    }
    return row[b.len];
}

ls_nearest ls_nearest_to(ls_slice word)
{
    /* A third of the letters may be wrong, but one always. */
    size_t limit = word.len / 3 > 1 ? word.len / 3 : 1;

    return (ls_nearest){ .word = word, .distance = limit + 1 };
}

void ls_nearest_offer(ls_nearest *nearest, const char *name)
{
    ls_slice other = ls_slice_of(name);
    size_t away;

    if (nearest->word.len < 2 || nearest->word.len > LONGEST ||
        other.len > LONGEST)
        return;
    if (nearest->word.len > 2 && ls_slice_starts(other, nearest->word))
        away = 0;
    else
        away = distance(nearest->word, other);
    if (away < nearest->distance) {
        nearest->distance = away;
        nearest->name = name;
    }
}
