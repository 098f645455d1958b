/* SPDX-License-Identifier: MIT */
/*
 * Whether an expression holds for a record. A test of a field that the record
 * does not have is false. Where matching was given up nothing is known, and
 * what follows from that is Kleene's logic: `false and unknown` is false.
 */

#include "select/where.h"

static bool holds_number(const ls_test *test, const ls_record *record)
{
    uint64_t number;

    if (!test->operand->number(record, &number))
        return false;
    for (size_t i = 0; i < test->count; i++)
        if (ls_comparison_holds(test->sign, (number > test->numbers[i]) -
                                                (number < test->numbers[i])))
            return true;
    return false;
}

static bool holds_text(const ls_test *test, ls_slice text)
{
    bool wanted = test->sign == LS_TOKEN_EQUAL;

    for (size_t i = 0; i < test->count; i++)
        if (ls_slice_equal(text, test->texts[i]) == wanted)
            return true;
    return false;
}

static ls_status match(const ls_test *test, ls_matcher *matcher, ls_slice text,
                       ls_filter_answer *answer)
{
    bool wanted = test->sign == LS_TOKEN_MATCH;
    int found;

    if (!text.ptr)
        text.ptr = "";
    found = ls_matcher_match(matcher, test->regex, text);
    if (found < 0)
        return LS_ENOMEM;
    if (found == LS_MATCH_LIMIT)
        *answer = LS_FILTER_UNDECIDED;
    else
        *answer = (found == LS_MATCH_FOUND) == wanted ? LS_FILTER_TAKES
                                                      : LS_FILTER_LEAVES;
    return LS_OK;
}

static ls_status judge_test(const ls_test *test, ls_matcher *matcher,
                            const ls_record *record, ls_filter_answer *answer)
{
    ls_slice text;
    bool holds;

    *answer = LS_FILTER_LEAVES;
    if (test->operand->number) {
        holds = holds_number(test, record);
    } else {
        if (!test->operand->text(record, &text))
            return LS_OK;
        if (test->regex)
            return match(test, matcher, text, answer);
        holds = holds_text(test, text);
    }
    if (holds)
        *answer = LS_FILTER_TAKES;
    return LS_OK;
}

static ls_filter_answer negate(ls_filter_answer answer)
{
    if (answer == LS_FILTER_UNDECIDED)
        return answer;
    return answer == LS_FILTER_TAKES ? LS_FILTER_LEAVES : LS_FILTER_TAKES;
}

/* Both sides; the second one only if it can change something. */
static ls_status judge_pair(const ls_node *node, ls_matcher *matcher,
                            const ls_record *record, ls_filter_answer *answer)
{
    ls_filter_answer decides =
        node->kind == LS_NODE_AND ? LS_FILTER_LEAVES : LS_FILTER_TAKES;
    ls_filter_answer left;
    ls_status status = ls_where_judge(node->left, matcher, record, &left);

    *answer = left;
    if (status != LS_OK || left == decides)
        return status;
    status = ls_where_judge(node->right, matcher, record, answer);
    if (*answer != decides && left == LS_FILTER_UNDECIDED)
        *answer = left;
    return status;
}

ls_status ls_where_judge(const ls_node *node, ls_matcher *matcher,
                         const ls_record *record, ls_filter_answer *answer)
{
    ls_status status;

    switch (node->kind) {
    case LS_NODE_TEST:
        return judge_test(&node->test, matcher, record, answer);
    case LS_NODE_NOT:
        status = ls_where_judge(node->left, matcher, record, answer);
        *answer = negate(*answer);
        return status;
    case LS_NODE_AND:
    case LS_NODE_OR:
        break;
    }
    return judge_pair(node, matcher, record, answer);
}
