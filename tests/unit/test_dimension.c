/* SPDX-License-Identifier: MIT */
/* What a record's agent and its site are, and when it has none. */

#include "test.h"

#include "tally/dimension.h"

/* The value, or "(none)". */
static ls_slice value_of(const char *dimension, const char *file,
                         const ls_record *record)
{
    static ls_value_room room;
    const ls_place place = { .file = file };
    const ls_dimension *found = ls_dimension_find(ls_slice_of(dimension));
    ls_slice value = LS_SLICE("");

    assert_non_null(found);
    return found->value(&place, record, &room, &value) ? value
                                                       : LS_SLICE("(none)");
}

static ls_record make_record(ls_field field, const char *text)
{
    ls_record record = { .has = text ? LS_HAS(field) : 0 };

    record.text[field] = text ? ls_slice_of(text) : (ls_slice){ NULL, 0 };
    return record;
}

static const struct {
    const char *agent; /* NULL: the log does not tell */
    const char *family;
    const char *kind;
} agents[] = {
    { "curl/8.5.0", "curl", "tool" },
    { "Mozilla/5.0 (compatible; Googlebot/2.1; "
      "+http://www.google.com/bot.html)",
      "Googlebot", "crawler" },
    { "GPTBot/1.1", "GPTBot", "ai" },
    { "kube-probe/1.29", "Kubernetes probe", "monitor" },
    { "x", "other", "other" },
    { "--", "other", "other" },
    { "-", "(none)", "(none)" },
    { "", "(none)", "(none)" },
    { NULL, "(none)", "(none)" },
};

static void dimension__of_agents_has_a_family_and_a_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(agents); i++) {
        ls_record record = make_record(LS_FIELD_AGENT, agents[i].agent);

        assert_slice_equal(value_of("agent_family", "", &record),
                           agents[i].family);
        assert_slice_equal(value_of("agent_kind", "", &record), agents[i].kind);
    }
}

static const struct {
    const char *vhost; /* NULL: the log does not tell */
    const char *file;
    const char *site;
} sites[] = {
    { "www.example.org", "domlogs/example.com", "www.example.org" },
    { "localhost", "access.log", "localhost" },
    { "-", "domlogs/example.com", "example.com" },
    { "", "domlogs/example.com", "example.com" },
    { NULL, "domlogs/example.com", "example.com" },
    { NULL, "access.log", "(none)" },
    { "-", "-", "(none)" },
};

static void dimension__of_sites_is_the_vhost_or_of_the_path(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(sites); i++) {
        ls_record record = make_record(LS_FIELD_VHOST, sites[i].vhost);

        assert_slice_equal(value_of("site", sites[i].file, &record),
                           sites[i].site);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dimension__of_agents_has_a_family_and_a_kind),
        cmocka_unit_test(dimension__of_sites_is_the_vhost_or_of_the_path),
    };

    return cmocka_run_group_tests_name("dimension", tests, NULL, NULL);
}
