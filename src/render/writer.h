/* SPDX-License-Identifier: MIT */
#ifndef RENDER_WRITER_H
#define RENDER_WRITER_H

#include <logstat/render.h>

#include "base/escape.h"

/*
 * A buffered way to a sink. The first failure is kept and nothing is written
 * after it, so that whoever writes asks once, at the end. Needs no memory.
 */
typedef struct ls_writer {
    const ls_sink *sink;
    ls_status status;
    size_t len;
    char bytes[4096];
} ls_writer;

void ls_writer_init(ls_writer *writer, const ls_sink *sink);

/* Hands over what is left; the first failure of all the writing. */
ls_status ls_writer_finish(ls_writer *writer) LS_MUST_USE;

/* Bytes that are safe as they are. */
void ls_write(ls_writer *writer, ls_slice bytes);
void ls_write_string(ls_writer *writer, const char *string);

/* A decimal number without grouping. */
void ls_write_number(ls_writer *writer, uint64_t number);

/* Bytes of any kind, made safe. */
void ls_write_escaped(ls_writer *writer, ls_slice bytes, ls_escape how);

/* Bytes of any kind as a JSON string in its quotes, always valid UTF-8. */
void ls_write_json(ls_writer *writer, ls_slice bytes);

#endif
