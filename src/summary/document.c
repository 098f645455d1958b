/* SPDX-License-Identifier: MIT */
/*
 * Reading a summary back: where in the document each value stands. What it
 * means there is in fields.c, and whether the whole can be in check.c.
 */

#include "summary/document.h"

#include "base/json_events.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool ls_document_refuse(ls_document_reader *reader, const char *format, ...)
{
    char words[400];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(words, sizeof(words), format, args);
    va_end(args);
    if (reader->status == LS_OK)
        reader->status = ls_fail(reader->err, LS_ESYNTAX, 0, "%s", words);
    return false;
}

bool ls_document_fail(ls_document_reader *reader)
{
    reader->status = LS_ENOMEM;
    return false;
}

bool ls_document_append(ls_document_reader *reader, ls_buf *list, ls_slice item,
                        size_t most)
{
    if (list->len / item.len >= most)
        return ls_document_refuse(
            reader, "is a summary with a mistake: %.*s has more than %zu items",
            (int)reader->path_len, reader->path, most);
    return ls_buf_append(list, item) == LS_OK || ls_document_fail(reader);
}

void *ls_document_keep(ls_document_reader *reader, ls_buf *list, size_t size,
                       size_t *count)
{
    void *items = NULL;

    *count = list->len / size;
    if (*count) {
        items = ls_arena_alloc(reader->arena, *count, size);
        if (items)
            memcpy(items, list->ptr, list->len);
        else
            reader->status = LS_ENOMEM;
    }
    list->len = 0;
    return items;
}

bool ls_document_is_at(const ls_document_reader *reader, const char *path)
{
    return ls_slice_equal((ls_slice){ reader->path, reader->path_len },
                          ls_slice_of(path));
}

/* Goes from a value of the object to one with this key. */
static void enter(ls_document_reader *reader, ls_slice key)
{
    size_t before = reader->levels[reader->depth - 1];

    reader->path_len = before + 1 + key.len;
    reader->key = (ls_slice){ 0 };
    if (reader->path_len > sizeof(reader->path)) {
        reader->path_len = sizeof(reader->path) + 1;
        return;
    }
    reader->path[before] = '/';
    memcpy(reader->path + before + 1, key.ptr, key.len);
    reader->key = (ls_slice){ reader->path + before + 1, key.len };
}

static bool open_object(ls_document_reader *reader)
{
    reader->levels[reader->depth++] = reader->path_len;
    return ls_document_open(reader);
}

static bool close_object(ls_document_reader *reader)
{
    reader->path_len = reader->levels[--reader->depth];
    return ls_document_close(reader);
}

bool ls_document_hear(void *context, ls_json_event event, ls_slice text)
{
    ls_document_reader *reader = context;

    switch (event) {
    case LS_EVENT_OBJECT:
        return open_object(reader);
    case LS_EVENT_OBJECT_END:
        return close_object(reader);
    case LS_EVENT_KEY:
        enter(reader, text);
        return true;
    case LS_EVENT_ARRAY:
    case LS_EVENT_ARRAY_END:
    case LS_EVENT_STRING:
    case LS_EVENT_NUMBER:
    case LS_EVENT_BOOLEAN:
    case LS_EVENT_NULL:
        break;
    }
    return ls_document_value(reader, event, text);
}

static void release(ls_document_reader *reader)
{
    ls_buf_release(&reader->inputs);
    ls_buf_release(&reader->servers);
    ls_buf_release(&reader->codes);
    ls_buf_release(&reader->origins);
    ls_buf_release(&reader->substatuses);
    ls_buf_release(&reader->slots);
    ls_buf_release(&reader->pairs);
    ls_buf_release(&reader->buckets);
    ls_buf_release(&reader->timelines);
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        ls_buf_release(&reader->weeks[c]);
    ls_buf_release(&reader->durations);
    ls_buf_release(&reader->groups);
    ls_buf_release(&reader->rows);
    ls_buf_release(&reader->errors);
    ls_buf_release(&reader->lines);
}

static ls_status read(ls_document_reader *reader, ls_slice text, size_t *used)
{
    bool whole;

    reader->arena = reader->summary->memory;
    if (!reader->arena || ls_json_events_read(text, ls_document_hear, reader,
                                              used, &whole) != LS_OK)
        return LS_ENOMEM;
    if (reader->status != LS_OK)
        return reader->status;
    if (!whole)
        return ls_fail(reader->err, LS_ESYNTAX, 0,
                       "%s: what stands at byte %zu is no JSON",
                       reader->has_schema
                           ? "is a summary that is damaged or cut"
                           : "is no summary of logstat",
                       *used + 1);
    (void)ls_document_finish(reader);
    return reader->status;
}

ls_status ls_summary_read(ls_slice text, size_t *used, ls_summary **summary,
                          ls_error *err)
{
    ls_document_reader reader = { .err = err, .status = LS_OK };
    ls_status status = LS_ENOMEM;

    *used = 0;
    reader.summary = calloc(1, sizeof(*reader.summary));
    if (reader.summary) {
        reader.summary->memory = ls_arena_new();
        reader.summary->first = LS_NO_TIME;
        reader.summary->last = LS_NO_TIME;
        status = read(&reader, text, used);
    }
    release(&reader);
    if (status == LS_OK) {
        *summary = reader.summary;
        return LS_OK;
    }
    ls_summary_free(reader.summary);
    return status == LS_ENOMEM ? ls_fail(err, LS_ENOMEM, 0, "no memory")
                               : status;
}
