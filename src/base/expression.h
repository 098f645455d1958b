/* SPDX-License-Identifier: MIT */
#ifndef BASE_EXPRESSION_H
#define BASE_EXPRESSION_H

#include <logstat/error.h>
#include <logstat/slice.h>

/*
 * The words of what people write on the command line: conditions such as
 * `status >= 500 and path ~ "^/api"` and `5xx > 1%`.
 */

typedef enum ls_token_kind {
    LS_TOKEN_END,
    LS_TOKEN_WORD,   /* letters, digits, and - . _ : inside; 4xx is one */
    LS_TOKEN_NUMBER, /* decimal, with a unit of letters, % or /s behind it */
    LS_TOKEN_STRING, /* in quotes of either kind */
    LS_TOKEN_EQUAL,  /* == or = */
    LS_TOKEN_UNEQUAL,
    LS_TOKEN_LESS,
    LS_TOKEN_LESS_EQUAL,
    LS_TOKEN_GREATER,
    LS_TOKEN_GREATER_EQUAL,
    LS_TOKEN_MATCH,   /* ~ */
    LS_TOKEN_UNMATCH, /* !~ */
    LS_TOKEN_OPEN,
    LS_TOKEN_CLOSE,
    LS_TOKEN_COMMA,
} ls_token_kind;

typedef struct ls_token {
    ls_token_kind kind;
    ls_slice text; /* as written; of a string what is between the quotes */
    size_t column; /* in bytes from 1 */
    /* Of a number: */
    ls_slice digits; /* "1.5" of "1.5ms" */
    ls_slice unit;   /* "ms" */
} ls_token;

/* A text that is read token by token. */
typedef struct ls_expression {
    ls_slice text;
    size_t at;      /* behind the token */
    ls_token token; /* the current one */
} ls_expression;

/* Starts at the first token. LS_ESYNTAX with a column. */
ls_status ls_expression_start(ls_expression *expression, ls_slice text,
                              ls_error *err) LS_MUST_USE;

/* Goes to the next token. As above. */
ls_status ls_expression_next(ls_expression *expression,
                             ls_error *err) LS_MUST_USE;

/* Whether the current token is this word, in any case of its letters. */
bool ls_expression_is(const ls_expression *expression, const char *word);

/* Whether the comparison holds where the left side is below (-1), equal to (0)
   or above (1) the right one. */
bool ls_comparison_holds(ls_token_kind sign, int order);

/* Whether two texts are the same but for the case of ASCII letters. */
bool ls_same_word(ls_slice a, ls_slice b);

/* What stands there, for "... expected, not %s": at most 40 bytes. */
typedef struct ls_shown {
    char text[48];
} ls_shown;
ls_shown ls_expression_shown(const ls_token *token);

/* Fails at a token: LS_ESYNTAX with its column. */
ls_status ls_fail_at(ls_error *err, const ls_token *token, const char *format,
                     ...) LS_PRINTF(3, 4);

/*
 * The value of decimal digits with up to one point, times `scale`, which is at
 * least 1; what is below 1 after that is cut off. False if it does not fit.
 */
bool ls_decimal_scaled(ls_slice digits, uint64_t scale, uint64_t *value);

#endif
