/* SPDX-License-Identifier: MIT */
/*
 * Apache's LogFormat strings: what the directives of mod_log_config, mod_logio
 * and mod_ssl mean, and how they are written (mod_log_config, "Custom Log
 * Formats"). A directive of another module is a value that nothing is known
 * about, if it is written as those are: %{name}y or %^xy.
 */

#include "parse/terms.h"

#include "parse/quoted.h"

/* By name, or name and argument; the case of an argument does not matter. */
static const ls_meaning directives[] = {
    { ">s", LS_SHAPE_STATUS, "status", 1, 0 },
    { "s", LS_SHAPE_STATUS, "status", 2, 0 },
    { "h", LS_SHAPE_LIST, "client", 1, 0 },
    { "a", LS_SHAPE_LIST, "client", 2, 0 },
    { "{c}a", LS_SHAPE_LIST, "client", 3, 0 },
    { "{c}h", LS_SHAPE_LIST, "client", 3, 0 },
    { "{remote}a", LS_SHAPE_LIST, "client", 3, 0 },
    { "u", LS_SHAPE_TEXT, "user", 1, 0 },
    { "r", LS_SHAPE_REQUEST, "request", 1, 0 },
    { "m", LS_SHAPE_WORD, "method", 1, 0 },
    { "U", LS_SHAPE_TEXT, "target", 2, '/' },
    { "q", LS_SHAPE_TEXT, "query", 1, '?' },
    { "H", LS_SHAPE_WORD, "protocol", 1, 0 },
    { "B", LS_SHAPE_NUMBER, "bytes", 1, 0 },
    { "b", LS_SHAPE_NUMBER, "bytes", 2, 0 },
    { "O", LS_SHAPE_NUMBER, "bytes", 3, 0 },
    { "D", LS_SHAPE_NUMBER, "duration_us", 1, 0 },
    { "{us}T", LS_SHAPE_NUMBER, "duration_us", 1, 0 },
    { "{ms}T", LS_SHAPE_NUMBER, "duration_ms", 2, 0 },
    { "{s}T", LS_SHAPE_NUMBER, "duration", 3, 0 },
    { "T", LS_SHAPE_NUMBER, "duration", 3, 0 },
    { "v", LS_SHAPE_WORD, "vhost", 1, 0 },
    { "V", LS_SHAPE_WORD, "vhost", 2, 0 },
    { "{host}i", LS_SHAPE_WORD, "vhost", 3, 0 },
    { "{referer}i", LS_SHAPE_TEXT, "referer", 1, 0 },
    { "{user-agent}i", LS_SHAPE_TEXT, "agent", 1, 0 },
    { "{x-forwarded-for}i", LS_SHAPE_LIST, "forwarded", 1, 0 },
    { "{cache-status}e", LS_SHAPE_TEXT, "cache", 1, 0 },
    { "{balancer_worker_name}e", LS_SHAPE_WORD, "upstream", 1, 0 },
    { "{content-length}i", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "{ssl_protocol}x", LS_SHAPE_WORD, NULL, 0, 0 },
    { "{ssl_cipher}x", LS_SHAPE_WORD, NULL, 0, 0 },
    { "{unique_id}e", LS_SHAPE_WORD, NULL, 0, 0 },
    { "A", LS_SHAPE_WORD, NULL, 0, 0 },
    { "C", LS_SHAPE_TEXT, NULL, 0, 0 },
    { "I", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "L", LS_SHAPE_WORD, NULL, 0, 0 },
    { "P", LS_SHAPE_WORD, NULL, 0, 0 },
    { "R", LS_SHAPE_WORD, NULL, 0, 0 },
    { "S", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "X", LS_SHAPE_WORD, NULL, 0, 0 },
    { "^FB", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "c", LS_SHAPE_TEXT, NULL, 0, 0 },
    { "e", LS_SHAPE_TEXT, NULL, 0, 0 },
    { "f", LS_SHAPE_TEXT, NULL, 0, '/' },
    { "i", LS_SHAPE_TEXT, NULL, 0, 0 },
    { "k", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "l", LS_SHAPE_WORD, NULL, 0, 0 },
    { "n", LS_SHAPE_TEXT, NULL, 0, 0 },
    { "o", LS_SHAPE_TEXT, NULL, 0, 0 },
    { "p", LS_SHAPE_NUMBER, NULL, 0, 0 },
    { "x", LS_SHAPE_TEXT, NULL, 0, 0 },
};

static const ls_meaning unknown = { "", LS_SHAPE_TEXT, NULL, 0, 0 };
static const ls_meaning time_taken = { "t", LS_SHAPE_TIME, "time", 1, 0 };
static const ls_meaning time_custom = { "{}t", LS_SHAPE_TIME, "time", 2, 0 };
static const ls_meaning time_number = { "{}t", LS_SHAPE_NUMBER, "time", 4, 0 };

/* `%>s`, `%!200,304{Referer}i`: one directive, taken apart. */
struct directive {
    ls_slice whole;
    ls_slice argument;
    bool has_argument;
    bool final;    /* > */
    ls_slice name; /* a letter, or ^ and two of them */
};

static bool is_meant(const ls_meaning *meaning, const struct directive *d,
                     bool with_argument)
{
    ls_slice rest = ls_slice_of(meaning->name);
    ls_slice argument;

    if (ls_slice_equal(rest, LS_SLICE(">s")))
        return d->final && ls_slice_equal(d->name, LS_SLICE("s"));
    if (!with_argument)
        return ls_slice_equal(rest, d->name);
    return rest.ptr[0] == '{' && ls_slice_cut(&rest, '}', &argument) &&
           ls_slice_equal(rest, d->name) &&
           ls_conf_is_same(ls_slice_skip(argument, 1), d->argument);
}

static const ls_meaning *look_up(const struct directive *d, bool with_argument)
{
    for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]); i++)
        if (is_meant(&directives[i], d, with_argument))
            return &directives[i];
    return NULL;
}

static const ls_meaning *find_meaning(const struct directive *d)
{
    const ls_meaning *meaning = NULL;

    if (d->has_argument)
        meaning = look_up(d, true);
    if (!meaning)
        meaning = look_up(d, false);
    if (!meaning &&
        (d->has_argument || ls_slice_starts(d->name, LS_SLICE("^"))))
        meaning = &unknown;
    return meaning;
}

static ls_status fail_at(const ls_terms *terms, ls_slice at, const char *what,
                         ls_error *err)
{
    return ls_fail(err, LS_ESYNTAX, 0, "column %zu: '%.*s' %s",
                   (size_t)(at.ptr - terms->start) + 1,
                   (int)(at.len < 40 ? at.len : 40), at.ptr, what);
}

static bool is_modifier(char c)
{
    return c == '<' || c == '>' || c == '!' || c == ',' ||
           (c >= '0' && c <= '9');
}

/* Cuts a directive, which starts with %, off the start of `rest`. */
static ls_status cut_directive(ls_terms *terms, ls_slice *rest,
                               struct directive *d, ls_error *err)
{
    ls_slice at = ls_slice_skip(*rest, 1);
    size_t len = 1;

    *d = (struct directive){ .whole = *rest };
    while (at.len && (is_modifier(at.ptr[0]) || at.ptr[0] == '{')) {
        d->final = d->final || at.ptr[0] == '>';
        if (at.ptr[0] != '{') {
            at = ls_slice_skip(at, 1);
            continue;
        }
        at = ls_slice_skip(at, 1);
        d->has_argument = true;
        if (!ls_slice_cut(&at, '}', &d->argument))
            return fail_at(terms, *rest, "has no closing brace", err);
    }
    if (at.len && at.ptr[0] == '^')
        len = 3;
    if (at.len < len)
        return fail_at(terms, *rest, "has no end", err);
    d->name = ls_slice_head(at, len);
    *rest = ls_slice_skip(at, len);
    d->whole.len = (size_t)(rest->ptr - d->whole.ptr);
    return LS_OK;
}

/* Cuts a prefix off, if it is there. */
static bool cut_prefix(ls_slice *s, const char *prefix)
{
    ls_slice start = ls_slice_of(prefix);

    if (!ls_slice_starts(*s, start))
        return false;
    *s = ls_slice_skip(*s, start.len);
    return true;
}

/* Copies a layout; people write the fraction's name into it. */
static char *copy_layout(ls_arena *arena, ls_slice text)
{
    char *copy = ls_arena_alloc(arena, text.len + 1, 1);
    char *to = copy;

    while (copy && text.len) {
        if (cut_prefix(&text, "msec_frac") || cut_prefix(&text, "usec_frac")) {
            *to++ = '%';
            *to++ = 'f';
            continue;
        }
        *to++ = text.ptr[0];
        text = ls_slice_skip(text, 1);
    }
    return copy;
}

/* A layout's bytes before its first % and behind its last conversion. */
static ls_status add_layout(ls_terms *terms, ls_slice text, bool ended)
{
    const char *percent = text.len ? memchr(text.ptr, '%', text.len) : NULL;
    size_t lead = percent ? (size_t)(percent - text.ptr) : text.len;
    ls_slice rest = ls_slice_skip(text, lead);
    size_t end = rest.len;
    char *layout;

    if (lead && ls_terms_bytes(terms, ls_slice_head(text, lead)) != LS_OK)
        return LS_ENOMEM;
    if (rest.len == 0)
        return LS_OK;
    while (end > 1 && strchr("])\"' ", rest.ptr[end - 1]) &&
           rest.ptr[end - 2] != '%')
        end--;
    layout = copy_layout(terms->arena, ls_slice_head(rest, end));
    if (!layout || ls_terms_time(terms, &time_custom, layout, ended) != LS_OK)
        return LS_ENOMEM;
    return ls_terms_bytes(terms, ls_slice_skip(rest, end));
}

/* %{...}t */
static ls_status add_time(ls_terms *terms, ls_slice argument)
{
    bool ended = cut_prefix(&argument, "end:");

    if (!ended)
        (void)cut_prefix(&argument, "begin:");
    if (ls_slice_equal(argument, LS_SLICE("sec")))
        return ls_terms_time(terms, &time_custom, "%s", ended);
    if (ls_slice_equal(argument, LS_SLICE("msec_frac")) ||
        ls_slice_equal(argument, LS_SLICE("usec_frac")))
        return ls_terms_time(terms, &time_custom, "%f", ended);
    if (ls_slice_equal(argument, LS_SLICE("msec")) ||
        ls_slice_equal(argument, LS_SLICE("usec")))
        return ls_terms_time(terms, &time_number, NULL, ended);
    return add_layout(terms, argument, ended);
}

/* %t brings its brackets along. */
static ls_status add_bracketed(ls_terms *terms)
{
    if (ls_terms_bytes(terms, LS_SLICE("[")) != LS_OK ||
        ls_terms_time(terms, &time_taken, "%d/%b/%Y:%H:%M:%S %z", false) !=
            LS_OK)
        return LS_ENOMEM;
    return ls_terms_bytes(terms, LS_SLICE("]"));
}

static ls_status add_directive(ls_terms *terms, const struct directive *d,
                               ls_error *err)
{
    const ls_meaning *meaning;

    if (ls_slice_equal(d->name, LS_SLICE("%")))
        return ls_terms_bytes(terms, LS_SLICE("%"));
    if (ls_slice_equal(d->name, LS_SLICE("t")))
        return d->argument.len ? add_time(terms, d->argument)
                               : add_bracketed(terms);
    meaning = find_meaning(d);
    if (!meaning)
        return fail_at(terms, d->whole, "is no directive of mod_log_config",
                       err);
    return ls_terms_value(terms, meaning);
}

ls_status ls_apache_read(ls_terms *terms, ls_slice string, ls_error *err)
{
    ls_status status = LS_OK;

    while (string.len && status == LS_OK) {
        struct directive d;

        if (string.ptr[0] == '\\') {
            status = ls_terms_escape(terms, &string);
        } else if (string.ptr[0] != '%') {
            status = ls_terms_bytes(terms, ls_slice_head(string, 1));
            string = ls_slice_skip(string, 1);
        } else {
            status = cut_directive(terms, &string, &d, err);
            if (status == LS_OK)
                status = add_directive(terms, &d, err);
        }
    }
    return status;
}
