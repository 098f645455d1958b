/* SPDX-License-Identifier: MIT */
/* Values of an object, copied out of it one behind the other. */

#include "base/json_list.h"

#include <stdlib.h>

void ls_json_list_release(ls_json_list *list)
{
    free(list->items);
    ls_buf_release(&list->bytes);
    *list = (ls_json_list){ 0 };
}

static bool grow(ls_json_list *list)
{
    size_t cap = list->cap ? list->cap * 2 : 64;
    ls_json_value *items = realloc(list->items, cap * sizeof(*items));

    if (!items)
        return false;
    list->items = items;
    list->cap = cap;
    return true;
}

static void keep(void *context, ls_slice path, ls_json_type type, ls_slice text)
{
    ls_json_list *list = context;
    size_t at = list->bytes.len;

    list->failed = list->failed || (list->count == list->cap && !grow(list)) ||
                   ls_buf_append(&list->bytes, path) != LS_OK ||
                   ls_buf_append(&list->bytes, text) != LS_OK;
    if (list->failed)
        return;
    list->items[list->count++] = (ls_json_value){
        .path = at,
        .path_len = path.len,
        .text = at + path.len,
        .text_len = text.len,
        .type = type,
    };
}

static void empty(ls_json_list *list)
{
    list->count = 0;
    list->bytes.len = 0;
    list->failed = false;
}

ls_status ls_json_list_read(ls_json_list *list, ls_json_reader *reader,
                            ls_slice object)
{
    ls_status status;

    empty(list);
    status = ls_json_read(reader, object, keep, list, &list->valid);
    if (status == LS_OK && !list->valid) {
        empty(list);
        status = ls_json_read_loosely(reader, object, keep, list, &list->valid);
    }
    return list->failed ? LS_ENOMEM : status;
}

void ls_json_list_visit(const ls_json_list *list, ls_json_visit *visit,
                        void *context)
{
    for (size_t i = 0; i < list->count; i++) {
        const ls_json_value *item = &list->items[i];
        ls_slice path = { list->bytes.ptr + item->path, item->path_len };
        ls_slice text = { list->bytes.ptr + item->text, item->text_len };

        visit(context, path, item->type, text);
    }
}
