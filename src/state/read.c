/* SPDX-License-Identifier: MIT */
/*
 * Reading a document back: first whether it is whole, by its digest, then what
 * it says. The digest finds damage; it does not keep anybody from writing a
 * document of his own, so the values are checked all the same.
 */

#include "base/json_events.h"
#include "state/document.h"

enum {
    MOST_SETTINGS = 64,
    MOST_INPUTS = 100000,
    MOST_BOOKMARKS = 100000
};

/* More than any file has, and few enough to add to. */
#define MOST_BYTES ((uint64_t)1 << 62)

/* What is being read, and where in `state` it is. */
struct reading {
    ls_memo *memo;
    size_t depth; /* of objects */
    bool inside;  /* `state` */
    bool is_there;
    ls_status status; /* LS_ESYNTAX: a value cannot be */
    uint64_t version;
    char key[32];
    char list[32]; /* the key of the list that an object is in */
    ls_setting setting;
    ls_bookmark bookmark;
    ls_buf settings;
    ls_buf inputs;
    ls_buf bookmarks;
};

#define BYTES_OF(thing)                                                        \
    ((ls_slice){ (const char *)(const void *)&(thing), sizeof(thing) })

static ls_status keep(ls_buf *list, ls_slice item, size_t most)
{
    return list->len / item.len < most ? ls_buf_append(list, item) : LS_ESYNTAX;
}

static void set_key(char *to, size_t room, ls_slice key)
{
    key = ls_slice_head(key, room - 1);
    if (key.len)
        memcpy(to, key.ptr, key.len);
    to[key.len] = '\0';
}

static bool is_sound(const ls_bookmark *bookmark)
{
    return bookmark->input && bookmark->path &&
           bookmark->prefix_len <= LS_PREFIX_MOST &&
           bookmark->offset < MOST_BYTES && bookmark->lines < MOST_BYTES;
}

static void open_object(struct reading *reading)
{
    reading->depth++;
    if (reading->depth == 2 && strcmp(reading->key, "state") == 0) {
        reading->inside = true;
        reading->is_there = true;
    }
    if (reading->depth == 3) {
        memcpy(reading->list, reading->key, sizeof(reading->list));
        reading->setting = (ls_setting){ NULL, NULL };
        reading->bookmark = (ls_bookmark){ .input = NULL };
    }
}

static ls_status close_list_object(struct reading *reading)
{
    const ls_setting *setting = &reading->setting;

    if (strcmp(reading->list, "settings") == 0)
        return setting->name && setting->value
                   ? keep(&reading->settings, BYTES_OF(*setting), MOST_SETTINGS)
                   : LS_ESYNTAX;
    if (strcmp(reading->list, "generations") == 0)
        return is_sound(&reading->bookmark)
                   ? keep(&reading->bookmarks, BYTES_OF(reading->bookmark),
                          MOST_BOOKMARKS)
                   : LS_ESYNTAX;
    return LS_OK;
}

static ls_status close_object(struct reading *reading)
{
    ls_status status = LS_OK;

    if (reading->inside && reading->depth == 3) {
        status = close_list_object(reading);
        memcpy(reading->key, reading->list, sizeof(reading->key));
    }
    if (reading->depth == 2)
        reading->inside = false;
    reading->depth--;
    return status;
}

typedef const ls_memo_field *fields_at(size_t index);

/* Takes a member; one that nobody knows is passed over. */
static ls_status take_field(struct reading *reading, fields_at *at, void *base,
                            ls_slice text)
{
    const ls_memo_field *field;

    for (size_t i = 0; (field = at(i)) != NULL; i++)
        if (strcmp(field->name, reading->key) == 0)
            return ls_field_read(field, base, text, reading->memo->arena);
    return LS_OK;
}

static ls_status take_input(struct reading *reading, ls_slice text)
{
    const char *name = NULL;
    const ls_memo_field field = { "inputs", LS_MEMO_TEXT, 0 };
    ls_status status = ls_field_read(&field, &name, text, reading->memo->arena);

    return status == LS_OK ? keep(&reading->inputs, BYTES_OF(name), MOST_INPUTS)
                           : status;
}

static ls_status take_value(struct reading *reading, ls_slice text)
{
    if (reading->depth == 3 && strcmp(reading->list, "settings") == 0)
        return take_field(reading, ls_setting_field_at, &reading->setting,
                          text);
    if (reading->depth == 3 && strcmp(reading->list, "generations") == 0)
        return take_field(reading, ls_bookmark_field_at, &reading->bookmark,
                          text);
    if (reading->depth != 2)
        return LS_OK;
    if (strcmp(reading->key, "inputs") == 0)
        return take_input(reading, text);
    if (strcmp(reading->key, "version") == 0)
        return ls_slice_to_u64(text, &reading->version) ? LS_OK : LS_ESYNTAX;
    return take_field(reading, ls_memo_field_at, reading->memo, text);
}

static bool hear(void *context, ls_json_event event, ls_slice text)
{
    struct reading *reading = context;

    switch (event) {
    case LS_EVENT_OBJECT:
        open_object(reading);
        break;
    case LS_EVENT_OBJECT_END:
        reading->status = close_object(reading);
        break;
    case LS_EVENT_KEY:
        set_key(reading->key, sizeof(reading->key), text);
        break;
    case LS_EVENT_STRING:
    case LS_EVENT_NUMBER:
    case LS_EVENT_BOOLEAN:
        if (reading->inside)
            reading->status = take_value(reading, text);
        break;
    case LS_EVENT_ARRAY:
    case LS_EVENT_ARRAY_END:
    case LS_EVENT_NULL:
        break;
    }
    return reading->status == LS_OK;
}

/* Goes through the text; `*whole`: to its end, and all values can be. */
static ls_status hear_all(struct reading *reading, ls_slice text, bool *whole)
{
    size_t used;
    ls_status status = ls_json_events_read(text, hear, reading, &used, whole);

    if (status != LS_OK || reading->status == LS_ENOMEM)
        return LS_ENOMEM;
    *whole = *whole && reading->status == LS_OK;
    return LS_OK;
}

static void *copy_list(ls_arena *arena, const ls_buf *list, size_t size,
                       size_t *count)
{
    void *items = ls_arena_alloc(arena, list->len / size + 1, size);

    *count = list->len / size;
    if (items && list->len)
        memcpy(items, list->ptr, list->len);
    return items;
}

static ls_status finish(const struct reading *reading)
{
    ls_memo *memo = reading->memo;

    memo->settings = copy_list(memo->arena, &reading->settings,
                               sizeof(ls_setting), &memo->setting_count);
    memo->inputs = copy_list(memo->arena, &reading->inputs,
                             sizeof(const char *), &memo->input_count);
    memo->bookmarks = copy_list(memo->arena, &reading->bookmarks,
                                sizeof(ls_bookmark), &memo->bookmark_count);
    return memo->settings && memo->inputs && memo->bookmarks ? LS_OK
                                                             : LS_ENOMEM;
}

/* Whether the text ends with the digest of what stands before that. */
static bool is_whole(ls_slice text)
{
    static const char form[] =
        "\"checksum\":\"00000000000000000000000000000000\"}}\n";
    static const size_t start = sizeof("\"checksum\":\"") - 1;
    static const ls_memo_field field = { "checksum", LS_MEMO_DIGEST, 0 };
    const size_t len = sizeof(form) - 1;
    ls_digest want;
    ls_digest got;
    ls_slice end;

    if (text.len < len)
        return false;
    end = ls_slice_skip(text, text.len - len);
    for (size_t i = 0; i < len; i++)
        if (form[i] != '0' && end.ptr[i] != form[i])
            return false;
    want = ls_digest_of(ls_slice_head(text, text.len - len));
    end = (ls_slice){ end.ptr + start, 2 * sizeof(got) };
    return ls_field_read(&field, &got, end, NULL) == LS_OK &&
           ls_digest_equal(&want, &got);
}

static ls_status refuse(ls_state_fault *fault, ls_state_fault what,
                        ls_error *err, const char *words)
{
    *fault = what;
    return ls_fail(err, LS_ESYNTAX, 0, "%s", words);
}

static void release(struct reading *reading)
{
    ls_buf_release(&reading->settings);
    ls_buf_release(&reading->inputs);
    ls_buf_release(&reading->bookmarks);
}

static ls_status refuse_newer(ls_state_fault *fault, ls_error *err)
{
    return refuse(fault, LS_STATE_FOREIGN, err,
                  "was written by a newer logstat; it is left as it is");
}

/* What a whole summary is whose digest does not fit, or that has none. */
static ls_status judge_summary(ls_memo *memo, ls_slice text,
                               ls_state_fault *fault, ls_error *err)
{
    struct reading reading = { .memo = memo };
    bool whole;
    ls_status status = hear_all(&reading, text, &whole);

    release(&reading);
    if (status != LS_OK)
        return status;
    if (reading.version > 1)
        return refuse_newer(fault, err);
    if (!reading.is_there)
        return refuse(fault, LS_STATE_FOREIGN, err,
                      "is a summary without bookmarks, which --update did not "
                      "write; it is left as it is");
    return refuse(fault, LS_STATE_DAMAGED, err,
                  "is damaged: its checksum does not fit");
}

/* What a text is that has no digest, or not the right one. */
static ls_status judge(ls_memo *memo, ls_slice text, ls_state_fault *fault,
                       ls_error *err)
{
    ls_summary *summary = NULL;
    size_t used = 0;
    ls_status status;

    if (text.len == 0)
        return refuse(fault, LS_STATE_DAMAGED, err, "is damaged: it is empty");
    if (!ls_slice_starts(text, LS_SLICE("{\"schema\":\"logstat-summary/")))
        return refuse(fault, LS_STATE_FOREIGN, err,
                      "is not a summary that --update wrote; it is left as it "
                      "is");
    if (!ls_slice_starts(text,
                         LS_SLICE("{\"schema\":\"" LS_SUMMARY_SCHEMA "\"")))
        return refuse_newer(fault, err);
    status = ls_summary_read(text, &used, &summary, err);
    ls_summary_free(summary);
    if (status == LS_OK)
        return judge_summary(memo, text, fault, err);
    return status == LS_ENOMEM
               ? status
               : refuse(fault, LS_STATE_DAMAGED, err,
                        "is damaged: its checksum does not fit");
}

static ls_status read_members(struct reading *reading, ls_slice text,
                              ls_state_fault *fault, ls_error *err)
{
    bool whole;

    if (hear_all(reading, text, &whole) != LS_OK)
        return LS_ENOMEM;
    if (reading->is_there && reading->version > 1)
        return refuse_newer(fault, err);
    if (!whole || !reading->is_there || reading->version != 1)
        return refuse(fault, LS_STATE_DAMAGED, err,
                      "is damaged: its bookmarks cannot be read");
    return finish(reading);
}

ls_status ls_memo_read(ls_memo *memo, ls_slice text, ls_summary **summary,
                       ls_state_fault *fault, ls_error *err)
{
    struct reading reading = { .memo = memo };
    size_t used = 0;
    ls_status status;

    *fault = LS_STATE_SOUND;
    if (!is_whole(text))
        return judge(memo, text, fault, err);
    status = read_members(&reading, text, fault, err);
    release(&reading);
    if (status != LS_OK)
        return status;
    status = ls_summary_read(text, &used, summary, err);
    if (status == LS_ESYNTAX)
        *fault = LS_STATE_FOREIGN;
    return status;
}
