/* SPDX-License-Identifier: MIT */
/*
 * What stands under a code: its meaning and what to check, and who else uses
 * the number. Who sent it is in text_senders.c, the counts below in
 * text_causes.c.
 */

#include "render/text.h"

#include "render/origin.h"

#include <stdio.h>

/* Longer than any text of the database; a test checks it. */
enum {
    TEXT_ROOM = 512
};

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* A sentence that goes on after a colon; names such as TLS stay as they are. */
static void copy_after_colon(char *out, const char *text)
{
    (void)snprintf(out, TEXT_ROOM, "%s", text);
    if (out[0] >= 'A' && out[0] <= 'Z' && is_lower(out[1]))
        out[0] = (char)(out[0] | 0x20);
}

/* Whether `text` names the vendor, in whatever case. */
static bool names(const char *text, const char *vendor)
{
    size_t len = strlen(vendor);

    for (; *text; text++) {
        size_t same = 0;

        while (same < len && (text[same] | 0x20) == (vendor[same] | 0x20))
            same++;
        if (same == len)
            return true;
    }
    return false;
}

void ls_page_meaning(ls_page *page, const ls_code *code, size_t left)
{
    const char *vendor = ls_origin_vendor(code);

    ls_page_to(page, left);
    /* Whose meaning it is, unless the text says so itself. */
    if (vendor[0] && !names(code->meaning, vendor)) {
        ls_page_wrap(page, ls_slice_of(vendor), left);
        ls_page_append(page, ":");
        ls_page_to(page, page->column + 1);
    }
    ls_page_wrap(page, ls_slice_of(code->meaning), left);
    ls_page_newline(page);
}

void ls_page_check(ls_page *page, const char *check, size_t left)
{
    static const char verb[] = "Check ";
    char text[TEXT_ROOM];

    if (check[0] == '\0')
        return;
    /* The label says that word already. */
    if (strncmp(check, verb, sizeof(verb) - 1) == 0)
        check += sizeof(verb) - 1;
    copy_after_colon(text, check);
    ls_page_to(page, left);
    ls_page_style(page, LS_STYLE_HEADING);
    ls_page_text(page, "Check:");
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_to(page, page->column + 1);
    ls_page_wrap(page, ls_slice_of(text), left);
    ls_page_newline(page);
}

/* One more of a list: "esri (Token Required)", or "esri" alone. */
static void put_origin(ls_page *page, const char *origin, const char *said,
                       bool more)
{
    ls_word word;

    if (said[0])
        (void)snprintf(word.text, sizeof(word.text), "%.15s (%.44s)", origin,
                       said);
    else
        (void)snprintf(word.text, sizeof(word.text), "%.15s", origin);
    ls_page_wrap(page, ls_slice_of(word.text), LS_INDENT);
    ls_page_append(page, more ? "," : ".");
    ls_page_to(page, page->column + 1);
}

/* Where one number had several meanings in this log, how often which. */
static void put_origins(ls_page *page, const ls_summary_code *code)
{
    if (code->origin_count < 2)
        return;
    ls_page_to(page, LS_INDENT);
    ls_page_wrap(page, LS_SLICE("Meant as:"), LS_INDENT);
    for (size_t i = 0; i < code->origin_count; i++)
        put_origin(page, code->origins[i].origin,
                   ls_word_count(code->origins[i].requests).text,
                   i + 1 < code->origin_count);
    ls_page_newline(page);
}

/* The other users of the number, by what they call it if they differ. */
static void put_also(ls_page *page, const ls_summary_code *code)
{
    const char *name = ls_summary_code_text(code)->name;
    const ls_code *other = ls_origin_next(code, NULL);

    if (!other)
        return;
    ls_page_to(page, LS_INDENT);
    ls_page_style(page, LS_STYLE_DIM);
    ls_page_wrap(page, LS_SLICE("Also used by:"), LS_INDENT);
    while (other) {
        const ls_code *next = ls_origin_next(code, other);

        put_origin(page, other->origin,
                   strcmp(other->name, name) ? other->name : "", next);
        other = next;
    }
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

bool ls_report_has_detail(const ls_report *report, const ls_summary_code *code)
{
    return !report->page.look.brief || ls_report_has_causes(code);
}

void ls_report_detail(ls_report *report, const ls_summary_code *code)
{
    const ls_code *text = ls_summary_code_text(code);
    ls_page *page = &report->page;

    if (!page->look.brief) {
        ls_page_meaning(page, text, LS_INDENT);
        if (ls_class_of(code->code) >= LS_CLASS_4XX)
            ls_page_check(page, text->check, LS_INDENT);
        ls_report_senders(report, code);
        put_origins(page, code);
        put_also(page, code);
    }
    ls_report_causes(report, code);
}
