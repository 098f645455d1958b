/* SPDX-License-Identifier: MIT */
#ifndef PIPELINE_PROBE_H
#define PIPELINE_PROBE_H

#include "pipeline/reading.h"

/* Looks into a file at single places. */
typedef struct ls_probe ls_probe;

/* What there is at a place. */
typedef struct ls_probed {
    uint64_t offset; /* of the first line from there on that has a time */
    int64_t time;    /* milliseconds since the epoch */
    bool has_time;   /* else there is none for as far as was looked */
    bool has_zone;   /* it does not depend on where the log was written */
} ls_probed;

/* For an input that can be read at any place, which must outlive it. NULL: no
   memory. */
ls_probe *ls_probe_new(ls_reading *reading);
void ls_probe_free(ls_probe *probe);

/* Looks from an offset on, which need not be the start of a line. LS_EIO or
   LS_ENOMEM. */
ls_status ls_probe_at(ls_probe *probe, uint64_t offset,
                      ls_probed *probed) LS_MUST_USE;

/*
 * The last lines before an offset that name the columns and the date of those
 * behind, empty where there are none. Reads back as far as it must, which may
 * be to the start. LS_EIO or LS_ENOMEM.
 */
ls_status ls_probe_headers(ls_probe *probe, uint64_t offset, ls_buf *header,
                           ls_buf *date) LS_MUST_USE;

#endif
