/* SPDX-License-Identifier: MIT */
/* Runs that count logs, as --update does it. */

#include "test.h"

#include "property/laws.h"
#include "unit/follow.h"

#include <stdio.h>

static bool without_handles;

int follow_test(const char *name, const struct CMUnitTest *tests, size_t count)
{
    int failed = _cmocka_run_group_tests(name, tests, count, NULL, NULL);

    without_handles = true;
    return failed +
           _cmocka_run_group_tests("without handles", tests, count, NULL, NULL);
}

enum {
    MOST_NAMES = 8
};

/* What the callbacks of a run need. */
struct run {
    ls_state *state;
    follow_memory *memory; /* or NULL */
    follow_result *result;
    bool damaged;
    ls_status status; /* of what a callback did */
};

static void take(void *context, size_t index, const ls_position *position)
{
    struct run *run = context;
    ls_status status = ls_state_take(run->state, index, position);

    if (status != LS_OK)
        run->status = status;
}

static void end_input(void *context, size_t index, const ls_outcome *outcome)
{
    struct run *run = context;

    (void)index;
    run->damaged = run->damaged || outcome->verdict == LS_INPUT_DAMAGED;
    run->result->errors +=
        outcome->verdict != LS_INPUT_READ && outcome->verdict != LS_INPUT_EMPTY;
}

static void note_summary(const ls_summary *summary, follow_result *result)
{
    result->lines = summary->lines;
    result->bytes = summary->bytes;
    for (size_t i = 0; i < summary->input_count; i++) {
        result->gap += summary->inputs[i].gap;
        result->gap_unknown =
            result->gap_unknown || summary->inputs[i].gap_unknown;
    }
}

static ls_status finish(struct run *run, ls_run *reading, ls_error *err)
{
    const ls_summary *before =
        run->memory ? run->memory->summary : ls_state_summary(run->state);
    const ls_summary *gaps = ls_state_gaps(run->state);
    ls_summary *summary = NULL;
    bool changed = false;
    ls_status status = ls_state_settle(run->state, &changed, err);

    assert_false(changed);
    if (status == LS_OK && gaps)
        status = ls_run_add(reading, gaps, err);
    if (status == LS_OK && before)
        status = ls_run_add(reading, before, err);
    if (status == LS_OK)
        status = ls_run_summary(reading, &summary, err);
    if (status != LS_OK)
        return status;
    note_summary(summary, run->result);
    run->result->saved = ls_state_lives(run->state);
    if (run->memory) {
        ls_summary_free(run->memory->summary);
        run->memory->summary = summary;
        return ls_state_go_on(run->state, err);
    }
    if (run->result->saved)
        status = ls_state_save(run->state, summary, err);
    ls_summary_free(summary);
    return status;
}

static ls_status read_once(struct run *run, bool nothing, ls_error *err)
{
    const ls_run_options options = {
        .formats = builtin_formats(),
        .stop = -1,
        .on_position = take,
        .on_input = end_input,
        .context = run,
    };
    ls_run *reading = NULL;
    ls_status status = ls_run_new(&options, &reading, err);
    size_t count;
    const ls_run_input *inputs = ls_state_readings(run->state, &count);

    run->damaged = false;
    run->result->read = count;
    if (status == LS_OK)
        status = ls_run_read(reading, inputs, nothing ? 0 : count, err);
    if (status == LS_OK)
        status = run->status;
    if (status == LS_OK && !run->damaged)
        status = finish(run, reading, err);
    ls_run_free(reading);
    return status;
}

/* The names of a list with blanks between, which live as long as it. */
struct names {
    char text[400];
    const char *list[MOST_NAMES];
    size_t count;
};

static void split(struct names *names, const char *list)
{
    char *at;

    (void)snprintf(names->text, sizeof(names->text), "%s", list);
    for (char *name = strtok_r(names->text, " ", &at); name;
         name = strtok_r(NULL, " ", &at))
        names->list[names->count++] = name;
}

static ls_status look(ls_state *state, const follow_how *how,
                      struct names *names, ls_error *err)
{
    for (; names->count < ls_state_input_count(state) && !names->text[0];
         names->count++)
        names->list[names->count] = ls_state_input(state, names->count);
    return ls_state_look(state, names->list, names->count, how->rotated, err);
}

ls_status follow_try(const follow_how *how, const char *names,
                     follow_result *result, ls_error *err)
{
    const ls_state_options options = {
        .path = how->state,
        .after = how->after,
        .now = how->now,
        .without_handles = without_handles,
        .rotate_wait = how->memory ? 1 : 0,
    };
    struct run run = {
        .memory = how->memory,
        .result = result,
        .status = LS_OK,
    };
    struct names list = { .count = 0 };
    ls_status status;
    size_t count = 0;

    if (names)
        split(&list, names);
    *result = (follow_result){ .errors = 0 };
    if (how->memory && how->memory->state) {
        run.state = how->memory->state;
        status = LS_OK;
    } else {
        status = ls_state_open(&options, &run.state, err);
    }
    if (status != LS_OK)
        return status;
    status = look(run.state, how, &list, err);
    if (status == LS_OK) {
        const ls_state_note *notes = ls_state_notes(run.state, &count);

        for (size_t i = 0; i < count; i++)
            result->errors += notes[i].is_error;
        status = read_once(&run, false, err);
    }
    /* What is damaged counts for nothing; the others are read in any case. */
    if (status == LS_OK && run.damaged)
        status = look(run.state, how, &list, err);
    if (status == LS_OK && run.damaged)
        status = read_once(&run, true, err);
    if (how->memory)
        how->memory->state = run.state;
    else
        ls_state_free(run.state);
    return status;
}

void follow_forget(follow_memory *memory)
{
    ls_state_free(memory->state);
    ls_summary_free(memory->summary);
    *memory = (follow_memory){ .state = NULL };
}

follow_result follow(const char *names)
{
    const follow_how how = { .state = "state", .now = 1000000 };
    follow_result result;
    ls_error err = { 0 };

    if (follow_try(&how, names, &result, &err) != LS_OK)
        fail_msg("%s", err.message);
    return result;
}

static void demand(const follow_result *result)
{
    uint64_t lines;
    uint64_t bytes;

    follow_wanted(&lines, &bytes);
    assert_int_equal(result->lines.counted, lines);
    assert_int_equal(result->bytes, bytes);
}

void demand_all(const char *names)
{
    follow_result result = follow(names);

    demand(&result);
    assert_int_equal(result.errors, 0);
    assert_false(result.gap_unknown);
    assert_true(result.saved);
}

void demand_gap(const char *names)
{
    follow_result result = follow(names);

    demand(&result);
    assert_int_equal(result.errors, 1);
    assert_true(result.gap_unknown);
    result = follow(names); /* said once, and never forgotten */
    demand(&result);
    assert_int_equal(result.errors, 0);
    assert_true(result.gap_unknown);
}
