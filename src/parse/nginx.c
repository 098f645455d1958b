/* SPDX-License-Identifier: MIT */
/*
 * nginx' log_format strings: what the variables mean (nginx.org, "Alphabetical
 * index of variables"), and how they are written. There is no end of
 * variables, so one that is not in the table is any text.
 */

#include "parse/terms.h"

static const ls_meaning variables[] = {
    { "status", LS_SHAPE_STATUS, "status", 1, 0 },
    { "remote_addr", LS_SHAPE_LIST, "client", 1, 0 },
    { "the_real_ip", LS_SHAPE_LIST, "client", 2, 0 },
    { "realip_remote_addr", LS_SHAPE_LIST, "client", 4, 0 },
    { "proxy_protocol_addr", LS_SHAPE_LIST, "client", 3, 0 },
    { "http_x_real_ip", LS_SHAPE_LIST, "client", 3, 0 },
    { "remote_user", LS_SHAPE_TEXT, "user", 1, 0 },
    { "request", LS_SHAPE_REQUEST, "request", 1, 0 },
    { "request_method", LS_SHAPE_WORD, "method", 1, 0 },
    { "request_uri", LS_SHAPE_TEXT, "target", 1, '/' },
    { "uri", LS_SHAPE_TEXT, "target", 2, '/' },
    { "document_uri", LS_SHAPE_TEXT, "target", 2, '/' },
    { "args", LS_SHAPE_TEXT, "query", 1, 0 },
    { "query_string", LS_SHAPE_TEXT, "query", 1, 0 },
    { "is_args", LS_SHAPE_MARK, NULL, 0, '?' },
    { "server_protocol", LS_SHAPE_WORD, "protocol", 1, 0 },
    { "body_bytes_sent", LS_SHAPE_NUMBER, "bytes", 1, 0 },
    { "bytes_sent", LS_SHAPE_NUMBER, "bytes", 2, 0 },
    { "http_referer", LS_SHAPE_TEXT, "referer", 1, 0 },
    { "http_user_agent", LS_SHAPE_TEXT, "agent", 1, 0 },
    { "http_x_forwarded_for", LS_SHAPE_LIST, "forwarded", 1, 0 },
    { "proxy_add_x_forwarded_for", LS_SHAPE_LIST, "forwarded", 2, 0 },
    { "host", LS_SHAPE_WORD, "vhost", 1, 0 },
    { "http_host", LS_SHAPE_WORD, "vhost", 2, 0 },
    { "server_name", LS_SHAPE_WORD, "vhost", 3, 0 },
    { "request_time", LS_SHAPE_NUMBER, "duration", 1, 0 },
    { "request_time_msec", LS_SHAPE_NUMBER, "duration_ms", 2, 0 },
    { "upstream_addr", LS_SHAPE_LIST, "upstream", 1, 0 },
    { "upstream_status", LS_SHAPE_LIST, "upstream_status", 1, 0 },
    { "upstream_cache_status", LS_SHAPE_WORD, "cache", 1, 0 },
    { "time_local", LS_SHAPE_TIME, "time", 1, 0 },
    { "time_iso8601", LS_SHAPE_TIME, "time", 2, 0 },
    { "msec", LS_SHAPE_NUMBER, "time", 3, 0 },
    { "upstream_response_time", LS_SHAPE_LIST, NULL, 0, 0 },
    { "upstream_response_length", LS_SHAPE_LIST, NULL, 0, 0 },
    { "upstream_connect_time", LS_SHAPE_LIST, NULL, 0, 0 },
    { "upstream_header_time", LS_SHAPE_LIST, NULL, 0, 0 },
    { "upstream_queue_time", LS_SHAPE_LIST, NULL, 0, 0 },
    { "upstream_bytes_sent", LS_SHAPE_LIST, NULL, 0, 0 },
    { "upstream_bytes_received", LS_SHAPE_LIST, NULL, 0, 0 },
    { "request_length", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "content_length", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "connection", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "connection_requests", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "connection_time", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "gzip_ratio", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "pid", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "server_port", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "remote_port", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "proxy_port", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "server_addr", LS_SHAPE_WORD, NULL, 0, 0 },
    { "hostname", LS_SHAPE_WORD, NULL, 0, 0 },
    { "nginx_version", LS_SHAPE_WORD, NULL, 0, 0 },
    { "pipe", LS_SHAPE_WORD, NULL, 0, 0 },
    { "scheme", LS_SHAPE_WORD, NULL, 0, 0 },
    { "https", LS_SHAPE_WORD, NULL, 0, 0 },
    { "http_x_forwarded_proto", LS_SHAPE_WORD, NULL, 0, 0 },
    { "proxy_host", LS_SHAPE_WORD, NULL, 0, 0 },
    { "proxy_upstream_name", LS_SHAPE_WORD, NULL, 0, 0 },
    { "proxy_alternative_upstream_name", LS_SHAPE_WORD, NULL, 0, 0 },
    { "req_id", LS_SHAPE_WORD, NULL, 0, 0 },
    { "request_id", LS_SHAPE_WORD, NULL, 0, 0 },
    { "request_completion", LS_SHAPE_WORD, NULL, 0, 0 },
    { "request_filename", LS_SHAPE_TEXT, NULL, 0, '/' },
    { "document_root", LS_SHAPE_TEXT, NULL, 0, '/' },
    { "ssl_protocol", LS_SHAPE_WORD, NULL, 0, 0 },
    { "ssl_cipher", LS_SHAPE_WORD, NULL, 0, 0 },
    { "ssl_session_reused", LS_SHAPE_WORD, NULL, 0, 0 },
    { "ssl_server_name", LS_SHAPE_WORD, NULL, 0, 0 },
    { "http2", LS_SHAPE_WORD, NULL, 0, 0 },
    { "http3", LS_SHAPE_WORD, NULL, 0, 0 },
};

static const ls_meaning unknown = { "", LS_SHAPE_TEXT, NULL, 0, 0 };

static const ls_meaning *find_meaning(ls_slice name)
{
    for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++)
        if (ls_slice_is(name, variables[i].name))
            return &variables[i];
    return &unknown;
}

static size_t name_len(ls_slice text)
{
    size_t len = 0;

    while (len < text.len && text.ptr[len] &&
           strchr("abcdefghijklmnopqrstuvwxyz_0123456789"
                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                  text.ptr[len]))
        len++;
    return len;
}

static const char *layout_of(const ls_meaning *meaning)
{
    if (meaning->shape != LS_SHAPE_TIME)
        return NULL;
    return meaning->rank == 1 ? "%d/%b/%Y:%H:%M:%S %z" : "%Y-%m-%dT%H:%M:%S%z";
}

static ls_status add_variable(ls_terms *terms, ls_slice name)
{
    const ls_meaning *meaning = find_meaning(name);
    ls_status status = ls_terms_value(terms, meaning);

    if (status == LS_OK)
        terms->items[terms->count - 1].layout = layout_of(meaning);
    return status;
}

/* Takes `$name` or `${name}`; a $ before anything else is one. */
static ls_status take_variable(ls_terms *terms, ls_slice *rest, ls_error *err)
{
    ls_slice at = ls_slice_skip(*rest, 1);
    bool braced = at.len && at.ptr[0] == '{';
    ls_slice name;

    if (braced)
        at = ls_slice_skip(at, 1);
    name = ls_slice_head(at, name_len(at));
    at = ls_slice_skip(at, name.len);
    if (braced && (name.len == 0 || at.len == 0 || at.ptr[0] != '}'))
        return ls_fail(err, LS_ESYNTAX, 0,
                       "column %zu: '%.*s' is no variable, it has no closing "
                       "brace",
                       (size_t)(rest->ptr - terms->start) + 1,
                       (int)(name.len < 40 ? name.len + 2 : 42), rest->ptr);
    *rest = braced ? ls_slice_skip(at, 1) : at;
    if (name.len == 0)
        return ls_terms_bytes(terms, LS_SLICE("$"));
    return add_variable(terms, name);
}

ls_status ls_nginx_read(ls_terms *terms, ls_slice string, ls_error *err)
{
    ls_status status = LS_OK;

    while (string.len && status == LS_OK) {
        if (string.ptr[0] == '$') {
            status = take_variable(terms, &string, err);
        } else if (string.ptr[0] == '\\') {
            status = ls_terms_escape(terms, &string);
        } else {
            status = ls_terms_bytes(terms, ls_slice_head(string, 1));
            string = ls_slice_skip(string, 1);
        }
    }
    return status;
}
