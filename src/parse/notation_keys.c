/* SPDX-License-Identifier: MIT */
/*
 * The keys of pattern files: one row each, with what its value may be and where
 * in the format it goes.
 */

#include "parse/notation.h"

#include "parse/steps.h"

static ls_status refuse(ls_notation *n, const char *problem)
{
    n->problem = problem;
    return LS_ESYNTAX;
}

static ls_status set_once(ls_notation *n, const char **field, const char *value)
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

static ls_status set_name(ls_notation *n, const char *value)
{
    for (const char *at = value; *at; at++)
        if (!is_name_byte(*at))
            return refuse(n, "may hold a-z, 0-9, _ and - only");
    if (strlen(value) > 31)
        return refuse(n, "is longer than 31 bytes");
    return set_once(n, &n->format->name, value);
}

static ls_status set_title(ls_notation *n, const char *value)
{
    return set_once(n, &n->format->title, value);
}

static ls_status set_definition(ls_notation *n, const char *value)
{
    return set_once(n, &n->format->definition, value);
}

static ls_status set_refusal(ls_notation *n, const char *value)
{
    return set_once(n, &n->format->refusal, value);
}

static ls_status set_extends(ls_notation *n, const char *value)
{
    return set_once(n, &n->format->extends, value);
}

static ls_status set_lead(ls_notation *n, const char *value)
{
    return set_once(n, &n->format->lead, value);
}

static ls_status set_plain(ls_notation *n, const char *value)
{
    ls_steps steps;
    ls_status status = ls_steps_make(n->arena, ls_slice_of(value), &steps);

    if (status == LS_ESYNTAX)
        return refuse(n, "may hold bytes and possessive runs of classes only");
    if (status != LS_OK)
        return status;
    return set_once(n, &n->format->plain, value);
}

static ls_status set_head(ls_notation *n, const char *value)
{
    return set_once(n, &n->format->head, value);
}

static ls_status set_time(ls_notation *n, const char *value)
{
    if (ls_time_form_of(value).kind == LS_TIME_KINDS)
        return refuse(n, "is none of clf, iso, unix, any or a %-layout");
    return set_once(n, &n->format->time, value);
}

static ls_status set_kind(ls_notation *n, const char *value)
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

static ls_status set_keys(ls_notation *n, const char *value)
{
    return set_once(n, &n->format->keys, value);
}

static ls_status add_tail(ls_notation *n, const char *value)
{
    if (!*value)
        return refuse(n, "has no value");
    return ls_strings_add(&n->format->tails, n->arena, value);
}

/* Adds each word of the value. */
static ls_status add_words(ls_notation *n, ls_strings *list, const char *value)
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

static ls_status add_also(ls_notation *n, const char *value)
{
    return add_words(n, &n->format->aliases, value);
}

static ls_status add_server(ls_notation *n, const char *value)
{
    return add_words(n, &n->format->servers, value);
}

static ls_status add_need(ls_notation *n, const char *value)
{
    return add_words(n, &n->format->needs, value);
}

/* Such keys have one value only. */
static ls_status set_flag(ls_notation *n, bool *flag, bool right,
                          const char *problem)
{
    *flag = right;
    return right ? LS_OK : refuse(n, problem);
}

static ls_status set_omits(ls_notation *n, const char *value)
{
    return set_flag(n, &n->format->omits_status, strcmp(value, "status") == 0,
                    "may be status only");
}

static ls_status add_unlike(ls_notation *n, const char *value)
{
    return add_words(n, &n->format->unlikes, value);
}

static ls_status set_unless(ls_notation *n, const char *value)
{
    return set_flag(n, &n->format->unless_header, strcmp(value, "header") == 0,
                    "may be header only");
}

static ls_status set_probe(ls_notation *n, const char *value)
{
    return set_flag(n, &n->format->probes, strcmp(value, "keys") == 0,
                    "may be keys only");
}

static ls_sample *new_sample(ls_notation *n, const char *line)
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

static ls_status add_sample(ls_notation *n, const char *value)
{
    ls_sample *sample = new_sample(n, value);

    if (!sample)
        return LS_ENOMEM;
    sample->expect = "";
    n->sampled++;
    return LS_OK;
}

static ls_status add_reject(ls_notation *n, const char *value)
{
    return new_sample(n, value) ? LS_OK : LS_ENOMEM;
}

static ls_status add_expect(ls_notation *n, const char *value)
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
    ls_notation_setter *set;
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
    { "unlike", add_unlike },     { "probe", set_probe },
};

ls_notation_setter *ls_notation_find(ls_slice name)
{
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if (ls_slice_is(name, keys[i].name))
            return keys[i].set;
    return NULL;
}
