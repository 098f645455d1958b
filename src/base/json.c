/* SPDX-License-Identifier: MIT */
/*
 * Objects of log lines, read by YAJL: paths, and what YAJL lets pass. Most do
 * not get so far: a short cut (base/json_plain.h) reads them.
 */

#include "base/json.h"

#include "base/buf.h"
#include "base/json_loose.h"
#include "base/json_mend.h"
#include "base/json_plain.h"
#include "base/pool.h"

#include <yajl/yajl_parse.h>

#include <stdlib.h>

/* An object or array that is open and whose values are handed out. */
struct level {
    size_t prefix; /* of an object: bytes of the path before its keys */
    bool is_array;
    bool is_used; /* an array: its first element has come */
};

struct ls_json_reader {
    ls_json_visit *visit;
    void *context;
    yajl_handle handle;
    ls_slice object; /* what is parsed */
    size_t end;      /* where it ended; 0: it has not */
    size_t stopped;  /* where reading did */

    size_t depth; /* of levels */
    size_t muted; /* objects and arrays open below, not handed out */
    struct level levels[LS_JSON_LEVELS];

    ls_slice path; /* of the next value; in the object or in `names` */
    bool fits;     /* `path` is all of it */
    char names[LS_JSON_LONGEST];

    ls_buf loosened; /* the object, if it was read loosely */
    ls_buf mended;   /* the object, where it had to be changed */
    ls_buf texts;    /* strings without their escapes; never moves while used */
    ls_pool pool;
    ls_json_plain plain;
};

/* --- Paths. */

static bool in_object(const ls_json_reader *reader, const void *bytes)
{
    return (uintptr_t)bytes - (uintptr_t)reader->object.ptr <
           reader->object.len;
}

/* The path for the keys below `path`: with a dot behind it, in `names`. */
static bool open_path(ls_json_reader *reader)
{
    size_t len = reader->path.len;

    if (!reader->fits || len >= LS_JSON_LONGEST)
        return false;
    if (reader->path.ptr != reader->names)
        memcpy(reader->names, reader->path.ptr, len);
    reader->names[len] = '.';
    return true;
}

static int on_key(void *context, const unsigned char *bytes, size_t len)
{
    ls_json_reader *reader = context;
    size_t prefix;

    if (reader->muted)
        return 1;
    prefix = reader->levels[reader->depth - 1].prefix;
    reader->fits = len <= LS_JSON_LONGEST - prefix;
    if (prefix == 0 && in_object(reader, bytes)) {
        reader->path = (ls_slice){ (const char *)bytes, len };
    } else if (reader->fits) {
        memcpy(reader->names + prefix, bytes, len);
        reader->path = (ls_slice){ reader->names, prefix + len };
    }
    return 1;
}

/* Whether the value that comes now is handed out. */
static bool is_wanted(ls_json_reader *reader)
{
    struct level *level;
    bool first;

    if (reader->muted || reader->depth == 0)
        return false;
    level = &reader->levels[reader->depth - 1];
    if (!level->is_array)
        return reader->fits;
    first = !level->is_used;
    level->is_used = true;
    return first && reader->fits;
}

/* --- Values. All of these return 0 to say that the object is not valid. */

static int hand_out(ls_json_reader *reader, ls_json_type type, ls_slice text)
{
    if (is_wanted(reader))
        reader->visit(reader->context, reader->path, type, text);
    return reader->depth != 0;
}

static int on_null(void *context)
{
    return hand_out(context, LS_JSON_NULL, LS_SLICE("null"));
}

static int on_boolean(void *context, int value)
{
    return hand_out(context, LS_JSON_BOOLEAN,
                    value ? LS_SLICE("true") : LS_SLICE("false"));
}

static int on_number(void *context, const char *digits, size_t len)
{
    return hand_out(context, LS_JSON_NUMBER, (ls_slice){ digits, len });
}

/* What had escapes is in a buffer of YAJL, which the next string takes. */
static int on_string(void *context, const unsigned char *bytes, size_t len)
{
    ls_json_reader *reader = context;
    ls_slice text = { (const char *)bytes, len };

    if (!reader->muted && !in_object(reader, bytes)) {
        ls_buf *texts = &reader->texts;

        if (len > texts->cap - texts->len)
            return 0;
        text.ptr = texts->ptr + texts->len;
        memcpy(texts->ptr + texts->len, bytes, len);
        texts->len += len;
    }
    return hand_out(reader, LS_JSON_STRING, text);
}

/* Whether the values of what opens now can be handed out. */
static bool add_level(ls_json_reader *reader, bool is_array)
{
    struct level *level = &reader->levels[reader->depth];

    if (reader->depth == LS_JSON_LEVELS)
        return false;
    *level = (struct level){ .is_array = is_array };
    if (reader->depth && !is_array) {
        if (!open_path(reader))
            return false;
        level->prefix = reader->path.len + 1;
    }
    reader->depth++;
    return true;
}

/* Objects in an array are a list of other things: what they say is theirs. */
static bool is_listed(const ls_json_reader *reader)
{
    return reader->depth && reader->levels[reader->depth - 1].is_array;
}

static int on_start(ls_json_reader *reader, bool is_array)
{
    if (reader->depth + reader->muted == LS_JSON_DEEPEST)
        return 0;
    if (reader->depth == 0 && is_array)
        return 0;
    if ((reader->depth && !is_wanted(reader)) ||
        (!is_array && is_listed(reader)) || !add_level(reader, is_array))
        reader->muted++;
    return 1;
}

static int on_start_object(void *context)
{
    return on_start(context, false);
}

static int on_start_array(void *context)
{
    return on_start(context, true);
}

/* The end of the whole object ends parsing: YAJL takes some garbage. */
static int on_end(void *context)
{
    ls_json_reader *reader = context;

    if (reader->muted)
        reader->muted--;
    else
        reader->depth--;
    if (reader->depth)
        return 1;
    reader->end = yajl_get_bytes_consumed(reader->handle);
    return 0;
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_start_object,
    .yajl_map_key = on_key,
    .yajl_end_map = on_end,
    .yajl_start_array = on_start_array,
    .yajl_end_array = on_end,
};

/* --- The whole. */

ls_json_reader *ls_json_reader_new(void)
{
    return calloc(1, sizeof(ls_json_reader));
}

void ls_json_reader_free(ls_json_reader *reader)
{
    if (!reader)
        return;
    ls_buf_release(&reader->loosened);
    ls_buf_release(&reader->mended);
    ls_buf_release(&reader->texts);
    ls_pool_release(&reader->pool);
    free(reader);
}

static bool is_blank(ls_slice s)
{
    while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t' || s.ptr[0] == '\n' ||
                     s.ptr[0] == '\r'))
        s = ls_slice_skip(s, 1);
    return s.len == 0;
}

/* The pool holds enough, so YAJL cannot fail for want of memory. */
static bool parse(ls_json_reader *reader)
{
    yajl_alloc_funcs memory = { ls_pool_take, ls_pool_take_more,
                                ls_pool_give_back, &reader->pool };

    reader->depth = 0;
    reader->muted = 0;
    reader->end = 0;
    reader->texts.len = 0;
    reader->handle = yajl_alloc(&callbacks, &memory, reader);
    (void)yajl_config(reader->handle, yajl_dont_validate_strings, 1);
    (void)yajl_parse(reader->handle, (const unsigned char *)reader->object.ptr,
                     reader->object.len);
    reader->stopped = yajl_get_bytes_consumed(reader->handle);
    return reader->end && is_blank(ls_slice_skip(reader->object, reader->end));
}

size_t ls_json_stopped_at(const ls_json_reader *reader)
{
    return reader->stopped;
}

ls_status ls_json_parse(ls_json_reader *reader, ls_slice object,
                        ls_json_visit *visit, void *context, bool *valid)
{
    reader->visit = visit;
    reader->context = context;
    reader->stopped = 0;
    if (ls_json_mend(&object, &reader->mended, valid) != LS_OK)
        return LS_ENOMEM;
    reader->object = object;
    if (!*valid)
        return LS_OK;
    if (ls_pool_reserve(&reader->pool, reader->object.len) != LS_OK ||
        ls_buf_reserve(&reader->texts, reader->object.len) != LS_OK)
        return LS_ENOMEM;
    *valid = parse(reader);
    return LS_OK;
}

const ls_json_plain *ls_json_read_plain(ls_json_reader *reader, ls_slice object)
{
    return ls_json_plain_read(&reader->plain, object) ? &reader->plain : NULL;
}

ls_status ls_json_read(ls_json_reader *reader, ls_slice object,
                       ls_json_visit *visit, void *context, bool *valid)
{
    const ls_json_plain *plain = ls_json_read_plain(reader, object);

    *valid = plain != NULL;
    if (!plain)
        return ls_json_parse(reader, object, visit, context, valid);
    for (size_t i = 0; i < plain->count; i++)
        visit(context, plain->members[i].path, plain->members[i].type,
              plain->members[i].text);
    return LS_OK;
}

ls_status ls_json_read_loosely(ls_json_reader *reader, ls_slice object,
                               ls_json_visit *visit, void *context, bool *valid)
{
    *valid = false;
    if (ls_json_loosen(object, &reader->loosened, valid) != LS_OK)
        return LS_ENOMEM;
    if (!*valid)
        return LS_OK;
    return ls_json_read(reader, ls_buf_slice(&reader->loosened), visit, context,
                        valid);
}
