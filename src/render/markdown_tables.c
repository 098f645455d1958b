/* SPDX-License-Identifier: MIT */
/* What has changed, methods, latency, and --by in the Markdown report. */

#include "render/markdown.h"

#include "render/change.h"
#include "render/drill.h"
#include "render/group_field.h"
#include "render/row_cell.h"
#include "render/row_order.h"

#include <stdlib.h>

static void put_change(ls_markdown *md, const ls_change *change)
{
    ls_markdown_put(md, "| ");
    ls_markdown_put(md, ls_change_name(change).text);
    ls_markdown_put(md, " | ");
    ls_write_html_string(&md->out,
                         ls_word_share(change->now, change->of_now).text);
    ls_markdown_put(md, " | ");
    ls_write_html_string(&md->out,
                         ls_word_share(change->before, change->of_before).text);
    ls_markdown_put(md, " | ");
    ls_write_html_string(&md->out, ls_change_word(change).text);
    ls_markdown_put(md, " |\n");
}

static void put_changes(ls_markdown *md, const ls_change *changes, size_t count)
{
    bool any = false;

    for (size_t i = 0; i < count; i++)
        any = any || changes[i].is_real;
    ls_markdown_put(md, any ? "| | now | before | |\n|---|---:|---:|---|\n"
                            : "Nothing differs by much, or more than by "
                              "chance.\n");
    for (size_t i = 0; i < count; i++)
        if (changes[i].is_real)
            put_change(md, &changes[i]);
}

ls_status ls_markdown_changes(ls_markdown *md)
{
    const ls_baseline *baseline = md->look.baseline;
    ls_change *changes;
    size_t count;

    if (!baseline)
        return LS_OK;
    if (ls_compare(md->summary, baseline->summary, &changes, &count) != LS_OK)
        return LS_ENOMEM;
    ls_markdown_put(md, "\n## Compared with ");
    ls_write_markdown_string(&md->out, baseline->name);
    ls_markdown_put(md, "\n\n");
    put_changes(md, changes, count);
    free(changes);
    return LS_OK;
}

static void put_methods(ls_markdown *md)
{
    const ls_summary *summary = md->summary;

    ls_markdown_put(
        md, "\n## Methods\n\n| method | requests | share |\n|---|---:|---:|\n");
    for (size_t i = 0; i < summary->method_count; i++) {
        const ls_summary_method *method = &summary->methods[i];

        ls_markdown_put(md, "| ");
        ls_write_markdown_string(&md->out, method->method
                                               ? ls_method_name(method->method)
                                               : "no method");
        ls_markdown_put(md, " | ");
        ls_markdown_count(md, method->requests);
        ls_markdown_put(md, " | ");
        ls_markdown_share(md, method->requests);
        ls_markdown_put(md, " |\n");
    }
}

static void put_latency(ls_markdown *md)
{
    const ls_summary *summary = md->summary;

    if (summary->duration.count == 0)
        return;
    ls_markdown_put(md, "\n## Latency\n\n"
                        "| class | requests | p50 | p90 | p95 | p99 | max |\n"
                        "|---|---:|---:|---:|---:|---:|---:|\n");
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        const ls_summary_duration *duration = &summary->classes[c].duration;

        if (duration->count == 0)
            continue;
        ls_markdown_put(md, "| ");
        ls_markdown_put(md, ls_class_label(c));
        ls_markdown_put(md, " | ");
        ls_markdown_count(md, duration->count);
        for (ls_percentile p = 0; p < LS_PERCENTILES; p++) {
            ls_markdown_put(md, " | ");
            ls_markdown_put(md, ls_word_duration(duration->at[p]).text);
        }
        ls_markdown_put(md, " |\n");
    }
}

static void put_row(ls_markdown *md, const ls_summary_group *group,
                    const ls_summary_row *row)
{
    uint64_t known = row->requests - row->over;

    ls_markdown_put(md, "| ");
    for (size_t i = 0; i < group->value_count; i++) {
        ls_markdown_data(md, row->values[i]);
        ls_markdown_put(md, " | ");
    }
    ls_markdown_put(md, row->over ? "at most " : "");
    ls_markdown_count(md, row->requests);
    ls_markdown_put(md, " | ");
    ls_markdown_count(md, row->classes[LS_CLASS_4XX]);
    ls_markdown_put(md, " | ");
    ls_markdown_count(md, row->classes[LS_CLASS_5XX]);
    ls_markdown_put(md, " | ");
    ls_write_html_string(&md->out,
                         ls_word_share(row->classes[LS_CLASS_5XX], known).text);
    if (ls_group_has_worst(group)) {
        ls_markdown_put(md, " | ");
        ls_markdown_put(md, ls_row_worst_word(row).text);
    }
    if (ls_group_has_durations(group)) {
        ls_markdown_put(md, " | ");
        ls_markdown_put(md, ls_row_p95(row).text);
    }
    ls_markdown_put(md, " |\n");
}

static void put_group(ls_markdown *md, const ls_summary_group *group)
{
    size_t top = ls_group_shown(group, md->look.top);
    bool has_worst = ls_group_has_worst(group);
    bool has_durations = ls_group_has_durations(group);
    const ls_summary_row *row = NULL;

    ls_markdown_put(md, "\n## By ");
    ls_write_markdown_string(&md->out, group->by);
    ls_markdown_put(md, "\n\n| ");
    for (size_t i = 0; i < group->value_count; i++) {
        ls_markdown_data(md, ls_group_field(group, i));
        ls_markdown_put(md, " | ");
    }
    ls_markdown_put(md, "requests | 4xx | 5xx | 5xx rate |");
    ls_markdown_put(md, has_worst ? " worst |" : "");
    ls_markdown_put(md, has_durations ? " p95 |\n|" : "\n|");
    for (size_t i = 0; i < group->value_count; i++)
        ls_markdown_put(md, "---|");
    ls_markdown_put(md, "---:|---:|---:|---:|");
    ls_markdown_put(md, has_worst ? "---:|" : "");
    ls_markdown_put(md, has_durations ? "---:|\n" : "\n");
    for (size_t i = 0; i < top; i++) {
        row = ls_row_next(group, md->look.sort, row);
        put_row(md, group, row);
    }
}

void ls_markdown_tables(ls_markdown *md)
{
    const ls_summary *summary = md->summary;

    put_methods(md);
    put_latency(md);
    for (size_t i = 0; i < summary->group_count; i++)
        if (!ls_drill_takes(&md->look, &summary->groups[i]))
            put_group(md, &summary->groups[i]);
}
