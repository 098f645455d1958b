/* SPDX-License-Identifier: MIT */
/*
 * The plain form of a head (docs/patterns.md): values of the usual kind, and
 * one blank where the head takes several. It must not take what the head reads
 * otherwise, so each value is no more than what the head looks for where it
 * has to tell the end of the value before.
 */

#include "parse/spell.h"

static void spell_text(ls_speller *s, ls_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        ls_slice byte = { text.ptr + i, 1 };

        /* Steps know no \x09. */
        if (byte.ptr[0] == '\t')
            ls_spell(s, "[\t]");
        else
            ls_spell_bytes(s, byte);
    }
}

/* What stands up to a byte; of a word no more than is looked at elsewhere. */
static void spell_bare(ls_speller *s, ls_shape shape, char end)
{
    char stops[] = { end, ' ' };

    if (shape == LS_SHAPE_LIST) {
        ls_spell(s, "[^ ,\"]{0,255}+");
    } else if (shape == LS_SHAPE_WORD) {
        ls_spell_without(s, (ls_slice){ stops, 2 });
        ls_spell(s, "{0,255}+");
    } else {
        ls_spell_without(s, (ls_slice){ stops, 1 });
        ls_spell(s, "*+");
    }
}

/* What is taken of text: in quotes, or up to what stands behind it. */
static void spell_open(ls_speller *s, size_t index, char end)
{
    if (!ls_spell_is_quoted(s, index))
        spell_bare(s, s->terms[index].meaning->shape, end);
    else if (s->quoting == LS_QUOTING_NONE)
        ls_spell(s, "[^\"]*+");
    else
        ls_spell(s, "[^\"\\\\]*+");
}

static bool spell_time(ls_speller *s, bool quoted, char end)
{
    if (!quoted && end != ']')
        return false;
    ls_spell(s, quoted ? "[^\"]{0,64}+" : "[^\\]\"]{0,64}+");
    return true;
}

/* What is taken of a value in quotes or between brackets, or before a blank. */
static bool spell_run(ls_speller *s, size_t index, ls_slice next)
{
    const ls_meaning *meaning = s->terms[index].meaning;
    bool quoted = ls_spell_is_quoted(s, index);
    char end = next.ptr[0];
    const char *start = ls_spell_start(meaning);

    switch (meaning->shape) {
    case LS_SHAPE_NUMBER:
        ls_spell(s, start ? start : "[0-9.-]*+");
        return true;
    case LS_SHAPE_TIME:
        return spell_time(s, quoted, end);
    case LS_SHAPE_TEXT:
    case LS_SHAPE_REQUEST:
    case LS_SHAPE_WORD:
        break;
    case LS_SHAPE_LIST:
        if (!quoted && (end != ' ' || ls_spell_has_colons(s, index)))
            return false;
        break;
    case LS_SHAPE_STATUS:
    case LS_SHAPE_MARK:
        return false;
    }
    spell_open(s, index, end);
    return true;
}

static bool spell_value(ls_speller *s, size_t index)
{
    const ls_term *term = &s->terms[index];
    ls_slice next = ls_spell_next(s, index);
    bool spelled;

    if (next.len == 0)
        return false;
    if (term->meaning->shape == LS_SHAPE_TIME && ls_spell_start(term->meaning))
        ls_spell(s, "(?= \\d ) ");
    if (term->field) {
        ls_spell(s, "(?<");
        ls_spell(s, term->field);
        ls_spell(s, "> ");
    }
    spelled = spell_run(s, index, next);
    if (term->field)
        ls_spell(s, " )");
    return spelled;
}

/* Three digits, and one byte of what must follow. */
static bool spell_status(ls_speller *s, size_t index)
{
    ls_slice next = ls_spell_next(s, index);

    if (index + 1 == s->count)
        next = LS_SLICE(" ");
    if (next.len == 0 || next.ptr[0] == '.')
        return false;
    ls_spell(s, "(?<status> \\d{3} ) (?= ");
    spell_text(s, ls_slice_head(next, 1));
    ls_spell(s, " )");
    return true;
}

bool ls_spell_plain(ls_speller *s, size_t status)
{
    for (size_t i = 0; i < status; i++) {
        if (!s->terms[i].meaning)
            spell_text(s, s->terms[i].text);
        else if (!spell_value(s, i))
            return false;
        ls_spell(s, "\n");
    }
    return spell_status(s, status);
}
