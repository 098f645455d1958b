/* SPDX-License-Identifier: MIT */
#ifndef LOGSTAT_FORMAT_H
#define LOGSTAT_FORMAT_H

/**
 * \file
 * Log formats: what a line looks like. Formats are data (docs/patterns.md).
 */

#include <logstat/error.h>
#include <logstat/slice.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One format. Immutable; belongs to its set and may be shared by threads. */
typedef struct ls_format ls_format;

/** A set of formats that refer to each other by name. */
typedef struct ls_formats ls_formats;

/** An empty set; NULL if there is no memory. */
ls_formats *ls_formats_new(void);

/** NULL is allowed. Frees the formats too. */
void ls_formats_free(ls_formats *formats);

/** Adds the formats that are compiled in. */
ls_status ls_formats_add_builtin(ls_formats *formats,
                                 ls_error *err) LS_MUST_USE;

/**
 * Adds the format that the text of a pattern file describes; it replaces one
 * of the same name. `origin` names the file in errors. LS_ESYNTAX with the
 * line if the text is wrong.
 */
ls_status ls_formats_add(ls_formats *formats, ls_slice text, const char *origin,
                         ls_error *err) LS_MUST_USE;

/**
 * Adds the format that a string in a server's own words describes: an Apache
 * `LogFormat` (`%h %l %u %t "%r" %>s %b`) or an nginx `log_format`
 * (`$remote_addr [$time_local] ...`), or the whole line of a configuration
 * that holds one. Its name is `custom`; it replaces one of that name, so a set
 * holds one such format. Like any other it is compiled by
 * ls_formats_compile(). LS_ESYNTAX names the column that cannot be read, or
 * says that the string holds neither a status nor a request.
 */
ls_status ls_formats_define(ls_formats *formats, ls_slice string,
                            const ls_format **format,
                            ls_error *err) LS_MUST_USE;

/**
 * Does so with a format that a configuration file of Apache or nginx defines,
 * or a file that it includes. `place` is `path` or `path:name`; without a name
 * it is the only format there is, or else the only one that a log is set up
 * with. LS_EIO if the file cannot be read, LS_ENOENT with the names that there
 * are, or LS_ESYNTAX.
 */
ls_status ls_formats_define_from(ls_formats *formats, ls_slice place,
                                 const ls_format **format,
                                 ls_error *err) LS_MUST_USE;

/** Adds every `*.pattern` file of a folder, in the order of their names. */
ls_status ls_formats_add_folder(ls_formats *formats, const char *folder,
                                ls_error *err) LS_MUST_USE;

/**
 * Compiles all formats; needed once after the last one was added and before
 * any is used. LS_ESYNTAX names the format that cannot be compiled.
 */
ls_status ls_formats_compile(ls_formats *formats, ls_error *err) LS_MUST_USE;

/** How many formats there are, look-alikes included. */
size_t ls_formats_count(const ls_formats *formats);

/** The formats by name; `index` from 0 to the count minus 1. */
const ls_format *ls_formats_at(const ls_formats *formats, size_t index);

/** The format of this name or other name, or NULL. */
const ls_format *ls_formats_find(const ls_formats *formats, ls_slice name);

/** "combined". Like all strings of a format valid as long as its set. */
const char *ls_format_name(const ls_format *format);

/** For people: "Apache, nginx and H-Sphere combined log". */
const char *ls_format_title(const ls_format *format);

/** The definition in the words of the server's configuration; may be "". */
const char *ls_format_definition(const ls_format *format);

/** The servers that write it, best first; `*count` gets their number. */
const char *const *ls_format_servers(const ls_format *format, size_t *count);

/** Other names; `*count` gets their number. */
const char *const *ls_format_aliases(const ls_format *format, size_t *count);

/**
 * Why files of this format hold nothing to count, such as "an error log; it
 * has no status codes"; NULL for a format that has.
 */
const char *ls_format_refusal(const ls_format *format);

/**
 * Whether its lines hold lines of another log, such as those of syslog do; it
 * is taken off them before they are read.
 */
bool ls_format_wraps(const ls_format *format);

/**
 * The regular expression (PCRE2, extended notation) that lines must match; ""
 * for a format whose lines name their values, such as JSON.
 */
const char *ls_format_regex(const ls_format *format);

/**
 * Of a format whose lines name their values: keys without which a line is not
 * of it, "a|b" where either will do; `*count` gets their number.
 */
const char *const *ls_format_needs(const ls_format *format, size_t *count);

/**
 * Of a format whose lines name their values: by line a field and the keys that
 * may give it, the best first. "" for all others.
 */
const char *ls_format_keys(const ls_format *format);

/**
 * Runs the samples and rejects that the format's file holds. LS_ESYNTAX, with
 * the line in the file, names the first that does not hold. `*checked` gets
 * the number of samples and rejects that were tried.
 */
ls_status ls_format_check(const ls_format *format, size_t *checked,
                          ls_error *err) LS_MUST_USE;

/** Whether PCRE2 can compile to machine code; if not, all works slower. */
bool ls_formats_have_jit(void);

#ifdef __cplusplus
}
#endif

#endif
