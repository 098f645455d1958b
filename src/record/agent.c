/* SPDX-License-Identifier: MIT */
/*
 * Families of user agents. The table is agents.tsv, compiled in; the first row
 * decides whose token a word of the text begins with. What is looked at is
 * bounded, and kept nowhere: each text is looked through anew.
 */

#include "record/agent.h"

enum {
    LOOKED_AT = 1024 /* bytes of a text: they are of any length */
};

static const ls_agent agents[] = {
#define ROW(family_, kind_, token_, sample_)                                   \
    { (family_), (kind_), (token_), (sample_) },
#include "agents.inc"
#undef ROW
    { "other", "other", NULL, NULL },
};

enum {
    OTHER = sizeof(agents) / sizeof(agents[0]) - 1
};

const ls_agent *ls_agent_at(size_t index)
{
    return index <= OTHER ? &agents[index] : NULL;
}

static bool is_of_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

/* What a hex digit is worth, or -1. */
static int worth(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | ('a' - 'A'));
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Makes a space of each %20, and so on; the bytes become fewer. */
static size_t decode(char *bytes, size_t len)
{
    size_t out = 0;

    for (size_t i = 0; i < len; i++) {
        bool is_code = bytes[i] == '%' && len - i > 2;
        int high = is_code ? worth(bytes[i + 1]) : -1;
        int low = is_code ? worth(bytes[i + 2]) : -1;

        bytes[out++] = bytes[i];
        if (high >= 0 && low >= 0) {
            bytes[out - 1] = (char)(high * 16 + low);
            i += 2;
        }
    }
    return out;
}

/* The start of a text as it was sent: some log %20 (CloudFront, Akamai), or
   even %2520. */
static ls_slice as_sent(ls_slice text, char room[LOOKED_AT])
{
    if (text.len > LOOKED_AT)
        text = ls_slice_head(text, LOOKED_AT);
    if (!text.len || !memchr(text.ptr, '%', text.len))
        return text;
    memcpy(room, text.ptr, text.len);
    return (ls_slice){ room, decode(room, decode(room, text.len)) };
}

/* A space may be logged as a plus sign, as IIS does. */
static bool begins(ls_slice text, const char *token)
{
    size_t i = 0;

    while (i < text.len && token[i] &&
           (text.ptr[i] == token[i] || (text.ptr[i] == '+' && token[i] == ' ')))
        i++;
    return !token[i];
}

/* The first row before `end` whose token the text begins with, or `end`.
   `firsts` has the first byte of each token, to look at few of the rows. */
static size_t row_of(ls_slice text, const char *firsts, size_t end)
{
    const char *at = firsts;

    while ((at = memchr(at, text.ptr[0], end - (size_t)(at - firsts))) !=
           NULL) {
        size_t row = (size_t)(at++ - firsts);

        if (begins(text, agents[row].token))
            return row;
    }
    return end;
}

const ls_agent *ls_agent_find(ls_slice text)
{
    const char firsts[] = {
#define ROW(family_, kind_, token_, sample_) (token_)[0],
#include "agents.inc"
#undef ROW
    };
    char room[LOOKED_AT];
    size_t row = OTHER;
    bool in_word = false;

    text = as_sent(text, room);
    for (; text.len && row; text = ls_slice_skip(text, 1)) {
        if (!in_word)
            row = row_of(text, firsts, row);
        in_word = is_of_word(text.ptr[0]);
    }
    return &agents[row];
}
