/* SPDX-License-Identifier: MIT */
/*
 * What stands where on the screen: how much comes, as a line, a bar and a
 * curve; the codes, a row each; and what is known of the one that is chosen.
 */

#include "live/view.h"

#include "live/detail.h"
#include "live/pen.h"

#include <curses.h>
#include <string.h>

enum {
    HEAD = 4,    /* rows above the codes, the heading among them */
    FOOT = 1,    /* below all */
    NEEDED = 24, /* columns of a row without its name */
};

/* Rows for the codes; what is left is for the chosen one. */
static int list_height(const ls_view *view, size_t count)
{
    int rest = LINES - HEAD - FOOT;
    int list = rest > 9 ? rest / 2 : rest;

    if (view->is_open)
        list = 1;
    if (rest > 9 && (size_t)list > count)
        list = (int)count;
    return list > 0 ? list : 0;
}

int ls_view_page(const ls_view *view, size_t count)
{
    int page = list_height(view, count) - 1;

    return page > 0 ? page : 1;
}

static size_t place_of(const ls_view *view, const ls_live_row *rows,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].code == view->code)
            return i;
    return 0;
}

void ls_view_move(ls_view *view, const ls_live_row *rows, size_t count, int by)
{
    size_t place = place_of(view, rows, count);

    if (count == 0)
        return;
    if (by < 0)
        place -= (size_t)-by < place ? (size_t)-by : place;
    else
        place += (size_t)by;
    view->code = rows[place < count ? place : count - 1].code;
}

/* --- The head. */

static double share(uint64_t part, uint64_t all)
{
    return all ? (double)part / (double)all : 0;
}

static void draw_title(const ls_view *view, const ls_live_data *data)
{
    uint64_t window = ls_live_requests(data->window);
    uint64_t errors =
        data->window ? data->window->classes[LS_CLASS_5XX].requests : 0;
    double rate = data->seconds > 0 ? (double)window / data->seconds : 0;
    int at = ls_pen_text(LS_PEN_STRONG, 0, 0, COLS, "%.1f/s  5xx %.1f%%  ",
                         rate, 100 * share(errors, window));

    at += ls_pen_text(LS_PEN_PLAIN, 0, at, COLS - at, "last %.0f s  all %llu  ",
                      data->seconds,
                      (unsigned long long)ls_live_requests(data->total));
    if (view->is_paused)
        (void)ls_pen_text(LS_PEN_CHOSEN, 0, at, COLS - at, "paused");
    else
        (void)ls_pen_bytes(LS_PEN_FAINT, 0, at, COLS - at,
                           ls_slice_of(data->name));
}

/* Each class by its share of the row; one that came has a column. */
static void draw_classes(const ls_live_data *data)
{
    static const unsigned codes[LS_CLASS_COUNT] = { 100, 200, 300, 400,
                                                    500, 0,   999 };
    uint64_t all = ls_live_requests(data->window);
    int at = 0;

    for (size_t i = 0; i < LS_CLASS_COUNT && all; i++) {
        uint64_t part = data->window->classes[i].requests;
        int columns = (int)(share(part, all) * COLS + 0.5);

        if (part && columns == 0)
            columns = 1;
        if (columns > COLS - at)
            columns = COLS - at;
        ls_pen_bar(ls_pen_of(codes[i]), 1, at, columns);
        at += columns;
    }
}

/* What came in each step, of one code or all. */
static uint64_t at_step(const ls_live_data *data, size_t age, unsigned code)
{
    const ls_summary_code *found;

    if (age >= data->step_count)
        return 0;
    if (code == LS_VIEW_NONE)
        return ls_live_requests(data->steps[age]);
    found = ls_live_code(data->steps[age], code);
    return found ? found->requests : 0;
}

void ls_view_curve(const ls_live_data *data, unsigned code, int row)
{
    uint64_t most = 1;
    int count = (int)data->step_count < COLS ? (int)data->step_count : COLS;

    for (int i = 0; i < count; i++)
        if (at_step(data, (size_t)i, code) > most)
            most = at_step(data, (size_t)i, code);
    for (int i = 0; i < count; i++) {
        uint64_t requests = at_step(data, (size_t)(count - 1 - i), code);
        int eighth = (int)((requests * 8 + most - 1) / most);

        ls_pen_spark(code == LS_VIEW_NONE ? LS_PEN_PLAIN : ls_pen_of(code), row,
                     i, eighth);
    }
    (void)ls_pen_text(LS_PEN_FAINT, row, count + 1, COLS - count - 1,
                      "at most %llu in %.0f s", (unsigned long long)most,
                      data->step_seconds);
}

/* --- The codes. */

static void draw_heading(const ls_view *view)
{
    static const char *const orders[LS_LIVE_ORDERS] = {
        [LS_LIVE_BY_REQUESTS] = "requests",
        [LS_LIVE_BY_CHANGE] = "change",
        [LS_LIVE_BY_CODE] = "code",
    };

    (void)ls_pen_text(
        LS_PEN_FAINT, HEAD - 1, 0, COLS,
        "CODE     PER S  SHARE  CHANGE      TOTAL  NAME   (by %s%s%s)",
        orders[view->order], view->find[0] ? ", with " : "", view->find);
}

static void draw_change(ls_pen pen, int row, const ls_live_row *code)
{
    if (code->is_new)
        (void)ls_pen_text(pen, row, 23, 7, "    new");
    else if (code->change > 0)
        (void)ls_pen_text(pen, row, 23, 7,
                          code->change < 100 ? " x%5.2g" : " x%5.0f",
                          code->change);
}

static void draw_code(const ls_view *view, const ls_live_row *code, int row,
                      bool is_chosen)
{
    ls_pen pen = is_chosen ? LS_PEN_CHOSEN : LS_PEN_PLAIN;
    int at;

    (void)view;
    (void)ls_pen_text(is_chosen ? LS_PEN_CHOSEN : ls_pen_of(code->code), row, 0,
                      COLS, "%03u", code->code);
    at = 3 + ls_pen_text(pen, row, 3, COLS - 3,
                         " %9.2f %5.1f%%         %10llu  ", code->rate,
                         100 * code->share,
                         (unsigned long long)code->total->requests);
    draw_change(pen, row, code);
    (void)ls_pen_bytes(pen, row, at, COLS - at, ls_slice_of(code->name));
}

static void draw_list(ls_view *view, const ls_live_row *rows, size_t count,
                      size_t chosen)
{
    size_t height = (size_t)list_height(view, count);

    if (chosen < view->first)
        view->first = chosen;
    if (height && chosen >= view->first + height)
        view->first = chosen - height + 1;
    if (view->first >= count)
        view->first = 0;
    for (size_t i = 0; i < height && view->first + i < count; i++)
        draw_code(view, &rows[view->first + i], HEAD + (int)i,
                  view->first + i == chosen);
}

/* --- The foot, and help. */

static void draw_foot(const ls_view *view, const ls_live_data *data)
{
    int row = LINES - 1;

    if (view->is_finding)
        (void)ls_pen_text(LS_PEN_STRONG, row, 0, COLS - 1, "/%s", view->find);
    else if (data->message)
        (void)ls_pen_bytes(LS_PEN_WARN, row, 0, COLS - 1,
                           ls_slice_of(data->message));
    else
        (void)ls_pen_text(LS_PEN_FAINT, row, 0, COLS - 1,
                          "q quit  ? help  s sort  / find  p pause  + - time");
}

static void draw_help(void)
{
    static const char *const lines[] = {
        "up down j k        choose a code; PgUp PgDn g G",
        "Enter              all about it, and back",
        "s                  sort by requests, change, code",
        "/                  only codes that begin so, or are named so",
        "p or Space         pause, and go on",
        "+ -                a longer time, a shorter one",
        "q or Ctrl-C        end, with the report",
        "",
        "CHANGE is the share in the last fifth of the time",
        "by what it was before, where that is no chance.",
    };

    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
        (void)ls_pen_text(LS_PEN_PLAIN, (int)i + 1, 1, COLS - 1, "%s",
                          lines[i]);
}

void ls_view_draw(ls_view *view, const ls_live_data *data,
                  const ls_live_row *rows, size_t count)
{
    size_t chosen = place_of(view, rows, count);

    (void)erase();
    if (view->has_help) {
        draw_help();
        draw_foot(view, data);
        return;
    }
    draw_title(view, data);
    draw_classes(data);
    ls_view_curve(data, LS_VIEW_NONE, 2);
    draw_heading(view);
    if (count == 0)
        (void)ls_pen_text(LS_PEN_FAINT, HEAD, 0, COLS, "nothing has come yet");
    else {
        int below = HEAD + list_height(view, count);

        draw_list(view, rows, count, chosen);
        ls_detail_draw(data, &rows[chosen], below, LINES - FOOT);
    }
    draw_foot(view, data);
}
