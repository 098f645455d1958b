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

/* A walk along a line. */
struct walk {
    const ls_byte_class *stops;
    class_finder *find;
    const char *at;   /* how far it is */
    const char *end;  /* of the line */
    const char *from; /* the first of the bytes that were searched last */
    uint64_t found;   /* which of them are stops, and in the line */
    ls_slice *groups;
};

/* Searches from here on. */
LS_INLINE void search(struct walk *walk)
{
    size_t rest = (size_t)(walk->end - walk->at);

    walk->from = walk->at;
    walk->found = walk->find(walk->stops, walk->at);
    if (LS_SELDOM(rest < LS_CLASS_WIDTH))
        walk->found &= ((uint64_t)1 << rest) - 1;
}

/* A run byte by byte, from `run` on. */
LS_APART static size_t count_on(const ls_step *step, const char *at, size_t run,
                                size_t most)
{
    while (run < most && step->takes[(unsigned char)at[run]])
        run++;
    return run < most ? run : most;
}

LS_INLINE ls_slice rest_of(const struct walk *walk)
{
    return (ls_slice){ walk->at, (size_t)(walk->end - walk->at) };
}

/* The most bytes that the run of a step may have here. */
LS_INLINE size_t most_of(const struct walk *walk, const ls_step *step)
{
    size_t rest = (size_t)(walk->end - walk->at);

    return rest < step->max ? rest : step->max;
}

/* A run of LS_STEP_UNTIL, which may be as long as what was searched. */
LS_INLINE size_t until(struct walk *walk, const ls_step *step)
{
    const char *at = walk->at;
    uint64_t bits;

    if (at - walk->from > NEAR)
        search(walk);
    bits = walk->found >> (at - walk->from);
    for (; bits; bits &= bits - 1) {
        size_t run = ls_lowest_bit(bits);

        if (!step->takes[(unsigned char)at[run]])
            return run;
    }
    return count_on(step, at, LS_CLASS_WIDTH - (size_t)(at - walk->from),
                    most_of(walk, step));
}

/* A run of digits; most are short. */
LS_INLINE size_t digits(const struct walk *walk, const ls_step *step)
{
    size_t most = most_of(walk, step);
    size_t run = ls_word_digits(ls_word(walk->at));

    return run < sizeof(uint64_t) && run <= most
               ? run
               : count_on(step, walk->at, 0, most);
}

/* Takes the text of a step that stands from `at` on. */
LS_INLINE bool take_text(struct walk *walk, const ls_step *step, const char *at)
{
    if (((ls_word(at) ^ ls_word(step->text)) & ls_word(step->mask)) != 0 ||
        at + step->text_len > walk->end)
        return false;
    walk->at = at + step->take_len;
    return true;
}

/* Takes a run of `run` bytes and the text behind it. */
LS_INLINE bool take_run(struct walk *walk, const ls_step *step, size_t run)
{
    const char *at = walk->at;

    if (run < step->min)
        return false;
    walk->groups[step->binding] = (ls_slice){ at, run };
    return take_text(walk, step, at + run);
}

/* Whether a byte follows that is not taken, or nothing, if that will do. */
LS_APART static bool is_ahead(const ls_step *step, ls_slice rest)
{
    return rest.len ? step->takes[(unsigned char)rest.ptr[0]] : step->or_end;
}

/* Takes one step; false if the line does not fit. */
LS_INLINE bool take(struct walk *walk, const ls_step *step)
{
    switch (step->kind) {
    case LS_STEP_UNTIL:
        return take_run(walk, step, until(walk, step));
    case LS_STEP_DIGITS:
        return take_run(walk, step, digits(walk, step));
    case LS_STEP_CLASS:
        return take_run(walk, step,
                        count_on(step, walk->at, 0, most_of(walk, step)));
    case LS_STEP_AHEAD:
        return is_ahead(step, rest_of(walk)) && take_text(walk, step, walk->at);
    case LS_STEP_TEXT:
        break;
    }
    return take_text(walk, step, walk->at);
}

/* Takes the steps from `first` up to `last`; how many fit. */
LS_INLINE size_t take_steps(struct walk *walk, const ls_step *first,
                            const ls_step *last)
{
    const ls_step *step = first;

    while (step < last && take(walk, step))
        step++;
    return (size_t)(step - first);
}

/* Takes the usual steps at once, if they take here what they took last. */
LS_INLINE bool recall(struct walk *walk, const ls_steps *steps,
                      ls_walk_memo *memo, comparer *same)
{
    size_t rest = (size_t)(walk->end - walk->at);

    if (memo->len == 0 || memo->len > rest ||
        !same(walk->at, memo->room, memo->len))
        return false;
    walk->groups[steps->items[steps->usual_end - 1].binding] =
        (ls_slice){ walk->at + memo->run, memo->run_len };
    walk->at += memo->len;
    memo->hit = true;
    return true;
}

/* Keeps what the usual steps took. */
LS_APART static void keep(const ls_steps *steps, const ls_slice *groups,
                          ls_slice taken, ls_walk_memo *memo)
{
    size_t binding = steps->items[steps->usual_end - 1].binding;
    ls_slice run = { taken.ptr, 0 }; /* which is nobody's */

    if (binding != LS_STEP_UNBOUND)
        run = groups[binding];
    memo->len = 0;
    memo->is_read = false;
    if (taken.len > sizeof(memo->room))
        return;
    memcpy(memo->room, taken.ptr, taken.len);
    memo->len = taken.len;
    memo->run = (size_t)(run.ptr - taken.ptr);
    memo->run_len = run.len;
}

/* Takes all steps that fit; how many they are. */
LS_INLINE size_t take_all(struct walk *walk, const ls_steps *steps,
                          ls_walk_memo *memo, comparer *same)
{
    const ls_step *items = steps->items;
    const ls_step *usual = items + steps->usual;
    const ls_step *rest = items + steps->usual_end;
    size_t taken = take_steps(walk, items, usual);

    if (taken < steps->usual)
        return taken;
    if (usual < rest && !recall(walk, steps, memo, same)) {
        const char *at = walk->at;

        taken += take_steps(walk, usual, rest);
        if (taken < steps->usual_end)
            return taken;
        keep(steps, walk->groups, (ls_slice){ at, (size_t)(walk->at - at) },
             memo);
    }
    return steps->usual_end + take_steps(walk, rest, items + steps->count);
}

LS_INLINE size_t walk_with(struct walk *walk, const ls_steps *steps,
                           ls_walk_memo *memo, comparer *same)
{
    size_t taken;

    memo->hit = false;
    search(walk);
    taken = take_all(walk, steps, memo, same);
    memo->end = walk->at;
    return taken;
}

static bool same_plain(const char *a, const char *b, size_t len)
{
    return memcmp(a, b, len) == 0;
}

size_t ls_walk_plain(ls_slice line, const ls_steps *steps, ls_slice *groups,
                     ls_walk_memo *memo)
{
    struct walk walk = {
        .stops = steps->stops,
        .find = ls_class_find_plain,
        .at = line.ptr,
        .end = line.ptr + line.len,
        .groups = groups,
    };

    return walk_with(&walk, steps, memo, same_plain);
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
                                ls_slice *groups, ls_walk_memo *memo)
{
    struct walk walk = {
        .stops = steps->stops,
        .find = ls_class_find_avx2,
        .at = line.ptr,
        .end = line.ptr + line.len,
        .groups = groups,
    };

    return walk_with(&walk, steps, memo, same_avx2);
}
#endif

size_t ls_walk(ls_slice line, const ls_steps *steps, ls_slice *groups,
               ls_walk_memo *memo)
{
#if LS_HAS_AVX2
    if (ls_can_avx2())
        return walk_avx2(line, steps, groups, memo);
#endif
    return ls_walk_plain(line, steps, groups, memo);
}
