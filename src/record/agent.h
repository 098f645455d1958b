/* SPDX-License-Identifier: MIT */
#ifndef RECORD_AGENT_H
#define RECORD_AGENT_H

#include <logstat/slice.h>

/* What a user agent is, as agents.tsv says. */
typedef struct ls_agent {
    const char *family; /* "Googlebot"; "other" */
    const char *kind;   /* "crawler", "ai", "monitor", "tool", "browser" or
                           "other" */
    const char *token;  /* by which it is known; NULL for "other" */
    const char *sample; /* of a User-Agent; the same */
} ls_agent;

/* The agent of a User-Agent as logged, of which the start is looked at. */
const ls_agent *ls_agent_find(ls_slice text);

/* All of them, "other" the last; NULL behind it. */
const ls_agent *ls_agent_at(size_t index);

#endif
