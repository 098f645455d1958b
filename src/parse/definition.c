/* SPDX-License-Identifier: MIT */
/*
 * From a string in the server's own words to a format: finds out whose words
 * they are and what of a pasted line is the string, and writes head and tails
 * for its terms. The head reaches to the status, and each value behind it that
 * gives a field is a tail, so that a line that ends early loses no more than
 * it lacks.
 */

#include "parse/definition.h"

#include "base/escape.h"
#include "parse/quoted.h"
#include "parse/spell.h"

/* A string, and what is known about it. */
struct definition {
    ls_slice string;
    bool nginx;
    bool pieces; /* words in quotes, to be joined */
    ls_terms terms;
};

/* The string of a LogFormat line, whose quotes a shell may have eaten. */
static ls_slice unquote(ls_slice rest)
{
    ls_slice word = rest;
    ls_slice after = rest;
    size_t end;

    if (!ls_conf_word(&after, &word) || rest.ptr[0] != '"')
        return word;
    if ((after.len == 0 || ls_conf_is_space(after.ptr[0])) &&
        !(after.len && memchr(after.ptr, '%', after.len)))
        return word;
    end = rest.len - 1;
    while (end > 1 && rest.ptr[end] != '"')
        end--;
    return ls_slice_skip(ls_slice_head(rest, end), 1);
}

/* Takes the directive and what stands before the string off a pasted line. */
static bool is_apache_line(ls_slice *string)
{
    ls_slice rest = *string;
    ls_slice word;
    bool custom;

    if (!ls_conf_word(&rest, &word))
        return false;
    custom = ls_conf_is_same(word, LS_SLICE("CustomLog")) ||
             ls_conf_is_same(word, LS_SLICE("GlobalLog"));
    if (!custom && !ls_conf_is_same(word, LS_SLICE("LogFormat")))
        return false;
    if (custom && !ls_conf_word(&rest, &word))
        return false;
    *string = unquote(ls_conf_trim(rest));
    return true;
}

static bool is_nginx_line(ls_slice *string)
{
    ls_slice rest = *string;
    ls_slice word;

    if (!ls_conf_word(&rest, &word) ||
        !ls_slice_equal(word, LS_SLICE("log_format")) ||
        !ls_conf_word(&rest, &word))
        return false;
    *string = rest;
    return true;
}

/* 'one' "two": pieces without the log_format before them. */
static bool is_pieces(ls_slice string)
{
    if (string.len && string.ptr[string.len - 1] == ';')
        string = ls_conf_trim(ls_slice_head(string, string.len - 1));
    return string.len > 1 && string.ptr[0] == '\'' &&
           string.ptr[string.len - 1] == '\'';
}

/* Whether all of the string is one word in double quotes with some inside. */
static bool is_wrapped(ls_slice string)
{
    ls_slice rest = string;
    ls_slice word;

    return string.len > 2 && string.ptr[0] == '"' &&
           ls_conf_word(&rest, &word) && rest.len == 0 &&
           word.len + 2 == string.len &&
           memchr(word.ptr, '"', word.len) != NULL;
}

static bool holds(ls_slice s, ls_slice part)
{
    for (size_t i = 0; i + part.len <= s.len; i++)
        if (memcmp(s.ptr + i, part.ptr, part.len) == 0)
            return true;
    return false;
}

/* Whose words they are: who of both has a status, or else any value. */
static bool is_of_nginx(ls_slice s)
{
    const ls_slice apache[] = {
        LS_SLICE("%s"), LS_SLICE("%>s"), LS_SLICE("%r"),
        LS_SLICE("%h"), LS_SLICE("%{"),  LS_SLICE("%t")
    };

    if (holds(s, LS_SLICE("$status")) || holds(s, LS_SLICE("${status}")))
        return true;
    for (size_t i = 0; i < sizeof(apache) / sizeof(apache[0]); i++)
        if (holds(s, apache[i]))
            return false;
    return holds(s, LS_SLICE("$"));
}

static void recognise(struct definition *d)
{
    ls_slice *string = &d->string;

    *string = ls_conf_trim(*string);
    if (is_apache_line(string))
        return;
    if (is_nginx_line(string) || is_pieces(*string)) {
        d->nginx = true;
        d->pieces = true;
        return;
    }
    if (is_wrapped(*string))
        *string = ls_slice_skip(ls_slice_head(*string, string->len - 1), 1);
    d->nginx = is_of_nginx(*string);
}

/* log_format's pieces; nginx puts nothing between them. */
static ls_status read_pieces(ls_terms *terms, ls_slice rest, ls_error *err)
{
    const ls_slice escape = LS_SLICE("escape=");
    ls_status status = LS_OK;
    ls_slice piece;

    while (status == LS_OK && ls_conf_word(&rest, &piece)) {
        bool quoted = piece.ptr > terms->start && strchr("'\"", piece.ptr[-1]);

        if (!quoted && ls_slice_starts(piece, escape)) {
            piece = ls_slice_skip(piece, escape.len);
            if (ls_slice_equal(piece, LS_SLICE("none")))
                terms->quoting = LS_QUOTING_NONE;
            continue;
        }
        if (!quoted && piece.len && piece.ptr[piece.len - 1] == ';') {
            piece.len--;
            rest.len = 0;
        }
        if (ls_slice_starts(rest, LS_SLICE(";")))
            rest.len = 0;
        status = ls_nginx_read(terms, piece, err);
    }
    return status;
}

static ls_status read_terms(struct definition *d, ls_error *err)
{
    ls_status status;

    if (d->pieces)
        status = read_pieces(&d->terms, d->string, err);
    else if (d->nginx)
        status = ls_nginx_read(&d->terms, d->string, err);
    else
        status = ls_apache_read(&d->terms, d->string, err);
    return status == LS_OK ? ls_terms_end(&d->terms) : status;
}

/* The last of the terms that make a record: the status, or else a request. */
static bool find_anchor(const ls_terms *terms, size_t *index)
{
    static const char *const fields[] = { "status", "request", "target",
                                          "method" };

    for (size_t k = 0; k < sizeof(fields) / sizeof(fields[0]); k++)
        for (size_t i = 0; i < terms->count; i++) {
            const char *field = terms->items[i].field;

            *index = i;
            if (field && strcmp(field, fields[k]) == 0)
                return true;
        }
    return false;
}

/* Where writing has come to: a term, and bytes of it that are written. */
struct place {
    size_t term;
    size_t bytes;
};

/* Writes the terms up to value `last`, and the quote that closes it. */
static void spell_through(ls_speller *s, struct place *at, size_t last)
{
    for (; at->term <= last; at->term++) {
        const ls_term *term = &s->terms[at->term];

        if (term->meaning)
            ls_spell_value(s, at->term);
        else
            ls_spell_bytes(s, ls_slice_skip(term->text, at->bytes));
        ls_spell(s, at->term < last ? "\n" : "");
        at->bytes = 0;
    }
    if (ls_spell_is_quoted(s, last) &&
        s->terms[last].meaning->shape != LS_SHAPE_STATUS) {
        ls_spell(s, " \"");
        at->bytes = 1;
    }
}

/* The text written so far, which is forgotten; NULL: no memory. */
static const char *take_text(ls_speller *s, ls_arena *arena)
{
    const char *text = NULL;

    if (!s->failed)
        text = ls_arena_copy(arena, ls_buf_slice(&s->out));
    s->out.len = 0;
    return text;
}

static ls_status spell_format(ls_speller *s, size_t anchor, ls_format *format,
                              ls_arena *arena)
{
    bool status = s->terms[anchor].meaning->shape == LS_SHAPE_STATUS;
    struct place at = { 0 };

    if (status && ls_spell_plain(s, anchor)) {
        format->plain = take_text(s, arena);
        if (!format->plain)
            return LS_ENOMEM;
    }
    s->out.len = 0;
    spell_through(s, &at, anchor);
    if (!status)
        ls_spell(s, "\n(?<status>)");
    format->head = take_text(s, arena);
    if (!format->head)
        return LS_ENOMEM;
    for (size_t i = anchor + 1; i < s->count; i++) {
        const char *tail;

        if (!s->terms[i].field)
            continue;
        spell_through(s, &at, i);
        tail = take_text(s, arena);
        if (!tail || ls_strings_add(&format->tails, arena, tail) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

/* What the format says about itself. */
static ls_status describe(const struct definition *d, ls_slice string,
                          ls_format *format, ls_arena *arena)
{
    ls_buf shown = { 0 };
    ls_status status =
        ls_escape_append(&shown, ls_conf_trim(string), LS_ESCAPE_TEXT);

    format->name = "custom";
    format->title =
        d->nginx ? "nginx log_format string" : "Apache LogFormat string";
    format->last_sample = &format->samples;
    if (status == LS_OK)
        format->definition = ls_arena_copy(arena, ls_buf_slice(&shown));
    ls_buf_release(&shown);
    if (!format->definition)
        return LS_ENOMEM;
    return ls_strings_add(&format->servers, arena,
                          d->nginx ? "nginx" : "apache");
}

static ls_status make(struct definition *d, ls_format *format, ls_arena *arena,
                      ls_error *err)
{
    ls_status status = read_terms(d, err);
    ls_speller speller = { 0 };
    size_t anchor = 0;

    if (status == LS_OK)
        status = ls_terms_choose(&d->terms, &format->time);
    if (status != LS_OK)
        return status;
    if (!find_anchor(&d->terms, &anchor))
        return ls_fail(err, LS_ESYNTAX, 0,
                       "the string has no status (%%>s or $status)");
    speller.terms = d->terms.items;
    speller.count = d->terms.count;
    speller.quoting = d->terms.quoting;
    status = spell_format(&speller, anchor, format, arena);
    ls_buf_release(&speller.out);
    return status;
}

ls_status ls_definition_read(ls_format *format, ls_arena *arena,
                             ls_slice string, ls_error *err)
{
    struct definition d = {
        .string = string,
        .terms = { .arena = arena, .start = string.ptr },
    };
    ls_status status;

    if (string.len && memchr(string.ptr, '\0', string.len))
        return ls_fail(err, LS_ESYNTAX, 0, "the string holds a NUL byte");
    recognise(&d);
    status = describe(&d, string, format, arena);
    if (status == LS_OK)
        status = make(&d, format, arena, err);
    ls_buf_release(&d.terms.bytes);
    return status == LS_ENOMEM ? ls_fail(err, status, 0, "no memory") : status;
}
