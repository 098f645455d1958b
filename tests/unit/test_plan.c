/* SPDX-License-Identifier: MIT */
/*
 * Plans: a line is matched no further than the wanted fields need, nothing
 * else is set, and formats are tried in a fixed order.
 */

#include "unit/formats.h"

#include "parse/reader.h"

#include <stdio.h>

static const char line[] =
    "192.0.2.7 - joe [10/Oct/2000:13:55:36 -0700] \"GET /a?b HTTP/1.1\" "
    "404.3 2326 \"http://example.org/\" \"curl/8\" \"198.51.100.1\"";

static ls_plans plans_for(const ls_format *format, ls_fields wanted)
{
    ls_plans plans;

    assert_int_equal(ls_plans_init_one(&plans, format, wanted), LS_OK);
    assert_int_equal(plans.count, 1);
    assert_ptr_equal(plans.items[0].format, format);
    return plans;
}

static bool regex_names(const ls_plan *plan, const char *name)
{
    for (size_t i = 1; i < ls_regex_group_count(plan->regex); i++) {
        const char *group = ls_regex_group_name(plan->regex, i);

        if (group && strcmp(group, name) == 0)
            return true;
    }
    return false;
}

static const struct {
    const char *format;
    ls_fields wanted;
    const char *last; /* group of the last tail that is needed; NULL: none */
    const char *left; /* group of the first that is not */
} tails[] = {
    { "main", 0, NULL, "bytes" },
    { "main", LS_HAS(LS_FIELD_STATUS), NULL, "bytes" },
    { "main", LS_HAS(LS_FIELD_CLIENT) | LS_HAS(LS_FIELD_TIME), NULL, "bytes" },
    { "main", LS_HAS(LS_FIELD_TARGET), NULL, "bytes" },
    { "main", LS_HAS(LS_FIELD_BYTES), "bytes", "referer" },
    { "main", LS_HAS(LS_FIELD_REFERER), "agent", "forwarded" },
    { "main", LS_HAS(LS_FIELD_AGENT), "agent", "forwarded" },
    { "main", LS_HAS(LS_FIELD_FORWARDED), "forwarded", NULL },
    { "main", LS_FIELDS_ALL, "forwarded", NULL },
    { "common", LS_FIELDS_ALL, "bytes", NULL },
    { "combinedio", LS_FIELDS_ALL, "agent", NULL },
};

static void plan__matches_no_further_than_it_must(void **state)
{
    ls_formats *formats = all_formats();

    (void)state;
    for (size_t i = 0; i < CASES(tails); i++) {
        ls_plans plans =
            plans_for(format_named(formats, tails[i].format), tails[i].wanted);

        assert_true(regex_names(&plans.items[0], "status"));
        if (tails[i].last)
            assert_true(regex_names(&plans.items[0], tails[i].last));
        if (tails[i].left)
            assert_false(regex_names(&plans.items[0], tails[i].left));
        ls_plans_release(&plans);
    }
    ls_formats_free(formats);
}

/* The last tail of combinedio sets no field, so nobody has to match it. */
static void plan__leaves_out_tails_without_fields(void **state)
{
    ls_formats *formats = all_formats();
    ls_plans with =
        plans_for(format_named(formats, "combinedio"), LS_FIELDS_ALL);
    ls_plans without =
        plans_for(format_named(formats, "combined"), LS_FIELDS_ALL);

    (void)state;
    assert_int_equal(ls_regex_group_count(with.items[0].regex),
                     ls_regex_group_count(without.items[0].regex));
    ls_plans_release(&with);
    ls_plans_release(&without);
    ls_formats_free(formats);
}

/* Method, target and protocol come from one value, the request line. */
static ls_fields with_siblings(ls_fields fields)
{
    const ls_fields request = ls_setter_fields(LS_SLICE("request"));

    fields |= LS_HAS(LS_FIELD_STATUS) | LS_HAS(LS_FIELD_SUBSTATUS);
    return fields & request ? fields | request : fields;
}

static ls_record read_line(const ls_plans *plans)
{
    ls_reader *reader = ls_reader_new(plans, 0, false);
    ls_record record = { 0 };
    ls_line_kind kind;

    assert_non_null(reader);
    assert_int_equal(ls_reader_read(reader, ls_slice_of(line), &record, &kind),
                     LS_OK);
    assert_int_equal(kind, LS_LINE_RECORD);
    ls_reader_free(reader);
    return record;
}

static void plan__sets_wanted_fields_only(void **state)
{
    ls_formats *formats = all_formats();
    const ls_format *format = format_named(formats, "main");
    ls_plans all = plans_for(format, LS_FIELDS_ALL);
    ls_record full = read_line(&all);

    (void)state;
    assert_int_equal(full.code, 404);
    for (int field = 0; field < LS_FIELD_COUNT; field++) {
        ls_fields wanted = LS_HAS(field);
        ls_plans plans = plans_for(format, wanted);
        ls_record record = read_line(&plans);

        assert_int_equal(record.has, full.has & with_siblings(wanted));
        ls_plans_release(&plans);
    }
    ls_plans_release(&all);
    ls_formats_free(formats);
}

static void plan__binds_no_more_groups_than_are_wanted(void **state)
{
    ls_formats *formats = all_formats();
    ls_plans plans =
        plans_for(format_named(formats, "main"), LS_HAS(LS_FIELD_BYTES));
    const ls_plan *plan = &plans.items[0];

    (void)state;
    for (size_t i = 0; i < plan->binding_count; i++) {
        const char *name =
            ls_regex_group_name(plan->regex, plan->bindings[i].group);

        assert_true(strcmp(name, "status") == 0 || strcmp(name, "bytes") == 0);
    }
    assert_non_null(plan->short_cut);
    assert_int_equal(plan->short_cut->binding_count, 2);
    ls_plans_release(&plans);
    ls_formats_free(formats);
}

static void plan__has_a_short_cut_where_steps_can_do_it(void **state)
{
    static const struct {
        const char *format;
        ls_fields wanted;
        bool has;
    } cases[] = {
        { "common", LS_FIELDS_ALL, true },
        { "combined", LS_HAS(LS_FIELD_BYTES), true },
        { "combined", LS_HAS(LS_FIELD_AGENT), true },
        { "squid", 0, false },
        { "main", 0, true },
        { "vhost_common", 0, false }, /* its lead makes `plain` wrong */
    };
    ls_formats *formats = all_formats();

    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        ls_plans plans =
            plans_for(format_named(formats, cases[i].format), cases[i].wanted);

        assert_int_equal(plans.items[0].short_cut != NULL, cases[i].has);
        ls_plans_release(&plans);
    }
    ls_formats_free(formats);
}

/* a, c and d are one family; a and c share a head; e is of another. c
   says the most about a line. */
static const char *const family[] = {
    FORMAT("a", "head x [ ] (?<status> \\d++ )\n"),
    FORMAT("c", "extends a\ntail [ ] (?<agent> .++ )\n"),
    FORMAT("d", "extends a\nlead y?+\n"),
    FORMAT("b", "extends d\n"),
    FORMAT("e", "head x [ ] (?<status> \\d{3}+ )\n"),
    LOOKALIKE("f", "extends a\nlead z?+\n"),
    NULL,
};

static const struct {
    const char *format; /* NULL: unknown */
    const char *order[5];
} orders[] = {
    { "a", { "a", "b", "e" } },      { "b", { "b", "c", "e" } },
    { "c", { "c", "b", "e" } },      { "d", { "d", "c", "e" } },
    { "e", { "e", "c", "b" } },      { NULL, { "c", "b", "e" } },
    { "f", { "f", "c", "b", "e" } },
};

static void plans__are_tried_own_first_then_family_then_others(void **state)
{
    ls_formats *formats = formats_of(family);

    (void)state;
    for (size_t i = 0; i < CASES(orders); i++) {
        const ls_format *format =
            orders[i].format ? format_named(formats, orders[i].format) : NULL;
        ls_found found = { .format = format };
        ls_plans plans;
        size_t count = 0;

        assert_int_equal(ls_plans_init(&plans, formats, &found, LS_FIELDS_ALL),
                         LS_OK);
        for (; orders[i].order[count]; count++) {
            assert_true(count < plans.count);
            assert_string_equal(ls_format_name(plans.items[count].format),
                                orders[i].order[count]);
        }
        assert_int_equal(plans.count, count);
        ls_plans_release(&plans);
        assert_null(plans.items);
    }
    ls_formats_free(formats);
}

static void plans__of_no_formats_are_none(void **state)
{
    const char *const none[] = { NULL };
    ls_formats *formats = formats_of(none);
    ls_plans plans;

    (void)state;
    assert_int_equal(ls_plans_init(&plans, formats, NULL, LS_FIELDS_ALL),
                     LS_OK);
    assert_int_equal(plans.count, 0);
    ls_plans_release(&plans);
    ls_formats_free(formats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plan__matches_no_further_than_it_must),
        cmocka_unit_test(plan__leaves_out_tails_without_fields),
        cmocka_unit_test(plan__sets_wanted_fields_only),
        cmocka_unit_test(plan__binds_no_more_groups_than_are_wanted),
        cmocka_unit_test(plan__has_a_short_cut_where_steps_can_do_it),
        cmocka_unit_test(plans__are_tried_own_first_then_family_then_others),
        cmocka_unit_test(plans__of_no_formats_are_none),
    };

    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
