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
    bool failed;
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

static bool keep(ls_buf *list, ls_slice item, size_t most)
{
    return list->len / item.len < most && ls_buf_append(list, item) == LS_OK;
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

static bool open_object(struct reading *reading)
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
    return true;
}

static bool close_list_object(struct reading *reading)
{
    if (strcmp(reading->list, "settings") == 0)
        return reading->setting.name && reading->setting.value &&
               keep(&reading->settings, BYTES_OF(reading->setting),
                    MOST_SETTINGS);
    if (strcmp(reading->list, "generations") == 0)
        return is_sound(&reading->bookmark) &&
               keep(&reading->bookmarks, BYTES_OF(reading->bookmark),
                    MOST_BOOKMARKS);
    return true;
}

static bool close_object(struct reading *reading)
{
    bool good = true;

    if (reading->inside && reading->depth == 3) {
        good = close_list_object(reading);
        memcpy(reading->key, reading->list, sizeof(reading->key));
    }
    if (reading->depth == 2)
        reading->inside = false;
    reading->depth--;
    return good;
}

typedef const ls_memo_field *fields_at(size_t index);

/* Takes a member; one that nobody knows is passed over. */
static bool take_field(struct reading *reading, fields_at *at, void *base,
                       ls_slice text)
{
    const ls_memo_field *field;

    for (size_t i = 0; (field = at(i)) != NULL; i++)
        if (strcmp(field->name, reading->key) == 0)
            return ls_field_read(field, base, text, reading->memo->arena);
    return true;
}

static bool take_input(struct reading *reading, ls_slice text)
{
    ls_slice name;

    if (!ls_text_read(text, reading->memo->arena, &name))
        return false;
    return keep(&reading->inputs, BYTES_OF(name.ptr), MOST_INPUTS);
}

static bool take_value(struct reading *reading, ls_slice text)
{
    if (reading->depth == 3 && strcmp(reading->list, "settings") == 0)
        return take_field(reading, ls_setting_field_at, &reading->setting,
                          text);
    if (reading->depth == 3 && strcmp(reading->list, "generations") == 0)
        return take_field(reading, ls_bookmark_field_at, &reading->bookmark,
                          text);
    if (reading->depth != 2)
        return true;
    if (strcmp(reading->key, "inputs") == 0)
        return take_input(reading, text);
    if (strcmp(reading->key, "version") == 0)
        return ls_slice_to_u64(text, &reading->version);
    return take_field(reading, ls_memo_field_at, reading->memo, text);
}

static bool hear(void *context, ls_json_event event, ls_slice text)
{
    struct reading *reading = context;
    bool good = true;

    switch (event) {
    case LS_EVENT_OBJECT:
        good = open_object(reading);
        break;
    case LS_EVENT_OBJECT_END:
        good = close_object(reading);
        break;
    case LS_EVENT_KEY:
        set_key(reading->key, sizeof(reading->key), text);
        break;
    case LS_EVENT_STRING:
    case LS_EVENT_NUMBER:
    case LS_EVENT_BOOLEAN:
        good = !reading->inside || take_value(reading, text);
        break;
    case LS_EVENT_ARRAY:
    case LS_EVENT_ARRAY_END:
    case LS_EVENT_NULL:
        break;
    }
    reading->failed = reading->failed || !good;
    return good;
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
    static const char end[] =
        "\"checksum\":\"00000000000000000000000000000000\""
        "}}\n";
    static const size_t len = sizeof(end) - 1;
    ls_buf want = { 0 };
    ls_memo_field field = { "checksum", LS_MEMO_DIGEST, 0 };
    ls_digest digest;
    bool same;

    if (text.len < len)
        return false;
    digest = ls_digest_of(ls_slice_head(text, text.len - len));
    same = ls_field_write(&field, &digest, &want) == LS_OK &&
           ls_buf_append(&want, LS_SLICE("}}\n")) == LS_OK &&
           ls_slice_equal(ls_slice_skip(text, text.len - len),
                          ls_buf_slice(&want));
    ls_buf_release(&want);
    return same;
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
    size_t used;
    bool whole;
    ls_status status = ls_json_events_read(text, hear, &reading, &used, &whole);

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
    size_t used;
    bool whole;

    if (ls_json_events_read(text, hear, reading, &used, &whole) != LS_OK)
        return LS_ENOMEM;
    if (reading->is_there && reading->version > 1)
        return refuse_newer(fault, err);
    if (!whole || reading->failed || !reading->is_there ||
        reading->version != 1)
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
