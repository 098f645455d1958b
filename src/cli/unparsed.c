/* SPDX-License-Identifier: MIT */
/*
 * --unparsed: the lines that no format fits, as they are, in a file. A disk
 * that is full does not keep the rest of the log from being counted.
 */

#include "cli/unparsed.h"

#include <errno.h>
#include <fcntl.h>

/* Opening empties the file, so a log that is to be read must not be it. */
static const char *find_reason(const char *path, const ls_inputs *inputs)
{
    if (strcmp(path, "-") == 0)
        return "is standard output, which holds the report; name a file";
    if (ls_inputs_find_file(inputs, path))
        return "is one of the inputs; name another file";
    return NULL;
}

ls_exit ls_unparsed_open(ls_unparsed *unparsed, const char *path,
                         const ls_inputs *inputs, ls_notes *notes)
{
    const char *reason;
    int fd;

    unparsed->path = path;
    unparsed->open = false;
    if (!path)
        return LS_EXIT_DONE;
    reason = find_reason(path, inputs);
    if (reason) {
        ls_complain(notes, "--unparsed", "'%s' %s", path, reason);
        return LS_EXIT_USAGE;
    }
    fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY | O_CLOEXEC, 0666);
    if (fd < 0) {
        ls_complain(notes, path, "%s", strerror(errno));
        return LS_EXIT_INCOMPLETE;
    }
    ls_output_init(&unparsed->output, fd);
    unparsed->open = true;
    return LS_EXIT_DONE;
}

void ls_unparsed_add(ls_unparsed *unparsed, ls_slice line)
{
    (void)ls_output_write(&unparsed->output, line);
    (void)ls_output_write(&unparsed->output, LS_SLICE("\n"));
}

ls_exit ls_unparsed_close(ls_unparsed *unparsed, ls_notes *notes)
{
    int error;

    if (!unparsed->open)
        return LS_EXIT_DONE;
    unparsed->open = false;
    error = ls_output_close(&unparsed->output);
    if (!error)
        return LS_EXIT_DONE;
    ls_complain(notes, unparsed->path, "%s", strerror(error));
    return LS_EXIT_INCOMPLETE;
}
