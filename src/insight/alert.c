/* SPDX-License-Identifier: MIT */
/*
 * Conditions of --fail-if: SUBJECT SIGN LIMIT. What is compared is worked out
 * from the summary alone, as a number that the limit's unit asks for.
 */

#include <logstat/insight.h>

#include "base/expression.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* What a limit is a number of. */
enum unit {
    COUNT,
    PERCENT,
    PER_SECOND,
};

struct ls_alert {
    bool (*covers)(const ls_alert *alert, const ls_summary_code *code);
    bool of_lines;   /* unparsed lines, not requests */
    unsigned code;   /* what `covers` looks for: a code, */
    ls_class class_; /* or a class */
    ls_token_kind sign;
    enum unit unit;
    double limit;
};

/* --- Reading. */

static bool covers_code(const ls_alert *alert, const ls_summary_code *code)
{
    return code->code == alert->code;
}

static bool covers_class(const ls_alert *alert, const ls_summary_code *code)
{
    return ls_class_of(code->code) == alert->class_;
}

static bool covers_all(const ls_alert *alert, const ls_summary_code *code)
{
    (void)alert;
    (void)code;
    return true;
}

static bool read_class(ls_slice text, ls_class *class_)
{
    for (int i = 0; i < LS_CLASS_COUNT; i++)
        if (ls_same_word(text, ls_slice_of(ls_class_label((ls_class)i)))) {
            *class_ = (ls_class)i;
            return true;
        }
    return false;
}

static ls_status read_subject(ls_alert *alert, const ls_token *token,
                              ls_error *err)
{
    uint64_t code;

    if (token->kind == LS_TOKEN_NUMBER && ls_slice_to_u64(token->text, &code) &&
        code <= 999) {
        alert->code = (unsigned)code;
        alert->covers = covers_code;
    } else if (token->kind == LS_TOKEN_WORD &&
               read_class(token->text, &alert->class_)) {
        alert->covers = covers_class;
    } else if (token->kind == LS_TOKEN_WORD &&
               ls_same_word(token->text, LS_SLICE("requests"))) {
        alert->covers = covers_all;
    } else if (token->kind == LS_TOKEN_WORD &&
               ls_same_word(token->text, LS_SLICE("unparsed"))) {
        alert->of_lines = true;
    } else {
        return ls_fail_at(err, token,
                          "a status such as 499, a class such as 5xx, requests "
                          "or unparsed expected, not %s",
                          ls_expression_shown(token).text);
    }
    return LS_OK;
}

static const struct {
    const char *name;
    enum unit unit;
    double seconds; /* of a rate: what it is a rate per */
} units[] = {
    { "", COUNT, 0 },           { "%", PERCENT, 0 },
    { "/s", PER_SECOND, 1 },    { "/m", PER_SECOND, 60 },
    { "/h", PER_SECOND, 3600 },
};

static ls_status read_limit(ls_alert *alert, const ls_token *token,
                            ls_error *err)
{
    const uint64_t billionths = 1000000000;
    uint64_t scaled;

    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (token->kind != LS_TOKEN_NUMBER ||
            !ls_same_word(token->unit, ls_slice_of(units[i].name)) ||
            !ls_decimal_scaled(token->digits, billionths, &scaled))
            continue;
        alert->unit = units[i].unit;
        alert->limit = (double)scaled / (double)billionths;
        if (units[i].unit == PER_SECOND)
            alert->limit /= units[i].seconds;
        if (units[i].unit != COUNT || scaled % billionths == 0)
            return LS_OK;
    }
    return ls_fail_at(err, token,
                      "a count such as 50, a share such as 1%% or a rate such "
                      "as 10/s expected, not %s",
                      ls_expression_shown(token).text);
}

static ls_status read(ls_alert *alert, ls_slice condition, ls_error *err)
{
    ls_expression e;
    ls_status status = ls_expression_start(&e, condition, err);

    if (status == LS_OK)
        status = read_subject(alert, &e.token, err);
    if (status == LS_OK)
        status = ls_expression_next(&e, err);
    if (status != LS_OK)
        return status;
    if (e.token.kind < LS_TOKEN_EQUAL || e.token.kind > LS_TOKEN_GREATER_EQUAL)
        return ls_fail_at(err, &e.token,
                          ">, >=, <, <=, == or != expected, not %s",
                          ls_expression_shown(&e.token).text);
    alert->sign = e.token.kind;
    status = ls_expression_next(&e, err);
    if (status == LS_OK)
        status = read_limit(alert, &e.token, err);
    if (status == LS_OK)
        status = ls_expression_next(&e, err);
    if (status == LS_OK && e.token.kind != LS_TOKEN_END)
        return ls_fail_at(err, &e.token,
                          "nothing can follow the condition, but here is %s; "
                          "give --fail-if again for another one",
                          ls_expression_shown(&e.token).text);
    return status;
}

ls_status ls_alert_new(ls_slice condition, ls_alert **alert, ls_error *err)
{
    ls_alert *made = calloc(1, sizeof(*made));
    ls_status status;

    if (!made)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    status = read(made, condition, err);
    if (status == LS_OK)
        *alert = made;
    else
        free(made);
    return status;
}

void ls_alert_free(ls_alert *alert)
{
    free(alert);
}

/* --- Judging. */

/* How many there are of the subject, and of how many. */
struct share {
    uint64_t part;
    uint64_t whole;
    const char *things;
};

static struct share measure(const ls_alert *alert, const ls_summary *summary)
{
    const ls_lines *lines = &summary->lines;
    struct share share = { 0, lines->counted, "requests" };

    if (alert->of_lines)
        return (struct share){
            .part = lines->unparsed,
            .whole = lines->counted + lines->filtered + lines->unparsed,
            .things = "lines",
        };
    for (size_t i = 0; i < summary->code_count; i++)
        if (alert->covers(alert, &summary->codes[i]))
            share.part += summary->codes[i].requests;
    return share;
}

/* The span of the report's requests in seconds, at least one; 0: no times. */
static double span_of(const ls_summary *summary)
{
    int64_t span;

    if (summary->first == LS_NO_TIME)
        return 0;
    span = (summary->last - summary->first) / 1000;
    return span > 1 ? (double)span : 1;
}

ls_alert_verdict ls_alert_judge(const ls_alert *alert,
                                const ls_summary *summary)
{
    struct share share = measure(alert, summary);
    ls_alert_verdict verdict = { .state = LS_ALERT_SILENT };
    double span = span_of(summary);
    double value = (double)share.part;
    size_t size = sizeof(verdict.words);

    switch (alert->unit) {
    case COUNT:
        (void)snprintf(verdict.words, size, "%" PRIu64 " of %" PRIu64 " %s",
                       share.part, share.whole, share.things);
        break;
    case PERCENT:
        value = share.whole ? value * 100 / (double)share.whole : 0;
        (void)snprintf(verdict.words, size,
                       "%.3g %% (%" PRIu64 " of %" PRIu64 " %s)", value,
                       share.part, share.whole, share.things);
        break;
    case PER_SECOND:
        if (span < 1 && share.whole) {
            verdict.state = LS_ALERT_UNKNOWN;
            (void)snprintf(verdict.words, size,
                           "the log has no times to work a rate out from");
            return verdict;
        }
        value = share.whole ? value / span : 0;
        (void)snprintf(verdict.words, size,
                       "%.3g a second (%" PRIu64 " %s in %.0f s)", value,
                       share.part, share.things, span);
        break;
    }
    if (ls_comparison_holds(alert->sign,
                            (value > alert->limit) - (value < alert->limit)))
        verdict.state = LS_ALERT_HOLDS;
    return verdict;
}
