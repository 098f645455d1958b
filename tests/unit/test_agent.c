/* SPDX-License-Identifier: MIT */
/* Families of user agents: each row of the table by its own sample. */

#include "test.h"

#include "record/agent.h"

static void agent__of_each_row_is_found_by_its_sample(void **state)
{
    static const char *const kinds[] = { "crawler", "ai", "monitor", "tool",
                                         "browser" };
    const ls_agent *agent;
    size_t count = 0;

    (void)state;
    for (; (agent = ls_agent_at(count)) != NULL && agent->token; count++) {
        bool known = false;

        if (ls_agent_find(ls_slice_of(agent->sample)) != agent)
            fail_msg("%s is taken for %s", agent->sample,
                     ls_agent_find(ls_slice_of(agent->sample))->family);
        for (size_t i = 0; i < CASES(kinds); i++)
            known = known || strcmp(kinds[i], agent->kind) == 0;
        if (!known)
            fail_msg("%s: no such kind: %s", agent->family, agent->kind);
    }
    assert_in_range(count, 90, 1000);
    assert_ptr_equal(agent, ls_agent_find(LS_SLICE("")));
    assert_null(ls_agent_at(count + 1));
}

static void demand(ls_slice text, const char *family)
{
    assert_string_equal(ls_agent_find(text)->family, family);
}

static void agent__of_the_first_row_counts(void **state)
{
    (void)state;
    demand(LS_SLICE("curl/8.5.0 GPTBot/1.1"), "GPTBot");
    demand(LS_SLICE("Mozilla/5.0 (Macintosh) Safari/605.1.15"), "Safari");
    demand(LS_SLICE("x Safari/1 Chrome/1"), "Chrome");
}

static void agent__is_found_as_servers_encode_it(void **state)
{
    (void)state;
    demand(LS_SLICE("Mozilla/4.0+(compatible;+MSIE+6.0;+Windows+NT+5.1)"),
           "Internet Explorer");
    demand(LS_SLICE("Mozilla/5.0+(compatible;+Yahoo!+Slurp;+http://y)"),
           "Yahoo! Slurp");
    demand(LS_SLICE("Mozilla/5.0%20(X11)%20Chrome/124.0%20Safari/537.36"),
           "Chrome");
    demand(LS_SLICE("Mozilla/5.0%2520(X11)%2520Firefox/125.0"), "Firefox");
    demand(LS_SLICE("Mozilla%2F5.0+%28X11%29+Firefox%2f125.0"), "Firefox");
    demand(LS_SLICE("curl%"), "other");
    demand(LS_SLICE("%"), "other");
    demand(LS_SLICE("%2"), "other");
    demand(LS_SLICE("% 2%zz%0g%curl/8"), "curl");
    demand(LS_SLICE("curl/8%2"), "curl");
}

static void agent__of_a_crawler_without_a_row_is_known_by_its_page(void **state)
{
    (void)state;
    demand(LS_SLICE("NewBot/1.0 (+https://new.example/bot)"), "other crawlers");
    demand(LS_SLICE("Mozilla/5.0 (compatible; NewBot;+http://new.example) "
                    "Chrome/124.0.0.0 Safari/537.36"),
           "other crawlers");
    demand(LS_SLICE("Scrapy/2.11.1 (+https://scrapy.org)"), "Scrapy");
    demand(LS_SLICE("NewReader/1.0 (http://new.example)"), "other");
}

static void agent__of_another_kind_is_other(void **state)
{
    static char longest[100000];

    (void)state;
    demand(LS_SLICE(""), "other");
    demand(LS_SLICE("-"), "other");
    demand(LS_SLICE("Mozilla/5.0"), "other");
    demand(LS_SLICE("CURL/8.5.0"), "other");
    demand(LS_SLICE("mycurl/8.5.0"), "other");
    demand(LS_SLICE("my+curl/8.5.0"), "curl");
    demand(LS_SLICE("cur"), "other");
    demand(LS_SLICE("\x1b[2J\xff\xfe\0curl"), "other");
    demand(LS_SLICE("\x1b[2J\xff\xfe\0curl/"), "curl");
    memset(longest, 'G', sizeof(longest));
    memcpy(longest + sizeof(longest) - 8, "GPTBot/1", 8);
    demand((ls_slice){ longest, sizeof(longest) }, "other");
    memcpy(longest + 1000, " GPTBot/1", 9);
    demand((ls_slice){ longest, sizeof(longest) }, "GPTBot");
    memset(longest, '%', sizeof(longest));
    demand((ls_slice){ longest, sizeof(longest) }, "other");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agent__of_each_row_is_found_by_its_sample),
        cmocka_unit_test(agent__of_the_first_row_counts),
        cmocka_unit_test(agent__is_found_as_servers_encode_it),
        cmocka_unit_test(
            agent__of_a_crawler_without_a_row_is_known_by_its_page),
        cmocka_unit_test(agent__of_another_kind_is_other),
    };

    return cmocka_run_group_tests_name("agent", tests, NULL, NULL);
}
