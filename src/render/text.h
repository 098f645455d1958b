/* SPDX-License-Identifier: MIT */
#ifndef RENDER_TEXT_H
#define RENDER_TEXT_H

#include "render/trend.h"

/* Where text under a row begins. */
#define LS_INDENT 6

/* How wide the counts under a row are at least. */
#define LS_COUNT_WIDTH 6

/* Where text beside a label such as METHOD begins. */
#define LS_LABEL 10

/* Where the columns of the tables stand; the same in all of them. */
typedef struct ls_columns {
    size_t name; /* where names begin, and their width */
    size_t name_width;
    size_t requests; /* where numbers end */
    size_t share;
    size_t picture; /* where bars and trends begin, and their width; 0: none */
    size_t picture_width;
} ls_columns;

/* The text report while it is written. */
typedef struct ls_report {
    ls_page page;
    const ls_summary *summary;
    ls_columns columns;
    ls_trend trend;
    bool strong; /* names in rows are emphasised: text follows each row */
} ls_report;

/* The parts of the report, in their order. */
void ls_report_header(ls_report *report);
void ls_report_classes(ls_report *report);
void ls_report_codes(ls_report *report);
void ls_report_methods(ls_report *report);
void ls_report_latency(ls_report *report);
void ls_report_groups(ls_report *report);
void ls_report_lines(ls_report *report);

/* The table of inputs, of which there is more than one. */
void ls_report_inputs(ls_report *report);

/* For people; borrowed from the input. */
ls_slice ls_report_input_name(const ls_summary_input *input);

/* "100% of lines fit", "98.3% of lines fit" */
ls_word ls_report_fit(const ls_summary_input *input);

/* What to say of an input that has no format. */
const char *ls_report_no_format(const ls_summary_input *input);

/* What is known about a code, under its row or its name. */
void ls_report_detail(ls_report *report, const ls_summary_code *code);
bool ls_report_has_detail(const ls_report *report, const ls_summary_code *code);

/* Its text alone, indented to `left`; nothing for an empty one. */
void ls_page_meaning(ls_page *page, const ls_code *code, size_t left);
void ls_page_check(ls_page *page, const char *check, size_t left);

/* Of what is known who sent the status. */
void ls_report_senders(ls_report *report, const ls_summary_code *code);

/* Of what is known the counts: sub-statuses and paths. */
void ls_report_causes(ls_report *report, const ls_summary_code *code);
bool ls_report_has_causes(const ls_summary_code *code);

/* Who and what is behind an error (text_drill.c), from groups that are shown
   nowhere else. */
void ls_report_drill(ls_report *report, const ls_summary_code *code);

/* Above the rows of a field under an error: "by client". */
void ls_report_drilled(ls_page *page, const char *field);

/* Below such rows: requests that are in none of them, if there are any. */
void ls_report_others(ls_page *page, const ls_summary_code *code,
                      uint64_t requests, const char *what);

/* The heads of the columns that classes and codes share. */
void ls_report_heads(ls_report *report, const char *first, const char *picture);

/*
 * A row up to its share: label, name and numbers. What is left of the name is
 * given back for the lines below.
 */
ls_slice ls_report_row(ls_report *report, ls_class class_, const char *label,
                       const char *name, uint64_t requests);

/* The lines below a row that its name still needs. */
void ls_report_rest(ls_report *report, ls_slice name);

/* How the label of a class is emphasised. */
ls_style ls_style_of(ls_class class_);

#endif
