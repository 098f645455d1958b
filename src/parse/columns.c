/* SPDX-License-Identifier: MIT */
/* Headers: lines of the log that name the columns of the rows below them. */

#include "parse/columns.h"

#include "parse/cells.h"

#include <stdlib.h>

enum {
    MAX_COLUMNS = 4096 /* those behind are not looked at */
};

void ls_header_release(ls_header *header)
{
    free(header->columns);
    *header = (ls_header){ 0 };
}

/* Names stand apart by blanks or tabs, whatever the rows have. */
static bool next_name(ls_columns_kind kind, ls_slice *names, ls_slice *name)
{
    ls_cells cells = { .rest = *names, .separator = ',', .wide = true };

    if (kind == LS_COLUMNS_CSV) {
        cells.over = names->len == 0;
        if (!ls_cells_next(&cells, name))
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
    column->unlikes = key->unlike_count != 0;
    for (unsigned byte = 0; column->unlikes && byte < 256; byte++) {
        char first = (char)byte;

        for (unsigned i = 0; i < key->unlike_count; i++)
            if (key->unlikes[i].len == 0 || key->unlikes[i].ptr[0] == first)
                column->starts[byte] = true;
    }
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

bool ls_header_is_date(ls_slice value)
{
    return value.len == 10 && (value.ptr[4] == '-' || value.ptr[4] == '/') &&
           value.ptr[7] == value.ptr[4];
}

bool ls_header_find_date(ls_slice line, ls_slice *date)
{
    if (!ls_slice_starts(line, LS_SLICE("#Date:")))
        return false;
    *date = ls_slice_head(ls_slice_trim(ls_slice_skip(line, 6)), 10);
    return ls_header_is_date(*date);
}

void ls_header_date(ls_header *header, ls_slice line)
{
    ls_slice date;

    if (!ls_header_find_date(line, &date))
        return;
    memcpy(header->date, date.ptr, date.len);
    header->date[date.len] = '\0';
}
