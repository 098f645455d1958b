/* SPDX-License-Identifier: MIT */
/*
 * Walking along lines, step by step: all lines take a step before one of them
 * takes the next. What a step is like is then looked at once for all of them,
 * and no line waits for where its own run before ended.
 *
 * Nearly all runs end at one of a few bytes (blank, quote, bracket), which is
 * searched for in 64 bytes at once, where there are vectors.
 */

#include "parse/walk.h"

#include "base/hint.h"
#include "base/word.h"

/* Lines from one up to, not including, another. */
struct range {
    size_t first;
    size_t end;
};

/* Takes a step with some lines. */
typedef void taker(ls_walk *walk, size_t number, struct range lines);

/* Takes the usual steps with all lines. */
typedef void recaller(ls_walk *walk);

/* What is done differently with vectors. */
struct ls_walk_way {
    taker *until;
    recaller *recall;
};

static size_t at_most(size_t run, size_t most)
{
    return run < most ? run : most;
}

/* What is left of a line. */
LS_INLINE ls_slice rest_of(const ls_walk *walk, size_t line)
{
    const char *at = walk->at[line];

    return (ls_slice){ at, (size_t)(walk->ends[line] - at) };
}

static bool fits(const ls_walk *walk, size_t line)
{
    return walk->taken[line] == walk->steps->count;
}

/*
 * Puts a line where no byte follows, as it is out: the steps that it goes on to
 * take there count for nothing.
 */
LS_APART static void stop(ls_walk *walk, size_t number, size_t line)
{
    static const char nowhere[LS_WALK_SLACK];

    if (!fits(walk, line))
        return;
    walk->taken[line] = number;
    walk->stopped[line] = walk->at[line];
    walk->at[line] = nowhere;
    walk->ends[line] = nowhere;
}

/* A run byte by byte. */
static size_t count(const ls_step *step, const char *at, size_t most)
{
    size_t run = 0;

    while (run < most && ls_byteset_has(&step->takes, (unsigned char)at[run]))
        run++;
    return run;
}

/* Takes a run and the text behind it. */
LS_INLINE void take(ls_walk *walk, size_t number, const ls_step *step,
                    size_t line, size_t run)
{
    const char *at = walk->at[line];
    const char *text = at + run;

    walk->runs[step->binding][line] = (ls_slice){ at, run };
    if (LS_SELDOM((run < step->min) |
                  (((ls_word(text) ^ ls_word(step->text)) &
                    ls_word(step->mask)) != 0) |
                  (text + step->text_len > walk->ends[line])))
        stop(walk, number, line);
    else
        walk->at[line] = text + step->take_len;
}

static void take_text(ls_walk *walk, size_t number, struct range lines)
{
    const ls_step step = walk->steps->items[number];

    for (size_t i = lines.first; i < lines.end; i++)
        take(walk, number, &step, i, 0);
}

static void take_digits(ls_walk *walk, size_t number, struct range lines)
{
    const ls_step step = walk->steps->items[number];

    for (size_t i = lines.first; i < lines.end; i++) {
        ls_slice rest = rest_of(walk, i);
        size_t most = at_most(rest.len, step.max);
        size_t run = ls_word_digits(ls_word(rest.ptr));

        if (LS_SELDOM(run == sizeof(uint64_t) || run > most))
            run = count(&step, rest.ptr, most);
        take(walk, number, &step, i, run);
    }
}

static void take_class(ls_walk *walk, size_t number, struct range lines)
{
    const ls_step *step = &walk->steps->items[number];

    for (size_t i = lines.first; i < lines.end; i++) {
        ls_slice rest = rest_of(walk, i);

        take(walk, number, step, i,
             count(step, rest.ptr, at_most(rest.len, step->max)));
    }
}

/* Whether a byte of the class follows, or nothing, if that will do. */
static bool is_ahead(const ls_step *step, ls_slice rest)
{
    if (rest.len == 0)
        return step->or_end;
    return ls_byteset_has(&step->takes, (unsigned char)rest.ptr[0]);
}

static void take_ahead(ls_walk *walk, size_t number, struct range lines)
{
    const ls_step *step = &walk->steps->items[number];

    for (size_t i = lines.first; i < lines.end; i++)
        if (is_ahead(step, rest_of(walk, i)))
            take(walk, number, step, i, 0);
        else
            stop(walk, number, i);
}

static void take_steps(ls_walk *walk, struct range numbers, struct range lines)
{
    static taker *const takers[] = {
        [LS_STEP_TEXT] = take_text,
        [LS_STEP_DIGITS] = take_digits,
        [LS_STEP_CLASS] = take_class,
        [LS_STEP_AHEAD] = take_ahead,
    };

    for (size_t i = numbers.first; i < numbers.end; i++)
        if (walk->steps->items[i].kind == LS_STEP_UNTIL)
            walk->way->until(walk, i, lines);
        else
            takers[walk->steps->items[i].kind](walk, i, lines);
}

/* Keeps what the usual steps took of a line. */
static void keep(ls_walk *walk, size_t line, const char *from)
{
    const ls_steps *steps = walk->steps;
    size_t binding = steps->items[steps->usual_end - 1].binding;
    size_t taken = (size_t)(walk->at[line] - from);
    ls_walk_memo *memo = &walk->memo;

    *memo = (ls_walk_memo){ .len = 0 };
    if (taken > sizeof(memo->room))
        return;
    memcpy(memo->room, from, taken);
    memo->len = taken;
    if (binding == LS_STEP_UNBOUND)
        return;
    memo->run = (size_t)(walk->runs[binding][line].ptr - from);
    memo->run_len = walk->runs[binding][line].len;
}

/* Takes the usual steps with a line for which they are not. */
LS_APART static void take_usual(ls_walk *walk, size_t line)
{
    const ls_steps *steps = walk->steps;
    const char *from = walk->at[line];

    if (!fits(walk, line))
        return;
    take_steps(walk, (struct range){ steps->usual, steps->usual_end },
               (struct range){ line, line + 1 });
    if (fits(walk, line))
        keep(walk, line, from);
}

/* Whether two times 64 bytes begin with the same `len`, which is above 0. */
typedef bool comparer(const char *a, const char *b, size_t len);

/* Takes the usual steps at once, if they take here what they took last. */
LS_INLINE void recall(ls_walk *walk, comparer *same)
{
    const ls_steps *steps = walk->steps;
    const ls_walk_memo *memo = &walk->memo;
    ls_slice *runs = walk->runs[steps->items[steps->usual_end - 1].binding];

    for (size_t i = 0; i < walk->count; i++) {
        ls_slice rest = rest_of(walk, i);

        walk->usual[i] = memo->len - 1 < rest.len && /* 0 is none */
                         same(rest.ptr, memo->room, memo->len);
        if (LS_SELDOM(!walk->usual[i])) {
            take_usual(walk, i);
            continue;
        }
        runs[i] = (ls_slice){ rest.ptr + memo->run, memo->run_len };
        walk->at[i] = rest.ptr + memo->len;
    }
}

static bool same_plain(const char *a, const char *b, size_t len)
{
    return memcmp(a, b, len) == 0;
}

static void recall_plain(ls_walk *walk)
{
    recall(walk, same_plain);
}

#if LS_HAS_AVX2
/* How many of 64 bytes stand before the first one of a class; 64: all. */
typedef size_t finder(const ls_byte_class *class_, const char *bytes);

/* A run of LS_STEP_UNTIL that is longer than what is searched at a time. */
LS_INLINE size_t find_far(const ls_step *step, ls_slice rest, finder *first)
{
    size_t most = at_most(rest.len, step->max);

    for (size_t run = LS_CLASS_WIDTH; run < most; run += LS_CLASS_WIDTH) {
        size_t more = first(&step->stops, rest.ptr + run);

        if (more < LS_CLASS_WIDTH)
            return at_most(run + more, most);
    }
    return most;
}

LS_INLINE void take_until(ls_walk *walk, size_t number, struct range lines,
                          finder *first)
{
    const ls_step step = walk->steps->items[number];
    const ls_byte_class stops = step.stops;

    for (size_t i = lines.first; i < lines.end; i++) {
        ls_slice rest = rest_of(walk, i);
        size_t run = first(&stops, rest.ptr);

        if (LS_SELDOM(run == LS_CLASS_WIDTH))
            run = find_far(&step, rest, first);
        take(walk, number, &step, i, at_most(run, rest.len));
    }
}

LS_AVX2 static void take_until_avx2(ls_walk *walk, size_t number,
                                    struct range lines)
{
    take_until(walk, number, lines, ls_class_first_avx2);
}

LS_AVX512 static void take_until_avx512(ls_walk *walk, size_t number,
                                        struct range lines)
{
    take_until(walk, number, lines, ls_class_first_avx512);
}

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

    return differ << (64 - len) == 0;
}

LS_AVX512 static inline bool same_avx512(const char *a, const char *b,
                                         size_t len)
{
    uint64_t differ =
        _mm512_cmpneq_epi8_mask(_mm512_loadu_si512(a), _mm512_loadu_si512(b));

    return differ << (64 - len) == 0;
}

LS_AVX2 static void recall_avx2(ls_walk *walk)
{
    recall(walk, same_avx2);
}

LS_AVX512 static void recall_avx512(ls_walk *walk)
{
    recall(walk, same_avx512);
}
#endif

static const struct ls_walk_way ways[] = {
    [LS_VECTORS_NONE] = { take_class, recall_plain },
#if LS_HAS_AVX2
    [LS_VECTORS_AVX2] = { take_until_avx2, recall_avx2 },
    [LS_VECTORS_AVX512] = { take_until_avx512, recall_avx512 },
#endif
};

static void start(ls_walk *walk, const ls_slice *lines)
{
    for (size_t i = 0; i < walk->count; i++) {
        walk->at[i] = lines[i].ptr;
        walk->ends[i] = lines[i].ptr + lines[i].len;
        walk->taken[i] = walk->steps->count;
        walk->usual[i] = false;
    }
}

void ls_walk_along(ls_walk *walk, const ls_steps *steps, const ls_slice *lines,
                   size_t count, ls_vectors vectors)
{
    const struct range all = { 0, count };

    walk->steps = steps;
    walk->way = &ways[vectors];
    walk->count = count;
    start(walk, lines);
    take_steps(walk, (struct range){ 0, steps->usual }, all);
    if (steps->usual < steps->usual_end)
        walk->way->recall(walk);
    take_steps(walk, (struct range){ steps->usual_end, steps->count }, all);
}
