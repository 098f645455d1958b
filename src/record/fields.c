/* SPDX-License-Identifier: MIT */
/*
 * The field table: one row a field, with its name and how a value of the log
 * gets into a record. Nobody else knows all fields.
 */

#include "record/fields.h"

#include "base/hint.h"
#include "base/word.h"
#include "record/duration.h"
#include "record/request.h"

static bool is_absent(ls_slice value)
{
    return value.len == 0 || (value.len == 1 && value.ptr[0] == '-');
}

static bool set_text(ls_record *record, ls_field field, ls_slice value)
{
    if (is_absent(value))
        return true;
    record->text[field] = value;
    record->has |= LS_HAS(field);
    return true;
}

/* A setter for each field that is text as it stands. */
#define TEXT_SETTER(name, field)                                               \
    static bool name(ls_record *record, ls_slice value)                        \
    {                                                                          \
        return set_text(record, field, value);                                 \
    }
TEXT_SETTER(set_user, LS_FIELD_USER)
TEXT_SETTER(set_target, LS_FIELD_TARGET)
TEXT_SETTER(set_protocol, LS_FIELD_PROTOCOL)
TEXT_SETTER(set_referer, LS_FIELD_REFERER)
TEXT_SETTER(set_agent, LS_FIELD_AGENT)
TEXT_SETTER(set_vhost, LS_FIELD_VHOST)
TEXT_SETTER(set_upstream, LS_FIELD_UPSTREAM)
TEXT_SETTER(set_cache, LS_FIELD_CACHE)
TEXT_SETTER(set_flags, LS_FIELD_FLAGS)
TEXT_SETTER(set_forwarded, LS_FIELD_FORWARDED)
TEXT_SETTER(set_source, LS_FIELD_SOURCE)

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The length of ":443" at the end of `value`, or 0. */
static size_t port_len(ls_slice value)
{
    size_t digits = 0;

    while (digits < value.len && is_digit(value.ptr[value.len - 1 - digits]))
        digits++;
    if (digits == 0 || digits > 5 || digits == value.len ||
        value.ptr[value.len - 1 - digits] != ':')
        return 0;
    return digits + 1;
}

/* Whether there is a colon; a call of memchr would cost more. */
static bool has_colon(ls_slice value)
{
    const size_t word = sizeof(uint64_t);

    if (LS_SELDOM(value.len < word || value.len > 2 * word))
        return value.len && memchr(value.ptr, ':', value.len);
    return ls_word_holds(ls_word(value.ptr), ':') ||
           ls_word_holds(ls_word(value.ptr + value.len - word), ':');
}

/* An address without the port and the brackets that may be around it. */
LS_APART static bool set_odd_client(ls_record *record, ls_slice value)
{
    ls_slice host = ls_slice_head(value, value.len - port_len(value));
    if (host.len > 2 && host.ptr[0] == '[' && host.ptr[host.len - 1] == ']')
        value = (ls_slice){ host.ptr + 1, host.len - 2 };
    else if (!has_colon(host))
        value = host; /* an IPv6 address without brackets has no port */
    return set_text(record, LS_FIELD_CLIENT, value);
}

static bool set_client(ls_record *record, ls_slice value)
{
    if (value.len < 2 || value.ptr[0] == '[' || has_colon(value))
        return set_odd_client(record, value);
    record->text[LS_FIELD_CLIENT] = value; /* as most are */
    record->has |= LS_HAS(LS_FIELD_CLIENT);
    return true;
}

static bool set_flags_haproxy(ls_record *record, ls_slice value)
{
    record->flags = LS_FLAGS_HAPROXY;
    return set_flags(record, value);
}

static bool set_flags_envoy(ls_record *record, ls_slice value)
{
    record->flags = LS_FLAGS_ENVOY;
    return set_flags(record, value);
}

static bool set_u32(ls_slice value, uint32_t *number)
{
    uint64_t wide;

    if (!ls_slice_to_u64(value, &wide) || wide > UINT32_MAX)
        return false;
    *number = (uint32_t)wide;
    return true;
}

/* IIS goes up to four digits; more would let a log fill the tables. */
static bool set_substatus(ls_record *record, ls_slice value)
{
    if (value.len == 1 && is_digit(value.ptr[0])) /* as most are */
        record->substatus = (uint32_t)(value.ptr[0] - '0');
    else if (is_absent(value))
        return true;
    else if (value.len > 4 || !set_u32(value, &record->substatus))
        return false;
    record->has |= LS_HAS(LS_FIELD_SUBSTATUS);
    return true;
}

static bool set_win32_status(ls_record *record, ls_slice value)
{
    if (is_absent(value))
        return true;
    if (!set_u32(value, &record->win32_status))
        return false;
    record->has |= LS_HAS(LS_FIELD_WIN32_STATUS);
    return true;
}

/* Three digits, as nearly all are: its number, or 0. */
static unsigned three_digits(ls_slice value)
{
    unsigned a;
    unsigned b;
    unsigned c;

    if (value.len != 3)
        return 0;
    a = (unsigned)(value.ptr[0] - '0');
    b = (unsigned)(value.ptr[1] - '0');
    c = (unsigned)(value.ptr[2] - '0');
    return a > 9 || b > 9 || c > 9 ? 0 : a * 100 + b * 10 + c;
}

/* One to three digits; the many ways to say "none" are code 0. */
static bool read_code(ls_slice value, uint16_t *code)
{
    uint64_t number = 0;

    if (is_absent(value) || ls_slice_equal(value, LS_SLICE("-1"))) {
        *code = 0;
        return true;
    }
    if (value.len > 3 || !ls_slice_to_u64(value, &number))
        return false;
    *code = (uint16_t)number;
    return true;
}

/* A status that is not just three digits. */
LS_APART static bool set_odd_status(ls_record *record, ls_slice value)
{
    ls_slice head = value;
    bool has_more = ls_slice_cut(&value, '.', &head);
    uint16_t code;

    if (!read_code(head, &code) || (has_more && !set_substatus(record, value)))
        return false;
    record->code = code;
    record->has |= LS_HAS(LS_FIELD_STATUS);
    return true;
}

static bool set_status(ls_record *record, ls_slice value)
{
    unsigned code = three_digits(value);

    if (code == 0)
        return set_odd_status(record, value);
    record->code = (uint16_t)code;
    record->has |= LS_HAS(LS_FIELD_STATUS);
    return true;
}

LS_FLAT static bool set_bytes(ls_record *record, ls_slice value)
{
    if (!ls_slice_to_u64(value, &record->bytes))
        return is_absent(value);
    record->has |= LS_HAS(LS_FIELD_BYTES);
    return true;
}

static bool set_method(ls_record *record, ls_slice value)
{
    uint16_t method;

    if (is_absent(value))
        return true;
    method = ls_method_find_name(value);
    if (method == LS_METHOD_OTHER && !ls_is_token(value))
        return false;
    record->method = method;
    record->text[LS_FIELD_METHOD] = value;
    record->has |= LS_HAS(LS_FIELD_METHOD);
    return true;
}

/* The last number of a list such as "502, 200" or "502 : 200"; 0: none. */
static uint16_t last_code(ls_slice list)
{
    size_t end = list.len;
    size_t start;
    uint16_t code = 0;

    while (end && !is_digit(list.ptr[end - 1]))
        end--;
    start = end;
    while (start && is_digit(list.ptr[start - 1]))
        start--;
    list = (ls_slice){ list.ptr + start, end - start };
    return list.len && read_code(list, &code) ? code : 0;
}

static bool set_upstream_status(ls_record *record, ls_slice value)
{
    record->upstream_code = last_code(value);
    return set_text(record, LS_FIELD_UPSTREAM_STATUS, value);
}

LS_INLINE bool set_scaled(ls_record *record, ls_slice value,
                          uint64_t nanoseconds)
{
    if (is_absent(value))
        return true;
    if (!ls_duration_read(value, nanoseconds, &record->duration))
        return false;
    record->has |= LS_HAS(LS_FIELD_DURATION);
    return true;
}

static bool set_duration(ls_record *record, ls_slice value)
{
    return set_scaled(record, value, 1000000000);
}

static bool set_duration_ms(ls_record *record, ls_slice value)
{
    return set_scaled(record, value, 1000000);
}

/* Seconds have a point, as W3C's drafts have them; IIS writes milliseconds. */
static bool set_duration_dotted(ls_record *record, ls_slice value)
{
    uint64_t whole;
    bool dotted = value.len && !ls_slice_to_u64(value, &whole) &&
                  memchr(value.ptr, '.', value.len);

    return dotted ? set_duration(record, value)
                  : set_duration_ms(record, value);
}

static bool set_duration_us(ls_record *record, ls_slice value)
{
    return set_scaled(record, value, 1000);
}

static bool set_duration_ns(ls_record *record, ls_slice value)
{
    return set_scaled(record, value, 1);
}

/* One of several times that follow one another; they add up. */
static bool add_duration(ls_record *record, ls_slice value)
{
    uint64_t before =
        record->has & LS_HAS(LS_FIELD_DURATION) ? record->duration : 0;

    if (!set_duration(record, value))
        return false;
    record->duration += before;
    return true;
}

/*
 * The names of values: the fields in the order of ls_field, but for the time,
 * and then other ways to write one; LS_FIELD_COUNT is no field of its own.
 */
#define VALUES(VALUE)                                                          \
    VALUE(client, set_client, LS_FIELD_CLIENT)                                 \
    VALUE(user, set_user, LS_FIELD_USER)                                       \
    VALUE(method, set_method, LS_FIELD_METHOD)                                 \
    VALUE(target, set_target, LS_FIELD_TARGET)                                 \
    VALUE(protocol, set_protocol, LS_FIELD_PROTOCOL)                           \
    VALUE(status, set_status, LS_FIELD_STATUS)                                 \
    VALUE(substatus, set_substatus, LS_FIELD_SUBSTATUS)                        \
    VALUE(win32_status, set_win32_status, LS_FIELD_WIN32_STATUS)               \
    VALUE(bytes, set_bytes, LS_FIELD_BYTES)                                    \
    VALUE(referer, set_referer, LS_FIELD_REFERER)                              \
    VALUE(agent, set_agent, LS_FIELD_AGENT)                                    \
    VALUE(vhost, set_vhost, LS_FIELD_VHOST)                                    \
    VALUE(duration, set_duration, LS_FIELD_DURATION)                           \
    VALUE(upstream, set_upstream, LS_FIELD_UPSTREAM)                           \
    VALUE(upstream_status, set_upstream_status, LS_FIELD_UPSTREAM_STATUS)      \
    VALUE(cache, set_cache, LS_FIELD_CACHE)                                    \
    VALUE(flags, set_flags, LS_FIELD_FLAGS)                                    \
    VALUE(forwarded, set_forwarded, LS_FIELD_FORWARDED)                        \
    VALUE(source, set_source, LS_FIELD_SOURCE)                                 \
    VALUE(request, ls_request_set, LS_FIELD_COUNT)                             \
    VALUE(duration_ms, set_duration_ms, LS_FIELD_DURATION)                     \
    VALUE(duration_dotted, set_duration_dotted, LS_FIELD_DURATION)             \
    VALUE(duration_us, set_duration_us, LS_FIELD_DURATION)                     \
    VALUE(duration_ns, set_duration_ns, LS_FIELD_DURATION)                     \
    VALUE(duration_part, add_duration, LS_FIELD_DURATION)                      \
    VALUE(flags_haproxy, set_flags_haproxy, LS_FIELD_FLAGS)                    \
    VALUE(flags_envoy, set_flags_envoy, LS_FIELD_FLAGS)

/* Makes setters of many records of those of one. */
#define SETTER(name, set, field)                                               \
    static bool name##_setter(ls_record *records, const ls_slice *values,      \
                              size_t count)                                    \
    {                                                                          \
        bool all = true;                                                       \
                                                                               \
        for (size_t i = 0; i < count; i++)                                     \
            all &= set(&records[i], values[i]);                                \
        return all;                                                            \
    }
VALUES(SETTER)

#define ROW(name, set, field) { #name, name##_setter, field },
static const struct row {
    const char *name;
    ls_setter *set;
    ls_field field;
} rows[] = { { "time", NULL, LS_FIELD_TIME }, VALUES(ROW) };

static const struct row *find_row(ls_slice name)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (ls_slice_is(name, rows[i].name))
            return &rows[i];
    return NULL;
}

ls_setter *ls_setter_find(ls_slice name)
{
    const struct row *row = find_row(name);

    return row ? row->set : NULL;
}

ls_fields ls_setter_fields(ls_slice name)
{
    const struct row *row = find_row(name);

    if (!row)
        return 0;
    if (row->field == LS_FIELD_COUNT)
        return LS_HAS(LS_FIELD_METHOD) | LS_HAS(LS_FIELD_TARGET) |
               LS_HAS(LS_FIELD_PROTOCOL);
    return LS_HAS(row->field);
}

const char *ls_field_name(ls_field field)
{
    return rows[field].name;
}

ls_field ls_field_find(ls_slice name)
{
    const struct row *row = find_row(name);

    /* "duration_ms" is how a format writes a field, not the field's name. */
    return row && row < rows + LS_FIELD_COUNT ? row->field : LS_FIELD_COUNT;
}
