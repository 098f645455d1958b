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
    MAX_COLUMNS = 4096 /* those behind are not looked at */
};

/* Cells of a row, one after the other. */
struct cells {
    ls_slice rest;
    char separator;
    bool wide; /* a quoted cell may hold separators */
    bool over;
};

void ls_header_release(ls_header *header)
{
    free(header->columns);
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

static ls_status add_column(ls_header *header, const ls_key *key, size_t at)
{
    if (header->count == header->cap) {
        size_t cap = header->cap ? header->cap * 2 : 32;
        ls_column *columns =
            realloc(header->columns, cap * sizeof(*header->columns));

        if (!columns)
            return LS_ENOMEM;
        header->columns = columns;
        header->cap = cap;
    }
    header->columns[header->count++] = (ls_column){ .key = key, .at = at };
    return LS_OK;
}

/* Whether a column gives a field that no other gives. */
static bool is_sole(const ls_header *header, const ls_key *key)
{
    size_t same = 0;

    for (size_t i = 0; i < header->count; i++)
        same += header->columns[i].key->part.kind != LS_PART_NONE &&
                header->columns[i].key->row == key->row;
    return same == 1 && key->part.kind != LS_PART_NONE;
}

/* Notes what a cell of the column is for, so that no row asks again. */
static void note_key(const ls_header *header, ls_column *column)
{
    const ls_key *key = column->key;

    column->is_sole = is_sole(header, key);
    column->set = NULL;
    if (column->is_sole && key->unlike_count == 0)
        column->set = key->part.set;
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

    *known = ls_header_is_complete(kind, map, names);
    if (!*known)
        return LS_OK;
    header->total = 0;
    header->count = 0;
    header->has_status = false;
    header->has_date = false;
    header->kind = kind;
    header->separator = kind == LS_COLUMNS_CSV ? ',' : ' ';
    header->map = map;
    for (; header->total < MAX_COLUMNS && next_name(kind, &names, &name);
         header->total++) {
        const ls_key *key = ls_keymap_find(map, name);

        /* What only has to be there is: the header was asked for it. */
        if (!key || (key->part.kind == LS_PART_NONE && !key->unlike_count))
            continue;
        if (add_column(header, key, header->total) != LS_OK)
            return LS_ENOMEM;
        if (key->part.fields & LS_HAS(LS_FIELD_STATUS))
            header->has_status = true;
        if (key->part.kind == LS_PART_DATE)
            header->has_date = true;
    }
    for (size_t i = 0; i < header->count; i++)
        note_key(header, &header->columns[i]);
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

/* Takes a cell that means more than the value of a field. */
static bool take_other(const ls_column *column, ls_slice cell, ls_keyed *keyed)
{
    const ls_key *key = column->key;

    if (ls_key_is_unlike(key, cell))
        keyed->is_unlike = true;
    if (key->part.kind == LS_PART_NONE)
        return true;
    if (key->part.kind == LS_PART_DATE && !is_date(cell))
        return false;
    if (column->is_sole)
        (void)ls_builder_set(keyed->builder, &key->part, cell, keyed->record);
    else
        ls_keyed_set(keyed, key, cell);
    return true;
}

/* Takes a cell; false if there is no such row. */
static inline bool take(const ls_column *column, ls_slice cell, ls_keyed *keyed)
{
    if (!column->set)
        return take_other(column, cell, keyed);
    keyed->builder->bytes += cell.len;
    (void)column->set(keyed->record, cell);
    return true;
}

/* Takes the cells of a row one after the other, in quotes or not. */
static bool take_quoted(const ls_header *header, ls_slice row, ls_keyed *keyed)
{
    struct cells cells = {
        .rest = row,
        .separator = header->separator,
        .wide = true,
    };
    const ls_column *column = header->columns;
    const ls_column *end = column + header->count;
    ls_slice cell;

    if (header->kind == LS_COLUMNS_W3C)
        cells.wide = has_more_cells(row, header->separator, header->total);
    for (size_t at = 0; column < end && next_cell(&cells, &cell); at++)
        if (at == column->at && !take(column++, cell, keyed))
            return false;
    return true;
}

/* The same, of a row without quotes whose `count` cells were found. */
static bool take_found(const ls_header *header, ls_slice row, size_t count,
                       ls_keyed *keyed)
{
    const size_t *starts = header->starts;
    const ls_column *end = header->columns + header->count;

    for (const ls_column *column = header->columns; column < end; column++) {
        ls_slice cell;

        if (column->at >= count)
            break;
        cell.ptr = row.ptr + starts[column->at];
        cell.len = starts[column->at + 1] - starts[column->at] - 1;
        if (!take(column, cell, keyed))
            return false;
    }
    return true;
}

/*
 * Finds the cells of a row without quotes, if it has the separator of the row
 * before and the header has few columns; else 0.
 */
static size_t find_cells(ls_header *header, ls_slice row, bool slack)
{
    char separator = header->separator;
    char odd = separator == ' ' ? '\t' : '"';
    size_t count;

    if (header->total > LS_CELLS_MAX)
        return 0;
    count = slack ? ls_cells_find(row, separator, odd, header->starts)
                  : ls_cells_find_plain(row, separator, odd, header->starts);
    /* One without tabs has blanks. */
    return count == 1 && separator == '\t' ? 0 : count;
}

/* Whether the row has another separator than the one before. */
static bool turns(ls_header *header, ls_slice row)
{
    char before = header->separator;

    if (header->kind == LS_COLUMNS_W3C)
        header->separator = memchr(row.ptr, '\t', row.len) ? '\t' : ' ';
    return header->separator != before;
}

bool ls_columns_read(ls_header *header, ls_slice row, bool slack,
                     ls_keyed *keyed)
{
    size_t count;

    if (!header->has_status || ls_slice_trim(row).len == 0)
        return false;
    count = find_cells(header, row, slack);
    if (count == 0 && turns(header, row))
        count = find_cells(header, row, slack);
    if (!(count ? take_found(header, row, count, keyed)
                : take_quoted(header, row, keyed)))
        return false;
    add_date(header, keyed->builder);
    return (keyed->record->has & LS_HAS(LS_FIELD_STATUS)) != 0;
}
