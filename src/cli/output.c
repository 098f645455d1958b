/* SPDX-License-Identifier: MIT */
/*
 * Output that is either complete or known not to be: every byte is written,
 * and a full disk, a closed descriptor or a reader that left is noticed at the
 * latest when the output is closed. What is then said is the caller's matter.
 */

#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

void ls_output_init(ls_output *output, int descriptor)
{
    output->descriptor = descriptor;
    output->error = 0;
    output->used = 0;
}

/* Waits until a descriptor that does not block takes bytes again. */
static void wait_for_room(int descriptor)
{
    struct pollfd wait = { .fd = descriptor, .events = POLLOUT };

    (void)poll(&wait, 1, -1);
}

static void write_all(ls_output *output, ls_slice bytes)
{
    while (bytes.len && !output->error) {
        ssize_t n = write(output->descriptor, bytes.ptr, bytes.len);

        if (n >= 0)
            bytes = ls_slice_skip(bytes, (size_t)n);
        else if (errno == EAGAIN)
            wait_for_room(output->descriptor);
        else if (errno != EINTR)
            output->error = errno;
    }
}

ls_status ls_output_flush(ls_output *output)
{
    write_all(output, (ls_slice){ output->buffer, output->used });
    output->used = 0;
    return output->error ? LS_EIO : LS_OK;
}

ls_status ls_output_write(ls_output *output, ls_slice bytes)
{
    if (bytes.len > sizeof(output->buffer) - output->used)
        (void)ls_output_flush(output);
    if (bytes.len > sizeof(output->buffer)) {
        write_all(output, bytes);
    } else if (bytes.len) {
        memcpy(output->buffer + output->used, bytes.ptr, bytes.len);
        output->used += bytes.len;
    }
    return output->error ? LS_EIO : LS_OK;
}

void ls_output_text(ls_output *output, const char *text)
{
    (void)ls_output_write(output, ls_slice_of(text));
}

void ls_output_fill(ls_output *output, char c, size_t count)
{
    for (size_t i = 0; i < count; i++)
        (void)ls_output_write(output, (ls_slice){ &c, 1 });
}

static ls_status write_sink(void *context, ls_slice bytes)
{
    return ls_output_write(context, bytes);
}

ls_sink ls_output_sink(ls_output *output)
{
    return (ls_sink){ .write = write_sink, .context = output };
}

int ls_output_close(ls_output *output)
{
    (void)ls_output_flush(output);
    /* Some file systems tell only here that the bytes did not fit. After
       EINTR the descriptor is closed all the same on Linux. */
    if (close(output->descriptor) != 0 && errno != EINTR && !output->error)
        output->error = errno;
    output->descriptor = -1;
    return output->error;
}

void ls_output_guard(void)
{
    /* The wrong direction on purpose: reading a standard input that was not
       given, or writing to an output that was closed, has to fail. */
    static const int modes[] = { O_WRONLY, O_RDONLY, O_RDONLY };

    for (int fd = 0; fd < 3; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", modes[fd]);
    }
}
