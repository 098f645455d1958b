/* SPDX-License-Identifier: MIT */
/* What requests can be grouped by: one row each. */

#include "tally/dimension.h"

#include "base/date.h"
#include "record/agent.h"
#include "tally/site.h"

#include <logstat/codes.h>

#include <arpa/inet.h>
#include <stdio.h>

static bool say(ls_value_room *room, ls_slice *value)
{
    *value = ls_slice_of(room->text);
    return true;
}

/* A getter for each field that is text as it stands. */
#define TEXT_VALUE(name, field)                                                \
    static bool name(const ls_place *place, const ls_record *record,           \
                     ls_value_room *room, ls_slice *value)                     \
    {                                                                          \
        (void)place;                                                           \
        (void)room;                                                            \
        *value = record->text[field];                                          \
        return (record->has & LS_HAS(field)) != 0;                             \
    }
TEXT_VALUE(get_client, LS_FIELD_CLIENT)
TEXT_VALUE(get_user, LS_FIELD_USER)
TEXT_VALUE(get_target, LS_FIELD_TARGET)
TEXT_VALUE(get_protocol, LS_FIELD_PROTOCOL)
TEXT_VALUE(get_referer, LS_FIELD_REFERER)
TEXT_VALUE(get_agent, LS_FIELD_AGENT)
TEXT_VALUE(get_vhost, LS_FIELD_VHOST)
TEXT_VALUE(get_upstream, LS_FIELD_UPSTREAM)
TEXT_VALUE(get_cache, LS_FIELD_CACHE)
TEXT_VALUE(get_flags, LS_FIELD_FLAGS)
TEXT_VALUE(get_forwarded, LS_FIELD_FORWARDED)
TEXT_VALUE(get_source, LS_FIELD_SOURCE)

static bool get_path(const ls_place *place, const ls_record *record,
                     ls_value_room *room, ls_slice *value)
{
    (void)place;
    (void)room;
    *value = ls_record_path(record);
    return (record->has & LS_HAS(LS_FIELD_TARGET)) != 0;
}

/* What the agent is; none for one that did not say. */
static const ls_agent *agent_of(const ls_record *record)
{
    ls_slice text = record->text[LS_FIELD_AGENT];

    if (!(record->has & LS_HAS(LS_FIELD_AGENT)) || text.len == 0 ||
        ls_slice_equal(text, LS_SLICE("-")))
        return NULL;
    return ls_agent_find(text);
}

/* A getter for each column of the table of agents. */
#define AGENT_VALUE(name, column)                                              \
    static bool name(const ls_place *place, const ls_record *record,           \
                     ls_value_room *room, ls_slice *value)                     \
    {                                                                          \
        const ls_agent *agent = agent_of(record);                              \
                                                                               \
        (void)place;                                                           \
        (void)room;                                                            \
        if (agent)                                                             \
            *value = ls_slice_of(agent->column);                               \
        return agent != NULL;                                                  \
    }
AGENT_VALUE(get_agent_family, family)
AGENT_VALUE(get_agent_kind, kind)

/* Methods that are no method's name are one. */
static bool get_method(const ls_place *place, const ls_record *record,
                       ls_value_room *room, ls_slice *value)
{
    (void)place;
    (void)room;
    *value = ls_slice_of(ls_method_name(record->method));
    return true;
}

static bool get_status(const ls_place *place, const ls_record *record,
                       ls_value_room *room, ls_slice *value)
{
    (void)place;
    if (record->code)
        (void)snprintf(room->text, sizeof(room->text), "%03u",
                       (unsigned)record->code);
    else
        (void)snprintf(room->text, sizeof(room->text), "none");
    return say(room, value);
}

/* As IIS writes it: "404.7". */
static bool get_substatus(const ls_place *place, const ls_record *record,
                          ls_value_room *room, ls_slice *value)
{
    (void)place;
    (void)snprintf(room->text, sizeof(room->text), "%u.%u",
                   (unsigned)record->code, (unsigned)record->substatus);
    return (record->has & LS_HAS(LS_FIELD_SUBSTATUS)) && say(room, value);
}

static bool get_win32_status(const ls_place *place, const ls_record *record,
                             ls_value_room *room, ls_slice *value)
{
    (void)place;
    (void)snprintf(room->text, sizeof(room->text), "%u",
                   (unsigned)record->win32_status);
    return (record->has & LS_HAS(LS_FIELD_WIN32_STATUS)) && say(room, value);
}

static bool get_upstream_status(const ls_place *place, const ls_record *record,
                                ls_value_room *room, ls_slice *value)
{
    (void)place;
    (void)snprintf(room->text, sizeof(room->text), "%d",
                   (int)record->upstream_code);
    return record->upstream_code > 0 && say(room, value);
}

static bool get_class(const ls_place *place, const ls_record *record,
                      ls_value_room *room, ls_slice *value)
{
    (void)place;
    (void)room;
    *value = ls_slice_of(ls_class_label(ls_class_of(record->code)));
    return true;
}

static bool get_file(const ls_place *place, const ls_record *record,
                     ls_value_room *room, ls_slice *value)
{
    (void)record;
    (void)room;
    *value = ls_slice_of(place->file);
    return true;
}

/* The vhost that the log names, or the site that the log is of. */
static bool get_site(const ls_place *place, const ls_record *record,
                     ls_value_room *room, ls_slice *value)
{
    if (get_vhost(place, record, room, value) && value->len &&
        !ls_slice_equal(*value, LS_SLICE("-")))
        return true;
    *value = ls_site_of(ls_slice_of(place->file));
    return value->len != 0;
}

/* --- Of the time. */

static bool get_date(const ls_place *place, const ls_record *record,
                     ls_date *date)
{
    int64_t seconds = record->time / 1000 - (record->time % 1000 < 0);

    if (!(record->has & LS_HAS(LS_FIELD_TIME)))
        return false;
    *date = ls_date_of_seconds(seconds + (int64_t)place->zone * 60);
    return true;
}

static bool get_day(const ls_place *place, const ls_record *record,
                    ls_value_room *room, ls_slice *value)
{
    ls_date d;

    if (!get_date(place, record, &d))
        return false;
    (void)snprintf(room->text, sizeof(room->text), "%04lld-%02d-%02d",
                   (long long)d.year, d.month, d.day);
    return say(room, value);
}

static bool get_hour(const ls_place *place, const ls_record *record,
                     ls_value_room *room, ls_slice *value)
{
    ls_date d;

    if (!get_date(place, record, &d))
        return false;
    (void)snprintf(room->text, sizeof(room->text), "%04lld-%02d-%02d %02d:00",
                   (long long)d.year, d.month, d.day, d.hour);
    return say(room, value);
}

static bool get_minute(const ls_place *place, const ls_record *record,
                       ls_value_room *room, ls_slice *value)
{
    ls_date d;

    if (!get_date(place, record, &d))
        return false;
    (void)snprintf(room->text, sizeof(room->text), "%04lld-%02d-%02d %02d:%02d",
                   (long long)d.year, d.month, d.day, d.hour, d.minute);
    return say(room, value);
}

/* --- Of the client. */

/* The network that providers give to one customer at most: an IPv4 address's
   /24, an IPv6 address's /48. False for what is no address. */
static bool mask(const char *text, ls_value_room *room)
{
    unsigned char bytes[16];
    char shown[INET6_ADDRSTRLEN];
    bool is_4 = inet_pton(AF_INET, text, bytes) == 1;

    if (!is_4 && inet_pton(AF_INET6, text, bytes) != 1)
        return false;
    memset(bytes + (is_4 ? 3 : 6), 0, is_4 ? 1 : 10);
    if (!inet_ntop(is_4 ? AF_INET : AF_INET6, bytes, shown, sizeof(shown)))
        return false;
    (void)snprintf(room->text, sizeof(room->text), "%s/%d", shown,
                   is_4 ? 24 : 48);
    return true;
}

/* A client that is known by another name has that for its network. */
static bool get_network(const ls_place *place, const ls_record *record,
                        ls_value_room *room, ls_slice *value)
{
    char text[INET6_ADDRSTRLEN];

    if (!get_client(place, record, room, value))
        return false;
    if (value->len >= sizeof(text) || memchr(value->ptr, '\0', value->len))
        return true;
    memcpy(text, value->ptr, value->len);
    text[value->len] = '\0';
    return !mask(text, room) || say(room, value);
}

#define OF(field) LS_HAS(LS_FIELD_##field)

static const ls_dimension table[] = {
    { "client", OF(CLIENT), get_client },
    { "network", OF(CLIENT), get_network },
    { "user", OF(USER), get_user },
    { "method", OF(METHOD), get_method },
    { "target", OF(TARGET), get_target },
    { "path", OF(TARGET), get_path },
    { "protocol", OF(PROTOCOL), get_protocol },
    { "status", OF(STATUS), get_status },
    { "class", OF(STATUS), get_class },
    { "substatus", OF(STATUS) | OF(SUBSTATUS), get_substatus },
    { "win32_status", OF(WIN32_STATUS), get_win32_status },
    { "referer", OF(REFERER), get_referer },
    { "agent", OF(AGENT), get_agent },
    { "agent_family", OF(AGENT), get_agent_family },
    { "agent_kind", OF(AGENT), get_agent_kind },
    { "vhost", OF(VHOST), get_vhost },
    { "site", OF(VHOST), get_site },
    { "upstream", OF(UPSTREAM), get_upstream },
    { "upstream_status", OF(UPSTREAM_STATUS), get_upstream_status },
    { "cache", OF(CACHE), get_cache },
    { "flags", OF(FLAGS), get_flags },
    { "forwarded", OF(FORWARDED), get_forwarded },
    { "source", OF(SOURCE), get_source },
    { "day", OF(TIME), get_day },
    { "hour", OF(TIME), get_hour },
    { "minute", OF(TIME), get_minute },
    { "file", 0, get_file },
};

const ls_dimension *ls_dimension_at(size_t index)
{
    return index < sizeof(table) / sizeof(table[0]) ? &table[index] : NULL;
}

const ls_dimension *ls_dimension_find(ls_slice name)
{
    const ls_dimension *dimension;

    for (size_t i = 0; (dimension = ls_dimension_at(i)) != NULL; i++)
        if (ls_slice_is(name, dimension->name))
            return dimension;
    return NULL;
}
