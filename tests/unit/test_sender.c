/* SPDX-License-Identifier: MIT */
/* Who sent a status, by what the log says of upstreams and in its flags. */

#include "test.h"

#include "record/fields.h"

/* A value that a log has for a field; no name: none. */
struct value {
    const char *name;
    const char *text;
};

static void put(ls_record *record, struct value value)
{
    ls_slice text = ls_slice_of(value.text);
    ls_setter *set;

    if (!value.name)
        return;
    set = ls_setter_find(ls_slice_of(value.name));
    assert_non_null(set);
    assert_true(set(record, &text, 1));
}

static ls_sender sender_of(const char *status, struct value a, struct value b)
{
    ls_record record;

    ls_record_clear(&record);
    put(&record, a);
    put(&record, (struct value){ "status", status });
    put(&record, b);
    return ls_record_sender(&record);
}

/* One value and the sender that it points to. */
struct row {
    const char *status;
    const char *text;
    ls_sender sender;
};

static void assert_rows(const char *name, const struct row *rows, size_t count)
{
    const struct value none = { NULL, NULL };

    for (size_t i = 0; i < count; i++) {
        struct value value = { name, rows[i].text };

        if (sender_of(rows[i].status, value, none) != rows[i].sender ||
            sender_of(rows[i].status, none, value) != rows[i].sender)
            fail_msg("%s %s with status %s", name, rows[i].text,
                     rows[i].status);
    }
}

static void sender__is_the_upstream_if_its_last_status_was_sent(void **state)
{
    static const struct row rows[] = {
        { "200", "200", LS_SENDER_UPSTREAM },
        { "502", "504, 502", LS_SENDER_UPSTREAM },
        { "502", "502 : 502", LS_SENDER_UPSTREAM },
        { "200", "502, 200", LS_SENDER_UPSTREAM },
        { "502", "502, 200", LS_SENDER_SERVER },
        { "499", "200", LS_SENDER_SERVER },
        { "304", "200", LS_SENDER_SERVER },
        { "404", "-", LS_SENDER_SERVER },
        { "404", "", LS_SENDER_SERVER },
        { "200", "200, -", LS_SENDER_UPSTREAM },
        { "0", "-", LS_SENDER_UNKNOWN },
        { "-", "200", LS_SENDER_UNKNOWN },
    };

    (void)state;
    assert_rows("upstream_status", rows, CASES(rows));
}

static void sender__is_not_known_if_the_log_does_not_tell(void **state)
{
    const struct value none = { NULL, NULL };
    const struct value flags = { "flags", "SH--" };

    (void)state;
    assert_int_equal(sender_of("502", none, none), LS_SENDER_UNKNOWN);
    assert_int_equal(sender_of("502", flags, none), LS_SENDER_UNKNOWN);
}

static void sender__follows_the_termination_state_of_haproxy(void **state)
{
    static const struct row rows[] = {
        { "200", "----", LS_SENDER_UPSTREAM },
        { "200", "--", LS_SENDER_UPSTREAM },
        { "302", "--NI", LS_SENDER_UPSTREAM },
        { "200", "--VR", LS_SENDER_UPSTREAM },
        { "200", "CD--", LS_SENDER_UPSTREAM },
        { "200", "cD--", LS_SENDER_UPSTREAM },
        { "200", "SD--", LS_SENDER_UPSTREAM },
        { "200", "sD--", LS_SENDER_UPSTREAM },
        { "200", "CL--", LS_SENDER_UPSTREAM },
        { "400", "CR--", LS_SENDER_SERVER },
        { "408", "cR--", LS_SENDER_SERVER },
        { "403", "PR--", LS_SENDER_SERVER },
        { "500", "PT--", LS_SENDER_SERVER },
        { "502", "PH--", LS_SENDER_SERVER },
        { "502", "SH--", LS_SENDER_SERVER },
        { "504", "sH--", LS_SENDER_SERVER },
        { "503", "sQ--", LS_SENDER_SERVER },
        { "503", "sC--", LS_SENDER_SERVER },
        { "503", "SC", LS_SENDER_SERVER },
        { "500", "RC--", LS_SENDER_SERVER },
        { "302", "LR--", LS_SENDER_SERVER },
        { "200", "LD--", LS_SENDER_SERVER },
        { "-1", "CR--", LS_SENDER_UNKNOWN },
        { "200", "S---", LS_SENDER_UNKNOWN },
        { "200", "-", LS_SENDER_UNKNOWN },
        { "200", "", LS_SENDER_UNKNOWN },
        { "200", "S", LS_SENDER_UNKNOWN },
        { "200", "SH-", LS_SENDER_UNKNOWN },
        { "200", "SH---", LS_SENDER_UNKNOWN },
        { "200", "S?--", LS_SENDER_UNKNOWN },
    };

    (void)state;
    assert_rows("flags_haproxy", rows, CASES(rows));
}

/* In the order of the record's fields: who it was forwarded to, and flags. */
static void sender__follows_the_response_flags_of_envoy(void **state)
{
    static const struct {
        const char *status;
        const char *upstream;
        const char *flags;
        ls_sender sender;
    } rows[] = {
        { "200", "192.0.2.1:80", "-", LS_SENDER_UPSTREAM },
        { "503", "192.0.2.1:80", "-", LS_SENDER_UPSTREAM },
        { "301", "-", "-", LS_SENDER_UNKNOWN },
        { "503", "192.0.2.1:80", "UF", LS_SENDER_SERVER },
        { "503", "192.0.2.1:80", "UF,URX", LS_SENDER_SERVER },
        { "503", "192.0.2.1:80", "URX,UF", LS_SENDER_SERVER },
        { "503", "-", "UH", LS_SENDER_SERVER },
        { "503", "-", "UO", LS_SENDER_SERVER },
        { "404", "-", "NR", LS_SENDER_SERVER },
        { "504", "192.0.2.1:80", "UT", LS_SENDER_SERVER },
        { "502", "192.0.2.1:80", "UPE", LS_SENDER_SERVER },
        { "503", "192.0.2.1:80", "LR", LS_SENDER_SERVER },
        { "429", "-", "RL", LS_SENDER_SERVER },
        { "403", "-", "UAEX", LS_SENDER_SERVER },
        { "503", "-", "NoHealthyUpstream", LS_SENDER_SERVER },
        { "503", "192.0.2.1:80", "URX", LS_SENDER_UPSTREAM },
        { "200", "192.0.2.1:80", "DC", LS_SENDER_UPSTREAM },
        { "500", "192.0.2.1:80", "DI, DC", LS_SENDER_UPSTREAM },
        { "200", "192.0.2.1:80", "UC", LS_SENDER_UPSTREAM },
        { "404", "192.0.2.1:80", "DelayInjected", LS_SENDER_UPSTREAM },
        { "0", "192.0.2.1:80", "DC", LS_SENDER_UNKNOWN },
    };

    (void)state;
    for (size_t i = 0; i < CASES(rows); i++) {
        struct value upstream = { "upstream", rows[i].upstream };
        struct value flags = { "flags_envoy", rows[i].flags };

        if (sender_of(rows[i].status, upstream, flags) != rows[i].sender ||
            sender_of(rows[i].status, flags, upstream) != rows[i].sender)
            fail_msg("%s with status %s", rows[i].flags, rows[i].status);
    }
}

static void sender__of_flags_that_say_nothing_is_that_of_the_status(
    void **state)
{
    (void)state;
    assert_int_equal(sender_of("200", (struct value){ "flags_envoy", "-" },
                               (struct value){ "upstream_status", "200" }),
                     LS_SENDER_UPSTREAM);
    assert_int_equal(sender_of("502", (struct value){ "flags_haproxy", "SH--" },
                               (struct value){ "upstream_status", "502" }),
                     LS_SENDER_SERVER);
}

/* A record that is used again does not keep what the last line said. */
static void sender__is_forgotten_with_the_record(void **state)
{
    ls_record record;

    (void)state;
    ls_record_clear(&record);
    put(&record, (struct value){ "flags_envoy", "UF" });
    put(&record, (struct value){ "upstream_status", "502" });
    ls_record_clear(&record);
    put(&record, (struct value){ "status", "502" });
    assert_int_equal(ls_record_sender(&record), LS_SENDER_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sender__is_the_upstream_if_its_last_status_was_sent),
        cmocka_unit_test(sender__is_not_known_if_the_log_does_not_tell),
        cmocka_unit_test(sender__follows_the_termination_state_of_haproxy),
        cmocka_unit_test(sender__follows_the_response_flags_of_envoy),
        cmocka_unit_test(
            sender__of_flags_that_say_nothing_is_that_of_the_status),
        cmocka_unit_test(sender__is_forgotten_with_the_record),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
