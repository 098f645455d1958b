/* SPDX-License-Identifier: MIT */
/*
 * Whether the counts that a document says add up: those of codes, of inputs and
 * of groups.
 */

#include "summary/document.h"
#include "summary/sums.h"

static bool has_same_lines(const ls_lines *a, const ls_lines *b)
{
    return a->counted == b->counted && a->filtered == b->filtered &&
           a->comment == b->comment && a->blank == b->blank &&
           a->unparsed == b->unparsed;
}

/* Whether the lines are those of the inputs. */
static bool has_lines_of_inputs(const ls_summary *summary)
{
    ls_lines lines = { 0 };

    for (size_t i = 0; i < summary->input_count; i++)
        ls_lines_add(&lines, &summary->inputs[i].lines);
    return has_same_lines(&lines, &summary->lines) &&
           ls_lines_total(&lines) <= LS_COUNT_MAX;
}

/* Whether each request of a code has its method and origin. */
static bool has_all_requests(const ls_summary_code *code)
{
    uint64_t methods = 0;
    uint64_t origins = 0;
    uint64_t substatuses = 0;

    for (size_t i = 0; i < ls_method_count(); i++)
        methods += code->methods[i];
    for (size_t i = 0; i < code->origin_count; i++)
        origins += code->origins[i].requests;
    for (size_t i = 0; i < code->substatus_count; i++)
        substatuses += code->substatuses[i].requests;
    return methods == code->requests && origins == code->requests &&
           substatuses <= code->requests;
}

/*
 * Whether nothing of a code was counted more often than the code. The paths of
 * highest count are not either, with what their counts may be too high by
 * (tally/sketch.c).
 */
static bool has_no_more(const ls_summary_code *code,
                        const ls_timeline_pairs *pairs)
{
    uint64_t timed = 0;
    uint64_t paths = 0;

    for (size_t i = 0; i < pairs->count; i++)
        timed += pairs->items[2 * i + 1];
    for (size_t i = 0; i < code->path_count; i++)
        paths += code->paths[i].requests;
    return timed <= code->requests && paths <= code->requests;
}

/*
 * Whether each record has its code, and each code what belongs to it: so no sum
 * of counts in summaries is higher than that of their lines.
 */
static bool codes_add_up(const ls_summary *summary,
                         const ls_timeline_pairs *pairs)
{
    uint64_t requests = 0;

    for (size_t i = 0; i < summary->code_count; i++) {
        const ls_summary_code *code = &summary->codes[i];

        if (!has_all_requests(code) || !has_no_more(code, &pairs[i]))
            return false;
        requests += code->requests;
    }
    return has_lines_of_inputs(summary) && requests == summary->lines.counted &&
           summary->odd_times <= requests;
}

/* Whether each code of an error stands once, and none has more requests than
   its class. */
static bool errors_add_up(const ls_summary_row *row)
{
    uint64_t left[LS_CLASS_COUNT];

    memcpy(left, row->classes, sizeof(left));
    for (size_t i = 0; i < row->error_count; i++) {
        const ls_summary_row_error *error = &row->errors[i];
        ls_class class_ = ls_class_of(error->code);

        if (error->requests == 0 || error->requests > left[class_] ||
            (i && error->code <= error[-1].code))
            return false;
        left[class_] -= error->requests;
    }
    return true;
}

/* Whether a row has no more requests than it says, and surely has those. */
static bool row_adds_up(const ls_summary_row *row)
{
    uint64_t requests = 0;

    if (!errors_add_up(row))
        return false;
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++)
        requests += row->classes[c];
    return row->over < row->requests && requests == row->requests - row->over &&
           row->duration.count <= requests;
}

/* As the paths of a code, of all requests. */
static bool groups_add_up(const ls_summary *summary)
{
    for (size_t i = 0; i < summary->group_count; i++) {
        const ls_summary_group *group = &summary->groups[i];
        uint64_t requests = 0;

        for (size_t r = 0; r < group->row_count; r++) {
            if (!row_adds_up(&group->rows[r]))
                return false;
            requests += group->rows[r].requests;
        }
        if (requests > group->requests ||
            group->requests > summary->lines.counted)
            return false;
    }
    return true;
}

bool ls_document_adds_up(const ls_summary *summary,
                         const ls_timeline_pairs *pairs)
{
    return codes_add_up(summary, pairs) && groups_add_up(summary);
}
