/* SPDX-License-Identifier: MIT */
#ifndef RENDER_FINDING_H
#define RENDER_FINDING_H

#include "render/json_writer.h"
#include "render/text.h"

#include <logstat/insight.h>

/* A finding in a sentence or two. It holds bytes of the log, as keys have them:
   whoever shows it escapes it as any other. */
typedef struct ls_finding_text {
    char text[1024];
} ls_finding_text;

/* Of the look only the zone matters, which is that of the times in it. */
ls_finding_text ls_finding_say(const ls_finding *finding,
                               const ls_render_options *look);

/* Those of a summary that is compared with a baseline; NULL: with nothing. */
size_t ls_findings_told(const ls_summary *summary, const ls_baseline *baseline,
                        ls_finding findings[LS_FINDINGS]);

/* The list of them in the text report, and in the document. */
void ls_report_findings(ls_report *report);
void ls_json_findings(ls_json *json, const ls_summary *summary,
                      const ls_baseline *baseline);

#endif
