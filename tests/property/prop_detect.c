/* SPDX-License-Identifier: MIT */
/*
 * The best format is found without trying all formats on all lines; it is the
 * one that comes first if they are. Tried on lines of several formats together,
 * some of them cut, blank, or another's, 3,000 times.
 */

#include "test.h"

#include "parse/detect.h"
#include "property/laws.h"
#include "property/random.h"

enum {
    MAX_LINES = 60,
    MAX_SAMPLES = 2000,
    ROUNDS = 3000,
    MIXED = 3, /* formats whose samples are put together */
};

static ls_slice samples[MAX_SAMPLES];
static const ls_format *formats_of_samples[MAX_SAMPLES];
static size_t sample_count;

static int set_up(void **state)
{
    const ls_formats *formats = builtin_formats();

    (void)state;
    for (size_t i = 0; i < ls_formats_count(formats); i++) {
        const ls_format *format = ls_formats_at(formats, i);

        for (const ls_sample *s = format->samples; s; s = s->next) {
            if (sample_count == MAX_SAMPLES)
                return -1;
            formats_of_samples[sample_count] = format;
            samples[sample_count++] = (ls_slice){ s->line, s->len };
        }
    }
    return 0;
}

/* A sample of the same format as another. */
static ls_slice like(random_source *random, size_t sample)
{
    size_t i = sample;

    for (size_t step = random_below(random, 8); step; step--)
        if (i + 1 < sample_count &&
            formats_of_samples[i + 1] == formats_of_samples[sample])
            i++;
    return samples[i];
}

static size_t make_lines(random_source *random, ls_slice *lines)
{
    size_t count = random_below(random, MAX_LINES + 1);
    size_t of[MIXED];

    for (size_t i = 0; i < MIXED; i++)
        of[i] = random_below(random, sample_count);
    for (size_t i = 0; i < count; i++) {
        size_t what = random_below(random, 30);
        /* Of one format mostly. */
        size_t which = what < 20 ? 0 : random_below(random, MIXED);

        lines[i] = like(random, of[which]);
        if (what == 29)
            lines[i] =
                ls_slice_head(lines[i], random_below(random, lines[i].len + 1));
        if (what == 28)
            lines[i] = LS_SLICE(" ");
    }
    return count;
}

static size_t count_filled(const ls_slice *lines, size_t count)
{
    size_t filled = 0;

    for (size_t i = 0; i < count; i++)
        filled += ls_slice_trim(lines[i]).len != 0;
    return filled;
}

/* The answer if all are tried: the first that is no look-alike, or else that.
 */
static const ls_fit *answer(const ls_fit *fits, size_t total, size_t filled)
{
    for (size_t i = 0; i < total; i++)
        if (fits[i].lines && !fits[i].format->refusal)
            return &fits[i];
    return fits[0].lines && fits[0].lines * 2 >= filled ? &fits[0] : NULL;
}

static void detect__finds_what_trying_all_would(void **state)
{
    const ls_formats *formats = builtin_formats();
    size_t total = ls_formats_count(formats);
    ls_fit *fits = calloc(total, sizeof(*fits));
    random_source random = { 20261127 };
    size_t found = 0;

    (void)state;
    assert_non_null(fits);
    for (size_t i = 0; i < ROUNDS; i++) {
        ls_slice lines[MAX_LINES];
        size_t count = make_lines(&random, lines);
        const ls_fit *want;
        ls_fit best;

        assert_int_equal(ls_detect_rank(formats, false, lines, count, fits),
                         LS_OK);
        assert_int_equal(ls_detect_best(formats, lines, count, &best), LS_OK);
        want = answer(fits, total, count_filled(lines, count));
        assert_ptr_equal(best.format, want ? want->format : NULL);
        if (!want)
            continue;
        found++;
        assert_int_equal(best.lines, want->lines);
        assert_int_equal(best.bytes, want->bytes);
        assert_int_equal(best.groups, want->groups);
        assert_int_equal(best.missing, want->missing);
    }
    free(fits);
    assert_in_range(found, ROUNDS / 2, ROUNDS - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(detect__finds_what_trying_all_would, set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
