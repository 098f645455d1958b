/* SPDX-License-Identifier: MIT */
#ifndef PARSE_PROBE_H
#define PARSE_PROBE_H

#include "parse/format.h"

/*
 * Makes a format for JSON objects whose keys no pattern file spells, from some
 * lines and what `base` knows about keys. `*made` is NULL if the lines have no
 * key for a status, or none for a request; its title names those that were
 * taken. It is the arena's, and borrows from `base`. LS_ENOMEM.
 */
ls_status ls_probe_json(const ls_format *base, ls_arena *arena,
                        const ls_slice *lines, size_t count,
                        ls_format **made) LS_MUST_USE;

#endif
