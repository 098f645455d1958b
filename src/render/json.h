/* SPDX-License-Identifier: MIT */
#ifndef RENDER_JSON_H
#define RENDER_JSON_H

#include "render/json_writer.h"

/* "codes": the array with all that is known of each. */
void ls_json_codes(ls_json *json, const ls_summary *summary);

/* "groups", if anything was grouped by. */
void ls_json_groups(ls_json *json, const ls_summary *summary);

/* "duration", if the log has it. */
void ls_json_duration(ls_json *json, const ls_summary_duration *duration);

/* The same of a row. */
void ls_json_coarse(ls_json *json, const ls_summary_coarse *duration);

/* "duration_timeline", if it is known. */
void ls_json_duration_timeline(ls_json *json, const ls_summary *summary);

/* A time in milliseconds since the epoch, or null for LS_NO_TIME. */
void ls_json_moment(ls_json *json, const char *name, int64_t milliseconds);

#endif
