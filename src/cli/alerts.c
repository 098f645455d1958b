/* SPDX-License-Identifier: MIT */
/* --fail-if: conditions on what the report shows, and telling which hold. */

#include "cli/alerts.h"

#include <stdlib.h>

ls_exit ls_alerts_make(ls_alerts *alerts, const ls_options *options,
                       ls_notes *notes)
{
    const ls_words *texts = &options->fail_if;

    *alerts = (ls_alerts){
        .texts = texts,
        .items = calloc(texts->count + 1, sizeof(ls_alert *)),
    };
    if (!alerts->items) {
        ls_complain(notes, NULL, "out of memory");
        return LS_EXIT_INCOMPLETE;
    }
    for (size_t i = 0; i < texts->count; i++) {
        const char *text = texts->items[i];
        ls_error err = { 0 };
        ls_status status =
            ls_alert_new(ls_slice_of(text), &alerts->items[i], &err);

        if (status == LS_OK)
            continue;
        ls_complain_at(notes, "--fail-if", text, &err);
        return status == LS_ENOMEM ? LS_EXIT_INCOMPLETE : LS_EXIT_USAGE;
    }
    return LS_EXIT_DONE;
}

void ls_alerts_release(ls_alerts *alerts)
{
    for (size_t i = 0; alerts->items && i < alerts->texts->count; i++)
        ls_alert_free(alerts->items[i]);
    free(alerts->items);
    alerts->items = NULL;
}

ls_exit ls_alerts_judge(const ls_alerts *alerts, const ls_summary *summary,
                        ls_notes *notes)
{
    ls_exit result = LS_EXIT_DONE;

    for (size_t i = 0; i < alerts->texts->count; i++) {
        const char *text = alerts->texts->items[i];
        ls_alert_verdict verdict = ls_alert_judge(alerts->items[i], summary);

        if (verdict.state == LS_ALERT_HOLDS) {
            ls_complain(notes, "--fail-if", "'%.80s' holds: %s", text,
                        verdict.words);
            result = LS_EXIT_ALERT;
        } else if (verdict.state == LS_ALERT_UNKNOWN) {
            ls_note(notes, "--fail-if", "'%.80s' cannot be judged: %s", text,
                    verdict.words);
        }
    }
    return result;
}
