/* SPDX-License-Identifier: MIT */
/*
 * The bytes are a condition of --fail-if, or not: one that is taken is asked
 * about summaries, and a mistake in one that is not stands inside of it.
 */

#include "fuzz/demand.h"
#include "fuzz/target.h"

#include <logstat/insight.h>

#include <string.h>

enum {
    MAX_TEXT = 4096
};

static void judge(const ls_alert *alert, const ls_summary *summary)
{
    ls_alert_verdict verdict = ls_alert_judge(alert, summary);

    demand(verdict.state <= LS_ALERT_UNKNOWN, "an answer that is none");
    demand(verdict.words[0], "an answer without words");
    demand(memchr(verdict.words, '\0', sizeof(verdict.words)) != NULL,
           "words without an end");
}

/* Counts that are as high as they can be, and a summary of nothing. */
static void ask(const ls_alert *alert)
{
    ls_summary_code code = { .code = 502, .requests = UINT64_MAX };
    ls_summary full = {
        .lines = { .counted = UINT64_MAX },
        .first = INT64_C(631152000000),
        .last = INT64_C(253402300799999),
        .codes = &code,
        .code_count = 1,
    };
    ls_summary none = { .first = LS_NO_TIME, .last = LS_NO_TIME };

    for (size_t i = 0; i < LS_PERCENTILES; i++)
        code.duration.at[i] = UINT64_MAX;
    code.duration.count = UINT64_MAX;
    full.duration = code.duration;
    judge(alert, &full);
    judge(alert, &none);
    none.lines.counted = 1;
    judge(alert, &none);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ls_slice text = { (const char *)data, size };
    ls_error err = { 0 };
    ls_alert *alert;
    ls_status status;

    if (size > MAX_TEXT)
        return 0;
    status = ls_alert_new(text, &alert, &err);
    if (status == LS_OK) {
        ask(alert);
        ls_alert_free(alert);
    } else if (status == LS_ESYNTAX) {
        demand(err.column && err.column <= size + 1 && err.message[0],
               "a mistake without a place");
    }
    return 0;
}
