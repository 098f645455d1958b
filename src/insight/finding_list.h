/* SPDX-License-Identifier: MIT */
#ifndef INSIGHT_FINDING_LIST_H
#define INSIGHT_FINDING_LIST_H

#include <logstat/insight.h>

/* Findings while they are looked for. */
typedef struct ls_finding_list {
    const ls_summary *summary;
    const ls_summary *baseline; /* NULL: none */
    ls_finding *items;          /* LS_FINDINGS of them */
    size_t count;
} ls_finding_list;

/* One more, with nothing in it but its rule; NULL: there are too many. */
ls_finding *ls_finding_add(ls_finding_list *list, ls_rule rule);

/* At least `least` of them, and so many percent of the whole. */
bool ls_is_much(uint64_t part, uint64_t whole, uint64_t least, double percent);

/* A code of the summary, or NULL; and its requests, or 0. */
const ls_summary_code *ls_finding_code(const ls_summary *summary,
                                       unsigned code);
uint64_t ls_finding_requests(const ls_summary *summary, unsigned code);

/* Whose the requests of a code are and of which site, if most are of one and
   there are tables of these (by_group.c). */
void ls_finding_name_rows(const ls_finding_list *list, ls_finding *finding,
                          const ls_summary_code *code);

/* The rules of groups (by_group.c). */
void ls_find_site(ls_finding_list *list);
void ls_find_client(ls_finding_list *list);
void ls_find_loop(ls_finding_list *list);

#endif
