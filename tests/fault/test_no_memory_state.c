/* SPDX-License-Identifier: MIT */
/*
 * Memory that runs out while a state is opened, logs are looked through, and
 * the state is saved: its file is the old one until all has worked.
 */

#include "test.h"

#include "fault/points.h"
#include "property/laws.h"
#include "state/file.h"
#include "unit/follow.h"

#include <fcntl.h>
#include <unistd.h>

static ls_buf before; /* the state as it was */

static void load(const char *name, ls_buf *text)
{
    bool there;

    text->len = 0;
    assert_int_equal(ls_state_file_read(name, text, &there, NULL), LS_OK);
    assert_true(there);
}

/* A log that was rotated twice since the last run, and one that is gone. */
static int enter(void **state)
{
    int failed = follow_enter(state);

    put("log", 30);
    demand_all("log");
    put("log", 10);
    rotate(3);
    put("log", 10);
    put("other", 3);
    demand_all("log other");
    pack("log.1", "log.2.gz", 0);
    delete ("other");
    put("other", 5);
    put("log", 4);
    load("state", &before);
    return failed;
}

static int leave(void **state)
{
    ls_buf_release(&before);
    return follow_leave(state);
}

/* Takes all that is to be read as read. */
static ls_status take_all(ls_state *state, uint64_t *result)
{
    static const ls_position position = {
        .offset = 1,
        .format = "combined",
        .header = { "#Fields: x", 10 },
    };
    bool changed;
    size_t count;
    ls_status status = LS_OK;

    (void)ls_state_readings(state, &count);
    for (size_t i = 0; i < count && status == LS_OK; i++)
        status = ls_state_take(state, i, &position);
    *result = count;
    return status == LS_OK ? ls_state_settle(state, &changed, NULL) : status;
}

static ls_status go_on(ls_state *state, uint64_t *result)
{
    static const char *const names[] = { "log", "other" };
    ls_status status = ls_state_look(state, names, 2, "lo*", NULL);

    if (status == LS_OK)
        status = ls_state_set(state, "status", "5xx");
    if (status == LS_OK)
        status = take_all(state, result);
    return status == LS_OK ? ls_state_save(state, ls_state_summary(state), NULL)
                           : status;
}

static void put_back(void)
{
    int file = open("state", O_WRONLY | O_TRUNC);

    assert_true(file >= 0);
    assert_int_equal(write(file, before.ptr, before.len), before.len);
    assert_int_equal(close(file), 0);
}

static ls_status work(uint64_t *result)
{
    const ls_state_options options = { .path = "state", .now = 2000000 };
    ls_state *state = NULL;
    ls_status status = ls_state_open(&options, &state, NULL);

    if (status != LS_OK)
        return status;
    status = go_on(state, result);
    ls_state_free(state);
    if (status == LS_OK)
        put_back(); /* for the next time */
    return status;
}

static void state__reports_missing_memory(void **state)
{
    ls_buf after = { 0 };

    (void)state;
    try_all_points(work, 60);
    load("state", &after);
    assert_true(ls_slice_equal(ls_buf_slice(&before), ls_buf_slice(&after)));
    ls_buf_release(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(state__reports_missing_memory, enter,
                                        leave),
    };

    return cmocka_run_group_tests_name("no_memory_state", tests, NULL, NULL);
}
