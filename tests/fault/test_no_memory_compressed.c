/* SPDX-License-Identifier: MIT */
/* Memory that runs out while compressed data is read. */

#include "test.h"

#include "fault/points.h"
#include "input/source.h"
#include "property/compress.h"

#include <stdio.h>
#include <unistd.h>

static const char line[] =
    "192.0.2.1 - - [27/Nov/2019:16:03:11 +0000] \"GET /a HTTP/1.1\" 404 9\n";

/* The file that is read: two frames, so that decoders start anew. */
static int file;

static ls_status read_blocks(ls_source *source, uint64_t *result)
{
    const ls_limits *limits = &source->file.limits;
    ls_buf room = { 0 };
    ls_slice head;
    ls_block block;
    ls_status status = ls_source_head(source, LS_HEAD_MOST, &room, &head, NULL);
    int got = status;

    while (status == LS_OK &&
           (got = ls_source_next(source, &room, &block, NULL)) > 0) {
        assert_true(block.bytes.len <= 2 * limits->block);
        *result += block.bytes.len;
    }
    ls_buf_release(&room);
    return (ls_status)got;
}

static ls_status work(uint64_t *result)
{
    const ls_limits limits = { 1024, 1024 };
    ls_source source;
    ls_status status;

    assert_int_equal(lseek(file, 0, SEEK_SET), 0);
    status = ls_source_attach(&source, file, &limits, -1, NULL);
    if (status == LS_OK)
        status = read_blocks(&source, result);
    assert_true(status != LS_OK || *result == 2 * (sizeof(line) - 1));
    ls_source_release(&source);
    return status;
}

static void no_memory__to_decompress(void **state)
{
    /* zstd and lz4 ask the C library, where the others are given memory. */
    static const size_t least[COMPRESSIONS] = {
        [GZIP] = 3, [ZSTD] = 2, [XZ] = 10, [BZIP2] = 8, [LZ4] = 2
    };

    (void)state;
    for (enum compression kind = 0; kind < COMPRESSIONS; kind++) {
        const ls_slice text = { line, sizeof(line) - 1 };
        FILE *stream = tmpfile();
        ls_buf bytes = { 0 };

        assert_non_null(stream);
        compress_text(kind, text, &bytes);
        compress_text(kind, text, &bytes);
        assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, stream), bytes.len);
        assert_int_equal(fflush(stream), 0);
        ls_buf_release(&bytes);
        file = fileno(stream);
        try_all_points(work, least[kind]);
        (void)fclose(stream);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory__to_decompress),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
