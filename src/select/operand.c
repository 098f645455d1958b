/* SPDX-License-Identifier: MIT */
/* What a condition can ask for: one row each. */

#include "select/operand.h"

#include "select/moment.h"

#include <logstat/codes.h>
#include <logstat/nearest.h>

/* Times without a sign, in the same order. */
static uint64_t unsign(int64_t time)
{
    return (uint64_t)time ^ (UINT64_C(1) << 63);
}

/* A getter for each field that is text as it stands. */
#define TEXT_GETTER(name, field)                                               \
    static bool name(const ls_record *record, ls_slice *text)                  \
    {                                                                          \
        *text = record->text[field];                                           \
        return (record->has & LS_HAS(field)) != 0;                             \
    }
TEXT_GETTER(get_client, LS_FIELD_CLIENT)
TEXT_GETTER(get_user, LS_FIELD_USER)
TEXT_GETTER(get_method, LS_FIELD_METHOD)
TEXT_GETTER(get_target, LS_FIELD_TARGET)
TEXT_GETTER(get_protocol, LS_FIELD_PROTOCOL)
TEXT_GETTER(get_referer, LS_FIELD_REFERER)
TEXT_GETTER(get_agent, LS_FIELD_AGENT)
TEXT_GETTER(get_vhost, LS_FIELD_VHOST)
TEXT_GETTER(get_upstream, LS_FIELD_UPSTREAM)
TEXT_GETTER(get_cache, LS_FIELD_CACHE)
TEXT_GETTER(get_flags, LS_FIELD_FLAGS)
TEXT_GETTER(get_forwarded, LS_FIELD_FORWARDED)
TEXT_GETTER(get_source, LS_FIELD_SOURCE)

static bool get_path(const ls_record *record, ls_slice *text)
{
    *text = ls_record_path(record);
    return (record->has & LS_HAS(LS_FIELD_TARGET)) != 0;
}

static bool get_class(const ls_record *record, ls_slice *text)
{
    *text = ls_slice_of(ls_class_label(ls_class_of(record->code)));
    return true;
}

static bool get_status(const ls_record *record, uint64_t *number)
{
    *number = record->code;
    return true;
}

static bool get_substatus(const ls_record *record, uint64_t *number)
{
    *number = record->substatus;
    return (record->has & LS_HAS(LS_FIELD_SUBSTATUS)) != 0;
}

static bool get_win32_status(const ls_record *record, uint64_t *number)
{
    *number = record->win32_status;
    return (record->has & LS_HAS(LS_FIELD_WIN32_STATUS)) != 0;
}

static bool get_bytes(const ls_record *record, uint64_t *number)
{
    *number = record->bytes;
    return (record->has & LS_HAS(LS_FIELD_BYTES)) != 0;
}

static bool get_duration(const ls_record *record, uint64_t *number)
{
    *number = record->duration;
    return (record->has & LS_HAS(LS_FIELD_DURATION)) != 0;
}

/* Of several upstreams that of the last. */
static bool get_upstream_status(const ls_record *record, uint64_t *number)
{
    *number = (uint64_t)record->upstream_code;
    return record->upstream_code > 0;
}

static bool get_time(const ls_record *record, uint64_t *number)
{
    *number = unsign(record->time);
    return (record->has & LS_HAS(LS_FIELD_TIME)) != 0;
}

#define TEXT(name, field, get)                                                 \
    {                                                                          \
        name, LS_OPERAND_TEXT, LS_HAS(field), get, NULL                        \
    }

static const ls_operand operands[] = {
    { "time", LS_OPERAND_TIME, LS_HAS(LS_FIELD_TIME), NULL, get_time },
    TEXT("client", LS_FIELD_CLIENT, get_client),
    TEXT("user", LS_FIELD_USER, get_user),
    TEXT("method", LS_FIELD_METHOD, get_method),
    TEXT("target", LS_FIELD_TARGET, get_target),
    TEXT("path", LS_FIELD_TARGET, get_path),
    TEXT("protocol", LS_FIELD_PROTOCOL, get_protocol),
    { "status", LS_OPERAND_NUMBER, LS_HAS(LS_FIELD_STATUS), NULL, get_status },
    { "class", LS_OPERAND_CLASS, LS_HAS(LS_FIELD_STATUS), get_class, NULL },
    { "substatus", LS_OPERAND_NUMBER, LS_HAS(LS_FIELD_SUBSTATUS), NULL,
      get_substatus },
    { "bytes", LS_OPERAND_SIZE, LS_HAS(LS_FIELD_BYTES), NULL, get_bytes },
    TEXT("referer", LS_FIELD_REFERER, get_referer),
    TEXT("agent", LS_FIELD_AGENT, get_agent),
    TEXT("vhost", LS_FIELD_VHOST, get_vhost),
    { "duration", LS_OPERAND_DURATION, LS_HAS(LS_FIELD_DURATION), NULL,
      get_duration },
    TEXT("upstream", LS_FIELD_UPSTREAM, get_upstream),
    { "upstream_status", LS_OPERAND_NUMBER, LS_HAS(LS_FIELD_UPSTREAM_STATUS),
      NULL, get_upstream_status },
    TEXT("cache", LS_FIELD_CACHE, get_cache),
    TEXT("flags", LS_FIELD_FLAGS, get_flags),
    TEXT("forwarded", LS_FIELD_FORWARDED, get_forwarded),
    TEXT("source", LS_FIELD_SOURCE, get_source),
    { "win32_status", LS_OPERAND_NUMBER, LS_HAS(LS_FIELD_WIN32_STATUS), NULL,
      get_win32_status },
};

ls_status ls_operand_find(const ls_token *name, const ls_operand **operand,
                          ls_error *err)
{
    ls_nearest nearest = ls_nearest_to(name->text);

    for (size_t i = 0; i < sizeof(operands) / sizeof(operands[0]); i++) {
        if (ls_same_word(name->text, ls_slice_of(operands[i].name))) {
            *operand = &operands[i];
            return LS_OK;
        }
        ls_nearest_offer(&nearest, operands[i].name);
    }
    if (nearest.name)
        return ls_fail_at(err, name, "unknown field %s; did you mean '%s'?",
                          ls_expression_shown(name).text, nearest.name);
    return ls_fail_at(err, name,
                      "unknown field %s; there are status, class, method, "
                      "path, client, agent, duration, bytes and others",
                      ls_expression_shown(name).text);
}

bool ls_operand_is_text(const ls_operand *operand)
{
    return operand->text != NULL;
}

/* --- Values. */

struct unit {
    const char *name;
    uint64_t scale;
};

static const struct unit sizes[] = {
    { "", 1 },
    { "k", UINT64_C(1) << 10 },
    { "m", UINT64_C(1) << 20 },
    { "g", UINT64_C(1) << 30 },
    { NULL, 0 },
};

static const struct unit durations[] = {
    { "", 1000000 }, { "s", 1000000 },      { "ms", 1000 },
    { "us", 1 },     { "m", 60 * 1000000 }, { "h", UINT64_C(3600000000) },
    { NULL, 0 },
};

static const struct unit plain[] = { { "", 1 }, { NULL, 0 } };

static bool read_in(const struct unit *units, const ls_token *token,
                    uint64_t *number)
{
    if (token->kind != LS_TOKEN_NUMBER)
        return false;
    for (; units->name; units++)
        if (ls_same_word(token->unit, ls_slice_of(units->name)))
            return ls_decimal_scaled(token->digits, units->scale, number);
    return false;
}

static ls_status read_status(const ls_operand *operand, const ls_token *token,
                             uint64_t *number, ls_error *err)
{
    if (read_in(plain, token, number) &&
        !memchr(token->digits.ptr, '.', token->digits.len))
        return LS_OK;
    if (token->text.len == 3 && token->text.ptr[1] == 'x')
        return ls_fail_at(err, token, "%s is a class: class == %.3s",
                          ls_expression_shown(token).text, token->text.ptr);
    return ls_fail_at(err, token, "%s is compared with a number, not %s",
                      operand->name, ls_expression_shown(token).text);
}

static ls_status read_time(const ls_token *token, const ls_clock *clock,
                           uint64_t *number, ls_error *err)
{
    size_t wrong;
    int64_t ms;

    if (token->kind == LS_TOKEN_STRING || token->kind == LS_TOKEN_WORD)
        if (ls_moment_parse(token->text, clock, &ms, &wrong)) {
            *number = unsign(ms);
            return LS_OK;
        }
    return ls_fail_at(err, token,
                      "time is compared with a time in quotes such as "
                      "\"2026-11-22 14:00\" or \"-3h\", not %s",
                      ls_expression_shown(token).text);
}

ls_status ls_operand_number(const ls_operand *operand, const ls_token *token,
                            const ls_clock *clock, uint64_t *number,
                            ls_error *err)
{
    switch (operand->type) {
    case LS_OPERAND_TIME:
        return read_time(token, clock, number, err);
    case LS_OPERAND_SIZE:
        if (read_in(sizes, token, number))
            return LS_OK;
        return ls_fail_at(err, token,
                          "%s is compared with a size such as 500 or 10k, not "
                          "%s",
                          operand->name, ls_expression_shown(token).text);
    case LS_OPERAND_DURATION:
        if (read_in(durations, token, number))
            return LS_OK;
        return ls_fail_at(err, token,
                          "%s is compared with a duration such as 250ms or "
                          "1.5s, not %s",
                          operand->name, ls_expression_shown(token).text);
    case LS_OPERAND_NUMBER:
    case LS_OPERAND_TEXT:
    case LS_OPERAND_CLASS:
        break;
    }
    return read_status(operand, token, number, err);
}

static bool is_class(ls_slice text)
{
    for (int i = 0; i < LS_CLASS_COUNT; i++)
        if (ls_slice_is(text, ls_class_label((ls_class)i)))
            return true;
    return false;
}

ls_status ls_operand_text(const ls_operand *operand, const ls_token *token,
                          ls_slice *text, ls_error *err)
{
    if (token->kind != LS_TOKEN_STRING && token->kind != LS_TOKEN_WORD &&
        token->kind != LS_TOKEN_NUMBER)
        return ls_fail_at(err, token, "a value expected, not %s",
                          ls_expression_shown(token).text);
    if (operand->type == LS_OPERAND_CLASS && !is_class(token->text))
        return ls_fail_at(err, token,
                          "%s is no class; they are 1xx to 5xx, none and other",
                          ls_expression_shown(token).text);
    *text = token->text;
    return LS_OK;
}
