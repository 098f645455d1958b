/* SPDX-License-Identifier: MIT */
/* The grammar of JSON, and no more: what is written is said in json.c. */

#include "render/json_writer.h"

#include "render/word.h"

#include <stdio.h>

void ls_json_init(ls_json *json, const ls_sink *sink)
{
    ls_writer_init(&json->out, sink);
    json->comma = false;
}

/* What comes before any value or name. */
static void separate(ls_json *json)
{
    if (json->comma)
        ls_write_string(&json->out, ",");
    json->comma = true;
}

void ls_json_open(ls_json *json, const char *bracket)
{
    separate(json);
    ls_write_string(&json->out, bracket);
    json->comma = false;
}

void ls_json_close(ls_json *json, const char *bracket)
{
    ls_write_string(&json->out, bracket);
    json->comma = true;
}

void ls_json_name(ls_json *json, const char *name)
{
    separate(json);
    ls_write(&json->out, LS_SLICE("\""));
    ls_write_string(&json->out, name);
    ls_write(&json->out, LS_SLICE("\":"));
    json->comma = false;
}

void ls_json_name_text(ls_json *json, const char *name, const char *value)
{
    ls_json_name(json, name);
    ls_json_text(json, value);
}

void ls_json_name_count(ls_json *json, const char *name, uint64_t value)
{
    ls_json_name(json, name);
    ls_json_count(json, value);
}

void ls_json_text(ls_json *json, const char *text)
{
    if (text) {
        ls_json_bytes(json, ls_slice_of(text));
        return;
    }
    separate(json);
    ls_write_string(&json->out, "null");
}

void ls_json_bytes(ls_json *json, ls_slice bytes)
{
    separate(json);
    ls_write_json(&json->out, bytes);
}

void ls_json_count(ls_json *json, uint64_t count)
{
    separate(json);
    ls_write_number(&json->out, count);
}

void ls_json_raw(ls_json *json, const char *number)
{
    separate(json);
    ls_write_string(&json->out, number);
}

void ls_json_flag(ls_json *json, bool flag)
{
    separate(json);
    ls_write_string(&json->out, flag ? "true" : "false");
}

void ls_json_share(ls_json *json, uint64_t part, uint64_t whole)
{
    separate(json);
    ls_write_string(&json->out, ls_word_fraction(part, whole).text);
}

void ls_json_seconds(ls_json *json, uint64_t microseconds)
{
    char text[8];
    size_t len = 7;

    ls_json_count(json, microseconds / 1000000);
    (void)snprintf(text, sizeof(text), ".%06u",
                   (unsigned)(microseconds % 1000000));
    while (text[len - 1] == '0')
        len--;
    if (len > 1)
        ls_write(&json->out, (ls_slice){ text, len });
}

void ls_json_time(ls_json *json, int64_t seconds)
{
    ls_json_text(json, ls_word_rfc3339(seconds).text);
}
