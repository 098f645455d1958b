/* SPDX-License-Identifier: MIT */
#ifndef CLI_REPORTS_H
#define CLI_REPORTS_H

#include "cli/exit.h"
#include "cli/notes.h"
#include "cli/options.h"

#include <logstat/render.h>

/* Writes the report on standard output in the form that the options ask for. */
ls_status ls_report_write(const ls_options *options, const ls_summary *summary,
                          const ls_render_options *how, const ls_sink *sink);

/*
 * Whether the forms asked for can be written; what is wrong has been told.
 * Reads nothing, so that it can come before all else.
 */
ls_exit ls_reports_check(const ls_options *options, ls_notes *notes);

/* Writes the files of --output; what went wrong has been told. */
ls_exit ls_reports_save(const ls_options *options, const ls_summary *summary,
                        const ls_render_options *how, ls_notes *notes);

#endif
