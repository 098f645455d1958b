/* SPDX-License-Identifier: MIT */
/* Who sent a status, in the text report. */

#include "render/text.h"

#include "render/sent_by.h"

#include <stdio.h>

/* One of a list; `all`: there is no other, so that it needs no number. */
static void put_sender(ls_page *page, const ls_sent_by *sender, bool all)
{
    ls_word count;

    ls_page_wrap(page, ls_slice_of(sender->name.text), LS_INDENT);
    if (all)
        return;
    (void)snprintf(count.text, sizeof(count.text), "(%.30s)",
                   ls_word_count(sender->requests).text);
    ls_page_wrap(page, ls_slice_of(count.text), LS_INDENT);
}

void ls_report_senders(ls_report *report, const ls_summary_code *code)
{
    ls_page *page = &report->page;
    ls_sent_by senders[LS_SENDER_COUNT];
    size_t count = ls_sent_by_of(report->summary, code, senders);

    if (count == 0)
        return;
    ls_page_to(page, LS_INDENT);
    ls_page_wrap(page, LS_SLICE("Sent by:"), LS_INDENT);
    for (size_t i = 0; i < count; i++) {
        if (i)
            ls_page_append(page, ";");
        ls_page_to(page, page->column + 1);
        put_sender(page, &senders[i], senders[i].requests == code->requests);
    }
    ls_page_append(page, ".");
    ls_page_newline(page);
}
