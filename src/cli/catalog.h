/* SPDX-License-Identifier: MIT */
#ifndef CLI_CATALOG_H
#define CLI_CATALOG_H

#include "cli/exit.h"
#include "cli/notes.h"
#include "cli/options.h"
#include "cli/output.h"

#include <logstat/format.h>

/*
 * The formats that the program knows: those compiled in, those in the user's
 * configuration folder, those of --patterns. If that fails it has been told.
 */
ls_exit ls_catalog_load(const ls_options *options, ls_notes *notes,
                        ls_formats **formats);

/* --format: NULL, and no error, if the user named none. */
ls_exit ls_catalog_choose(const ls_formats *formats, const char *name,
                          ls_notes *notes, const ls_format **format);

/* --list-formats. */
void ls_catalog_list(const ls_formats *formats, ls_output *output);

/* --show-format. */
ls_exit ls_catalog_show(const ls_formats *formats, const char *name,
                        ls_notes *notes, ls_output *output);

#endif
