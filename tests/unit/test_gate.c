/* SPDX-License-Identifier: MIT */
/*
 * Gates: what they find out about an expression, and that they never keep out a
 * line that it would take, whatever its notation.
 */

#include "test.h"

#include "base/regex.h"
#include "parse/gate.h"
#include "property/random.h"

enum {
    LINES = 4000,
    LONGEST = 12
};

static bool lets(const char *pattern, ls_slice line)
{
    ls_byteset holds = ls_byteset_of(line);
    ls_gate gate;

    ls_gate_make(&gate, ls_slice_of(pattern));
    return ls_gate_lets(&gate, line, &holds);
}

static const struct {
    const char *pattern;
    const char *line;
    bool lets;
} cases[] = {
    /* The first byte. */
    { "a", "b", false },
    { "a?+ b", "b", true },
    { "a?+ b", "c", false },
    { "[^ab] c", "bc", false },
    { "(?: a | b ) c", "cc", false },
    { "(?: a | b?+ ) c", "ccc", true },
    { "\\d", "x1", false },
    /* The bytes that it holds. */
    { "[^x]*+ x", "abc", false },
    { "[^x]*+ x", "abx", true },
    { ".*+ (?: x )?+", "abc", true },
    { ".*? (?: xy | yz )", "abx", false },
    { ".*? (?: xy | yz )", "aby", true },
    { ".*? (?<name> x )++", "aaa", false },
    { ".*? x{0,1}+", "aaa", true },
    { ".*? x{1,2}+", "aaa", false },
    { ".*? \\x1b", "aaa", false },
    { ".*? \\[ [ ] \\]", "[]", false },
    /* And in which order. */
    { ".*? x .*? y", "yx", false },
    { ".*? x .*? y", "xy", true },
    { ".*? x .*? x", "ax", false },
    { ".*? (?: x | xx ) .*? y", "yx", true },
    /* A look around takes nothing. */
    { "(?= x ) [^y]*+ y", "axy", true },
    { "(?! x ) .*? y", "xy", true },
    /* What is not understood is let through. */
    { "(?i) a", "b", true },
    { "(?i: a )", "b", true },
    { "\\Qa b\\E", "b", true },
    { "(?#(a) b", "c", true },
    { "(*ACCEPT) a", "b", true },
    { "[[:digit:]] a", "b", true },
    { "(?<a> a )?+ (?(<a>) b | c )", "c", true },
    { "\\p{Lu}", "b", true },
    { "a{,2}", "b", true },
    { "a +", "b", true },
};

static void gate__keeps_out_what_lacks_something(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(cases); i++)
        if (lets(cases[i].pattern, ls_slice_of(cases[i].line)) != cases[i].lets)
            fail_msg("'%s' with '%s'", cases[i].pattern, cases[i].line);
}

static void gate__of_an_empty_line_is_open(void **state)
{
    (void)state;
    assert_true(lets("a", LS_SLICE("")));
}

static const char *const odd[] = {
    "a",
    "a b?+ c",
    "a | b c | d",
    "(?: a | b ) (?<x> c | d ) ++ a",
    "(?| (?<x> a ) | (?<x> b ) ) c",
    "(?> a*+ | b ) c",
    "(?= a ) [ab] (?! b ) .",
    "(?<= a ) b | a (?<= a ) b",
    "(?<! a ) b \\b",
    "a{2} b{0,1} [ab]{1,} c",
    "a{0}b",
    "a{,2}b | c",
    "[^a] [^\\]] []a]",
    "[\\x61-\\x63] \\x62",
    "\\x{61}b",
    "(?i) A B",
    "(?i: A ) b",
    "(?-x: a)b",
    "\\Qa|b\\E|c",
    "a (?# ( ) b",
    "a (*ACCEPT) b",
    "(?: a (*ACCEPT) b | c ) d",
    "(a) (b)",
    "(?<x> a | b ) \\k<x>",
    "(?<x> a (?&x)?+ b )",
    "[[:alpha:](] b",
    "(?! [[:alpha:])] ) \\( b",
    "a # | (\n b",
    "^ a $ | b \\z",
    "a ?+ b",
    "a + b",
    "a\\cAb",
    "(?(?= a ) ab | b )",
    "\\w \\W | \\s \\S | \\d \\D",
    "\\R a | \\h",
    ". \\N",
    "a \\K b",
    "\\G a",
    "a|",
    "|a",
    "(?: a | ) b",
    "a*? b+? c?? d",
    "\\Aa",
};

/* A random line of bytes that matter to the patterns. */
static ls_slice make_line(random_source *random, char *bytes)
{
    static const char alphabet[] = "aabbccdABC (]|\\\x01\n1";
    size_t len = random_below(random, LONGEST);

    for (size_t i = 0; i < len; i++)
        bytes[i] = alphabet[random_below(random, sizeof(alphabet) - 1)];
    return (ls_slice){ bytes, len };
}

/* Fails if the gate of the pattern keeps out what it takes. */
static void compare(const char *pattern, const ls_regex *regex,
                    random_source *random)
{
    ls_matcher *matcher = ls_matcher_new(false);
    size_t fits = 0;

    assert_non_null(matcher);
    for (size_t i = 0; i < LINES; i++) {
        char bytes[LONGEST];
        ls_slice line = make_line(random, bytes);

        if (ls_matcher_match(matcher, regex, line) != LS_MATCH_FOUND)
            continue;
        fits++;
        if (!lets(pattern, line))
            fail_msg("'%s' with '%.*s'", pattern, (int)line.len, line.ptr);
    }
    if (fits == 0)
        fail_msg("'%s' fits no line", pattern);
    ls_matcher_free(matcher);
}

static void gate__keeps_out_nothing_that_fits(void **state)
{
    random_source random = { 11 };

    (void)state;
    for (size_t i = 0; i < CASES(odd); i++) {
        ls_regex *regex = NULL;
        ls_error err = { 0 };

        if (ls_regex_new(odd[i], &regex, &err) != LS_OK)
            fail_msg("'%s': %s", odd[i], err.message);
        compare(odd[i], regex, &random);
        ls_regex_free(regex);
    }
}

static void gate__of_two_expressions_lets_the_lines_of_both(void **state)
{
    ls_byteset holds = ls_byteset_of(LS_SLICE("b[x]"));
    ls_gate gate;
    ls_gate other;

    (void)state;
    ls_gate_make(&gate, LS_SLICE("a [^\\[]*+ \\[ y \\]"));
    ls_gate_make(&other, LS_SLICE("b [^\\[]*+ \\[ x \\]"));
    assert_false(ls_gate_lets(&gate, LS_SLICE("b[x]"), &holds));
    ls_gate_widen(&gate, &other);
    assert_true(ls_gate_lets(&gate, LS_SLICE("b[x]"), &holds));
    assert_false(ls_gate_lets(&gate, LS_SLICE("c[x]"), &holds));
    assert_false(ls_gate_lets(&gate, LS_SLICE("b]x["), &holds));
}

static void gate__knows_what_takes_nothing(void **state)
{
    static const char *const empty[] = { "", "(?= a )?+", "(?: (?= a | b ) )?+",
                                         "(?: $ )*+ (?! a )?+" };
    static const char *const others[] = { "(?= a )", "a?+", "(?: (?= a ) b )?+",
                                          "$", "(?i)?+" };

    (void)state;
    for (size_t i = 0; i < CASES(empty); i++)
        assert_true(ls_gate_is_void(ls_slice_of(empty[i])));
    for (size_t i = 0; i < CASES(others); i++)
        assert_false(ls_gate_is_void(ls_slice_of(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gate__keeps_out_what_lacks_something),
        cmocka_unit_test(gate__of_an_empty_line_is_open),
        cmocka_unit_test(gate__keeps_out_nothing_that_fits),
        cmocka_unit_test(gate__of_two_expressions_lets_the_lines_of_both),
        cmocka_unit_test(gate__knows_what_takes_nothing),
    };

    return cmocka_run_group_tests_name("gate", tests, NULL, NULL);
}
