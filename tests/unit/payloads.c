/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "property/laws.h"
#include "unit/payloads.h"

/* A summary all of whose texts are this one. */
struct thing {
    ls_summary summary;
    ls_summary_input input;
    ls_summary_code codes[2];
    ls_summary_path path;
    ls_summary_row row;
    ls_summary_row drilled;
    const char *server;
    ls_summary_group groups[2]; /* the second is one of --drill */
    ls_summary_substatus substatus;
    ls_summary_unparsed line;
    ls_summary_bucket bucket;
    uint64_t timeline[3];
    uint64_t week[LS_WEEK_HOURS];
    uint64_t *methods;
};

static void fill_parts(struct thing *thing, const char *text)
{
    ls_slice bytes = ls_slice_of(text);

    memset(thing, 0, sizeof(*thing));
    thing->methods = calloc(ls_method_count(), sizeof(*thing->methods));
    assert_non_null(thing->methods);
    thing->methods[2] = 5;
    thing->server = text;
    thing->input =
        (ls_summary_input){ .name = text,
                            .format = text,
                            .title = text,
                            .servers = &thing->server,
                            .server_count = 1,
                            .lines = { .counted = 10, .unparsed = 1 } };
    thing->path = (ls_summary_path){ .path = bytes, .requests = 5 };
    thing->timeline[1] = 5;
    thing->bucket = (ls_summary_bucket){ 100, 5 };
    thing->row = (ls_summary_row){ .values = { bytes, bytes },
                                   .requests = 5,
                                   .bytes = 7 };
    thing->row.classes[LS_CLASS_5XX] = 5;
    thing->groups[0] = (ls_summary_group){ .by = "path,agent",
                                           .value_count = 2,
                                           .requests = 5,
                                           .rows = &thing->row,
                                           .row_count = 1 };
    thing->drilled = thing->row;
    thing->drilled.values[0] = LS_SLICE("404");
    thing->groups[1] = thing->groups[0];
    thing->groups[1].by = "errors:status,agent";
    thing->groups[1].rows = &thing->drilled;
    thing->substatus = (ls_summary_substatus){ 7, 5 };
    thing->line = (ls_summary_unparsed){
        .input = text, .reason = text, .line = 1, .column = 1, .text = bytes
    };
}

static void fill_codes(struct thing *thing)
{
    for (size_t i = 0; i < 2; i++)
        thing->codes[i] = (ls_summary_code){
            .code = i ? 404 : 200,
            .requests = 5,
            .methods = thing->methods,
            .timeline = thing->timeline,
            .paths = &thing->path,
            .path_count = i,
            .substatuses = &thing->substatus,
            .substatus_count = i,
            .senders = { [LS_SENDER_SERVER] = 4, [LS_SENDER_UNKNOWN] = 1 },
            .duration = { .count = 5,
                          .buckets = &thing->bucket,
                          .bucket_count = 1 },
        };
}

static void fill(struct thing *thing, const char *text)
{
    fill_parts(thing, text);
    fill_codes(thing);
    thing->summary = (ls_summary){
        .select = { text, text, text, text, text },
        .inputs = &thing->input,
        .input_count = 1,
        .lines = thing->input.lines,
        .first = 0,
        .last = 172801000,
        .codes = thing->codes,
        .code_count = 2,
        .axis = { 86400, 0, 3 },
        .groups = thing->groups,
        .group_count = CASES(thing->groups),
        .unparsed = &thing->line,
        .unparsed_count = 1,
        .duration = thing->codes[0].duration,
    };
    for (ls_class c = LS_CLASS_2XX; c <= LS_CLASS_4XX; c += 2) {
        thing->summary.classes[c].requests = 5;
        thing->summary.classes[c].timeline = thing->timeline;
        thing->summary.classes[c].duration = thing->codes[0].duration;
    }
    thing->week[70] = 5;
    thing->summary.classes[LS_CLASS_5XX].requests = 5;
    thing->summary.classes[LS_CLASS_5XX].week = thing->week;
}

ls_buf payload_render(renderer *form, const char *text)
{
    static const ls_summary nothing = { .lines = { .counted = 1000000 } };
    const ls_baseline baseline = { .summary = &nothing, .name = text };
    const ls_render_options options = {
        .title = text, .zone_name = text, .drill = 3, .baseline = &baseline
    };
    ls_buf out = { 0 };
    ls_sink sink = sink_to(&out);
    struct thing thing;

    fill(&thing, text);
    assert_int_equal(form(&thing.summary, &options, &sink), LS_OK);
    free(thing.methods);
    return out;
}

enum {
    CODES = LS_SUMMARY_CODES,
    ROWS = 20,
    METHODS = 64,
    MANY = 1000000000
};

/* As much of everything as there can be. */
struct most {
    struct thing thing;
    ls_summary_code codes[CODES];
    ls_summary_path paths[ROWS];
    ls_summary_substatus substatuses[ROWS];
    ls_summary_row rows[ROWS];
    ls_summary_group groups[LS_SUMMARY_GROUPS];
    ls_summary_unparsed lines[ROWS];
    ls_summary_input inputs[ROWS * 2];
    uint64_t timeline[LS_SUMMARY_BUCKETS];
    uint64_t week[LS_WEEK_HOURS];
    ls_summary_method methods[METHODS];
};

static void repeat(struct most *most)
{
    const struct thing *thing = &most->thing;

    for (size_t i = 0; i < LS_SUMMARY_BUCKETS; i++)
        most->timeline[i] = 1 + i % 97;
    for (size_t i = 0; i < LS_WEEK_HOURS; i++)
        most->week[i] = MANY + i;
    for (size_t i = 0; i < ROWS; i++) {
        most->paths[i] = thing->path;
        most->substatuses[i] = (ls_summary_substatus){ 65500 + (unsigned)i, 5 };
        most->rows[i] = thing->row;
        most->lines[i] = thing->line;
        most->inputs[2 * i] = most->inputs[2 * i + 1] = thing->input;
    }
    for (size_t i = 0; i < LS_SUMMARY_GROUPS; i++) {
        most->groups[i] = thing->groups[0];
        most->groups[i].rows = most->rows;
        most->groups[i].row_count = ROWS;
    }
    for (size_t i = 0; i < CODES; i++) {
        most->codes[i] = thing->codes[1];
        most->codes[i].code = (unsigned)i;
        most->codes[i].requests = MANY;
        most->codes[i].timeline = most->timeline;
        most->codes[i].paths = most->paths;
        most->codes[i].path_count = ROWS;
        most->codes[i].substatuses = most->substatuses;
        most->codes[i].substatus_count = ROWS;
    }
    for (size_t i = 0; i < METHODS; i++)
        most->methods[i] = (ls_summary_method){
            .method = i % ls_method_count(),
            .requests = MANY,
        };
}

static void assemble(struct most *most)
{
    ls_summary *summary = &most->thing.summary;

    summary->lines.counted = (uint64_t)CODES * MANY;
    summary->methods = most->methods;
    summary->method_count = METHODS;
    summary->codes = most->codes;
    summary->code_count = CODES;
    summary->groups = most->groups;
    summary->group_count = LS_SUMMARY_GROUPS;
    summary->unparsed = most->lines;
    summary->unparsed_count = ROWS;
    summary->inputs = most->inputs;
    summary->input_count = CASES(most->inputs);
    summary->axis.count = LS_SUMMARY_BUCKETS;
    for (ls_class c = 0; c < LS_CLASS_COUNT; c++) {
        summary->classes[c].timeline = most->timeline;
        summary->classes[c].week = most->week;
        summary->classes[c].requests = MANY;
        summary->classes[c].duration = most->thing.codes[0].duration;
    }
}

ls_buf payload_render_most(renderer *form, const char *text)
{
    static const ls_summary nothing = { .lines = { .counted = MANY } };
    static struct most most;
    const ls_baseline baseline = { .summary = &nothing, .name = text };
    const ls_render_options options = { .title = text, .baseline = &baseline };
    ls_buf out = { 0 };
    ls_sink sink = sink_to(&out);

    fill(&most.thing, text);
    repeat(&most);
    assemble(&most);
    assert_int_equal(form(&most.thing.summary, &options, &sink), LS_OK);
    free(most.thing.methods);
    return out;
}
