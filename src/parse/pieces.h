/* SPDX-License-Identifier: MIT */
#ifndef PARSE_PIECES_H
#define PARSE_PIECES_H

#include "base/arena.h"

/*
 * A pattern as the sequence of pieces that it matches one after the other:
 * `[ ] \[ (?<time>[^\]]++) \]` has four. It shows where a line stops fitting.
 */
typedef struct ls_piece {
    ls_slice text;  /* its regular expression, quantifier included */
    ls_slice group; /* the first named group in it, or empty */
} ls_piece;

/*
 * Cuts a pattern in extended notation at its top level. A pattern that is an
 * alternation as a whole is one piece. `*pieces` belongs to the arena and
 * points into `pattern`. LS_ENOMEM.
 */
ls_status ls_pieces_cut(ls_arena *arena, ls_slice pattern, ls_piece **pieces,
                        size_t *count) LS_MUST_USE;

/*
 * Takes the piece at `*at` apart, which moves behind it. False at the end.
 * A `|` between alternatives is a piece.
 */
bool ls_pieces_next(ls_slice pattern, size_t *at, ls_slice *item,
                    ls_slice *quantifier);

/*
 * The names of the groups of a pattern by their number, if `(?<name>` is the
 * only notation for them; that of the whole match, 0, is NULL. All memory
 * is the arena's. LS_ENOMEM.
 */
ls_status ls_pieces_groups(ls_arena *arena, ls_slice pattern,
                           const char ***names, size_t *count) LS_MUST_USE;

#endif
