/* SPDX-License-Identifier: MIT */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <logstat/error.h>
#include <logstat/slice.h>

/*
 * Reads JSON objects (RFC 8259) of log lines, and hands out their values one
 * by one without building a tree. An object is read to its end, whatever was
 * found on the way, so a broken one is always noticed.
 *
 * Two things are taken that the grammar refuses, since logs have them: bytes
 * in strings that are not UTF-8, which are handed out as they are, and \xhh,
 * with which Apache and nginx escape what is no JSON escape; it is kept as
 * logged, as four bytes. A surrogate without its other half is U+FFFD.
 */

/* What reading needs; one for each thread. */
typedef struct ls_json_reader ls_json_reader;

typedef struct ls_json_plain ls_json_plain;

typedef enum ls_json_type {
    LS_JSON_STRING,
    LS_JSON_NUMBER,
    LS_JSON_BOOLEAN,
    LS_JSON_NULL,
} ls_json_type;

/*
 * One value. `path` is the keys that lead to it, with dots between, so that
 * {"a":{"b":1}} is the same as {"a.b":1}; it is valid during the call. `text`
 * is a string without its quotes and escapes (it may hold NUL), or a number,
 * true, false and null as they stand there; it is valid until the next object
 * is read, as long as that object's bytes are.
 */
typedef void ls_json_visit(void *context, ls_slice path, ls_json_type type,
                           ls_slice text);

/* Where reading gives up. */
enum {
    LS_JSON_DEEPEST = 512,  /* an object with more levels is not valid */
    LS_JSON_LEVELS = 64,    /* values below that many are not handed out */
    LS_JSON_LONGEST = 1024, /* nor those whose path is longer */
};

/* NULL if there is no memory. */
ls_json_reader *ls_json_reader_new(void);
void ls_json_reader_free(ls_json_reader *reader);

/*
 * Reads one object, with nothing but blanks around it; all else is not valid,
 * and then the values before the mistake have been handed out. Of an array,
 * only the first element is handed out, with the path of the array, and nothing
 * of the objects in it; of a key
 * that stands twice, both values. LS_ENOMEM is the only failure.
 */
ls_status ls_json_read(ls_json_reader *reader, ls_slice object,
                       ls_json_visit *visit, void *context,
                       bool *valid) LS_MUST_USE;

/*
 * The values as a list (base/json_plain.h) that is valid until the next object
 * is read, if the object takes the short cut; NULL for others, valid or not.
 */
const ls_json_plain *ls_json_read_plain(ls_json_reader *reader,
                                        ls_slice object);

/* As ls_json_read(), without the short cut that most objects take. */
ls_status ls_json_parse(ls_json_reader *reader, ls_slice object,
                        ls_json_visit *visit, void *context,
                        bool *valid) LS_MUST_USE;

/*
 * Reads an object that was not valid, but is once values without quotes have
 * them (base/json_loose.h); else as above.
 */
ls_status ls_json_read_loosely(ls_json_reader *reader, ls_slice object,
                               ls_json_visit *visit, void *context,
                               bool *valid) LS_MUST_USE;

/*
 * How far reading the last object went that was not valid, in bytes; where it
 * has \xhh, about.
 */
size_t ls_json_stopped_at(const ls_json_reader *reader);

#endif
