/* SPDX-License-Identifier: MIT */
/*
 * Ctrl-C while a pipe is read means "enough, now the report", since a pipe may
 * never end; while a file is read it means "stop". The handler writes a byte
 * to a pipe of our own, which the library watches beside the stream, so that
 * no signal is lost between a check and a read.
 */

#include "cli/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t stopped;
static int pipe_ends[2] = { -1, -1 };
static int ask_ends[2] = { -1, -1 };

static const int held[] = { SIGINT, SIGTERM };

enum {
    HELD = sizeof(held) / sizeof(held[0]),
};

static void stop(int number)
{
    int saved = errno;

    (void)number;
    stopped = 1;
    if (write(pipe_ends[1], "", 1) < 0)
        stopped = 1; /* a full pipe is readable as well */
    errno = saved;
}

static void ask(int number)
{
    int saved = errno;

    (void)number;
    (void)!write(ask_ends[1], "", 1); /* a full pipe is readable as well */
    errno = saved;
}

static bool make_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        if (fcntl(ends[i], F_SETFD, FD_CLOEXEC) != 0 ||
            fcntl(ends[i], F_SETFL, O_NONBLOCK) != 0)
            return false;
    }
    return true;
}

int ls_signals_init(void)
{
    struct sigaction ignore = { .sa_handler = SIG_IGN };

    (void)sigaction(SIGPIPE, &ignore, NULL);
    return make_pipe(pipe_ends) ? pipe_ends[0] : -1;
}

/* nohup and shells' background jobs ignore signals for their children. */
static void set_handler(int number, const struct sigaction *action)
{
    struct sigaction before;

    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        (void)sigaction(number, action, NULL);
}

void ls_signals_hold(void)
{
    /* After one call the default action is back: a second signal kills. */
    struct sigaction action = { .sa_handler = stop,
                                .sa_flags = (int)SA_RESETHAND };

    if (pipe_ends[1] < 0)
        return;
    for (size_t i = 0; i < HELD; i++)
        set_handler(held[i], &action);
}

void ls_signals_stop(void)
{
    stop(0);
}

void ls_signals_release(void)
{
    struct sigaction action = { .sa_handler = SIG_DFL };

    for (size_t i = 0; i < HELD; i++)
        set_handler(held[i], &action);
}

bool ls_signals_stopped(void)
{
    return stopped;
}

int ls_signals_ask(void)
{
    const struct sigaction action = { .sa_handler = ask };

    if (!make_pipe(ask_ends))
        return -1;
    (void)sigaction(SIGUSR1, &action, NULL);
    return ask_ends[0];
}

bool ls_signals_asked(void)
{
    bool asked = false;
    char bytes[16];

    while (ask_ends[0] >= 0 && read(ask_ends[0], bytes, sizeof(bytes)) > 0)
        asked = true;
    return asked;
}
