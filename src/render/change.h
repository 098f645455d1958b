/* SPDX-License-Identifier: MIT */
#ifndef RENDER_CHANGE_H
#define RENDER_CHANGE_H

#include "render/json_writer.h"
#include "render/text.h"

#include <logstat/insight.h>

/* "new", "gone", "43.8 times as high", "a third" ... */
ls_word ls_change_word(const ls_change *change);

/* "502 Bad Gateway", "5xx Server error" */
ls_word ls_change_name(const ls_change *change);

/* What has changed since the baseline; nothing if there is none. LS_ENOMEM. */
ls_status ls_report_changes(ls_report *report) LS_MUST_USE;
ls_status ls_json_changes(ls_json *json, const ls_summary *now,
                          const ls_baseline *before) LS_MUST_USE;

#endif
