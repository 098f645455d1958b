/* SPDX-License-Identifier: MIT */
/*
 * The codes of the JSON document. Counts come first in meaning, texts are
 * looked up anew each time: whoever reads a summary back ignores them.
 */

#include "render/json.h"

#include "render/origin.h"

#include <stdio.h>

static void put_text(ls_json *json, const ls_code *text)
{
    ls_json_name_text(json, "name", text->name);
    ls_json_name_text(json, "origin", text->origin);
    ls_json_name_text(json, "who", text->who);
    ls_json_name_text(json, "meaning", text->meaning);
    ls_json_name_text(json, "check", text->check);
    ls_json_name_text(json, "spec", text->spec);
}

static void put_origins(ls_json *json, const ls_summary_code *code)
{
    ls_json_name(json, "origins");
    ls_json_open(json, "[");
    for (size_t i = 0; i < code->origin_count; i++) {
        ls_json_open(json, "{");
        ls_json_name_text(json, "origin", code->origins[i].origin);
        ls_json_name_count(json, "requests", code->origins[i].requests);
        ls_json_close(json, "}");
    }
    ls_json_close(json, "]");
}

static void put_also(ls_json *json, const ls_summary_code *code)
{
    const ls_code *other = NULL;

    ls_json_name(json, "also");
    ls_json_open(json, "[");
    while ((other = ls_origin_next(code, other))) {
        ls_json_open(json, "{");
        ls_json_name_text(json, "origin", other->origin);
        ls_json_name_text(json, "name", other->name);
        ls_json_close(json, "}");
    }
    ls_json_close(json, "]");
}

static void put_methods(ls_json *json, const ls_summary_code *code)
{
    ls_json_name(json, "methods");
    ls_json_open(json, "{");
    for (size_t i = 0; i < ls_method_count(); i++)
        if (code->methods[i])
            ls_json_name_count(json, ls_method_name(i), code->methods[i]);
    ls_json_close(json, "}");
}

static void put_substatuses(ls_json *json, const ls_summary_code *code)
{
    if (code->substatus_count == 0)
        return;
    ls_json_name(json, "substatus");
    ls_json_open(json, "{");
    for (size_t i = 0; i < code->substatus_count; i++) {
        char name[16];

        (void)snprintf(name, sizeof(name), "%u",
                       code->substatuses[i].substatus);
        ls_json_name_count(json, name, code->substatuses[i].requests);
    }
    ls_json_close(json, "}");
}

/* Only of logs that tell it; what is missing in the sum is not known. */
static void put_senders(ls_json *json, const ls_summary_code *code)
{
    if (!code->senders[LS_SENDER_UPSTREAM] && !code->senders[LS_SENDER_SERVER])
        return;
    ls_json_name(json, "senders");
    ls_json_open(json, "{");
    ls_json_name_count(json, "upstream", code->senders[LS_SENDER_UPSTREAM]);
    ls_json_name_count(json, "server", code->senders[LS_SENDER_SERVER]);
    ls_json_close(json, "}");
}

/* [bucket, requests] pairs, without those of no requests. */
static void put_timeline(ls_json *json, const ls_summary_code *code,
                         size_t buckets)
{
    ls_json_name(json, "timeline");
    ls_json_open(json, "[");
    for (size_t i = 0; code->timeline && i < buckets; i++) {
        if (code->timeline[i] == 0)
            continue;
        ls_json_open(json, "[");
        ls_json_count(json, i);
        ls_json_count(json, code->timeline[i]);
        ls_json_close(json, "]");
    }
    ls_json_close(json, "]");
}

static bool keeps_paths(const ls_summary_code *code)
{
    return ls_class_is_error(ls_class_of(code->code));
}

static void put_paths(ls_json *json, const ls_summary_code *code)
{
    if (!keeps_paths(code))
        return;
    ls_json_name(json, "paths");
    ls_json_open(json, "[");
    for (size_t i = 0; i < code->path_count; i++) {
        ls_json_open(json, "{");
        ls_json_name(json, "path");
        ls_json_bytes(json, code->paths[i].path);
        ls_json_name_count(json, "requests", code->paths[i].requests);
        ls_json_name_count(json, "over", code->paths[i].over);
        ls_json_close(json, "}");
    }
    ls_json_close(json, "]");
}

static void put_code(ls_json *json, const ls_summary *summary,
                     const ls_summary_code *code)
{
    ls_json_open(json, "{");
    ls_json_name_count(json, "code", code->code);
    ls_json_name_text(json, "class", ls_class_label(ls_class_of(code->code)));
    ls_json_name_count(json, "requests", code->requests);
    ls_json_name(json, "share");
    ls_json_share(json, code->requests, summary->lines.counted);
    put_text(json, ls_summary_code_text(code));
    put_origins(json, code);
    put_also(json, code);
    put_methods(json, code);
    put_substatuses(json, code);
    put_senders(json, code);
    ls_json_moment(json, "first", code->first);
    ls_json_moment(json, "last", code->last);
    put_timeline(json, code, summary->axis.count);
    ls_json_duration(json, &code->duration);
    put_paths(json, code);
    ls_json_close(json, "}");
}

void ls_json_codes(ls_json *json, const ls_summary *summary)
{
    ls_json_name(json, "codes");
    ls_json_open(json, "[");
    for (size_t i = 0; i < summary->code_count; i++)
        put_code(json, summary, &summary->codes[i]);
    ls_json_close(json, "]");
}
