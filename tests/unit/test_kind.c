/* SPDX-License-Identifier: MIT */
/* What an input is, from its first bytes. */

#include "test.h"

#include "input/kind.h"

#define BYTES(literal)                                                         \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }

static const struct {
    ls_slice head;
    const char *word; /* of the refusal; NULL: none */
} cases[] = {
    { BYTES("\x1f\x8b\x08\x00"), "compressed twice" },
    { BYTES("\x28\xb5\x2f\xfd\x04"), "compressed twice" },
    { BYTES("7z\xbc\xaf\x27\x1c\0\x04"), "7z archive" },
    { BYTES("\x1f\x9d\x90"), "zcat" },
    { BYTES("\x5d\0\0\x80\0"), "lzma" },
    { BYTES("LZIP\x01\x0c"), "lzip" },
    { BYTES("\x89LZO\0\r\n\x1a\n\x10"), "lzop" },
    { BYTES("\x02\x21\x4c\x18"), "lz4" },
    { BYTES("\xff\x06\0\0sNaPpY"), "snappy" },
    { BYTES("PK\x03\x04\x14"), "zip" },
    { BYTES("\xff\xfe"
            "1\0"),
      "UTF-16" },
    { BYTES("\xfe\xff\0"
            "1"),
      "UTF-16" },
    { BYTES("1\0"
            "9\0"
            "2\0.\0"
            "0\0.\0"
            "2\0.\0"),
      "UTF-16LE" },
    { BYTES("\0"
            "1\0"
            "9\0"
            "2\0.\0"
            "0\0.\0"
            "2\0."),
      "UTF-16BE" },
    { BYTES(""), NULL },
    { BYTES("\x1f"), NULL },
    { BYTES("BZ"), NULL },
    { BYTES("PK\x03"), NULL },
    { BYTES("\xef\xbb\xbf"
            "192.0.2.1 - -"),
      NULL },
    { BYTES("192.0.2.1 - - [01/Jan"), NULL },
    { BYTES("\xff\xff\xff\xff"), NULL },
    /* A hole, and one letter after it: no UTF-16. */
    { BYTES("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), NULL },
    { BYTES("a\0b\0c\0d\0e\0f\0g\0"), NULL }, /* too short to tell */
    { BYTES("a\0b\0c\0d\0e\0f\0gh"), NULL },
};

static void kind__is_told_by_the_first_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        ls_slice head = cases[i].head;
        char *bytes = malloc(head.len ? head.len : 1);
        const char *refusal;

        assert_non_null(bytes);
        if (head.ptr)
            memcpy(bytes, head.ptr, head.len);
        refusal = ls_kind_refusal((ls_slice){ bytes, head.len });
        assert_int_equal(refusal != NULL, cases[i].word != NULL);
        if (refusal) {
            const char *word = cases[i].word ? cases[i].word : "";

            assert_non_null(strstr(refusal, word));
            assert_non_null(strstr(refusal, "; "));
        }
        free(bytes);
    }
}

static void kind__tar_is_told_behind_its_first_name(void **state)
{
    char head[263] = "access.log";

    (void)state;
    memcpy(head + 257, "ustar", 5);
    for (size_t len = 0; len < sizeof(head); len++) {
        const char *refusal = ls_kind_refusal((ls_slice){ head, len });

        assert_int_equal(refusal != NULL, len >= 262);
    }
}

static bool is_binary(const char *bytes, size_t len)
{
    return ls_kind_is_binary((ls_slice){ bytes, len });
}

static void kind__text_is_not_binary(void **state)
{
    static const char *const texts[] = {
        "192.0.2.1 - - [01/Feb/2024:08:00:59 +0000] \"GET / HTTP/1.1\" 200 5\n",
        "caf\xc3\xa9 \xe9 latin-1 \xff\n",
        "\x1b[31mred\x1b[0m\ttab\f\v\r\n",
        "\n\n\n",
        "",
    };

    (void)state;
    for (size_t i = 0; i < CASES(texts); i++)
        assert_false(is_binary(texts[i], strlen(texts[i])));
    assert_false(ls_kind_is_binary((ls_slice){ 0 }));
}

static void kind__control_bytes_make_it_binary(void **state)
{
    char bytes[8192];

    (void)state;
    memset(bytes, 'a', sizeof(bytes));
    assert_false(is_binary(bytes, sizeof(bytes)));
    /* More than one in twenty; a NUL is one of them. */
    memset(bytes, '\x01', 200);
    memset(bytes + 200, '\0', 4);
    assert_false(is_binary(bytes, 4096));
    bytes[204] = '\0';
    assert_true(is_binary(bytes, 4096));
    assert_true(is_binary("\x7f"
                          "ELF\x02\x01\x01\0\0\0",
                          10));
}

static void kind__only_the_beginning_is_looked_at(void **state)
{
    char bytes[8192];

    (void)state;
    memset(bytes, 'a', 4096);
    memset(bytes + 4096, '\0', 4096);
    assert_false(is_binary(bytes, sizeof(bytes)));
}

static void kind__byte_order_mark_has_three_bytes(void **state)
{
    (void)state;
    assert_int_equal(ls_kind_bom(LS_SLICE("\xef\xbb\xbf")), 3);
    assert_int_equal(ls_kind_bom(LS_SLICE("\xef\xbb\xbfx")), 3);
    assert_int_equal(ls_kind_bom(LS_SLICE("\xef\xbb")), 0);
    assert_int_equal(ls_kind_bom(LS_SLICE("x\xef\xbb\xbf")), 0);
    assert_int_equal(ls_kind_bom((ls_slice){ 0 }), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind__is_told_by_the_first_bytes),
        cmocka_unit_test(kind__tar_is_told_behind_its_first_name),
        cmocka_unit_test(kind__text_is_not_binary),
        cmocka_unit_test(kind__control_bytes_make_it_binary),
        cmocka_unit_test(kind__only_the_beginning_is_looked_at),
        cmocka_unit_test(kind__byte_order_mark_has_three_bytes),
    };

    return cmocka_run_group_tests_name("kind", tests, NULL, NULL);
}
