/* SPDX-License-Identifier: MIT */
#ifndef STATE_DOCUMENT_H
#define STATE_DOCUMENT_H

#include "base/buf.h"
#include "state/bookmark.h"

#include <logstat/state.h>

/* What a document says besides its summary. The arena has all it points to. */
typedef struct ls_memo {
    ls_arena *arena;
    ls_digest run;  /* of which nobody else has one */
    uint64_t runs;  /* how many there have been */
    uint64_t begun; /* seconds since the epoch */
    uint64_t saved;
    ls_setting *settings;
    size_t setting_count;
    const char **inputs;
    size_t input_count;
    ls_bookmark *bookmarks;
    size_t bookmark_count;
} ls_memo;

/* Why a document is not taken. */
typedef enum ls_state_fault {
    LS_STATE_SOUND,
    LS_STATE_DAMAGED, /* the version before may do */
    LS_STATE_FOREIGN, /* it is another's, or a newer logstat's */
} ls_state_fault;

/*
 * Reads a document, all of `text`. LS_ESYNTAX with words that go on after its
 * name and `*fault`; LS_ENOMEM. The summary is the caller's.
 */
ls_status ls_memo_read(ls_memo *memo, ls_slice text, ls_summary **summary,
                       ls_state_fault *fault, ls_error *err) LS_MUST_USE;

/* Appends the document of both. LS_ENOMEM is the only failure. */
ls_status ls_memo_write(const ls_memo *memo, const ls_summary *summary,
                        ls_buf *out) LS_MUST_USE;

/* What is a member of `state`, for those who read and write it (fields.c). */
typedef enum ls_memo_kind {
    LS_MEMO_COUNT,    /* uint64_t */
    LS_MEMO_FLAG,     /* bool */
    LS_MEMO_TEXT,     /* const char *, may be NULL */
    LS_MEMO_LINE,     /* ls_slice */
    LS_MEMO_DIGEST,   /* ls_digest */
    LS_MEMO_IDENTITY, /* the handle of an ls_identity */
} ls_memo_kind;

typedef struct ls_memo_field {
    const char *name;
    ls_memo_kind kind;
    size_t offset; /* of the member */
} ls_memo_field;

/* By index, NULL behind the last one. */
const ls_memo_field *ls_memo_field_at(size_t index);
const ls_memo_field *ls_setting_field_at(size_t index);
const ls_memo_field *ls_bookmark_field_at(size_t index);

/* Appends a member with its name, or a text alone, as JSON. LS_ENOMEM. */
ls_status ls_field_write(const ls_memo_field *field, const void *base,
                         ls_buf *out) LS_MUST_USE;
ls_status ls_text_write(ls_slice text, ls_buf *out) LS_MUST_USE;

/*
 * Reads a text back that was written so. LS_ESYNTAX: it was not; LS_ENOMEM.
 */
ls_status ls_text_read(ls_slice text, ls_arena *arena,
                       ls_slice *to) LS_MUST_USE;

/* Takes the value of a member. As above; a number needs no memory. */
ls_status ls_field_read(const ls_memo_field *field, void *base, ls_slice text,
                        ls_arena *arena) LS_MUST_USE;

#endif
