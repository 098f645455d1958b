/* SPDX-License-Identifier: MIT */
#ifndef BASE_ENGINE_H
#define BASE_ENGINE_H

/*
 * What PCRE2 makes of a pattern, for base/regex.c alone: code that it
 * interprets, and machine code. Either is made when it is worth it, and threads
 * may share it all.
 */

#include <logstat/error.h>

#include <stdbool.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

typedef struct ls_engine ls_engine;

/* Memory from malloc(); NULL: there is none. */
pcre2_general_context *ls_engine_memory(void);

/* Compiles nothing yet. The pattern must outlive that. NULL: no memory. */
ls_engine *ls_engine_new(const char *pattern);
void ls_engine_free(ls_engine *engine);

/* Compiles now; what LS_ESYNTAX says is what ls_regex_new() says. */
ls_status ls_engine_compile(ls_engine *engine, ls_error *err) LS_MUST_USE;

/* The code, compiled if it is not yet. NULL: no memory. */
const pcre2_code *ls_engine_code(ls_engine *engine);

/*
 * The machine code, if there is any or the engine has been asked so often that
 * it pays to make it. NULL: match without.
 */
const pcre2_code *ls_engine_machine(ls_engine *engine);

/* The machine code at once; NULL: it cannot be had. */
const pcre2_code *ls_engine_make_machine(ls_engine *engine);

/* Whether machine code cannot be had, as was found out. */
bool ls_engine_is_refused(const ls_engine *engine);

#endif
