/* SPDX-License-Identifier: MIT */
/* Lines read one by one, and what must hold for each of them. */

#include "fuzz/answer.h"

#include "fuzz/demand.h"
#include "property/records.h"

#include <stdlib.h>

enum {
    ONE_IN = 8
}; /* lines that are read again */

char *block_of(ls_slice bytes)
{
    char *block = malloc(bytes.len ? bytes.len : 1);

    demand(block != NULL, "no memory");
    if (bytes.len)
        memcpy(block, bytes.ptr, bytes.len);
    return block;
}

void answer_read(answer *a, ls_reader *reader, ls_slice line)
{
    *a = (answer){ .block = block_of(line) };
    a->line = (ls_slice){ a->block, line.len };
    demand(ls_reader_read(reader, a->line, &a->record, &a->kind) == LS_OK,
           "no memory");
    if (is_record(a->kind))
        demand_none(record_problem(&a->record));
}

void answer_release(answer *a)
{
    free(a->block);
    *a = (answer){ 0 };
}

static void read_above(ls_reader *reader, ls_slice line)
{
    answer a;

    if (!line.ptr)
        return;
    answer_read(&a, reader, line);
    answer_release(&a);
}

void answer_demand_again(const answer *a, const ls_plans *plans,
                         const above *lines, size_t number)
{
    ls_reader *reader;
    answer again;

    if (number % ONE_IN)
        return;
    reader = ls_reader_new(plans, 0, true);
    demand(reader != NULL, "no memory");
    read_above(reader, lines->header);
    read_above(reader, lines->date);
    answer_read(&again, reader, a->line);
    demand(again.kind == a->kind, "a line is what it is");
    if (is_record(a->kind))
        demand_none(record_difference(&a->record, &again.record));
    answer_release(&again);
    ls_reader_free(reader);
}
