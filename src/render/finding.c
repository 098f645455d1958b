/* SPDX-License-Identifier: MIT */
/* Findings in words: one sentence for each rule, with its numbers. */

#include "render/finding.h"

#include <stdarg.h>
#include <stdio.h>

enum {
    SUBJECT = 160 /* bytes that are shown of a path, a client, a site ... */
};

/* A sentence that grows. */
struct saying {
    const ls_finding *finding;
    const ls_render_options *look;
    ls_finding_text out;
    size_t len;
};

LS_PRINTF(2, 3) static void say(struct saying *s, const char *format, ...)
{
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(s->out.text + s->len, sizeof(s->out.text) - s->len, format,
                    args);
    va_end(args);
    if (len > 0)
        s->len += (size_t)len;
    if (s->len >= sizeof(s->out.text))
        s->len = sizeof(s->out.text) - 1;
}

static void say_count(struct saying *s, uint64_t count)
{
    say(s, "%s", ls_word_count(count).text);
}

static void say_share(struct saying *s, uint64_t part, uint64_t whole)
{
    say(s, "%s", ls_word_share(part, whole).text);
}

/* "27 of 34" */
static void say_part(struct saying *s)
{
    say_count(s, s->finding->requests);
    say(s, " of ");
    say_count(s, s->finding->of);
}

/* A name of the log's, cut between two characters. */
static void say_name(struct saying *s, ls_slice subject)
{
    size_t len = subject.len < SUBJECT ? subject.len : SUBJECT;

    while (len && len < subject.len &&
           ((unsigned char)subject.ptr[len] & 0xc0) == 0x80)
        len--;
    say(s, "%.*s%s", (int)len, subject.len ? subject.ptr : "",
        len < subject.len ? "..." : "");
}

static void say_subject(struct saying *s)
{
    say_name(s, s->finding->subject);
}

/* From when to when. A sentence goes on alone, so that it says the zone. */
static void say_span(struct saying *s)
{
    const ls_finding *f = s->finding;
    const ls_render_options *look = s->look;

    say(s, "%s %s", ls_word_span(f->from, f->until, look->zone).text,
        ls_word_zone(look->zone, look->zone_name).text);
}

static void say_code(struct saying *s)
{
    unsigned code = s->finding->code;

    say(s, "%s %s", ls_word_code(code).text, ls_code_explain(code, NULL)->name);
}

/* " 93.0% of all 502 are on /api/checkout", or "; all went to 192.0.2.1". */
static void say_most(struct saying *s, uint64_t part, const char *words,
                     ls_slice name, bool *is_first)
{
    const ls_finding *f = s->finding;
    bool all = part == f->subject_of;

    if (name.len == 0)
        return;
    say(s, *is_first ? " " : "; ");
    if (all)
        say(s, *is_first ? "All" : "all");
    else
        say_share(s, part, f->subject_of);
    if (*is_first)
        say(s, "%s %s", all ? "" : " of all", ls_word_code(f->code).text);
    say(s, " %s ", words);
    say_name(s, name);
    *is_first = false;
}

/* What most requests of the code have in common. */
static void say_cause(struct saying *s)
{
    const ls_finding *f = s->finding;
    bool is_first = true;

    say_most(s, f->subject_part, "are on", f->subject, &is_first);
    say_most(s, f->vhost_part, "are of", f->vhost, &is_first);
    say_most(s, f->client_part, "went to", f->client, &is_first);
    if (!is_first)
        say(s, ".");
}

/* "requests took 4.20 s on average, 310 ms otherwise", if that is longer. */
static void say_slower(struct saying *s, const char *before)
{
    const ls_finding *f = s->finding;

    if (f->took)
        say(s, "%s %s on average, %s otherwise", before,
            ls_word_duration(f->took).text,
            ls_word_duration(f->took_otherwise).text);
}

static void say_burst(struct saying *s)
{
    const ls_finding *f = s->finding;

    say_code(s);
    say(s, " rose to ");
    say_share(s, f->requests, f->of);
    say(s, " of requests (else ");
    if (f->rest)
        say_share(s, f->rest, f->of_rest);
    else
        say(s, "none");
    say(s, "): ");
    say_part(s);
    say(s, ", ");
    say_span(s);
    say_slower(s, "; requests then took");
    say(s, ".");
    say_cause(s);
    if (f->sender == LS_SENDER_UPSTREAM)
        say(s, " Sent by the upstream.");
    if (f->sender == LS_SENDER_SERVER)
        say(s, " Sent by the server itself.");
}

static void say_failing(struct saying *s)
{
    const ls_finding *f = s->finding;

    say_share(s, f->requests, f->of);
    say(s, " of all requests failed (5xx): ");
    say_count(s, f->requests);
    say(s, ", most of them ");
    say_code(s);
    say(s, " (%s).", ls_word_count(f->rest).text);
    say_cause(s);
}

static void say_new(struct saying *s)
{
    const ls_finding *f = s->finding;

    say_code(s);
    say(s, " is new: ");
    say_part(s);
    say(s, " requests, and none of the ");
    say_count(s, f->of_rest);
    say(s, " of the baseline");
    if (f->from != LS_NO_TIME) {
        say(s, "; ");
        say_span(s);
    }
    say(s, ".");
    say_cause(s);
}

static void say_gap(struct saying *s)
{
    const ls_finding *f = s->finding;

    say(s, "A part of ");
    say_subject(s);
    if (f->of > 1)
        say(s, " and of %s other log%s", ls_word_count(f->of - 1).text,
            f->of == 2 ? "" : "s");
    say(s, " is missing, %s%s: what stands there is in no number.",
        f->requests ? "at least " : "nobody knows how much",
        f->requests ? ls_word_bytes(f->requests).text : "");
}

static void say_site(struct saying *s)
{
    const ls_finding *f = s->finding;

    say_subject(s);
    say(s, " fails far more often than the rest: ");
    say_share(s, f->requests, f->of);
    say(s, " of its ");
    say_count(s, f->of);
    say(s, " requests are 5xx, and ");
    say_share(s, f->rest, f->of_rest);
    say(s, " of all others.");
}

static void say_client(struct saying *s)
{
    const ls_finding *f = s->finding;

    say_subject(s);
    say(s, " has ");
    say_share(s, f->requests, f->of);
    say(s, " of all 401, 403 and 404 (");
    say_count(s, f->requests);
    say(s, "), as a scan has, or guessing passwords.");
}

static void say_loop(struct saying *s)
{
    const ls_finding *f = s->finding;

    say_subject(s);
    say(s, " was redirected ");
    say_count(s, f->requests);
    say(s, " times on ");
    say_name(s, f->path);
    say(s, ", which is ");
    say_share(s, f->requests, f->of);
    say(s, " of all redirects: the redirects go in a circle, or it does not "
           "follow them.");
}

static void say_tunnel(struct saying *s)
{
    const ls_finding *f = s->finding;

    say_subject(s);
    say(s, " succeeded %s time%s: ", ls_word_count(f->requests).text,
        f->requests == 1 ? "" : "s");
    say(s, ls_slice_equal(f->subject, LS_SLICE("TRACE"))
               ? "it shows what a request held, and is best switched off."
               : "the server may be somebody's proxy.");
}

static void say_limited(struct saying *s)
{
    const ls_finding *f = s->finding;

    say_share(s, f->requests, f->of);
    say(s, " of all requests were turned away as too many (429): ");
    say_count(s, f->requests);
    say(s, ".");
    say_cause(s);
}

static void say_gave_up(struct saying *s)
{
    const ls_finding *f = s->finding;

    say(s, "Clients did not wait for an answer to ");
    say_share(s, f->requests, f->of);
    say(s, " of all requests (499): ");
    say_count(s, f->requests);
    say_slower(s, ", most of them while requests took");
    if (f->rest)
        say(s, "; and the upstream was too slow for the server with %s (504)",
            ls_word_count(f->rest).text);
    say(s, ".");
    say_cause(s);
}

static void say_unparsed(struct saying *s)
{
    const ls_finding *f = s->finding;

    say_share(s, f->requests, f->of);
    say(s, " of all lines are not understood, and in no number: ");
    say_count(s, f->requests);
    if (f->subject.len) {
        say(s, "; the first: ");
        say_subject(s);
    }
    say(s, ".");
}

static void say_probes(struct saying *s)
{
    const ls_finding *f = s->finding;

    say_count(s, f->requests);
    say(s,
        " requests with 403 or 404 were for what only scanners look for: "
        "%s paths, ",
        ls_word_count(f->of).text);
    say_subject(s);
    say(s, " most often (%s).", ls_word_count(f->subject_part).text);
}

static void say_unregistered(struct saying *s)
{
    const ls_finding *f = s->finding;

    say_count(s, f->requests);
    say(s, " request%s a status that nobody defines: %s (%s)",
        f->requests == 1 ? " has" : "s have", ls_word_code(f->code).text,
        ls_word_count(f->rest).text);
    if (f->of > 1)
        say(s, " and %s more", ls_word_count(f->of - 1).text);
    say(s, ".");
}

ls_finding_text ls_finding_say(const ls_finding *finding,
                               const ls_render_options *look)
{
    static void (*const sayings[LS_RULE_COUNT])(struct saying *) = {
        [LS_RULE_BURST] = say_burst,
        [LS_RULE_FAILING] = say_failing,
        [LS_RULE_NEW] = say_new,
        [LS_RULE_GAP] = say_gap,
        [LS_RULE_SITE] = say_site,
        [LS_RULE_CLIENT] = say_client,
        [LS_RULE_LOOP] = say_loop,
        [LS_RULE_TUNNEL] = say_tunnel,
        [LS_RULE_LIMITED] = say_limited,
        [LS_RULE_GAVE_UP] = say_gave_up,
        [LS_RULE_UNPARSED] = say_unparsed,
        [LS_RULE_PROBES] = say_probes,
        [LS_RULE_UNREGISTERED] = say_unregistered,
    };
    struct saying s = { .finding = finding, .look = look };

    sayings[finding->rule](&s);
    return s.out;
}
