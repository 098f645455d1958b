/* SPDX-License-Identifier: MIT */
/*
 * HTML, Markdown, CSV and Prometheus' format: whatever the bytes of a log are,
 * they are text in these and nothing else. What is structure in an output is
 * compared with that of the same summary whose texts are harmless.
 */

#include "test.h"

#include "base/hash.h"
#include "unit/payloads.h"

#include <stdio.h>

static void demand_safe_bytes(const ls_buf *out)
{
    for (size_t i = 0; i < out->len; i++) {
        unsigned char byte = (unsigned char)out->ptr[i];

        assert_true(byte >= 0x20 || byte == '\n' || byte == '\r');
        assert_int_not_equal(byte, 0x7f);
    }
}

/* --- HTML. */

/* The tags with their attributes, one behind the other. */
static void take_tags(const ls_buf *out, ls_buf *tags)
{
    bool inside = false;

    for (size_t i = 0; i < out->len; i++) {
        inside = inside || out->ptr[i] == '<';
        if (inside)
            assert_int_equal(ls_buf_append(tags, (ls_slice){ out->ptr + i, 1 }),
                             LS_OK);
        if (out->ptr[i] == '>')
            inside = false;
    }
}

static void html__has_the_same_tags_whatever_the_texts(void **state)
{
    ls_buf plain = payload_render(ls_render_html, "harmless");
    ls_buf want = { 0 };

    (void)state;
    take_tags(&plain, &want);
    for (size_t i = 0; i < payload_count; i++) {
        ls_buf out = payload_render(ls_render_html, payloads[i]);
        ls_buf got = { 0 };

        demand_safe_bytes(&out);
        take_tags(&out, &got);
        if (!ls_slice_equal(ls_buf_slice(&want), ls_buf_slice(&got)))
            fail_msg("payload %s", payloads[i]);
        ls_buf_release(&got);
        ls_buf_release(&out);
    }
    ls_buf_release(&want);
    ls_buf_release(&plain);
}

/* Every tag that is opened is closed, in order. */
static void html__is_balanced(void **state)
{
    static const char *const alone[] = { "meta", "!DOCTYPE", "rect", "path" };
    ls_buf out = payload_render(ls_render_html, "harmless");
    char open[40][16];
    size_t depth = 0;

    (void)state;
    assert_int_equal(ls_buf_append(&out, (ls_slice){ "", 1 }), LS_OK);
    for (char *at = strchr(out.ptr, '<'); at; at = strchr(at + 1, '<')) {
        size_t len = strcspn(at + 1, " />\n");
        bool is_end = at[1] == '/';
        bool is_alone = false;
        char name[16];

        if (is_end)
            len = strcspn(at + 2, ">");
        (void)snprintf(name, sizeof(name), "%.*s", (int)len, at + 1 + is_end);
        for (size_t i = 0; i < CASES(alone); i++)
            is_alone = is_alone || strcmp(name, alone[i]) == 0;
        if (is_alone)
            continue;
        if (is_end) {
            assert_true(depth > 0);
            assert_string_equal(open[--depth], name);
        } else {
            assert_true(depth < CASES(open));
            memcpy(open[depth++], name, sizeof(name));
        }
    }
    assert_int_equal(depth, 0);
    ls_buf_release(&out);
}

static void html__allows_its_style_and_nothing_else(void **state)
{
    ls_buf out = payload_render(ls_render_html, "harmless");
    char policy[200];
    char *style;
    char *end;

    (void)state;
    assert_int_equal(ls_buf_append(&out, (ls_slice){ "", 1 }), LS_OK);
    style = strstr(out.ptr, "<style>") + strlen("<style>");
    end = strstr(style, "</style>");
    assert_non_null(end);
    (void)snprintf(
        policy, sizeof(policy),
        "content=\"default-src 'none'; style-src 'sha256-%s'; ",
        ls_sha256_of((ls_slice){ style, (size_t)(end - style) }).text);
    assert_non_null(strstr(out.ptr, policy));
    assert_null(strstr(out.ptr, "style=\"")); /* which the policy forbids */
    assert_null(strstr(out.ptr, "<script"));
    assert_null(strstr(out.ptr, "http:"));
    assert_null(strstr(out.ptr, "https:"));
    ls_buf_release(&out);
}

/* All codes there can be, with paths that grow most when they are escaped. */
static void html__is_not_large(void **state)
{
    ls_buf out = payload_render_most(
        ls_render_html,
        "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
        "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
        "<");

    (void)state;
    assert_in_range(out.len, 150000, 300000);
    ls_buf_release(&out);
}

/* --- Markdown. */

/* What is markup; \xhh is not, as a backslash before a letter is none. */
static void take_markup(const ls_buf *out, ls_buf *marks)
{
    for (size_t i = 0; i < out->len; i++)
        if (memchr("<>|*_`[]!~\\@$\n", out->ptr[i], 14) &&
            (out->ptr[i] != '\\' || i + 1 == out->len ||
             out->ptr[i + 1] != 'x'))
            assert_int_equal(
                ls_buf_append(marks, (ls_slice){ out->ptr + i, 1 }), LS_OK);
}

/* Whether a line begins as a list or heading in its text. */
static bool begins_block(const ls_buf *out)
{
    static const char *const starts[] = { "\n- - ",  "\n- + ", "\n- 1. ",
                                          "\n- 1) ", "\n- #",  "\n- =",
                                          "://",     "www." };
    ls_buf text = { 0 };
    bool found = false;

    assert_int_equal(ls_buf_append(&text, ls_buf_slice(out)), LS_OK);
    assert_int_equal(ls_buf_append(&text, (ls_slice){ "", 1 }), LS_OK);
    for (size_t i = 0; i < CASES(starts); i++)
        found = found || strstr(text.ptr, starts[i]);
    ls_buf_release(&text);
    return found;
}

static void markdown__has_the_same_marks_whatever_the_texts(void **state)
{
    ls_buf plain = payload_render(ls_render_markdown, "harmless");
    ls_buf want = { 0 };

    (void)state;
    take_markup(&plain, &want);
    for (size_t i = 0; i < payload_count; i++) {
        ls_buf out = payload_render(ls_render_markdown, payloads[i]);
        ls_buf got = { 0 };

        demand_safe_bytes(&out);
        take_markup(&out, &got);
        if (!ls_slice_equal(ls_buf_slice(&want), ls_buf_slice(&got)))
            fail_msg("payload %s", payloads[i]);
        if (begins_block(&out))
            fail_msg("payload %s", payloads[i]);
        ls_buf_release(&got);
        ls_buf_release(&out);
    }
    ls_buf_release(&want);
    ls_buf_release(&plain);
}

/* --- CSV. */

/* Passes over a cell; `*start` gets where its text begins. */
static const char *pass_cell(const char *at, const char **start)
{
    *start = at;
    if (*at != '"') {
        at += strcspn(at, ",\r");
        assert_null(memchr(*start, '"', (size_t)(at - *start)));
        return at;
    }
    ++*start;
    for (at++; *at != '"' || at[1] == '"'; at++)
        at += *at == '"';
    return at + 1;
}

static bool is_formula(const char *text, size_t len)
{
    return len > 1 && memchr("=+-@\t\r", *text, 6) &&
           !(len == 2 && *text == '-');
}

/* Reads a table strictly; its cells may hold no formula. */
static void demand_table(const ls_buf *out, const char *payload)
{
    const char *at = out->ptr;
    size_t cell = 0;

    while (at < out->ptr + out->len) {
        const char *start;

        at = pass_cell(at, &start);
        if (is_formula(start, (size_t)(at - start)))
            fail_msg("a formula: %s", payload);
        assert_int_equal(*at, cell < 4 ? ',' : '\r');
        if (cell == 4)
            assert_int_equal(*++at, '\n');
        at++;
        cell = (cell + 1) % 5;
    }
    assert_int_equal(cell, 0);
}

static ls_status render_csv(const ls_summary *summary,
                            const ls_render_options *options,
                            const ls_sink *sink)
{
    (void)options;
    return ls_render_csv(summary, sink);
}

static void csv__has_five_cells_a_line_and_no_formula(void **state)
{
    (void)state;
    for (size_t i = 0; i < payload_count; i++) {
        ls_buf out = payload_render(render_csv, payloads[i]);

        demand_safe_bytes(&out);
        demand_table(&out, payloads[i]);
        ls_buf_release(&out);
    }
}

/* --- Prometheus. */

static ls_status render_prometheus(const ls_summary *summary,
                                   const ls_render_options *options,
                                   const ls_sink *sink)
{
    (void)options;
    return ls_render_prometheus(summary, sink);
}

/* name{label="value",...} number */
static void demand_sample(const char *line, size_t len)
{
    static const char name[] = "abcdefghijklmnopqrstuvwxyz_";
    size_t at = strspn(line, name);

    assert_true(at > 0);
    if (line[at] == '{') {
        do {
            at++;
            at += strspn(line + at, name);
            assert_int_equal(line[at], '=');
            assert_int_equal(line[at + 1], '"');
            at += 2 + strcspn(line + at + 2, "\"\\\n");
            assert_int_equal(line[at++], '"');
        } while (line[at] == ',');
        assert_int_equal(line[at++], '}');
    }
    assert_int_equal(line[at++], ' ');
    assert_int_equal(at + strspn(line + at, "0123456789."), len);
}

static void prometheus__holds_its_grammar(void **state)
{
    ls_buf plain = payload_render(render_prometheus, "harmless");
    size_t len;

    (void)state;
    assert_int_equal(ls_buf_append(&plain, (ls_slice){ "", 1 }), LS_OK);
    for (const char *at = plain.ptr; *at; at += len + 1) {
        len = strcspn(at, "\n");
        if (strncmp(at, "# HELP logstat_", 15) != 0 &&
            strncmp(at, "# TYPE logstat_", 15) != 0)
            demand_sample(at, len);
    }
    for (size_t i = 0; i < payload_count; i++) {
        ls_buf out = payload_render(render_prometheus, payloads[i]);

        assert_int_equal(ls_buf_append(&out, (ls_slice){ "", 1 }), LS_OK);
        assert_true(ls_slice_equal(ls_buf_slice(&out), ls_buf_slice(&plain)));
        ls_buf_release(&out);
    }
    ls_buf_release(&plain);
}

static void prometheus__has_histograms_that_add_up(void **state)
{
    ls_buf out = payload_render(render_prometheus, "harmless");

    (void)state;
    assert_int_equal(ls_buf_append(&out, (ls_slice){ "", 1 }), LS_OK);
    assert_non_null(strstr(out.ptr, "logstat_request_duration_seconds_bucket{"
                                    "class=\"4xx\",le=\"0.005\"} 5\n"));
    assert_non_null(strstr(out.ptr, "class=\"4xx\",le=\"+Inf\"} 5\n"));
    assert_non_null(strstr(out.ptr, "_sum{class=\"4xx\"} 0.0005\n"));
    assert_non_null(strstr(out.ptr, "_count{class=\"4xx\"} 5\n"));
    ls_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html__has_the_same_tags_whatever_the_texts),
        cmocka_unit_test(html__is_balanced),
        cmocka_unit_test(html__is_not_large),
        cmocka_unit_test(html__allows_its_style_and_nothing_else),
        cmocka_unit_test(markdown__has_the_same_marks_whatever_the_texts),
        cmocka_unit_test(csv__has_five_cells_a_line_and_no_formula),
        cmocka_unit_test(prometheus__holds_its_grammar),
        cmocka_unit_test(prometheus__has_histograms_that_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
