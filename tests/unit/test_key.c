/* SPDX-License-Identifier: MIT */
/* Keys of tables: one spelling for one path, and a bound on their length. */

#include "test.h"

#include "base/escape.h"
#include "property/random.h"
#include "tally/key.h"

/* The key of a copy of exact size, with a NUL behind it. */
static char *key_of(ls_slice text)
{
    char *bytes = malloc(text.len ? text.len : 1);
    ls_buf room = { 0 };
    ls_slice key;
    char *copy;

    assert_non_null(bytes);
    if (text.len)
        memcpy(bytes, text.ptr, text.len);
    assert_int_equal(ls_key_make((ls_slice){ bytes, text.len }, &room, &key),
                     LS_OK);
    copy = malloc(key.len + 1);
    assert_non_null(copy);
    if (key.len)
        memcpy(copy, key.ptr, key.len);
    copy[key.len] = '\0';
    ls_buf_release(&room);
    free(bytes);
    return copy;
}

#define BYTES(literal)                                                         \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }

static const struct {
    ls_slice text;
    const char *key;
} cases[] = {
    { BYTES(""), "" },
    { BYTES("/index.html"), "/index.html" },
    { BYTES("/a%2Fb~c\"d"), "/a%2Fb~c\"d" }, /* percent signs are the path's */
    { BYTES("/caf\xc3\xa9"), "/caf\xc3\xa9" },
    /* One path, whether its server escaped the byte or not. */
    { BYTES("/\x1b"), "/\\x1b" },
    { BYTES("/\\x1b"), "/\\x1b" },
    { BYTES("/\\x1B"), "/\\x1b" },
    { BYTES("/\xff"), "/\\xff" },
    { BYTES("/\\xFF\\xfF\\xFf"), "/\\xff\\xff\\xff" },
    { BYTES("/\0"), "/\\x00" },
    { BYTES("/\x7f\xc2\x9b"), "/\\x7f\\xc2\\x9b" },
    /* What only looks like an escape. */
    { BYTES("\\xAG"), "\\xAG" },
    { BYTES("\\xGA"), "\\xGA" },
    { BYTES("\\XAB"), "\\XAB" },
    { BYTES("\\xA"), "\\xA" },
    { BYTES("\\x"), "\\x" },
    { BYTES("\\"), "\\" },
    { BYTES("xAB"), "xAB" },
    { BYTES("\\\\xAB"), "\\\\xAB" }, /* an escaped backslash */
    { BYTES("\\\\\\xAB"), "\\\\\\xab" },
    { BYTES("\\\"\\xAB"), "\\\"\\xab" },
    { BYTES("\\xAB\\xCD/E"), "\\xab\\xcd/E" },
};

static void key__has_one_spelling(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASES(cases); i++) {
        char *key = key_of(cases[i].text);

        assert_string_equal(key, cases[i].key);
        free(key);
    }
}

/* One byte among plain ones, of every value, at every place. */
static void key__escapes_a_byte_wherever_it_stands(void **state)
{
    char bytes[26];

    (void)state;
    for (size_t len = 1; len <= sizeof(bytes); len++)
        for (size_t i = 0; i < len * 256; i++) {
            unsigned char odd = (unsigned char)(i % 256);
            bool is_plain = odd >= 0x20 && odd < 0x7f;
            char *key;

            memset(bytes, "/~ a"[len % 4], len);
            bytes[i / 256] = (char)odd;
            key = key_of((ls_slice){ bytes, len });
            assert_int_equal(strlen(key), is_plain ? len : len + 3);
            assert_memory_equal(key, bytes, i / 256);
            assert_true(is_plain || key[i / 256] == '\\');
            free(key);
        }
}

static void key__of_a_key_is_the_same(void **state)
{
    random_source random = { 37 };
    char bytes[700];

    (void)state;
    for (size_t round = 0; round < 3000; round++) {
        static const char special[] = "\\\\xAaF9g/\xc3\xa9";
        size_t len = random_below(&random, sizeof(bytes));
        char *once;
        char *twice;

        for (size_t i = 0; i < len; i++)
            if (random_below(&random, 8))
                bytes[i] = special[random_below(&random, 11)];
            else
                bytes[i] = (char)random_next(&random);
        once = key_of((ls_slice){ bytes, len });
        twice = key_of(ls_slice_of(once));
        assert_string_equal(twice, once);
        assert_true(strlen(once) <= LS_KEY_MAX);
        free(once);
        free(twice);
    }
}

static void key__up_to_512_bytes_is_whole(void **state)
{
    char bytes[513];
    char *key;

    (void)state;
    memset(bytes, 'a', sizeof(bytes));
    key = key_of((ls_slice){ bytes, 512 });
    assert_int_equal(strlen(key), 512);
    assert_memory_equal(key, bytes, 512);
    free(key);
    key = key_of((ls_slice){ bytes, 513 });
    assert_int_equal(strlen(key), 500);
    assert_memory_equal(key, bytes, 480);
    assert_memory_equal(key + 480, "...#", 4);
    assert_int_equal(strspn(key + 484, "0123456789abcdef"), 16);
    free(key);
}

/* It is the length that is shown that counts: of 200 bytes 800. */
static void key__is_measured_when_escaped(void **state)
{
    char bytes[200];
    char *key;

    (void)state;
    memset(bytes, '\x01', sizeof(bytes));
    key = key_of((ls_slice){ bytes, sizeof(bytes) });
    assert_int_equal(strlen(key), 500);
    assert_memory_equal(key + 476, "\\x01...#", 8);
    free(key);
}

static void key__long_ones_differ_by_their_ends(void **state)
{
    char bytes[2000];
    char *first;
    char *again;
    char *second;

    (void)state;
    memset(bytes, 'a', sizeof(bytes));
    first = key_of((ls_slice){ bytes, sizeof(bytes) });
    again = key_of((ls_slice){ bytes, sizeof(bytes) });
    bytes[1999] = 'b';
    second = key_of((ls_slice){ bytes, sizeof(bytes) });
    assert_string_equal(first, again);
    assert_string_not_equal(first, second);
    assert_memory_equal(first, second, 484);
    free(first);
    free(again);
    free(second);
}

/* The hash must be the same on every machine: this is what 0.1.0 says. */
static void key__hash_of_the_rest_never_changes(void **state)
{
    char bytes[600];
    char *key;

    (void)state;
    memset(bytes, '/', sizeof(bytes));
    key = key_of((ls_slice){ bytes, sizeof(bytes) });
    assert_string_equal(key + 480, "...#5b486eba02b9e26b");
    free(key);
}

static bool is_valid_utf8(const char *text)
{
    ls_slice s = ls_slice_of(text);

    while (s.len) {
        size_t len = ls_escape_plain(s, LS_ESCAPE_CONTROL);

        if (len == 0)
            return false;
        s = ls_slice_skip(s, len);
    }
    return true;
}

static void key__is_not_cut_inside_a_character(void **state)
{
    static const char *const characters[] = { "\xc3\xa9", "\xe2\x82\xac",
                                              "\xf0\x9f\x98\x80" };

    (void)state;
    for (size_t i = 0; i < CASES(characters); i++) {
        for (size_t lead = 0; lead < 4; lead++) {
            char bytes[601] = { 0 };
            char *key;

            memset(bytes, 'a', lead);
            while (strlen(bytes) < 560)
                strncat(bytes, characters[i], 4);
            key = key_of(ls_slice_of(bytes));
            assert_true(is_valid_utf8(key));
            assert_in_range(strlen(key), 497, 500);
            assert_non_null(strstr(key, "...#"));
            free(key);
        }
    }
}

/* The room is used again and again, for short keys and long. */
static void key__room_can_be_used_again(void **state)
{
    ls_buf room = { 0 };
    ls_slice key;
    char bytes[600];

    (void)state;
    memset(bytes, 'a', sizeof(bytes));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(
            ls_key_make((ls_slice){ bytes, sizeof(bytes) }, &room, &key),
            LS_OK);
        assert_int_equal(key.len, 500);
        assert_int_equal(ls_key_make(LS_SLICE("\x01"), &room, &key), LS_OK);
        assert_slice_equal(key, "\\x01");
        assert_int_equal(ls_key_make(LS_SLICE("/"), &room, &key), LS_OK);
        assert_slice_equal(key, "/");
    }
    ls_buf_release(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(key__has_one_spelling),
        cmocka_unit_test(key__escapes_a_byte_wherever_it_stands),
        cmocka_unit_test(key__of_a_key_is_the_same),
        cmocka_unit_test(key__up_to_512_bytes_is_whole),
        cmocka_unit_test(key__is_measured_when_escaped),
        cmocka_unit_test(key__long_ones_differ_by_their_ends),
        cmocka_unit_test(key__hash_of_the_rest_never_changes),
        cmocka_unit_test(key__is_not_cut_inside_a_character),
        cmocka_unit_test(key__room_can_be_used_again),
    };

    return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
