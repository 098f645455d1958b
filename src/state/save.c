/* SPDX-License-Identifier: MIT */
/*
 * What is kept of a look. In a file, the counts and the bookmarks that belong
 * to them are one document, so that whatever happens both are of the same run.
 */

#include "state/state.h"

/* Whether anything of this input has ever been found. */
static bool is_met(const ls_look *look, const ls_watched *input)
{
    if (!input->is_first)
        return true;
    for (size_t i = 0; i < look->bookmark_count; i++)
        if (!look->bookmarks[i].is_gone &&
            strcmp(look->bookmarks[i].input, input->name) == 0)
            return true;
    return false;
}

bool ls_state_lives(const ls_state *state)
{
    const ls_look *look = &state->look;

    for (size_t i = 0; i < look->input_count; i++)
        if (look->inputs[i].lives && is_met(look, &look->inputs[i]))
            return true;
    return false;
}

static bool has_input(const ls_memo *memo, const char *name)
{
    for (size_t i = 0; i < memo->input_count; i++)
        if (strcmp(memo->inputs[i], name) == 0)
            return true;
    return false;
}

/* The inputs of all runs so far, and of this one. */
static ls_status add_inputs(ls_memo *memo, const ls_memo *before,
                            const ls_look *look, ls_arena *arena)
{
    memo->inputs =
        ls_arena_alloc(arena, before->input_count + look->input_count + 1,
                       sizeof(*memo->inputs));
    if (!memo->inputs)
        return LS_ENOMEM;
    if (before->input_count)
        memcpy(memo->inputs, before->inputs,
               before->input_count * sizeof(*memo->inputs));
    for (size_t i = 0; i < look->input_count; i++)
        if (is_met(look, &look->inputs[i]) &&
            !has_input(memo, look->inputs[i].name))
            memo->inputs[memo->input_count++] = look->inputs[i].name;
    return LS_OK;
}

static void keep_bookmarks(ls_memo *memo, ls_look *look)
{
    size_t kept = 0;

    for (size_t i = 0; i < look->bookmark_count; i++)
        if (!look->bookmarks[i].is_gone)
            look->bookmarks[kept++] = look->bookmarks[i];
    memo->bookmarks = look->bookmarks;
    memo->bookmark_count = kept;
    look->bookmark_count = kept;
}

ls_status ls_state_save(ls_state *state, const ls_summary *summary,
                        ls_error *err)
{
    ls_memo memo = state->memo;
    ls_buf text = { 0 };
    ls_error words = { 0 };
    ls_status status =
        add_inputs(&memo, &state->memo, &state->look, state->look.arena);

    memo.runs++;
    memo.saved = (uint64_t)state->now;
    keep_bookmarks(&memo, &state->look);
    if (status == LS_OK)
        status = ls_memo_write(&memo, summary, &text);
    if (status == LS_OK)
        status = ls_state_file_replace(state->path, ls_buf_slice(&text),
                                       state->is_damaged, &words);
    ls_buf_release(&text);
    if (status == LS_ENOMEM)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    return status == LS_OK ? LS_OK
                           : ls_fail(err, status, 0, "%.200s: %s", state->path,
                                     words.message);
}

/* --- Without a file. */

static ls_status copy_bookmarks(ls_memo *memo)
{
    size_t count = memo->bookmark_count;
    const ls_bookmark *from = memo->bookmarks;

    memo->bookmarks =
        ls_arena_alloc(memo->arena, count + 1, sizeof(*memo->bookmarks));
    if (!memo->bookmarks)
        return LS_ENOMEM;
    for (size_t i = 0; i < count; i++)
        if (ls_bookmark_copy(&from[i], memo->arena, &memo->bookmarks[i]) !=
            LS_OK)
            return LS_ENOMEM;
    return LS_OK;
}

/* A memo in memory of its own, which depends on nothing of the look's. */
static ls_status make_memo(ls_state *state, ls_memo *memo)
{
    ls_status status;

    if (!memo->arena)
        return LS_ENOMEM;
    status = add_inputs(memo, &state->memo, &state->look, memo->arena);
    keep_bookmarks(memo, &state->look);
    if (status == LS_OK)
        status = copy_bookmarks(memo);
    return status == LS_OK ? ls_state_hold(state, memo) : status;
}

ls_status ls_state_go_on(ls_state *state, ls_error *err)
{
    ls_memo memo = { .arena = ls_arena_new(), .runs = state->memo.runs + 1 };

    if (make_memo(state, &memo) != LS_OK) {
        ls_arena_free(memo.arena);
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    }
    ls_look_release(&state->look);
    ls_arena_free(state->memo.arena);
    state->memo = memo;
    return LS_OK;
}

void ls_state_set_time(ls_state *state, int64_t now)
{
    state->now = now;
}

void ls_state_end(ls_state *state)
{
    state->is_ending = true;
}
