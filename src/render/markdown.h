/* SPDX-License-Identifier: MIT */
#ifndef RENDER_MARKDOWN_H
#define RENDER_MARKDOWN_H

#include "render/markup.h"
#include "render/word.h"

#include <logstat/render.h>

/* The Markdown report while it is written. */
typedef struct ls_markdown {
    ls_writer out;
    const ls_summary *summary;
    ls_render_options look;
} ls_markdown;

/* Markup of our own, a count, bytes of a log, and a share of all requests. */
void ls_markdown_put(ls_markdown *md, const char *markup);
void ls_markdown_count(ls_markdown *md, uint64_t count);
void ls_markdown_data(ls_markdown *md, ls_slice bytes);
void ls_markdown_share(ls_markdown *md, uint64_t part);

/* The codes with what is known of each error (markdown_codes.c). */
void ls_markdown_codes(ls_markdown *md);

/* What has changed since the baseline (markdown_tables.c). LS_ENOMEM. */
ls_status ls_markdown_changes(ls_markdown *md) LS_MUST_USE;

/* Methods, latency and the tables of --by (markdown_tables.c). */
void ls_markdown_tables(ls_markdown *md);

#endif
