/* SPDX-License-Identifier: MIT */
/*
 * Looking into a file at single places: which time the lines there have, and
 * what the lines before have said about them. With a reader of its own, since
 * what that has learned in one place says nothing about others.
 */

#include "pipeline/probe.h"

#include <stdlib.h>

enum {
    FIRST_LOOK = 8 * 1024,      /* bytes that are looked at first, */
    LAST_LOOK = 1024 * 1024,    /* and at most */
    BACKWARDS = 256 * 1024,     /* bytes that are read back at a time */
    LONGEST_HEADER = 64 * 1024, /* bytes of a line that names columns */
};

struct ls_probe {
    const ls_reading *reading;
    ls_reader *reader;
    ls_buf room;
    bool is_told; /* the reader has been told the first headers of the file */
};

ls_probe *ls_probe_new(ls_reading *reading)
{
    const ls_run_options *options = &reading->run->options;
    ls_probe *probe = calloc(1, sizeof(*probe));

    if (!probe)
        return NULL;
    probe->reading = reading;
    probe->reader =
        ls_reader_new(&reading->plans, options->zone, options->interpret);
    if (probe->reader)
        return probe;
    free(probe);
    return NULL;
}

void ls_probe_free(ls_probe *probe)
{
    if (!probe)
        return;
    ls_reader_free(probe->reader);
    ls_buf_release(&probe->room);
    free(probe);
}

/* Bytes of the file from an offset on; fewer only at its end. */
static ls_status read_at(ls_probe *probe, uint64_t offset, size_t len,
                         ls_slice *bytes)
{
    const ls_file *file = &probe->reading->source.file;
    uint64_t rest = file->size - offset;
    ls_status status;

    probe->room.len = 0;
    status = ls_bytes_read(file->descriptor, offset,
                           rest < len ? (size_t)rest : len, &probe->room);
    *bytes = ls_buf_slice(&probe->room);
    return status;
}

/* Cuts a whole line off the start of `bytes`; `last`: the end ends one, too. */
static bool cut_line(ls_slice *bytes, bool last, ls_slice *line)
{
    if (bytes->len == 0)
        return false;
    if (!ls_slice_cut(bytes, '\n', line)) {
        if (!last)
            return false;
        *line = *bytes;
        bytes->len = 0;
    }
    if (line->len && line->ptr[line->len - 1] == '\r')
        line->len--;
    return true;
}

/* Reads a line; true if it has a time. */
static ls_status read_line(ls_probe *probe, ls_slice line, ls_probed *probed)
{
    ls_record record;
    ls_line_kind kind;

    if (ls_reader_read(probe->reader, line, &record, &kind) != LS_OK)
        return LS_ENOMEM;
    if (kind != LS_LINE_RECORD || !(record.has & LS_HAS(LS_FIELD_TIME)))
        return LS_OK;
    probed->has_time = true;
    probed->time = record.time;
    probed->has_zone = ls_reader_knows_zone(probe->reader);
    return LS_OK;
}

/* The first line with a time in these bytes, which start at `offset`. */
static ls_status find_time(ls_probe *probe, ls_slice bytes, uint64_t offset,
                           bool last, ls_probed *probed)
{
    const char *start = bytes.ptr;
    ls_slice line;

    /* What stands first is the rest of a line. */
    if (offset && !cut_line(&bytes, false, &line))
        return LS_OK;
    while (!probed->has_time && cut_line(&bytes, last, &line)) {
        probed->offset = offset + (uint64_t)(line.ptr - start);
        if (read_line(probe, line, probed) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

/* Whether rows need to be told what their columns are. */
static bool needs_headers(const ls_probe *probe)
{
    const ls_plans *plans = &probe->reading->plans;

    return plans->has_headers && ls_plan_has_columns(&plans->items[0]);
}

/* The headers at the start of the file, which rows elsewhere need. */
static ls_status tell_first(ls_probe *probe)
{
    ls_slice bytes;
    ls_slice line;
    ls_status status;

    if (probe->is_told || !needs_headers(probe))
        return LS_OK;
    probe->is_told = true;
    status = read_at(probe, 0, LONGEST_HEADER, &bytes);
    while (status == LS_OK && cut_line(&bytes, false, &line)) {
        ls_probed probed = { .has_time = false };

        if (!line.len ||
            !ls_headers_may_start(&probe->reading->plans, line.ptr[0]))
            break;
        status = read_line(probe, line, &probed);
    }
    return status;
}

ls_status ls_probe_at(ls_probe *probe, uint64_t offset, ls_probed *probed)
{
    uint64_t size = probe->reading->source.file.size;
    uint64_t from = offset ? offset - 1 : 0; /* to see whether a line ends */
    ls_status status = tell_first(probe);

    *probed = (ls_probed){ .has_time = false };
    for (size_t len = FIRST_LOOK; status == LS_OK && len <= LAST_LOOK;
         len *= 8) {
        ls_slice bytes;

        status = read_at(probe, from, len, &bytes);
        if (status == LS_OK)
            status =
                find_time(probe, bytes, from, from + bytes.len >= size, probed);
        if (probed->has_time || from + bytes.len >= size)
            break;
    }
    return status;
}

/* --- What stands before. */

/* What is looked for. */
struct wanted {
    ls_buf *header;
    ls_buf *date;
};

static bool is_found(const struct wanted *wanted)
{
    return wanted->header->len && wanted->date->len;
}

/* Keeps what a line says, unless a later one has said it. */
static ls_status take_effect(ls_probe *probe, ls_slice line,
                             const struct wanted *wanted)
{
    ls_line_effect effect;

    if (line.len > LONGEST_HEADER)
        return LS_OK;
    if (ls_reader_effect(probe->reader, line, &effect) != LS_OK)
        return LS_ENOMEM;
    if (effect.header == LS_HEADER_STRONG && wanted->header->len == 0 &&
        ls_buf_append(wanted->header, line) != LS_OK)
        return LS_ENOMEM;
    if (effect.date && wanted->date->len == 0)
        return ls_buf_append(wanted->date, line);
    return LS_OK;
}

/* Where the last line of `bytes` starts. */
static size_t last_start(ls_slice bytes)
{
    size_t at = bytes.len;

    while (at && bytes.ptr[at - 1] != '\n')
        at--;
    return at;
}

/*
 * Goes through the lines that end in `bytes`, from the last to the first.
 * `*rest`: how many bytes at the start belong to a line before them.
 */
static ls_status go_back(ls_probe *probe, ls_slice bytes, bool first,
                         const struct wanted *wanted, size_t *rest)
{
    const ls_plans *plans = &probe->reading->plans;

    *rest = bytes.len;
    while (bytes.len && !is_found(wanted)) {
        ls_slice line = ls_slice_head(bytes, bytes.len - 1);
        size_t start = last_start(line);

        if (start == 0 && !first)
            return LS_OK;
        line = ls_slice_skip(line, start);
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (line.len && ls_headers_may_start(plans, line.ptr[0]) &&
            take_effect(probe, line, wanted) != LS_OK)
            return LS_ENOMEM;
        bytes.len = start;
        *rest = start;
    }
    return LS_OK;
}

ls_status ls_probe_headers(ls_probe *probe, uint64_t offset, ls_buf *header,
                           ls_buf *date)
{
    struct wanted wanted = { header, date };
    size_t step = BACKWARDS;
    ls_status status = LS_OK;

    if (!needs_headers(probe))
        return LS_OK;
    while (status == LS_OK && offset && !is_found(&wanted)) {
        size_t len = offset < step ? (size_t)offset : step;
        size_t rest = 0;
        ls_slice bytes;

        status = read_at(probe, offset - len, len, &bytes);
        if (status == LS_OK && bytes.len < len)
            return LS_EIO;
        if (status == LS_OK)
            status = go_back(probe, bytes, len == offset, &wanted, &rest);
        /* A line that is longer than a step needs a longer one. */
        step = rest == len ? step * 2 : BACKWARDS;
        offset -= len - rest;
    }
    return status;
}
