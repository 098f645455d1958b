/* SPDX-License-Identifier: MIT */
/*
 * What stands out in a summary: one function for each rule, and the numbers
 * that decide, which are those of docs/findings.md. What is said of it, and in
 * which words, is up to the outputs.
 */

#include <logstat/insight.h>

#include "insight/burst.h"
#include "insight/finding_list.h"
#include "insight/slower.h"

/* The path that most requests of a code are of, if it is half of them; and who
   asked for it, where. */
static void name_cause(const ls_finding_list *list, ls_finding *finding,
                       const ls_summary_code *code)
{
    const ls_summary_path *path = code->paths;

    finding->subject_of = code->requests;
    ls_finding_name_rows(list, finding, code);
    if (code->path_count == 0 ||
        !ls_is_much(path->requests - path->over, code->requests, 2, 50))
        return;
    finding->subject = path->path;
    finding->subject_part = path->requests - path->over;
}

static void name_sender(ls_finding *finding, const ls_summary_code *code)
{
    for (ls_sender i = LS_SENDER_SERVER; i < LS_SENDER_COUNT; i++)
        if (ls_is_much(code->senders[i], code->requests, 1, 80))
            finding->sender = i;
}

/* --- Rules. */

static bool is_error(unsigned code)
{
    return ls_class_is_error(ls_class_of(code));
}

static void find_bursts(ls_finding_list *list)
{
    const ls_summary *summary = list->summary;
    const ls_summary_axis *axis = &summary->axis;

    for (size_t i = 0; i < summary->code_count; i++) {
        const ls_summary_code *code = &summary->codes[i];
        ls_finding *finding;
        ls_burst burst;

        if (!is_error(code->code) || !ls_burst_find(summary, code, &burst))
            continue;
        finding = ls_finding_add(list, LS_RULE_BURST);
        if (!finding)
            return;
        finding->code = code->code;
        finding->requests = burst.part;
        finding->of = burst.whole;
        finding->rest = burst.rest_part;
        finding->of_rest = burst.rest_whole;
        finding->from = axis->start + (int64_t)(burst.first * axis->seconds);
        finding->until = axis->start + (int64_t)(burst.end * axis->seconds);
        name_cause(list, finding, code);
        name_sender(finding, code);
        if (code->code == 499 || code->code == 504)
            ls_slower_in_burst(summary, &burst, finding);
    }
}

static const ls_summary_code *worst_code(const ls_summary *summary,
                                         ls_class class_)
{
    const ls_summary_code *worst = NULL;

    for (size_t i = 0; i < summary->code_count; i++) {
        const ls_summary_code *code = &summary->codes[i];

        if (ls_class_of(code->code) == class_ &&
            (!worst || code->requests > worst->requests))
            worst = code;
    }
    return worst;
}

/* Those that are in no burst, of which all has been said. */
static uint64_t failed_all_the_time(const ls_finding_list *list)
{
    uint64_t failed = list->summary->classes[LS_CLASS_5XX].requests;

    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].rule == LS_RULE_BURST &&
            ls_class_of(list->items[i].code) == LS_CLASS_5XX)
            failed -= list->items[i].requests;
    return failed;
}

static void find_failing(ls_finding_list *list)
{
    const ls_summary *summary = list->summary;
    uint64_t failed = summary->classes[LS_CLASS_5XX].requests;
    const ls_summary_code *worst;
    ls_finding *finding;

    if (!ls_is_much(failed_all_the_time(list), summary->lines.counted, 20, 5))
        return;
    finding = ls_finding_add(list, LS_RULE_FAILING);
    if (!finding)
        return;
    worst = worst_code(summary, LS_CLASS_5XX);
    finding->requests = failed;
    finding->of = summary->lines.counted;
    finding->code = worst->code;
    finding->rest = worst->requests;
    name_cause(list, finding, worst);
}

/* So many that the baseline would have ten, at the same rate. */
static bool is_new(const ls_finding_list *list, const ls_summary_code *code)
{
    const ls_summary *now = list->summary;
    const ls_summary *before = list->baseline;

    return is_error(code->code) && code->requests >= 10 &&
           (double)code->requests * (double)before->lines.counted >=
               10 * (double)now->lines.counted &&
           ls_finding_requests(before, code->code) == 0;
}

static int64_t seconds_of(int64_t time)
{
    return time == LS_NO_TIME ? time : time / 1000;
}

static void find_new(ls_finding_list *list)
{
    const ls_summary *summary = list->summary;

    for (size_t i = 0; list->baseline && i < summary->code_count; i++) {
        const ls_summary_code *code = &summary->codes[i];
        ls_finding *finding;

        if (!is_new(list, code))
            continue;
        finding = ls_finding_add(list, LS_RULE_NEW);
        if (!finding)
            return;
        finding->code = code->code;
        finding->requests = code->requests;
        finding->of = summary->lines.counted;
        finding->of_rest = list->baseline->lines.counted;
        finding->from = seconds_of(code->first);
        finding->until = seconds_of(code->last);
        name_cause(list, finding, code);
    }
}

static void find_gaps(ls_finding_list *list)
{
    const ls_summary *summary = list->summary;
    ls_finding *finding = NULL;

    for (size_t i = 0; i < summary->input_count; i++) {
        const ls_summary_input *input = &summary->inputs[i];

        if (!input->gap && !input->gap_unknown)
            continue;
        if (!finding)
            finding = ls_finding_add(list, LS_RULE_GAP);
        if (!finding)
            return;
        finding->requests += input->gap; /* bytes */
        if (finding->subject.len == 0)
            finding->subject = ls_slice_of(input->name);
        finding->of++; /* inputs */
    }
}

static void find_tunnels(ls_finding_list *list)
{
    const ls_summary *summary = list->summary;

    for (size_t i = 0; i < summary->method_count; i++) {
        const ls_summary_method *method = &summary->methods[i];
        ls_slice name = ls_slice_of(ls_method_name(method->method));
        ls_finding *finding;

        if (method->classes[LS_CLASS_2XX] == 0 ||
            (!ls_slice_equal(name, LS_SLICE("TRACE")) &&
             !ls_slice_equal(name, LS_SLICE("CONNECT"))))
            continue;
        finding = ls_finding_add(list, LS_RULE_TUNNEL);
        if (!finding)
            return;
        finding->subject = name;
        finding->requests = method->classes[LS_CLASS_2XX];
        finding->of = method->requests;
    }
}

static void find_limited(ls_finding_list *list)
{
    const ls_summary *summary = list->summary;
    const ls_summary_code *code = ls_finding_code(summary, 429);
    ls_finding *finding;

    if (!code || !ls_is_much(code->requests, summary->lines.counted, 20, 1))
        return;
    finding = ls_finding_add(list, LS_RULE_LIMITED);
    if (!finding)
        return;
    finding->code = code->code;
    finding->requests = code->requests;
    finding->of = summary->lines.counted;
    name_cause(list, finding, code);
}

static void find_gave_up(ls_finding_list *list)
{
    const ls_summary *summary = list->summary;
    const ls_summary_code *code = ls_finding_code(summary, 499);
    ls_finding *finding;

    if (!code || !ls_is_much(code->requests, summary->lines.counted, 20, 1))
        return;
    finding = ls_finding_add(list, LS_RULE_GAVE_UP);
    if (!finding)
        return;
    finding->code = code->code;
    finding->requests = code->requests;
    finding->of = summary->lines.counted;
    finding->rest = ls_finding_requests(summary, 504);
    ls_slower_if_frequent(list, finding, code);
    name_cause(list, finding, code);
}

static void find_unparsed(ls_finding_list *list)
{
    const ls_summary *summary = list->summary;
    uint64_t total = summary->lines.counted + summary->lines.filtered +
                     summary->lines.unparsed;
    ls_finding *finding;

    if (!ls_is_much(summary->lines.unparsed, total, 5, 1))
        return;
    finding = ls_finding_add(list, LS_RULE_UNPARSED);
    if (!finding)
        return;
    finding->requests = summary->lines.unparsed;
    finding->of = total;
    if (summary->unparsed_count)
        finding->subject = ls_slice_of(summary->unparsed[0].reason);
}

/* What nobody asks for who does not look for a way in. */
static const char *const probes[] = {
    "/.env",           "/.git/",      "/wp-login.php", "/xmlrpc.php",
    "/phpmyadmin",     "/phpMyAdmin", "/.aws/",        "/cgi-bin/",
    "/vendor/phpunit", "/boaform/",   "/HNAP1",        "/actuator",
};

static const char *probe_of(ls_slice path)
{
    for (size_t i = 0; i < sizeof(probes) / sizeof(probes[0]); i++)
        if (ls_slice_starts(path, ls_slice_of(probes[i])))
            return probes[i];
    return NULL;
}

/* Paths of 404 and 403 alone: a site may have some of them. */
static void find_probes(ls_finding_list *list)
{
    static const unsigned codes[] = { 403, 404 };
    const ls_summary_path *most = NULL;
    uint64_t sum = 0;
    size_t kinds = 0;
    ls_finding *finding;

    for (size_t c = 0; c < 2; c++) {
        const ls_summary_code *code = ls_finding_code(list->summary, codes[c]);

        for (size_t i = 0; code && i < code->path_count; i++) {
            const ls_summary_path *path = &code->paths[i];

            if (!probe_of(path->path))
                continue;
            kinds++;
            sum += path->requests - path->over;
            if (!most || path->requests > most->requests)
                most = path;
        }
    }
    if (kinds < 3 || sum < 20)
        return;
    finding = ls_finding_add(list, LS_RULE_PROBES);
    if (!finding)
        return;
    finding->requests = sum;
    finding->of = kinds;
    finding->subject = most->path;
    finding->subject_part = most->requests - most->over;
}

static void find_unregistered(ls_finding_list *list)
{
    const ls_summary *summary = list->summary;
    ls_finding *finding = NULL;

    for (size_t i = 0; i < summary->code_count; i++) {
        const ls_summary_code *code = &summary->codes[i];

        if (strcmp(ls_summary_code_text(code)->standing, "unassigned") != 0)
            continue;
        if (!finding)
            finding = ls_finding_add(list, LS_RULE_UNREGISTERED);
        if (!finding)
            return;
        if (code->requests > finding->rest) {
            finding->code = code->code;
            finding->rest = code->requests;
        }
        finding->requests += code->requests;
        finding->of++; /* codes */
    }
}

/* --- All of them. */

static const struct {
    const char *name;
    void (*find)(ls_finding_list *list);
    bool of_any; /* also of requests that were selected by their status */
} rules[LS_RULE_COUNT] = {
    [LS_RULE_BURST] = { "burst", find_bursts, false },
    [LS_RULE_FAILING] = { "failing", find_failing, false },
    [LS_RULE_NEW] = { "new", find_new, false },
    [LS_RULE_GAP] = { "gap", find_gaps, true },
    [LS_RULE_SITE] = { "site", ls_find_site, false },
    [LS_RULE_CLIENT] = { "client", ls_find_client, false },
    [LS_RULE_LOOP] = { "loop", ls_find_loop, false },
    [LS_RULE_TUNNEL] = { "tunnel", find_tunnels, true },
    [LS_RULE_LIMITED] = { "limited", find_limited, false },
    [LS_RULE_GAVE_UP] = { "gave-up", find_gave_up, false },
    [LS_RULE_UNPARSED] = { "unparsed", find_unparsed, true },
    [LS_RULE_PROBES] = { "probes", find_probes, true },
    [LS_RULE_UNREGISTERED] = { "unregistered", find_unregistered, true },
};

const char *ls_rule_name(ls_rule rule)
{
    return rules[rule].name;
}

/* Where a rule has several, as bursts and new codes may be, 5xx come first, and
   then those of many requests. */
static bool is_before(const ls_finding *a, const ls_finding *b)
{
    bool failed = ls_class_of(a->code) == LS_CLASS_5XX;

    if (a->rule != b->rule)
        return false; /* they are in order */
    if (failed != (ls_class_of(b->code) == LS_CLASS_5XX))
        return failed;
    return a->requests > b->requests;
}

static void sort(ls_finding *findings, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j && is_before(&findings[j], &findings[j - 1]);
             j--) {
            ls_finding swapped = findings[j];

            findings[j] = findings[j - 1];
            findings[j - 1] = swapped;
        }
}

size_t ls_findings_of(const ls_summary *summary, const ls_summary *baseline,
                      ls_finding findings[LS_FINDINGS])
{
    ls_finding_list list = { summary, baseline, findings, 0 };
    bool is_selected = summary->select.status || summary->select.where;

    for (ls_rule rule = 0; rule < LS_RULE_COUNT; rule++)
        if (!is_selected || rules[rule].of_any)
            rules[rule].find(&list);
    sort(findings, list.count);
    return list.count;
}
