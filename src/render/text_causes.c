/* SPDX-License-Identifier: MIT */
/*
 * The counts under a code: IIS sub-statuses, and the paths behind an error.
 * A list that is cut says how much it leaves out.
 */

#include "render/text.h"

#include "render/causes.h"

#include <stdio.h>

#define PATHS_DEFAULT 3

bool ls_report_has_causes(const ls_summary_code *code)
{
    return code->path_count || ls_has_substatuses(code);
}

static void put_count(ls_page *page, const ls_summary_code *code,
                      uint64_t requests)
{
    size_t width = strlen(ls_word_count(code->requests).text);

    if (width < LS_COUNT_WIDTH)
        width = LS_COUNT_WIDTH;
    ls_page_right(page, ls_word_count(requests).text, LS_INDENT + width);
    ls_page_to(page, LS_INDENT + width + 2);
}

static void put_substatus(ls_page *page, const ls_summary_code *code,
                          const ls_summary_substatus *sub)
{
    const ls_substatus *known = ls_substatus_find(code->code, sub->substatus);
    size_t left;
    ls_word word;

    put_count(page, code, sub->requests);
    left = page->column + page->blanks;
    (void)snprintf(word.text, sizeof(word.text), "%.8s.%u",
                   ls_word_code(code->code).text, sub->substatus);
    ls_page_wrap(page, ls_slice_of(word.text), left);
    if (known)
        ls_page_wrap(page, ls_slice_of(known->name), left);
    ls_page_newline(page);
}

void ls_report_others(ls_page *page, const ls_summary_code *code,
                      uint64_t requests, const char *what)
{
    if (requests == 0)
        return;
    put_count(page, code, requests);
    ls_page_style(page, LS_STYLE_DIM);
    ls_page_text(page, what);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

static void put_substatuses(ls_page *page, const ls_summary_code *code)
{
    size_t most = page->look.top ? page->look.top : LS_SUBSTATUSES;
    const ls_summary_substatus *sub = NULL;
    uint64_t rest = code->requests;

    for (size_t i = 0; i < most; i++) {
        sub = ls_substatus_next(code, sub);
        if (!sub)
            return;
        put_substatus(page, code, sub);
        rest = rest > sub->requests ? rest - sub->requests : 0;
    }
    ls_report_others(page, code, rest, "(other sub-statuses)");
}

static void put_path(ls_page *page, const ls_summary_code *code,
                     const ls_summary_path *path)
{
    size_t at;

    put_count(page, code, path->requests);
    at = page->column + page->blanks;
    if (path->path.len)
        ls_page_cut(page, path->path, page->look.width - 1 - at);
    else
        ls_page_text(page, "(no path)");
    ls_page_newline(page);
}

/* How far the counts above may be off, if they may. */
static void put_error(ls_page *page, uint64_t over)
{
    if (over == 0)
        return;
    ls_page_to(page, LS_INDENT);
    ls_page_style(page, LS_STYLE_DIM);
    ls_page_wrap(page, LS_SLICE("Each of these counts may be up to"),
                 LS_INDENT);
    ls_page_wrap(page, ls_slice_of(ls_word_count(over).text), LS_INDENT);
    ls_page_wrap(page, LS_SLICE("too high."), LS_INDENT);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

static void put_paths(ls_page *page, const ls_summary_code *code)
{
    size_t usual = page->look.drill ? page->look.drill : PATHS_DEFAULT;
    size_t most = page->look.top ? page->look.top : usual;
    uint64_t rest = code->requests;
    uint64_t over = 0;
    size_t shown;

    if (page->look.drill && code->path_count)
        ls_report_drilled(page, "path");
    for (shown = 0; shown < most && shown < code->path_count; shown++) {
        const ls_summary_path *path = &code->paths[shown];

        put_path(page, code, path);
        rest = rest > path->requests ? rest - path->requests : 0;
        over = path->over > over ? path->over : over;
    }
    if (code->path_count > shown)
        ls_report_others(page, code, rest, "(other paths)");
    put_error(page, over);
}

void ls_report_causes(ls_report *report, const ls_summary_code *code)
{
    if (ls_has_substatuses(code))
        put_substatuses(&report->page, code);
    put_paths(&report->page, code);
    ls_report_drill(report, code);
}
