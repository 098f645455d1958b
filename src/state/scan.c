/* SPDX-License-Identifier: MIT */
/*
 * Opening the files that may hold generations. A log may be rotated just then:
 * so the folders are listed again when all are open, and if names have changed
 * all begins anew. What a file is, is asked of its descriptor, not its name.
 */

#include "state/folders.h"

#include "input/feed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    TRIES = 20 /* until the folders are quiet */
};

ls_status ls_state_tell(ls_buf *notes, ls_arena *arena, bool is_error,
                        const char *subject, const char *text)
{
    const ls_state_note note = {
        .subject = subject,
        .text = ls_arena_copy(arena, ls_slice_of(text)),
        .is_error = is_error,
    };

    if (!note.text)
        return LS_ENOMEM;
    return ls_buf_append(notes,
                         (ls_slice){ (const char *)&note, sizeof(note) });
}

static void close_file(ls_candidate *candidate)
{
    if (candidate->file >= 0)
        (void)close(candidate->file);
    candidate->file = -1;
}

static void forget_candidates(ls_look *look)
{
    for (size_t i = 0; i < look->count; i++)
        close_file(&look->candidates[i]);
    look->count = 0;
}

/* One file may have several names: that of the log itself counts most. */
static ls_candidate *find_twin(ls_look *look, const ls_candidate *of)
{
    for (size_t i = 0; i < look->count; i++) {
        ls_candidate *candidate = &look->candidates[i];

        if (candidate->identity.inode == of->identity.inode &&
            candidate->identity.device == of->identity.device)
            return candidate;
    }
    return NULL;
}

static void merge_twin(ls_candidate *twin, const ls_candidate *candidate)
{
    if (candidate->is_live && !twin->is_live) {
        twin->path = candidate->path;
        twin->input = candidate->input;
    }
    twin->is_named = twin->is_named || candidate->is_named;
    twin->is_live = twin->is_live || candidate->is_live;
    twin->is_rotated = twin->is_rotated || candidate->is_rotated;
    twin->is_first = twin->is_first && candidate->is_first;
}

/* The files of a state are no logs. */
static bool is_own(const ls_state *state, const struct stat *info)
{
    static const char *const ends[] = { "", LS_STATE_LOCK, LS_STATE_PREV,
                                        LS_STATE_TEMP, LS_STATE_DAMAGED_END };
    bool own = false;

    if (!state->path)
        return false;
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]) && !own; i++) {
        char *path = ls_state_path(state->path, ends[i]);
        struct stat other;

        own = path && lstat(path, &other) == 0 &&
              other.st_dev == info->st_dev && other.st_ino == info->st_ino;
        free(path);
    }
    return own;
}

ls_watched *ls_look_input(ls_look *look, const char *name)
{
    for (size_t i = 0; i < look->input_count; i++)
        if (strcmp(look->inputs[i].name, name) == 0)
            return &look->inputs[i];
    return NULL;
}

/* A file that cannot be read may be any generation of its log. */
static void hide(ls_look *look, const ls_candidate *candidate)
{
    ls_watched *input = ls_look_input(look, candidate->input);

    if (input)
        input->is_hidden = true;
}

static ls_status tell_closed(ls_look *look, const ls_candidate *candidate,
                             int error)
{
    ls_error words;

    hide(look, candidate);
    (void)ls_fail_io(&words, error);
    return ls_state_tell(&look->notes, look->arena,
                         candidate->is_named || !candidate->is_first,
                         candidate->path, words.message);
}

void ls_look_add(ls_state *state, ls_candidate candidate)
{
    ls_look *look = &state->look;
    ls_candidate *twin = NULL;
    struct stat info;

    if (fstat(candidate.file, &info) != 0 || !S_ISREG(info.st_mode) ||
        is_own(state, &info) ||
        !ls_identity_of(candidate.file, !state->without_handles,
                        &candidate.identity)) {
        (void)close(candidate.file);
        return;
    }
    candidate.size = (uint64_t)info.st_size;
    candidate.modified = (uint64_t)info.st_mtim.tv_sec * 1000000000U +
                         (uint64_t)info.st_mtim.tv_nsec;
    candidate.touched = info.st_ctim.tv_sec;
    twin = find_twin(look, &candidate);
    if (!twin) {
        look->candidates[look->count++] = candidate;
        return;
    }
    merge_twin(twin, &candidate);
    (void)close(candidate.file);
}

static ls_status open_find(ls_state *state, const ls_find *find)
{
    ls_look *look = &state->look;
    const ls_watched *input = &look->inputs[find->input];
    ls_candidate candidate = {
        .path = find->path,
        .input = input->name,
        .is_named = find->is_named,
        .is_live = find->is_live,
        .is_rotated = find->is_rotated,
        .is_first = input->is_first,
    };

    candidate.file =
        open(find->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (candidate.file < 0)
        return errno == ENOENT ? LS_OK : tell_closed(look, &candidate, errno);
    ls_look_add(state, candidate);
    return LS_OK;
}

static ls_status open_all(ls_state *state, const ls_buf *finds)
{
    ls_look *look = &state->look;
    const ls_find *items = (const ls_find *)(const void *)finds->ptr;
    size_t count = finds->len / sizeof(*items);
    ls_status status = LS_OK;

    look->candidates = ls_arena_alloc(
        look->arena, count + state->held_count + 1, sizeof(*look->candidates));
    if (!look->candidates)
        return LS_ENOMEM;
    for (size_t i = 0; i < count && status == LS_OK; i++)
        status = open_find(state, &items[i]);
    if (status == LS_OK)
        ls_look_add_held(state);
    return status;
}

static bool same_finds(const ls_buf *a, const ls_buf *b)
{
    const ls_find *first = (const ls_find *)(const void *)a->ptr;
    const ls_find *second = (const ls_find *)(const void *)b->ptr;

    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < a->len / sizeof(*first); i++)
        if (first[i].inode != second[i].inode ||
            strcmp(first[i].path, second[i].path) != 0)
            return false;
    return true;
}

/* `*quiet`: nothing was renamed meanwhile. */
static ls_status scan_once(ls_state *state, bool *quiet)
{
    ls_look *look = &state->look;
    ls_buf finds = { 0 };
    ls_buf again = { 0 };
    size_t notes;
    ls_status status;

    look->notes.len = 0;
    status = ls_folders_search(state, &finds);
    if (status == LS_OK)
        status = open_all(state, &finds);
    notes = look->notes.len;
    if (status == LS_OK)
        status = ls_folders_search(state, &again);
    look->notes.len = notes;
    *quiet = same_finds(&finds, &again);
    ls_buf_release(&finds);
    ls_buf_release(&again);
    return status;
}

ls_status ls_look_scan(ls_state *state)
{
    bool quiet = false;
    ls_status status = LS_OK;

    for (int i = 0; i < TRIES && status == LS_OK && !quiet; i++) {
        forget_candidates(&state->look);
        status = scan_once(state, &quiet);
    }
    return status;
}

ls_status ls_candidate_look(ls_state *state, ls_candidate *candidate,
                            ls_content **content)
{
    ls_look *look = &state->look;
    ls_error err = { 0 };
    ls_status status;

    *content = candidate->content;
    if (*content)
        return LS_OK;
    *content = ls_arena_alloc(look->arena, 1, sizeof(**content));
    if (!*content)
        return LS_ENOMEM;
    status = ls_content_init(*content, candidate->file, &err);
    if (status == LS_EIO) {
        *content = NULL;
        hide(look, candidate);
        return ls_state_tell(&look->notes, look->arena, true, candidate->path,
                             err.message);
    }
    candidate->content = *content;
    return status;
}

void ls_look_release(ls_look *look)
{
    forget_candidates(look);
    ls_buf_release(&look->notes);
    ls_summary_free(look->gaps);
    ls_arena_free(look->arena);
    *look = (ls_look){ .arena = NULL };
}
