/* SPDX-License-Identifier: MIT */
#ifndef TESTS_PROPERTY_RECORDS_H
#define TESTS_PROPERTY_RECORDS_H

#include "parse/reader.h"

/* What must hold for one record, whoever read it. NULL: nothing is broken. */

/* Whether ls_reader_read() gave one. */
bool is_record(ls_line_kind kind);

/* Whether a field is kept as it stands in the log. */
bool is_text(ls_field field);

/* Whether a record can be one, and all its texts can be read. */
const char *record_problem(const ls_record *record);

/* What two records disagree about. */
const char *record_difference(const ls_record *a, const ls_record *b);

#endif
