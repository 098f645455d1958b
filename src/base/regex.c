/* SPDX-License-Identifier: MIT */
/*
 * Expressions, and the limits on what a match may cost.
 *
 * A match that hits a limit is reported as such, never as "no match": a line
 * must not vanish because it is expensive. Where machine code can be had, it
 * alone decides that: as long as it is not worth making, PCRE2 gives up much
 * sooner, and then it is made and the line matched again. So the outcome does
 * not depend on how often the expression was used. The JIT gets a stack of its
 * own, since its default of 32 KiB makes long lines fail.
 */

#include "base/regex.h"

#include "base/engine.h"

#include <stdlib.h>

enum {
    JIT_STACK_START = 32 * 1024,
    JIT_STACK_MAX = 1024 * 1024,
    HEAP_LIMIT_KIB = 20000,
    MATCH_LIMIT = 100000,
    MATCH_LIMIT_PER_BYTE = 8,
    SOON_HEAP_LIMIT_KIB = 512, /* less than what machine code may use */
    SOON_MATCH_LIMIT = 5000,
};

struct ls_regex {
    ls_engine *engine;
    const char *const *names; /* by group number */
    const char **own_names;   /* those, if they point into the code */
    size_t group_count;
};

struct ls_matcher {
    pcre2_general_context *memory;
    pcre2_match_data *data; /* NULL before the first match */
    size_t groups;          /* that there is room for in it */
    pcre2_match_context *context;
    pcre2_jit_stack *stack; /* NULL before machine code was run */
    ls_slice line;
    bool interpret;
};

/* Names by group number; PCRE2's table has rows of number and name. */
static ls_status read_names(ls_regex *regex)
{
    const pcre2_code *code = ls_engine_code(regex->engine);
    uint32_t count = 0;
    uint32_t size = 0;
    uint32_t last = 0;
    PCRE2_SPTR row = NULL;

    (void)pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &last);
    (void)pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
    (void)pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    (void)pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &row);
    regex->group_count = (size_t)last + 1;
    regex->own_names = calloc(regex->group_count, sizeof(*regex->own_names));
    if (!regex->own_names)
        return LS_ENOMEM;
    for (uint32_t i = 0; i < count; i++, row += size)
        regex->own_names[row[0] << 8 | row[1]] = (const char *)(row + 2);
    regex->names = regex->own_names;
    return LS_OK;
}

static ls_regex *new_regex(const char *pattern)
{
    ls_regex *regex = calloc(1, sizeof(*regex));

    if (!regex)
        return NULL;
    regex->engine = ls_engine_new(pattern);
    if (!regex->engine) {
        free(regex);
        return NULL;
    }
    return regex;
}

ls_status ls_regex_new(const char *pattern, ls_regex **regex, ls_error *err)
{
    ls_regex *made = new_regex(pattern);
    ls_status status;

    if (!made)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    status = ls_engine_compile(made->engine, err);
    if (status == LS_OK && read_names(made) != LS_OK)
        status = ls_fail(err, LS_ENOMEM, 0, "no memory");
    if (status != LS_OK) {
        ls_regex_free(made);
        return status;
    }
    *regex = made;
    return LS_OK;
}

ls_regex *ls_regex_later(const char *pattern, const char *const *names,
                         size_t group_count)
{
    ls_regex *regex = new_regex(pattern);

    if (!regex)
        return NULL;
    regex->names = names;
    regex->group_count = group_count;
    return regex;
}

ls_status ls_regex_check(const char *pattern, ls_error *err)
{
    ls_engine *engine = ls_engine_new(pattern);
    ls_status status;

    if (!engine)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    status = ls_engine_compile(engine, err);
    ls_engine_free(engine);
    return status;
}

void ls_regex_free(ls_regex *regex)
{
    if (!regex)
        return;
    ls_engine_free(regex->engine);
    free(regex->own_names);
    free(regex);
}

bool ls_regex_jit_works(void)
{
    ls_engine *engine = ls_engine_new("a");
    bool works = engine && ls_engine_code(engine) &&
                 ls_engine_make_machine(engine) != NULL;

    ls_engine_free(engine);
    return works;
}

size_t ls_regex_group_count(const ls_regex *regex)
{
    return regex->group_count;
}

const char *ls_regex_group_name(const ls_regex *regex, size_t number)
{
    return number < regex->group_count ? regex->names[number] : NULL;
}

ls_matcher *ls_matcher_new(bool interpret)
{
    ls_matcher *matcher = calloc(1, sizeof(*matcher));

    if (!matcher)
        return NULL;
    matcher->interpret = interpret;
    matcher->memory = ls_engine_memory();
    if (matcher->memory)
        matcher->context = pcre2_match_context_create(matcher->memory);
    if (!matcher->context) {
        ls_matcher_free(matcher);
        return NULL;
    }
    return matcher;
}

void ls_matcher_free(ls_matcher *matcher)
{
    if (!matcher)
        return;
    pcre2_jit_stack_free(matcher->stack);
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    pcre2_general_context_free(matcher->memory);
    free(matcher);
}

/* Makes room for the groups of an expression. */
static bool make_room(ls_matcher *matcher, size_t groups)
{
    pcre2_match_data *data;

    if (groups <= matcher->groups)
        return true;
    data = pcre2_match_data_create((uint32_t)groups, matcher->memory);
    if (!data)
        return false;
    pcre2_match_data_free(matcher->data);
    matcher->data = data;
    matcher->groups = groups;
    return true;
}

static size_t match_limit(size_t len)
{
    size_t limit = len * MATCH_LIMIT_PER_BYTE;

    if (limit < MATCH_LIMIT)
        return MATCH_LIMIT;
    return limit < UINT32_MAX ? limit : UINT32_MAX;
}

/* Matches without machine code, and gives up soon if there can be some. */
static int interpret(ls_matcher *matcher, const pcre2_code *code, ls_slice line,
                     bool soon)
{
    size_t limit = soon ? SOON_MATCH_LIMIT : match_limit(line.len);

    (void)pcre2_set_match_limit(matcher->context, (uint32_t)limit);
    (void)pcre2_set_heap_limit(matcher->context,
                               soon ? SOON_HEAP_LIMIT_KIB : HEAP_LIMIT_KIB);
    return pcre2_match(code, (PCRE2_SPTR)line.ptr, line.len, 0, PCRE2_NO_JIT,
                       matcher->data, matcher->context);
}

/* Matches with machine code. */
static int run(ls_matcher *matcher, const pcre2_code *machine, ls_slice line)
{
    if (!matcher->stack) {
        matcher->stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MAX,
                                                matcher->memory);
        if (!matcher->stack)
            return PCRE2_ERROR_NOMEMORY;
        pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
    }
    (void)pcre2_set_match_limit(matcher->context,
                                (uint32_t)match_limit(line.len));
    return pcre2_jit_match(machine, (PCRE2_SPTR)line.ptr, line.len, 0, 0,
                           matcher->data, matcher->context);
}

static bool is_answer(int found)
{
    return found >= 0 || found == PCRE2_ERROR_NOMATCH ||
           found == PCRE2_ERROR_NOMEMORY;
}

/* What PCRE2 says. */
static int match(ls_matcher *matcher, ls_engine *engine, ls_slice line)
{
    const pcre2_code *code = ls_engine_code(engine);
    const pcre2_code *machine = NULL;
    int found;

    if (!code)
        return PCRE2_ERROR_NOMEMORY;
    if (!matcher->interpret)
        machine = ls_engine_machine(engine);
    if (!machine && (matcher->interpret || ls_engine_is_refused(engine)))
        return interpret(matcher, code, line, false);
    if (!machine) {
        found = interpret(matcher, code, line, true);
        if (is_answer(found))
            return found;
        machine = ls_engine_make_machine(engine);
    }
    return machine ? run(matcher, machine, line)
                   : interpret(matcher, code, line, false);
}

int ls_matcher_match(ls_matcher *matcher, const ls_regex *regex, ls_slice line)
{
    int found;

    if (!make_room(matcher, regex->group_count))
        return LS_ENOMEM;
    if (!line.ptr)
        line.ptr = "";
    found = match(matcher, regex->engine, line);
    matcher->line = line;
    if (found >= 0)
        return LS_MATCH_FOUND;
    if (found == PCRE2_ERROR_NOMATCH)
        return LS_MATCH_NONE;
    if (found == PCRE2_ERROR_NOMEMORY)
        return LS_ENOMEM;
    return LS_MATCH_LIMIT;
}

bool ls_matcher_group(const ls_matcher *matcher, size_t number, ls_slice *group)
{
    const PCRE2_SIZE *vector = pcre2_get_ovector_pointer(matcher->data);
    PCRE2_SIZE start = vector[2 * number];

    if (start == PCRE2_UNSET)
        return false;
    group->ptr = matcher->line.ptr + start;
    group->len = vector[2 * number + 1] - start;
    return true;
}

const char *ls_matcher_mark(const ls_matcher *matcher)
{
    return (const char *)pcre2_get_mark(matcher->data);
}
