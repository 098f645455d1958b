/* SPDX-License-Identifier: MIT */
#ifndef BASE_JSON_LIST_H
#define BASE_JSON_LIST_H

#include "base/buf.h"
#include "base/json.h"

/* A value and its path, as places in the list's bytes. */
typedef struct ls_json_value {
    size_t path;
    size_t path_len;
    size_t text;
    size_t text_len;
    ls_json_type type;
} ls_json_value;

/*
 * The values of an object, kept to be gone through several times. A zeroed one
 * is empty and ready.
 */
typedef struct ls_json_list {
    ls_json_value *items;
    size_t count;
    size_t cap;
    ls_buf bytes;
    bool valid;  /* whether it was an object */
    bool failed; /* no memory */
} ls_json_list;

void ls_json_list_release(ls_json_list *list);

/*
 * Takes the values of an object, loosely if need be, in place of those before.
 * LS_ENOMEM.
 */
ls_status ls_json_list_read(ls_json_list *list, ls_json_reader *reader,
                            ls_slice object) LS_MUST_USE;

/* As ls_json_read() would; paths and texts are valid until the next object. */
void ls_json_list_visit(const ls_json_list *list, ls_json_visit *visit,
                        void *context);

#endif
