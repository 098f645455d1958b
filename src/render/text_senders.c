/* SPDX-License-Identifier: MIT */
/*
 * Who sent a status, in the text report: the server that wrote the log, or one
 * behind it. Nothing is said of logs that do not tell.
 */

#include "render/text.h"

#include <stdio.h>

/* The one server that wrote all of the log, or NULL. */
static const char *only_server(const ls_summary *summary)
{
    const char *server = NULL;

    for (size_t i = 0; i < summary->input_count; i++) {
        const ls_summary_input *input = &summary->inputs[i];

        if (input->lines.counted == 0)
            continue;
        if (input->server_count != 1 ||
            (server && strcmp(server, input->servers[0]) != 0))
            return NULL;
        server = input->servers[0];
    }
    return server;
}

/* Proxies log these as an upstream's, too, if it gave them no answer. */
static bool may_lack_answer(unsigned code)
{
    return code == 502 || code == 504 || (code >= 520 && code <= 530);
}

static ls_word name_of(const ls_report *report, const ls_summary_code *code,
                       ls_sender sender)
{
    const char *server = only_server(report->summary);
    ls_word word = { "not known" };

    if (sender == LS_SENDER_UPSTREAM)
        (void)snprintf(word.text, sizeof(word.text), "the upstream%s",
                       may_lack_answer(code->code) ? ", if it answered" : "");
    else if (sender == LS_SENDER_SERVER)
        (void)snprintf(word.text, sizeof(word.text), "%.30s itself",
                       server ? server : "the server");
    return word;
}

/* One of a list; `all`: there is no other, so that it needs no number. */
static void put_sender(ls_page *page, ls_word name, uint64_t requests, bool all)
{
    ls_word count;

    ls_page_wrap(page, ls_slice_of(name.text), LS_INDENT);
    if (all)
        return;
    (void)snprintf(count.text, sizeof(count.text), "(%.30s)",
                   ls_word_count(requests).text);
    ls_page_wrap(page, ls_slice_of(count.text), LS_INDENT);
}

void ls_report_senders(ls_report *report, const ls_summary_code *code)
{
    static const ls_sender order[] = { LS_SENDER_UPSTREAM, LS_SENDER_SERVER,
                                       LS_SENDER_UNKNOWN };
    const uint64_t *senders = code->senders;
    ls_page *page = &report->page;
    const char *between = "Sent by:";

    if (!senders[LS_SENDER_UPSTREAM] && !senders[LS_SENDER_SERVER])
        return;
    ls_page_to(page, LS_INDENT);
    ls_page_wrap(page, ls_slice_of(between), LS_INDENT);
    for (size_t i = 0; i < LS_SENDER_COUNT; i++) {
        uint64_t requests = senders[order[i]];

        if (requests == 0)
            continue;
        if (between[0] == ';')
            ls_page_append(page, between);
        between = ";";
        ls_page_to(page, page->column + 1);
        put_sender(page, name_of(report, code, order[i]), requests,
                   requests == code->requests);
    }
    ls_page_append(page, ".");
    ls_page_newline(page);
}
