/* SPDX-License-Identifier: MIT */
/*
 * nginx' configuration files: words, up to a semicolon or a brace, wherever
 * lines end (nginx.org, "Beginner's Guide").
 */

#include "parse/conf.h"

#include "parse/quoted.h"

/* What nginx logs where no format is named (ngx_http_log_module). */
static const char combined[] =
    "log_format combined '$remote_addr - $remote_user [$time_local] "
    "\"$request\" $status $body_bytes_sent "
    "\"$http_referer\" \"$http_user_agent\"'";

/* access_log path [format [buffer=size ...]] */
static ls_status take_log(ls_conf *conf, ls_slice rest)
{
    ls_slice path;
    ls_slice name;

    if (!ls_conf_word(&rest, &path) || ls_slice_equal(path, LS_SLICE("off")))
        return LS_OK;
    if (!ls_conf_word(&rest, &name) ||
        (name.len && memchr(name.ptr, '=', name.len)))
        name = LS_SLICE("combined");
    if (ls_slice_equal(name, LS_SLICE("combined")) &&
        ls_conf_define(conf, name, ls_slice_of(combined)) != LS_OK)
        return LS_ENOMEM;
    return ls_conf_use(conf, name);
}

static ls_status take_statement(ls_conf *conf, ls_slice statement)
{
    ls_slice rest = statement;
    ls_slice word;
    ls_slice name;

    if (!ls_conf_word(&rest, &word))
        return LS_OK;
    if (ls_slice_equal(word, LS_SLICE("access_log")))
        return take_log(conf, rest);
    if (!ls_conf_word(&rest, &name))
        return LS_OK;
    if (ls_slice_equal(word, LS_SLICE("log_format")))
        return ls_conf_define(conf, name, statement);
    if (ls_slice_equal(word, LS_SLICE("include")))
        return ls_conf_include(conf, name);
    return LS_OK;
}

/* The length of the word that `text` starts with, its quotes included. */
static size_t word_len(ls_slice text)
{
    ls_slice rest = text;
    ls_slice word;
    size_t len = 0;

    if (text.ptr[0] == '"' || text.ptr[0] == '\'') {
        (void)ls_conf_word(&rest, &word);
        return (size_t)(rest.ptr - text.ptr);
    }
    while (len < text.len && !ls_conf_is_space(text.ptr[len]) &&
           !strchr(";}", text.ptr[len]) &&
           (text.ptr[len] != '{' || (len && text.ptr[len - 1] == '$'))) {
        /* ${name} is part of a word. */
        if (text.ptr[len] == '{')
            while (len + 1 < text.len && text.ptr[len] != '}')
                len++;
        len++;
    }
    return len;
}

static void skip_comment(ls_slice *text)
{
    ls_slice line;

    if (!ls_slice_cut(text, '\n', &line))
        text->len = 0;
}

/* Takes one word into the statement, or does what ends it. */
static ls_status take_word(ls_conf *conf, ls_slice *text, ls_buf *statement)
{
    size_t len = word_len(*text);
    ls_slice word = ls_slice_head(*text, len ? len : 1);
    ls_status status = LS_OK;

    *text = ls_slice_skip(*text, word.len);
    if (len) {
        status = ls_buf_append(statement, word);
        return status == LS_OK ? ls_buf_append(statement, LS_SLICE(" "))
                               : status;
    }
    if (word.ptr[0] == ';')
        status = take_statement(conf, ls_buf_slice(statement));
    statement->len = 0;
    return status;
}

ls_status ls_conf_nginx(ls_conf *conf, ls_slice text)
{
    ls_buf statement = { 0 };
    ls_status status = LS_OK;

    while (status == LS_OK && text.len) {
        if (ls_conf_is_space(text.ptr[0]))
            text = ls_slice_skip(text, 1);
        else if (text.ptr[0] == '#')
            skip_comment(&text);
        else
            status = take_word(conf, &text, &statement);
    }
    ls_buf_release(&statement);
    return status;
}
