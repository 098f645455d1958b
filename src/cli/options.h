/* SPDX-License-Identifier: MIT */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <logstat/render.h>

/* When to do what is nice for a person but not for a file. */
typedef enum ls_when {
    LS_WHEN_AUTO,
    LS_WHEN_ALWAYS,
    LS_WHEN_NEVER,
} ls_when;

/* A time zone as the user names it; zeroed it is UTC. */
typedef struct ls_zone {
    bool given;
    bool local;
    int minutes; /* east of UTC, unless `local` */
} ls_zone;

/* Strings of the command line, in its order. */
typedef struct ls_words {
    const char **items;
    size_t count;
} ls_words;

/* What the command line asks for; its strings are those of argv. */
typedef struct ls_options {
    ls_words files;
    const char *format;
    ls_words patterns;
    const char *status;
    const char *method;
    const char *where;
    const char *since;
    const char *until;
    ls_words output;
    const char *title;
    const char *baseline;
    ls_words by;
    ls_sort sort;
    uint64_t drill;
    uint64_t top;
    const char *unparsed;
    const char *explain;
    const char *show_format;
    const char *check_pattern;
    uint64_t jobs; /* 0: as many as there are processors */
    uint64_t max_line;
    ls_words fail_if;
    const char *update;
    const char *after;
    const char *rotated;
    uint64_t every; /* seconds; 0: the usual, as for the next two */
    uint64_t window;
    uint64_t rotate_wait;
    ls_when color;
    ls_when progress;
    ls_zone zone;
    ls_words given; /* names of options with a value, and these, as they came */
    bool no_seek;
    bool json;
    bool csv;
    bool markdown;
    bool html;
    bool prometheus;
    bool records;
    bool list_codes;
    bool list_formats;
    bool brief;
    bool quiet_if_ok;
    bool delta;
    bool wait;
    bool follow;
    bool poll;
    bool quiet;
    bool verbose;
    bool help;
    bool version;
} ls_options;

/* How an option's value is read. */
typedef enum ls_option_kind {
    LS_OPTION_FLAG,   /* bool; takes no value */
    LS_OPTION_OUTPUT, /* the same; at most one of them is given */
    LS_OPTION_TEXT,   /* const char *, not empty */
    LS_OPTION_WORDS,  /* ls_words; the option may be repeated */
    LS_OPTION_NUMBER, /* uint64_t from 1 to `max` */
    LS_OPTION_SIZE,   /* the same, in bytes, with a suffix k, M or G */
    LS_OPTION_SPAN,   /* the same, in seconds, with a suffix s, m, h or d */
    LS_OPTION_WHEN,   /* ls_when */
    LS_OPTION_ZONE,   /* ls_zone */
    LS_OPTION_SORT,   /* ls_sort */
} ls_option_kind;

/* One option. The parser and --help know no other source. */
typedef struct ls_option {
    const char *group;  /* heading in --help; rows of a group stand together */
    const char *letter; /* one, or none: "" */
    const char *name;
    const char *value; /* what --help calls the value; "" for a flag */
    ls_option_kind kind;
    bool lookup;   /* answers a question instead of reading a log */
    size_t offset; /* of the field in ls_options */
    uint64_t max;  /* LS_OPTION_NUMBER, _SIZE and _SPAN */
    const char *help;
} ls_option;

/* The options in the order of --help; NULL past the last one. */
const ls_option *ls_option_at(size_t index);

/* The words that a value of this kind may be, NULL behind the last; NULL: it is
   not one of a few words. */
const char *const *ls_option_words(ls_option_kind kind);

/*
 * Reads the command line. LS_ESYNTAX, and one line for the user, if it is
 * wrong. Release the options in every case.
 */
ls_status ls_options_read(ls_options *options, int argc, char **argv,
                          ls_error *err) LS_MUST_USE;

/*
 * A value of an option as it was given: of a list one after the other, else the
 * last. `*next` is 0 for the first; NULL: there are no more.
 */
const char *ls_options_given(const ls_options *options, const char *name,
                             size_t *next);

/*
 * Takes one more option, as if it stood on the command line; LS_ESYNTAX as
 * there. There is room for LS_OPTIONS_MORE of them. The strings must outlive
 * the options.
 */
enum {
    LS_OPTIONS_MORE = 64
};
ls_status ls_options_give(ls_options *options, const char *name,
                          const char *value, ls_error *err) LS_MUST_USE;

/* Frees the lists; zeroed options are allowed. */
void ls_options_release(ls_options *options);

#endif
