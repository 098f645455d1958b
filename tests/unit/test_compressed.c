/* SPDX-License-Identifier: MIT */
/*
 * Compressed sources: their blocks, whose bytes are those of what is inside,
 * and what memory they may ask for.
 */

#include "test.h"

#include "input/source.h"
#include "property/compress.h"
#include "property/laws.h"

#include <lzma.h>
#include <unistd.h>

static const ls_limits small = { 4, 100 };
static const ls_limits large = { 1 << 20, 1 << 20 };

/* Blocks of a compressed file, and how far they got in it. */
static void compressed__source_is_read_in_order(void **state)
{
    ls_buf bytes = { 0 };
    ls_buf room = { 0 };
    ls_buf text = { 0 };
    ls_source source;
    ls_block block;
    int file;

    (void)state;
    compress_text(ZSTD, LS_SLICE("one\ntwo\n"), &bytes);
    compress_text(GZIP, LS_SLICE("\nthree and four\nfive"), &bytes);
    file = file_of(ls_buf_slice(&bytes));
    assert_int_equal(ls_source_attach(&source, file, &small, -1, NULL), LS_OK);
    assert_false(ls_source_is_splittable(&source));
    assert_int_equal(source.size, bytes.len);
    while (ls_source_next(&source, &room, &block, NULL) == 1) {
        assert_int_equal(block.offset, text.len);
        assert_int_equal(ls_buf_append(&text, block.bytes), LS_OK);
    }
    assert_slice_equal(ls_buf_slice(&text), "one\ntwo\n\nthree and four\nfive");
    assert_int_equal(source.bytes, 28);
    assert_int_equal(ls_source_position(&source), bytes.len);
    ls_source_release(&source);
    ls_buf_release(&bytes);
    ls_buf_release(&room);
    ls_buf_release(&text);
    (void)close(file);
}

/* What there was of the last line is handed out, then what is wrong. */
static void compressed__source_hands_out_all_that_came_before_a_failure(
    void **state)
{
    ls_error err = { 0 };
    ls_buf bytes = { 0 };
    ls_buf room = { 0 };
    ls_source source;
    ls_block block;
    ls_slice head;
    int file;

    (void)state;
    compress_text(GZIP, LS_SLICE("one\ntw"), &bytes);
    file = file_of(ls_slice_head(ls_buf_slice(&bytes), bytes.len - 1));
    assert_int_equal(ls_source_attach(&source, file, &large, -1, NULL), LS_OK);
    assert_int_equal(ls_source_head(&source, LS_HEAD_MOST, &room, &head, &err),
                     LS_OK);
    assert_slice_equal(head, "one\ntw");
    assert_int_equal(ls_source_next(&source, &room, &block, &err), 1);
    assert_slice_equal(block.bytes, "one\ntw");
    assert_string_equal(err.message, "");
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(ls_source_next(&source, &room, &block, &err), LS_EIO);
        assert_string_equal(err.message,
                            "ends inside its gzip data: what followed is lost");
    }
    ls_source_release(&source);
    ls_buf_release(&bytes);
    ls_buf_release(&room);
    (void)close(file);
}

/* 200 MiB of NULs in 200 KB, for which a log would be full of holes. */
static void compressed__bomb_costs_no_memory(void **state)
{
    enum {
        MIB = 1024 * 1024,
        MEMBERS = 200,
    };
    static const char nothing[MIB];
    ls_buf member = { 0 };
    ls_buf bytes = { 0 };
    ls_buf room = { 0 };
    uint64_t nul = 0;
    ls_source source;
    ls_block block;
    int file;

    (void)state;
    compress_text(GZIP, (ls_slice){ nothing, MIB }, &member);
    for (size_t i = 0; i < MEMBERS; i++)
        assert_int_equal(ls_buf_append(&bytes, ls_buf_slice(&member)), LS_OK);
    file = file_of(ls_buf_slice(&bytes));
    assert_int_equal(ls_source_attach(&source, file, &large, -1, NULL), LS_OK);
    while (ls_source_next(&source, &room, &block, NULL) == 1) {
        nul += block.nul + ls_nul_run(block.bytes);
        assert_true(room.cap + source.stream.carry.cap <= 8 * MIB);
    }
    assert_int_equal(nul, (uint64_t)MEMBERS * MIB);
    assert_int_equal(source.bytes, (uint64_t)MEMBERS * MIB);
    ls_source_release(&source);
    ls_buf_release(&member);
    ls_buf_release(&bytes);
    ls_buf_release(&room);
    (void)close(file);
}

/* Tries to look at what is inside. */
static ls_status head_of(ls_slice bytes, ls_error *err)
{
    int file = file_of(bytes);
    ls_buf room = { 0 };
    ls_source source;
    ls_status status;
    ls_slice head;

    assert_int_equal(ls_source_attach(&source, file, &large, -1, NULL), LS_OK);
    status = ls_source_head(&source, LS_HEAD_MOST, &room, &head, err);
    ls_source_release(&source);
    ls_buf_release(&room);
    (void)close(file);
    return status;
}

/* Whose header asks for a window of 256 MiB. */
static void compressed__refuses_zstd_that_needs_too_much_memory(void **state)
{
    const ls_slice bytes = LS_SLICE("\x28\xb5\x2f\xfd\x00\x90\x19\0\0a\nb");
    ls_error err;

    (void)state;
    assert_int_equal(head_of(bytes, &err), LS_EIO);
    assert_string_equal(err.message,
                        "is compressed with zstd in a way that needs more than "
                        "128 MiB of memory; pipe it in: zstd -dc --long=31 "
                        "FILE | logstat");
}

/* The same, by a changed size of the dictionary in the header of its block. */
static void compressed__refuses_xz_that_needs_too_much_memory(void **state)
{
    const size_t block = 12; /* where the header of the block is */
    ls_buf bytes = { 0 };
    ls_error err;
    unsigned char *header;
    unsigned char *filter;
    uint32_t check;
    size_t len;

    (void)state;
    compress_text(XZ, LS_SLICE("one\n"), &bytes);
    header = (unsigned char *)bytes.ptr + block;
    len = ((size_t)header[0] + 1) * 4;
    filter = memchr(header, 0x21, len); /* LZMA2 */
    assert_true(filter && filter[1] == 1);
    filter[2] = 32;
    check = lzma_crc32(header, len - 4, 0);
    for (size_t i = 0; i < 4; i++)
        header[len - 4 + i] = (unsigned char)(check >> 8 * i);
    assert_int_equal(head_of(ls_buf_slice(&bytes), &err), LS_EIO);
    assert_string_equal(err.message,
                        "is compressed with xz in a way that needs more than "
                        "128 MiB of memory; pipe it in: xzcat FILE | logstat");
    ls_buf_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compressed__source_is_read_in_order),
        cmocka_unit_test(
            compressed__source_hands_out_all_that_came_before_a_failure),
        cmocka_unit_test(compressed__bomb_costs_no_memory),
        cmocka_unit_test(compressed__refuses_zstd_that_needs_too_much_memory),
        cmocka_unit_test(compressed__refuses_xz_that_needs_too_much_memory),
    };

    return cmocka_run_group_tests_name("compressed", tests, NULL, NULL);
}
