/* SPDX-License-Identifier: MIT */
/*
 * Summaries as inputs. Where one ends says the document itself, so they may
 * stand one behind the other and be written over several lines.
 */

#include "pipeline/summaries.h"

#include "input/elements.h"
#include "input/kind.h"

#include <stdlib.h>

/* What reading one input needs. */
struct work {
    ls_summary_list *list;
    ls_error *err;
    ls_elements elements;
    ls_buf room;
};

void ls_summary_list_release(ls_summary_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        ls_summary_free(list->items[i]);
    free(list->items);
    *list = (ls_summary_list){ 0 };
}

static ls_status append(ls_summary_list *list, ls_summary *summary)
{
    ls_summary **items =
        realloc(list->items, (list->count + 1) * sizeof(ls_summary *));

    if (!items) {
        ls_summary_free(summary);
        return LS_ENOMEM;
    }
    list->items = items;
    items[list->count++] = summary;
    return LS_OK;
}

/* In a stream of several the number of the one that is wrong is said, too. */
static ls_status wrong(struct work *work, const ls_error *why)
{
    if (work->list->count == 0)
        return ls_fail(work->err, LS_ESYNTAX, 0, "%s", why->message);
    return ls_fail(work->err, LS_ESYNTAX, 0,
                   "what follows its first %zu summaries %s: it is left out",
                   work->list->count, why->message);
}

static ls_status read_one(struct work *work, const ls_line *element)
{
    ls_error err = { 0 };
    ls_summary *summary;
    ls_status status;
    size_t used;

    if (element->too_long) {
        (void)ls_fail(&err, LS_OK, 0, "is longer than the 64 MiB of a summary");
        return wrong(work, &err);
    }
    status = ls_summary_read(element->text, &used, &summary, &err);
    if (status == LS_OK)
        return append(work->list, summary);
    return status == LS_ENOMEM ? LS_ENOMEM : wrong(work, &err);
}

static ls_status read_some(struct work *work, ls_slice bytes, bool last)
{
    ls_line element;
    int got;

    ls_elements_give(&work->elements, bytes, last);
    while ((got = ls_elements_next(&work->elements, &element)) > 0) {
        ls_status status = read_one(work, &element);

        if (status != LS_OK)
            return status;
    }
    return got < 0 ? LS_ENOMEM : LS_OK;
}

static ls_status read_all(struct work *work, ls_source *source)
{
    ls_block block;
    ls_status status = LS_OK;
    int got = 1;

    while (status == LS_OK && got > 0) {
        got = ls_source_take(source, &work->room, &block, work->err);
        if (got < 0)
            return got;
        if (got && block.offset == 0)
            block.bytes = ls_slice_skip(block.bytes, ls_kind_bom(block.bytes));
        status = read_some(work, got ? block.bytes : LS_SLICE(""), got == 0);
    }
    return status;
}

ls_status ls_summary_list_read(ls_summary_list *list, ls_source *source,
                               ls_error *err)
{
    struct work work = { .list = list, .err = err };
    ls_status status;

    ls_elements_init(&work.elements, LS_DOCUMENT_OBJECTS, LS_SUMMARY_LONGEST);
    status = read_all(&work, source);
    if (status == LS_OK && ls_elements_is_cut(&work.elements)) {
        ls_error cut;

        (void)ls_fail(&cut, LS_OK, 0, "is a summary that is cut");
        status = wrong(&work, &cut);
    }
    ls_elements_release(&work.elements);
    ls_buf_release(&work.room);
    return status;
}
