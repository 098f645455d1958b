/* SPDX-License-Identifier: MIT */
/*
 * Rows of cells under a header. A cell may stand in quotes, which then may
 * hold the separator; a quote inside is doubled and stays so, as logged.
 *
 * Most W3C logs quote nothing, and clients may send quotes: one in the query
 * and one in the agent must not make one cell of all between. So separators
 * are taken into a quoted cell only if the row has more of them than columns.
 */

#include "parse/row.h"

/* The date above a row that has a time of day only. */
static void add_date(const ls_header *header, ls_values *values)
{
    bool of_day = ls_values_get(values, LS_PART_TIME).len > 2 &&
                  ls_values_get(values, LS_PART_TIME).ptr[2] == ':';

    if (of_day && !header->has_date && header->date[0])
        ls_values_put(values, LS_PART_DATE, ls_slice_of(header->date));
}

/* Notes the rows whose cell says that they are no requests. */
static void note_unlikes(const ls_rows *rows, const ls_column *column,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ls_slice cell = rows->cells[i];

        if ((cell.len == 0 || column->starts[(unsigned char)cell.ptr[0]]) &&
            ls_key_is_unlike(column->key, cell))
            rows->keyed[i].is_unlike = true;
    }
}

/* Takes what no other column gives: values of a field, or a part of one. */
static void take_values(const ls_rows *rows, const ls_part *part, size_t count)
{
    if (count == 1) /* it is asked only of a row that was read by itself */
        rows->values[0].bytes += rows->cells[0].len;
    if (part->kind == LS_PART_FIELD)
        (void)part->set(rows->records, rows->cells, count);
    else
        for (size_t i = 0; i < count; i++)
            ls_values_put(&rows->values[i], part->kind, rows->cells[i]);
}

/* Takes what has to be weighed against other columns. */
static void weigh(const ls_rows *rows, const ls_column *column, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ls_keyed_set(&rows->keyed[i], column->key, rows->cells[i]);
}

/* How many rows have a date, up to one that has none. */
static size_t count_dates(const ls_rows *rows, size_t count)
{
    size_t dates = 0;

    while (dates < count && ls_header_is_date(rows->cells[dates]))
        dates++;
    return dates;
}

/* Takes the cells of a column, up to a row that is none by its cell; returns
   how many are rows. */
static size_t take_cells(const ls_rows *rows, const ls_column *column,
                         size_t count)
{
    const ls_key *key = column->key;

    if (column->unlikes)
        note_unlikes(rows, column, count);
    if (key->part.kind == LS_PART_DATE)
        count = count_dates(rows, count);
    if (key->part.kind == LS_PART_NONE)
        return count;
    if (column->is_sole)
        take_values(rows, &key->part, count);
    else
        weigh(rows, column, count);
    return count;
}

/* Takes the cells of the first row one after the other, in quotes or not. */
static bool take_quoted(ls_rows *rows, const ls_header *header)
{
    ls_slice row = rows->texts[0];
    ls_cells cells = {
        .rest = row,
        .separator = header->separator,
        .wide = true,
    };
    const ls_column *column = header->columns;
    const ls_column *end = column + header->count;

    if (header->kind == LS_COLUMNS_W3C)
        cells.wide = ls_cells_exceed(row, header->separator, header->total);
    for (size_t at = 0; column < end && ls_cells_next(&cells, &rows->cells[0]);
         at++)
        if (at == column->at && take_cells(rows, column++, 1) == 0)
            return false;
    return true;
}

/* Where a row starts, counted from the start of the first one. */
static size_t offset_of(const ls_rows *rows, size_t row)
{
    return (uintptr_t)rows->texts[row].ptr - (uintptr_t)rows->texts[0].ptr;
}

/* Ends the last cell of rows that have no more with the row: a CR may be
   behind it. */
static void end_cells(ls_rows *rows, size_t count, size_t at)
{
    for (size_t i = 0; i < count; i++)
        if (rows->firsts[i] + at + 1 == rows->firsts[i + 1])
            rows->cells[i].len =
                (size_t)(rows->texts[i].ptr + rows->texts[i].len -
                         rows->cells[i].ptr);
}

/* Writes out the cells that rows have in a column. */
static void get_cells(ls_rows *rows, size_t count, size_t at)
{
    const char *bytes = rows->texts[0].ptr;
    const uint32_t *starts = &rows->starts[at];
    const uint32_t *ends = starts + 1;

    for (size_t i = 0; i < count; i++) {
        size_t first = rows->firsts[i];
        size_t start = starts[first];

        rows->cells[i] = (ls_slice){ bytes + start, ends[first] - start - 1 };
    }
    if (at + 1 >= rows->fewest)
        end_cells(rows, count, at);
}

/*
 * Takes the cells of rows that were cut, in the first columns that are asked
 * for; returns how many of them are rows.
 */
static size_t take_columns(ls_rows *rows, size_t count, const ls_header *header,
                           size_t columns)
{
    const ls_column *column = header->columns;
    const ls_column *end = column + columns;

    for (; column < end && count; column++) {
        get_cells(rows, count, column->at);
        count = take_cells(rows, column, count);
    }
    return count;
}

/* Where the row behind this one starts, or would. */
static size_t next_start(const ls_rows *rows, size_t row, size_t count)
{
    if (row + 1 < count)
        return offset_of(rows, row + 1);
    return offset_of(rows, row) + rows->texts[row].len + 1;
}

/*
 * Finds the cells of a row among those that were found, which `found` starts
 * are of; returns how many there are, most often as many as in the row before.
 * 0: they are not all there.
 */
static size_t count_cells(const ls_rows *rows, size_t found, size_t row,
                          size_t next)
{
    const uint32_t *starts = &rows->starts[rows->firsts[row]];
    size_t most = found - rows->firsts[row];
    size_t count = row ? rows->firsts[row] - rows->firsts[row - 1] : 1;

    if (count < most && starts[count] == next)
        return count;
    for (count = 1; count < most && starts[count] < next;)
        count++;
    return count < most ? count : 0;
}

/*
 * Finds the cells of rows up to one that has a quote, another separator than
 * the row before, or fewer cells than are needed; returns how many rows these
 * are.
 */
static size_t cut_rows(ls_rows *rows, size_t count, const ls_header *header,
                       size_t need)
{
    ls_slice all = { rows->texts[0].ptr,
                     next_start(rows, count - 1, count) - 1 };
    char odd = header->separator == ' ' ? '\t' : '"';
    size_t found;
    size_t row = 0;

    /* A line that something wrapped may hold a line end, which ends no cell. */
    if (count == 1 && all.len && memchr(all.ptr, '\n', all.len))
        return 0;
    if (header->separator == '\t' && need < 2)
        need = 2; /* a row without tabs has blanks */
    found =
        ls_cells_find(all, header->separator, odd, rows->starts, rows->vectors);
    rows->firsts[0] = 0;
    rows->fewest = SIZE_MAX;
    for (; row < count && !ls_slice_is_blank(rows->texts[row]); row++) {
        size_t cells =
            count_cells(rows, found, row, next_start(rows, row, count));

        if (cells < need)
            break;
        rows->firsts[row + 1] = rows->firsts[row] + (uint32_t)cells;
        if (cells < rows->fewest)
            rows->fewest = cells;
    }
    return row;
}

/* Whether the row has another separator than the one before. */
static bool turns(ls_header *header, ls_slice row)
{
    char before = header->separator;

    if (header->kind == LS_COLUMNS_W3C)
        header->separator = memchr(row.ptr, '\t', row.len) ? '\t' : ' ';
    return header->separator != before;
}

/* How many of the columns that are asked for are among the first `count`. */
static size_t columns_in(const ls_header *header, size_t count)
{
    size_t columns = header->count;

    while (columns && header->columns[columns - 1].at >= count)
        columns--;
    return columns;
}

/* Reads the first row, which is not as most are; false if it is none. */
static bool read_odd(ls_rows *rows, ls_header *header)
{
    ls_slice row = rows->texts[0];

    if (ls_slice_is_blank(row))
        return false;
    if (cut_rows(rows, 1, header, 1) == 0 &&
        !(turns(header, row) && cut_rows(rows, 1, header, 1)))
        return take_quoted(rows, header);
    return take_columns(rows, 1, header, columns_in(header, rows->fewest)) == 1;
}

static bool has_status(const ls_record *record)
{
    return (record->has & LS_HAS(LS_FIELD_STATUS)) != 0;
}

size_t ls_rows_read(ls_rows *rows, ls_header *header)
{
    size_t count;
    size_t row = 0;

    if (!header->has_status)
        return 0;
    count = cut_rows(rows, rows->count, header,
                     header->columns[header->count - 1].at + 1);
    count = count ? take_columns(rows, count, header, header->count)
                  : read_odd(rows, header);
    for (; row < count && has_status(&rows->records[row]); row++)
        add_date(header, &rows->values[row]);
    return row;
}
