/* SPDX-License-Identifier: MIT */
/*
 * PCRE2, whose only user this file is: compile options, JIT, limits.
 *
 * A match that hits a limit is reported as such, never as "no match": a line
 * must not vanish because it is expensive. The JIT gets a stack of its own,
 * since its default of 32 KiB makes long lines fail.
 */

#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdlib.h>

enum {
    JIT_STACK_START = 32 * 1024,
    JIT_STACK_MAX = 1024 * 1024,
    HEAP_LIMIT_KIB = 20000,
    MATCH_LIMIT = 100000,
    MATCH_LIMIT_PER_BYTE = 8,
};

struct ls_regex {
    pcre2_code *code;
    const char **names; /* by group number; point into the code */
    size_t group_count;
    bool jit;
};

struct ls_matcher {
    pcre2_general_context *memory;
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack; /* NULL when interpreting */
    ls_slice line;
    bool interpret;
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

/* Names by group number; PCRE2's table has rows of number and name. */
static ls_status read_names(ls_regex *regex)
{
    uint32_t count = 0;
    uint32_t size = 0;
    uint32_t last = 0;
    PCRE2_SPTR row = NULL;

    (void)pcre2_pattern_info(regex->code, PCRE2_INFO_CAPTURECOUNT, &last);
    (void)pcre2_pattern_info(regex->code, PCRE2_INFO_NAMECOUNT, &count);
    (void)pcre2_pattern_info(regex->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    (void)pcre2_pattern_info(regex->code, PCRE2_INFO_NAMETABLE, &row);
    regex->group_count = (size_t)last + 1;
    regex->names = calloc(regex->group_count, sizeof(*regex->names));
    if (!regex->names)
        return LS_ENOMEM;
    for (uint32_t i = 0; i < count; i++, row += size)
        regex->names[row[0] << 8 | row[1]] = (const char *)(row + 2);
    return LS_OK;
}

/* Compiles to `*code`, which is NULL unless all is well. */
static ls_status compile_pattern(const char *pattern, pcre2_code **code,
                                 ls_error *err)
{
    pcre2_general_context *memory =
        pcre2_general_context_create(allocate, release, NULL);
    pcre2_compile_context *context =
        memory ? pcre2_compile_context_create(memory) : NULL;
    int problem = PCRE2_ERROR_NOMEMORY;
    size_t offset = 0;

    *code = context ? compile(pattern, context, &problem, &offset) : NULL;
    pcre2_compile_context_free(context);
    pcre2_general_context_free(memory);
    return *code ? LS_OK : fail_at(err, problem, pattern, offset);
}

ls_status ls_regex_check(const char *pattern, ls_error *err)
{
    pcre2_code *code;
    ls_status status = compile_pattern(pattern, &code, err);

    pcre2_code_free(code);
    return status;
}

static ls_status compile_into(ls_regex *regex, const char *pattern,
                              ls_error *err)
{
    ls_status status = compile_pattern(pattern, &regex->code, err);

    if (status != LS_OK)
        return status;
    regex->jit = pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE) == 0;
    if (read_names(regex) != LS_OK)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    return LS_OK;
}

ls_status ls_regex_new(const char *pattern, ls_regex **regex, ls_error *err)
{
    ls_regex *made = calloc(1, sizeof(*made));
    ls_status status;

    if (!made)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    status = compile_into(made, pattern, err);
    if (status != LS_OK) {
        ls_regex_free(made);
        return status;
    }
    *regex = made;
    return LS_OK;
}

void ls_regex_free(ls_regex *regex)
{
    if (!regex)
        return;
    pcre2_code_free(regex->code);
    free(regex->names);
    free(regex);
}

bool ls_regex_has_jit(const ls_regex *regex)
{
    return regex->jit;
}

size_t ls_regex_group_count(const ls_regex *regex)
{
    return regex->group_count;
}

const char *ls_regex_group_name(const ls_regex *regex, size_t number)
{
    return number < regex->group_count ? regex->names[number] : NULL;
}

static bool set_up(ls_matcher *matcher, size_t groups)
{
    matcher->memory = pcre2_general_context_create(allocate, release, NULL);
    if (!matcher->memory)
        return false;
    matcher->context = pcre2_match_context_create(matcher->memory);
    matcher->data = pcre2_match_data_create((uint32_t)groups, matcher->memory);
    if (!matcher->context || !matcher->data)
        return false;
    (void)pcre2_set_heap_limit(matcher->context, HEAP_LIMIT_KIB);
    if (matcher->interpret)
        return true;
    matcher->stack =
        pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MAX, matcher->memory);
    if (matcher->stack)
        pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
    else /* machine code is not to be had here */
        matcher->interpret = true;
    return true;
}

ls_matcher *ls_matcher_new(size_t groups, bool interpret)
{
    ls_matcher *matcher = calloc(1, sizeof(*matcher));

    if (!matcher)
        return NULL;
    matcher->interpret = interpret;
    if (!set_up(matcher, groups ? groups : 1)) {
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

static void set_limit(ls_matcher *matcher, size_t len)
{
    size_t limit = len * MATCH_LIMIT_PER_BYTE;

    if (limit < MATCH_LIMIT)
        limit = MATCH_LIMIT;
    if (limit > UINT32_MAX)
        limit = UINT32_MAX;
    (void)pcre2_set_match_limit(matcher->context, (uint32_t)limit);
}

int ls_matcher_match(ls_matcher *matcher, const ls_regex *regex, ls_slice line)
{
    PCRE2_SPTR subject = (PCRE2_SPTR)(line.ptr ? line.ptr : "");
    int found;

    set_limit(matcher, line.len);
    if (regex->jit && !matcher->interpret)
        found = pcre2_jit_match(regex->code, subject, line.len, 0, 0,
                                matcher->data, matcher->context);
    else
        found = pcre2_match(regex->code, subject, line.len, 0, PCRE2_NO_JIT,
                            matcher->data, matcher->context);
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
