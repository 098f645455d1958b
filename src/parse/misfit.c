/* SPDX-License-Identifier: MIT */
/*
 * Where a line stops fitting a format. The head is cut into its pieces, and
 * an expression is built in which each piece may lack together with all that
 * follow: p1(*MARK:1)(?:p2(*MARK:2)(?:...)?+)?+. The end of its match is the
 * column, and the last mark tells which piece was wanted there.
 */

#include "parse/misfit.h"

#include "base/buf.h"
#include "base/json.h"
#include "parse/pieces.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MAX_PIECES = 99
};

static ls_status append(ls_buf *out, const char *text)
{
    return ls_buf_append(out, ls_slice_of(text));
}

static ls_status append_piece(ls_buf *out, const ls_piece *piece, size_t number)
{
    char mark[40];

    (void)snprintf(mark, sizeof(mark), "\n(*MARK:%zu)", number);
    if (append(out, "(?:\n") != LS_OK ||
        ls_buf_append(out, piece->text) != LS_OK)
        return LS_ENOMEM;
    return append(out, mark);
}

static ls_status build(ls_buf *out, const ls_piece *pieces, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (append_piece(out, &pieces[i], i + 1) != LS_OK)
            return LS_ENOMEM;
    for (size_t i = 0; i < count; i++)
        if (append(out, ")?+") != LS_OK)
            return LS_ENOMEM;
    return ls_buf_append(out, (ls_slice){ "", 1 }); /* the NUL */
}

/* What a person calls a piece: the field in it, or the literal byte. */
static void describe(const ls_piece *piece, char *out, size_t size)
{
    ls_slice text = piece->text;

    if (piece->group.len)
        (void)snprintf(out, size, "%.*s", (int)piece->group.len,
                       piece->group.ptr);
    else if (ls_slice_starts(text, LS_SLICE("[ ]")))
        (void)snprintf(out, size, "a space");
    else if (ls_slice_equal(text, LS_SLICE("\"")))
        (void)snprintf(out, size, "a quote");
    else if (text.len == 2 && text.ptr[0] == '\\')
        (void)snprintf(out, size, "\"%c\"", text.ptr[1]);
    else
        (void)snprintf(out, size, "%.*s", (int)(text.len < 40 ? text.len : 40),
                       text.ptr);
}

/* Matches; `*reached` gets the number of pieces that fitted. */
static ls_status match(const char *pattern, ls_slice line, size_t *end,
                       size_t *reached)
{
    ls_regex *regex = NULL;
    ls_matcher *matcher = NULL;
    ls_status status = ls_regex_new(pattern, &regex, NULL);
    ls_slice all = { 0 };

    *end = 0;
    *reached = 0;
    if (status == LS_ESYNTAX)
        return LS_OK; /* a pattern too odd to be cut: it tells nothing */
    if (status != LS_OK)
        return status;
    matcher = ls_matcher_new(ls_regex_group_count(regex), false);
    if (!matcher) {
        status = LS_ENOMEM;
    } else if (ls_matcher_match(matcher, regex, line) == LS_MATCH_FOUND) {
        const char *mark = ls_matcher_mark(matcher);

        (void)ls_matcher_group(matcher, 0, &all);
        *end = all.len;
        *reached = mark ? (size_t)strtoul(mark, NULL, 10) : 0;
    }
    ls_matcher_free(matcher);
    ls_regex_free(regex);
    return status;
}

static ls_status try_format(ls_arena *arena, const ls_format *format,
                            ls_slice line, ls_misfit_reason *reason)
{
    ls_piece *pieces;
    size_t count;
    size_t end;
    size_t reached;
    ls_buf pattern = { 0 };
    ls_status status =
        ls_pieces_cut(arena, ls_slice_of(format->full_head), &pieces, &count);

    if (status != LS_OK)
        return status;
    if (count > MAX_PIECES)
        count = MAX_PIECES;
    status = build(&pattern, pieces, count);
    if (status == LS_OK)
        status = match(pattern.ptr, line, &end, &reached);
    ls_buf_release(&pattern);
    if (status != LS_OK || (reason->nearest && end + 1 <= reason->column))
        return status;
    reason->nearest = format;
    reason->column = end + 1;
    if (reached < count)
        describe(&pieces[reached], reason->expected, sizeof(reason->expected));
    else
        (void)snprintf(reason->expected, sizeof(reason->expected), "status");
    return LS_OK;
}

static void ignore(void *context, ls_slice path, ls_json_type type,
                   ls_slice text)
{
    (void)context;
    (void)path;
    (void)type;
    (void)text;
}

/* A JSON object is broken somewhere, or lacks what makes a record. */
static ls_status try_json(const ls_format *format, ls_slice line,
                          ls_misfit_reason *reason)
{
    ls_json_reader *json = ls_json_reader_new();
    ls_status status = json ? LS_OK : LS_ENOMEM;
    bool valid = false;

    if (status == LS_OK)
        status = ls_json_read(json, line, ignore, NULL, &valid);
    if (status == LS_OK) {
        size_t at = ls_json_stopped_at(json);

        reason->nearest = format;
        reason->column = valid ? 1 : (at < line.len ? at : line.len) + 1;
        (void)snprintf(reason->expected, sizeof(reason->expected), "%s",
                       valid ? "a key with a status" : "valid JSON");
    }
    ls_json_reader_free(json);
    return status;
}

/* The format that explains what is wrong with an object; or NULL. */
static const ls_format *find_json(const ls_plans *plans, ls_slice line)
{
    line = ls_slice_trim(line);
    for (size_t i = 0; i < plans->count && line.len && line.ptr[0] == '{'; i++)
        if (plans->items[i].format->kind == LS_KIND_JSON)
            return plans->items[i].format;
    return NULL;
}

/* What lines of a kind that has no expression are. */
static const char *const kinds[LS_KIND_COUNT] = {
    [LS_KIND_JSON] = "a JSON object",
    [LS_KIND_W3C] = "a row with the columns of its header, and a status",
    [LS_KIND_CSV] = "a row with the columns of its header, and a status",
    [LS_KIND_LTSV] = "label:value pairs with a status",
    [LS_KIND_LOGFMT] = "key=value pairs with a status",
};

/*
 * Tries the input's own format and its family; for an input without one, all.
 * It takes a while for each.
 */
static ls_status try_plans(const ls_plans *plans, ls_slice line,
                           ls_misfit_reason *reason)
{
    const ls_format *own = plans->has_own ? plans->items[0].format : NULL;
    ls_arena *arena = ls_arena_new();
    ls_status status = arena ? LS_OK : LS_ENOMEM;

    for (size_t i = 0; i < plans->count && status == LS_OK; i++) {
        const ls_format *format = plans->items[i].format;

        if (format->full_head && (!own || ls_format_is_kin(own, format)))
            status = try_format(arena, format, line, reason);
    }
    ls_arena_free(arena);
    return status;
}

ls_status ls_misfit_find(const ls_plans *plans, ls_slice line,
                         ls_misfit_reason *reason)
{
    const ls_format *json = find_json(plans, line);
    const ls_format *own = plans->has_own ? plans->items[0].format : NULL;

    *reason = (ls_misfit_reason){ .column = 1 };
    if (json)
        return try_json(json, line, reason);
    if (!own || !own->keymap)
        return try_plans(plans, line, reason);
    reason->nearest = own;
    (void)snprintf(reason->expected, sizeof(reason->expected), "%s",
                   kinds[own->kind]);
    return LS_OK;
}
