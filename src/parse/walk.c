/* SPDX-License-Identifier: MIT */
/*
 * Walking along a line, step by step. Nearly all runs end at one of a few bytes
 * (blank, quote, bracket), so these are searched for in 64 bytes of the line at
 * once, for all runs; a run then goes from one to the next.
 *
 * Written once and compiled twice: with vectors for that search, and without.
 */

#include "parse/walk.h"

#include "base/hint.h"
#include "base/word.h"

#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
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

/* Whether two times 64 bytes begin with the same `len`. */
typedef bool comparer(const char *a, const char *b, size_t len);

/* What was searched last. */
struct view {
    const ls_byte_class *stops;
    class_finder *find;
    const char *from; /* the first of the bytes */
    uint64_t found;   /* which of them are stops, and in the line */
};

INLINE struct view search(const ls_byte_class *stops, const char *at,
                          const char *end, class_finder *find)
{
    struct view view = { stops, find, at, find(stops, at) };
    size_t rest = (size_t)(end - at);

    if (LS_SELDOM(rest < LS_CLASS_WIDTH))
        view.found &= ((uint64_t)1 << rest) - 1;
    return view;
}

/* A run byte by byte, from `run` on. */
LS_APART static size_t count_on(const ls_step *step, const char *at, size_t run,
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

/* Takes one step; false if the line does not fit. */
INLINE bool take(const ls_step *step, struct view *view, const char **place,
                 const char *end, ls_slice *groups)
{
    const char *at = *place;
    size_t run = 0;

    if (step->kind == LS_STEP_UNTIL) {
        if (at - view->from > NEAR)
            *view = search(view->stops, at, end, view->find);
        run = until(view, step, at, end);
    } else if (step->kind != LS_STEP_TEXT) {
        run = over(step, at, end);
    }
    if (run < step->min)
        return false;
    groups[step->binding] = (ls_slice){ at, run };
    if (LS_SELDOM(step->kind == LS_STEP_AHEAD))
        run = 0;
    at += run;
    if (!has_text(step, at) || step->text_len > (size_t)(end - at))
        return false;
    *place = at + step->take_len;
    return true;
}

/* Whether the usual steps take here what they took last. */
INLINE bool recall(ls_walk_memo *memo, const char *at, const char *end,
                   comparer *same)
{
    memo->hit = memo->len && memo->len <= (size_t)(end - at) &&
                same(at, memo->room, memo->len);
    return memo->hit;
}

/* Keeps what the usual steps took, from `at` to `end`. */
LS_APART static void keep(ls_walk_memo *memo, const char *at, const char *end,
                          ls_slice run)
{
    size_t len = (size_t)(end - at);

    memo->len = 0;
    memo->is_read = false;
    if (len > sizeof(memo->room))
        return;
    memcpy(memo->room, at, len);
    memo->len = len;
    memo->run = (size_t)(run.ptr - at);
    memo->run_len = run.len;
}

/* Takes the steps from `first` up to `last`; how many fit. */
INLINE size_t take_steps(const ls_step *first, const ls_step *last,
                         struct view *view, const char **at, const char *end,
                         ls_slice *groups)
{
    const ls_step *step = first;

    while (step < last && take(step, view, at, end, groups))
        step++;
    return (size_t)(step - first);
}

INLINE size_t walk(ls_slice line, const ls_steps *steps,
                   const ls_byte_class *stops, ls_slice *groups,
                   ls_walk_memo *memo, class_finder *find, comparer *same)
{
    const char *end = line.ptr + line.len;
    const char *at = line.ptr;
    const ls_step *items = steps->items;
    struct view view = search(stops, at, end, find);
    size_t taken =
        take_steps(items, items + steps->usual, &view, &at, end, groups);
    const char *usual = at;

    memo->hit = false;
    if (taken < steps->usual)
        return taken;
    taken = steps->usual_end;
    if (recall(memo, at, end, same)) {
        groups[items[taken - 1].binding] =
            (ls_slice){ at + memo->run, memo->run_len };
        at += memo->len;
    } else if (taken > steps->usual) {
        taken = steps->usual + take_steps(items + steps->usual, items + taken,
                                          &view, &at, end, groups);
        if (taken < steps->usual_end)
            return taken;
        keep(memo, usual, at, groups[items[taken - 1].binding]);
    }
    return taken + take_steps(items + taken, items + steps->count, &view, &at,
                              end, groups);
}

static bool same_plain(const char *a, const char *b, size_t len)
{
    return memcmp(a, b, len) == 0;
}

size_t ls_walk_plain(ls_slice line, const ls_steps *steps,
                     const ls_byte_class *stops, ls_slice *groups,
                     ls_walk_memo *memo)
{
    return walk(line, steps, stops, groups, memo, ls_class_find_plain,
                same_plain);
}

#if LS_HAS_AVX2
LS_AVX2 static inline uint32_t differ_32(const char *a, const char *b)
{
    __m256i same = _mm256_cmpeq_epi8(_mm256_loadu_si256((const void *)a),
                                     _mm256_loadu_si256((const void *)b));

    return ~(uint32_t)_mm256_movemask_epi8(same);
}

LS_AVX2 static inline bool same_avx2(const char *a, const char *b, size_t len)
{
    uint64_t differ = differ_32(a, b) | (uint64_t)differ_32(a + 32, b + 32)
                                            << 32;

    return !differ || _tzcnt_u64(differ) >= len;
}

LS_AVX2 static size_t walk_avx2(ls_slice line, const ls_steps *steps,
                                const ls_byte_class *stops, ls_slice *groups,
                                ls_walk_memo *memo)
{
    return walk(line, steps, stops, groups, memo, ls_class_find_avx2,
                same_avx2);
}
#endif

size_t ls_walk(ls_slice line, const ls_steps *steps, const ls_byte_class *stops,
               ls_slice *groups, ls_walk_memo *memo)
{
#if LS_HAS_AVX2
    if (ls_can_avx2())
        return walk_avx2(line, steps, stops, groups, memo);
#endif
    return ls_walk_plain(line, steps, stops, groups, memo);
}
