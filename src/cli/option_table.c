/* SPDX-License-Identifier: MIT */
/*
 * Every option, one row each: this table is the only place where an option is
 * written down, and with it the words that are its values. The parser
 * (options.c, values.c), --help (help.c) and what shells complete (manual/)
 * walk it, so a new option is a new row and the field it fills.
 */

#include "cli/options.h"

#define FIELD(name) offsetof(ls_options, name)

static const char input[] = "Input";
static const char select[] = "What counts";
static const char report[] = "Report";
static const char keep[] = "Go on from run to run";
static const char live[] = "Watch logs that grow";
static const char lookup[] = "Look something up, without reading a log";
static const char general[] = "General";

static const ls_option table[] = {
    { input, "F", "format", "FORMAT", LS_OPTION_TEXT, false, FIELD(format), 0,
      "read every input as this format: a name, a LogFormat or log_format "
      "string, or @FILE or @FILE:NAME, a server's configuration (default: "
      "found out from the content of each)" },
    { input, "", "patterns", "DIR", LS_OPTION_WORDS, false, FIELD(patterns), 0,
      "also load the format files in DIR; may be repeated" },
    { input, "j", "jobs", "N", LS_OPTION_NUMBER, false, FIELD(jobs), 1024,
      "threads that read (default: the processors at hand)" },
    { input, "", "max-line", "SIZE", LS_OPTION_SIZE, false, FIELD(max_line),
      (uint64_t)1 << 30,
      "longest line taken, in bytes or with k, M or G (default: 1M)" },
    { input, "", "unparsed", "FILE", LS_OPTION_TEXT, false, FIELD(unparsed), 0,
      "write the lines that no format fits to FILE" },

    { select, "s", "status", "LIST", LS_OPTION_TEXT, false, FIELD(status), 0,
      "only these statuses: 404, 5xx, 400-404, none, other; '!502' leaves one "
      "out; commas between" },
    { select, "m", "method", "LIST", LS_OPTION_TEXT, false, FIELD(method), 0,
      "only these methods; '!OPTIONS' leaves one out; commas between" },
    { select, "w", "where", "EXPR", LS_OPTION_TEXT, false, FIELD(where), 0,
      "only requests for which this holds, such as status >= 500 and path ~ "
      "\"^/api\" and not agent ~ \"bot\"" },
    { select, "", "since", "TIME", LS_OPTION_TEXT, false, FIELD(since), 0,
      "only requests from then on: 2026-11-22, '2026-11-22 14:00', RFC 3339, "
      "today, yesterday, -3h, -30m, -7d; without a zone it is --tz, or local" },
    { select, "", "until", "TIME", LS_OPTION_TEXT, false, FIELD(until), 0,
      "only requests before then" },
    { select, "", "no-seek", "", LS_OPTION_FLAG, false, FIELD(no_seek), 0,
      "read files whole even where a time is asked for and parts of them lie "
      "more than an hour outside" },

    { report, "b", "by", "FIELD[,FIELD]", LS_OPTION_WORDS, false, FIELD(by), 0,
      "also a table of requests by path, client, network, vhost, site, status, "
      "agent, agent_family, referer, day, hour, file, or any other field; two "
      "with a comma go together; may be repeated" },
    { report, "", "drill", "N", LS_OPTION_NUMBER, false, FIELD(drill), 100,
      "under each error also the N clients, vhosts, referers and agents with "
      "most of its requests" },
    { report, "", "sort", "KEY", LS_OPTION_SORT, false, FIELD(sort), 0,
      "sort that table by requests, errors (5xx), rate (their share), bytes or "
      "p95 (of durations; default: requests, but times as they follow)" },
    { report, "n", "top", "N", LS_OPTION_NUMBER, false, FIELD(top), 1000,
      "rows per table (default: 10; 3 paths a code)" },
    { report, "", "brief", "", LS_OPTION_FLAG, false, FIELD(brief), 0,
      "leave out the explanations" },
    { report, "", "json", "", LS_OPTION_OUTPUT, false, FIELD(json), 0,
      "write one JSON document instead of text" },
    { report, "", "csv", "", LS_OPTION_OUTPUT, false, FIELD(csv), 0,
      "write one table of comma-separated values instead" },
    { report, "", "markdown", "", LS_OPTION_OUTPUT, false, FIELD(markdown), 0,
      "write Markdown, as GitHub reads it" },
    { report, "", "html", "", LS_OPTION_OUTPUT, false, FIELD(html), 0,
      "write an HTML page that needs no other file" },
    { report, "", "prometheus", "", LS_OPTION_OUTPUT, false, FIELD(prometheus),
      0, "write metrics for Prometheus" },
    { report, "o", "output", "FILE", LS_OPTION_WORDS, false, FIELD(output), 0,
      "also write the report to FILE, in the form that its name ends with: "
      ".txt, .json, .csv, .md, .html or .prom; may be repeated" },
    { report, "", "title", "TEXT", LS_OPTION_TEXT, false, FIELD(title), 0,
      "title of the report" },
    { report, "", "baseline", "FILE", LS_OPTION_TEXT, false, FIELD(baseline), 0,
      "say what has changed since the requests in FILE, a summary or a log; "
      "previous: since the window before --since, of the same length" },
    { report, "", "records", "", LS_OPTION_OUTPUT, false, FIELD(records), 0,
      "write no report but each request that counts, as one line of JSON" },
    { report, "", "fail-if", "COND", LS_OPTION_WORDS, false, FIELD(fail_if), 0,
      "exit with 3 if this holds: 5xx > 1%, 499 > 50, 404 > 10/s, "
      "unparsed > 5%, requests < 1, p95(duration) > 500ms; may be repeated" },
    { report, "", "quiet-if-ok", "", LS_OPTION_FLAG, false, FIELD(quiet_if_ok),
      0,
      "write no report unless a --fail-if held or something could not be "
      "read" },
    { report, "", "tz", "ZONE", LS_OPTION_ZONE, false, FIELD(zone), 0,
      "zone of the times in the text, and of those logged without one: +hh:mm, "
      "-hh:mm or local (default: UTC)" },
    { report, "", "color", "WHEN", LS_OPTION_WHEN, false, FIELD(color), 0,
      "auto, always or never (default: auto, on a terminal)" },

    { keep, "", "update", "FILE", LS_OPTION_TEXT, false, FIELD(update), 0,
      "go on with the summary in FILE: read only what is new in the logs, "
      "through rotation, add it, report all of it, and replace FILE" },
    { keep, "", "delta", "", LS_OPTION_FLAG, false, FIELD(delta), 0,
      "report only what is new" },
    { keep, "", "after", "OLD", LS_OPTION_TEXT, false, FIELD(after), 0,
      "if there is no FILE yet, begin where OLD stopped, with counts of zero" },
    { keep, "", "wait", "", LS_OPTION_FLAG, false, FIELD(wait), 0,
      "if another run has FILE, wait for it" },
    { keep, "", "rotated", "GLOB", LS_OPTION_TEXT, false, FIELD(rotated), 0,
      "rotated logs are also the files that match GLOB, as "
      "'/old/access.log*'" },

    { live, "f", "follow", "", LS_OPTION_FLAG, false, FIELD(follow), 0,
      "keep reading as the logs grow, through rotation; on a terminal as a "
      "view that q ends, else a report now and then" },
    { live, "", "every", "SPAN", LS_OPTION_SPAN, false, FIELD(every), 86400,
      "report so often, as 10s, 5m or 1h (default: 60s), and on SIGUSR1; with "
      "--delta only what is new since the report before" },
    { live, "", "window", "SPAN", LS_OPTION_SPAN, false, FIELD(window), 86400,
      "the time that rates and --fail-if are about (default: 5m)" },
    { live, "", "rotate-wait", "SPAN", LS_OPTION_SPAN, false,
      FIELD(rotate_wait), 86400,
      "how long a log may still be written to after it was rotated away "
      "(default: 60s)" },
    { live, "", "poll", "", LS_OPTION_FLAG, false, FIELD(poll), 0,
      "look at the logs once a second, and do not wait for the kernel to tell "
      "of changes" },

    { lookup, "", "explain", "CODE", LS_OPTION_TEXT, true, FIELD(explain), 0,
      "what a status means and what to check: 404, 5xx, 500.19, none, "
      "other" },
    { lookup, "", "list-codes", "", LS_OPTION_FLAG, true, FIELD(list_codes), 0,
      "every status code that is known, one a line" },
    { lookup, "", "list-formats", "", LS_OPTION_FLAG, true, FIELD(list_formats),
      0, "every log format that is known" },
    { lookup, "", "show-format", "FORMAT", LS_OPTION_TEXT, true,
      FIELD(show_format), 0,
      "one format and the regular expression it is read with" },
    { lookup, "", "check-pattern", "FILE", LS_OPTION_TEXT, true,
      FIELD(check_pattern), 0, "run the samples in a format file" },

    { general, "", "progress", "WHEN", LS_OPTION_WHEN, false, FIELD(progress),
      0, "auto, always or never (default: auto, when stderr is a terminal)" },
    { general, "q", "quiet", "", LS_OPTION_FLAG, false, FIELD(quiet), 0,
      "no notes on stderr, only errors" },
    { general, "v", "verbose", "", LS_OPTION_FLAG, false, FIELD(verbose), 0,
      "on stderr, how each input was read and how fast" },
    { general, "h", "help", "", LS_OPTION_FLAG, false, FIELD(help), 0,
      "this text" },
    { general, "V", "version", "", LS_OPTION_FLAG, false, FIELD(version), 0,
      "the version" },
};

const ls_option *ls_option_at(size_t index)
{
    return index < sizeof(table) / sizeof(table[0]) ? &table[index] : NULL;
}

const char *const *ls_option_words(ls_option_kind kind)
{
    /* In the order of ls_when, and of ls_sort. */
    static const char *const when[] = { "auto", "always", "never", NULL };
    static const char *const sort[] = { "requests", "errors", "rate",
                                        "bytes",    "p95",    NULL };

    if (kind == LS_OPTION_WHEN)
        return when;
    return kind == LS_OPTION_SORT ? sort : NULL;
}
