/* SPDX-License-Identifier: MIT */
/*
 * The accounting: what became of every line. It is always printed and always
 * adds up; the first lines that nothing fitted are shown with the place where
 * they stop fitting, and what else was lost or skipped is said.
 */

#include "render/text.h"

#include "render/unparsed.h"

#include <stdio.h>

#define EXAMPLES_DEFAULT 3

static void put_term(ls_page *page, const char *sign, uint64_t count,
                     const char *what)
{
    ls_word word;

    (void)snprintf(word.text, sizeof(word.text), "%s%.26s %.30s", sign,
                   ls_word_count(count).text, what);
    ls_page_item(page, word.text, LS_LABEL);
    ls_page_to(page, page->column + 1);
}

static void put_sum(ls_page *page, const ls_lines *lines)
{
    uint64_t total = ls_lines_total(lines);
    ls_word word;

    ls_page_heading(page, "LINES");
    ls_page_to(page, LS_LABEL);
    put_term(page, "", total, "read");
    put_term(page, "= ", lines->counted, "counted");
    put_term(page, "+ ", lines->filtered, "filtered");
    put_term(page, "+ ", lines->comment, "comments");
    put_term(page, "+ ", lines->blank, "blank");
    (void)snprintf(word.text, sizeof(word.text), "not understood (%.8s)",
                   ls_word_share(lines->unparsed, total).text);
    put_term(page, "+ ", lines->unparsed,
             lines->unparsed ? word.text : "not understood");
    ls_page_newline(page);
}

/* The caret under the byte where the line stops fitting. */
static void put_caret(ls_page *page, size_t column)
{
    ls_page_to(page, column);
    ls_page_style(page, LS_STYLE_WARNING);
    ls_page_text(page, "^");
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

/* The end of what fitted, cut if the line does not fit on the page. */
static void put_fitting(ls_page *page, ls_slice before, bool cut, size_t room)
{
    if (cut && ls_glyph_width(before, page->escape) > room) {
        ls_page_symbol(page, "\xe2\x80\xa6", "...");
        before = ls_glyph_tail(before, page->escape, room);
    }
    ls_page_put(page, before);
}

/* What fitted, without the start of a character that stands at its end. */
static ls_slice fitting_part(const ls_page *page,
                             const ls_summary_unparsed *line)
{
    size_t end = line->column ? line->column - 1 : 0;
    ls_slice rest = line->text;
    size_t len = 0;
    ls_glyph glyph;

    while (ls_glyph_next(&rest, page->escape, &glyph) &&
           len + glyph.bytes.len <= end)
        len += glyph.bytes.len;
    return ls_slice_head(line->text, len);
}

/* The line's text around the byte where it stops fitting. */
static void put_excerpt(ls_page *page, const ls_summary_unparsed *line)
{
    size_t room = page->look.width - 1 - LS_LABEL;
    size_t mark = page->look.utf8 ? 1 : 3;
    ls_slice before = fitting_part(page, line);
    ls_slice after = ls_slice_skip(line->text, before.len);
    size_t at;

    ls_page_to(page, LS_LABEL);
    put_fitting(page, before, ls_glyph_width(line->text, page->escape) > room,
                room * 2 / 3 - mark);
    at = page->column + page->blanks;
    room = page->look.width - 1 - at;
    if (ls_glyph_width(after, page->escape) > room) {
        ls_page_put(page, ls_glyph_head(after, page->escape, room - mark));
        ls_page_symbol(page, "\xe2\x80\xa6", "...");
    } else {
        ls_page_put(page, after);
    }
    ls_page_newline(page);
    if (line->column && line->column <= line->text.len + 1)
        put_caret(page, at);
}

static void put_example(ls_report *report, const ls_summary_unparsed *line)
{
    ls_page *page = &report->page;
    ls_word word;

    ls_page_to(page, LS_LABEL);
    if (report->summary->input_count > 1) {
        ls_page_cut(page, ls_slice_of(line->input),
                    ls_page_right_edge(page) - LS_LABEL - 1);
        ls_page_text(page, ",");
        ls_page_to(page, page->column + 1);
    }
    (void)snprintf(word.text, sizeof(word.text),
                   "%.62s:", ls_unparsed_place(line).text);
    ls_page_wrap(page, ls_slice_of(word.text), LS_LABEL);
    ls_page_wrap(page, ls_slice_of(line->reason), LS_LABEL);
    ls_page_newline(page);
    put_excerpt(page, line);
}

static void put_note(ls_page *page, uint64_t count, const char *what)
{
    if (count == 0)
        return;
    ls_page_to(page, LS_LABEL);
    ls_page_wrap(page, ls_slice_of(ls_word_count(count).text), LS_LABEL);
    ls_page_wrap(page, ls_slice_of(what), LS_LABEL);
    ls_page_newline(page);
}

/* What the sum of lines cannot tell. */
static void put_notes(ls_report *report)
{
    const ls_summary *summary = report->summary;
    uint64_t unread = 0;
    uint64_t nul = 0;
    uint64_t gap = 0;
    uint64_t gaps = 0;

    for (size_t i = 0; i < summary->input_count; i++) {
        unread += summary->inputs[i].unread;
        nul += summary->inputs[i].nul;
        gap += summary->inputs[i].gap;
        gaps += summary->inputs[i].gap_unknown;
    }
    put_note(&report->page, gap, "bytes of input are missing.");
    put_note(&report->page, gaps,
             gaps == 1 ? "input lacks lines, nobody knows how many: a part of "
                         "it was gone before it had been read."
                       : "inputs lack lines, nobody knows how many: a part of "
                         "each was gone before it had been read.");
    put_note(&report->page, unread,
             "bytes were not read: they lie outside the time asked for by more "
             "than an hour.");
    put_note(&report->page, nul,
             "NUL bytes at the start of lines were skipped.");
    put_note(&report->page, summary->odd_times,
             "requests have a time that cannot be right; they are counted, "
             "but not over time.");
}

void ls_report_lines(ls_report *report)
{
    const ls_summary *summary = report->summary;
    size_t most =
        report->page.look.top ? report->page.look.top : EXAMPLES_DEFAULT;

    put_sum(&report->page, &summary->lines);
    put_notes(report);
    if (most > summary->unparsed_count)
        most = summary->unparsed_count;
    if (most)
        ls_page_newline(&report->page);
    for (size_t i = 0; i < most; i++)
        put_example(report, &summary->unparsed[i]);
}
