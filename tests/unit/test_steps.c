/* SPDX-License-Identifier: MIT */
/*
 * Steps: which patterns they take, and that what they take they match as PCRE2
 * does, group by group, on many random lines.
 */

#include "test.h"

#include "base/regex.h"
#include "parse/walk.h"
#include "property/random.h"

#include <stdio.h>

enum {
    LONGEST = 150,
    LINES = 3000,
};

static const char *const good[] = {
    "a",
    "abcdefghijklmnopqrs",
    "a b\tc\n d",
    "\\[ \\] \\\" \\. \\ \\\\ \\- /",
    "[ ] [ab] [a-c] [^ab] [^ ] [a-] [-a] [\\]a] [^\\]] []a] [^]a]",
    "a*+ b++ c?+ \\d++ d",
    "a{2} b{1,2}+ c{1,}+ d{0}",
    "[ab]{2,3}+ [^ \"]++ [^a]{0,4}+",
    "(?<x> [^ ]++ ) [ ] (?<y> \\d{2} )",
    "(?<x>a)(?<y>b++)(?<z>[^ab]*+)",
    "(?<x> [^ab]*+ ) (?= [ab] ) (?<y> a*+ ) b",
    "(?<x> [^a\" ]++ ) (?<y> [^abcd]*+ ) a",
    "(?= a ) [ab]++ (?=[^a])",
    "(?<x> [^ab]*+ ) (?= [ac] | $ )",
    "(?<x> [^ab]*+ ) [ab] (?=b|$)",
    "(?: (?<x> a*+ ) b (?= [ac] | $ ) | [ab]++ | (?: c | d ) )",
    "a # a comment (\n b",
    ". \\w \\s \\n \\Da \\x41 \\S [\\d] [^\\w] [\\Wa] [\\x41-\\x5a]",
};

static const char *const refused[] = {
    "a+",         "a*",         "a?",        "a{1,2}",     "a{2,}",
    "a{2}?",      "a++ +",      "(a)",       "(?:a)",      "(?<x> a )?+",
    "(?<x> a b)", "(?<x> )",    "(?<x>a|b)", "a|b",        "\\A",
    "^a",         "a$",         "\\R",       "\\h",        "\\b",
    "\\x4",       "\\1",        "[\\b]",     "[\\1]",      "[[:digit:]]",
    "[a-\\d]",    "(?=a)?+",    "(?=ab)",    "(?=a*+)",    "(?!a)",
    "(?i)a",      "(?<!a)b",    "(?<=a)b",   "(?<=x>y) b", "(?<!x>y) b",
    "(?>a)",      "(*MARK:a)",  "a{,2}+",    "a{65536}",   "\\Qa\\E",
    "(?<x> a+ )", "(?:a|b) a",  "(?:a|b)?+", "(?:a+|b)",   "(?=a|b)",
    "(?=a|^)",    "(?#a)b",     "\\x{41}",   "a{ 2}",      "(?<x>a++)++",
    "(?<x>\r)",   "(?<x>\f) a",
};

/* Steps and the walks along them, by the vectors that are used. */
struct made {
    ls_steps steps;
    ls_walk walks[LS_VECTORS_COUNT];
    size_t walk_count; /* those that there are here */
};

/* Lines whose usual steps were those of the one before. */
static size_t usual_count;

/* As many steps as can be are usual: the last of them may be bound. */
static void make_usual(ls_steps *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        if (steps->items[i].take_len)
            steps->usual_end = i + 1;
        if (steps->items[i].binding != LS_STEP_UNBOUND)
            return;
    }
}

static ls_status make(ls_arena *arena, const char *pattern, struct made *made)
{
    size_t bound = 0;
    ls_status status;

    *made = (struct made){ .walk_count = (size_t)ls_vectors_best() + 1 };
    status = ls_steps_make(arena, ls_slice_of(pattern), &made->steps);
    if (status != LS_OK)
        return status;
    for (size_t i = 0; i < made->steps.count; i++)
        if (made->steps.items[i].group)
            made->steps.items[i].binding = bound++;
    make_usual(&made->steps);
    return LS_OK;
}

static void steps__take_runs_of_classes_only(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(good) + CASES(refused); i++) {
        const char *pattern =
            i < CASES(good) ? good[i] : refused[i - CASES(good)];
        ls_arena *arena = ls_arena_new();
        struct made made;
        ls_status want = i < CASES(good) ? LS_OK : LS_ESYNTAX;

        if (make(arena, pattern, &made) != want)
            fail_msg("%s", pattern);
        ls_arena_free(arena);
    }
}

static void assert_runs(const struct made *made, const ls_regex *regex,
                        const ls_matcher *matcher, size_t line)
{
    for (size_t i = 1; i < ls_regex_group_count(regex); i++) {
        ls_slice want;

        assert_true(ls_matcher_group(matcher, i, &want));
        for (size_t k = 0; k < made->walk_count; k++) {
            const ls_slice *run = &made->walks[k].runs[i - 1][line];

            assert_ptr_equal(run->ptr, want.ptr);
            assert_int_equal(run->len, want.len);
        }
    }
}

/* What all walks found out about a line, and PCRE2; whether it fits. */
static bool try_line(struct made *made, const ls_regex *regex,
                     ls_matcher *matcher, ls_slice text, size_t line)
{
    const ls_walk *walks = made->walks;
    bool fits = walks[0].taken[line] == made->steps.count;

    for (size_t i = 1; i < made->walk_count; i++) {
        assert_int_equal(walks[0].taken[line], walks[i].taken[line]);
        assert_ptr_equal(ls_walk_reached(&walks[0], line),
                         ls_walk_reached(&walks[i], line));
        assert_int_equal(walks[0].usual[line], walks[i].usual[line]);
    }
    usual_count += walks[0].usual[line];
    if (fits || !made->steps.is_part)
        assert_int_equal(ls_matcher_match(matcher, regex, text), fits);
    if (fits)
        assert_runs(made, regex, matcher, line);
    return fits;
}

/* Some lines; how many of them fit. */
static size_t try_lines(struct made *made, const ls_regex *regex,
                        ls_matcher *matcher, const ls_slice *lines,
                        size_t count)
{
    size_t fitted = 0;

    for (size_t i = 0; i < made->walk_count; i++)
        ls_walk_along(&made->walks[i], &made->steps, lines, count,
                      (ls_vectors)i);
    for (size_t i = 0; i < count; i++)
        fitted += try_line(made, regex, matcher, lines[i], i);
    return fitted;
}

/* A byte the pattern could take, or nearly. */
static char any_byte(random_source *random, const char *pattern)
{
    size_t what = random_below(random, 20);

    if (what == 0)
        return (char)random_next(random);
    if (what < 8)
        return (char)('a' + (char)random_below(random, 4));
    if (what < 10)
        return (char)('0' + (char)random_below(random, 10));
    return pattern[random_below(random, strlen(pattern))];
}

/* The first byte from any on that the step takes. */
static char taken_byte(random_source *random, const ls_step *step,
                       const char *pattern)
{
    unsigned char byte = (unsigned char)any_byte(random, pattern);

    for (size_t i = 0; i < 256 && !ls_byteset_has(&step->takes, byte); i++)
        byte++;
    return (char)byte;
}

/* Follows the pattern step by step, so that many lines fit or nearly do. */
static size_t follow(random_source *random, const ls_steps *steps,
                     const char *pattern, char *line)
{
    size_t len = 0;

    for (size_t i = 0; i < steps->count && len < LONGEST; i++) {
        const ls_step *step = &steps->items[i];
        size_t often = random_below(random, 8) ? 3 : 90;
        size_t more =
            step->max - step->min < often ? step->max - step->min : often;
        size_t run = step->min + random_below(random, more + 1);

        if (step->kind == LS_STEP_AHEAD || step->kind == LS_STEP_TEXT)
            run = 0;
        while (run-- && len < LONGEST)
            line[len++] = taken_byte(random, step, pattern);
        memcpy(line + len, step->text, step->text_len);
        len += step->text_len;
    }
    return len;
}

static size_t make_line(random_source *random, const ls_steps *steps,
                        const char *pattern, char *line)
{
    size_t len = random_below(random, LONGEST);

    if (random_below(random, 4))
        len = follow(random, steps, pattern, line);
    else
        for (size_t i = 0; i < len; i++)
            line[i] = any_byte(random, pattern);
    if (len && random_below(random, 4) == 0)
        line[random_below(random, len)] = any_byte(random, pattern);
    if (len && random_below(random, 4) == 0)
        len = random_below(random, len + 1);
    return len;
}

/*
 * A line in memory of its exact size, behind which it goes on with its own
 * bytes.
 */
static char *new_line(random_source *random, const ls_steps *steps,
                      const char *pattern, size_t *length)
{
    char bytes[2 * LONGEST];
    size_t len = make_line(random, steps, pattern, bytes);
    char *line = malloc(len + LS_WALK_SLACK);

    assert_non_null(line);
    for (size_t i = 0; i < len + LS_WALK_SLACK; i++)
        line[i] = (char)(len ? bytes[i % len] : ' ');
    *length = len;
    return line;
}

static size_t try_pattern(const char *pattern, uint64_t seed)
{
    random_source random = { seed };
    ls_arena *arena = ls_arena_new();
    ls_regex *regex = NULL;
    ls_matcher *matcher = ls_matcher_new(false);
    struct made made;
    size_t fitted = 0;

    assert_int_equal(ls_regex_new(pattern, &regex, NULL), LS_OK);
    assert_int_equal(make(arena, pattern, &made), LS_OK);
    for (size_t tried = 0; tried < LINES;) {
        size_t count = 1 + random_below(&random, LS_WALK_LINES);
        ls_slice lines[LS_WALK_LINES];
        char *rooms[LS_WALK_LINES];

        for (size_t i = 0; i < count; i++) {
            rooms[i] = new_line(&random, &made.steps, pattern, &lines[i].len);
            lines[i].ptr = rooms[i];
        }
        fitted += try_lines(&made, regex, matcher, lines, count);
        for (size_t i = 0; i < count; i++)
            free(rooms[i]);
        tried += count;
    }
    ls_matcher_free(matcher);
    ls_regex_free(regex);
    ls_arena_free(arena);
    return fitted;
}

static void steps__match_as_pcre2_does(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(good); i++) {
        size_t fitted = try_pattern(good[i], i);

        /* Else it would have been about lines of one sort only. */
        if (fitted < LINES / 50 || fitted >= LINES)
            fail_msg("%s: %zu of %d lines fit", good[i], fitted, LINES);
    }
    assert_true(usual_count > LINES);
}

/* Pieces of patterns, of which random ones are put together. */
static const char *const parts[] = {
    "a",       "[ ]",       "[^a]++",     "[^ab]*+",      "[^abc]{1,3}+",
    "[ab]*+",  "\\d++",     "[^abcd]++",  "b{2}",         "c?+",
    "(?= a )", "(?=[^ab])", "[a-c]+",     "[^\\\\\" ]*+", "[ab]{1,}+",
    "ba",      "\\[",       "[^a]{0,2}+", "(?=a|$)",
};

static void make_pattern(random_source *random, char *out, size_t size)
{
    size_t count = 1 + random_below(random, 5);
    size_t len = 0;

    for (size_t i = 0; i < count; i++) {
        const char *part = parts[random_below(random, CASES(parts))];
        bool named = random_below(random, 2) && part[0] != '(' &&
                     strcmp(part, "ba") != 0;

        if (named)
            len += (size_t)snprintf(out + len, size - len, "(?<g%zu>%s) ", i,
                                    part);
        else
            len += (size_t)snprintf(out + len, size - len, "%s ", part);
    }
}

static void steps__match_random_patterns_as_pcre2_does(void **state)
{
    random_source random = { 23 };
    size_t taken = 0;
    size_t fitted = 0;

    (void)state;
    for (size_t i = 0; i < 300; i++) {
        ls_arena *arena = ls_arena_new();
        char pattern[200];
        struct made made;

        make_pattern(&random, pattern, sizeof(pattern));
        if (make(arena, pattern, &made) == LS_OK) {
            taken++;
            fitted += try_pattern(pattern, i);
        } else { /* for the one part that is not possessive */
            assert_non_null(strstr(pattern, "[a-c]+"));
        }
        ls_arena_free(arena);
    }
    assert_true(taken > 200);
    assert_true(fitted > taken * LINES / 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps__take_runs_of_classes_only),
        cmocka_unit_test(steps__match_as_pcre2_does),
        cmocka_unit_test(steps__match_random_patterns_as_pcre2_does),
    };

    return cmocka_run_group_tests_name("steps", tests, NULL, NULL);
}
