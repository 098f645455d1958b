/* SPDX-License-Identifier: MIT */
/* The view as a whole: taking over the terminal, its keys, and giving it back.
 */

#include "live/live.h"

#include "live/pen.h"
#include "live/rescue.h"
#include "live/view.h"

#include <curses.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

struct ls_live {
    SCREEN *screen;
    FILE *output;
    FILE *input;
    ls_view view;
    ls_live_row rows[LS_LIVE_ROWS];
    size_t count;
};

static FILE *open_copy(int descriptor, const char *mode)
{
    int copy = dup(descriptor);
    FILE *file = copy >= 0 ? fdopen(copy, mode) : NULL;

    if (!file && copy >= 0)
        (void)close(copy);
    return file;
}

static void close_files(ls_live *live)
{
    if (live->output)
        (void)fclose(live->output);
    if (live->input)
        (void)fclose(live->input);
    free(live);
}

/* What a string of the terminal's description is; NULL: it has none. */
static const char *capability(const char *name)
{
    const char *text = tigetstr(name);

    return (intptr_t)text == -1 ? NULL : text;
}

static void take_over(const ls_live_look *look)
{
    (void)cbreak();
    (void)noecho();
    (void)nonl();
    (void)curs_set(0);
    (void)keypad(stdscr, true);
    (void)nodelay(stdscr, true);
    (void)set_escdelay(50);
    ls_pen_init(look);
}

/* What brings the terminal back, should the program crash. */
static void arm(void)
{
    const char *const texts[] = {
        capability("sgr0"),
        capability("cnorm"),
        capability("rmkx"),
        capability("rmcup"),
    };

    ls_rescue_arm(texts, sizeof(texts) / sizeof(texts[0]));
}

ls_live *ls_live_open(int output, int input, const ls_live_look *look)
{
    ls_live *live = calloc(1, sizeof(*live));

    if (!live)
        return NULL;
    live->view.code = LS_VIEW_NONE;
    live->output = open_copy(output, "w");
    live->input = open_copy(input, "r");
    ls_rescue_note(output);
    if (live->output && live->input)
        live->screen = newterm(NULL, live->output, live->input);
    if (!live->screen || !capability("cup")) {
        if (live->screen) {
            (void)endwin();
            delscreen(live->screen);
        }
        close_files(live);
        return NULL;
    }
    arm();
    take_over(look);
    return live;
}

void ls_live_close(ls_live *live)
{
    if (!live)
        return;
    (void)endwin();
    ls_rescue_disarm();
    delscreen(live->screen);
    close_files(live);
}

void ls_live_show(ls_live *live, const ls_live_data *data)
{
    ls_view *view = &live->view;

    live->count = ls_live_rows(data, view->order, view->find, live->rows);
    ls_view_draw(view, data, live->rows, live->count);
    (void)refresh();
}

bool ls_live_is_paused(const ls_live *live)
{
    return live->view.is_paused;
}

/* --- Keys. */

/* What is typed after a slash; whether the key was for that. */
static bool type(ls_view *view, int key)
{
    size_t len = strlen(view->find);

    if (!view->is_finding)
        return false;
    if (key == '\r' || key == '\n' || key == KEY_ENTER)
        view->is_finding = false;
    else if (key == 27) {
        view->is_finding = false;
        view->find[0] = '\0';
    } else if ((key == KEY_BACKSPACE || key == 127 || key == '\b') && len)
        view->find[len - 1] = '\0';
    else if (key >= ' ' && key <= '~' && len + 1 < sizeof(view->find)) {
        view->find[len] = (char)key;
        view->find[len + 1] = '\0';
    }
    return true;
}

/* How far a key moves; 0: it does not. */
static int steps_of(const ls_live *live, int key)
{
    switch (key) {
    case KEY_UP:
    case 'k':
        return -1;
    case KEY_DOWN:
    case 'j':
        return 1;
    case KEY_PPAGE:
        return -ls_view_page(&live->view, live->count);
    case KEY_NPAGE:
        return ls_view_page(&live->view, live->count);
    case KEY_HOME:
    case 'g':
        return -LS_LIVE_ROWS;
    case KEY_END:
    case 'G':
        return LS_LIVE_ROWS;
    default:
        return 0;
    }
}

/* Keys that change what is shown. */
static void change(ls_view *view, int key)
{
    switch (key) {
    case 's':
        view->order = (view->order + 1) % LS_LIVE_ORDERS;
        break;
    case 'p':
    case ' ':
        view->is_paused = !view->is_paused;
        break;
    case '/':
        view->is_finding = true;
        view->find[0] = '\0';
        break;
    case '\r':
    case '\n':
    case KEY_ENTER:
    case KEY_RIGHT:
    case KEY_LEFT:
    case 'l':
    case 'h':
        view->is_open = !view->is_open;
        break;
    case 27:
        view->find[0] = '\0';
        view->is_open = false;
        break;
    default:
        break;
    }
}

ls_live_wish ls_live_key(ls_live *live)
{
    ls_view *view = &live->view;
    int key = getch();
    int by;

    if (key == ERR)
        return LS_LIVE_NOTHING;
    if (type(view, key))
        return LS_LIVE_REDRAW;
    by = steps_of(live, key);
    view->has_help = key == '?' && !view->has_help;
    if (by)
        ls_view_move(view, live->rows, live->count, by);
    else
        change(view, key);
    switch (key) {
    case 'q':
        return LS_LIVE_QUIT;
    case '-':
        return LS_LIVE_NARROW;
    case '+':
    case '=':
        return LS_LIVE_WIDEN;
    default:
        return LS_LIVE_REDRAW;
    }
}
