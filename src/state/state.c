/* SPDX-License-Identifier: MIT */
/* The handle: opening a state, what it keeps, and the order of a look. */

#include "state/state.h"

#include <stdlib.h>
#include <unistd.h>

static ls_status no_memory(ls_error *err)
{
    return ls_fail(err, LS_ENOMEM, 0, "no memory");
}

void ls_state_free(ls_state *state)
{
    if (!state)
        return;
    ls_look_release(&state->look);
    ls_state_let_go(state);
    ls_summary_free(state->summary);
    ls_arena_free(state->memo.arena);
    if (state->lock >= 0)
        (void)close(state->lock); /* which unlocks it */
    free(state);
}

/* --- Opening. */

/* Puts the name of the file before what is wrong with it. */
static ls_status fail_at(ls_status status, const char *path,
                         const ls_error *words, ls_error *err)
{
    return ls_fail(err, status, 0, "%.200s: %s", path, words->message);
}

/* Reads one file of a state, and what it says into an empty memo. */
static ls_status read_file(ls_state *state, const char *path, bool *there,
                           ls_state_fault *fault, ls_error *err)
{
    ls_buf text = { 0 };
    ls_error words = { 0 };
    ls_memo memo = { .arena = state->memo.arena };
    ls_status status;

    *fault = LS_STATE_SOUND;
    status = ls_state_file_read(path, &text, there, &words);
    if (status == LS_OK && *there)
        status = ls_memo_read(&memo, ls_buf_slice(&text), &state->summary,
                              fault, &words);
    ls_buf_release(&text);
    if (status == LS_OK && *there)
        state->memo = memo;
    if (status == LS_ENOMEM)
        return no_memory(err);
    return status == LS_OK ? LS_OK : fail_at(status, path, &words, err);
}

/* The version before, in place of a file that is damaged or not there. */
static ls_status read_prev(ls_state *state, bool *there, ls_error *err)
{
    char *path = ls_state_path(state->path, LS_STATE_PREV);
    const char *what = state->is_damaged ? "is damaged; read in its place:"
                                         : "is not there; read in its place:";
    ls_state_fault fault;
    ls_status status;

    if (!path)
        return no_memory(err);
    status = read_file(state, path, there, &fault, err);
    if (status == LS_OK && *there) {
        state->fallback = ls_arena_join(state->memo.arena, what, ' ', path);
        status = state->fallback ? LS_OK : no_memory(err);
    }
    free(path);
    return status;
}

/* The file, or what stands in for it; new if there is neither. */
static ls_status read_state(ls_state *state, ls_error *err)
{
    ls_state_fault fault;
    ls_error why = { 0 };
    bool there = false;
    ls_status status = read_file(state, state->path, &there, &fault, &why);

    if ((status == LS_OK && there) ||
        (status != LS_OK && fault != LS_STATE_DAMAGED))
        return status == LS_OK ? LS_OK
                               : ls_fail(err, status, 0, "%s", why.message);
    state->is_damaged = status != LS_OK;
    there = false;
    status = read_prev(state, &there, err);
    if (status == LS_ENOMEM || (status == LS_OK && there))
        return status;
    if (state->is_damaged)
        return ls_fail(err, LS_EIO, 0,
                       "%.400s, and there is no sound version before it",
                       why.message);
    state->is_new = !there;
    return status;
}

/* The bookmarks of another state, and nothing that it has counted. */
static ls_status read_after(ls_state *state, const char *path, ls_error *err)
{
    ls_state_fault fault;
    bool there = false;
    ls_status status = read_file(state, path, &there, &fault, err);

    if (status == LS_OK && !there)
        return ls_fail(err, LS_EIO, 0, "%.200s: there is no such file", path);
    state->memo.runs = 0;
    return status;
}

static ls_status begin(ls_state *state)
{
    ls_memo *memo = &state->memo;
    ls_hash_key key;

    memo->settings = memo->settings
                         ? memo->settings
                         : ls_arena_alloc(memo->arena, 1, sizeof(ls_setting));
    memo->inputs = memo->inputs
                       ? memo->inputs
                       : ls_arena_alloc(memo->arena, 1, sizeof(const char *));
    if (!memo->settings || !memo->inputs || !ls_hash_key_random(&key))
        return LS_ENOMEM;
    memcpy(memo->run.bytes, key.bytes, sizeof(memo->run.bytes));
    if (memo->runs == 0)
        memo->begun = (uint64_t)state->now;
    return LS_OK;
}

/* A state without a file. */
static ls_status load_nothing(ls_state *state, ls_error *err)
{
    state->is_new = true;
    return begin(state) == LS_OK ? LS_OK : no_memory(err);
}

static ls_status load(ls_state *state, const ls_state_options *options,
                      ls_error *err)
{
    ls_error words = { 0 };
    ls_status status =
        ls_state_file_lock(state->path, options->wait, &state->lock, &words);

    if (status != LS_OK)
        return ls_fail(err, status, 0, "%.200s" LS_STATE_LOCK ": %s",
                       state->path, words.message);
    if (state->lock < 0)
        return ls_fail(err, LS_EBUSY, 0,
                       "%.200s: another run is at it; try again later, or "
                       "wait with --wait",
                       state->path);
    status = read_state(state, err);
    if (status == LS_OK && state->is_new && options->after)
        status = read_after(state, options->after, err);
    if (status != LS_OK)
        return status;
    if (state->summary)
        state->select = state->summary->select;
    return begin(state) == LS_OK ? LS_OK : no_memory(err);
}

ls_status ls_state_open(const ls_state_options *options, ls_state **state,
                        ls_error *err)
{
    ls_state *made = calloc(1, sizeof(*made));
    ls_status status;

    if (!made)
        return no_memory(err);
    made->lock = -1;
    made->path = options->path;
    made->now = options->now;
    made->without_handles = options->without_handles;
    made->rotate_wait = options->rotate_wait;
    made->memo.arena = ls_arena_new();
    if (!made->memo.arena)
        status = no_memory(err);
    else
        status =
            made->path ? load(made, options, err) : load_nothing(made, err);
    if (status == LS_OK)
        *state = made;
    else
        ls_state_free(made);
    return status;
}

/* --- What it keeps. */

const ls_summary *ls_state_summary(const ls_state *state)
{
    return state->is_new ? NULL : state->summary;
}

bool ls_state_begins(const ls_state *state)
{
    return state->is_new && !state->summary;
}

size_t ls_state_setting_count(const ls_state *state)
{
    return state->memo.setting_count;
}

const ls_setting *ls_state_setting(const ls_state *state, size_t index)
{
    return &state->memo.settings[index];
}

ls_status ls_state_set(ls_state *state, const char *name, const char *value)
{
    ls_memo *memo = &state->memo;
    size_t count = memo->setting_count;
    ls_setting *settings =
        ls_arena_alloc(memo->arena, count + 1, sizeof(*settings));

    if (!settings)
        return LS_ENOMEM;
    if (count)
        memcpy(settings, memo->settings, count * sizeof(*settings));
    settings[count].name = ls_arena_copy(memo->arena, ls_slice_of(name));
    settings[count].value = ls_arena_copy(memo->arena, ls_slice_of(value));
    if (!settings[count].name || !settings[count].value)
        return LS_ENOMEM;
    memo->settings = settings;
    memo->setting_count++;
    return LS_OK;
}

size_t ls_state_input_count(const ls_state *state)
{
    return state->memo.input_count;
}

const char *ls_state_input(const ls_state *state, size_t index)
{
    return state->memo.inputs[index];
}

/* --- Looking. */

static bool is_kept(const ls_state *state, const char *name)
{
    for (size_t i = 0; i < state->memo.input_count; i++)
        if (strcmp(state->memo.inputs[i], name) == 0)
            return true;
    return false;
}

static ls_status start_look(ls_state *state, const char *const *names,
                            size_t count)
{
    ls_look *look = &state->look;

    look->arena = ls_arena_new();
    if (!look->arena)
        return LS_ENOMEM;
    look->inputs =
        ls_arena_alloc(look->arena, count + 1, sizeof(*look->inputs));
    if (!look->inputs)
        return LS_ENOMEM;
    look->input_count = count;
    for (size_t i = 0; i < count; i++)
        look->inputs[i] = (ls_watched){
            .name = names[i],
            .is_first = !is_kept(state, names[i]),
        };
    return LS_OK;
}

/* Copies the bookmarks, with room for as many new ones as there are files. */
static ls_status take_bookmarks(ls_state *state)
{
    const ls_memo *memo = &state->memo;
    ls_look *look = &state->look;
    size_t room = memo->bookmark_count + look->count + 1;

    look->known = memo->bookmark_count;
    look->bookmark_count = look->known;
    look->bookmarks =
        ls_arena_alloc(look->arena, room, sizeof(*look->bookmarks));
    look->found = ls_arena_alloc(look->arena, room, sizeof(*look->found));
    if (!look->bookmarks || !look->found)
        return LS_ENOMEM;
    if (look->known)
        memcpy(look->bookmarks, memo->bookmarks,
               look->known * sizeof(*look->bookmarks));
    return LS_OK;
}

static ls_status look_through(ls_state *state)
{
    ls_status status = ls_look_scan(state);

    if (status == LS_OK)
        status = take_bookmarks(state);
    if (status == LS_OK)
        status = ls_look_match(state);
    if (status == LS_OK)
        status = ls_look_meet(state);
    if (status == LS_OK)
        status = ls_look_miss(state);
    return status == LS_OK ? ls_look_plan(state) : status;
}

static ls_status look_once(ls_state *state, const char *const *names,
                           size_t count, const char *rotated)
{
    ls_status status;

    ls_look_release(&state->look);
    status = start_look(state, names, count);
    state->look.rotated = rotated;
    return status == LS_OK ? look_through(state) : status;
}

static bool has_errors(const ls_state *state)
{
    size_t count;
    const ls_state_note *notes = ls_state_notes(state, &count);

    for (size_t i = 0; i < count; i++)
        if (notes[i].is_error)
            return true;
    return false;
}

/* What is missing or odd is looked at twice: it may have been rotated while it
   was looked at, and stand under another name by now. */
ls_status ls_state_look(ls_state *state, const char *const *names, size_t count,
                        const char *rotated, ls_error *err)
{
    ls_status status = look_once(state, names, count, rotated);

    if (status == LS_OK && has_errors(state))
        status = look_once(state, names, count, rotated);
    return status == LS_OK ? LS_OK : no_memory(err);
}

const ls_run_input *ls_state_readings(const ls_state *state, size_t *count)
{
    *count = state->look.reading_count;
    return state->look.run_inputs;
}

const char *ls_state_reading_path(const ls_state *state, size_t index)
{
    return state->look.readings[index].candidate->path;
}

const ls_summary *ls_state_gaps(const ls_state *state)
{
    return state->look.gaps;
}

const ls_state_note *ls_state_notes(const ls_state *state, size_t *count)
{
    *count = state->look.notes.len / sizeof(ls_state_note);
    return (const ls_state_note *)(const void *)state->look.notes.ptr;
}

const char *ls_state_fallback(const ls_state *state)
{
    return state->fallback;
}
