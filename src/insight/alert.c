/* SPDX-License-Identifier: MIT */
/*
 * Conditions of --fail-if: SUBJECT SIGN LIMIT. What is compared is worked out
 * from the summary alone, as a number that the limit's unit asks for; that of
 * p95(duration) is one in microseconds.
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
    MICROSECONDS,
};

struct ls_alert {
    bool (*covers)(const ls_alert *alert, const ls_summary_code *code);
    bool of_lines;    /* unparsed lines, not requests */
    bool of_duration; /* this percentile of how long requests took: */
    ls_percentile percentile;
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

/* Which requests: all, those of a class or of a code. */
static bool read_requests(ls_alert *alert, const ls_token *token)
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
    } else {
        return false;
    }
    return true;
}

static bool read_percentile(ls_slice text, ls_percentile *percentile)
{
    for (int i = 0; i < LS_PERCENTILES; i++)
        if (ls_same_word(text,
                         ls_slice_of(ls_percentile_name((ls_percentile)i)))) {
            *percentile = (ls_percentile)i;
            return true;
        }
    return false;
}

/* Goes on if the token is of this kind. */
static ls_status expect(ls_expression *e, ls_token_kind kind,
                        const char *expected, ls_error *err)
{
    if (e->token.kind != kind)
        return ls_fail_at(err, &e->token, "%s expected, not %s", expected,
                          ls_expression_shown(&e->token).text);
    return ls_expression_next(e, err);
}

/* "(duration)" or "(duration, 5xx)"; the last token is left. */
static ls_status read_arguments(ls_alert *alert, ls_expression *e,
                                ls_error *err)
{
    ls_status status = expect(e, LS_TOKEN_OPEN, "(duration)", err);

    if (status == LS_OK && !ls_expression_is(e, "duration"))
        return ls_fail_at(err, &e->token, "duration expected, not %s",
                          ls_expression_shown(&e->token).text);
    if (status == LS_OK)
        status = ls_expression_next(e, err);
    alert->covers = covers_all;
    if (status == LS_OK && e->token.kind == LS_TOKEN_COMMA) {
        status = ls_expression_next(e, err);
        if (status == LS_OK && !read_requests(alert, &e->token))
            return ls_fail_at(err, &e->token,
                              "a status such as 499 or a class such as 5xx "
                              "expected, not %s",
                              ls_expression_shown(&e->token).text);
        if (status == LS_OK)
            status = ls_expression_next(e, err);
    }
    if (status == LS_OK && e->token.kind != LS_TOKEN_CLOSE)
        return ls_fail_at(err, &e->token, "')' expected, not %s",
                          ls_expression_shown(&e->token).text);
    return status;
}

/* The last token of the subject is left. */
static ls_status read_subject(ls_alert *alert, ls_expression *e, ls_error *err)
{
    const ls_token *token = &e->token;
    ls_status status;

    if (read_requests(alert, token))
        return LS_OK;
    alert->of_lines = ls_expression_is(e, "unparsed");
    alert->of_duration = token->kind == LS_TOKEN_WORD &&
                         read_percentile(token->text, &alert->percentile);
    if (alert->of_lines)
        return LS_OK;
    if (!alert->of_duration)
        return ls_fail_at(err, token,
                          "a status such as 499, a class such as 5xx, "
                          "requests, unparsed or p95(duration) expected, not "
                          "%s",
                          ls_expression_shown(token).text);
    status = ls_expression_next(e, err);
    return status == LS_OK ? read_arguments(alert, e, err) : status;
}

static const struct {
    const char *name;
    enum unit unit;
    double times; /* what a number of it is multiplied by, */
    double per;   /* and divided by */
} units[] = {
    { "", COUNT, 1, 1 },
    { "%", PERCENT, 1, 1 },
    { "/s", PER_SECOND, 1, 1 },
    { "/m", PER_SECOND, 1, 60 },
    { "/h", PER_SECOND, 1, 3600 },
    { "us", MICROSECONDS, 1, 1 },
    { "ms", MICROSECONDS, 1e3, 1 },
    { "s", MICROSECONDS, 1e6, 1 },
    { "m", MICROSECONDS, 60e6, 1 },
    { "h", MICROSECONDS, 3600e6, 1 },
};

static ls_status read_limit(ls_alert *alert, const ls_token *token,
                            ls_error *err)
{
    const uint64_t billionths = 1000000000;
    uint64_t scaled;

    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (token->kind != LS_TOKEN_NUMBER ||
            (units[i].unit == MICROSECONDS) != alert->of_duration ||
            !ls_same_word(token->unit, ls_slice_of(units[i].name)) ||
            !ls_decimal_scaled(token->digits, billionths, &scaled))
            continue;
        alert->unit = units[i].unit;
        alert->limit = (double)scaled * units[i].times /
                       ((double)billionths * units[i].per);
        if (units[i].unit != COUNT || scaled % billionths == 0)
            return LS_OK;
    }
    if (alert->of_duration)
        return ls_fail_at(err, token,
                          "a duration such as 500ms or 1.5s expected, not %s",
                          ls_expression_shown(token).text);
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
        status = read_subject(alert, &e, err);
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

/* The durations of the subject; NULL if there are none. */
static const ls_summary_duration *durations_of(const ls_alert *alert,
                                               const ls_summary *summary)
{
    const ls_summary_duration *found = NULL;

    if (alert->covers == covers_all)
        found = &summary->duration;
    else if (alert->covers == covers_class)
        found = &summary->classes[alert->class_].duration;
    for (size_t i = 0; i < summary->code_count && !found; i++)
        if (alert->covers(alert, &summary->codes[i]))
            found = &summary->codes[i].duration;
    return found && found->count ? found : NULL;
}

/* A percentile of nothing is unknown only if the log never says. */
static ls_alert_verdict judge_duration(const ls_alert *alert,
                                       const ls_summary *summary)
{
    const ls_summary_duration *durations = durations_of(alert, summary);
    ls_alert_verdict verdict = { .state = LS_ALERT_SILENT };
    size_t size = sizeof(verdict.words);
    bool is_short;
    double value;

    if (!durations) {
        if (summary->duration.count == 0 && summary->lines.counted)
            verdict.state = LS_ALERT_UNKNOWN;
        (void)snprintf(verdict.words, size,
                       "the log does not say how long requests took");
        return verdict;
    }
    value = (double)durations->at[alert->percentile];
    is_short = value < 1e6;
    (void)snprintf(verdict.words, size, "%.3g %s (%s of %" PRIu64 " requests)",
                   value / (is_short ? 1e3 : 1e6), is_short ? "ms" : "s",
                   ls_percentile_name(alert->percentile), durations->count);
    if (ls_comparison_holds(alert->sign,
                            (value > alert->limit) - (value < alert->limit)))
        verdict.state = LS_ALERT_HOLDS;
    return verdict;
}

ls_alert_verdict ls_alert_judge(const ls_alert *alert,
                                const ls_summary *summary)
{
    struct share share = measure(alert, summary);
    ls_alert_verdict verdict = { .state = LS_ALERT_SILENT };
    double span = span_of(summary);
    double value = (double)share.part;
    size_t size = sizeof(verdict.words);

    if (alert->of_duration)
        return judge_duration(alert, summary);
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
    case MICROSECONDS: /* of durations only */
        break;
    }
    if (ls_comparison_holds(alert->sign,
                            (value > alert->limit) - (value < alert->limit)))
        verdict.state = LS_ALERT_HOLDS;
    return verdict;
}
