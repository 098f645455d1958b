/* SPDX-License-Identifier: MIT */
#ifndef PARSE_CONF_H
#define PARSE_CONF_H

#include "base/arena.h"
#include "base/buf.h"

/*
 * Log formats that the configuration of a server defines, with all the files
 * that it includes. All memory is the arena's but for what is being read.
 */

/* One that is defined, or named where a log is set up. */
typedef struct ls_conf_name {
    struct ls_conf_name *next;
    const char *name;
    const char *line; /* that defines it */
} ls_conf_name;

typedef struct ls_conf {
    ls_arena *arena;
    const char *folder;    /* where relative paths start */
    ls_conf_name *formats; /* each name once, in their order */
    ls_conf_name *uses;    /* likewise */
    ls_status (*walk)(struct ls_conf *conf, ls_slice text);
    size_t depth; /* of includes */
    size_t files; /* that were read */
} ls_conf;

/*
 * The line that defines a format. `place` is the path of the file, or
 * `path:name`; without a name it is the only format there is, or the only one
 * that is in use. LS_ENOENT says which there are.
 */
ls_status ls_conf_find(ls_arena *arena, ls_slice place, const char **line,
                       ls_error *err) LS_MUST_USE;

/* What the walks below call. Each may be LS_ENOMEM. */

/* A format is defined; the last definition of a name counts. */
ls_status ls_conf_define(ls_conf *conf, ls_slice name,
                         ls_slice line) LS_MUST_USE;
ls_status ls_conf_use(ls_conf *conf, ls_slice name) LS_MUST_USE;

/* Walks through the files that a path with wildcards stands for. */
ls_status ls_conf_include(ls_conf *conf, ls_slice path) LS_MUST_USE;

/* Walk through the text of a file; what is unknown is passed over. */
ls_status ls_conf_apache(ls_conf *conf, ls_slice text) LS_MUST_USE;
ls_status ls_conf_nginx(ls_conf *conf, ls_slice text) LS_MUST_USE;

#endif
