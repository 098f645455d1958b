/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_PAYLOADS_H
#define TESTS_UNIT_PAYLOADS_H

#include "base/buf.h"

#include <logstat/render.h>

/* Texts that mean something in one form of the report or another. */
extern const char *const payloads[];
extern const size_t payload_count;

typedef ls_status renderer(const ls_summary *summary,
                           const ls_render_options *options,
                           const ls_sink *sink);

/* Renders a summary, all of whose texts are this one; the output is the
   caller's. */
ls_buf payload_render(renderer *form, const char *text);

/* The same with as many codes, groups, buckets and so on as there can be. */
ls_buf payload_render_most(renderer *form, const char *text);

#endif
