/* SPDX-License-Identifier: MIT */
/* The short cut is taken out of a plan, where it is a pointer like any other.
 */

#include "property/twins.h"

#include "parse/shortcut.h"
#include "property/records.h"

static void remove_short_cuts(ls_plans *plans)
{
    for (size_t i = 0; i < plans->count; i++) {
        ls_short_cut_free(plans->items[i].short_cut);
        plans->items[i].short_cut = NULL;
    }
}

bool twins_init(twins *pair, const ls_formats *formats, const ls_format *format,
                ls_fields wanted)
{
    ls_found found = { .format = format };

    *pair = (twins){ 0 };
    for (size_t i = 0; i < 2; i++) {
        if (ls_plans_init(&pair->plans[i], formats, &found, wanted) != LS_OK)
            return false;
        if (i == 1)
            remove_short_cuts(&pair->plans[i]);
        pair->readers[i] = ls_reader_new(&pair->plans[i], 0, false);
        if (!pair->readers[i])
            return false;
    }
    return true;
}

void twins_release(twins *pair)
{
    for (size_t i = 0; i < 2; i++) {
        ls_reader_free(pair->readers[i]);
        ls_plans_release(&pair->plans[i]);
    }
}

const char *twins_difference(twins *pair, ls_slice line)
{
    ls_record records[2] = { { 0 }, { 0 } };
    ls_line_kind kinds[2];

    for (size_t i = 0; i < 2; i++)
        if (ls_reader_read(pair->readers[i], line, &records[i], &kinds[i]) !=
            LS_OK)
            return "there is no memory";
    if (kinds[0] != kinds[1])
        return "what the line is";
    return is_record(kinds[0]) ? record_difference(&records[0], &records[1])
                               : NULL;
}

const char *twins_differ_on(twins *pair, ls_slice text)
{
    const char *problem = NULL;
    ls_slice line = text;

    while (!problem && ls_slice_cut(&text, '\n', &line)) {
        problem = twins_difference(pair, line);
        line = text;
    }
    return problem ? problem : twins_difference(pair, line);
}
