/* SPDX-License-Identifier: MIT */
/*
 * The bytes are a log of JSON: lines, or a document whose elements must be the
 * same whatever pieces it comes in. Each object is read by all JSON formats
 * and those that wrap lines in JSON, and by a format made from them.
 */

#include "fuzz/answer.h"
#include "fuzz/demand.h"
#include "fuzz/target.h"
#include "input/elements.h"
#include "parse/probe.h"
#include "property/laws.h"
#include "property/records.h"

#include <stdlib.h>

enum {
    MAX_LOG = 4096,
    MAX_OBJECTS = 64, /* that are read */
    SHORT = 100,      /* the longest element, in half of the runs */
};

/* What a log is cut into. */
typedef struct objects {
    ls_line items[MAX_LOG + 1]; /* an element has a byte at least */
    size_t count;
} objects;

static const ls_format *format_named(const char *name)
{
    const ls_format *format =
        ls_formats_find(builtin_formats(), ls_slice_of(name));

    demand(format != NULL, "there is a format of this name");
    return format;
}

/* A line may be wrapped in JSON, and be a line of Apache inside. */
static bool is_wanted(const ls_format *format)
{
    return format->kind == LS_KIND_JSON || format == format_named("combined");
}

static size_t keep_wanted(ls_plan *plans, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (is_wanted(plans[i].format))
            plans[kept++] = plans[i];
    return kept;
}

/* `wrap` NULL: the lines are as they are, of an unknown format. */
static void make_plans(ls_plans *plans, const char *name, const char *wrap)
{
    ls_found found = { .format = name ? format_named(name) : NULL };

    if (wrap)
        found.wraps[found.wrap_count++] = format_named(wrap);
    demand(ls_plans_init(plans, builtin_formats(), &found, LS_FIELDS_ALL) ==
               LS_OK,
           "no memory");
    plans->count = keep_wanted(plans->items, plans->count);
    plans->wrapper_count = keep_wanted(plans->wrappers, plans->wrapper_count);
}

/* --- Cutting. */

static void add(objects *found, const ls_line *line)
{
    demand(found->count <= MAX_LOG, "an element has a byte at least");
    found->items[found->count++] = *line;
}

/* An element is what stands at its place in the log. */
static void demand_in_place(const ls_line *line, ls_slice log)
{
    uint64_t number = 1;

    demand(line->offset <= log.len &&
               ls_slice_equal(line->text,
                              ls_slice_head(ls_slice_skip(log, line->offset),
                                            line->text.len)),
           "an element is a part of the log");
    for (size_t i = 0; i < line->offset; i++)
        number += log.ptr[i] == '\n';
    demand(line->number == number, "an element starts in its line");
}

static bool cut_whole(ls_elements *elements, ls_slice log, objects *found)
{
    ls_line line;
    int got;

    ls_elements_give(elements, log, true);
    while ((got = ls_elements_next(elements, &line)) > 0) {
        demand_in_place(&line, log);
        add(found, &line);
    }
    demand(got == 0, "no memory");
    return ls_elements_is_cut(elements);
}

static void demand_same(const ls_line *a, const ls_line *b)
{
    demand(a->offset == b->offset && a->number == b->number &&
               a->too_long == b->too_long && ls_slice_equal(a->text, b->text),
           "elements do not depend on the pieces");
}

/* Gives one piece, in a block of its own; what comes must be what is known. */
static void cut_piece(ls_elements *elements, ls_slice piece, bool last,
                      const objects *known, size_t *at)
{
    char *block = block_of(piece);
    ls_line line;
    int got;

    ls_elements_give(elements, (ls_slice){ block, piece.len }, last);
    while ((got = ls_elements_next(elements, &line)) > 0) {
        demand(*at < known->count, "pieces give no more elements");
        demand_same(&known->items[(*at)++], &line);
    }
    demand(got == 0, "no memory");
    free(block);
}

static bool cut_in_pieces(ls_elements *elements, ls_slice log,
                          const objects *known)
{
    size_t size = 1 + log.len % 61;
    size_t at = 0;

    while (log.len) {
        ls_slice piece = ls_slice_head(log, size);

        log = ls_slice_skip(log, piece.len);
        cut_piece(elements, piece, false, known, &at);
    }
    cut_piece(elements, log, true, known, &at);
    demand(at == known->count, "pieces give no fewer elements");
    return ls_elements_is_cut(elements);
}

static void cut_document(ls_slice log, ls_document kind, objects *found)
{
    size_t max_len = log.len % 2 ? SHORT : MAX_LOG;
    ls_elements whole;
    ls_elements pieces;

    ls_elements_init(&whole, kind, max_len);
    ls_elements_init(&pieces, kind, max_len);
    demand(cut_whole(&whole, log, found) == cut_in_pieces(&pieces, log, found),
           "whether a document is cut does not depend on the pieces");
    ls_elements_release(&whole);
    ls_elements_release(&pieces);
}

static void cut_lines(ls_slice log, objects *found)
{
    while (log.len) {
        ls_line line = { .text = log };

        if (!ls_slice_cut(&log, '\n', &line.text))
            log.len = 0;
        add(found, &line);
    }
}

/* --- Reading. */

static void read_objects(const ls_plans *plans, const objects *found)
{
    ls_reader *reader = ls_reader_new(plans, 0, true);

    demand(reader != NULL, "no memory");
    for (size_t i = 0; i < found->count && i < MAX_OBJECTS; i++) {
        answer a;

        answer_read(&a, reader, found->items[i].text);
        answer_demand_again(&a, plans, &(above){ 0 }, i + found->count);
        answer_release(&a);
    }
    ls_reader_free(reader);
}

/* Whatever the keys are, what is made of them compiles. */
static void read_with_probe(const objects *found)
{
    ls_arena *arena = ls_arena_new();
    ls_slice lines[MAX_OBJECTS];
    ls_format *made = NULL;
    size_t count = 0;
    ls_plans plans;

    demand(arena != NULL, "no memory");
    for (; count < found->count && count < MAX_OBJECTS; count++)
        lines[count] = found->items[count].text;
    demand(ls_probe_json(format_named("json"), arena, lines, count, &made) ==
               LS_OK,
           "a format made from keys compiles");
    if (made) {
        demand(ls_plans_init_one(&plans, made, LS_FIELDS_ALL) == LS_OK,
               "no memory");
        read_objects(&plans, found);
        ls_plans_release(&plans);
    }
    ls_arena_free(arena);
}

/* Made once: plans do not change. */
static void read_with_all(const objects *found, size_t which)
{
    static const char *const wraps[] = { "docker", "journald", "shipped" };
    static ls_plans bare;
    static ls_plans wrapped[3];
    static bool ready;

    if (!ready) {
        make_plans(&bare, NULL, NULL);
        for (size_t i = 0; i < 3; i++)
            make_plans(&wrapped[i], "combined", wraps[i]);
    }
    ready = true;
    read_objects(&bare, found);
    read_objects(&wrapped[which % 3], found);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static objects found;
    ls_slice log = { (const char *)data, size };
    ls_document kind = ls_document_of(log, size % 2);

    if (size > MAX_LOG)
        return 0;
    found.count = 0;
    if (kind == LS_DOCUMENT_NONE)
        cut_lines(log, &found);
    else
        cut_document(log, kind, &found);
    read_with_all(&found, size);
    read_with_probe(&found);
    return 0;
}
