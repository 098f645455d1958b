/* SPDX-License-Identifier: MIT */
/*
 * To read a log in two goes, cut anywhere and the second where the first
 * stopped, gives what one go gives, whatever the threads and blocks, and
 * whether or not the second finds it compressed. The format is that of the
 * whole, for that of a part may be another one.
 */

#include "test.h"

#include "property/compress.h"
#include "property/laws.h"
#include "property/mixes.h"

#include <unistd.h>

enum {
    MIXES = 60,
    CUTS = 12
};

/* A position that has been told, with its own bytes. */
struct told {
    ls_position position;
    ls_buf header;
    ls_buf date;
    size_t count;
};

static void keep(ls_buf *buf, ls_slice *bytes)
{
    buf->len = 0;
    assert_int_equal(ls_buf_append(buf, *bytes), LS_OK);
    *bytes = ls_buf_slice(buf);
}

static void hear(void *context, size_t index, const ls_position *position)
{
    struct told *told = context;

    (void)index;
    told->position = *position;
    keep(&told->header, &told->position.header);
    keep(&told->date, &told->position.date);
    told->count++;
}

static void release(struct told *told)
{
    ls_buf_release(&told->header);
    ls_buf_release(&told->date);
    *told = (struct told){ .count = 0 };
}

static ls_run *start(struct told *told, size_t jobs, size_t block)
{
    const ls_run_options options = {
        .formats = builtin_formats(),
        .block = block,
        .max_line = 5000,
        .stop = -1,
        .jobs = jobs,
        .on_position = hear,
        .context = told,
    };
    ls_run *run = NULL;

    assert_int_equal(ls_run_new(&options, &run, NULL), LS_OK);
    return run;
}

static void read_on(ls_run *run, ls_slice bytes, const ls_position *position,
                    bool is_growing)
{
    int file = file_of(bytes);
    const ls_run_input input = {
        .name = "log",
        .descriptor = file,
        .position = position,
        .is_growing = is_growing,
    };

    assert_int_equal(ls_run_read(run, &input, 1, NULL), LS_OK);
    (void)close(file);
}

static ls_summary *finish(ls_run *run)
{
    ls_summary *summary = NULL;

    assert_int_equal(ls_run_summary(run, &summary, NULL), LS_OK);
    ls_run_free(run);
    return summary;
}

/* Reads all of it in one go; false: a second could not go on. */
static bool read_whole(ls_slice log, struct told *told, ls_summary **summary)
{
    const ls_position start_of_log = { .offset = 0 };
    ls_run *run = start(told, 1, 0);

    read_on(run, log, &start_of_log, false);
    *summary = finish(run);
    if (told->count && told->position.offset != log.len)
        fail_msg("read to %llu of %zu",
                 (unsigned long long)told->position.offset, log.len);
    return told->count && told->position.format;
}

/* The start of the log, in the format of all of it. */
static ls_position at_start(const struct told *whole)
{
    ls_position position = whole->position;

    position.offset = 0;
    position.lines = 0;
    position.header = (ls_slice){ 0 };
    position.date = (ls_slice){ 0 };
    return position;
}

static void demand_lines(const struct told *told, ls_slice log, size_t cut)
{
    size_t lines = 0;

    while (cut && log.ptr[cut - 1] != '\n')
        cut--;
    for (size_t i = 0; i < cut; i++)
        lines += log.ptr[i] == '\n';
    assert_int_equal(told->position.offset, cut);
    assert_int_equal(told->position.lines, lines);
}

struct way {
    size_t jobs;
    size_t block;
    bool compressed;
};

static void try_cut(ls_slice log, size_t cut, const struct told *whole,
                    const struct way *way, const ls_summary *want)
{
    struct told told = { .count = 0 };
    ls_position position = at_start(whole);
    ls_run *run = start(&told, way->jobs, way->block);
    ls_buf packed = { 0 };
    ls_summary *got;
    const char *problem;

    read_on(run, ls_slice_head(log, cut), &position, true);
    assert_int_equal(told.count, 1);
    demand_lines(&told, log, cut);
    position = told.position;
    if (way->compressed) {
        compress_text(GZIP, log, &packed);
        log = ls_buf_slice(&packed);
    }
    read_on(run, log, &position, false);
    got = finish(run);
    assert_int_equal(told.count, 2);
    assert_int_equal(told.position.lines, whole->position.lines);
    assert_int_equal(told.position.offset, whole->position.offset);
    problem = difference(want, got);
    if (problem)
        fail_msg("cut at %zu, %zu jobs, blocks of %zu%s: %s", cut, way->jobs,
                 way->block, way->compressed ? ", compressed" : "", problem);
    ls_summary_free(got);
    ls_buf_release(&packed);
    release(&told);
}

static void two_goes__are_one(void **state)
{
    static const struct way ways[] = {
        { 1, 0, false },     { 1, 64, false }, { 3, 1000, false },
        { 7, 16384, false }, { 1, 64, true },  { 3, 16384, true },
    };
    random_source random = { 71 };
    ls_buf log = { 0 };
    size_t tried = 0;

    (void)state;
    for (size_t i = 0; i < MIXES; i++) {
        struct told whole = { .count = 0 };
        ls_summary *want = NULL;

        mix_log(&random, &log);
        if (read_whole(ls_buf_slice(&log), &whole, &want))
            for (size_t c = 0; c < CUTS; c++, tried++)
                try_cut(ls_buf_slice(&log), random_below(&random, log.len + 1),
                        &whole, &ways[c % CASES(ways)], want);
        ls_summary_free(want);
        release(&whole);
    }
    assert_true(tried > MIXES * CUTS / 3);
    ls_buf_release(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_goes__are_one),
    };

    return cmocka_run_group_tests_name("resume", tests, mixes_set_up,
                                       mixes_tear_down);
}
