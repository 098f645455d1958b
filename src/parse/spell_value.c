/* SPDX-License-Identifier: MIT */
/*
 * Values. Each is read up to what follows it in the string. Where that can
 * stand inside of the value too, as a blank in a user's name does, it ends the
 * value only if what comes behind looks as it must. A value is never given
 * back in part, so reading costs about the same whether a line fits or not.
 */

#include "parse/spell.h"

static const char status_regex[] = "(?: \\d{1,3}+ (?:\\.\\d++)?+ | -1?+ )?+";

enum {
    AHEAD_VALUES = 4, /* that are looked at to tell where one ends */
    LONG_LAYOUT = 32, /* bytes of a layout whose times may be long */
};

static bool is_value(const ls_speller *s, size_t index)
{
    return index < s->count && s->terms[index].meaning;
}

ls_slice ls_spell_next(const ls_speller *s, size_t index)
{
    if (index + 1 < s->count && !is_value(s, index + 1))
        return s->terms[index + 1].text;
    return (ls_slice){ "", 0 };
}

bool ls_spell_is_quoted(const ls_speller *s, size_t index)
{
    ls_slice next = ls_spell_next(s, index);
    ls_slice before = { "", 0 };

    if (index && !is_value(s, index - 1))
        before = s->terms[index - 1].text;
    return before.len && before.ptr[before.len - 1] == '"' && next.len &&
           next.ptr[0] == '"';
}

/* The bytes that end value `index`: the first ones of what may follow. */
static ls_slice find_stops(const ls_speller *s, size_t index, char *room)
{
    ls_slice stops = { room, 0 };

    for (size_t i = index + 1; i < s->count && stops.len < 8; i++) {
        const ls_term *term = &s->terms[i];

        if (!term->meaning) {
            room[stops.len++] = term->text.ptr[0];
            break;
        }
        if (term->meaning->start)
            room[stops.len++] = term->meaning->start;
    }
    return stops;
}

/* The stops, and a blank if there is none among them. */
static ls_slice word_stops(const ls_speller *s, size_t index, char *room)
{
    ls_slice stops = find_stops(s, index, room);

    if (!memchr(room, ' ', stops.len))
        room[stops.len++] = ' ';
    return stops;
}

/* A class, possessive, of what stands up to the stops; `count`: how many. */
static void spell_run(ls_speller *s, ls_slice stops, const char *count)
{
    ls_spell_without(s, stops);
    ls_spell(s, count);
}

/* One of the stops follows, or the line is over. */
static void spell_stop_ahead(ls_speller *s, size_t index)
{
    ls_slice next = ls_spell_next(s, index);

    if (index + 1 < s->count && next.len == 0)
        return;
    ls_spell(s, " (?= ");
    ls_spell_bytes(s, next.len ? ls_slice_head(next, 1) : LS_SLICE(" "));
    ls_spell(s, " | $ )");
}

/* Between brackets or quotes a first digit is enough to tell a time, and more
   could not be read without PCRE2. `only`: nothing but what the layout says,
   where that is needed to tell. */
static void spell_time(ls_speller *s, size_t index, bool only)
{
    char room[16] = "";
    ls_slice stops = find_stops(s, index, room);
    const char *layout = s->terms[index].layout;
    const char *start = ls_spell_start(s->terms[index].meaning);
    bool is_closed;

    if (!memchr(room, '"', stops.len))
        room[stops.len++] = '"';
    is_closed = room[0] == ']' || room[0] == '"';
    if (layout && !is_closed) {
        ls_spell_layout(s, layout);
        if (only)
            return;
        ls_spell(s, " | ");
    }
    if (start)
        ls_spell(s, is_closed ? "(?= \\d ) " : start);
    spell_run(s, stops,
              layout && strlen(layout) > LONG_LAYOUT ? "{0,255}+" : "{0,64}+");
}

/* The bytes behind value `index`, all of them, or the line's end. */
static void spell_next_or_end(ls_speller *s, size_t index)
{
    ls_spell(s, " (?: ");
    ls_spell_bytes(s, ls_spell_next(s, index));
    ls_spell(s, " | $ )");
}

/* Any word may follow a blank, so what follows must be looked at closely. */
static bool is_blank_before(const ls_speller *s, size_t index)
{
    return ls_slice_equal(s->terms[index - 1].text, LS_SLICE(" "));
}

/*
 * What value `index` must look like to be taken for one. True: that says
 * little, so what follows it should be looked at too.
 */
static bool spell_looks(ls_speller *s, size_t index)
{
    char room[16] = "";
    ls_slice next = ls_spell_next(s, index);

    switch (s->terms[index].meaning->shape) {
    case LS_SHAPE_STATUS:
        ls_spell(s,
                 is_blank_before(s, index) ? "(?: \\d{3} | - )" : status_regex);
        spell_stop_ahead(s, index);
        return false;
    case LS_SHAPE_MARK:
        return false;
    case LS_SHAPE_NUMBER:
        ls_spell(s, "[\\d.-]*+");
        spell_stop_ahead(s, index);
        return false;
    case LS_SHAPE_TIME:
        ls_spell(s, "(?: ");
        spell_time(s, index, true);
        ls_spell(s, " )");
        spell_next_or_end(s, index);
        return false;
    case LS_SHAPE_WORD:
    case LS_SHAPE_LIST:
        if (next.len == 0 || ls_spell_is_quoted(s, index))
            return false;
        spell_run(s, word_stops(s, index, room), "{0,255}+");
        return true;
    case LS_SHAPE_TEXT:
    case LS_SHAPE_REQUEST:
        break;
    }
    if (s->terms[index].meaning->start == '/')
        ls_spell(s, "(?= [/*-] | https?+: )");
    if (next.len == 0 || next.ptr[0] == ' ' || ls_spell_is_quoted(s, index))
        return false;
    ls_spell(s, "(?: ");
    spell_run(s, ls_slice_head(next, 1), "{256}+ | ");
    spell_run(s, ls_slice_head(next, 1), "{0,255}+");
    spell_next_or_end(s, index);
    ls_spell(s, " )");
    return false;
}

void ls_spell_end(ls_speller *s, size_t index)
{
    ls_slice next = ls_spell_next(s, index);

    if (index + 2 == s->count && ls_slice_equal(next, LS_SLICE("\""))) {
        ls_spell(s, "\" (?: [ ] | $ )");
        return;
    }
    ls_spell_bytes(s, next);
    for (size_t i = 0; i < AHEAD_VALUES && is_value(s, index + 2); i++) {
        index += 2;
        ls_spell(s, " ");
        if (!spell_looks(s, index))
            return;
        ls_spell_bytes(s, ls_spell_next(s, index));
    }
}

/* A quote ends the value if what follows looks right. */
static void spell_bare_quote(ls_speller *s, size_t index)
{
    ls_spell(s, " (?! ");
    ls_spell_end(s, index);
    ls_spell(s, " | \" $ ) \" ");
}

static void spell_unescaped(ls_speller *s, size_t index)
{
    ls_spell(s, "[^\"]*+ (?:");
    spell_bare_quote(s, index);
    ls_spell(s, "[^\"]*+ )*+");
}

static void spell_escaped(ls_speller *s, size_t index)
{
    ls_spell(s, "[^\"\\\\]*+ (?: (?: \\\\. |");
    spell_bare_quote(s, index);
    ls_spell(s, ") [^\"\\\\]*+ )*+");
}

/*
 * A value in quotes. For requests see patterns/common.pattern, whose three
 * ways to read quotes and backslashes these are.
 */
static void spell_quoted(ls_speller *s, size_t index)
{
    if (s->quoting == LS_QUOTING_NONE) {
        spell_unescaped(s, index);
        return;
    }
    if (s->terms[index].meaning->shape != LS_SHAPE_REQUEST) {
        spell_escaped(s, index);
        return;
    }
    ls_spell(s, "[^\"\\\\]*+ (?: \\\\. [^\"\\\\]*+ )*+\n| ");
    spell_escaped(s, index);
    ls_spell(s, " (?= ");
    ls_spell_end(s, index);
    ls_spell(s, " )\n| ");
    spell_unescaped(s, index);
}

bool ls_spell_has_colons(const ls_speller *s, size_t index)
{
    const char *field = s->terms[index].meaning->field;

    return !field || ls_slice_starts(ls_slice_of(field), LS_SLICE("upstream"));
}

/* Words with commas between. */
static void spell_list(ls_speller *s, size_t index)
{
    ls_spell(s, "\"[^\"]*+\" | [^ ,\"]*+ ");
    ls_spell(s, ls_spell_has_colons(s, index)
                    ? "(?: (?: ,[ ]?+ | [ ]:[ ] ) [^ ,\"]++ )*+"
                    : "(?: ,[ ]?+ [^ ,\"]++ )*+");
}

/* The last of the values that stand together from `index` on. */
static size_t last_together(const ls_speller *s, size_t index)
{
    while (is_value(s, index + 1))
        index++;
    return index;
}

/* A value that ends at what follows it, if that looks right. */
static void spell_until(ls_speller *s, size_t index, ls_slice stops)
{
    size_t last = last_together(s, index);

    spell_run(s, stops, "*+ (?: (?! ");
    ls_spell_end(s, last);
    ls_spell(s, " ) ");
    ls_spell_bytes(s, ls_slice_head(ls_spell_next(s, last), 1));
    ls_spell(s, " ");
    spell_run(s, stops, "*+ )*+");
}

static void spell_bare(ls_speller *s, size_t index)
{
    char room[16] = "";
    ls_shape shape = s->terms[index].meaning->shape;
    ls_slice next = ls_spell_next(s, last_together(s, index));
    ls_slice stops = find_stops(s, index, room);
    bool blank = stops.len == 1 && room[0] == ' ';
    const char *start = ls_spell_start(s->terms[index].meaning);

    if (start) {
        ls_spell(s, start);
        return;
    }

    if (shape == LS_SHAPE_LIST && (blank || index + 1 == s->count)) {
        spell_list(s, index);
        return;
    }
    if (shape == LS_SHAPE_MARK) {
        ls_spell(s, "\\??+");
        return;
    }
    if (shape == LS_SHAPE_WORD || shape == LS_SHAPE_NUMBER)
        stops = word_stops(s, index, room);
    if (next.len == 0 || shape == LS_SHAPE_NUMBER ||
        (shape == LS_SHAPE_WORD && (stops.len == 1 || is_value(s, index + 1))))
        spell_run(s, stops, "*+");
    else
        spell_until(s, index, stops);
}

/* Whether the expression of a value can end where nothing ends it. */
static bool may_stop_elsewhere(const ls_speller *s, size_t index)
{
    ls_slice next = ls_spell_next(s, index);
    bool quoted = ls_spell_is_quoted(s, index);

    switch (s->terms[index].meaning->shape) {
    case LS_SHAPE_STATUS:
        return true;
    case LS_SHAPE_TIME:
    case LS_SHAPE_LIST:
        return !quoted;
    case LS_SHAPE_WORD:
    case LS_SHAPE_NUMBER:
        return !quoted && next.len && next.ptr[0] != ' ';
    default:
        return false;
    }
}

void ls_spell_value(ls_speller *s, size_t index)
{
    const ls_term *term = &s->terms[index];

    ls_spell(s, term->field ? "(?<" : "(?:");
    if (term->field) {
        ls_spell(s, term->field);
        ls_spell(s, ">");
    }
    ls_spell(s, " ");
    if (term->meaning->shape == LS_SHAPE_STATUS)
        ls_spell(s, status_regex);
    else if (term->meaning->shape == LS_SHAPE_TIME)
        spell_time(s, index, false);
    else if (ls_spell_is_quoted(s, index))
        spell_quoted(s, index);
    else
        spell_bare(s, index);
    ls_spell(s, " )");
    if (may_stop_elsewhere(s, index))
        spell_stop_ahead(s, index);
}
