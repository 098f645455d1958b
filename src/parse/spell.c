/* SPDX-License-Identifier: MIT */
/*
 * The smallest parts of an expression: bytes, classes and times. Extended
 * notation is on, so a blank outside of a class has to be in one.
 */

#include "parse/spell.h"

#include "parse/digits.h"

#include <stdio.h>

void ls_spell(ls_speller *speller, const char *regex)
{
    if (ls_buf_append(&speller->out, ls_slice_of(regex)) != LS_OK)
        speller->failed = true;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A byte that stands for itself; `plain` are those that need no backslash. */
static void spell_byte(ls_speller *speller, char byte, const char *plain)
{
    char text[8] = { byte };
    unsigned char number = (unsigned char)byte;

    if (strchr(plain, byte)) {
        ls_spell(speller, text);
        return;
    }
    if (number < 0x20 || number > 0x7e)
        (void)snprintf(text, sizeof(text), "\\x%02x", number);
    else if (!is_letter(byte) && !ls_is_digit(byte))
        (void)snprintf(text, sizeof(text), "\\%c", byte);
    ls_spell(speller, text);
}

/* A blank that means nothing, to be read more easily. */
static void spell_gap(ls_speller *speller)
{
    const ls_buf *out = &speller->out;

    if (out->len && !strchr(" \n", out->ptr[out->len - 1]))
        ls_spell(speller, " ");
}

/*
 * Some programs pad with a few blanks; there is a limit, or a line of blanks
 * would take the square of its length. A blank that a value follows is just
 * one, for the value may be empty.
 */
void ls_spell_bytes(ls_speller *speller, ls_slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        size_t next = i;

        if (bytes.ptr[i] != ' ') {
            spell_byte(speller, bytes.ptr[i], "\"'/:,;=<>@%&~!_-`");
            continue;
        }
        while (next < bytes.len && bytes.ptr[next] == ' ')
            next++;
        spell_gap(speller);
        ls_spell(speller, next < bytes.len ? "[ ]{1,8}+ " : "[ ]");
        i = next < bytes.len ? next - 1 : i;
    }
}

void ls_spell_without(ls_speller *speller, ls_slice bytes)
{
    ls_spell(speller, bytes.len ? "[^" : ".");
    for (size_t i = 0; i < bytes.len; i++)
        if (!memchr(bytes.ptr, bytes.ptr[i], i))
            spell_byte(speller, bytes.ptr[i],
                       " \t\"'/:,;=<>@%&~!_`.|(){}?*+$#");
    if (bytes.len)
        ls_spell(speller, "]");
}

/* Of the rest of a time little is asked, for what stands there has variants. */
static const struct start {
    const char *name;
    ls_shape shape;
    const char *regex;
} starts[] = {
    { "t", LS_SHAPE_TIME, "\\d{2}/[A-Za-z]{3}/\\d{4}[: ]{1}\\d{2}:" },
    { "time_local", LS_SHAPE_TIME, "\\d{2}/[A-Za-z]{3}/\\d{4}[: ]{1}\\d{2}:" },
    { "time_iso8601", LS_SHAPE_TIME, "\\d{4}-\\d{2}-\\d{2}[T ]{1}\\d{2}:" },
    { "msec", LS_SHAPE_NUMBER, "[0-9]++[.]{0,1}+[0-9]*+" },
};

const char *ls_spell_start(const ls_meaning *meaning)
{
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
        if (meaning->shape == starts[i].shape &&
            strcmp(meaning->name, starts[i].name) == 0)
            return starts[i].regex;
    return NULL;
}

/* How what a conversion of strftime gives looks. */
static const struct conversion {
    const char *letters;
    const char *regex;
} conversions[] = {
    { "YG", "\\d{4}+" },
    { "ymdeHIMSklCgUVWuw", "[ ]?+\\d{1,2}+" },
    { "j", "\\d{1,3}+" },
    { "sf", "\\d++" },
    { "bhBaAp", "[^ \"\\d,./:-]++" },
    { "z", "(?: [+-]\\d\\d:?+\\d\\d | Z )" },
    { "Z", "[A-Za-z0-9+-]++" },
    { "T", "\\d\\d:\\d\\d:\\d\\d" },
    { "X", "\\d\\d:\\d\\d:\\d\\d" },
    { "R", "\\d\\d:\\d\\d" },
    { "r", "\\d\\d:\\d\\d:\\d\\d [ ] [^ \"]++" },
    { "F", "\\d{4}+-\\d\\d-\\d\\d" },
    { "Dx", "\\d\\d/\\d\\d/\\d\\d" },
    { "c", "[^ \"]++ [ ] [^ \"]++ [ ]++ \\d++ [ ] [0-9:]++ [ ] \\d++" },
    { "%", "%" },
};

static const char *conversion_of(char letter)
{
    for (size_t i = 0; i < sizeof(conversions) / sizeof(conversions[0]); i++)
        if (letter && strchr(conversions[i].letters, letter))
            return conversions[i].regex;
    return "[^ \"]*+";
}

void ls_spell_layout(ls_speller *speller, const char *layout)
{
    for (; *layout; layout++) {
        if (*layout == ' ')
            ls_spell(speller, " [ ]{1,8}+ ");
        else if (*layout == '%' && layout[1])
            ls_spell(speller, conversion_of(*++layout));
        else
            ls_spell_bytes(speller, (ls_slice){ layout, 1 });
    }
}
