/* SPDX-License-Identifier: MIT */
/*
 * The bytes are a file of --update up to its checksum, which is made to fit:
 * one that is taken is written so that it is read the same.
 */

#include "fuzz/demand.h"
#include "fuzz/target.h"

#include "state/document.h"

#include <stdio.h>

enum {
    MAX_TEXT = 1 << 18
};

/* What stands before the checksum. */
static ls_slice body_of(ls_slice text)
{
    const ls_slice name = LS_SLICE("\"checksum\":");

    for (size_t at = text.len; at-- > 0;)
        if (ls_slice_starts(ls_slice_skip(text, at), name))
            return ls_slice_head(text, at);
    return text;
}

static bool seal(ls_slice body, ls_buf *sealed)
{
    ls_digest digest = ls_digest_of(body);
    char hex[2 * sizeof(digest.bytes) + 1];

    for (size_t i = 0; i < sizeof(digest.bytes); i++)
        (void)snprintf(hex + 2 * i, 3, "%02x", digest.bytes[i]);
    return ls_buf_append(sealed, body) == LS_OK &&
           ls_buf_append(sealed, LS_SLICE("\"checksum\":\"")) == LS_OK &&
           ls_buf_append(sealed, ls_slice_of(hex)) == LS_OK &&
           ls_buf_append(sealed, LS_SLICE("\"}}\n")) == LS_OK;
}

/* Reads a document and writes it down; false: it is not taken. */
static bool pass(ls_slice text, ls_buf *again)
{
    ls_memo memo = { .arena = ls_arena_new() };
    ls_summary *summary = NULL;
    ls_state_fault fault;
    ls_error err = { 0 };
    bool taken = memo.arena &&
                 ls_memo_read(&memo, text, &summary, &fault, &err) == LS_OK;

    if (taken)
        demand(ls_memo_write(&memo, summary, again) == LS_OK,
               "what was read is not written");
    else
        demand(err.message[0] != '\0', "it is refused without a word");
    ls_summary_free(summary);
    ls_arena_free(memo.arena);
    return taken;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ls_buf sealed = { 0 };
    ls_buf first = { 0 };
    ls_buf second = { 0 };

    if (size > MAX_TEXT)
        return 0;
    if (seal(body_of((ls_slice){ (const char *)data, size }), &sealed) &&
        pass(ls_buf_slice(&sealed), &first)) {
        demand(pass(ls_buf_slice(&first), &second),
               "what was written is not read");
        demand(ls_slice_equal(ls_buf_slice(&first), ls_buf_slice(&second)),
               "it is written in another way");
    }
    ls_buf_release(&sealed);
    ls_buf_release(&first);
    ls_buf_release(&second);
    return 0;
}
