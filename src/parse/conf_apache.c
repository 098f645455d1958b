/* SPDX-License-Identifier: MIT */
/*
 * Apache's configuration files: a directive a line, which a backslash at its
 * end continues (httpd, "Configuration Files").
 */

#include "parse/conf.h"

#include "parse/file.h"
#include "parse/quoted.h"

/* The next line of `text` in `line`, with those that continue it. */
static ls_status next_line(ls_slice *text, ls_buf *line)
{
    bool more = true;

    line->len = 0;
    while (more && text->len) {
        ls_slice part = *text;

        if (!ls_slice_cut(text, '\n', &part))
            text->len = 0;
        if (part.len && part.ptr[part.len - 1] == '\r')
            part.len--;
        more = part.len && part.ptr[part.len - 1] == '\\';
        if (more)
            part.len--;
        if (ls_buf_append(line, part) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

/* A configuration that was copied from elsewhere has none of its folders. */
static ls_status set_root(ls_conf *conf, ls_slice path)
{
    const char *folder = ls_arena_copy(conf->arena, path);

    if (folder && ls_file_is_folder(folder))
        conf->folder = folder;
    return folder ? LS_OK : LS_ENOMEM;
}

/* LogFormat "string" nickname: the nickname is the last word. */
static ls_status take_format(ls_conf *conf, ls_slice line, ls_slice rest)
{
    ls_slice name = LS_SLICE("");
    ls_slice word;

    if (!ls_conf_word(&rest, &word))
        return LS_OK;
    if (!ls_conf_word(&rest, &name))
        name = LS_SLICE("");
    return ls_conf_define(conf, name, line);
}

/* CustomLog file nickname, or a string of its own. */
static ls_status take_log(ls_conf *conf, ls_slice line, ls_slice rest)
{
    ls_slice file;
    ls_slice format;

    if (!ls_conf_word(&rest, &file) || !ls_conf_word(&rest, &format))
        return LS_OK;
    if (!format.len || !memchr(format.ptr, '%', format.len))
        return ls_conf_use(conf, format);
    if (ls_conf_define(conf, file, line) != LS_OK)
        return LS_ENOMEM;
    return ls_conf_use(conf, file);
}

static ls_status take_line(ls_conf *conf, ls_slice line)
{
    ls_slice rest = line;
    ls_slice word;
    ls_slice path;

    if (!ls_conf_word(&rest, &word) || (word.len && word.ptr[0] == '#'))
        return LS_OK;
    if (ls_conf_is_same(word, LS_SLICE("LogFormat")))
        return take_format(conf, line, rest);
    if (ls_conf_is_same(word, LS_SLICE("CustomLog")) ||
        ls_conf_is_same(word, LS_SLICE("GlobalLog")))
        return take_log(conf, line, rest);
    if (!ls_conf_word(&rest, &path))
        return LS_OK;
    if (ls_conf_is_same(word, LS_SLICE("ServerRoot")))
        return set_root(conf, path);
    /* With a semicolon behind, it is nginx'. */
    if ((ls_conf_is_same(word, LS_SLICE("Include")) ||
         ls_conf_is_same(word, LS_SLICE("IncludeOptional"))) &&
        path.len && path.ptr[path.len - 1] != ';')
        return ls_conf_include(conf, path);
    return LS_OK;
}

ls_status ls_conf_apache(ls_conf *conf, ls_slice text)
{
    ls_buf line = { 0 };
    ls_status status = LS_OK;

    while (status == LS_OK && text.len) {
        status = next_line(&text, &line);
        if (status == LS_OK)
            status = take_line(conf, ls_conf_trim(ls_buf_slice(&line)));
    }
    ls_buf_release(&line);
    return status;
}
