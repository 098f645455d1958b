/* SPDX-License-Identifier: MIT */
/*
 * Frames one behind the other, each told by its first bytes, decoded straight
 * into the room of whoever asks. NULs between and behind them are padding;
 * anything else that is no frame is said.
 */

#include "input/decoder.h"

#include "base/page.h"

enum {
    STEP = 256 * 1024,             /* bytes read at a time */
    MOST_OUT = 1024 * 1024 * 1024, /* that codecs can count */
};

void ls_decoder_init(ls_decoder *decoder, int descriptor, int stop)
{
    *decoder = (ls_decoder){ 0 };
    ls_feed_init(&decoder->feed, descriptor, stop);
}

static void close_codec(ls_decoder *d)
{
    if (d->codec && d->state)
        d->codec->close(d->state);
    d->state = NULL;
}

void ls_decoder_release(ls_decoder *decoder)
{
    close_codec(decoder);
    ls_buf_release(&decoder->in);
}

static ls_slice rest(const ls_decoder *d)
{
    return ls_slice_skip(ls_buf_slice(&d->in), d->used);
}

uint64_t ls_decoder_position(const ls_decoder *decoder)
{
    return decoder->feed.offset - rest(decoder).len;
}

/* Reads more compressed bytes behind those that are there. */
static ls_status refill(ls_decoder *d, ls_error *err)
{
    size_t used = d->used;
    ls_slice left = rest(d);

    if (ls_buf_reserve(&d->in, LS_PAGE + STEP) != LS_OK)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    d->used = ls_page_lead(d->in.ptr + left.len, d->feed.offset);
    if (left.len)
        memmove(d->in.ptr + d->used, d->in.ptr + used, left.len);
    d->in.len = d->used + left.len;
    return ls_feed_read(&d->feed, STEP - left.len, &d->in, err);
}

/* Reads until it can be said whether a frame of a codec, or NULL, follows. */
static ls_status look_ahead(ls_decoder *d, const ls_codec **codec,
                            ls_error *err)
{
    ls_status status = LS_OK;
    bool unsure;

    *codec = ls_codec_of(rest(d), &unsure);
    while (status == LS_OK && unsure && !d->feed.ended) {
        status = refill(d, err);
        *codec = ls_codec_of(rest(d), &unsure);
    }
    return status;
}

/* What was looked at first; then straight from the feed. */
static ls_status read_plain(ls_decoder *d, size_t len, ls_buf *room,
                            ls_error *err)
{
    ls_slice head = ls_slice_head(rest(d), len);
    ls_status status = LS_OK;

    if (head.len) {
        if (ls_buf_append(room, head) != LS_OK)
            return ls_fail(err, LS_ENOMEM, 0, "no memory");
        d->used += head.len;
        return LS_OK;
    }
    ls_buf_release(&d->in);
    d->used = 0;
    if (!d->feed.ended) /* a terminal would ask for a second Ctrl-D */
        status = ls_feed_read(&d->feed, len, room, err);
    d->ended = d->feed.ended;
    return status;
}

static void skip_padding(ls_decoder *d)
{
    while (d->used < d->in.len && d->in.ptr[d->used] == '\0')
        d->used++;
}

static ls_status open_codec(ls_decoder *d, const ls_codec *codec, ls_error *err)
{
    if (d->codec != codec) {
        close_codec(d);
        d->codec = codec;
        if (codec->open(&d->state) != LS_OK)
            return ls_fail(err, LS_ENOMEM, 0, "no memory");
    }
    d->inside = true;
    return LS_OK;
}

/* Looks at the first bytes. */
static ls_status find_out(ls_decoder *d, ls_error *err)
{
    const ls_codec *codec;
    ls_status status = look_ahead(d, &codec, err);

    d->known = true;
    return status == LS_OK && codec ? open_codec(d, codec, err) : status;
}

/* Between two frames: starts the next one if there is one. */
static ls_status start_frame(ls_decoder *d, ls_error *err)
{
    const ls_codec *codec;
    ls_status status;

    skip_padding(d);
    status = look_ahead(d, &codec, err);
    if (status != LS_OK)
        return status;
    if (codec)
        return open_codec(d, codec, err);
    d->ended = d->feed.stopped || rest(d).len == 0;
    if (d->ended || rest(d).ptr[0] == '\0') /* more padding was read */
        return LS_OK;
    return ls_fail(err, LS_EIO, 0,
                   "goes on behind its %s data, from byte %llu on, with "
                   "something else: that is not read",
                   d->codec->name,
                   (unsigned long long)ls_decoder_position(d) + 1);
}

static ls_status fail_decoding(const ls_decoder *d, int got,
                               const char *problem, ls_error *err)
{
    if (got == LS_ENOMEM)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    if (got == LS_EIO)
        return ls_fail(err, LS_EIO, 0, "%s", problem);
    return ls_fail(err, LS_EIO, 0,
                   "is damaged: %s near byte %llu of its %s data; what follows "
                   "is lost",
                   problem, (unsigned long long)ls_decoder_position(d),
                   d->codec->name);
}

/* Inside a frame, all bytes of which are used up. */
static ls_status go_on(ls_decoder *d, ls_error *err)
{
    ls_status status = refill(d, err);

    if (status != LS_OK || !d->feed.ended)
        return status;
    d->ended = true;
    if (d->feed.stopped)
        return LS_OK;
    return ls_fail(err, LS_EIO, 0,
                   "ends inside its %s data: what followed is lost",
                   d->codec->name);
}

/* Inside a frame: decodes as far as the bytes at hand and the room go. */
static ls_status decode(ls_decoder *d, ls_buf *out, ls_error *err)
{
    const char *problem = "";
    ls_slice in = rest(d);
    size_t used = d->used;
    size_t made = out->len;
    int got = d->codec->decode(d->state, &in, out, &problem);

    d->used = d->in.len - in.len;
    if (got < 0)
        return fail_decoding(d, got, problem, err);
    d->inside = got > 0;
    if (!d->inside || out->len != made || d->used != used)
        return LS_OK;
    return in.len ? fail_decoding(d, LS_ESYNTAX, "no way on", err)
                  : go_on(d, err);
}

ls_status ls_decoder_read(ls_decoder *decoder, size_t len, ls_buf *room,
                          ls_error *err)
{
    ls_status status = LS_OK;
    size_t before = room->len;
    ls_buf out;

    if (len > MOST_OUT)
        len = MOST_OUT;
    if (!decoder->known)
        status = find_out(decoder, err);
    if (status != LS_OK)
        return status;
    if (!decoder->codec)
        return read_plain(decoder, len, room, err);
    if (ls_buf_reserve(room, before + len) != LS_OK)
        return ls_fail(err, LS_ENOMEM, 0, "no memory");
    out = (ls_buf){ room->ptr, before, before + len };
    while (status == LS_OK && out.len == before && !decoder->ended)
        status = decoder->inside ? decode(decoder, &out, err)
                                 : start_frame(decoder, err);
    room->len = out.len;
    return status;
}
