/* SPDX-License-Identifier: MIT */
/*
 * The bytes are a log, read by each format whose lines name their values but
 * JSON: W3C and its kin, CSV, LTSV, logfmt. What a line says depends on itself
 * and on the header in force alone, and every text of it is a part of it. Who
 * asks for few fields gets the same status.
 */

#include "fuzz/answer.h"
#include "fuzz/demand.h"
#include "fuzz/target.h"
#include "parse/columns.h"
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

/* How one format is read. */
struct ways {
    ls_plans all; /* fields */
    ls_plans few; /* a row without a date is none, so the time is of them */
};

static bool make_ways(struct ways *ways, const char *name)
{
    const ls_fields few = LS_HAS(LS_FIELD_STATUS) | LS_HAS(LS_FIELD_TIME);
    const ls_format *format =
        ls_formats_find(builtin_formats(), ls_slice_of(name));

    return format &&
           ls_plans_init_one(&ways->all, format, LS_FIELDS_ALL) == LS_OK &&
           ls_plans_init_one(&ways->few, format, few) == LS_OK;
}

/* Made once: plans do not change. */
static const struct ways *all_ways(void)
{
    static struct ways ways[NAMES];
    static bool ready;

    for (size_t i = 0; i < NAMES && !ready; i++)
        demand(make_ways(&ways[i], names[i]),
               "there is a plan for each format");
    ready = true;
    return ways;
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

static void demand_status(const answer *a, ls_reader *few)
{
    answer b;

    answer_read(&b, few, a->line);
    demand(a->kind == b.kind &&
               (!is_record(b.kind) || a->record.code == b.record.code),
           "the status does not depend on what else is asked for");
    answer_release(&b);
}

static void check_line(const answer *a, const ls_plans *plans,
                       const above *lines, size_t number)
{
    answer_demand_again(a, plans, lines, number);
    if (is_record(a->kind))
        demand_inside(a);
}

static void read_log_in(const struct ways *ways, ls_slice log)
{
    ls_reader *all = ls_reader_new(&ways->all, 0, true);
    ls_reader *few = ls_reader_new(&ways->few, 0, true);
    above lines = { 0 };
    size_t number = log.len;

    demand(all && few, "no memory");
    while (log.len) {
        ls_slice line = log;
        ls_line_effect effect;
        answer a;

        if (!ls_slice_cut(&log, '\n', &line))
            log.len = 0;
        answer_read(&a, all, line);
        demand_status(&a, few);
        check_line(&a, &ways->all, &lines, number++);
        demand(ls_reader_effect(all, line, &effect) == LS_OK, "no memory");
        if (effect.header == LS_HEADER_STRONG ||
            (effect.header == LS_HEADER_WEAK && !lines.header.ptr))
            lines.header = line;
        if (effect.date)
            lines.date = line;
        answer_release(&a);
    }
    ls_reader_free(all);
    ls_reader_free(few);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct ways *ways = all_ways();

    if (size > MAX_LOG)
        return 0;
    for (size_t i = 0; i < NAMES; i++)
        read_log_in(&ways[i], (ls_slice){ (const char *)data, size });
    return 0;
}
