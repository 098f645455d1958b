/* SPDX-License-Identifier: MIT */
/*
 * Runs a program up to its n-th system call, and there kills it, or runs a
 * command before the program goes on:
 *
 *     interrupt N kill PROGRAM [ARG...]
 *     interrupt N COMMAND PROGRAM [ARG...]
 *
 * Returns what the program does, as a shell would say it. If it made fewer than
 * N calls, nothing happened, and its result is that of an undisturbed run.
 * Calls are those of its first thread, counted from execve on, as they begin.
 */

#define _GNU_SOURCE

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    SYSTEM_CALL_STOP = SIGTRAP | 0x80, /* PTRACE_O_TRACESYSGOOD */
    KILLED = 128 + SIGKILL
};

static int give_up(const char *what)
{
    perror(what);
    return 2;
}

static void become(char **argv)
{
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 && raise(SIGSTOP) == 0)
        execvp(argv[0], argv);
    perror(argv[0]);
    _exit(127);
}

static int result_of(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Lets the program go on to its next stop; false if it has ended. */
static bool go_on(pid_t pid, int *status)
{
    int signal = WIFSTOPPED(*status) ? WSTOPSIG(*status) : 0;

    if (signal == SYSTEM_CALL_STOP || signal == SIGTRAP || signal == SIGSTOP)
        signal = 0; /* not the program's own */
    if (ptrace(PTRACE_SYSCALL, pid, NULL, (long)signal) != 0 ||
        waitpid(pid, status, 0) != pid)
        exit(give_up("ptrace"));
    return WIFSTOPPED(*status);
}

/* Whether the program has stopped where a system call begins. */
static bool is_entry(pid_t pid, int status)
{
    struct __ptrace_syscall_info info;

    return WSTOPSIG(status) == SYSTEM_CALL_STOP &&
           ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info) > 0 &&
           info.op == PTRACE_SYSCALL_INFO_ENTRY;
}

/* Lets the program go on until its nth call; false if it ends before. */
static bool reach(pid_t pid, long nth, int *status)
{
    bool is_program = false; /* from execve on */

    while (go_on(pid, status)) {
        if (*status >> 8 == (SIGTRAP | PTRACE_EVENT_EXEC << 8))
            is_program = true;
        else if (is_program && is_entry(pid, *status) && --nth <= 0)
            return true;
    }
    return false;
}

static int act(pid_t pid, const char *action)
{
    int status;

    if (strcmp(action, "kill") == 0) {
        (void)kill(pid, SIGKILL);
        (void)waitpid(pid, &status, 0);
        return KILLED;
    }
    if (system(action) != 0)
        return give_up(action);
    if (ptrace(PTRACE_DETACH, pid, NULL, NULL) != 0 ||
        waitpid(pid, &status, 0) != pid)
        return give_up("ptrace");
    return result_of(status);
}

int main(int argc, char **argv)
{
    const long options =
        PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACEEXEC;
    pid_t pid;
    int status;

    if (argc < 4) {
        (void)fputs("usage: interrupt N kill|COMMAND PROGRAM [ARG...]\n",
                    stderr);
        return 2;
    }
    pid = fork();
    if (pid == 0)
        become(argv + 3);
    if (pid < 0 || waitpid(pid, &status, 0) != pid ||
        ptrace(PTRACE_SETOPTIONS, pid, NULL, options) != 0)
        return give_up("ptrace");
    if (!reach(pid, strtol(argv[1], NULL, 10), &status))
        return result_of(status);
    return act(pid, argv[2]);
}
