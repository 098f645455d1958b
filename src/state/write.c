/* SPDX-License-Identifier: MIT */
/*
 * Writing the document: that of the summary, and `state` as its last key, which
 * ends with a digest of all bytes before that.
 */

#include "state/document.h"

#include <logstat/render.h>

static ls_status collect(void *context, ls_slice bytes)
{
    return ls_buf_append(context, bytes);
}

static ls_status put(ls_buf *out, const char *text)
{
    return ls_buf_append(out, ls_slice_of(text));
}

typedef const ls_memo_field *fields_at(size_t index);

/* The members of something, with commas between. */
static ls_status put_fields(fields_at *at, const void *base, ls_buf *out)
{
    const ls_memo_field *field;
    ls_status status = LS_OK;

    for (size_t i = 0; status == LS_OK && (field = at(i)) != NULL; i++) {
        if (i)
            status = put(out, ",");
        if (status == LS_OK)
            status = ls_field_write(field, base, out);
    }
    return status;
}

/* A list of objects, `size` bytes each. */
static ls_status put_list(fields_at *at, const void *items, size_t count,
                          size_t size, ls_buf *out)
{
    ls_status status = put(out, "[");

    for (size_t i = 0; i < count && status == LS_OK; i++) {
        status = put(out, i ? ",{" : "{");
        if (status == LS_OK)
            status = put_fields(at, (const char *)items + i * size, out);
        if (status == LS_OK)
            status = put(out, "}");
    }
    return status == LS_OK ? put(out, "]") : status;
}

static ls_status put_inputs(const ls_memo *memo, ls_buf *out)
{
    ls_status status = put(out, "[");

    for (size_t i = 0; i < memo->input_count && status == LS_OK; i++) {
        if (i)
            status = put(out, ",");
        if (status == LS_OK)
            status = ls_text_write(ls_slice_of(memo->inputs[i]), out);
    }
    return status == LS_OK ? put(out, "]") : status;
}

static ls_status put_state(const ls_memo *memo, ls_buf *out)
{
    ls_status status = put(out, ",\"state\":{\"version\":1,");

    if (status == LS_OK)
        status = put_fields(ls_memo_field_at, memo, out);
    if (status == LS_OK)
        status = put(out, ",\"settings\":");
    if (status == LS_OK)
        status = put_list(ls_setting_field_at, memo->settings,
                          memo->setting_count, sizeof(ls_setting), out);
    if (status == LS_OK)
        status = put(out, ",\"inputs\":");
    if (status == LS_OK)
        status = put_inputs(memo, out);
    if (status == LS_OK)
        status = put(out, ",\"generations\":");
    if (status == LS_OK)
        status = put_list(ls_bookmark_field_at, memo->bookmarks,
                          memo->bookmark_count, sizeof(ls_bookmark), out);
    return status;
}

static ls_status put_checksum(ls_buf *out)
{
    static const ls_memo_field field = { "checksum", LS_MEMO_DIGEST, 0 };
    ls_digest digest;

    if (put(out, ",") != LS_OK)
        return LS_ENOMEM;
    digest = ls_digest_of(ls_buf_slice(out));
    if (ls_field_write(&field, &digest, out) != LS_OK)
        return LS_ENOMEM;
    return put(out, "}}\n");
}

ls_status ls_memo_write(const ls_memo *memo, const ls_summary *summary,
                        ls_buf *out)
{
    const ls_sink sink = { .write = collect, .context = out };

    if (ls_render_json(summary, &sink) != LS_OK)
        return LS_ENOMEM;
    out->len -= 2; /* the last brace, and the line end */
    return put_state(memo, out) == LS_OK ? put_checksum(out) : LS_ENOMEM;
}
