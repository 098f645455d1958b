/* SPDX-License-Identifier: MIT */
/*
 * The first lines that did not parse, each with the column where it stops
 * fitting and what was expected there. Finding that out is slow, so it is done
 * for lines that are kept only.
 */

#include "pipeline/examples.h"

#include "base/escape.h"

#include <stdio.h>

uint64_t ls_examples_limit(const ls_examples *examples)
{
    return examples->count < LS_EXAMPLES_PER_INPUT
               ? UINT64_MAX
               : examples->items[LS_EXAMPLES_PER_INPUT - 1].offset;
}

ls_status ls_example_make(ls_example *example, ls_misfits *finder,
                          const ls_plans *plans, const ls_bad_line *line)
{
    ls_misfit_reason why = { .column = 1 };
    ls_misfit *misfit = &example->misfit;
    ls_slice text = ls_slice_head(line->text, LS_EXAMPLE_BYTES);

    if (!line->reason &&
        ls_misfit_find(finder, plans, line->text, &why) != LS_OK)
        return LS_ENOMEM;
    *example = (ls_example){ .offset = line->offset };
    misfit->line = line->number;
    misfit->column = why.column;
    misfit->len = text.len;
    if (text.len)
        memcpy(misfit->text, text.ptr, text.len);
    if (line->reason)
        (void)snprintf(misfit->reason, sizeof(misfit->reason), "%s",
                       line->reason);
    else
        (void)snprintf(misfit->reason, sizeof(misfit->reason), "expected %s",
                       why.expected);
    (void)snprintf(misfit->nearest, sizeof(misfit->nearest), "%s",
                   why.nearest ? why.nearest->head_name : "");
    return LS_OK;
}

void ls_examples_add(ls_examples *examples, const ls_example *example)
{
    size_t place = examples->count;

    if (example->offset >= ls_examples_limit(examples))
        return;
    if (place == LS_EXAMPLES_PER_INPUT)
        place--;
    else
        examples->count++;
    for (; place && examples->items[place - 1].offset > example->offset;
         place--)
        examples->items[place] = examples->items[place - 1];
    examples->items[place] = *example;
}

static int compare(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* By what a document says of them, so that one read back is in its order. */
static int order(const ls_kept_example *a, const ls_kept_example *b)
{
    int by = strcmp(a->line.input, b->line.input);

    if (by == 0)
        by = compare(a->line.offset, b->line.offset);
    if (by == 0)
        by = compare(a->line.line, b->line.line);
    if (by == 0)
        by = strcmp(a->spelled, b->spelled);
    return by ? by : strcmp(a->line.reason, b->line.reason);
}

/* The last one of an input, and how many it has; the count if it has none. */
static size_t find_last(const ls_example_list *list, const char *input,
                        size_t *count)
{
    size_t last = list->count;

    *count = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].line.input, input) != 0)
            continue;
        ++*count;
        last = i;
    }
    return last;
}

static void take_out(ls_example_list *list, size_t index)
{
    ls_buf_release(&list->items[index].texts);
    list->count--;
    for (size_t i = index; i < list->count; i++)
        list->items[i] = list->items[i + 1];
}

/* Whether there is a place for it, which another one may have to leave. */
static bool make_place(ls_example_list *list, const ls_kept_example *example)
{
    size_t count;
    size_t last = find_last(list, example->line.input, &count);

    if (count < LS_EXAMPLES_PER_INPUT) {
        if (list->count < LS_EXAMPLES_IN_ALL)
            return true;
        last = list->count - 1;
    }
    if (order(example, &list->items[last]) >= 0)
        return false;
    take_out(list, last);
    return true;
}

static void put_in(ls_example_list *list, const ls_kept_example *example)
{
    size_t place = list->count++;

    for (; place && order(&list->items[place - 1], example) > 0; place--)
        list->items[place] = list->items[place - 1];
    list->items[place] = *example;
}

/* Appends a text, escaped or as it is, and a NUL; `*at` gets where. */
static ls_status keep_text(ls_buf *texts, ls_slice text, bool escaped,
                           size_t *at)
{
    *at = texts->len;
    if ((escaped ? ls_escape_append(texts, text, LS_ESCAPE_CONTROL)
                 : ls_buf_append(texts, text)) != LS_OK)
        return LS_ENOMEM;
    return ls_buf_append(texts, (ls_slice){ "", 1 });
}

/* A copy of the line; LS_ENOMEM: a part of it, to be released too. */
static ls_status copy(const ls_summary_unparsed *line, ls_kept_example *kept)
{
    ls_buf *texts = &kept->texts;
    size_t input;
    size_t reason;
    size_t text;
    size_t spelled;

    *kept = (ls_kept_example){ .line = *line };
    if (keep_text(texts, ls_slice_of(line->input), true, &input) != LS_OK ||
        keep_text(texts, ls_slice_of(line->reason), false, &reason) != LS_OK ||
        keep_text(texts, line->text, false, &text) != LS_OK ||
        keep_text(texts, line->text, true, &spelled) != LS_OK)
        return LS_ENOMEM;
    kept->line.input = texts->ptr + input;
    kept->line.reason = texts->ptr + reason;
    kept->line.text.ptr = texts->ptr + text;
    kept->spelled = texts->ptr + spelled;
    return LS_OK;
}

ls_status ls_example_list_put(ls_example_list *list,
                              const ls_summary_unparsed *line)
{
    ls_kept_example kept;
    ls_status status = copy(line, &kept);

    if (status == LS_OK && make_place(list, &kept))
        put_in(list, &kept);
    else
        ls_buf_release(&kept.texts);
    return status;
}

ls_status ls_example_list_add(ls_example_list *list, const char *input,
                              const ls_examples *examples)
{
    for (size_t i = 0; i < examples->count; i++) {
        const ls_misfit *misfit = &examples->items[i].misfit;
        ls_summary_unparsed line = {
            .input = input,
            .line = misfit->line,
            .offset = examples->items[i].offset,
            .column = misfit->column,
            .reason = misfit->reason,
            .text = { misfit->text, misfit->len },
        };

        if (ls_example_list_put(list, &line) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

void ls_example_list_release(ls_example_list *list)
{
    while (list->count)
        ls_buf_release(&list->items[--list->count].texts);
}
