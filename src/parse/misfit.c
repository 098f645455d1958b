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

/* A format that lines were compared with. */
struct entry {
    const ls_format *format;
    ls_piece *pieces; /* of its head */
    size_t count;
    ls_regex *regex; /* NULL: none can be made */
};

struct ls_misfits {
    ls_arena *arena;
    struct entry *entries;
    size_t count;
    size_t cap;
};

ls_misfits *ls_misfits_new(void)
{
    ls_misfits *misfits = calloc(1, sizeof(*misfits));

    if (!misfits)
        return NULL;
    misfits->arena = ls_arena_new();
    if (!misfits->arena) {
        free(misfits);
        return NULL;
    }
    return misfits;
}

void ls_misfits_free(ls_misfits *misfits)
{
    if (!misfits)
        return;
    for (size_t i = 0; i < misfits->count; i++)
        ls_regex_free(misfits->entries[i].regex);
    free(misfits->entries);
    ls_arena_free(misfits->arena);
    free(misfits);
}

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

/* Whether the piece is bytes as they stand. */
static bool is_literal(ls_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
            !(c >= '0' && c <= '9') && !strchr(":/=,;-_%<>", c))
            return false;
    }
    return text.len != 0;
}

/* What people call the group's field: duration, not duration_ms. */
static ls_slice field_of(ls_slice group)
{
    ls_fields fields = ls_part_of(group).fields;

    for (ls_field field = 0; field < LS_FIELD_COUNT; field++)
        if (fields == LS_HAS(field))
            return ls_slice_of(ls_field_name(field));
    return group;
}

/* What a piece is called that shows what it is; false for one that does not. */
static bool name_piece(const ls_piece *piece, char *out, size_t size)
{
    ls_slice text = piece->text;
    ls_slice field = field_of(piece->group);

    if (field.len)
        (void)snprintf(out, size, "%.*s", (int)field.len, field.ptr);
    else if (ls_slice_starts(text, LS_SLICE("[ ]")))
        (void)snprintf(out, size, "a space");
    else if (ls_slice_equal(text, LS_SLICE("\"")))
        (void)snprintf(out, size, "a quote");
    else if (ls_slice_equal(text, LS_SLICE("\\t")))
        (void)snprintf(out, size, "a tab");
    else if (text.len == 2 && text.ptr[0] == '\\')
        (void)snprintf(out, size, "\"%c\"", text.ptr[1]);
    else if (is_literal(text))
        (void)snprintf(out, size, "\"%.*s\"",
                       (int)(text.len < 40 ? text.len : 40), text.ptr);
    else
        return false;
    return true;
}

/* What a person calls the first of some pieces: the field in it or the bytes
   that it is or, where it is neither, what comes next. */
static void describe(const ls_piece *pieces, size_t count, char *out,
                     size_t size)
{
    char next[40] = "the end";

    if (name_piece(pieces, out, size))
        return;
    for (size_t i = 1; i < count; i++) {
        if (!pieces[i].group.len)
            continue;
        (void)name_piece(&pieces[i], next, sizeof(next));
        break;
    }
    (void)snprintf(out, size, "what stands before %s", next);
}

/* Compiles what tells how far lines fit the format. */
static ls_status make_entry(ls_arena *arena, const ls_format *format,
                            struct entry *entry)
{
    ls_buf pattern = { 0 };
    ls_status status = ls_pieces_cut(arena, ls_slice_of(format->full_head),
                                     &entry->pieces, &entry->count);

    entry->format = format;
    if (status != LS_OK)
        return status;
    if (entry->count > MAX_PIECES)
        entry->count = MAX_PIECES;
    status = build(&pattern, entry->pieces, entry->count);
    if (status == LS_OK)
        status = ls_regex_new(pattern.ptr, &entry->regex, NULL);
    ls_buf_release(&pattern);
    /* A pattern too odd to be cut tells nothing. */
    return status == LS_ESYNTAX ? LS_OK : status;
}

static bool grow(ls_misfits *misfits)
{
    size_t cap = misfits->cap ? misfits->cap * 2 : 16;
    struct entry *entries =
        realloc(misfits->entries, cap * sizeof(*misfits->entries));

    if (!entries)
        return false;
    misfits->entries = entries;
    misfits->cap = cap;
    return true;
}

/* What is kept for the format, made if it came up for the first time. */
static ls_status find_entry(ls_misfits *misfits, const ls_format *format,
                            const struct entry **found)
{
    struct entry *entry;

    for (size_t i = 0; i < misfits->count; i++) {
        *found = &misfits->entries[i];
        if ((*found)->format == format)
            return LS_OK;
    }
    if (misfits->count == misfits->cap && !grow(misfits))
        return LS_ENOMEM;
    entry = &misfits->entries[misfits->count];
    *entry = (struct entry){ 0 };
    *found = entry;
    if (make_entry(misfits->arena, format, entry) != LS_OK)
        return LS_ENOMEM;
    misfits->count++;
    return LS_OK;
}

/* Matches; `*reached` gets the number of pieces that fitted. */
static ls_status match(const ls_regex *regex, ls_slice line, size_t *end,
                       size_t *reached)
{
    ls_matcher *matcher;
    ls_slice all = { 0 };
    int found;

    *end = 0;
    *reached = 0;
    if (!regex)
        return LS_OK;
    matcher = ls_matcher_new(false);
    if (!matcher)
        return LS_ENOMEM;
    found = ls_matcher_match(matcher, regex, line);
    if (found == LS_MATCH_FOUND) {
        const char *mark = ls_matcher_mark(matcher);

        (void)ls_matcher_group(matcher, 0, &all);
        *end = all.len;
        *reached = mark ? (size_t)strtoul(mark, NULL, 10) : 0;
    }
    ls_matcher_free(matcher);
    return found < 0 ? LS_ENOMEM : LS_OK;
}

static ls_status try_format(ls_misfits *misfits, const ls_format *format,
                            ls_slice line, ls_misfit_reason *reason)
{
    const struct entry *entry;
    size_t end;
    size_t reached;

    if (find_entry(misfits, format, &entry) != LS_OK ||
        match(entry->regex, line, &end, &reached) != LS_OK)
        return LS_ENOMEM;
    if (reason->nearest && end + 1 <= reason->column)
        return LS_OK;
    reason->nearest = format;
    reason->column = end + 1;
    if (reached < entry->count)
        describe(&entry->pieces[reached], entry->count - reached,
                 reason->expected, sizeof(reason->expected));
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
 * Tries the formats of a family; of all, if that is NULL. It takes a while for
 * each.
 */
static ls_status try_plans(ls_misfits *misfits, const ls_plans *plans,
                           const char *family, ls_slice line,
                           ls_misfit_reason *reason)
{
    ls_status status = LS_OK;

    for (size_t i = 0; i < plans->count && status == LS_OK; i++) {
        const ls_format *format = plans->items[i].format;

        if (format->full_head &&
            (!family || strcmp(family, format->family) == 0))
            status = try_format(misfits, format, line, reason);
    }
    return status;
}

ls_status ls_misfit_find(ls_misfits *misfits, const ls_plans *plans,
                         ls_slice line, ls_misfit_reason *reason)
{
    const ls_format *json = find_json(plans, line);
    const ls_format *own;

    *reason = (ls_misfit_reason){ .column = 1 };
    if (json)
        return try_json(json, line, reason);
    if (!plans->has_own)
        return try_plans(misfits, plans, NULL, line, reason);
    own = plans->items[0].format;
    if (!own->keymap)
        return try_plans(misfits, plans, own->family, line, reason);
    reason->nearest = own;
    (void)snprintf(reason->expected, sizeof(reason->expected), "%s",
                   kinds[own->kind]);
    return LS_OK;
}
