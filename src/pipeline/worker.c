/* SPDX-License-Identifier: MIT */
/* Counting: from a block to lines, records, and the worker's own tally. */

#include "pipeline/worker.h"

#include "base/hint.h"
#include "input/kind.h"

ls_status ls_worker_init(ls_worker *worker, ls_run *run, ls_tally *tally)
{
    *worker = (ls_worker){
        .run = run,
        .tally = tally,
        .finder = ls_misfits_new(),
    };
    if (run->options.filter)
        worker->tools = ls_filter_tools_new(run->options.interpret);
    return worker->finder && (worker->tools || !run->options.filter)
               ? LS_OK
               : LS_ENOMEM;
}

void ls_worker_release(ls_worker *worker)
{
    ls_worker_detach(worker);
    ls_misfits_free(worker->finder);
    ls_filter_tools_free(worker->tools);
    ls_buf_release(&worker->room);
    ls_buf_release(&worker->unparsed);
    ls_framer_release(&worker->framer);
}

/* The servers whose meanings of the codes apply to lines of this format. */
LS_APART static void set_servers(ls_worker *worker, const ls_format *format)
{
    const ls_reading *reading = worker->reading;
    const char *const *servers = reading->input.servers;
    size_t count = reading->input.server_count;

    worker->meant = format;
    if (!ls_format_is_kin(format, reading->choice.found.format))
        servers = ls_format_servers(format, &count);
    ls_tally_set_servers(worker->tally, servers, count);
}

void ls_worker_set_tally(ls_worker *worker, ls_tally *tally)
{
    const ls_reading *reading = worker->reading;
    const ls_place place = {
        .file = reading->name,
        .zone = worker->run->options.zone,
    };

    worker->tally = tally;
    worker->meant = reading->choice.found.format;
    ls_tally_set_servers(tally, reading->input.servers,
                         reading->input.server_count);
    ls_tally_set_place(tally, &place);
}

ls_status ls_worker_attach(ls_worker *worker, ls_reading *reading)
{
    const ls_run_options *options = &worker->run->options;

    worker->reading = reading;
    worker->result = (ls_result){ .bytes = 0 };
    /* Nothing is before a document, which is not read in blocks. */
    worker->known = (ls_known){ .is_told = true };
    worker->reader =
        ls_reader_new(&reading->plans, options->zone, options->interpret);
    if (!worker->reader)
        return LS_ENOMEM;
    ls_elements_init(&worker->elements, reading->choice.document,
                     worker->run->limits.max_line);
    ls_worker_set_tally(worker, worker->tally);
    return LS_OK;
}

void ls_worker_detach(ls_worker *worker)
{
    if (worker->reading)
        ls_order_leave(&worker->reading->order, &worker->known);
    if (worker->reader)
        worker->result.lacks_status = ls_reader_lacks_status(worker->reader);
    ls_reader_free(worker->reader);
    ls_known_release(&worker->known);
    ls_elements_release(&worker->elements);
    worker->reader = NULL;
    worker->reading = NULL;
}

/* Counts records that the filter takes. */
static ls_status count_records(ls_worker *worker, const ls_record *records,
                               size_t count)
{
    const ls_run_options *options = &worker->run->options;
    ls_status status = LS_OK;

    worker->result.lines.counted += count;
    for (size_t i = 0; options->on_record && i < count; i++) {
        status = options->on_record(options->context, &records[i]);
        if (status != LS_OK)
            return status;
    }
    return ls_tally_add_all(worker->tally, records, count);
}

/* Asks the filter about the record of a line. */
static ls_status filter_record(ls_worker *worker, const ls_record *record,
                               const ls_line *line)
{
    ls_filter_answer answer;

    if (ls_filter_ask(worker->run->options.filter, worker->tools, record,
                      &answer) != LS_OK)
        return LS_ENOMEM;
    switch (answer) {
    case LS_FILTER_LEAVES:
        worker->result.lines.filtered++;
        return LS_OK;
    case LS_FILTER_UNDECIDED:
        return ls_worker_add_unparsed(worker, line, "match limit of --where");
    case LS_FILTER_TAKES:
        break;
    }
    return count_records(worker, record, 1);
}

/* Sees to it that the codes are explained as the record's format asks. */
static inline void meet_format(ls_worker *worker)
{
    const ls_format *format = ls_reader_format(worker->reader);

    if (LS_SELDOM(format != worker->meant))
        set_servers(worker, format);
}

static ls_status add_record(ls_worker *worker, const ls_line *line)
{
    meet_format(worker);
    return worker->tools ? filter_record(worker, worker->records, line)
                         : count_records(worker, worker->records, 1);
}

/* A line that is no record by the format of the input. */
LS_APART static ls_status add_other(ls_worker *worker, const ls_line *line,
                                    ls_line_kind kind)
{
    switch (kind) {
    case LS_LINE_FALLBACK:
        worker->result.fallback++;
        return add_record(worker, line);
    case LS_LINE_COMMENT:
        worker->result.lines.comment++;
        return LS_OK;
    case LS_LINE_BLANK:
        worker->result.lines.blank++;
        return LS_OK;
    case LS_LINE_LIMIT:
        return ls_worker_add_unparsed(worker, line, "match limit");
    case LS_LINE_RECORD:
    case LS_LINE_UNPARSED:
        break;
    }
    return ls_worker_add_unparsed(worker, line, NULL);
}

/* Reads a line into the first record. */
typedef ls_status line_reader(ls_worker *worker, ls_slice line,
                              ls_line_kind *kind);

static ls_status read_element(ls_worker *worker, ls_slice line,
                              ls_line_kind *kind)
{
    return ls_reader_read(worker->reader, line, worker->records, kind);
}

/*
 * Of a block, one that is not as nearly all are. If what came before the block
 * is not known yet, that is not waited for where the line is of the format that
 * is the input's own, and does not depend on it.
 */
static ls_status read_odd(ls_worker *worker, ls_slice line, ls_line_kind *kind)
{
    ls_reader *reader = worker->reader;

    if (worker->reading->plans.has_own && !worker->known.is_told) {
        if (ls_reader_read_odd(reader, line, worker->records, kind) != LS_OK)
            return LS_ENOMEM;
        if (*kind == LS_LINE_RECORD)
            return LS_OK;
    }
    if (ls_worker_look_back(worker) != LS_OK)
        return LS_ENOMEM;
    return ls_reader_read_odd(reader, line, worker->records, kind);
}

static ls_status add_line(ls_worker *worker, const ls_line *line,
                          line_reader *read)
{
    ls_line_kind kind;

    worker->result.nul += line->nul;
    if (line->too_long)
        return ls_worker_add_unparsed(worker, line, "too long");
    if (read(worker, line->text, &kind) != LS_OK)
        return LS_ENOMEM;
    return kind == LS_LINE_RECORD ? add_record(worker, line)
                                  : add_other(worker, line, kind);
}

/* Makes room behind the block for readers that look beyond a line. */
static ls_status add_slack(ls_worker *worker, ls_block *block)
{
    ls_buf *room = &worker->room;
    size_t start =
        block->bytes.len ? (size_t)(block->bytes.ptr - room->ptr) : 0;

    if (ls_buf_reserve(room, room->len + LS_READER_SLACK) != LS_OK)
        return LS_ENOMEM;
    memset(room->ptr + room->len, 0, LS_READER_SLACK);
    if (block->bytes.len)
        block->bytes.ptr = room->ptr + start;
    ls_reader_around(worker->reader,
                     (ls_slice){ room->ptr, room->len + LS_READER_SLACK });
    return LS_OK;
}

/* Leaves out a byte order mark. */
static void skip_bom(ls_block *block)
{
    size_t bom = block->offset == 0 ? ls_kind_bom(block->bytes) : 0;

    block->bytes = ls_slice_skip(block->bytes, bom);
    block->offset += bom;
}

/* A line that is not as nearly all are. */
LS_APART static ls_status add_odd(ls_worker *worker, size_t index)
{
    ls_line line;

    ls_framer_line(&worker->framer, index, &line);
    return add_line(worker, &line, read_odd);
}

/* Asks the filter about lines that are as nearly all are. */
static ls_status filter_usual(ls_worker *worker, size_t first, size_t count)
{
    ls_status status = LS_OK;

    for (size_t i = 0; i < count && status == LS_OK; i++) {
        ls_line line;

        ls_framer_line(&worker->framer, first + i, &line);
        status = filter_record(worker, &worker->records[i], &line);
    }
    return status;
}

static ls_status add_usual(ls_worker *worker, size_t first, size_t count)
{
    meet_format(worker);
    return worker->tools ? filter_usual(worker, first, count)
                         : count_records(worker, worker->records, count);
}

/* Some lines, which the reader looks at together. */
static ls_status add_some(ls_worker *worker, size_t first, size_t count)
{
    ls_status status = LS_OK;

    ls_framer_usual(&worker->framer, first, count, worker->texts);
    ls_reader_look(worker->reader, worker->texts, count);
    for (size_t i = 0; i < count && status == LS_OK;) {
        size_t usual = ls_reader_read_usual(worker->reader, i, worker->records);

        status = usual ? add_usual(worker, first + i, usual)
                       : add_odd(worker, first + i);
        i += usual ? usual : 1;
    }
    return status;
}

static ls_status add_lines(ls_worker *worker)
{
    size_t count = worker->framer.count;
    ls_status status = LS_OK;

    for (size_t i = 0; i < count && status == LS_OK; i += LS_READER_LINES)
        status =
            add_some(worker, i,
                     count - i < LS_READER_LINES ? count - i : LS_READER_LINES);
    return status;
}

/* Counts the lines, and hands out in order what is to be handed out. */
static ls_status tell_lines(ls_worker *worker, const ls_job *job)
{
    const ls_run_options *options = &worker->run->options;
    ls_order *order = &worker->reading->order;
    ls_status status;

    /* Records borrow from the reader, so they cannot wait for their turn. */
    if (options->on_record && !ls_order_wait(order, job->number))
        return LS_OK;
    status = add_lines(worker);
    if (!options->on_record && !ls_order_wait(order, job->number))
        return status;
    if (status == LS_OK)
        status = ls_worker_tell_unparsed(worker);
    ls_reading_advance(worker->reading, job->position);
    if (status == LS_OK) /* else nobody is to tell anything any more */
        ls_order_told(order);
    return status;
}

static ls_status count_lines(ls_worker *worker, const ls_job *job)
{
    const ls_run_options *options = &worker->run->options;
    ls_status status;

    if (options->on_record || options->on_unparsed)
        return tell_lines(worker, job);
    status = add_lines(worker);
    ls_reading_advance(worker->reading, job->position);
    return status;
}

ls_status ls_worker_count(ls_worker *worker, ls_job *job)
{
    ls_block *block = &job->block;
    int placed;

    skip_bom(block);
    worker->result.bytes += block->read;
    worker->result.nul += block->nul;
    if (block->truncated)
        ls_result_damage(&worker->result, "was truncated while it was read");
    if (add_slack(worker, block) != LS_OK ||
        ls_framer_start(&worker->framer, block, worker->run->limits.max_line) !=
            LS_OK)
        return LS_ENOMEM;
    placed = ls_worker_take_place(worker, job->number);
    if (placed <= 0)
        return placed < 0 ? LS_ENOMEM : LS_OK;
    return count_lines(worker, job);
}

/* The elements that end in these bytes; `last`: at their end it does. */
static ls_status add_elements(ls_worker *worker, ls_slice bytes, bool last)
{
    ls_status status = LS_OK;
    ls_line line;
    int got = 0;

    ls_elements_give(&worker->elements, bytes, last);
    while (status == LS_OK &&
           (got = ls_elements_next(&worker->elements, &line)) > 0) {
        status = add_line(worker, &line, read_element);
        if (status == LS_OK) /* the next one may take its place in memory */
            status = ls_worker_tell_unparsed(worker);
    }
    return status == LS_OK && got < 0 ? LS_ENOMEM : status;
}

ls_status ls_worker_count_bytes(ls_worker *worker, ls_job *job)
{
    ls_status status;

    skip_bom(&job->block);
    worker->result.bytes += job->block.read;
    if (job->block.truncated)
        ls_result_damage(&worker->result, "was truncated while it was read");
    status = add_elements(worker, job->block.bytes, false);
    ls_reading_advance(worker->reading, job->position);
    return status;
}

ls_status ls_worker_end(ls_worker *worker)
{
    ls_status status;

    if (!ls_reading_is_whole(worker->reading))
        return LS_OK;
    status = add_elements(worker, LS_SLICE(""), true);
    /* A document says itself where it ends, so it shows if that lacks. */
    if (status == LS_OK && ls_elements_is_cut(&worker->elements))
        ls_result_damage(&worker->result, "ends inside its JSON document: what "
                                          "followed is lost");
    return status;
}
