/* SPDX-License-Identifier: MIT */
/*
 * Finds a log format in the configuration of a server. A configuration is
 * walked through as Apache's and, if that finds nothing, as nginx': neither
 * takes the other's words for its own. Files that cannot be read are passed
 * over but for the first, as the server's own may need rights that the reader
 * of its logs lacks.
 */

#include "parse/conf.h"

#include "parse/file.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>

enum {
    MAX_MIB = 4,     /* of one file */
    MAX_DEPTH = 10,  /* of includes */
    MAX_FILES = 1000 /* in all */
};

static ls_conf_name *find_name(ls_conf_name *list, ls_slice name)
{
    while (list && !ls_slice_is(name, list->name))
        list = list->next;
    return list;
}

/* The name's place in the list, at its end if it is new; NULL: no memory. */
static ls_conf_name *add_name(ls_arena *arena, ls_conf_name **list,
                              ls_slice name)
{
    ls_conf_name *found = find_name(*list, name);

    if (found)
        return found;
    while (*list)
        list = &(*list)->next;
    found = ls_arena_alloc(arena, 1, sizeof(*found));
    if (!found)
        return NULL;
    found->name = ls_arena_copy(arena, name);
    if (!found->name)
        return NULL;
    *list = found;
    return found;
}

ls_status ls_conf_define(ls_conf *conf, ls_slice name, ls_slice line)
{
    ls_conf_name *format = add_name(conf->arena, &conf->formats, name);

    if (format)
        format->line = ls_arena_copy(conf->arena, line);
    return format && format->line ? LS_OK : LS_ENOMEM;
}

ls_status ls_conf_use(ls_conf *conf, ls_slice name)
{
    return add_name(conf->arena, &conf->uses, name) ? LS_OK : LS_ENOMEM;
}

static ls_status walk_file(ls_conf *conf, const char *path, ls_error *err)
{
    ls_buf text = { 0 };
    ls_status status = ls_file_read(path, MAX_MIB, &text, err);

    conf->files++;
    if (status == LS_OK)
        status = conf->walk(conf, ls_buf_slice(&text));
    ls_buf_release(&text);
    return status;
}

static ls_status walk_all(ls_conf *conf, const glob_t *found)
{
    ls_status status = LS_OK;

    for (size_t i = 0; i < found->gl_pathc && status == LS_OK; i++) {
        if (conf->files >= MAX_FILES || !ls_file_is_regular(found->gl_pathv[i]))
            continue;
        status = walk_file(conf, found->gl_pathv[i], NULL);
        if (status != LS_ENOMEM)
            status = LS_OK;
    }
    return status;
}

ls_status ls_conf_include(ls_conf *conf, ls_slice path)
{
    const char *pattern = ls_arena_copy(conf->arena, path);
    glob_t found = { 0 };
    ls_status status = LS_OK;
    int result;

    if (pattern && pattern[0] != '/')
        pattern = ls_arena_join(conf->arena, conf->folder, '/', pattern);
    if (pattern && ls_file_is_folder(pattern))
        pattern = ls_arena_join(conf->arena, pattern, '/', "*");
    if (!pattern)
        return LS_ENOMEM;
    if (conf->depth == MAX_DEPTH)
        return LS_OK;
    conf->depth++;
    result = glob(pattern, 0, NULL, &found);
    if (result == 0)
        status = walk_all(conf, &found);
    else if (result == GLOB_NOSPACE)
        status = LS_ENOMEM;
    globfree(&found);
    conf->depth--;
    return status;
}

/* The folder of a file. */
static const char *folder_of(ls_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    ls_slice folder = LS_SLICE(".");

    if (slash)
        folder = (ls_slice){ path, (size_t)(slash - path) + (slash == path) };
    return ls_arena_copy(arena, folder);
}

static ls_status read_conf(ls_conf *conf, const char *path, ls_error *err)
{
    ls_status status;

    conf->folder = folder_of(conf->arena, path);
    if (!conf->folder)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    conf->walk = ls_conf_apache;
    status = walk_file(conf, path, err);
    if (status == LS_OK && !conf->formats) {
        conf->folder = folder_of(conf->arena, path);
        conf->uses = NULL;
        conf->files = 0;
        conf->walk = ls_conf_nginx;
        status = conf->folder ? walk_file(conf, path, err) : LS_ENOMEM;
    }
    if (status == LS_ENOMEM)
        ls_fail(err, status, 0, "no memory");
    return status;
}

/* The only one that is in use; NULL if there are none or several. */
static const ls_conf_name *only_used(const ls_conf *conf)
{
    const ls_conf_name *only = NULL;

    for (const ls_conf_name *use = conf->uses; use; use = use->next) {
        const ls_conf_name *format =
            find_name(conf->formats, ls_slice_of(use->name));

        if (format && only)
            return NULL;
        if (format)
            only = format;
    }
    return only;
}

/* Fails with `problem` and the names that there are. */
static ls_status fail_names(const ls_conf *conf, const char *problem,
                            ls_error *err)
{
    char names[300] = "";
    size_t len = 0;

    for (const ls_conf_name *f = conf->formats; f; f = f->next) {
        int more = snprintf(names + len, sizeof(names) - len, "%s%s",
                            f == conf->formats ? "" : ", ", f->name);

        len += more > 0 ? (size_t)more : 0;
        if (len >= sizeof(names)) {
            memcpy(names + sizeof(names) - 4, "...", 4);
            break;
        }
    }
    return ls_fail(err, LS_ENOENT, 0, "%s %s", problem, names);
}

/* NULL: there is none, or no only one. */
static const ls_conf_name *choose(const ls_conf *conf, const char *name)
{
    if (name)
        return find_name(conf->formats, ls_slice_of(name));
    if (conf->formats && !conf->formats->next)
        return conf->formats;
    return only_used(conf);
}

/* Says why there is no choice. */
static ls_status fail_choice(const ls_conf *conf, const char *name,
                             ls_error *err)
{
    if (!conf->formats)
        return ls_fail(err, LS_ENOENT, 0, "it defines no log format");
    return fail_names(conf,
                      name ? "it defines no log format of this name, but"
                           : "it defines several log formats; add a colon and "
                             "one of",
                      err);
}

/* Cuts the name off the path; a file's own name may hold a colon. */
static const char *cut_name(char *path)
{
    char *colon = strrchr(path, ':');

    if (!colon || ls_file_is_regular(path))
        return NULL;
    *colon = '\0';
    return colon[1] ? colon + 1 : NULL;
}

ls_status ls_conf_find(ls_arena *arena, ls_slice place, const char **line,
                       ls_error *err)
{
    ls_conf conf = { .arena = arena };
    const ls_conf_name *chosen;
    ls_error inner = { 0 };
    char *path = ls_arena_copy(arena, place);
    const char *name = path ? cut_name(path) : NULL;
    ls_status status;

    if (!path)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    status = read_conf(&conf, path, err);
    if (status != LS_OK)
        return status;
    chosen = choose(&conf, name);
    if (!chosen) {
        status = fail_choice(&conf, name, &inner);
        return ls_fail(err, status, 0, "%s: %s", path, inner.message);
    }
    *line = chosen->line;
    return LS_OK;
}
