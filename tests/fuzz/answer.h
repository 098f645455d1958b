/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FUZZ_ANSWER_H
#define TESTS_FUZZ_ANSWER_H

#include "parse/reader.h"

/* What a reader says about a line. */
typedef struct answer {
    char *block; /* the line, in memory of its own size */
    ls_slice line;
    ls_record record;
    ls_line_kind kind;
} answer;

/*
 * Reads a copy of the line, so that a sanitizer sees one byte more and what is
 * left of the line before, and demands the laws of a record.
 */
void answer_read(answer *a, ls_reader *reader, ls_slice line);
void answer_release(answer *a);

/*
 * What else of a log counts: the last header and the last #Date line; without a
 * pointer there is none.
 */
typedef struct above {
    ls_slice header;
    ls_slice date;
} above;

/*
 * Demands that a reader that has read nothing but what counts of the lines
 * above says the same about the line. That is dear, so it is done for one line
 * in eight; `number`: of the line, and of anything that varies.
 */
void answer_demand_again(const answer *a, const ls_plans *plans,
                         const above *lines, size_t number);

/* A copy in a block of its own size, to be freed. */
char *block_of(ls_slice bytes);

#endif
