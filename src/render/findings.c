/* SPDX-License-Identifier: MIT */
/* The list of findings in the text report and in the JSON document. */

#include "render/finding.h"

size_t ls_findings_told(const ls_summary *summary, const ls_baseline *baseline,
                        ls_finding findings[LS_FINDINGS])
{
    return ls_findings_of(summary, baseline ? baseline->summary : NULL,
                          findings);
}

static ls_style style_of(ls_rule rule)
{
    return rule <= LS_RULE_SITE ? LS_STYLE_ERROR : LS_STYLE_WARNING;
}

void ls_report_findings(ls_report *report)
{
    ls_page *page = &report->page;
    ls_finding findings[LS_FINDINGS];
    size_t count =
        ls_findings_told(report->summary, page->look.baseline, findings);

    if (count == 0)
        return;
    ls_page_heading(page, "FINDINGS");
    ls_page_newline(page);
    for (size_t i = 0; i < count; i++) {
        ls_finding_text text = ls_finding_say(&findings[i], &page->look);

        ls_page_to(page, 1);
        ls_page_style(page, style_of(findings[i].rule));
        ls_page_symbol(page, "•", "*");
        ls_page_style(page, LS_STYLE_PLAIN);
        ls_page_to(page, 3);
        ls_page_wrap(page, ls_slice_of(text.text), 3);
        ls_page_newline(page);
    }
}

static void put_span(ls_json *json, const ls_finding *finding)
{
    if (finding->from == LS_NO_TIME)
        return;
    ls_json_name(json, "from");
    ls_json_time(json, finding->from);
    ls_json_name(json, "until");
    ls_json_time(json, finding->until);
}

static void put_name(ls_json *json, const char *name, ls_slice value)
{
    if (value.len == 0)
        return;
    ls_json_name(json, name);
    ls_json_bytes(json, value);
}

static void put_slower(ls_json *json, const ls_finding *finding)
{
    if (finding->took == 0)
        return;
    ls_json_name(json, "took");
    ls_json_seconds(json, finding->took);
    ls_json_name(json, "took_otherwise");
    ls_json_seconds(json, finding->took_otherwise);
}

void ls_json_findings(ls_json *json, const ls_summary *summary,
                      const ls_baseline *baseline)
{
    const ls_render_options utc = { 0 };
    ls_finding findings[LS_FINDINGS];
    size_t count = ls_findings_told(summary, baseline, findings);

    if (count == 0)
        return;
    ls_json_name(json, "findings");
    ls_json_open(json, "[");
    for (size_t i = 0; i < count; i++) {
        const ls_finding *finding = &findings[i];

        ls_json_open(json, "{");
        ls_json_name_text(json, "rule", ls_rule_name(finding->rule));
        if (finding->code)
            ls_json_name_count(json, "code", finding->code);
        ls_json_name_count(json, "requests", finding->requests);
        ls_json_name_count(json, "of", finding->of);
        put_span(json, finding);
        put_name(json, "subject", finding->subject);
        put_name(json, "path", finding->path);
        put_name(json, "client", finding->client);
        put_name(json, "vhost", finding->vhost);
        put_slower(json, finding);
        ls_json_name_text(json, "text", ls_finding_say(finding, &utc).text);
        ls_json_close(json, "}");
    }
    ls_json_close(json, "]");
}
