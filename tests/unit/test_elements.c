/* SPDX-License-Identifier: MIT */
/*
 * Elements of JSON documents: which there are, whatever the sizes of the pieces
 * that the bytes come in. Each piece is its own block of memory, so that a
 * sanitizer sees a read behind it.
 */

#include "test.h"

#include "input/elements.h"

#include <stdio.h>

enum {
    MAX_LEN = 40
};

static const struct {
    const char *what;
    const char *text;
    ls_document kind;
    bool is_cut;
    const char *elements; /* "line:text" with | between */
} documents[] = {
    { "lines", "{\"a\":1}\n{\"a\":2}\n", LS_DOCUMENT_NONE, false, "" },
    { "no JSON", "[error] x\n", LS_DOCUMENT_NONE, false, "" },
    { "array", "[{\"a\":1}, {\"b\":[{}]}]", LS_DOCUMENT_OBJECTS, false,
      "1:{\"a\":1}|1:{\"b\":[{}]}" },
    { "array over lines", "\n[\n {\"a\":\n1},\n{\"b\":2}\n]\n",
      LS_DOCUMENT_OBJECTS, false, "3:{\"a\":\n1}|5:{\"b\":2}" },
    { "brackets in strings", "[{\"a\":\"}]\\\"{\"},{}]", LS_DOCUMENT_OBJECTS,
      false, "1:{\"a\":\"}]\\\"{\"}|1:{}" },
    { "empty array", "[]", LS_DOCUMENT_OBJECTS, false, "" },
    { "two arrays", "[{\"a\":1}]\n[{\"a\":2}]", LS_DOCUMENT_OBJECTS, false,
      "1:{\"a\":1}|2:{\"a\":2}" },
    { "text among elements", "[{\"a\":1},\noops, {\n{\"b\":2}]",
      LS_DOCUMENT_OBJECTS, false, "1:{\"a\":1}|2:oops, {|3:{\"b\":2}" },
    { "line end in a string", "[{\"a\":\"x\n{\"b\":2}]", LS_DOCUMENT_OBJECTS,
      false, "1:{\"a\":\"x|2:{\"b\":2}" },
    { "cut in an element", "[{\"a\":1},{\"b\":", LS_DOCUMENT_OBJECTS, true,
      "1:{\"a\":1}|1:{\"b\":" },
    { "cut between elements", "[{\"a\":1},", LS_DOCUMENT_OBJECTS, true,
      "1:{\"a\":1}" },
    { "element that is too long",
      "[{\"a\":\"0123456789012345678901234567890123456789\"},{}]",
      LS_DOCUMENT_OBJECTS, false,
      "1:{\"a\":\"0123456789012345678901234567890123!|1:{}" },
    { "objects over lines", "{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n",
      LS_DOCUMENT_OBJECTS, false, "1:{\n \"a\": 1\n}|4:{\n \"a\": 2\n}" },
    { "records", "{\"records\":[{\"a\":1},{\"b\":{}}]}", 2, false,
      "1:{\"a\":1}|1:{\"b\":{}}" },
    { "records behind other things",
      "{\n\"n\":[\"x\"],\"m\":{\"k\":{}},\n\"Records\":\n[\n{}]}", 2, false,
      "5:{}" },
    { "records further down",
      "{\"hits\":{\"total\":2,\"hits\":[{\"a\":1},{}]},\"x\":[{}]}", 3, false,
      "1:{\"a\":1}|1:{}" },
    { "an empty array", "{\"records\":[],\"status\":200}\n", LS_DOCUMENT_NONE,
      false, "" },
    { "no records of this kind", "{\"records\":7,\"status\":200}\n",
      LS_DOCUMENT_NONE, false, "" },
};

static ls_slice piece(ls_slice *text, size_t size, char **memory)
{
    ls_slice head = ls_slice_head(*text, size);

    *text = ls_slice_skip(*text, head.len);
    *memory = malloc(head.len ? head.len : 1);
    assert_non_null(*memory);
    memcpy(*memory, head.ptr, head.len);
    return (ls_slice){ *memory, head.len };
}

static void append(char *out, const ls_line *line)
{
    size_t len = strlen(out);

    len +=
        (size_t)sprintf(out + len, "%s%d:%.*s", len ? "|" : "",
                        (int)line->number, (int)line->text.len, line->text.ptr);
    if (line->too_long)
        (void)sprintf(out + len, "!");
}

static void cut(size_t i, size_t size)
{
    ls_slice text = ls_slice_of(documents[i].text);
    char out[400] = "";
    ls_elements elements;
    bool last = false;

    ls_elements_init(&elements, documents[i].kind, MAX_LEN);
    while (!last) {
        char *memory;
        ls_slice bytes = piece(&text, size, &memory);
        ls_line line;

        last = bytes.len == 0;
        ls_elements_give(&elements, bytes, last);
        while (ls_elements_next(&elements, &line) > 0) {
            const char *at = documents[i].text + line.offset;

            assert_memory_equal(at, line.text.ptr, line.text.len);
            append(out, &line);
        }
        free(memory);
    }
    if (strcmp(out, documents[i].elements) != 0)
        fail_msg("%s, in pieces of %zu: %s", documents[i].what, size, out);
    assert_int_equal(ls_elements_is_cut(&elements), documents[i].is_cut);
    ls_elements_release(&elements);
}

static void elements__do_not_depend_on_the_pieces(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(documents); i++) {
        if (documents[i].kind == LS_DOCUMENT_NONE)
            continue;
        for (size_t size = 1; size <= strlen(documents[i].text); size++)
            cut(i, size);
    }
}

static void elements__document_is_told_by_its_first_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(documents); i++)
        if (ls_document_of(ls_slice_of(documents[i].text), false) !=
            documents[i].kind)
            fail_msg("%s", documents[i].what);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements__do_not_depend_on_the_pieces),
        cmocka_unit_test(elements__document_is_told_by_its_first_bytes),
    };

    return cmocka_run_group_tests_name("elements", tests, NULL, NULL);
}
