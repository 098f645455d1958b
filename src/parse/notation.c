/* SPDX-License-Identifier: MIT */
/*
 * The notation of pattern files (docs/patterns.md): a key and a value a line,
 * an indented line continues the value above. What is wrong is named with its
 * line; nothing is ignored.
 */

#include "parse/format.h"

#include "base/buf.h"
#include "parse/steps.h"

/* What reading a file keeps track of. */
struct notation {
    ls_format *format;
    ls_arena *arena;
    size_t expected;     /* samples before this count have their `expect` */
    size_t sampled;      /* samples so far */
    size_t key_line;     /* where the current key stands */
    const char *problem; /* set by a setter that returns LS_ESYNTAX */
};

typedef ls_status setter(struct notation *n, const char *value);

static ls_status refuse(struct notation *n, const char *problem)
{
    n->problem = problem;
    return LS_ESYNTAX;
}

static ls_status set_once(struct notation *n, const char **field,
                          const char *value)
{
    if (*field)
        return refuse(n, "given twice");
    if (!*value)
        return refuse(n, "has no value");
    *field = value;
    return LS_OK;
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

static ls_status set_name(struct notation *n, const char *value)
{
    for (const char *at = value; *at; at++)
        if (!is_name_byte(*at))
            return refuse(n, "may hold a-z, 0-9, _ and - only");
    if (strlen(value) > 31)
        return refuse(n, "is longer than 31 bytes");
    return set_once(n, &n->format->name, value);
}

static ls_status set_title(struct notation *n, const char *value)
{
    return set_once(n, &n->format->title, value);
}

static ls_status set_definition(struct notation *n, const char *value)
{
    return set_once(n, &n->format->definition, value);
}

static ls_status set_refusal(struct notation *n, const char *value)
{
    return set_once(n, &n->format->refusal, value);
}

static ls_status set_extends(struct notation *n, const char *value)
{
    return set_once(n, &n->format->extends, value);
}

static ls_status set_lead(struct notation *n, const char *value)
{
    return set_once(n, &n->format->lead, value);
}

static ls_status set_plain(struct notation *n, const char *value)
{
    ls_steps steps;
    ls_status status;

    status = ls_steps_make(n->arena, ls_slice_of(value), &steps);
    if (status == LS_ESYNTAX)
        return refuse(n, "may hold bytes and possessive runs of classes only");
    if (status != LS_OK)
        return status;
    return set_once(n, &n->format->plain, value);
}

static ls_status set_head(struct notation *n, const char *value)
{
    return set_once(n, &n->format->head, value);
}

static ls_status set_time(struct notation *n, const char *value)
{
    if (ls_time_form_of(value).kind == LS_TIME_KINDS)
        return refuse(n, "is none of clf, iso, unix, any or a %-layout");
    return set_once(n, &n->format->time, value);
}

static ls_status set_kind(struct notation *n, const char *value)
{
    static const char *const names[LS_KIND_COUNT] = {
        [LS_KIND_TEXT] = "text", [LS_KIND_JSON] = "json",
        [LS_KIND_W3C] = "w3c",   [LS_KIND_CSV] = "csv",
        [LS_KIND_LTSV] = "ltsv", [LS_KIND_LOGFMT] = "logfmt",
    };

    for (int i = 0; i < LS_KIND_COUNT; i++) {
        if (strcmp(value, names[i]) == 0) {
            n->format->kind = (ls_format_kind)i;
            return LS_OK;
        }
    }
    return refuse(n, "is none of text, json, w3c, csv, ltsv, logfmt");
}

static ls_status set_keys(struct notation *n, const char *value)
{
    return set_once(n, &n->format->keys, value);
}

static ls_status add_tail(struct notation *n, const char *value)
{
    if (!*value)
        return refuse(n, "has no value");
    return ls_strings_add(&n->format->tails, n->arena, value);
}

/* Adds each word of the value. */
static ls_status add_words(struct notation *n, ls_strings *list,
                           const char *value)
{
    ls_slice rest = ls_slice_trim(ls_slice_of(value));

    while (rest.len) {
        ls_slice word = rest;
        const char *copy;

        if (!ls_slice_cut(&rest, ' ', &word))
            rest.len = 0;
        rest = ls_slice_trim(rest);
        copy = ls_arena_copy(n->arena, word);
        if (!copy || ls_strings_add(list, n->arena, copy) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

static ls_status add_also(struct notation *n, const char *value)
{
    return add_words(n, &n->format->aliases, value);
}

static ls_status add_server(struct notation *n, const char *value)
{
    return add_words(n, &n->format->servers, value);
}

static ls_status add_need(struct notation *n, const char *value)
{
    return add_words(n, &n->format->needs, value);
}

static ls_status set_omits(struct notation *n, const char *value)
{
    if (strcmp(value, "status") != 0)
        return refuse(n, "may be status only");
    n->format->omits_status = true;
    return LS_OK;
}

static ls_status set_unless(struct notation *n, const char *value)
{
    if (strcmp(value, "header") != 0)
        return refuse(n, "may be header only");
    n->format->unless_header = true;
    return LS_OK;
}

static ls_status set_probe(struct notation *n, const char *value)
{
    if (strcmp(value, "keys") != 0)
        return refuse(n, "may be keys only");
    n->format->probes = true;
    return LS_OK;
}

static ls_sample *new_sample(struct notation *n, const char *line)
{
    ls_sample *sample = ls_arena_alloc(n->arena, 1, sizeof(*sample));

    if (!sample)
        return NULL;
    sample->line = line;
    sample->len = strlen(line);
    sample->number = n->key_line;
    *n->format->last_sample = sample;
    n->format->last_sample = &sample->next;
    return sample;
}

static ls_status add_sample(struct notation *n, const char *value)
{
    ls_sample *sample = new_sample(n, value);

    if (!sample)
        return LS_ENOMEM;
    sample->expect = "";
    n->sampled++;
    return LS_OK;
}

static ls_status add_reject(struct notation *n, const char *value)
{
    return new_sample(n, value) ? LS_OK : LS_ENOMEM;
}

static ls_status add_expect(struct notation *n, const char *value)
{
    ls_sample *last = n->format->samples;

    if (n->sampled == n->expected)
        return refuse(n, "stands without a sample before it");
    while (last->next)
        last = last->next;
    last->expect = value;
    n->expected = n->sampled;
    return LS_OK;
}

static const struct key {
    const char *name;
    setter *set;
} keys[] = {
    { "name", set_name },         { "title", set_title },
    { "also", add_also },         { "server", add_server },
    { "format", set_definition }, { "refuse", set_refusal },
    { "extends", set_extends },   { "time", set_time },
    { "lead", set_lead },         { "plain", set_plain },
    { "head", set_head },         { "tail", add_tail },
    { "kind", set_kind },         { "keys", set_keys },
    { "need", add_need },         { "omits", set_omits },
    { "unless", set_unless },     { "sample", add_sample },
    { "expect", add_expect },     { "reject", add_reject },
    { "probe", set_probe },
};

static const struct key *find_key(ls_slice name)
{
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if (ls_slice_equal(ls_slice_of(keys[i].name), name))
            return &keys[i];
    return NULL;
}

/* Hands a whole key with its continuation lines to the setter. */
static ls_status set_key(struct notation *n, ls_slice name, ls_slice value,
                         ls_error *err)
{
    const struct key *key = find_key(name);
    const char *copy;
    ls_status status;

    if (!key)
        return ls_fail(err, LS_ESYNTAX, n->key_line, "unknown key '%.*s'",
                       (int)(name.len < 40 ? name.len : 40), name.ptr);
    if (memchr(value.ptr ? value.ptr : "", '\0', value.len))
        return ls_fail(err, LS_ESYNTAX, n->key_line, "%s: holds a NUL byte",
                       key->name);
    copy = ls_arena_copy(n->arena, value);
    if (!copy)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    status = key->set(n, copy);
    if (status == LS_ESYNTAX)
        return ls_fail(err, status, n->key_line, "%s: %s", key->name,
                       n->problem);
    return status == LS_OK ? LS_OK : ls_fail(err, status, 0, "no memory");
}

/* The next line of `text` without its line end. */
static bool next_line(ls_slice *text, ls_slice *line)
{
    if (text->len == 0)
        return false;
    if (!ls_slice_cut(text, '\n', line)) {
        *line = *text;
        text->len = 0;
    }
    if (line->len && line->ptr[line->len - 1] == '\r')
        line->len--;
    return true;
}

static bool is_continued(ls_slice text)
{
    return text.len && (text.ptr[0] == ' ' || text.ptr[0] == '\t');
}

/* The value that starts with `first`, joined by newlines. */
static ls_status join_value(ls_slice *text, size_t *number, ls_slice first,
                            ls_buf *value)
{
    ls_slice line;

    value->len = 0;
    if (ls_buf_append(value, first) != LS_OK)
        return LS_ENOMEM;
    while (is_continued(*text) && next_line(text, &line)) {
        ++*number;
        if (ls_buf_append(value, LS_SLICE("\n")) != LS_OK ||
            ls_buf_append(value, ls_slice_trim(line)) != LS_OK)
            return LS_ENOMEM;
    }
    return LS_OK;
}

static ls_status read_keys(struct notation *n, ls_slice text, ls_buf *value,
                           ls_error *err)
{
    ls_slice line;

    for (size_t number = 1; next_line(&text, &line); number++) {
        ls_slice name = line;
        ls_status status;

        if (ls_slice_trim(line).len == 0 || line.ptr[0] == '#')
            continue;
        n->key_line = number;
        if (is_continued(line))
            return ls_fail(err, LS_ESYNTAX, number, "continues no key");
        if (!ls_slice_cut(&line, ' ', &name))
            line.len = 0;
        /* Spaces at the end of a line can be part of a sample. */
        while (line.len && line.ptr[0] == ' ')
            line = ls_slice_skip(line, 1);
        if (join_value(&text, &number, line, value) != LS_OK)
            return ls_fail(err, LS_ENOMEM, 0, "no memory");
        status = set_key(n, name, ls_buf_slice(value), err);
        if (status != LS_OK)
            return status;
    }
    return LS_OK;
}

/* What a file must have besides keys that are right. */
static ls_status check_whole(const struct notation *n, ls_error *err)
{
    const ls_format *f = n->format;
    const char *problem = NULL;

    if (!f->name)
        problem = "has no name";
    else if (!f->title)
        problem = "has no title";
    else if ((f->kind != LS_KIND_TEXT) != (f->keys != NULL))
        problem = f->keys ? "has keys, but no kind that has them"
                          : "is of a kind with keys, but has none";
    else if (f->omits_status && f->needs.count == 0)
        problem = "omits the status, but has no need that tells its lines";
    else if (f->keys && (f->head || f->extends || f->tails.count))
        problem = "has keys and a regex";
    else if (!f->keys && !f->head && !f->extends)
        problem = "has neither head nor extends";
    else if (f->head && f->extends)
        problem = "has both head and extends";
    else if (f->lead && !f->extends)
        problem = "has a lead without extends";
    else if (n->sampled == 0)
        problem = "has no sample";
    else if (n->expected != n->sampled)
        problem = "has a sample without expect";
    if (problem)
        return ls_fail(err, LS_ESYNTAX, 0, "%s", problem);
    return LS_OK;
}

ls_status ls_notation_read(ls_format *format, ls_arena *arena, ls_slice text,
                           ls_error *err)
{
    struct notation n = { .format = format, .arena = arena };
    ls_buf value = { 0 };
    ls_status status;

    format->last_sample = &format->samples;
    status = read_keys(&n, text, &value, err);
    if (status == LS_OK)
        status = check_whole(&n, err);
    ls_buf_release(&value);
    return status;
}
