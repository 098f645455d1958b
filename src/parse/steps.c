/* SPDX-License-Identifier: MIT */
/*
 * Reads the few forms of PCRE2's notation that steps can do: a byte, an escape,
 * a dot or a class, each with a possessive quantifier or none, in a named group
 * or not. Anything else is refused: the caller then leaves the line to PCRE2.
 */

#include "parse/steps.h"

#include "parse/pieces.h"

/* What is read of a piece. */
struct cursor {
    ls_slice rest;
};

static char peek(const struct cursor *c)
{
    if (c->rest.len == 0)
        return '\0';
    return c->rest.ptr[0];
}

static void advance(struct cursor *c, size_t n)
{
    c->rest = ls_slice_skip(c->rest, n < c->rest.len ? n : c->rest.len);
}

static void skip_blanks(struct cursor *c)
{
    while (c->rest.len && peek(c) && strchr(" \t\n\v\f\r", peek(c)))
        advance(c, 1);
}

static bool read_number(struct cursor *c, size_t *number)
{
    size_t len = 0;
    uint64_t value;

    while (len < c->rest.len && c->rest.ptr[len] >= '0' &&
           c->rest.ptr[len] <= '9')
        len++;
    if (!ls_slice_to_u64(ls_slice_head(c->rest, len), &value) || value > 65535)
        return false;
    *number = (size_t)value;
    advance(c, len);
    return true;
}

/* {3}, {1,3}, {2,} */
static bool read_counts(struct cursor *c, ls_step *step)
{
    advance(c, 1);
    if (!read_number(c, &step->min))
        return false;
    step->max = step->min;
    if (peek(c) == ',') {
        advance(c, 1);
        step->max = SIZE_MAX;
        if (peek(c) != '}' && !read_number(c, &step->max))
            return false;
    }
    if (peek(c) != '}')
        return false;
    advance(c, 1);
    return true;
}

/*
 * A quantifier must be possessive, for without the plus it could give bytes
 * back; {3} has none to give.
 */
static bool read_quantifier(struct cursor *c, ls_step *step)
{
    char sign = peek(c);

    step->min = 1;
    step->max = 1;
    if (!sign || !strchr("*+?{", sign))
        return true;
    if (sign == '{') {
        if (!read_counts(c, step))
            return false;
    } else {
        step->min = sign == '+';
        step->max = sign == '?' ? 1 : SIZE_MAX;
        advance(c, 1);
    }
    if (peek(c) == '+') {
        advance(c, 1);
        return true;
    }
    return step->min == step->max && peek(c) != '?';
}

static bool read_run(struct cursor *c, ls_step *step)
{
    skip_blanks(c);
    if (!ls_byteset_read(&c->rest, &step->takes))
        return false;
    skip_blanks(c);
    if (!read_quantifier(c, step))
        return false;
    skip_blanks(c);
    return true;
}

static bool is_digits(const ls_byteset *takes)
{
    static const ls_byteset digits = { { (uint64_t)0x3ff << '0' } };

    return memcmp(takes, &digits, sizeof(digits)) == 0;
}

/* Whether the class takes all bytes that are not ASCII. */
static bool takes_high(const ls_byteset *takes)
{
    return (takes->bits[2] & takes->bits[3]) == UINT64_MAX;
}

/* The ASCII bytes that a class does not take. */
static ls_byte_class find_stops(const ls_byteset *takes)
{
    ls_byte_class stops = { { 0 } };

    for (unsigned b = 0; b < LS_CLASS_BYTES; b++)
        if (!ls_byteset_has(takes, (unsigned char)b))
            ls_byte_class_add(&stops, (unsigned char)b);
    return stops;
}

/* The end of a run that may be long is searched for in many bytes at once. */
static void choose_kind(ls_step *step)
{
    if (is_digits(&step->takes))
        step->kind = LS_STEP_DIGITS;
    if (!takes_high(&step->takes) || step->max < LS_CLASS_WIDTH)
        return;
    step->kind = LS_STEP_UNTIL;
    step->stops = find_stops(&step->takes);
}

/* The byte that a step of exactly one fixed byte takes, or -1. */
static int single_byte(const ls_step *step)
{
    bool is_single = step->kind == LS_STEP_CLASS && step->min == 1 &&
                     step->max == 1 && !step->group;

    return is_single ? ls_byteset_single(&step->takes) : -1;
}

/*
 * Puts a byte ahead into the step before it: it is looked at as if it were the
 * text of that, but not taken.
 */
static bool join_ahead(ls_step *last, const ls_step *step)
{
    int byte =
        step->kind == LS_STEP_AHEAD ? ls_byteset_single(&step->takes) : -1;

    if (byte < 0 || step->or_end || last->text_len ||
        last->kind == LS_STEP_AHEAD)
        return false;
    last->text[0] = (char)byte;
    last->mask[0] = (char)0xff;
    last->text_len = 1;
    return true;
}

/* Puts a fixed byte into the last step, if there is room. */
static bool join_byte(ls_step *last, int byte)
{
    if (last->text_len == LS_STEP_TEXT_MAX || last->text_len > last->take_len)
        return false;
    last->mask[last->text_len] = (char)0xff;
    last->text[last->text_len++] = (char)byte;
    last->take_len = last->text_len;
    return true;
}

/* Puts fixed bytes into the step before them, or into one of their own. */
static void join_bytes(ls_steps *steps)
{
    size_t kept = 0;

    for (size_t i = 0; i < steps->count; i++) {
        ls_step step = steps->items[i];
        ls_step *last = kept ? &steps->items[kept - 1] : NULL;
        int byte = single_byte(&step);

        if (last &&
            (byte < 0 ? join_ahead(last, &step) : join_byte(last, byte)))
            continue;
        if (byte >= 0) {
            step = (ls_step){ .binding = LS_STEP_UNBOUND };
            (void)join_byte(&step, byte);
        }
        steps->items[kept++] = step;
    }
    steps->count = kept;
}

/* `(?= [ ] )` or `(?= [ ] | $ )`: one byte ahead. */
static bool read_ahead(struct cursor *c, ls_step *step)
{
    advance(c, 3);
    if (!read_run(c, step) || step->min != 1 || step->max != 1)
        return false;
    if (peek(c) != '|')
        return true;
    advance(c, 1);
    skip_blanks(c);
    if (peek(c) != '$')
        return false;
    step->or_end = true;
    advance(c, 1);
    skip_blanks(c);
    return true;
}

/* `(?<name> ... )`; LS_ENOMEM or LS_ESYNTAX. */
static ls_status read_group(ls_arena *arena, struct cursor *c, ls_step *step)
{
    ls_slice name;

    advance(c, 3);
    if (peek(c) == '=' || peek(c) == '!') /* looks behind, and is no group */
        return LS_ESYNTAX;
    if (!ls_slice_cut(&c->rest, '>', &name) || !read_run(c, step))
        return LS_ESYNTAX;
    step->group = ls_arena_copy(arena, name);
    return step->group ? LS_OK : LS_ENOMEM;
}

/* A piece: a run, or a group that holds one run. */
static ls_status read_piece(ls_arena *arena, const ls_piece *piece,
                            ls_step *step)
{
    struct cursor c = { piece->text };
    ls_slice end = LS_SLICE(")");
    ls_status status;

    *step = (ls_step){ .kind = LS_STEP_CLASS, .binding = LS_STEP_UNBOUND };
    if (ls_slice_starts(c.rest, LS_SLICE("(?<"))) {
        status = read_group(arena, &c, step);
    } else if (ls_slice_starts(c.rest, LS_SLICE("(?="))) {
        status = read_ahead(&c, step) ? LS_OK : LS_ESYNTAX;
        step->kind = LS_STEP_AHEAD;
        step->min = 0;
    } else {
        status = read_run(&c, step) ? LS_OK : LS_ESYNTAX;
        end.len = 0;
    }
    if (status == LS_OK && !ls_slice_equal(c.rest, end))
        status = LS_ESYNTAX;
    if (status == LS_OK && step->kind == LS_STEP_CLASS)
        choose_kind(step);
    return status;
}

/* The first alternative of a pattern that is a group of them; else all of it.
 */
static ls_slice first_form(ls_slice pattern, bool *is_part)
{
    ls_slice item;
    ls_slice inner;
    ls_slice quantifier;
    size_t at = 0;

    *is_part = false;
    if (!ls_pieces_next(pattern, &at, &item, &quantifier) || quantifier.len ||
        !ls_slice_starts(item, LS_SLICE("(?:")) ||
        ls_pieces_next(pattern, &at, &inner, &quantifier))
        return pattern;
    inner = ls_slice_skip(ls_slice_head(item, item.len - 1), 3);
    at = 0;
    while (ls_pieces_next(inner, &at, &item, &quantifier))
        if (ls_slice_equal(item, LS_SLICE("|"))) {
            *is_part = true;
            return ls_slice_head(inner, (size_t)(item.ptr - inner.ptr));
        }
    return pattern;
}

ls_status ls_steps_make(ls_arena *arena, ls_slice pattern, ls_steps *steps)
{
    ls_piece *pieces;
    size_t count;
    ls_slice form = first_form(pattern, &steps->is_part);
    ls_status status = ls_pieces_cut(arena, form, &pieces, &count);

    if (status != LS_OK)
        return status;
    steps->count = 0;
    steps->items = ls_arena_alloc(arena, count + 1, sizeof(*steps->items));
    if (!steps->items)
        return LS_ENOMEM;
    for (size_t i = 0; i < count && status == LS_OK; i++) {
        status = read_piece(arena, &pieces[i], &steps->items[i]);
        steps->count += status == LS_OK;
    }
    if (status == LS_OK)
        join_bytes(steps);
    return status;
}
