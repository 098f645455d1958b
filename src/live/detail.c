/* SPDX-License-Identifier: MIT */
/*
 * One code: how it came, what it means and what to check, and which paths,
 * clients and sites have most of it.
 */

#include "live/detail.h"

#include "live/pen.h"

#include <curses.h>
#include <stdio.h>
#include <string.h>

/* Where drawing has come to. */
struct place {
    int row;
    int end;
};

/* The bytes of `words` that fit a row, up to a blank. */
static size_t fitting(ls_slice words)
{
    size_t room = COLS > 2 ? (size_t)COLS - 2 : 1;
    size_t len = words.len < room ? words.len : room;

    if (len == words.len)
        return len;
    while (len && words.ptr[len] != ' ')
        len--;
    return len ? len : room;
}

/* Sentences, as many rows as there is room for. */
static void draw_words(struct place *place, ls_pen pen, const char *text)
{
    ls_slice words = ls_slice_of(text);

    while (words.len && place->row < place->end) {
        size_t len = fitting(words);

        (void)ls_pen_bytes(pen, place->row++, 1, COLS - 1,
                           ls_slice_head(words, len));
        words = ls_slice_trim(ls_slice_skip(words, len));
    }
}

/* One value with its requests. */
static void draw_value(struct place *place, uint64_t requests, ls_slice value)
{
    int at;

    if (place->row >= place->end)
        return;
    at = ls_pen_text(LS_PEN_STRONG, place->row, 1, COLS - 1, "%10llu  ",
                     (unsigned long long)requests);
    (void)ls_pen_bytes(LS_PEN_PLAIN, place->row, at + 1, COLS - at - 1, value);
    place->row++;
}

static void draw_paths(struct place *place, const ls_summary_code *code,
                       size_t most)
{
    for (size_t i = 0; code && i < code->path_count && i < most; i++) {
        if (i == 0 && place->row < place->end)
            (void)ls_pen_text(LS_PEN_FAINT, place->row++, 1, COLS - 1, "PATHS");
        draw_value(place, code->paths[i].requests, code->paths[i].path);
    }
}

/* What came last. */
static void draw_newest(struct place *place, const ls_newest *newest,
                        unsigned code, size_t most)
{
    const ls_newest_line *line;

    for (size_t i = 0;
         i < most && (line = ls_newest_at(newest, code, i)) != NULL; i++) {
        if (i == 0 && place->row < place->end)
            (void)ls_pen_text(LS_PEN_FAINT, place->row++, 1, COLS - 1,
                              "NEWEST");
        if (place->row < place->end)
            (void)ls_pen_bytes(LS_PEN_PLAIN, place->row++, 1, COLS - 1,
                               (ls_slice){ line->text, line->len });
    }
}

/* The rows of a group that are the code's: "errors:status,client". */
static void draw_group(struct place *place, const ls_summary_group *group,
                       unsigned code, size_t most)
{
    const char *field = strrchr(group->by, ',');
    char number[16];
    size_t count = 0;

    (void)snprintf(number, sizeof(number), "%u", code);
    for (size_t i = 0; i < group->row_count && count < most; i++) {
        const ls_summary_row *row = &group->rows[i];

        if (!ls_slice_is(row->values[0], number))
            continue;
        if (count++ == 0 && place->row < place->end)
            (void)ls_pen_text(LS_PEN_FAINT, place->row++, 1, COLS - 1, "BY %s",
                              field ? field + 1 : group->by);
        draw_value(place, row->requests, row->values[1]);
    }
}

static void draw_groups(struct place *place, const ls_summary *window,
                        unsigned code, size_t most)
{
    for (size_t i = 0; window && i < window->group_count; i++) {
        const ls_summary_group *group = &window->groups[i];

        if (group->value_count == 2 &&
            strncmp(group->by, "errors:status,", strlen("errors:status,")) == 0)
            draw_group(place, group, code, most);
    }
}

/* How it has changed, and for how long that has been so. */
static void draw_change(struct place *place, const ls_live_row *code)
{
    const char *unit = code->since < 120 ? "s" : "min";
    double since = code->since < 120 ? code->since : code->since / 60;

    if (code->since <= 0 || place->row >= place->end)
        return;
    if (code->is_new)
        (void)ls_pen_text(LS_PEN_STRONG, place->row++, 1, COLS - 1,
                          "New, for about %.0f %s", since, unit);
    else
        (void)ls_pen_text(LS_PEN_STRONG, place->row++, 1, COLS - 1,
                          "%.*f times its share before, for about %.0f %s",
                          code->change < 10 ? 1 : 0, code->change, since, unit);
}

void ls_detail_draw(const ls_live_data *data, const ls_live_row *code, int row,
                    int end)
{
    struct place place = { row, end };
    const ls_code *text = ls_summary_code_text(code->total);
    size_t most = end - row > 16 ? 5 : 2;

    if (place.row + 1 >= place.end)
        return;
    ls_view_curve(data, code->code, place.row++);
    draw_change(&place, code);
    draw_words(&place, LS_PEN_PLAIN, text->meaning);
    if (text->check)
        draw_words(&place, LS_PEN_FAINT, text->check);
    draw_paths(&place, code->window, most);
    draw_newest(&place, data->newest, code->code, most);
    draw_groups(&place, data->window, code->code, most);
}
