/* SPDX-License-Identifier: MIT */
#ifndef INPUT_ELEMENTS_H
#define INPUT_ELEMENTS_H

#include "input/framer.h"

/*
 * Logs that are JSON documents, not lines: an array of objects, an object with
 * an array of them ({"records":[...]}), or objects that go over several lines.
 * The unit is the element, wherever its lines end.
 */

/*
 * How a document holds its elements: LS_DOCUMENT_NONE, these are lines;
 * LS_DOCUMENT_OBJECTS, of an array, or objects one by one; else the elements
 * of arrays that are open this deep.
 */
typedef unsigned ls_document;

enum {
    LS_DOCUMENT_NONE = 0,
    LS_DOCUMENT_OBJECTS = 1,
    LS_DOCUMENT_DEEPEST = 4,
};

/*
 * What the first bytes of an input say. Where that could be either, it is what
 * it is if `whole` objects are no records themselves.
 */
ls_document ls_document_of(ls_slice head, bool whole);

/* Cuts a document into elements. */
typedef struct ls_elements {
    ls_document kind;
    size_t max_len;  /* of an element, bytes */
    ls_slice rest;   /* of the bytes that were given */
    uint64_t offset; /* of the rest in the input */
    uint64_t line;   /* that the rest starts in, from 1 */
    unsigned depth;  /* arrays and objects that are open */
    unsigned base;   /* inside an element: how many were open before it */
    uint64_t arrays; /* which of the outermost ones are arrays: a bit each */
    bool inside;     /* an element */
    bool bare;       /* it is no object or array, and ends with its line */
    bool in_string;
    bool escaped;     /* the next byte, by a backslash */
    bool ended;       /* the input did */
    const char *from; /* where the element, or what is not kept yet, starts */
    ls_buf element;   /* what was kept of it from bytes given before */
    ls_line found;
} ls_elements;

void ls_elements_init(ls_elements *elements, ls_document kind, size_t max_len);
void ls_elements_release(ls_elements *elements);

/* Gives the next bytes, which stay the caller's; `last`: none follow. */
void ls_elements_give(ls_elements *elements, ls_slice bytes, bool last);

/*
 * The next element: 1, 0 if more bytes are needed or there are none, or
 * LS_ENOMEM. It is valid until the next call, and as long as the bytes are.
 */
int ls_elements_next(ls_elements *elements, ls_line *line);

/* Whether the document stopped before its end. */
bool ls_elements_is_cut(const ls_elements *elements);

#endif
