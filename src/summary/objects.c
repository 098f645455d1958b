/* SPDX-License-Identifier: MIT */
/*
 * The objects of a document: what has to be empty when one of a list begins,
 * and where it goes when it ends.
 */

#include "summary/document.h"
#include "summary/duration.h"

/* What happens at both ends of an object. */
struct list {
    const char *path;
    bool (*open)(ls_document_reader *reader);
    bool (*close)(ls_document_reader *reader);
};

static bool open_input(ls_document_reader *reader)
{
    reader->input = (ls_summary_input){ .detected = true };
    reader->servers.len = 0;
    return true;
}

static bool close_input(ls_document_reader *reader)
{
    ls_summary_input *input = &reader->input;

    if (!input->name || !input->format)
        return ls_document_refuse(reader, "is a summary with a mistake: an "
                                          "input has no name or no format");
    input->title = "";
    input->servers = ls_document_keep(
        reader, &reader->servers, sizeof(const char *), &input->server_count);
    return reader->status == LS_OK &&
           ls_document_append(reader, &reader->inputs, LS_BYTES_OF(*input),
                              LS_SUMMARY_INPUTS);
}

static bool open_code(ls_document_reader *reader)
{
    reader->methods = ls_arena_alloc(reader->arena, ls_method_count(),
                                     sizeof(*reader->methods));
    reader->code = (ls_summary_code){
        .methods = reader->methods,
        .first = LS_NO_TIME,
        .last = LS_NO_TIME,
    };
    reader->origins.len = 0;
    reader->substatuses.len = 0;
    reader->slots.len = 0;
    reader->pairs.len = 0;
    reader->buckets.len = 0;
    return reader->methods || ls_document_fail(reader);
}

/* Of the requests whose sender is not known the document says nothing. */
static bool set_senders(ls_document_reader *reader)
{
    ls_summary_code *code = &reader->code;
    uint64_t known =
        code->senders[LS_SENDER_UPSTREAM] + code->senders[LS_SENDER_SERVER];

    if (known > code->requests)
        return ls_document_refuse(reader,
                                  "is a summary that does not add up: code %u "
                                  "has fewer requests than senders",
                                  code->code);
    code->senders[LS_SENDER_UNKNOWN] = code->requests - known;
    return true;
}

static bool is_next(const ls_document_reader *reader)
{
    const ls_summary_code *codes = (const void *)reader->codes.ptr;
    size_t count = reader->codes.len / sizeof(*codes);

    return count == 0 || codes[count - 1].code < reader->code.code;
}

static bool close_code(ls_document_reader *reader)
{
    ls_summary_code *code = &reader->code;
    ls_timeline_pairs pairs;

    if (!is_next(reader))
        return ls_document_refuse(reader, "is a summary with a mistake: its "
                                          "codes do not ascend");
    if (!set_senders(reader))
        return false;
    code->origins = ls_document_keep(
        reader, &reader->origins, sizeof(*code->origins), &code->origin_count);
    code->substatuses =
        ls_document_keep(reader, &reader->substatuses,
                         sizeof(*code->substatuses), &code->substatus_count);
    code->paths = ls_document_keep(reader, &reader->slots, sizeof(*code->paths),
                                   &code->path_count);
    code->duration.buckets = ls_document_keep(reader, &reader->buckets,
                                              sizeof(*code->duration.buckets),
                                              &code->duration.bucket_count);
    pairs.items = ls_document_keep(reader, &reader->pairs,
                                   2 * sizeof(*pairs.items), &pairs.count);
    return reader->status == LS_OK &&
           ls_document_append(reader, &reader->codes, LS_BYTES_OF(*code),
                              LS_SUMMARY_CODES) &&
           ls_document_append(reader, &reader->timelines, LS_BYTES_OF(pairs),
                              LS_SUMMARY_CODES);
}

static bool open_origin(ls_document_reader *reader)
{
    reader->origin = (ls_summary_origin){ .requests = 0 };
    return true;
}

static bool close_origin(ls_document_reader *reader)
{
    if (!reader->origin.origin)
        return ls_document_refuse(reader, "is a summary with a mistake: an "
                                          "origin has no name");
    return ls_document_append(reader, &reader->origins,
                              LS_BYTES_OF(reader->origin), LS_SUMMARY_ORIGINS);
}

static bool open_path(ls_document_reader *reader)
{
    reader->slot = (ls_summary_path){ .requests = 0 };
    return true;
}

static bool close_path(ls_document_reader *reader)
{
    const ls_summary_path *slot = &reader->slot;

    if (!slot->path.ptr || slot->over >= slot->requests)
        return ls_document_refuse(reader, "is a summary with a mistake: a path "
                                          "that has no name, or surely no "
                                          "request");
    return ls_document_append(reader, &reader->slots, LS_BYTES_OF(*slot),
                              LS_SUMMARY_PATHS);
}

static bool open_group(ls_document_reader *reader)
{
    reader->group = (ls_summary_group){ .requests = 0 };
    reader->rows.len = 0;
    return true;
}

static bool close_group(ls_document_reader *reader)
{
    ls_summary_group *group = &reader->group;

    if (!group->by)
        return ls_document_refuse(reader, "is a summary with a mistake: a "
                                          "group does not say by what");
    group->rows = ls_document_keep(reader, &reader->rows, sizeof(*group->rows),
                                   &group->row_count);
    return reader->status == LS_OK &&
           ls_document_append(reader, &reader->groups, LS_BYTES_OF(*group),
                              LS_SUMMARY_GROUPS);
}

static bool open_row(ls_document_reader *reader)
{
    reader->row = (ls_summary_row){ .requests = 0 };
    reader->value_count = 0;
    reader->buckets.len = 0;
    reader->errors.len = 0;
    return true;
}

/* The rows of a group have as many values each. */
static bool close_row(ls_document_reader *reader)
{
    ls_summary_group *group = &reader->group;
    ls_summary_row *row = &reader->row;
    ls_summary_coarse *duration = &row->duration;

    if (reader->value_count == 0 ||
        (group->value_count && group->value_count != reader->value_count))
        return ls_document_refuse(reader, "is a summary with a mistake: a row "
                                          "of a group lacks a value");
    group->value_count = reader->value_count;
    duration->buckets =
        ls_document_keep(reader, &reader->buckets, sizeof(*duration->buckets),
                         &duration->bucket_count);
    row->errors = ls_document_keep(reader, &reader->errors,
                                   sizeof(*row->errors), &row->error_count);
    if (reader->status != LS_OK)
        return false;
    if (!ls_coarse_fits(duration))
        return ls_document_refuse(reader, "is a summary with a mistake: the "
                                          "durations of a row do not add up");
    ls_coarse_rank(duration);
    return ls_document_append(reader, &reader->rows, LS_BYTES_OF(reader->row),
                              LS_SUMMARY_ROWS);
}

static bool open_line(ls_document_reader *reader)
{
    reader->line = (ls_summary_unparsed){ .line = 0 };
    return true;
}

static bool close_line(ls_document_reader *reader)
{
    const ls_summary_unparsed *line = &reader->line;

    if (!line->input || !line->reason || !line->text.ptr)
        return ls_document_refuse(reader, "is a summary with a mistake: an "
                                          "unparsed line lacks something");
    return ls_document_append(reader, &reader->lines, LS_BYTES_OF(*line),
                              LS_SUMMARY_UNPARSED);
}

static bool open_lines(ls_document_reader *reader)
{
    reader->has_lines = true;
    return true;
}

static const struct list lists[] = {
    { "/inputs", open_input, close_input },
    { "/codes", open_code, close_code },
    { "/codes/origins", open_origin, close_origin },
    { "/codes/paths", open_path, close_path },
    { "/groups", open_group, close_group },
    { "/groups/rows", open_row, close_row },
    { "/unparsed", open_line, close_line },
    { "/lines", open_lines, NULL },
};

static const struct list *find(const ls_document_reader *reader)
{
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        if (ls_document_is_at(reader, lists[i].path))
            return &lists[i];
    return NULL;
}

bool ls_document_open(ls_document_reader *reader)
{
    const struct list *list = find(reader);

    return !list || list->open(reader);
}

bool ls_document_close(ls_document_reader *reader)
{
    const struct list *list = find(reader);

    return !list || !list->close || list->close(reader);
}
