/* SPDX-License-Identifier: MIT */
/*
 * Explanations without a log: a code with the meanings of all who use it, a
 * class, or an IIS sub-status. What can be asked for is a table of readers of
 * the question; the first that understands it answers.
 */

#include "render/text.h"

#include <stdio.h>

/* Takes a number of at most three digits off the front of `what`. */
static bool take_number(ls_slice *what, unsigned *number)
{
    size_t len = 0;

    *number = 0;
    while (len < what->len && len < 4 && what->ptr[len] >= '0' &&
           what->ptr[len] <= '9')
        *number = *number * 10 + (unsigned)(what->ptr[len++] - '0');
    *what = ls_slice_skip(*what, len);
    return len > 0 && len < 4;
}

static void put_name(ls_page *page, const char *label, unsigned code,
                     const char *name)
{
    size_t left = 1 + strlen(label) + 2;

    ls_page_to(page, 1);
    ls_page_style(page, ls_style_of(ls_class_of(code)));
    ls_page_text(page, label);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_to(page, left);
    ls_page_style(page, LS_STYLE_HEADING);
    ls_page_wrap(page, ls_slice_of(name), left);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

/* "Look first at: client.  Source: RFC 9110 15.5.5 (standard)." */
static void put_source(ls_page *page, const ls_code *row)
{
    ls_word standing;

    ls_page_to(page, LS_INDENT);
    ls_page_style(page, LS_STYLE_DIM);
    if (strcmp(row->who, "neither") != 0) {
        ls_page_wrap(page, LS_SLICE("Look first at:"), LS_INDENT);
        ls_page_wrap(page, ls_slice_of(row->who), LS_INDENT);
        ls_page_append(page, ".");
        ls_page_to(page, page->column + 2);
    }
    ls_page_wrap(page, LS_SLICE("Source:"), LS_INDENT);
    ls_page_wrap(page, ls_slice_of(row->spec[0] ? row->spec : "several"),
                 LS_INDENT);
    (void)snprintf(standing.text, sizeof(standing.text), "(%.40s).",
                   row->standing);
    ls_page_wrap(page, ls_slice_of(standing.text), LS_INDENT);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

static void put_row(ls_page *page, const ls_code *row, unsigned code)
{
    put_name(page, ls_word_code(code).text, code, row->name);
    if (page->look.brief)
        return;
    ls_page_meaning(page, row, LS_INDENT);
    ls_page_check(page, row->check, LS_INDENT);
    put_source(page, row);
}

/* The names of the sub-statuses of a code, if IIS has any. */
static void put_substatuses(ls_page *page, unsigned code)
{
    bool headed = false;

    for (size_t i = 0; i < ls_substatus_count(); i++) {
        const ls_substatus *row = ls_substatus_at(i);
        ls_word word;

        if (row->code != code)
            continue;
        if (!headed) {
            ls_page_heading(page, "IIS SUB-STATUS");
            ls_page_newline(page);
            headed = true;
        }
        (void)snprintf(word.text, sizeof(word.text), "%.8s.%u",
                       ls_word_code(code).text, row->substatus);
        ls_page_to(page, 1);
        ls_page_text(page, word.text);
        ls_page_to(page, 9);
        ls_page_wrap(page, ls_slice_of(row->name), 9);
        ls_page_newline(page);
    }
}

static void explain_code(ls_page *page, unsigned code)
{
    bool found = false;

    for (size_t i = 0; i < ls_code_count(); i++) {
        const ls_code *row = ls_code_at(i);

        if (row->code != code)
            continue;
        if (found && !page->look.brief)
            ls_page_newline(page);
        put_row(page, row, code);
        found = true;
    }
    if (!found)
        put_row(page, ls_code_explain(code, NULL), code);
    put_substatuses(page, code);
}

static void explain_class(ls_page *page, ls_class class_)
{
    put_name(page, ls_class_label(class_), 0, ls_class_name(class_));
    for (size_t i = 0; i < ls_code_count(); i++) {
        const ls_code *row = ls_code_at(i);

        if (ls_class_of(row->code) != class_)
            continue;
        if (!page->look.brief)
            ls_page_newline(page);
        put_row(page, row, row->code);
    }
}

static void explain_substatus(ls_page *page, const ls_substatus *row)
{
    ls_word label;

    (void)snprintf(label.text, sizeof(label.text), "%u.%u", row->code,
                   row->substatus);
    put_name(page, label.text, row->code, row->name);
    ls_page_to(page, LS_INDENT);
    ls_page_wrap(page, LS_SLICE("iis:"), LS_INDENT);
    ls_page_wrap(page, ls_slice_of(row->meaning), LS_INDENT);
    ls_page_newline(page);
    ls_page_check(page, row->check, LS_INDENT);
    ls_page_to(page, LS_INDENT);
    ls_page_style(page, LS_STYLE_DIM);
    ls_page_wrap(page, LS_SLICE("Source:"), LS_INDENT);
    ls_page_wrap(page, ls_slice_of(row->source), LS_INDENT);
    ls_page_append(page, ".");
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

static bool read_class(ls_slice what, ls_page *page)
{
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        if (!ls_slice_is(what, ls_class_label(c)))
            continue;
        explain_class(page, c);
        return true;
    }
    return false;
}

static bool read_code(ls_slice what, ls_page *page)
{
    unsigned code = 0;

    if (!ls_slice_equal(what, LS_SLICE("-")) &&
        (!take_number(&what, &code) || what.len))
        return false;
    explain_code(page, code);
    return true;
}

static bool read_substatus(ls_slice what, ls_page *page)
{
    const ls_substatus *row;
    unsigned code;
    unsigned substatus;

    if (!take_number(&what, &code) || what.len == 0 || what.ptr[0] != '.')
        return false;
    what = ls_slice_skip(what, 1);
    if (!take_number(&what, &substatus) || what.len)
        return false;
    row = ls_substatus_find(code, substatus);
    if (row)
        explain_substatus(page, row);
    return row;
}

ls_status ls_render_explanation(ls_slice what, const ls_render_options *options,
                                const ls_sink *sink, ls_error *err)
{
    static bool (*const readers[])(ls_slice, ls_page *) = {
        read_class,
        read_code,
        read_substatus,
    };
    ls_page page;

    ls_page_init(&page, options, sink);
    for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
        if (readers[i](what, &page))
            return ls_page_finish(&page);
    what = ls_slice_head(what, 40);
    return ls_fail(err, LS_ENOENT, 0,
                   "nothing is known about '%.*s'; 404, 5xx, 500.19, none and "
                   "other are examples of what can be explained",
                   (int)what.len, what.len ? what.ptr : "");
}
