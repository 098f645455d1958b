/* SPDX-License-Identifier: MIT */
/*
 * The plain form of a format takes nothing that its head would read otherwise,
 * nor the first form of a tail what the others would, and where the short cut
 * made from it fits a line, PCRE2 matches with the same groups at the same
 * places. Tried on samples with a few bytes changed, 200,000 of them or as many
 * as the first argument says.
 */

#include "test.h"

#include "parse/pieces.h"
#include "parse/shortcut.h"
#include "parse/walk.h"
#include "property/laws.h"
#include "property/random.h"
#include "property/twins.h"

#include <stdio.h>

enum {
    MAX_LINE = 2048,
    MAX_SAMPLES = 1000,
    MAX_SUBJECTS = 64,
    MAX_TAIL = 1024,
    MAX_TAILS = 8,
    CHANGES = 9, /* kinds of changes */
};

/* A format that has a short cut when some fields are wanted. */
struct subject {
    ls_format bare; /* the format without its plain forms */
    const char *tails[MAX_TAILS];
    char tail_room[MAX_TAILS][MAX_TAIL];
    twins cut;  /* with the short cut, and without */
    twins head; /* with the plain forms, and with the others alone */
    ls_matcher *matcher;
    ls_walk walk;                      /* along the line, and that before */
    const char *names[LS_STEP_GROUPS]; /* of the short cut's bindings */
};

static size_t line_count = 200000;
static struct subject subjects[MAX_SUBJECTS];
static size_t subject_count;
static ls_slice samples[MAX_SAMPLES];
static size_t sample_count;
static size_t bare_count;  /* tails that are tried without their first form */
static size_t plain_count; /* of them, of formats with a plain form */

/* What gives each step its meaning: quotes, brackets, blanks, digits ... */
static const char special[] = "\"\"\\\\[]  ,-.:/09 2 45\t\r\x01\x1f\x7f\x80\xff"
                              "\0aHT?+";

static void name_bindings(const ls_steps *steps, const char **names)
{
    for (size_t i = 0; i < steps->count; i++)
        if (steps->items[i].binding < LS_STEP_GROUPS)
            names[steps->items[i].binding] = steps->items[i].group;
}

/* A tail without the first of its forms, if it has several. */
static const char *bare_tail(const char *tail, char *room)
{
    ls_slice rest;
    ls_slice item;
    ls_slice quantifier;
    size_t at = 0;

    if (!ls_pieces_next(ls_slice_of(tail), &at, &rest, &quantifier) ||
        !ls_slice_starts(rest, LS_SLICE("(?:")))
        return tail;
    rest = ls_slice_skip(rest, 3);
    at = 0;
    while (ls_pieces_next(rest, &at, &item, &quantifier))
        if (ls_slice_equal(item, LS_SLICE("|"))) {
            rest = ls_slice_skip(rest, at);
            assert_true(rest.len + 4 < MAX_TAIL);
            (void)snprintf(room, MAX_TAIL, "(?:%.*s", (int)rest.len, rest.ptr);
            bare_count++;
            return room;
        }
    return tail;
}

static void init_bare(struct subject *s, const ls_format *format)
{
    assert_true(format->full_tails.count <= MAX_TAILS);
    s->bare = *format;
    s->bare.full_plain = NULL;
    s->bare.trial_cut = NULL;
    s->bare.full_tails.items = s->tails;
    for (size_t i = 0; i < format->full_tails.count; i++)
        s->tails[i] = bare_tail(format->full_tails.items[i], s->tail_room[i]);
}

static void init_head(struct subject *s, const ls_format *format,
                      ls_fields wanted)
{
    const ls_format *formats[2] = { format, &s->bare };

    init_bare(s, format);
    for (size_t i = 0; i < 2; i++) {
        ls_plans *plans = &s->head.plans[i];

        assert_int_equal(ls_plans_init_one(plans, formats[i], wanted), LS_OK);
        s->head.readers[i] = ls_reader_new(plans, 0, false);
        assert_non_null(s->head.readers[i]);
    }
    assert_null(s->head.plans[1].items[0].short_cut);
}

static void add_subject(const ls_format *format, ls_fields wanted)
{
    struct subject *s = &subjects[subject_count];
    const ls_short_cut *cut;

    assert_true(subject_count < MAX_SUBJECTS);
    assert_true(twins_init(&s->cut, builtin_formats(), format, wanted));
    cut = s->cut.plans[0].items[0].short_cut;
    if (!cut) {
        twins_release(&s->cut);
        return;
    }
    name_bindings(&cut->steps, s->names);
    init_head(s, format, wanted);
    s->matcher = ls_matcher_new(false);
    assert_non_null(s->matcher);
    subject_count++;
}

/* The samples of the formats that have a plain form, or of the others. */
static void add_samples(const ls_formats *formats, bool plain)
{
    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i);

        if (ls_format_refusal(format) || (format->full_plain != NULL) != plain)
            continue;
        for (const ls_sample *s = format->samples; s; s = s->next)
            if (s->len < MAX_LINE / 2 && sample_count < MAX_SAMPLES)
                samples[sample_count++] = (ls_slice){ s->line, s->len };
    }
}

static int set_up(void **state)
{
    static const ls_fields wanted[] = {
        LS_HAS(LS_FIELD_STATUS),
        LS_HAS(LS_FIELD_BYTES) | LS_HAS(LS_FIELD_TARGET),
        LS_HAS(LS_FIELD_TIME) | LS_HAS(LS_FIELD_USER),
        LS_FIELDS_ALL,
    };
    const ls_formats *formats = builtin_formats();

    (void)state;
    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i);

        if (ls_format_refusal(format))
            continue;
        for (size_t w = 0; format->full_plain && w < CASES(wanted); w++)
            add_subject(format, wanted[w]);
    }
    add_samples(formats, true);
    plain_count = sample_count;
    add_samples(formats, false);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (size_t i = 0; i < subject_count; i++) {
        twins_release(&subjects[i].cut);
        twins_release(&subjects[i].head);
        ls_matcher_free(subjects[i].matcher);
    }
    return 0;
}

static ls_slice any_sample(random_source *random)
{
    size_t among = random_below(random, 2) ? plain_count : sample_count;

    return samples[random_below(random, among)];
}

static char any_byte(random_source *random)
{
    if (random_below(random, 8) == 0)
        return (char)random_next(random);
    return special[random_below(random, sizeof(special) - 1)];
}

static size_t insert(char *bytes, size_t len, size_t at, ls_slice what)
{
    if (len + what.len > MAX_LINE)
        return len;
    memmove(bytes + at + what.len, bytes + at, len - at);
    memcpy(bytes + at, what.ptr, what.len);
    return len + what.len;
}

static size_t cut_out(char *bytes, size_t len, size_t at, size_t count)
{
    if (count > len - at)
        count = len - at;
    memmove(bytes + at, bytes + at + count, len - at - count);
    return len - count;
}

/* A piece of `s` from anywhere, up to `most` bytes long. */
static ls_slice piece_of(random_source *random, ls_slice s, size_t most)
{
    ls_slice rest = ls_slice_skip(s, random_below(random, s.len + 1));

    return ls_slice_head(rest, random_below(random, most + 1));
}

/* One change; the length of the line after it. */
static size_t change(random_source *random, char *bytes, size_t len)
{
    size_t at = random_below(random, len + 1);
    char copy[MAX_LINE];
    char byte = any_byte(random);

    switch (random_below(random, CHANGES)) {
    case 0:
    case 1:
    case 2:
        if (at < len)
            bytes[at] = byte;
        return len;
    case 3:
    case 4:
        return insert(bytes, len, at, (ls_slice){ &byte, 1 });
    case 5:
        return cut_out(bytes, len, at, 1 + random_below(random, 4));
    case 6: /* its own bytes once more: a quoted part, a time, a status */
        memcpy(copy, bytes, len);
        return insert(bytes, len, at,
                      piece_of(random, (ls_slice){ copy, len }, 80));
    case 7:
        return insert(bytes, len, at, piece_of(random, any_sample(random), 40));
    default:
        return random_below(random, 3) ? len : at;
    }
}

static size_t make_line(random_source *random, char *bytes)
{
    ls_slice sample = any_sample(random);
    size_t changes = random_below(random, 5);
    size_t len = sample.len;

    memcpy(bytes, sample.ptr, len);
    while (changes--)
        len = change(random, bytes, len);
    return len;
}

/* Whether the wanted groups of a match are those of the short cut. */
static bool same_groups(const struct subject *s, size_t bound)
{
    const ls_plan *plan = &s->cut.plans[0].items[0];
    size_t found = 0;

    for (size_t i = 0; i < plan->binding_count; i++) {
        size_t number = plan->bindings[i].group;
        const char *name = ls_regex_group_name(plan->regex, number);
        const ls_slice *run = s->walk.runs[found];
        ls_slice value;

        if (!ls_matcher_group(s->matcher, number, &value))
            continue;
        if (found == bound || strcmp(name, s->names[found]) != 0 ||
            value.ptr != run->ptr || value.len != run->len)
            return false;
        found++;
    }
    return found == bound;
}

/* What a format takes of a line. */
static ls_fit fit_of(const ls_format *format, ls_slice line)
{
    ls_fit fit = { .format = format };
    ls_trial trial;

    assert_int_equal(ls_trial_init(&trial, &line, 1), LS_OK);
    assert_int_equal(ls_fit_lines(&fit, &trial, NULL), LS_OK);
    ls_trial_release(&trial);
    return fit;
}

/* Whether the detection finds out the same without PCRE2. */
static bool same_fit(const struct subject *s, ls_slice line)
{
    ls_fit a = fit_of(s->cut.plans[0].items[0].format, line);
    ls_fit b = fit_of(&s->bare, line);

    return a.lines == b.lines && a.bytes == b.bytes && a.groups == b.groups &&
           a.missing == b.missing;
}

/* What is wrong with a line, or NULL; `*fits`: whether the short cut took it.
 */
static const char *problem_of(struct subject *s, ls_slice line, bool *fits)
{
    const ls_plan *plan = &s->cut.plans[0].items[0];
    const ls_short_cut *cut = plan->short_cut;
    const char *problem;
    size_t bound;

    ls_walk_along(&s->walk, &cut->steps, &line, 1, ls_vectors_best());
    bound = ls_short_cut_bound(cut, &s->walk, 0);
    *fits = bound != 0;
    if (*fits) {
        if (ls_matcher_match(s->matcher, plan->regex, line) != LS_MATCH_FOUND)
            return "PCRE2 does not match";
        if (!same_groups(s, bound))
            return "the groups";
    }
    if (!same_fit(s, line))
        return "how it fits";
    problem = twins_difference(&s->cut, line);
    return problem ? problem : twins_difference(&s->head, line);
}

/* Tells the readers which memory is around their lines. */
static void put_around(struct subject *s, ls_slice memory)
{
    for (size_t i = 0; i < 2; i++) {
        ls_reader_around(s->cut.readers[i], memory);
        ls_reader_around(s->head.readers[i], memory);
    }
}

/*
 * Tries a copy in memory of the size that is needed, so that a read beyond its
 * end is seen; behind the line it begins again. `around`: the readers know.
 */
static bool try_line(struct subject *s, ls_slice line, bool around)
{
    size_t size = line.len + LS_WALK_SLACK;
    char *copy = malloc(size);
    const char *problem;
    bool fits;

    assert_non_null(copy);
    for (size_t i = 0; i < size; i++)
        copy[i] = (char)(line.len ? line.ptr[i % line.len] : '"');
    put_around(s, around ? (ls_slice){ copy, size } : LS_SLICE(""));
    problem = problem_of(s, (ls_slice){ copy, line.len }, &fits);
    put_around(s, LS_SLICE(""));
    free(copy);
    if (problem)
        fail_msg("%s: they disagree on %s: %.*s", s->bare.name, problem,
                 (int)line.len, line.ptr);
    return fits;
}

static void plain__reads_what_head_and_pcre2_read(void **state)
{
    random_source random = { 20261124 };
    struct subject *s = &subjects[0];
    size_t short_cuts = 0;
    size_t len = 0;
    char bytes[MAX_LINE];

    (void)state;
    assert_true(subject_count >= 12 && sample_count >= 30 && bare_count >= 2);
    for (size_t i = 0; i < line_count; i++) {
        /* Or nearly the line before: much of it is remembered. */
        if (i == 0 || random_below(&random, 3)) {
            s = &subjects[random_below(&random, subject_count)];
            len = make_line(&random, bytes);
        } else {
            len = change(&random, bytes, len);
        }
        short_cuts += try_line(s, (ls_slice){ bytes, len }, i % 2);
    }
    print_message("%zu lines, %zu of them by the short cut\n", line_count,
                  short_cuts);
    assert_true(short_cuts > line_count / 10);
    assert_true(short_cuts < line_count / 10 * 9);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(plain__reads_what_head_and_pcre2_read,
                                        set_up, tear_down),
    };

    if (argc > 1)
        line_count = strtoul(argv[1], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
