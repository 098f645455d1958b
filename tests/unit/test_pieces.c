/* SPDX-License-Identifier: MIT */
/* A pattern is cut where one item of its top-level sequence ends. */

#include "test.h"

#include "parse/pieces.h"

#include <stdio.h>

enum {
    MOST = 6
};

static const struct {
    const char *pattern;
    const char *pieces[MOST + 1];
    const char *groups[MOST + 1]; /* NULL: none has one */
} cases[] = {
    { "", { NULL }, { NULL } },
    { " \t\n ", { NULL }, { NULL } },
    { "abc", { "a", "b", "c" }, { NULL } },
    { "a+ b*+ c?? d{2,3}+ e",
      { "a+", "b*+", "c??", "d{2,3}+", "e" },
      { NULL } },
    { "\\[ \\d++ \\\\ \\( [ ]",
      { "\\[", "\\d++", "\\\\", "\\(", "[ ]" },
      { NULL } },
    /* Classes: a bracket that stands first, escaped ones, and a comment sign.
     */
    { "[]a]b", { "[]a]", "b" }, { NULL } },
    { "[^]a]*+b", { "[^]a]*+", "b" }, { NULL } },
    { "[\\]a][#](b)", { "[\\]a]", "[#]", "(b)" }, { NULL } },
    { "[(] [)] (?: [)] )", { "[(]", "[)]", "(?: [)] )" }, { NULL } },
    /* Groups, and names in them. */
    { "(?<a> b ) [ ] (?: (?<c> d ) e )?+",
      { "(?<a> b )", "[ ]", "(?: (?<c> d ) e )?+" },
      { "a", "", "c" } },
    { "(?: (?<a> b ) (?<c> d ) )", { "(?: (?<a> b ) (?<c> d ) )" }, { "a" } },
    { "(?<= a ) (?<! b ) (?= (?<c> d ) )",
      { "(?<= a )", "(?<! b )", "(?= (?<c> d ) )" },
      { "", "", "c" } },
    { "(a(b\\)c)d)e", { "(a(b\\)c)d)", "e" }, { NULL } },
    /* Comments hide what stands in them. */
    { "a # b (\n c # d", { "a", "c" }, { NULL } },
    { "(?: a # )\n b ) c", { "(?: a # )\n b )", "c" }, { NULL } },
    { "\\# a", { "\\#", "a" }, { NULL } },
    /* White space in extended notation: all that PCRE2 takes for it. */
    { "a\fb\vc\rd", { "a", "b", "c", "d" }, { NULL } },
    /* An alternation as a whole cannot be cut; one inside a group can. */
    { "a | (?<b> c )", { "a | (?<b> c )" }, { "b" } },
    { "(?: a | b ) c [|]", { "(?: a | b )", "c", "[|]" }, { NULL } },
    { "a \\| b", { "a", "\\|", "b" }, { NULL } },
};

static void demand(const ls_piece *pieces, size_t count, size_t i)
{
    size_t want = 0;

    while (cases[i].pieces[want])
        want++;
    if (count != want)
        fail_msg("%s: %zu pieces", cases[i].pattern, count);
    for (size_t p = 0; p < want; p++) {
        const char *group = cases[i].groups[0] ? cases[i].groups[p] : "";

        assert_slice_equal(pieces[p].text, cases[i].pieces[p]);
        assert_slice_equal(pieces[p].group, group ? group : "");
    }
}

static void pieces__are_the_items_of_the_sequence(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        ls_arena *arena = ls_arena_new();
        size_t len = strlen(cases[i].pattern);
        char *bytes = malloc(len ? len : 1);
        ls_piece *pieces = NULL;
        size_t count = 0;

        assert_non_null(bytes);
        memcpy(bytes, cases[i].pattern, len);
        assert_int_equal(
            ls_pieces_cut(arena, (ls_slice){ bytes, len }, &pieces, &count),
            LS_OK);
        demand(pieces, count, i);
        free(bytes);
        ls_arena_free(arena);
    }
}

/* Whatever stands there, pieces lie in it one behind the other. */
static void pieces__of_broken_patterns_stay_inside(void **state)
{
    static const char *const broken[] = { "(",     "[",   "[^",     "\\",
                                          "a{2",   "(?<", "(?<a",   "a\\",
                                          "(a[b)", ")",   "(?: # )" };

    (void)state;
    for (size_t i = 0; i < CASES(broken); i++) {
        ls_arena *arena = ls_arena_new();
        size_t len = strlen(broken[i]);
        char *bytes = malloc(len);
        const char *at = bytes;
        ls_piece *pieces = NULL;
        size_t count = 0;

        assert_non_null(bytes);
        memcpy(bytes, broken[i], len);
        assert_int_equal(
            ls_pieces_cut(arena, (ls_slice){ bytes, len }, &pieces, &count),
            LS_OK);
        for (size_t p = 0; p < count; p++) {
            assert_true(pieces[p].text.ptr >= at);
            at = pieces[p].text.ptr + pieces[p].text.len;
        }
        assert_true(at <= bytes + len);
        free(bytes);
        ls_arena_free(arena);
    }
}

static const struct {
    const char *pattern;
    const char *names; /* by number, each with a blank behind it */
} groups[] = {
    { "", "" },
    { "a (?: b ) [ (?<x>] \\(?<y> # (?<z> c )", "" },
    { "(?<a> x ) (?<b> (?<c> y ) )", "a b c " },
    { "(?<=x) (?<!x) (?<a> (?<=y) )", "a " },
    { "(?<a> x | (?<b> y ) ) | (?<a> z )", "a b a " },
    { "(?| (?<a> x ) | (?<a> y ) ) (?<b> z )", "a b " },
    { "(?| (?<a> x ) (?<b> x ) | (?<a> y ) | z ) (?<c> z )", "a b c " },
    { "(?: (?| (?<a> x ) | (?| (?<a> y ) | (?<a> z (?<b> ) ) ) (?<c> ) ) )",
      "a b c " },
};

/* As PCRE2 numbers them. */
static void pieces__of_groups_have_their_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(groups); i++) {
        ls_arena *arena = ls_arena_new();
        const char **names;
        size_t count;
        char all[64] = "";

        assert_int_equal(ls_pieces_groups(arena, ls_slice_of(groups[i].pattern),
                                          &names, &count),
                         LS_OK);
        assert_null(names[0]);
        for (size_t k = 1; k < count; k++)
            (void)snprintf(all + strlen(all), sizeof(all) - strlen(all), "%s ",
                           names[k]);
        assert_string_equal(all, groups[i].names);
        ls_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces__are_the_items_of_the_sequence),
        cmocka_unit_test(pieces__of_broken_patterns_stay_inside),
        cmocka_unit_test(pieces__of_groups_have_their_numbers),
    };

    return cmocka_run_group_tests_name("pieces", tests, NULL, NULL);
}
