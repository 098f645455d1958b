/* SPDX-License-Identifier: MIT */
/*
 * Gates: what a regular expression asks of a line, as far as that can be told
 * from its pieces. What is optional asks for nothing, alternatives for what
 * they have in common. A pattern with anything that is not understood has an
 * open gate, so a gate never keeps out a line that would match.
 */

#include "parse/gate.h"

#include "parse/pieces.h"

/* What is known about the bytes that a part of the pattern takes. */
struct facts {
    ls_byteset first; /* that it may start with */
    ls_byteset holds; /* that are among them */
    bool empty;       /* it may take none */
};

static const struct facts nothing = { .empty = true };

void ls_gate_open(ls_gate *gate)
{
    *gate = (ls_gate){ .order_len = 0 };
    memset(&gate->first, 0xff, sizeof(gate->first));
}

static void unite(ls_byteset *set, const ls_byteset *more)
{
    for (int i = 0; i < 4; i++)
        set->bits[i] |= more->bits[i];
}

static void intersect(ls_byteset *set, const ls_byteset *other)
{
    for (int i = 0; i < 4; i++)
        set->bits[i] &= other->bits[i];
}

/* One behind the other. */
static void append(struct facts *facts, const struct facts *next)
{
    if (facts->empty)
        unite(&facts->first, &next->first);
    unite(&facts->holds, &next->holds);
    facts->empty = facts->empty && next->empty;
}

/* One or the other. */
static void either(struct facts *facts, const struct facts *other)
{
    unite(&facts->first, &other->first);
    intersect(&facts->holds, &other->holds);
    facts->empty = facts->empty || other->empty;
}

static bool is_number(ls_slice text)
{
    uint64_t number;

    return ls_slice_to_u64(text, &number);
}

/* Whether a quantifier is one, and what it counts may lack. */
static bool read_quantifier(ls_slice text, bool *optional)
{
    ls_slice counts;
    ls_slice from;
    bool range;

    *optional = false;
    if (text.len == 0)
        return true;
    *optional = text.ptr[0] == '*' || text.ptr[0] == '?';
    if (text.ptr[0] != '{')
        return true;
    text = ls_slice_skip(text, 1);
    if (!ls_slice_cut(&text, '}', &counts))
        return false;
    from = counts;
    range = ls_slice_cut(&counts, ',', &from);
    *optional = from.len && from.ptr[0] == '0';
    return is_number(from) && (!range || counts.len == 0 || is_number(counts));
}

/* Whether the item takes no bytes: a look around, or an edge. */
static bool is_edge(ls_slice item)
{
    ls_slice rest = ls_slice_skip(item, 1);

    if (item.ptr[0] == '\\')
        return ls_slice_equal(rest, LS_SLICE("z")) ||
               ls_slice_equal(rest, LS_SLICE("b"));
    if (item.ptr[0] != '(')
        return item.ptr[0] == '$' || item.ptr[0] == '^';
    if (ls_slice_starts(item, LS_SLICE("(?<")))
        item = ls_slice_skip(item, 1);
    return item.len > 2 && (item.ptr[2] == '=' || item.ptr[2] == '!');
}

/* What is in a group; false if it is none that is known. */
static bool open_group(ls_slice item, ls_slice *inside)
{
    ls_slice name;

    if (item.len < 4 || item.ptr[item.len - 1] != ')' || item.ptr[1] != '?')
        return false;
    *inside = ls_slice_skip(ls_slice_head(item, item.len - 1), 3);
    if (item.ptr[2] == '<')
        return ls_slice_cut(inside, '>', &name);
    return item.ptr[2] == ':' || item.ptr[2] == '>' || item.ptr[2] == '|';
}

static bool read_pattern(ls_gate *gate, ls_slice pattern, struct facts *facts);

static bool read_item(ls_gate *gate, ls_slice item, struct facts *facts)
{
    ls_slice inside;
    int byte;

    if (item.ptr[0] == '(')
        return open_group(item, &inside) && read_pattern(gate, inside, facts);
    facts->empty = false;
    if (!ls_byteset_read(&item, &facts->first) || item.len)
        return false;
    byte = ls_byteset_single(&facts->first);
    if (byte < 0)
        return true;
    facts->holds = facts->first;
    if (gate->order_len < LS_GATE_ORDER)
        gate->order[gate->order_len++] = (char)byte;
    return true;
}

static bool read_piece(ls_gate *gate, ls_slice item, ls_slice quantifier,
                       struct facts *facts)
{
    size_t start = gate->order_len;
    struct facts piece = nothing;
    bool optional;

    if (!read_quantifier(quantifier, &optional))
        return false;
    if (is_edge(item))
        return true;
    if (!read_item(gate, item, &piece))
        return false;
    if (optional) {
        piece.holds = nothing.holds;
        piece.empty = true;
        gate->order_len = start;
    }
    append(facts, &piece);
    return true;
}

/* Reads alternatives, or the one there is; the gate gets the order of bytes. */
static bool read_pattern(ls_gate *gate, ls_slice pattern, struct facts *facts)
{
    size_t start = gate->order_len;
    bool several = false;
    struct facts branch = nothing;
    ls_slice item;
    ls_slice quantifier;

    for (size_t at = 0; ls_pieces_next(pattern, &at, &item, &quantifier);) {
        if (!ls_slice_equal(item, LS_SLICE("|"))) {
            if (!read_piece(gate, item, quantifier, &branch))
                return false;
            continue;
        }
        if (several)
            either(facts, &branch);
        else
            *facts = branch;
        several = true;
        branch = nothing;
        gate->order_len = start;
    }
    if (!several) {
        *facts = branch;
        return true;
    }
    either(facts, &branch);
    gate->order_len = start;
    return true;
}

/*
 * What would make pieces end elsewhere than they seem to: verbs, comments,
 * quotes, \c and [:alpha:], whose ] does not end its class.
 */
static bool is_odd(ls_slice pattern)
{
    for (size_t i = 0; i + 2 < pattern.len; i++) {
        char c = pattern.ptr[i + 1];
        char after = pattern.ptr[i + 2];

        if (pattern.ptr[i] == '(' && (c == '*' || (c == '?' && after == '#')))
            return true;
        if (pattern.ptr[i] == '\\' && (c == 'Q' || c == 'c'))
            return true;
        if (pattern.ptr[i] == '[' && c == ':' &&
            (after == '^' || (after >= 'a' && after <= 'z')))
            return true;
    }
    return false;
}

void ls_gate_make(ls_gate *gate, ls_slice pattern)
{
    struct facts facts = nothing;

    *gate = (ls_gate){ .order_len = 0 };
    if (is_odd(pattern) || !read_pattern(gate, pattern, &facts)) {
        ls_gate_open(gate);
        return;
    }
    gate->first = facts.first;
    gate->holds = facts.holds;
    if (facts.empty)
        memset(&gate->first, 0xff, sizeof(gate->first));
}

bool ls_gate_is_void(ls_slice pattern)
{
    static const ls_byteset none = { { 0 } };
    ls_slice item;
    ls_slice quantifier;

    for (size_t at = 0; ls_pieces_next(pattern, &at, &item, &quantifier);) {
        ls_gate unused = { .order_len = 0 };
        struct facts facts = nothing;
        bool optional;

        if (!read_quantifier(quantifier, &optional) || !optional ||
            !read_piece(&unused, item, quantifier, &facts) ||
            !ls_byteset_covers(&none, &facts.first))
            return false;
    }
    return !is_odd(pattern);
}

void ls_gate_widen(ls_gate *gate, const ls_gate *other)
{
    ls_slice rest = { other->order, other->order_len };
    size_t kept = 0;

    unite(&gate->first, &other->first);
    intersect(&gate->holds, &other->holds);
    for (size_t i = 0; i < gate->order_len; i++) {
        ls_slice before;

        if (ls_slice_cut(&rest, gate->order[i], &before))
            gate->order[kept++] = gate->order[i];
    }
    gate->order_len = kept;
}

bool ls_gate_lets(const ls_gate *gate, ls_slice line, const ls_byteset *holds)
{
    if (line.len == 0)
        return true;
    if (!ls_byteset_has(&gate->first, (unsigned char)line.ptr[0]) ||
        !ls_byteset_covers(holds, &gate->holds))
        return false;
    for (size_t i = 0; i < gate->order_len; i++) {
        ls_slice before;

        if (!ls_slice_cut(&line, gate->order[i], &before))
            return false;
    }
    return true;
}
