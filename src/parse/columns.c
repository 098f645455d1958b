/* SPDX-License-Identifier: MIT */
/*
 * Rows of cells under a header. A cell may stand in quotes, which then may
 * hold the separator; a quote inside is doubled and stays so, as logged.
 *
 * Most W3C logs quote nothing, and clients may send quotes: one in the query
 * and one in the agent must not make one cell of all between. So separators
 * are taken into a quoted cell only if the row has more of them than columns.
 */

#include "parse/columns.h"

#include <stdlib.h>

enum {
    MAX_COLUMNS = 4096
}; /* those behind are not looked at */

/* Cells of a row, one after the other. */
struct cells {
    ls_slice rest;
    char separator;
    bool wide; /* a quoted cell may hold separators */
    bool over;
};

void ls_header_release(ls_header *header)
{
    free(header->keys);
    *header = (ls_header){ 0 };
}

/* Where the quoted cell at the start of `s` ends: behind its last quote. */
static size_t quoted_end(ls_slice s, char separator)
{
    for (size_t at = 1; at < s.len; at++) {
        if (s.ptr[at] != '"')
            continue;
        if (at + 1 == s.len || s.ptr[at + 1] == separator)
            return at + 1;
        if (s.ptr[at + 1] == '"')
            at++;
    }
    return 0;
}

static bool next_cell(struct cells *cells, ls_slice *cell)
{
    size_t end = 0;

    if (cells->over)
        return false;
    if (cells->rest.len && cells->rest.ptr[0] == '"')
        end = quoted_end(cells->rest, cells->separator);
    if (end && !cells->wide &&
        memchr(cells->rest.ptr, cells->separator, end - 1))
        end = 0;
    if (end) {
        *cell = (ls_slice){ cells->rest.ptr + 1, end - 2 };
        cells->over = end == cells->rest.len;
        if (!cells->over)
            cells->rest = ls_slice_skip(cells->rest, end + 1);
        return true;
    }
    if (!ls_slice_cut(&cells->rest, cells->separator, cell)) {
        *cell = cells->rest;
        cells->over = true;
    }
    return true;
}

static bool has_more_cells(ls_slice row, char separator, size_t count)
{
    ls_slice cell;

    while (count && ls_slice_cut(&row, separator, &cell))
        count--;
    return count == 0;
}

static struct cells start_cells(const ls_header *header, ls_slice row)
{
    struct cells cells = { .rest = row, .separator = ',', .wide = true };

    if (header->kind != LS_COLUMNS_W3C || row.len == 0)
        return cells;
    cells.separator = memchr(row.ptr, '\t', row.len) ? '\t' : ' ';
    if (memchr(row.ptr, '"', row.len))
        cells.wide = has_more_cells(row, cells.separator, header->count);
    return cells;
}

/* Names stand apart by blanks or tabs, whatever the rows have. */
static bool next_name(ls_columns_kind kind, ls_slice *names, ls_slice *name)
{
    struct cells cells = { .rest = *names, .separator = ',', .wide = true };

    if (kind == LS_COLUMNS_CSV) {
        cells.over = names->len == 0;
        if (!next_cell(&cells, name))
            return false;
        *names = cells.rest;
        if (cells.over)
            names->len = 0;
        return true;
    }
    while (names->len && (names->ptr[0] == ' ' || names->ptr[0] == '\t'))
        *names = ls_slice_skip(*names, 1);
    *name = (ls_slice){ names->ptr, 0 };
    while (name->len < names->len && names->ptr[name->len] != ' ' &&
           names->ptr[name->len] != '\t')
        name->len++;
    *names = ls_slice_skip(*names, name->len);
    return name->len != 0;
}

bool ls_header_find(ls_columns_kind kind, const ls_keymap *map, ls_slice line,
                    ls_slice *names)
{
    ls_slice rest = line;
    ls_slice first;

    *names = line;
    if (kind == LS_COLUMNS_CSV) {
        const ls_key *key;

        if (!next_name(kind, &rest, &first))
            return false;
        key = ls_keymap_find(map, first);
        return key && key->part.kind != LS_PART_NONE;
    }
    if (!ls_slice_starts(line, LS_SLICE("#Fields:")) &&
        !ls_slice_starts(line, LS_SLICE("#fields\t")))
        return false;
    *names = ls_slice_skip(line, 8);
    return true;
}

static ls_status reserve(ls_header *header, size_t count)
{
    size_t cap = header->cap ? header->cap : 32;
    const ls_key **keys;

    if (count <= header->cap)
        return LS_OK;
    while (cap < count)
        cap *= 2;
    keys = realloc(header->keys, cap * sizeof(ls_key *));
    if (!keys)
        return LS_ENOMEM;
    header->keys = keys;
    header->cap = cap;
    return LS_OK;
}

bool ls_header_is_complete(ls_columns_kind kind, const ls_keymap *map,
                           ls_slice names)
{
    ls_keyed keyed = { .map = map };
    ls_slice name;

    for (size_t i = 0; i < MAX_COLUMNS && next_name(kind, &names, &name); i++) {
        const ls_key *key = ls_keymap_find(map, name);

        if (key)
            keyed.needs |= key->needs;
    }
    return ls_keyed_is_complete(&keyed);
}

ls_status ls_header_set(ls_header *header, ls_columns_kind kind,
                        const ls_keymap *map, ls_slice names, bool *known)
{
    ls_slice name;
    size_t count = 0;

    *known = ls_header_is_complete(kind, map, names);
    if (!*known)
        return LS_OK;
    header->last = 0;
    header->count = 0;
    header->has_status = false;
    header->has_date = false;
    header->kind = kind;
    header->map = map;
    while (count < MAX_COLUMNS && next_name(kind, &names, &name)) {
        const ls_key *key = ls_keymap_find(map, name);

        if (reserve(header, count + 1) != LS_OK)
            return LS_ENOMEM;
        header->keys[count++] = key;
        header->count = count;
        if (!key)
            continue;
        header->last = count;
        if (key->part.fields & LS_HAS(LS_FIELD_STATUS))
            header->has_status = true;
        if (key->part.kind == LS_PART_DATE)
            header->has_date = true;
    }
    return LS_OK;
}

/* "2026-11-22": whoever has a date column writes dates into it. */
static bool is_date(ls_slice value)
{
    return value.len == 10 && (value.ptr[4] == '-' || value.ptr[4] == '/') &&
           value.ptr[7] == value.ptr[4];
}

bool ls_header_find_date(ls_slice line, ls_slice *date)
{
    if (!ls_slice_starts(line, LS_SLICE("#Date:")))
        return false;
    *date = ls_slice_head(ls_slice_trim(ls_slice_skip(line, 6)), 10);
    return is_date(*date);
}

void ls_header_date(ls_header *header, ls_slice line)
{
    ls_slice date;

    if (!ls_header_find_date(line, &date))
        return;
    memcpy(header->date, date.ptr, date.len);
    header->date[date.len] = '\0';
}

/* The date above a row that has a time of day only. */
static void add_date(const ls_header *header, ls_builder *builder)
{
    bool of_day = builder->time.len > 2 && builder->time.ptr[2] == ':';

    if (of_day && !header->has_date && header->date[0])
        builder->date = ls_slice_of(header->date);
}

bool ls_columns_read(const ls_header *header, ls_slice row, ls_keyed *keyed)
{
    struct cells cells = start_cells(header, row);
    ls_slice cell;

    if (!header->has_status)
        return false;
    for (size_t i = 0; i < header->last && next_cell(&cells, &cell); i++) {
        const ls_key *key = header->keys[i];

        if (!key)
            continue;
        if (key->part.kind == LS_PART_DATE && !is_date(cell))
            return false;
        ls_keyed_set(keyed, key, cell);
    }
    add_date(header, keyed->builder);
    return (keyed->record->has & LS_HAS(LS_FIELD_STATUS)) != 0;
}
