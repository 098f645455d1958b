/* SPDX-License-Identifier: MIT */
/*
 * Reading one input: look at its first lines, choose a format, then take every
 * line to where it belongs. This file and run.c alone know the order of the
 * stages.
 */

#include "input/elements.h"
#include "input/kind.h"
#include "parse/reader.h"
#include "pipeline/choice.h"
#include "pipeline/run.h"

/* The state of reading one input. */
struct reading {
    ls_run *run;
    ls_source *source;
    ls_outcome *outcome;
    ls_summary_input input;
    ls_plans plans;
    ls_reader *reader;
    ls_record record; /* of the line that is being read */
    uint64_t line;    /* number of the last one */
    bool binary;      /* the first block looks like no text */
    ls_choice choice;
    ls_elements elements;   /* of a JSON document */
    const ls_format *meant; /* by whose servers codes are explained now */
};

/* The servers whose meanings of the codes apply to lines of this format. */
static void set_servers(struct reading *r, const ls_format *format)
{
    const char *const *servers = r->input.servers;
    size_t count = r->input.server_count;

    if (format == r->meant)
        return;
    r->meant = format;
    if (!ls_format_is_kin(format, r->choice.found.format))
        servers = ls_format_servers(format, &count);
    ls_tally_set_servers(r->run->tally, servers, count);
}

static ls_fields wanted_fields(const ls_run *run)
{
    return run->options.on_record ? LS_FIELDS_ALL : ls_tally_fields();
}

/* Gets ready to read lines of what was chosen. */
static ls_status start_format(struct reading *r)
{
    const ls_run_options *options = &r->run->options;
    const ls_format *format = r->choice.found.format;
    ls_status status = ls_plans_init(&r->plans, options->formats,
                                     &r->choice.found, wanted_fields(r->run));

    if (status != LS_OK)
        return status;
    r->reader = ls_reader_new(&r->plans, options->zone, options->interpret);
    if (!r->reader)
        return LS_ENOMEM;
    r->input.detected = options->format == NULL;
    r->input.format = format ? ls_format_name(format) : "";
    r->input.title = ls_choice_title(&r->choice, r->run->arena);
    if (!r->input.title)
        return LS_ENOMEM;
    r->input.servers = r->choice.servers;
    r->input.server_count = r->choice.server_count;
    set_servers(r, format);
    return LS_OK;
}

static ls_status add_unparsed(struct reading *r, const ls_line *line,
                              const char *reason)
{
    const ls_run_options *options = &r->run->options;
    ls_examples *examples = &r->run->examples;

    r->input.lines.unparsed++;
    if (ls_examples_wants(examples, r->input.name)) {
        ls_bad_line bad = { line->text, r->line, line->offset, reason };

        if (ls_examples_add(examples, &r->plans, r->input.name, &bad) != LS_OK)
            return LS_ENOMEM;
    }
    return options->on_unparsed
               ? options->on_unparsed(options->context, line->text)
               : LS_OK;
}

static ls_status add_record(struct reading *r)
{
    const ls_run_options *options = &r->run->options;
    const ls_record *record = &r->record;

    if (!ls_filter_takes(options->filter, record)) {
        r->input.lines.filtered++;
        return LS_OK;
    }
    r->input.lines.counted++;
    if (options->on_record) {
        ls_status status = options->on_record(options->context, record);

        if (status != LS_OK)
            return status;
    }
    return ls_tally_add(r->run->tally, record);
}

static ls_status add_line(struct reading *r, const ls_line *line)
{
    ls_line_kind kind;

    r->line = line->number ? line->number : r->line + 1;
    if (line->too_long)
        return add_unparsed(r, line, "too long");
    if (ls_reader_read(r->reader, line->text, &r->record, &kind) != LS_OK)
        return LS_ENOMEM;
    if (kind == LS_LINE_RECORD || kind == LS_LINE_FALLBACK)
        set_servers(r, ls_reader_format(r->reader));
    switch (kind) {
    case LS_LINE_FALLBACK:
        r->input.fallback++;
        return add_record(r);
    case LS_LINE_RECORD:
        return add_record(r);
    case LS_LINE_COMMENT:
        r->input.lines.comment++;
        return LS_OK;
    case LS_LINE_BLANK:
        r->input.lines.blank++;
        return LS_OK;
    case LS_LINE_LIMIT:
        return add_unparsed(r, line, "match limit");
    case LS_LINE_UNPARSED:
        break;
    }
    return add_unparsed(r, line, NULL);
}

static ls_status add_lines(struct reading *r, const ls_block *block)
{
    ls_framer framer;
    ls_line line;

    ls_framer_init(&framer, block, r->run->limits.max_line);
    while (ls_framer_next(&framer, &line)) {
        ls_status status = add_line(r, &line);

        if (status != LS_OK)
            return status;
    }
    r->input.nul += framer.nul;
    return LS_OK;
}

/* What of a JSON document ends in these bytes; `last`: at their end it does. */
static ls_status add_elements(struct reading *r, ls_slice bytes, bool last)
{
    ls_line line;
    int got;

    ls_elements_give(&r->elements, bytes, last);
    while ((got = ls_elements_next(&r->elements, &line)) > 0) {
        ls_status status = add_line(r, &line);

        if (status != LS_OK)
            return status;
    }
    return got < 0 ? LS_ENOMEM : LS_OK;
}

static ls_status add_block(struct reading *r, const ls_block *block)
{
    const ls_run_options *options = &r->run->options;
    ls_status status = r->choice.document ? add_elements(r, block->bytes, false)
                                          : add_lines(r, block);

    if (status != LS_OK)
        return status;
    if (options->on_progress)
        options->on_progress(options->context, r->source->bytes,
                             r->source->file.size);
    return LS_OK;
}

/* Leaves out a byte order mark. */
static void skip_bom(ls_block *block)
{
    size_t bom = ls_kind_bom(block->bytes);

    block->bytes = ls_slice_skip(block->bytes, bom);
    block->offset += bom;
}

/* What the first bytes say: whether and how the input is read. */
static ls_status start(struct reading *r, ls_slice head, bool *refused)
{
    const char *refusal = ls_kind_refusal(head);
    ls_status status;

    *refused = refusal != NULL;
    if (refusal) {
        r->outcome->verdict = LS_INPUT_REFUSED;
        (void)ls_fail(&r->outcome->message, LS_OK, 0, "%s", refusal);
        return LS_OK;
    }
    r->binary = ls_kind_is_binary(head);
    head = ls_slice_skip(head, ls_kind_bom(head));
    status = ls_choice_make(&r->choice, r->run, head);
    ls_elements_init(&r->elements, r->choice.document, r->run->limits.max_line);
    return status == LS_OK ? start_format(r) : status;
}

static void judge_strange(struct reading *r)
{
    const ls_examples *examples = &r->run->examples;
    ls_outcome *outcome = r->outcome;
    const char *nearest =
        examples->misfit_count ? examples->misfits[0].nearest : "";

    outcome->verdict = LS_INPUT_STRANGE;
    if (r->binary) {
        (void)ls_fail(&outcome->message, LS_OK, 0, "is binary data, not a log");
        return;
    }
    (void)ls_fail(&outcome->message, LS_OK, 0,
                  "no line fits a known log format%s%s",
                  nearest[0] ? "; the nearest is " : "", nearest);
    memcpy(outcome->misfits, examples->misfits, sizeof(outcome->misfits));
    outcome->misfit_count = examples->misfit_count;
}

/* Says what is to be said once all has been read. */
static void judge(struct reading *r, bool *refused)
{
    const ls_lines *lines = &r->input.lines;
    ls_outcome *outcome = r->outcome;
    bool has_records = lines->counted + lines->filtered != 0;

    if (outcome->verdict == LS_INPUT_DAMAGED)
        return;
    if (!has_records && r->choice.lookalike) {
        *refused = true;
        outcome->verdict = LS_INPUT_LOOKALIKE;
        (void)ls_fail(&outcome->message, LS_OK, 0, "is %s",
                      ls_format_refusal(r->choice.lookalike));
    } else if (!has_records && ls_reader_lacks_status(r->reader)) {
        *refused = true;
        outcome->verdict = LS_INPUT_LOOKALIKE;
        (void)ls_fail(&outcome->message, LS_OK, 0,
                      "has no column for the status (sc-status) in its header");
    } else if (!has_records && lines->unparsed) {
        judge_strange(r);
    } else if (r->input.nul && r->input.nul == r->input.bytes) {
        outcome->verdict = LS_INPUT_DAMAGED;
        (void)ls_fail(&outcome->message, LS_OK, 0,
                      "holds nothing but NUL bytes: what was written there is "
                      "lost");
    }
}

/* Takes one block. */
static ls_status take_block(struct reading *r, ls_block *block)
{
    if (block->offset == 0)
        skip_bom(block);
    if (block->truncated) {
        r->outcome->verdict = LS_INPUT_DAMAGED;
        (void)ls_fail(&r->outcome->message, LS_OK, 0,
                      "was truncated while it was read");
    }
    return add_block(r, block);
}

static int next_block(struct reading *r, ls_block *block)
{
    ls_error *err = &r->outcome->message;

    return r->choice.document ? ls_source_take(r->source, block, err)
                              : ls_source_next(r->source, block, err);
}

/* A document says itself where it ends, so it shows if that lacks. */
static ls_status end_document(struct reading *r)
{
    ls_status status = add_elements(r, LS_SLICE(""), true);

    if (status == LS_OK && ls_elements_is_cut(&r->elements) &&
        r->outcome->verdict != LS_INPUT_DAMAGED) {
        r->outcome->verdict = LS_INPUT_DAMAGED;
        (void)ls_fail(&r->outcome->message, LS_OK, 0,
                      "ends inside its JSON document: what followed is lost");
    }
    return status;
}

/* Takes all blocks; a source that fails half-way keeps what was read. */
static ls_status read_blocks(struct reading *r)
{
    ls_block block;
    ls_status status = LS_OK;
    int got;

    while ((got = next_block(r, &block)) > 0) {
        status = take_block(r, &block);
        if (status != LS_OK)
            return status;
    }
    if (got == 0 && r->choice.document)
        status = end_document(r);
    if (status != LS_OK)
        return status;
    r->input.bytes = r->source->bytes;
    if (got == LS_ENOMEM)
        return LS_ENOMEM;
    if (got < 0)
        r->outcome->verdict = LS_INPUT_DAMAGED;
    return LS_OK;
}

/* An input without a byte: without lines there is no format. */
static void judge_empty(struct reading *r)
{
    r->outcome->verdict = LS_INPUT_EMPTY;
    (void)ls_fail(&r->outcome->message, LS_OK, 0, "is empty");
    r->input.format = "";
    r->input.title = "";
    r->input.detected = true;
}

static ls_status read_all(struct reading *r, bool *refused)
{
    ls_slice head;
    ls_status status = ls_source_head(r->source, &head, &r->outcome->message);

    if (status == LS_EIO) {
        *refused = true;
        r->outcome->verdict = LS_INPUT_FAILED;
        return LS_OK;
    }
    if (status == LS_OK && head.len == 0) {
        judge_empty(r);
        return LS_OK;
    }
    if (status == LS_OK)
        status = start(r, head, refused);
    if (status != LS_OK || *refused)
        return status;
    status = read_blocks(r);
    if (status == LS_OK)
        judge(r, refused);
    return status;
}

ls_status ls_run_read(ls_run *run, ls_source *source, const char *name,
                      bool found, ls_outcome *outcome)
{
    struct reading r = { .run = run, .source = source, .outcome = outcome };
    bool refused = false;
    ls_status status;

    r.input.name = ls_arena_copy(run->arena, ls_slice_of(name));
    if (!r.input.name)
        return LS_ENOMEM;
    ls_examples_start(&run->examples);
    status = read_all(&r, &refused);
    if (found && (outcome->verdict == LS_INPUT_EMPTY ||
                  outcome->verdict == LS_INPUT_STRANGE))
        refused = true;
    if (refused)
        ls_examples_drop(&run->examples, r.input.name);
    else if (status == LS_OK)
        status = ls_input_list_add(&run->inputs, run->arena, &r.input);
    ls_elements_release(&r.elements);
    ls_reader_free(r.reader);
    ls_plans_release(&r.plans);
    ls_choice_release(&r.choice);
    return status;
}
