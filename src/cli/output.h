/* SPDX-License-Identifier: MIT */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <logstat/render.h>

/*
 * A descriptor that is written to through a buffer. After the first failure
 * nothing more is written; what failed is told by ls_output_close().
 */
typedef struct ls_output {
    int descriptor;
    int error; /* errno of the first failure, or 0 */
    size_t used;
    char buffer[16384];
} ls_output;

/* Starts writing to an open descriptor. */
void ls_output_init(ls_output *output, int descriptor);

/* LS_EIO if this or an earlier write failed. */
ls_status ls_output_write(ls_output *output, ls_slice bytes);

/* Writes what is in the buffer. LS_EIO if this or an earlier write failed. */
ls_status ls_output_flush(ls_output *output);

/* The same as ls_output_write() for a string. */
void ls_output_text(ls_output *output, const char *text);

/* `count` times the byte `c`. */
void ls_output_fill(ls_output *output, char c, size_t count);

/* The same output for a renderer; valid as long as `output` is. */
ls_sink ls_output_sink(ls_output *output);

/*
 * Writes what is left and closes the descriptor. 0, or the errno of the first
 * thing that went wrong since ls_output_init().
 */
int ls_output_close(ls_output *output);

/*
 * Makes sure that the descriptors 0 to 2 are open, so that no file that is
 * opened later becomes standard output by chance. One that was closed fails
 * when it is used.
 */
void ls_output_guard(void);

#endif
