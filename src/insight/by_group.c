/* SPDX-License-Identifier: MIT */
/*
 * What stands out in the tables of --by, where somebody asked for them: a site
 * that fails, a client that is refused.
 */

#include "insight/finding_list.h"

static const ls_summary_group *find_group(const ls_summary *summary,
                                          const char *by)
{
    for (size_t i = 0; i < summary->group_count; i++)
        if (strcmp(summary->groups[i].by, by) == 0)
            return &summary->groups[i];
    return NULL;
}

/* The row that fails far more often than all others together. */
static void find_site(ls_finding_list *list, const char *by)
{
    const ls_summary *summary = list->summary;
    const ls_summary_group *group = find_group(summary, by);
    uint64_t failed = summary->classes[LS_CLASS_5XX].requests;
    const ls_summary_row *worst = NULL;
    uint64_t others;
    ls_finding *finding;

    for (size_t i = 0; group && i < group->row_count; i++) {
        const ls_summary_row *row = &group->rows[i];

        if (!worst || row->classes[LS_CLASS_5XX] > worst->classes[LS_CLASS_5XX])
            worst = row;
    }
    if (!worst || !ls_is_much(worst->classes[LS_CLASS_5XX],
                              worst->requests - worst->over, 20, 2))
        return;
    failed -= worst->classes[LS_CLASS_5XX];
    others = summary->lines.counted - worst->requests;
    if (others < 50 || (double)worst->classes[LS_CLASS_5XX] * (double)others <
                           5 * (double)(failed + 1) * (double)worst->requests)
        return;
    finding = ls_finding_add(list, LS_RULE_SITE);
    if (!finding)
        return;
    finding->requests = worst->classes[LS_CLASS_5XX];
    finding->of = worst->requests - worst->over;
    finding->rest = failed;
    finding->of_rest = summary->lines.counted - finding->of;
    finding->subject = worst->values[0];
}

void ls_find_site(ls_finding_list *list)
{
    find_site(list, "vhost");
    find_site(list, "file");
}

static bool is_refusal(ls_slice status)
{
    return ls_slice_equal(status, LS_SLICE("401")) ||
           ls_slice_equal(status, LS_SLICE("403")) ||
           ls_slice_equal(status, LS_SLICE("404"));
}

/* One row's client over all refused codes. */
static uint64_t refusals_of(const ls_summary_group *group, ls_slice client)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < group->row_count; i++)
        if (ls_slice_equal(group->rows[i].values[0], client) &&
            is_refusal(group->rows[i].values[1]))
            sum += group->rows[i].requests - group->rows[i].over;
    return sum;
}

static bool find_client_in(ls_finding_list *list, const char *by)
{
    const ls_summary *summary = list->summary;
    const ls_summary_group *group = find_group(summary, by);
    uint64_t all = ls_finding_requests(summary, 401) +
                   ls_finding_requests(summary, 403) +
                   ls_finding_requests(summary, 404);
    uint64_t most = 0;
    ls_slice client = { NULL, 0 };
    ls_finding *finding;

    for (size_t i = 0; group && i < group->row_count; i++) {
        uint64_t here = is_refusal(group->rows[i].values[1])
                            ? refusals_of(group, group->rows[i].values[0])
                            : 0;

        if (here > most) {
            most = here;
            client = group->rows[i].values[0];
        }
    }
    if (!ls_is_much(most, all, 50, 50))
        return false;
    finding = ls_finding_add(list, LS_RULE_CLIENT);
    if (finding) {
        finding->subject = client;
        finding->requests = most;
        finding->of = all;
    }
    return true;
}

void ls_find_client(ls_finding_list *list)
{
    if (!find_client_in(list, "client,status"))
        (void)find_client_in(list, "network,status");
}
