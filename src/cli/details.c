/* SPDX-License-Identifier: MIT */
/*
 * What is told beside the output: with -v the format and speed of each input,
 * and with --records what became of the lines. All of it are notes, so that
 * the output stays the same.
 */

#include "cli/details.h"

#include <inttypes.h>

/* The share of lines that are records, of those that could be one. */
static double fitting(const ls_lines *lines)
{
    uint64_t records = lines->counted + lines->filtered;
    uint64_t all = records + lines->unparsed;

    return all ? 100 * (double)records / (double)all : 0;
}

static void tell_input(ls_notes *notes, const ls_input *input,
                       const ls_summary_input *about)
{
    double megabytes = (double)about->bytes / 1e6;
    double seconds = input->seconds > 1e-6 ? input->seconds : 1e-6;
    const char *title = ls_input_title(input);

    if (!about->format[0])
        ls_note(notes, title, "no format found");
    else
        ls_note(notes, title, "format %s (%s), %.1f%% of lines", about->format,
                about->detected ? "detected" : "given", fitting(&about->lines));
    ls_note(notes, title, "%.3f MB in %.3f s, %.0f MB/s", megabytes,
            input->seconds, megabytes / seconds);
}

void ls_details_tell(ls_notes *notes, const ls_inputs *inputs,
                     const ls_summary *summary)
{
    if (!notes->verbose)
        return;
    for (size_t i = 0; i < summary->input_count; i++) {
        const ls_summary_input *about = &summary->inputs[i];
        const ls_input *input = ls_inputs_find(inputs, about->name);

        if (input)
            tell_input(notes, input, about);
    }
}

void ls_details_tell_jit(ls_notes *notes)
{
    if (!ls_formats_have_jit())
        ls_note(notes, NULL,
                "PCRE2 cannot make machine code here (JIT); the results are "
                "the same, reading takes longer");
    else if (notes->verbose)
        ls_note(notes, NULL, "PCRE2 makes machine code (JIT)");
}

void ls_details_tell_lines(ls_notes *notes, const ls_lines *lines)
{
    ls_note(notes, NULL,
            "lines: %" PRIu64 " read = %" PRIu64 " counted + %" PRIu64
            " filtered + %" PRIu64 " comments + %" PRIu64 " blank + %" PRIu64
            " not understood",
            ls_lines_total(lines), lines->counted, lines->filtered,
            lines->comment, lines->blank, lines->unparsed);
}
