/* SPDX-License-Identifier: MIT */
/*
 * What stands out in the tables of --by, where somebody asked for them: a site
 * that fails, a client that is refused.
 */

#include "insight/finding_list.h"

#include <stdio.h>

static const ls_summary_group *find_group(const ls_summary *summary,
                                          const char *by)
{
    for (size_t i = 0; i < summary->group_count; i++)
        if (strcmp(summary->groups[i].by, by) == 0)
            return &summary->groups[i];
    return NULL;
}

/* The value that half of a code's requests have, or more, by a table of errors
   by status and one field; empty: there is none. */
static ls_slice most_of_code(const ls_finding_list *list, const char *by,
                             const ls_summary_code *code, uint64_t *part)
{
    const ls_summary_group *group = find_group(list->summary, by);
    char status[16] = "none";

    if (code->code)
        (void)snprintf(status, sizeof(status), "%03u", code->code);
    for (size_t i = 0; group && i < group->row_count; i++) {
        const ls_summary_row *row = &group->rows[i];

        *part = row->requests - row->over;
        if (ls_slice_is(row->values[0], status) &&
            ls_is_much(*part, code->requests, 2, 50))
            return row->values[1];
    }
    return (ls_slice){ "", 0 };
}

void ls_finding_name_rows(const ls_finding_list *list, ls_finding *finding,
                          const ls_summary_code *code)
{
    finding->client =
        most_of_code(list, "errors:status,client", code, &finding->client_part);
    finding->vhost =
        most_of_code(list, "errors:status,vhost", code, &finding->vhost_part);
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
    /* Where lines name the vhost, both tables say the same. */
    find_site(list, find_group(list->summary, "site") ? "site" : "vhost");
    find_site(list, "file");
}

static bool is_refusal(ls_slice status)
{
    return ls_slice_equal(status, LS_SLICE("401")) ||
           ls_slice_equal(status, LS_SLICE("403")) ||
           ls_slice_equal(status, LS_SLICE("404"));
}

/* Where a group has clients, and by what they are named. */
struct columns {
    const ls_summary_group *group;
    size_t status;
    size_t client;
};

/* One row's client over all refused codes. */
static uint64_t refusals_of(const struct columns *columns, ls_slice client)
{
    const ls_summary_group *group = columns->group;
    uint64_t sum = 0;

    for (size_t i = 0; i < group->row_count; i++)
        if (ls_slice_equal(group->rows[i].values[columns->client], client) &&
            is_refusal(group->rows[i].values[columns->status]))
            sum += group->rows[i].requests - group->rows[i].over;
    return sum;
}

/* The client that is refused most often, and how often. */
static uint64_t most_refused(const struct columns *columns, ls_slice *client)
{
    const ls_summary_group *group = columns->group;
    uint64_t most = 0;

    for (size_t i = 0; i < group->row_count; i++) {
        const ls_slice *values = group->rows[i].values;
        uint64_t here;

        if (!is_refusal(values[columns->status]))
            continue;
        here = refusals_of(columns, values[columns->client]);
        if (here > most) {
            most = here;
            *client = values[columns->client];
        }
    }
    return most;
}

void ls_find_client(ls_finding_list *list)
{
    static const struct {
        const char *by;
        size_t status;
        size_t client;
    } tables[] = {
        { "errors:status,client", 0, 1 },
        { "client,status", 1, 0 },
        { "network,status", 1, 0 },
    };
    const ls_summary *summary = list->summary;
    uint64_t all = ls_finding_requests(summary, 401) +
                   ls_finding_requests(summary, 403) +
                   ls_finding_requests(summary, 404);

    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        const struct columns columns = { find_group(summary, tables[i].by),
                                         tables[i].status, tables[i].client };
        ls_slice client = { NULL, 0 };
        uint64_t most = columns.group ? most_refused(&columns, &client) : 0;
        ls_finding *finding;

        if (!ls_is_much(most, all, 50, 50))
            continue;
        finding = ls_finding_add(list, LS_RULE_CLIENT);
        if (!finding)
            return;
        finding->subject = client;
        finding->requests = most;
        finding->of = all;
        return;
    }
}

/* Whose redirects are most, and whether another client has some. */
static const ls_summary_row *most_redirected(const ls_summary_group *group,
                                             bool *has_others)
{
    const ls_summary_row *most = NULL;

    *has_others = false;
    for (size_t i = 0; i < group->row_count; i++) {
        const ls_summary_row *row = &group->rows[i];

        if (i && !ls_slice_equal(row->values[0], group->rows[0].values[0]))
            *has_others = true;
        if (!most || row->requests - row->over > most->requests - most->over)
            most = row;
    }
    return most;
}

/*
 * Behind a proxy that does not say for whom it asks there is one client, which
 * is redirected as often as all are; so there must be others.
 */
void ls_find_loop(ls_finding_list *list)
{
    const ls_summary_group *group =
        find_group(list->summary, "redirects:client,path");
    const ls_summary_row *most;
    bool has_others;
    uint64_t sure;
    uint64_t rest;
    ls_finding *finding;

    if (!group || group->row_count == 0)
        return;
    most = most_redirected(group, &has_others);
    sure = most->requests - most->over;
    rest = group->requests - sure;
    if (!has_others || !ls_is_much(sure, group->requests, 20, 10) ||
        (double)sure * (double)(group->row_count - 1) < 10 * (double)rest)
        return;
    finding = ls_finding_add(list, LS_RULE_LOOP);
    if (!finding)
        return;
    finding->subject = most->values[0];
    finding->path = most->values[1];
    finding->requests = sure;
    finding->of = group->requests;
}
