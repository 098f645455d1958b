/* SPDX-License-Identifier: MIT */
/*
 * The bytes are a pattern file. A user may have written anything into it: it
 * is refused with words, or it becomes a format that lines can be read with.
 * Pattern files are trusted as to what they mean, not as to their syntax.
 */

#include "fuzz/demand.h"
#include "fuzz/target.h"
#include "property/laws.h"
#include "property/twins.h"

#include <stdio.h>
#include <unistd.h>

enum {
    MAX_TEXT = 16384
};

/* There is memory, so each failure is the text's and says why. */
static bool is_accepted(ls_status status, const ls_error *err)
{
    demand(status == LS_OK || status == LS_ESYNTAX, "LS_OK or LS_ESYNTAX");
    demand(status == LS_OK || err->message[0] != '\0', "an error has words");
    return status == LS_OK;
}

/* Most texts are no pattern file: that is quick to find out. */
static bool is_pattern_file(ls_slice text, char *name, size_t size)
{
    ls_formats *formats = ls_formats_new();
    ls_error err = { 0 };
    bool accepted;

    if (!formats)
        return false;
    accepted = is_accepted(ls_formats_add(formats, text, "fuzz", &err), &err);
    if (accepted)
        (void)snprintf(name, size, "%s",
                       ls_format_name(ls_formats_at(formats, 0)));
    ls_formats_free(formats);
    return accepted;
}

static const char lines[] =
    "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 5\n"
    "404\n"
    "\n"
    "a b c 1 \"x\" [y]\n";

static void read_with(const ls_formats *formats, const ls_format *format)
{
    const ls_run_options options = {
        .formats = formats,
        .format = format,
        .stop = -1,
    };
    int file = file_of((ls_slice){ lines, sizeof(lines) - 1 });
    ls_outcome outcome;
    ls_summary *summary = read_log(&options, file, &outcome);

    demand_none(accounting_problem(summary));
    demand_none(output_problem(summary, NULL));
    (void)close(file);
    ls_summary_free(summary);
}

/* The short cut that the text may ask for reads what its regex reads. */
static void compare_twins(const ls_formats *formats, const ls_format *format)
{
    twins pair;

    demand(twins_init(&pair, formats, format, LS_FIELDS_ALL), "no memory");
    demand_none(twins_differ_on(&pair, (ls_slice){ lines, sizeof(lines) - 1 }));
    twins_release(&pair);
}

static void use_format(const ls_formats *formats, const char *name)
{
    const ls_format *format = ls_formats_find(formats, ls_slice_of(name));
    ls_error err = { 0 };
    size_t checked;

    demand(format != NULL, "a format that was added is found");
    (void)is_accepted(ls_format_check(format, &checked, &err), &err);
    if (!ls_format_refusal(format)) {
        read_with(formats, format);
        compare_twins(formats, format);
    }
    read_with(formats, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ls_slice text = { (const char *)data, size };
    char name[64] = "";
    ls_formats *formats;
    ls_error err = { 0 };

    if (size > MAX_TEXT || !is_pattern_file(text, name, sizeof(name)))
        return 0;
    formats = ls_formats_new();
    if (!formats)
        return 0;
    demand(ls_formats_add_builtin(formats, NULL) == LS_OK, "built-in formats");
    demand(ls_formats_add(formats, text, "fuzz", &err) == LS_OK,
           "what was accepted once is accepted again");
    if (is_accepted(ls_formats_compile(formats, &err), &err))
        use_format(formats, name);
    ls_formats_free(formats);
    return 0;
}
