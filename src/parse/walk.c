/* SPDX-License-Identifier: MIT */
/*
 * Walking along a line, step by step. Nearly all runs end at one of a few bytes
 * (blank, quote, bracket), so these are searched for in 64 bytes of the line at
 * once, for all runs; a run then goes from one to the next.
 *
 * Written once and compiled twice: with vectors for that search, and without.
 */

#include "parse/walk.h"

#include "base/word.h"

/* Branches that are hardly ever taken cost nothing; moves by condition would
   make each step wait for the one before. */
#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#define SELDOM(condition) __builtin_expect_with_probability(condition, 0, 0.999)
#else
#define INLINE static inline
#define SELDOM(condition) (condition)
#endif

enum {
    /*
     * A run that starts behind so many of the bytes searched has them searched
     * anew. It would end among them in some lines and beyond in others, and a
     * wrong guess costs a processor more than a search.
     */
    NEAR = LS_CLASS_WIDTH / 2
};

/* ls_class_find_plain() or ls_class_find_avx2() */
typedef uint64_t class_finder(const ls_byte_class *class_, const char *bytes);

/* What was searched last. */
struct view {
    const char *from; /* the first of the bytes */
    uint64_t found;   /* which of them are stops, and in the line */
};

INLINE struct view search(const ls_byte_class *stops, const char *at,
                          const char *end, class_finder *find)
{
    struct view view = { at, find(stops, at) };
    size_t rest = (size_t)(end - at);

    if (SELDOM(rest < LS_CLASS_WIDTH))
        view.found &= ((uint64_t)1 << rest) - 1;
    return view;
}

/* A run byte by byte, from `run` on. */
static size_t count_on(const ls_step *step, const char *at, size_t run,
                       size_t most)
{
    while (run < most && step->takes[(unsigned char)at[run]])
        run++;
    return run < most ? run : most;
}

/* A run of LS_STEP_UNTIL, which may be as long as what was searched. */
INLINE size_t until(const struct view *view, const ls_step *step,
                    const char *at, const char *end)
{
    uint64_t bits = view->found >> (at - view->from);
    size_t most;

    for (; bits; bits &= bits - 1) {
        size_t run = ls_lowest_bit(bits);

        if (!step->takes[(unsigned char)at[run]])
            return run;
    }
    most = (size_t)(end - at);
    if (most > step->max)
        most = step->max;
    return count_on(step, at, LS_CLASS_WIDTH - (size_t)(at - view->from), most);
}

/* The same for the other runs. */
INLINE size_t over(const ls_step *step, const char *at, const char *end)
{
    size_t most = (size_t)(end - at);
    size_t run;

    if (most > step->max)
        most = step->max;
    if (step->kind == LS_STEP_DIGITS) {
        run = ls_word_digits(ls_word(at));
        if (run < sizeof(uint64_t) && run <= most)
            return run;
    }
    return count_on(step, at, 0, most);
}

INLINE bool has_text(const ls_step *step, const char *at)
{
    return ((ls_word(at) ^ ls_word(step->text)) & ls_word(step->mask)) == 0;
}

INLINE size_t walk(ls_slice line, const ls_steps *steps,
                   const ls_byte_class *stops, ls_slice *groups,
                   class_finder *find)
{
    const char *end = line.ptr + line.len;
    const char *at = line.ptr;
    const ls_step *step = steps->items;
    const ls_step *last = step + steps->count;
    struct view view = search(stops, at, end, find);

    for (; step < last; step++) {
        size_t run = 0;

        if (step->kind == LS_STEP_UNTIL) {
            if (at - view.from > NEAR)
                view = search(stops, at, end, find);
            run = until(&view, step, at, end);
        } else if (step->kind != LS_STEP_TEXT) {
            run = over(step, at, end);
        }
        if (run < step->min)
            break;
        groups[step->binding] = (ls_slice){ at, run };
        if (SELDOM(step->kind == LS_STEP_AHEAD))
            run = 0;
        at += run;
        if (!has_text(step, at) || step->text_len > (size_t)(end - at))
            break;
        at += step->take_len;
    }
    return (size_t)(step - steps->items);
}

size_t ls_walk_plain(ls_slice line, const ls_steps *steps,
                     const ls_byte_class *stops, ls_slice *groups)
{
    return walk(line, steps, stops, groups, ls_class_find_plain);
}

#if LS_HAS_AVX2
LS_AVX2 static size_t walk_avx2(ls_slice line, const ls_steps *steps,
                                const ls_byte_class *stops, ls_slice *groups)
{
    return walk(line, steps, stops, groups, ls_class_find_avx2);
}
#endif

size_t ls_walk(ls_slice line, const ls_steps *steps, const ls_byte_class *stops,
               ls_slice *groups)
{
#if LS_HAS_AVX2
    if (ls_can_avx2())
        return walk_avx2(line, steps, stops, groups);
#endif
    return ls_walk_plain(line, steps, stops, groups);
}
