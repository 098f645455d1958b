/* SPDX-License-Identifier: MIT */
/*
 * The status-code database as a table, one line a row. A narrow page loses
 * columns from the right, never a row.
 */

#include "render/page.h"

#define GAP 2

/* A column: its head, and the text of a row in it. */
struct column {
    const char *head;
    const char *(*text)(const ls_code *row);
    size_t width;
};

static const char *name_of(const ls_code *row)
{
    return row->name;
}

static const char *origin_of(const ls_code *row)
{
    return row->origin;
}

static const char *who_of(const ls_code *row)
{
    return row->who;
}

static const char *standing_of(const ls_code *row)
{
    return row->standing;
}

static const char *spec_of(const ls_code *row)
{
    return row->spec;
}

static size_t widest(const struct column *column)
{
    size_t width = strlen(column->head);

    for (size_t i = 0; i < ls_code_count(); i++) {
        size_t len = strlen(column->text(ls_code_at(i)));

        width = len > width ? len : width;
    }
    return width;
}

/* How many of the columns fit; a name may be cut to let the origin in. */
static size_t fit_columns(struct column *columns, size_t count, size_t room)
{
    size_t used = strlen(" 404");
    size_t i;

    for (i = 0; i < count; i++)
        columns[i].width = widest(&columns[i]);
    if (used + 2 * GAP + columns[0].width + columns[1].width > room)
        columns[0].width = room - used - 2 * GAP - columns[1].width;
    for (i = 0; i < count; i++) {
        used += GAP + columns[i].width;
        if (used > room)
            break;
    }
    return i;
}

static void put_row(ls_page *page, const struct column *columns, size_t count,
                    const ls_code *row)
{
    size_t at = strlen(" 404");

    ls_page_to(page, 1);
    ls_page_style(page, row ? LS_STYLE_PLAIN : LS_STYLE_HEADING);
    ls_page_text(page, row ? ls_word_code(row->code).text : "CODE");
    for (size_t i = 0; i < count; i++) {
        ls_page_to(page, at + GAP);
        ls_page_cut_end(
            page, ls_slice_of(row ? columns[i].text(row) : columns[i].head),
            columns[i].width);
        at += GAP + columns[i].width;
    }
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

ls_status ls_render_codes(const ls_render_options *options, const ls_sink *sink)
{
    struct column columns[] = {
        { "NAME", name_of, 0 },   { "ORIGIN", origin_of, 0 },
        { "LOOK AT", who_of, 0 }, { "STANDING", standing_of, 0 },
        { "SOURCE", spec_of, 0 },
    };
    ls_page page;
    size_t count;

    ls_page_init(&page, options, sink);
    count = fit_columns(columns, sizeof(columns) / sizeof(columns[0]),
                        page.look.width - 1);
    put_row(&page, columns, count, NULL);
    for (size_t i = 0; i < ls_code_count(); i++)
        put_row(&page, columns, count, ls_code_at(i));
    return ls_page_finish(&page);
}
