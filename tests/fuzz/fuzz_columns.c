/* SPDX-License-Identifier: MIT */
/*
 * The bytes are a log, read by each format whose lines name their values but
 * JSON: W3C and its kin, CSV, LTSV, logfmt. What a line says depends on itself
 * and on the header in force alone, and every text of it is a part of it.
 */

#include "fuzz/answer.h"
#include "fuzz/demand.h"
#include "fuzz/target.h"
#include "property/laws.h"
#include "property/records.h"

enum {
    MAX_LOG = 2048
};

static const char *const names[] = {
    "w3c", "iis", "cloudfront", "zeek", "csv", "gcs", "ltsv", "logfmt",
};

enum {
    NAMES = sizeof(names) / sizeof(names[0])
};

/* Made once: plans do not change. */
static const ls_plans *all_plans(void)
{
    static ls_plans plans[NAMES];
    static bool ready;

    for (size_t i = 0; i < NAMES && !ready; i++) {
        const ls_format *format =
            ls_formats_find(builtin_formats(), ls_slice_of(names[i]));

        demand(format &&
                   ls_plans_init_one(&plans[i], format, LS_FIELDS_ALL) == LS_OK,
               "there is a plan for each format");
    }
    ready = true;
    return plans;
}

static bool is_inside(ls_slice text, ls_slice line)
{
    uintptr_t start = (uintptr_t)line.ptr;
    uintptr_t at = (uintptr_t)text.ptr;

    return at >= start && at - start <= line.len &&
           text.len <= line.len - (at - start);
}

/* Only a target is put together, with its query. */
static void demand_inside(const answer *a)
{
    for (ls_field field = 0; field < LS_FIELD_COUNT; field++) {
        ls_slice text = a->record.text[field];

        if (!(a->record.has & LS_HAS(field)) || !is_text(field) ||
            is_inside(text, a->line))
            continue;
        demand(field == LS_FIELD_TARGET && memchr(text.ptr, '?', text.len),
               "a text is a part of its line");
    }
}

static void read_log_with(const ls_plans *plans, ls_slice log)
{
    ls_reader *reader = ls_reader_new(plans, 0, true);
    ls_slice header = { 0 };
    ls_slice line;
    size_t number = log.len;

    demand(reader != NULL, "no memory");
    while (log.len) {
        answer a;

        line = log;
        if (!ls_slice_cut(&log, '\n', &line))
            log.len = 0;
        answer_read(&a, reader, line);
        answer_demand_again(&a, plans, header.ptr ? &header : NULL, number++);
        if (is_record(a.kind))
            demand_inside(&a);
        else if (a.kind == LS_LINE_COMMENT && ls_reader_is_header(reader, line))
            header = line;
        answer_release(&a);
    }
    ls_reader_free(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const ls_plans *plans = all_plans();

    if (size > MAX_LOG)
        return 0;
    for (size_t i = 0; i < NAMES; i++)
        read_log_with(&plans[i], (ls_slice){ (const char *)data, size });
    return 0;
}
