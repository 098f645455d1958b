/* SPDX-License-Identifier: MIT */
/*
 * Whatever happens to a log between runs of --update, each record that a run
 * could see is counted once; one that none could see is told as a gap; and
 * where nothing was deleted, no gap is told. LOGSTAT_HISTORIES says how many
 * histories are tried, and LOGSTAT_SEED where their numbers begin.
 */

#include "test.h"

#include "property/history.h"

#include "unit/follow.h"

#include <stdio.h>

enum {
    HISTORIES = 300,
    STEPS = 30
};

static random_source random_state;

static size_t number_from(const char *variable, size_t otherwise)
{
    const char *text = getenv(variable);

    return text ? strtoul(text, NULL, 10) : otherwise;
}

static void check(log_history *history, const follow_result *result,
                  size_t *errors, bool *gap)
{
    bool must_tell = history->has_lost;
    bool is_told = result->gap_unknown || result->gap;

    history_run(history);
    if (result->lines.counted != history->lines ||
        result->bytes != history->bytes)
        fail_msg("counted %llu of %llu records: %s",
                 (unsigned long long)result->lines.counted,
                 (unsigned long long)history->lines, history->trace);
    if (must_tell && result->errors == 0)
        fail_msg("a silent gap: %s", history->trace);
    if (is_told && !history->has_deleted)
        fail_msg("a gap where there is none: %s", history->trace);
    if (*gap && !is_told)
        fail_msg("a gap is forgotten: %s", history->trace);
    *gap = is_told;
    *errors += result->errors;
}

static follow_result run_once(const char *name, follow_memory *memory)
{
    const follow_how how = { .memory = memory, .now = 1000000 };
    follow_result result;
    ls_error err = { 0 };

    if (!memory)
        return follow(name);
    if (follow_try(&how, name, &result, &err) != LS_OK)
        fail_msg("%s", err.message);
    return result;
}

/* `memory`: of one run that goes on; NULL: of many, in a file. */
static void live_through(bool is_linked, follow_memory *memory)
{
    static log_history history;
    void *folder;
    size_t errors = 0;
    bool gap = false;
    follow_result result;

    (void)follow_enter(&folder);
    history_begin(&history, &random_state, is_linked, memory != NULL);
    for (size_t i = 0; i <= STEPS; i++) {
        if (i == 0 || i == STEPS || random_below(&random_state, 4) == 0) {
            result = run_once(history_name(&history), memory);
            check(&history, &result, &errors, &gap);
        } else {
            history_step(&history);
        }
    }
    (void)follow_leave(&folder);
}

static void live_through_all(bool is_linked)
{
    size_t count = number_from("LOGSTAT_HISTORIES", HISTORIES) / 2;

    random_state.state = number_from("LOGSTAT_SEED", 5);
    for (size_t i = 0; i < count; i++)
        live_through(is_linked, NULL);
}

/* Where one run goes on and keeps the logs open, not even those that are
   deleted are lost. */
static void logs_that_are_held(void **state)
{
    size_t count = number_from("LOGSTAT_HISTORIES", HISTORIES) / 2;

    (void)state;
    random_state.state = number_from("LOGSTAT_SEED", 5);
    for (size_t i = 0; i < count; i++) {
        follow_memory memory = { .state = NULL };

        live_through(i % 2 == 0, &memory);
        follow_forget(&memory);
    }
}

static void logs_that_are_renamed(void **state)
{
    (void)state;
    live_through_all(false);
}

static void links_that_are_switched(void **state)
{
    (void)state;
    live_through_all(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logs_that_are_renamed),
        cmocka_unit_test(links_that_are_switched),
        cmocka_unit_test(logs_that_are_held),
    };

    return follow_test("follow", tests, CASES(tests));
}
