/* SPDX-License-Identifier: MIT */
/*
 * A crash leaves the terminal as it was. The handler only writes and sets what
 * was noted before, for nothing else can be relied on by then.
 */

#include "live/rescue.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios before;
static int descriptor = -1;
static char text[512];
static size_t text_len;

static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

enum {
    CRASHES = sizeof(crashes) / sizeof(crashes[0])
};

static void rescue(int number)
{
    if (descriptor >= 0) {
        (void)!write(descriptor, text, text_len);
        (void)tcsetattr(descriptor, TCSANOW, &before);
    }
    (void)raise(number); /* which now does what it does by default */
}

static void set_all(const struct sigaction *action)
{
    for (size_t i = 0; i < CRASHES; i++)
        (void)sigaction(crashes[i], action, NULL);
}

void ls_rescue_note(int terminal)
{
    descriptor = tcgetattr(terminal, &before) == 0 ? terminal : -1;
}

void ls_rescue_arm(const char *const *texts, size_t count)
{
    const struct sigaction action = {
        .sa_handler = rescue,
        .sa_flags = (int)SA_RESETHAND,
    };

    text_len = 0;
    for (size_t i = 0; i < count; i++) {
        size_t len = texts[i] ? strlen(texts[i]) : 0;

        if (len > sizeof(text) - text_len)
            continue;
        if (len)
            memcpy(text + text_len, texts[i], len);
        text_len += len;
    }
    set_all(&action);
}

void ls_rescue_disarm(void)
{
    const struct sigaction usual = { .sa_handler = SIG_DFL };

    set_all(&usual);
    descriptor = -1;
}
