/* SPDX-License-Identifier: MIT */
#ifndef INPUT_SOURCE_H
#define INPUT_SOURCE_H

#include "input/stream.h"

/*
 * An input that is being read. Any block of a splittable one can be read at any
 * time, by several threads at once; every other one block by block in its
 * order, which works for all. The bytes of a block lie in a room that whoever
 * reads it brings along, and are valid until that changes.
 */
typedef struct ls_source {
    ls_file file;    /* of a stream the size is 0 */
    bool owned;      /* the descriptor is closed with the source */
    bool splittable; /* else it is a stream */
    uint64_t size;   /* of the file, compressed or not; 0: not known */
    uint64_t next;   /* number of the block that comes next in order */
    uint64_t bytes;  /* read so far in order, decompressed */
    ls_stream stream;
} ls_source;

/*
 * Opens a file. LS_EIO with words for a person. A directory is LS_ENOENT: it
 * is there, but there is nothing in it that could be read as a log.
 */
ls_status ls_source_open(ls_source *source, const char *path,
                         const ls_limits *limits, int stop,
                         ls_error *err) LS_MUST_USE;

/* Takes a descriptor, which stays the caller's. As above. */
ls_status ls_source_attach(ls_source *source, int descriptor,
                           const ls_limits *limits, int stop,
                           ls_error *err) LS_MUST_USE;

void ls_source_release(ls_source *source);

/*
 * Says that somebody waits for each line of a stream: its head is then what
 * has come when the writer pauses for a quarter of a second.
 */
void ls_source_hurry(ls_source *source);

/* Has a function called while a stream keeps its reader waiting: see ls_feed.
 */
void ls_source_on_idle(ls_source *source, void (*idle)(void *context),
                       void *context);

/* As much of an input as its format is looked for in: mostly the first will do.
 */
enum {
    LS_HEAD_FIRST = 128 * 1024,
    LS_HEAD_MOST = 1024 * 1024
};

/*
 * The first `len` bytes, or all if there are fewer: whatever the size of
 * blocks, so that a format does not depend on it. To be asked before the first
 * block; valid until then, until it is asked again, or until `room` changes.
 * LS_EIO with words in `err`, or LS_ENOMEM.
 */
ls_status ls_source_head(ls_source *source, size_t len, ls_buf *room,
                         ls_slice *head, ls_error *err) LS_MUST_USE;

/*
 * The next block: 1, 0 at the end, LS_EIO with words in `err`, or LS_ENOMEM.
 */
int ls_source_next(ls_source *source, ls_buf *room, ls_block *block,
                   ls_error *err);

/* The next bytes, not cut at line ends; else as above. */
int ls_source_take(ls_source *source, ls_buf *room, ls_block *block,
                   ls_error *err);

/* How far reading in order has got of `size`, in bytes of the file. */
uint64_t ls_source_position(const ls_source *source);

/*
 * Whether it is a regular file that is not compressed. It is read as far as it
 * went when it was opened.
 */
bool ls_source_is_splittable(const ls_source *source);

/*
 * Sets what is read of a source before its first block: from byte `from` on,
 * decompressed, where a line must start, and of a splittable one up to `to`;
 * UINT64_MAX: to the end. LS_EIO, with words in `err`, if it is shorter than
 * `from`, or cannot be decompressed so far.
 */
ls_status ls_source_set_range(ls_source *source, uint64_t from, uint64_t to,
                              ls_error *err) LS_MUST_USE;

/*
 * Leaves out the last line of a splittable source if it has no line end: it may
 * go on. LS_EIO, with words in `err`, or LS_ENOMEM.
 */
ls_status ls_source_end_at_line(ls_source *source, ls_error *err) LS_MUST_USE;

/* How many blocks a splittable source has. */
uint64_t ls_source_block_count(const ls_source *source);

/* Where reading all of it ends, in bytes of the input, decompressed. */
uint64_t ls_source_end(const ls_source *source);

/*
 * Block `number`, from 0, of a splittable source; see ls_block_read(). LS_EIO
 * with words in `err`, or LS_ENOMEM.
 */
ls_status ls_source_block(const ls_source *source, uint64_t number,
                          ls_buf *room, ls_block *block,
                          ls_error *err) LS_MUST_USE;

#endif
