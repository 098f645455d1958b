/* SPDX-License-Identifier: MIT */
/*
 * Requests by the values of fields, in the text report: a table a group, the
 * numbers first, for values are of any length. On a narrow page the columns
 * that say least are left out, but not the one that rows are sorted by.
 */

#include "render/drill.h"
#include "render/row_cell.h"
#include "render/row_order.h"
#include "render/text.h"

#include <stdio.h>

enum {
    GAP = 2,
    VALUE_MIN = 24 /* columns that each value gets, if they need them */
};

/* The columns of numbers, in their order. */
enum column {
    REQUESTS,
    SHARE,
    CLASSES, /* one each */
    RATE = CLASSES + LS_CLASS_COUNT,
    WORST,
    P95,
    BYTES,
    COLUMNS
};

/* The order in which columns go where there is no room. */
static const enum column leave[] = {
    BYTES,
    CLASSES + LS_CLASS_1XX,
    CLASSES + LS_CLASS_2XX,
    CLASSES + LS_CLASS_3XX,
    SHARE,
    CLASSES + LS_CLASS_OTHER,
    CLASSES + LS_CLASS_NONE,
    P95,
    WORST,
    RATE,
};

struct table {
    ls_report *report;
    const ls_summary_group *group;
    size_t rows;            /* that are shown */
    size_t widths[COLUMNS]; /* 0: not shown */
    size_t value_widths[LS_GROUP_FIELDS];
    uint64_t shown; /* requests in these rows */
    uint64_t over;  /* the most that a count in them may be too high */
};

static uint64_t errors_of(const ls_summary_row *row)
{
    return row->classes[LS_CLASS_5XX];
}

static uint64_t known(const ls_summary_row *row)
{
    return row->requests - row->over;
}

/* --- What stands in the columns. */

static const char *head_of(enum column column)
{
    if (column >= CLASSES && column < RATE)
        return ls_class_label((ls_class)(column - CLASSES));
    switch (column) {
    case REQUESTS:
        return "REQUESTS";
    case SHARE:
        return "SHARE";
    case RATE:
        return "5xx RATE";
    case WORST:
        return "WORST";
    case P95:
        return "P95";
    default:
        return "BYTES";
    }
}

/* "<=1,218" if it may be less. */
static ls_word bound(const ls_summary_row *row)
{
    ls_word count = ls_word_count(row->requests);
    ls_word word;

    if (row->over == 0)
        return count;
    (void)snprintf(word.text, sizeof(word.text), "<=%.60s", count.text);
    return word;
}

static ls_word cell_of(const struct table *table, const ls_summary_row *row,
                       enum column column)
{
    if (column >= CLASSES && column < RATE)
        return ls_word_count(row->classes[column - CLASSES]);
    switch (column) {
    case REQUESTS:
        return bound(row);
    case SHARE:
        return ls_word_share(row->requests,
                             table->report->summary->lines.counted);
    case RATE:
        return ls_word_share(errors_of(row), known(row));
    case WORST:
        return ls_row_worst_word(row);
    case P95:
        return ls_row_p95(row);
    default:
        return row->bytes ? ls_word_bytes(row->bytes) : ls_word_count(0);
    }
}

/* Whether a column says anything of a row. */
static bool says(const ls_summary_row *row, enum column column)
{
    if (column >= CLASSES && column < RATE)
        return row->classes[column - CLASSES] != 0;
    if (column == RATE)
        return errors_of(row) != 0;
    if (column == WORST)
        return ls_row_worst(row) != 0;
    if (column == P95)
        return row->duration.count != 0;
    return column != BYTES || row->bytes != 0;
}

static ls_style style_of(const ls_summary_row *row, enum column column)
{
    if (column == RATE)
        return errors_of(row) ? LS_STYLE_ERROR : LS_STYLE_PLAIN;
    if (column == WORST && says(row, column))
        return ls_style_of(ls_class_of(ls_row_worst(row)));
    if (column < CLASSES || column > RATE || !says(row, column))
        return LS_STYLE_PLAIN;
    return ls_style_of((ls_class)(column - CLASSES));
}

/* --- Where they stand. */

static void widen(size_t *width, size_t least)
{
    if (*width < least)
        *width = least;
}

static void measure_row(struct table *table, const ls_summary_row *row)
{
    const ls_page *page = &table->report->page;

    for (enum column c = 0; c < COLUMNS; c++)
        if (says(row, c)) {
            widen(&table->widths[c], strlen(head_of(c)));
            widen(&table->widths[c], strlen(cell_of(table, row, c).text));
        }
    for (size_t i = 0; i < table->group->value_count; i++)
        widen(&table->value_widths[i],
              ls_glyph_width(row->values[i], page->escape));
    table->shown += row->requests;
    if (row->over > table->over)
        table->over = row->over;
}

/* Where the values begin. */
static size_t values_start(const struct table *table)
{
    size_t start = 1;

    for (enum column c = 0; c < COLUMNS; c++)
        if (table->widths[c])
            start += table->widths[c] + GAP;
    return start;
}

/* How wide the values have to be. */
static size_t values_need(const struct table *table)
{
    size_t count = table->group->value_count;
    size_t most = count * VALUE_MIN + (count - 1) * GAP;
    size_t need = 0;

    for (size_t i = 0; i < count; i++)
        need += table->value_widths[i] + (i ? GAP : 0);
    return need < most ? need : most;
}

/* The column that rows are sorted by, if it is one of those that may go. */
static enum column sorted_by(ls_sort sort)
{
    switch (sort) {
    case LS_SORT_RATE:
        return RATE;
    case LS_SORT_P95:
        return P95;
    case LS_SORT_BYTES:
        return BYTES;
    default:
        return REQUESTS;
    }
}

/* Leaves columns out until there is room. */
static void narrow(struct table *table)
{
    const ls_render_options *look = &table->report->page.look;

    for (size_t i = 0; i < sizeof(leave) / sizeof(leave[0]) &&
                       values_start(table) + values_need(table) > look->width;
         i++)
        if (leave[i] != sorted_by(look->sort))
            table->widths[leave[i]] = 0;
}

static void measure(struct table *table)
{
    const ls_render_options *look = &table->report->page.look;
    size_t most = ls_group_shown(table->group, look->top);
    const ls_summary_row *row = NULL;

    while (table->rows < most &&
           (row = ls_row_next(table->group, look->sort, row)) != NULL) {
        measure_row(table, row);
        table->rows++;
    }
    narrow(table);
}

/* --- The table. */

static void put_title(const struct table *table)
{
    ls_page *page = &table->report->page;
    char title[80] = "BY ";
    size_t len = strlen(title);

    for (const char *at = table->group->by; *at && len + 3 < sizeof(title);
         at++) {
        title[len] = *at;
        if (*at >= 'a' && *at <= 'z')
            title[len] = (char)(*at - 'a' + 'A');
        len++;
        if (*at == ',')
            title[len++] = ' ';
    }
    ls_page_heading(page, title);
    ls_page_newline(page);
}

static void put_heads(const struct table *table)
{
    ls_page *page = &table->report->page;
    size_t end = 1;

    ls_page_style(page, LS_STYLE_HEADING);
    for (enum column c = 0; c < COLUMNS; c++) {
        if (table->widths[c] == 0)
            continue;
        end += table->widths[c];
        ls_page_right(page, head_of(c), end);
        end += GAP;
    }
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

static void put_values(const struct table *table, const ls_summary_row *row)
{
    ls_page *page = &table->report->page;
    size_t start = values_start(table);
    size_t width = page->look.width > start ? page->look.width - start : 1;
    size_t first = table->value_widths[0];

    if (table->group->value_count > 1) {
        size_t second = table->value_widths[1] + GAP;
        size_t most = second < width / 2 ? width - second : width / 2;

        if (first > most)
            first = most;
        ls_page_cut(page, row->values[0], first);
        ls_page_to(page, start + first + GAP);
        width -= first + GAP;
        ls_page_cut(page, row->values[1], width);
    } else if (row->values[0].len) {
        ls_page_cut(page, row->values[0], width);
    } else {
        ls_page_text(page, "(empty)");
    }
}

static void put_row(const struct table *table, const ls_summary_row *row)
{
    ls_page *page = &table->report->page;
    size_t end = 1;

    for (enum column c = 0; c < COLUMNS; c++) {
        if (table->widths[c] == 0)
            continue;
        end += table->widths[c];
        ls_page_style(page, style_of(row, c));
        ls_page_right(page, cell_of(table, row, c).text, end);
        ls_page_style(page, LS_STYLE_PLAIN);
        end += GAP;
    }
    ls_page_to(page, end);
    put_values(table, row);
    ls_page_newline(page);
}

/* One number and what it is of, under the numbers of the table. */
static void put_rest(const struct table *table, uint64_t requests,
                     const char *words)
{
    ls_page *page = &table->report->page;
    size_t left = 1 + table->widths[REQUESTS] + GAP;

    ls_page_right(page, ls_word_count(requests).text,
                  1 + table->widths[REQUESTS]);
    ls_page_to(page, left);
    ls_page_style(page, LS_STYLE_DIM);
    ls_page_wrap(page, ls_slice_of(words), left);
    ls_page_style(page, LS_STYLE_PLAIN);
    ls_page_newline(page);
}

/* Whether it was asked for some classes, as in "errors:path": all other
   requests are none of these. */
static bool is_of_some(const ls_summary_group *group)
{
    return strchr(group->by, ':') != NULL;
}

static void put_foot(const struct table *table)
{
    const ls_summary_group *group = table->group;
    uint64_t counted = table->report->summary->lines.counted;

    if (group->requests > table->shown)
        put_rest(table, group->requests - table->shown, "of all others");
    if (counted > group->requests && !is_of_some(group))
        put_rest(table, counted - group->requests,
                 "requests do not say, or have none");
    if (table->over)
        put_rest(table, table->over,
                 "is what a count above may be too high by: too many values");
}

void ls_report_groups(ls_report *report)
{
    for (size_t i = 0; i < report->summary->group_count; i++) {
        struct table table = { .report = report,
                               .group = &report->summary->groups[i] };
        const ls_summary_row *row = NULL;

        if (ls_drill_takes(&report->page.look, table.group))
            continue;
        measure(&table);
        widen(&table.widths[REQUESTS], strlen(head_of(REQUESTS)));
        put_title(&table);
        put_heads(&table);
        for (size_t r = 0; r < table.rows; r++) {
            row = ls_row_next(table.group, report->page.look.sort, row);
            put_row(&table, row);
        }
        put_foot(&table);
    }
}
