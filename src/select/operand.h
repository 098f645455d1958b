/* SPDX-License-Identifier: MIT */
#ifndef SELECT_OPERAND_H
#define SELECT_OPERAND_H

#include "base/expression.h"

#include <logstat/filter.h>

/*
 * What a condition can ask for: the fields of a record and what is derived from
 * them, each with the type of its values.
 */

typedef enum ls_operand_type {
    LS_OPERAND_TEXT,
    LS_OPERAND_NUMBER,
    LS_OPERAND_SIZE,     /* bytes; 10k is a value */
    LS_OPERAND_DURATION, /* microseconds; 250ms is a value */
    LS_OPERAND_TIME,
    LS_OPERAND_CLASS, /* text, of which there are few */
} ls_operand_type;

typedef struct ls_operand {
    const char *name;
    ls_operand_type type;
    ls_fields needs;
    /* False if the record has none. One of them, by the type. */
    bool (*text)(const ls_record *record, ls_slice *text);
    bool (*number)(const ls_record *record, uint64_t *number);
} ls_operand;

/* The operand of this name; LS_ESYNTAX at the token. */
ls_status ls_operand_find(const ls_token *name, const ls_operand **operand,
                          ls_error *err) LS_MUST_USE;

/* Whether its values are texts. */
bool ls_operand_is_text(const ls_operand *operand);

/*
 * A value that is compared with it: a number. Times are shifted so that they
 * have no sign; `clock` is for them. LS_ESYNTAX at the token.
 */
ls_status ls_operand_number(const ls_operand *operand, const ls_token *token,
                            const ls_clock *clock, uint64_t *number,
                            ls_error *err) LS_MUST_USE;

/* Likewise a text, as it stands in the token. */
ls_status ls_operand_text(const ls_operand *operand, const ls_token *token,
                          ls_slice *text, ls_error *err) LS_MUST_USE;

#endif
