/* SPDX-License-Identifier: MIT */
/* A whole JSON object as events, read by YAJL. */

#include "base/json_events.h"

#include "base/pool.h"

#include <yajl/yajl_parse.h>

struct reader {
    ls_json_listener *listener;
    void *context;
    yajl_handle handle;
    size_t depth;
    size_t end; /* of the object; 0: not yet */
};

static int tell(struct reader *reader, ls_json_event event, ls_slice text)
{
    return reader->depth && reader->listener(reader->context, event, text);
}

static int on_null(void *context)
{
    return tell(context, LS_EVENT_NULL, LS_SLICE("null"));
}

static int on_boolean(void *context, int value)
{
    return tell(context, LS_EVENT_BOOLEAN,
                value ? LS_SLICE("true") : LS_SLICE("false"));
}

static int on_number(void *context, const char *digits, size_t len)
{
    return tell(context, LS_EVENT_NUMBER, (ls_slice){ digits, len });
}

static int on_string(void *context, const unsigned char *bytes, size_t len)
{
    return tell(context, LS_EVENT_STRING,
                (ls_slice){ (const char *)bytes, len });
}

static int on_key(void *context, const unsigned char *bytes, size_t len)
{
    return tell(context, LS_EVENT_KEY, (ls_slice){ (const char *)bytes, len });
}

static int open(struct reader *reader, ls_json_event event)
{
    if (reader->depth == LS_EVENTS_DEEPEST)
        return 0;
    reader->depth++;
    return tell(reader, event, LS_SLICE(""));
}

/* The end of the whole object ends reading. */
static int close(struct reader *reader, ls_json_event event)
{
    int more = tell(reader, event, LS_SLICE(""));

    reader->depth--;
    if (!more || reader->depth)
        return more;
    reader->end = yajl_get_bytes_consumed(reader->handle);
    return 0;
}

static int on_object(void *context)
{
    return open(context, LS_EVENT_OBJECT);
}

static int on_object_end(void *context)
{
    return close(context, LS_EVENT_OBJECT_END);
}

static int on_array(void *context)
{
    struct reader *reader = context;

    return reader->depth && open(reader, LS_EVENT_ARRAY);
}

static int on_array_end(void *context)
{
    return close(context, LS_EVENT_ARRAY_END);
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_object,
    .yajl_map_key = on_key,
    .yajl_end_map = on_object_end,
    .yajl_start_array = on_array,
    .yajl_end_array = on_array_end,
};

/* Where the string that begins at `at` ends, behind its quote if it has one. */
static size_t end_of_string(ls_slice text, size_t at)
{
    for (at++; at < text.len && text.ptr[at] != '"'; at++)
        at += text.ptr[at] == '\\';
    return at < text.len ? at + 1 : text.len;
}

/* Where a run of bytes ends that could be a number or a word. */
static size_t end_of_word(ls_slice text, size_t at)
{
    while (at < text.len && !strchr("{}[]\",: \t\r\n", text.ptr[at]))
        at++;
    return at;
}

/*
 * The bytes of the longest token in the object that the text begins with, even
 * if it has no end: a string with its quotes, or a number, which YAJL copies
 * where the text ends in it.
 */
static size_t longest_token(ls_slice text)
{
    size_t longest = 0;
    size_t depth = 0;
    size_t at = 0;

    while (at < text.len) {
        char c = text.ptr[at];
        size_t start = at++;

        depth += c == '{' || c == '[';
        if ((c == '}' || c == ']') && --depth == 0)
            break;
        if (c == '"')
            at = end_of_string(text, start);
        else if (!strchr("{}[],: \t\r\n", c))
            at = end_of_word(text, start);
        if (at - start > longest)
            longest = at - start;
    }
    return longest;
}

ls_status ls_json_events_read(ls_slice text, ls_json_listener *listener,
                              void *context, size_t *used, bool *whole)
{
    struct reader reader = { .listener = listener, .context = context };
    size_t longest = longest_token(text);
    ls_pool pool = { 0 };
    yajl_alloc_funcs memory = { ls_pool_take, ls_pool_take_more,
                                ls_pool_give_back, &pool };

    *used = 0;
    *whole = false;
    if (longest > LS_EVENTS_LONGEST)
        return LS_OK;
    if (ls_pool_reserve(&pool, longest) != LS_OK)
        return LS_ENOMEM;
    reader.handle = yajl_alloc(&callbacks, &memory, &reader);
    (void)yajl_parse(reader.handle, (const unsigned char *)text.ptr, text.len);
    *whole = reader.end != 0;
    *used = *whole ? reader.end : yajl_get_bytes_consumed(reader.handle);
    ls_pool_release(&pool);
    return LS_OK;
}
