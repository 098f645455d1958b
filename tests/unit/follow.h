/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_FOLLOW_H
#define TESTS_UNIT_FOLLOW_H

#include "test.h"

#include <logstat/state.h>

/*
 * Logs that are written, rotated and counted in a folder of their own, which is
 * the one worked in. Each record has a size of its own, so that one lost and
 * one counted twice show, even together.
 */

/* For each test: a new folder, and one that is gone. */
int follow_enter(void **state);
int follow_leave(void **state);

#define FOLLOWS(name)                                                          \
    cmocka_unit_test_setup_teardown(name, follow_enter, follow_leave)

/* Runs the tests, and again without the handles that the kernel has of files.
 */
int follow_test(const char *name, const struct CMUnitTest *tests, size_t count);

/* Appends records, which are to be counted; or which are not. */
void put(const char *name, size_t count);
void put_uncounted(const char *name, size_t count);

/* The number of the newest record, and the size of any: 40 bits that no other
   has. */
uint64_t last_record(void);
uint64_t record_size(uint64_t number);

/* Appends any bytes. */
void put_text(const char *name, const char *text);

/* Part of a record, which counts once the rest of it is put. */
void put_part(const char *name);
void put_rest(const char *name);

/* What programs that rotate logs do. */
void move(const char *from, const char *to);
void copy(const char *from, const char *to);
/* `log` becomes `log.1`, and all that are older up to `most` move on. */
void rotate(size_t most);
void empty(const char *name);
void delete (const char *name);

/* Compresses a file to another, and deletes it; `len` bytes of that are
   written, all for 0. */
void pack(const char *name, const char *to, size_t len);

/* How many records are to be counted so far, and the sum of their sizes. */
void follow_wanted(uint64_t *lines, uint64_t *bytes);

/* What a run of --update came to. */
typedef struct follow_result {
    ls_lines lines;
    uint64_t bytes; /* of the responses */
    size_t errors;  /* that were told */
    size_t read;    /* files */
    uint64_t gap;
    bool gap_unknown;
    bool saved;
} follow_result;

/*
 * Goes on with the summary in the file "state" for the logs that are named,
 * with blanks between; NULL: as before.
 */
follow_result follow(const char *names);

/* What stays in memory from run to run instead of in a file. */
typedef struct follow_memory {
    ls_state *state;
    ls_summary *summary;
} follow_memory;

void follow_forget(follow_memory *memory);

/*
 * The same with another file, after one, and with rotated logs elsewhere; or
 * without a file.
 */
typedef struct follow_how {
    const char *state;
    follow_memory *memory; /* NULL: in the file */
    const char *after;
    const char *rotated;
    int64_t now;
} follow_how;

ls_status follow_try(const follow_how *how, const char *names,
                     follow_result *result, ls_error *err);

/* Fails unless a run counts all that is to be counted, and misses nothing. */
void demand_all(const char *names);

/* The same, but what has been put so far is known not to be complete. */
void demand_gap(const char *names);

#endif
