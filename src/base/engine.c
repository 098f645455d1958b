/* SPDX-License-Identifier: MIT */
/*
 * Most expressions of a run meet few lines or none, and to make machine code
 * takes as long as to match dozens of lines without, or as to see of hundreds
 * that they do not match. So it is made when an expression has been used more
 * often than detection does it, and what is known to be right is compiled when
 * it is first used. Threads that come to that at the same time all do the work,
 * and keep what the first of them has made.
 */

#include "base/engine.h"

#include <stdatomic.h>
#include <stdlib.h>

enum {
    WARM_UP = 300
}; /* matches before machine code is made */

struct ls_engine {
    const char *pattern;
    _Atomic(pcre2_code *) code;    /* NULL: not compiled yet */
    _Atomic(pcre2_code *) machine; /* a copy with machine code; or NULL */
    atomic_bool refused;           /* there can be no machine code */
    atomic_uint uses;              /* matches before there was any */
};

static void *allocate(PCRE2_SIZE size, void *unused)
{
    (void)unused;
    return malloc(size);
}

static void release(void *memory, void *unused)
{
    (void)unused;
    free(memory);
}

pcre2_general_context *ls_engine_memory(void)
{
    return pcre2_general_context_create(allocate, release, NULL);
}

static ls_status fail_at(ls_error *err, int code, const char *pattern,
                         size_t offset)
{
    PCRE2_UCHAR text[160] = { 0 };

    if (code == PCRE2_ERROR_HEAP_FAILED || code == PCRE2_ERROR_NOMEMORY)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    (void)pcre2_get_error_message(code, text, sizeof(text));
    return ls_fail(err, LS_ESYNTAX, 0, "%s before '%.20s'", (const char *)text,
                   pattern + offset);
}

static pcre2_code *compile(const char *pattern, pcre2_compile_context *context,
                           int *code, size_t *offset)
{
    const uint32_t options = PCRE2_ANCHORED | PCRE2_DOTALL | PCRE2_EXTENDED |
                             PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_UTF |
                             PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_AUTO_CAPTURE |
                             PCRE2_DUPNAMES;

    return pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options,
                         code, offset, context);
}

/* Compiles to `*code`, which is NULL unless all is well. */
static ls_status compile_pattern(const char *pattern, pcre2_code **code,
                                 ls_error *err)
{
    pcre2_general_context *memory = ls_engine_memory();
    pcre2_compile_context *context =
        memory ? pcre2_compile_context_create(memory) : NULL;
    int problem = PCRE2_ERROR_NOMEMORY;
    size_t offset = 0;

    *code = context ? compile(pattern, context, &problem, &offset) : NULL;
    pcre2_compile_context_free(context);
    pcre2_general_context_free(memory);
    return *code ? LS_OK : fail_at(err, problem, pattern, offset);
}

ls_engine *ls_engine_new(const char *pattern)
{
    ls_engine *engine = calloc(1, sizeof(*engine));

    if (!engine)
        return NULL;
    engine->pattern = pattern;
    atomic_init(&engine->code, NULL);
    atomic_init(&engine->machine, NULL);
    atomic_init(&engine->refused, false);
    atomic_init(&engine->uses, 0);
    return engine;
}

void ls_engine_free(ls_engine *engine)
{
    if (!engine)
        return;
    pcre2_code_free(atomic_load(&engine->machine));
    pcre2_code_free(atomic_load(&engine->code));
    free(engine);
}

/* Puts what was made in its place, unless another thread was first. */
static pcre2_code *publish(_Atomic(pcre2_code *) *place, pcre2_code *made)
{
    pcre2_code *there = NULL;

    if (atomic_compare_exchange_strong(place, &there, made))
        return made;
    pcre2_code_free(made);
    return there;
}

ls_status ls_engine_compile(ls_engine *engine, ls_error *err)
{
    pcre2_code *code;
    ls_status status = compile_pattern(engine->pattern, &code, err);

    if (status == LS_OK)
        (void)publish(&engine->code, code);
    return status;
}

const pcre2_code *ls_engine_code(ls_engine *engine)
{
    const pcre2_code *code = atomic_load(&engine->code);

    if (!code && ls_engine_compile(engine, NULL) == LS_OK)
        code = atomic_load(&engine->code);
    return code;
}

const pcre2_code *ls_engine_make_machine(ls_engine *engine)
{
    /* A copy, since others may be matching with the code. */
    pcre2_code *machine = pcre2_code_copy(ls_engine_code(engine));

    if (machine && pcre2_jit_compile(machine, PCRE2_JIT_COMPLETE) == 0)
        return publish(&engine->machine, machine);
    pcre2_code_free(machine);
    atomic_store(&engine->refused, true);
    return NULL;
}

const pcre2_code *ls_engine_machine(ls_engine *engine)
{
    const pcre2_code *machine = atomic_load(&engine->machine);

    if (machine || atomic_load(&engine->refused) ||
        atomic_fetch_add(&engine->uses, 1) < WARM_UP)
        return machine;
    return ls_engine_make_machine(engine);
}

bool ls_engine_is_refused(const ls_engine *engine)
{
    return atomic_load(&engine->refused);
}
