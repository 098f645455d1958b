/* SPDX-License-Identifier: MIT */
#ifndef PARSE_FORMAT_H
#define PARSE_FORMAT_H

#include "base/arena.h"
#include "base/regex.h"
#include "parse/gate.h"
#include "parse/part.h"
#include "parse/timestamp.h"

#include <logstat/format.h>

/* Strings that grow inside an arena, with a NULL behind the last. */
typedef struct ls_strings {
    const char **items;
    size_t count;
} ls_strings;

/* Appends to the list. LS_ENOMEM leaves it as it was. */
ls_status ls_strings_add(ls_strings *list, ls_arena *arena,
                         const char *item) LS_MUST_USE;

/* A line that a pattern file holds to say what its format means. */
typedef struct ls_sample {
    struct ls_sample *next;
    const char *line; /* of the log */
    size_t len;
    const char *expect; /* "key=value key=..."; NULL: it must not fit */
    size_t number;      /* of the line in the pattern file */
} ls_sample;

/* How a format's lines are taken apart. */
typedef enum ls_format_kind {
    LS_KIND_TEXT,   /* by a regular expression */
    LS_KIND_JSON,   /* an object, whose keys name the values */
    LS_KIND_W3C,    /* columns under a #Fields line */
    LS_KIND_CSV,    /* columns under a row of names */
    LS_KIND_LTSV,   /* label:value pairs */
    LS_KIND_LOGFMT, /* key=value pairs */
    LS_KIND_COUNT
} ls_format_kind;

/* What is done with a group of a match. */
typedef struct ls_binding {
    size_t group;
    ls_part part;
} ls_binding;

struct ls_keymap;
struct ls_short_cut;

/*
 * A format: what the pattern file says and, once the set is compiled, what
 * follows from it. All memory is the set's arena's but for the regex.
 */
struct ls_format {
    const char *origin; /* the file it came from */
    const char *name;
    const char *title;
    const char *definition;
    const char *refusal; /* NULL: a format with status codes */
    const char *extends; /* name of the format that this one continues */
    const char *lead;    /* regex before the inherited head, or NULL */
    const char *plain;   /* the usual form of the whole head, or NULL */
    const char *head;    /* regex through the status, or NULL if inherited */
    const char *time;
    ls_format_kind kind;
    const char *keys;   /* of the other kinds: by line a field and its keys */
    ls_strings needs;   /* keys without which it is not this format: "a|b" */
    bool unless_header; /* a guess, not made below a line that names columns */
    ls_strings unlikes; /* "key=start" or "key": such lines are no requests */
    bool probes; /* other spellings of its keys are looked for in the log */
    bool omits_status; /* lines without it are records without one */
    bool builtin;      /* it is one of ours */
    ls_strings tails;
    ls_strings servers;
    ls_strings aliases;
    ls_sample *samples;
    ls_sample **last_sample;

    /* Set by ls_formats_compile(). */
    const char *family;     /* name of the format at the end of `extends` */
    const char *head_name;  /* of the format that the head is from */
    const char *full_head;  /* lead and inherited head */
    const char *core;       /* what of it decides whether a line fits */
    const char *full_plain; /* tried before it; NULL: none */
    ls_strings full_tails;  /* the inherited ones first */
    ls_time_form time_form;
    ls_gate gate;           /* that all its lines pass; rows of columns none */
    const char *regex_text; /* head and all tails */
    ls_regex *regex;        /* NULL for a kind that has none */
    ls_binding *bindings;   /* of its groups */
    size_t binding_count;
    struct ls_short_cut *trial_cut; /* what detection reads lines by, or NULL */
    struct ls_keymap *keymap;       /* of the kinds that have keys */
    bool tested; /* all it is made of is built in: the tests know it is right */
    bool wraps;  /* its lines hold lines of another log */
};

/* Whether both are NULL, or go back to one head. */
bool ls_format_is_kin(const ls_format *a, const ls_format *b);

/* Reads the text of a pattern file. Errors carry the line. */
ls_status ls_notation_read(ls_format *format, ls_arena *arena, ls_slice text,
                           ls_error *err) LS_MUST_USE;

/*
 * The regular expression of the head and the first `tails` steps after it,
 * each of which may lack together with all behind it. NULL: no memory.
 */
char *ls_format_build(const ls_format *format, size_t tails, ls_arena *arena);

#endif
