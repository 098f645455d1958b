/* SPDX-License-Identifier: MIT */
/* Choosing the format of an input by its first lines. */

#include "pipeline/choice.h"

#include "input/framer.h"
#include "parse/formats.h"
#include "parse/server.h"

/* What detection looks at. */
struct sample {
    ls_slice lines[LS_DETECT_LINES];
    size_t count;
    size_t bytes;
};

static bool is_full(const struct sample *sample)
{
    return sample->count == LS_DETECT_LINES || sample->bytes >= LS_DETECT_BYTES;
}

/* Adds a line, unless it says nothing; false once there is enough. */
static bool add_line(struct sample *sample, const ls_line *line)
{
    if (!line->too_long && !ls_slice_is_blank(line->text)) {
        sample->lines[sample->count++] = line->text;
        sample->bytes += line->text.len;
    }
    return !is_full(sample);
}

/*
 * Lines to detect a format from: those that end in the head, but the last if
 * the head may have cut it.
 */
static ls_status sample_lines(struct sample *sample, ls_slice head,
                              size_t max_line)
{
    ls_block block = { .bytes = head };
    ls_framer framer = { .count = 0 };
    ls_status status;
    bool more = true;

    if (head.len == LS_HEAD_FIRST || head.len == LS_HEAD_MOST)
        while (block.bytes.len && block.bytes.ptr[block.bytes.len - 1] != '\n')
            block.bytes.len--;
    status = ls_framer_start(&framer, &block, max_line);
    for (size_t i = 0; i < framer.count && more; i++) {
        ls_line line;

        ls_framer_line(&framer, i, &line);
        more = add_line(sample, &line);
    }
    ls_framer_release(&framer);
    return status;
}

/* Likewise the elements of a JSON document. */
static ls_status sample_elements(struct sample *sample, ls_document document,
                                 ls_slice head, size_t max_line)
{
    ls_elements elements;
    ls_line line;
    int got;

    ls_elements_init(&elements, document, max_line);
    ls_elements_give(&elements, head, false);
    while ((got = ls_elements_next(&elements, &line)) > 0 &&
           add_line(sample, &line))
        ;
    ls_elements_release(&elements);
    return got < 0 ? LS_ENOMEM : LS_OK;
}

bool ls_choice_is_sure(const ls_run *run, ls_slice head)
{
    struct sample sample = { .count = 0 };

    return ls_document_of(head, false) == LS_DOCUMENT_NONE &&
           sample_lines(&sample, head, run->limits.max_line) == LS_OK &&
           is_full(&sample);
}

/* The format's servers, or the one of them that wrote these lines. */
static ls_status choose_servers(ls_choice *choice, const ls_slice *lines,
                                size_t count)
{
    const ls_format *format = choice->found.format;
    size_t index = 0;
    bool known = false;

    choice->servers = ls_format_servers(format, &choice->server_count);
    if (ls_server_guess(format, lines, count, &index, &known) != LS_OK)
        return LS_ENOMEM;
    if (known) {
        choice->servers += index;
        choice->server_count = 1;
    }
    return LS_OK;
}

/* Reads the head as this kind of document, or as lines. */
static ls_status try_document(ls_choice *choice, const ls_run *run,
                              ls_slice head, struct sample *sample)
{
    size_t max_line = run->limits.max_line;
    ls_status status;

    *sample = (struct sample){ .count = 0 };
    status = choice->document
                 ? sample_elements(sample, choice->document, head, max_line)
                 : sample_lines(sample, head, max_line);
    if (status != LS_OK)
        return status;
    return ls_detect(run->options.formats, run->options.format, sample->lines,
                     sample->count, &choice->found);
}

/*
 * An object may hold an array of other things, and be a record itself: only if
 * it is none its array is the log.
 */
static ls_status try_whole(ls_choice *choice, const ls_run *run, ls_slice head,
                           struct sample *sample)
{
    ls_document document = ls_document_of(head, false);
    ls_document whole;
    ls_status status;

    choice->document = ls_document_of(head, true);
    status = try_document(choice, run, head, sample);
    if (status != LS_OK || choice->document == document || choice->found.format)
        return status;
    ls_found_release(&choice->found);
    whole = choice->document;
    choice->document = document;
    status = try_document(choice, run, head, sample);
    if (!choice->found.format)
        choice->document = whole;
    return status;
}

ls_status ls_choice_make(ls_choice *choice, const ls_run *run, ls_slice head)
{
    struct sample sample;
    ls_found *found = &choice->found;

    *choice = (ls_choice){ 0 };
    if (try_whole(choice, run, head, &sample) != LS_OK)
        return LS_ENOMEM;
    if (found->format && ls_format_refusal(found->format)) {
        /* Records may follow all the same, so the whole of it is read. */
        choice->lookalike = found->format;
        found->format = NULL;
    }
    return found->format ? choose_servers(choice, sample.lines, sample.count)
                         : LS_OK;
}

static void remember_server(ls_choice *choice, const char *server)
{
    const ls_format *format = choice->found.format;
    size_t count;
    const char *const *servers = ls_format_servers(format, &count);

    choice->servers = servers;
    choice->server_count = count;
    for (size_t i = 0; server && i < count; i++) {
        if (strcmp(servers[i], server) != 0)
            continue;
        choice->servers = servers + i;
        choice->server_count = 1;
    }
}

void ls_choice_remember(ls_choice *choice, const ls_run *run,
                        const ls_position *position, bool *known)
{
    const ls_run_options *options = &run->options;
    ls_found *found = &choice->found;

    *choice = (ls_choice){ .found = { .given = options->format != NULL } };
    *known = position->format != NULL;
    if (!*known)
        return;
    found->format = options->format
                        ? options->format
                        : ls_formats_named(options->formats, position->format);
    for (size_t i = 0; i < LS_POSITION_WRAPS && position->wraps[i]; i++) {
        found->wraps[i] =
            ls_formats_named(options->formats, position->wraps[i]);
        found->wrap_count += found->wraps[i] != NULL;
        *known = *known && found->wraps[i];
    }
    *known = *known && found->format && !ls_format_refusal(found->format);
    if (*known)
        remember_server(choice, position->server);
    else
        *choice = (ls_choice){ .document = LS_DOCUMENT_NONE };
}

void ls_choice_release(ls_choice *choice)
{
    ls_found_release(&choice->found);
}

static ls_status write_title(const ls_found *found, ls_buf *out)
{
    ls_status status =
        ls_buf_append(out, ls_slice_of(ls_format_title(found->format)));

    for (size_t i = 0; i < found->wrap_count && status == LS_OK; i++) {
        const char *name = ls_format_name(found->wraps[i]);

        status = ls_buf_append(out, i ? LS_SLICE(", ") : LS_SLICE(", inside "));
        if (status == LS_OK)
            status = ls_buf_append(out, ls_slice_of(name));
    }
    return status;
}

ls_status ls_choice_title(const ls_choice *choice, ls_buf *title)
{
    if (choice->found.format && write_title(&choice->found, title) != LS_OK)
        return LS_ENOMEM;
    return ls_buf_append(title, (ls_slice){ "", 1 });
}
