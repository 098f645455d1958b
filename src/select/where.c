/* SPDX-License-Identifier: MIT */
/*
 * Reading the expressions of --where:
 *
 *     or:    and { "or" and }
 *     and:   not { "and" not }
 *     not:   "not" not | "(" or ")" | test
 *     test:  FIELD SIGN VALUE | FIELD ["not"] "in" "(" VALUE { "," VALUE } ")"
 */

#include "select/where.h"

#include "base/buf.h"

enum {
    DEEPEST = 100, /* parentheses and nots in one another */
    MOST = 1000,   /* tests, and values of a list */
};

struct parser {
    ls_where *where;
    const ls_clock *clock;
    ls_error *err;
    ls_expression e;
    size_t depth;
    size_t tests;
};

static ls_status next(struct parser *p)
{
    return ls_expression_next(&p->e, p->err);
}

static ls_node *new_node(struct parser *p, ls_node_kind kind, ls_node *left,
                         ls_node *right)
{
    ls_node *node = ls_arena_alloc(p->where->arena, 1, sizeof(*node));

    if (!node)
        return NULL;
    *node = (ls_node){ .kind = kind,
                       .left = left,
                       .right = right,
                       .made_before = p->where->last_made };
    p->where->last_made = node;
    return node;
}

/* --- Tests. */

/* An expression between other parts of one, as a string. */
static ls_status wrap(ls_buf *whole, ls_slice before, ls_slice text,
                      ls_slice behind)
{
    ls_status status = ls_buf_append(whole, before);

    if (status == LS_OK)
        status = ls_buf_append(whole, text);
    if (status == LS_OK)
        status = ls_buf_append(whole, behind);
    return status == LS_OK ? ls_buf_append(whole, (ls_slice){ "", 1 }) : status;
}

static ls_status compile(ls_slice text, ls_slice behind, ls_regex **regex,
                         ls_error *why)
{
    ls_buf whole = { 0 };
    ls_status status = wrap(&whole, LS_SLICE("(?s).*?(?^:"), text, behind);

    if (status == LS_OK)
        status = ls_regex_new(whole.ptr, regex, why);
    ls_buf_release(&whole);
    return status;
}

/*
 * The expression as PCRE2 gets it: it may match anywhere, and its own options
 * are PCRE2's usual ones. It has to be one by itself, or it could close what is
 * around it; if then it is none inside, a comment in it runs to the line's end.
 */
static ls_status make_regex(struct parser *p, const ls_token *token,
                            ls_regex **regex)
{
    ls_buf alone = { 0 };
    ls_error why = { 0 };
    ls_status status =
        wrap(&alone, LS_SLICE("(?^)"), token->text, LS_SLICE(""));

    if (status == LS_OK)
        status = ls_regex_check(alone.ptr, &why);
    ls_buf_release(&alone);
    if (status == LS_OK) {
        status = compile(token->text, LS_SLICE("\\E)"), regex, &why);
        if (status == LS_ESYNTAX)
            status = compile(token->text, LS_SLICE("\\E\n)"), regex, &why);
    }
    if (status == LS_ESYNTAX)
        return ls_fail_at(p->err, token, "no regular expression: %s",
                          why.message);
    return status;
}

static ls_status read_match(struct parser *p, ls_test *test)
{
    const ls_token *token = &p->e.token;

    if (test->operand->type != LS_OPERAND_TEXT)
        return ls_fail_at(p->err, token,
                          "~ is for texts, and %s is none: use ==, != or %s",
                          test->operand->name,
                          ls_operand_is_text(test->operand) ? "in" : "<");
    if (token->kind != LS_TOKEN_STRING)
        return ls_fail_at(p->err, token,
                          "a regular expression in quotes expected, not %s",
                          ls_expression_shown(token).text);
    if (memchr(token->text.ptr, '\0', token->text.len))
        return ls_fail_at(p->err, token, "no NUL can be in an expression");
    return make_regex(p, token, &test->regex);
}

/* What a string says without the backslashes before its quote and another. */
static ls_status unescape(struct parser *p, const ls_token *token,
                          ls_slice *text)
{
    char *copy = ls_arena_copy(p->where->arena, *text);
    size_t len = 0;

    if (!copy)
        return LS_ENOMEM;
    for (size_t i = 0; i < text->len; i++) {
        if (token->kind == LS_TOKEN_STRING && copy[i] == '\\' &&
            i + 1 < text->len && strchr("\\\"'", copy[i + 1]))
            i++;
        copy[len++] = copy[i];
    }
    *text = (ls_slice){ copy, len };
    return LS_OK;
}

static ls_status read_value(struct parser *p, ls_test *test, size_t index)
{
    const ls_token *token = &p->e.token;
    ls_status status;

    if (!ls_operand_is_text(test->operand))
        return ls_operand_number(test->operand, token, p->clock,
                                 &test->numbers[index], p->err);
    status = ls_operand_text(test->operand, token, &test->texts[index], p->err);
    return status == LS_OK ? unescape(p, token, &test->texts[index]) : status;
}

static ls_status make_values(struct parser *p, ls_test *test, size_t count)
{
    ls_arena *arena = p->where->arena;

    test->texts = ls_arena_alloc(arena, count, sizeof(*test->texts));
    test->numbers = ls_arena_alloc(arena, count, sizeof(*test->numbers));
    return test->texts && test->numbers ? LS_OK : LS_ENOMEM;
}

/* "(" VALUE { "," VALUE } ")", at its parenthesis. */
static ls_status read_list(struct parser *p, ls_test *test)
{
    ls_status status = make_values(p, test, MOST);

    test->sign = LS_TOKEN_EQUAL;
    if (status != LS_OK)
        return status;
    if (p->e.token.kind != LS_TOKEN_OPEN)
        return ls_fail_at(p->err, &p->e.token,
                          "a list expected, as in (404, 410), not %s",
                          ls_expression_shown(&p->e.token).text);
    do {
        if (test->count == MOST)
            return ls_fail_at(p->err, &p->e.token,
                              "a list has at most %d values", MOST);
        status = next(p);
        if (status == LS_OK)
            status = read_value(p, test, test->count);
        if (status == LS_OK)
            status = next(p);
        if (status != LS_OK)
            return status;
        test->count++;
    } while (p->e.token.kind == LS_TOKEN_COMMA);
    if (p->e.token.kind != LS_TOKEN_CLOSE)
        return ls_fail_at(p->err, &p->e.token, "',' or ')' expected, not %s",
                          ls_expression_shown(&p->e.token).text);
    return next(p);
}

static bool is_order(ls_token_kind sign)
{
    return sign >= LS_TOKEN_LESS && sign <= LS_TOKEN_GREATER_EQUAL;
}

/* SIGN VALUE */
static ls_status read_comparison(struct parser *p, ls_test *test)
{
    ls_token sign = p->e.token;
    ls_status status;

    if (sign.kind < LS_TOKEN_EQUAL || sign.kind > LS_TOKEN_UNMATCH)
        return ls_fail_at(p->err, &sign,
                          "==, !=, <, <=, >, >=, ~, !~ or in expected, not %s",
                          ls_expression_shown(&sign).text);
    if (is_order(sign.kind) && ls_operand_is_text(test->operand))
        return ls_fail_at(p->err, &sign, "%s is no number: use ==, !=%s or in",
                          test->operand->name,
                          test->operand->type == LS_OPERAND_TEXT ? ", ~, !~"
                                                                 : "");
    test->sign = sign.kind;
    status = next(p);
    if (status == LS_OK)
        status = make_values(p, test, 1);
    if (status != LS_OK)
        return status;
    test->count = 1;
    status = sign.kind == LS_TOKEN_MATCH || sign.kind == LS_TOKEN_UNMATCH
                 ? read_match(p, test)
                 : read_value(p, test, 0);
    return status == LS_OK ? next(p) : status;
}

/* Behind the field. */
static ls_status read_rest(struct parser *p, ls_node **node)
{
    ls_test *test = &(*node)->test;
    bool negated = ls_expression_is(&p->e, "not");
    ls_status status = negated ? next(p) : LS_OK;

    if (status != LS_OK)
        return status;
    if (!ls_expression_is(&p->e, "in"))
        return negated ? ls_fail_at(p->err, &p->e.token,
                                    "'in' expected behind 'not', not %s",
                                    ls_expression_shown(&p->e.token).text)
                       : read_comparison(p, test);
    status = next(p);
    if (status == LS_OK)
        status = read_list(p, test);
    if (status != LS_OK || !negated)
        return status;
    *node = new_node(p, LS_NODE_NOT, *node, NULL);
    return *node ? LS_OK : LS_ENOMEM;
}

static ls_status read_test(struct parser *p, ls_node **node)
{
    const ls_operand *operand;
    ls_status status;

    if (p->e.token.kind != LS_TOKEN_WORD)
        return ls_fail_at(p->err, &p->e.token,
                          "a field expected, such as status or path, not %s",
                          ls_expression_shown(&p->e.token).text);
    if (p->tests++ == MOST)
        return ls_fail_at(p->err, &p->e.token, "there are at most %d tests",
                          MOST);
    status = ls_operand_find(&p->e.token, &operand, p->err);
    if (status != LS_OK)
        return status;
    *node = new_node(p, LS_NODE_TEST, NULL, NULL);
    if (!*node)
        return LS_ENOMEM;
    (*node)->test.operand = operand;
    p->where->needs |= operand->needs;
    status = next(p);
    return status == LS_OK ? read_rest(p, node) : status;
}

/* --- What binds tests together. */

static ls_status read_or(struct parser *p, ls_node **node);

static ls_status read_group(struct parser *p, ls_node **node)
{
    ls_status status = next(p);

    if (status == LS_OK)
        status = read_or(p, node);
    if (status != LS_OK)
        return status;
    if (p->e.token.kind != LS_TOKEN_CLOSE)
        return ls_fail_at(p->err, &p->e.token,
                          "'and', 'or' or ')' expected, not %s",
                          ls_expression_shown(&p->e.token).text);
    return next(p);
}

static ls_status read_not(struct parser *p, ls_node **node)
{
    bool negated = ls_expression_is(&p->e, "not");
    ls_status status;

    if (!negated && p->e.token.kind != LS_TOKEN_OPEN)
        return read_test(p, node);
    if (p->depth == DEEPEST)
        return ls_fail_at(p->err, &p->e.token,
                          "parentheses and nots are at most %d deep", DEEPEST);
    p->depth++;
    if (negated) {
        status = next(p);
        if (status == LS_OK)
            status = read_not(p, node);
        if (status == LS_OK) {
            *node = new_node(p, LS_NODE_NOT, *node, NULL);
            status = *node ? LS_OK : LS_ENOMEM;
        }
    } else {
        status = read_group(p, node);
    }
    p->depth--;
    return status;
}

/* Operands of one kind, with the same word between them. */
static ls_status read_chain(struct parser *p, ls_node **node, ls_node_kind kind)
{
    const char *word = kind == LS_NODE_AND ? "and" : "or";
    ls_status status = kind == LS_NODE_AND ? read_not(p, node)
                                           : read_chain(p, node, LS_NODE_AND);

    while (status == LS_OK && ls_expression_is(&p->e, word)) {
        ls_node *left = *node;
        ls_node *right = NULL;

        status = next(p);
        if (status == LS_OK)
            status = kind == LS_NODE_AND ? read_not(p, &right)
                                         : read_chain(p, &right, LS_NODE_AND);
        if (status != LS_OK)
            return status;
        *node = new_node(p, kind, left, right);
        status = *node ? LS_OK : LS_ENOMEM;
    }
    return status;
}

static ls_status read_or(struct parser *p, ls_node **node)
{
    return read_chain(p, node, LS_NODE_OR);
}

ls_status ls_where_read(ls_where *where, ls_slice expression,
                        const ls_clock *clock, ls_error *err)
{
    struct parser p = { .where = where, .clock = clock, .err = err };
    ls_status status;

    *where = (ls_where){ .arena = ls_arena_new() };
    if (!where->arena)
        return LS_ENOMEM;
    status = ls_expression_start(&p.e, expression, err);
    if (status == LS_OK)
        status = read_or(&p, &where->root);
    if (status == LS_OK && p.e.token.kind != LS_TOKEN_END)
        status = ls_fail_at(err, &p.e.token, "'and' or 'or' expected, not %s",
                            ls_expression_shown(&p.e.token).text);
    return status;
}

void ls_where_release(ls_where *where)
{
    for (ls_node *node = where->last_made; node; node = node->made_before)
        ls_regex_free(node->test.regex);
    ls_arena_free(where->arena);
    *where = (ls_where){ 0 };
}
