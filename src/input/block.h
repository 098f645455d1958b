/* SPDX-License-Identifier: MIT */
#ifndef INPUT_BLOCK_H
#define INPUT_BLOCK_H

#include "base/buf.h"

/*
 * Whole lines that stand one after the other in an input. Only the last may
 * lack its line end: the input ends there, or the line is longer than allowed
 * and was cut, to one byte more than that.
 */
typedef struct ls_block {
    uint64_t offset; /* of the first byte in the input */
    ls_slice bytes;  /* valid until the next block is read into the same room */
    uint64_t nul;    /* NUL bytes that were left out before the last line */
    uint64_t read;   /* bytes of the input that this block stands for */
    bool truncated;  /* a file had less than when it was opened */
} ls_block;

/* How lines are cut. */
typedef struct ls_limits {
    size_t block;    /* bytes that a block aims at, from 1 */
    size_t max_line; /* bytes of the longest line taken, from 1 */
} ls_limits;

/* A regular file and how it is cut. */
typedef struct ls_file {
    int descriptor;
    uint64_t start; /* where it is read from: the start of a line */
    uint64_t size;  /* as far as it is read, not below `start` */
    ls_limits limits;
} ls_file;

/* How many blocks there are. */
uint64_t ls_block_count(const ls_file *file);

/*
 * Reads block `number`, from 0, of a file: the lines that start at its bytes
 * number * block to (number + 1) * block - 1 behind `start`. `number` is below
 * the number of blocks. Any block can be read at any time by any thread. `room`
 * keeps the bytes. LS_EIO, with errno set by pread, or LS_ENOMEM.
 */
ls_status ls_block_read(const ls_file *file, uint64_t number, ls_buf *room,
                        ls_block *block) LS_MUST_USE;

/*
 * Appends `len` bytes of a file from `offset` on; fewer only at its end.
 * LS_EIO, with errno set by pread, or LS_ENOMEM.
 */
ls_status ls_bytes_read(int file, uint64_t offset, size_t len,
                        ls_buf *room) LS_MUST_USE;

/*
 * Moves the end back to that of the last line that has one, or to the start.
 * LS_EIO, with errno set by pread, or LS_ENOMEM.
 */
ls_status ls_file_end_at_line(ls_file *file) LS_MUST_USE;

/* The number of NUL bytes that `s` begins with. */
size_t ls_nul_run(ls_slice s);

#endif
