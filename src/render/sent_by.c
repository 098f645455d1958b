/* SPDX-License-Identifier: MIT */
/*
 * Who sent a status, in words: the server that wrote the log, or one behind
 * it. Nothing is said of logs that do not tell.
 */

#include "render/sent_by.h"

#include <stdio.h>
#include <string.h>

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

static ls_word name_of(const ls_summary *summary, const ls_summary_code *code,
                       ls_sender sender)
{
    const char *server = only_server(summary);
    ls_word word = { "not known" };

    if (sender == LS_SENDER_UPSTREAM)
        (void)snprintf(word.text, sizeof(word.text), "the upstream%s",
                       may_lack_answer(code->code) ? ", if it answered" : "");
    else if (sender == LS_SENDER_SERVER)
        (void)snprintf(word.text, sizeof(word.text), "%.30s itself",
                       server ? server : "the server");
    return word;
}

size_t ls_sent_by_of(const ls_summary *summary, const ls_summary_code *code,
                     ls_sent_by all[LS_SENDER_COUNT])
{
    static const ls_sender order[] = { LS_SENDER_UPSTREAM, LS_SENDER_SERVER,
                                       LS_SENDER_UNKNOWN };
    const uint64_t *senders = code->senders;
    size_t count = 0;

    if (!senders[LS_SENDER_UPSTREAM] && !senders[LS_SENDER_SERVER])
        return 0;
    for (size_t i = 0; i < LS_SENDER_COUNT; i++)
        if (senders[order[i]])
            all[count++] = (ls_sent_by){ name_of(summary, code, order[i]),
                                         senders[order[i]] };
    return count;
}
