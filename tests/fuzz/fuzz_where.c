/* SPDX-License-Identifier: MIT */
/*
 * The bytes are an expression of --where, or not: one that is taken is asked
 * about a record, and a mistake in one that is not stands inside of it.
 */

#include "fuzz/demand.h"
#include "fuzz/target.h"

#include <logstat/filter.h>

enum {
    MAX_TEXT = 4096
};

static ls_record make_record(void)
{
    ls_record record = { .has = LS_FIELDS_ALL, .code = 404, .bytes = 10 };

    for (int i = 0; i < LS_FIELD_COUNT; i++)
        record.text[i] = LS_SLICE("/a/b?c=1");
    return record;
}

static void ask(const ls_filter *filter)
{
    static ls_filter_tools *tools;
    ls_record record = make_record();
    ls_filter_answer answer;

    if (!tools)
        tools = ls_filter_tools_new(false);
    if (tools && ls_filter_ask(filter, tools, &record, &answer) == LS_OK)
        demand(answer <= LS_FILTER_UNDECIDED, "an answer that is none");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const ls_clock clock = { .now = 1774787400 };
    ls_slice text = { (const char *)data, size };
    ls_filter *filter = size > MAX_TEXT ? NULL : ls_filter_new();
    ls_error err = { 0 };
    ls_status status;

    if (!filter)
        return 0;
    status = ls_filter_where(filter, text, &clock, &err);
    if (status == LS_OK)
        ask(filter);
    else if (status == LS_ESYNTAX)
        demand(err.column && err.column <= size + 1 && err.message[0],
               "a mistake without a place");
    ls_filter_free(filter);
    return 0;
}
