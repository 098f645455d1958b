/* SPDX-License-Identifier: MIT */
/* The codes in the Markdown report, and what is known of each error. */

#include "render/markdown.h"

#include "render/causes.h"
#include "render/drill.h"
#include "render/sent_by.h"

enum {
    PATHS = 3
};

static void put_code_row(ls_markdown *md, const ls_summary_code *code)
{
    ls_markdown_put(md, "| ");
    ls_write_markdown_string(&md->out, ls_word_code(code->code).text);
    ls_markdown_put(md, " | ");
    ls_markdown_put(md, ls_summary_code_text(code)->name);
    ls_markdown_put(md, " | ");
    ls_markdown_count(md, code->requests);
    ls_markdown_put(md, " | ");
    ls_markdown_share(md, code->requests);
    ls_markdown_put(md, " |\n");
}

/* --- What is known of an error. */

static void put_senders(ls_markdown *md, const ls_summary_code *code)
{
    ls_sent_by senders[LS_SENDER_COUNT];
    size_t count = ls_sent_by_of(md->summary, code, senders);

    for (size_t i = 0; i < count; i++) {
        ls_markdown_put(md, i ? "; " : "\nSent by: ");
        ls_write_markdown_string(&md->out, senders[i].name.text);
        if (senders[i].requests == code->requests)
            continue;
        ls_markdown_put(md, " (");
        ls_markdown_count(md, senders[i].requests);
        ls_markdown_put(md, ")");
    }
    ls_markdown_put(md, count ? ".\n" : "");
}

static void put_substatus(ls_markdown *md, const ls_summary_code *code,
                          const ls_summary_substatus *sub)
{
    const ls_substatus *known = ls_substatus_find(code->code, sub->substatus);

    ls_markdown_put(md, "| ");
    ls_markdown_count(md, sub->requests);
    ls_markdown_put(md, " | ");
    ls_write_markdown_string(&md->out, ls_word_code(code->code).text);
    ls_markdown_put(md, ".");
    ls_write_number(&md->out, sub->substatus);
    ls_markdown_put(md, " ");
    ls_markdown_data(md, ls_slice_of(known ? known->name : ""));
    ls_markdown_put(md, " |\n");
}

static void put_substatuses(ls_markdown *md, const ls_summary_code *code)
{
    size_t top = md->look.top ? md->look.top : LS_SUBSTATUSES;
    const ls_summary_substatus *sub = NULL;

    if (!ls_has_substatuses(code))
        return;
    ls_markdown_put(md, "\n| requests | sub-status |\n|---:|---|\n");
    for (size_t i = 0; i < top; i++) {
        sub = ls_substatus_next(code, sub);
        if (!sub)
            return;
        put_substatus(md, code, sub);
    }
    if (code->substatus_count > top) {
        ls_markdown_put(md, "\nand ");
        ls_markdown_count(md, code->substatus_count - top);
        ls_markdown_put(md, " more\n");
    }
}

static void put_count(ls_markdown *md, uint64_t requests, uint64_t over)
{
    ls_markdown_put(md, over ? "| at most " : "| ");
    ls_markdown_count(md, requests);
    ls_markdown_put(md, " | ");
}

static void put_paths(ls_markdown *md, const ls_summary_code *code)
{
    size_t usual = md->look.drill ? md->look.drill : PATHS;
    size_t top = md->look.top ? md->look.top : usual;

    if (code->path_count)
        ls_markdown_put(md, "\n| requests | path |\n|---:|---|\n");
    for (size_t i = 0; i < code->path_count && i < top; i++) {
        put_count(md, code->paths[i].requests, code->paths[i].over);
        ls_markdown_data(md, code->paths[i].path);
        ls_markdown_put(md, " |\n");
    }
}

/* The rows of the error in a group of --drill, if it is one and has some. */
static void put_drilled(ls_markdown *md, const ls_summary_group *group,
                        const ls_summary_code *code)
{
    const char *field = ls_drill_field(&md->look, group);
    const ls_summary_row *row = ls_drill_next(group, code, NULL);

    if (!field || !row)
        return;
    ls_markdown_put(md, "\n| requests | ");
    ls_write_markdown_string(&md->out, field);
    ls_markdown_put(md, " |\n|---:|---|\n");
    for (size_t i = 0; row && i < md->look.drill; i++) {
        put_count(md, row->requests, row->over);
        ls_markdown_data(md, row->values[1].len ? row->values[1]
                                                : LS_SLICE("(empty)"));
        ls_markdown_put(md, " |\n");
        row = ls_drill_next(group, code, row);
    }
}

static void put_text(ls_markdown *md, const ls_code *text)
{
    ls_markdown_put(md, text->meaning);
    ls_markdown_put(md, "\nCheck: ");
    /* Some texts begin with that word. */
    ls_markdown_put(md, text->check +
                            (strncmp(text->check, "Check ", 6) == 0 ? 6 : 0));
    ls_markdown_put(md, "\n");
}

static void put_detail(ls_markdown *md, const ls_summary_code *code)
{
    const ls_code *text = ls_summary_code_text(code);

    ls_markdown_put(md, "\n### ");
    ls_write_markdown_string(&md->out, ls_word_code(code->code).text);
    ls_markdown_put(md, " ");
    ls_markdown_put(md, text->name);
    ls_markdown_put(md, "\n\n");
    if (!md->look.brief)
        put_text(md, text);
    put_senders(md, code);
    put_substatuses(md, code);
    put_paths(md, code);
    for (size_t i = 0; i < md->summary->group_count; i++)
        put_drilled(md, &md->summary->groups[i], code);
}

void ls_markdown_codes(ls_markdown *md)
{
    const ls_summary *summary = md->summary;

    ls_markdown_put(
        md,
        "\n## Codes\n\n| code | | requests | share |\n|---|---|---:|---:|\n");
    for (size_t i = 0; i < summary->code_count; i++)
        put_code_row(md, &summary->codes[i]);
    if (md->look.brief && md->look.drill == 0)
        return;
    for (size_t i = 0; i < summary->code_count; i++)
        if (ls_class_of(summary->codes[i].code) >= LS_CLASS_4XX)
            put_detail(md, &summary->codes[i]);
}
