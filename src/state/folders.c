/* SPDX-License-Identifier: MIT */
/*
 * Which files are to be looked at. Names and inodes only choose them; what they
 * are is found out from what they hold.
 */

/* For realpath(). NOLINTNEXTLINE: the name is not ours */
#define _XOPEN_SOURCE 700

#include "state/folders.h"

#include "input/names.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>

/* A folder's files, as they were listed. */
struct entry {
    ls_slice name;
    uint64_t inode;
};

struct folder {
    ls_slice path; /* up to the last slash, that included; empty: "." */
    struct entry *entries;
    size_t count;
};

struct search {
    ls_state *state;
    ls_look *look;
    ls_buf *finds;
    ls_buf folders;   /* struct folder each */
    uint64_t *inodes; /* that are known, ascending */
    size_t inode_count;
    size_t input;    /* whose files are searched for */
    ls_slice live;   /* its name in the folder, */
    ls_slice target; /* and that of the file that it leads to, or empty */
};

/* --- Paths. */

static ls_slice folder_of(const char *path)
{
    const char *end = strrchr(path, '/');

    return (ls_slice){ path, end ? (size_t)(end - path) + 1 : 0 };
}

static ls_slice name_of(const char *path)
{
    return ls_slice_of(path + folder_of(path).len);
}

static const char *join(ls_arena *arena, ls_slice folder, ls_slice name)
{
    ls_buf path = { 0 };
    const char *joined = NULL;

    if (ls_buf_append(&path, folder) == LS_OK &&
        ls_buf_append(&path, name) == LS_OK)
        joined = ls_arena_copy(arena, ls_buf_slice(&path));
    ls_buf_release(&path);
    return joined;
}

/* --- Listing. */

static ls_status add_entry(ls_arena *arena, ls_buf *list,
                           const struct dirent *from)
{
    struct entry entry = { .inode = (uint64_t)from->d_ino };
    size_t len = strlen(from->d_name);

    entry.name.ptr = ls_arena_copy(arena, (ls_slice){ from->d_name, len });
    entry.name.len = len;
    if (!entry.name.ptr)
        return LS_ENOMEM;
    return ls_buf_append(list,
                         (ls_slice){ (const char *)&entry, sizeof(entry) });
}

static ls_status list_all(struct search *search, DIR *stream,
                          struct folder *folder)
{
    ls_arena *arena = search->look->arena;
    ls_buf list = { 0 };
    const struct dirent *entry;
    ls_status status = LS_OK;

    while (status == LS_OK && (entry = readdir(stream)) != NULL)
        if (entry->d_name[0] != '.')
            status = add_entry(arena, &list, entry);
    folder->count = list.len / sizeof(struct entry);
    folder->entries =
        ls_arena_alloc(arena, folder->count + 1, sizeof(struct entry));
    if (folder->entries && list.len)
        memcpy(folder->entries, list.ptr, list.len);
    ls_buf_release(&list);
    return status == LS_OK && folder->entries ? LS_OK : LS_ENOMEM;
}

/* A folder that is not there has no files; one that is closed is told. */
static ls_status list_folder(struct search *search, struct folder *folder)
{
    ls_look *look = search->look;
    const char *path =
        folder->path.len ? ls_arena_copy(look->arena, folder->path) : ".";
    DIR *stream = path ? opendir(path) : NULL;
    ls_status status;

    if (!path)
        return LS_ENOMEM;
    if (!stream && (errno == ENOENT || errno == ENOTDIR))
        return LS_OK;
    if (!stream)
        return ls_state_tell(&look->notes, look->arena, true, path,
                             "cannot be listed: rotated logs in it are not "
                             "found");
    status = list_all(search, stream, folder);
    (void)closedir(stream);
    return status;
}

/* The listing of a folder, which is made once. */
static const struct folder *folder_at(struct search *search, ls_slice path)
{
    struct folder *folders = (struct folder *)(void *)search->folders.ptr;
    size_t count = search->folders.len / sizeof(*folders);
    struct folder folder = { .path = path };

    for (size_t i = 0; i < count; i++)
        if (ls_slice_equal(folders[i].path, path))
            return &folders[i];
    if (list_folder(search, &folder) != LS_OK ||
        ls_buf_append(&search->folders, (ls_slice){ (const char *)&folder,
                                                    sizeof(folder) }) != LS_OK)
        return NULL;
    return (struct folder *)(void *)search->folders.ptr + count;
}

/* --- Choosing. */

static int by_number(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left;
    uint64_t b = *(const uint64_t *)right;

    return (a > b) - (a < b);
}

static bool is_known(const struct search *search, uint64_t inode)
{
    return search->inode_count &&
           bsearch(&inode, search->inodes, search->inode_count, sizeof(inode),
                   by_number);
}

static ls_status add(struct search *search, const ls_find *find)
{
    if (!find->path)
        return LS_ENOMEM;
    return ls_buf_append(search->finds,
                         (ls_slice){ (const char *)find, sizeof(*find) });
}

/* A file that was found in a folder. */
static ls_status add_entry_of(struct search *search, ls_slice folder,
                              const struct entry *entry, bool is_rotated)
{
    const ls_find find = {
        .path = join(search->look->arena, folder, entry->name),
        .inode = entry->inode,
        .input = search->input,
        .is_rotated = is_rotated,
    };

    return add(search, &find);
}

static bool is_rotated(const struct search *search, ls_slice name)
{
    if (ls_name_is_rotated(search->live, name))
        return true;
    return search->target.len && (ls_name_is_rotated(search->target, name) ||
                                  ls_name_is_alike(search->target, name));
}

static ls_status search_folder(struct search *search, ls_slice path)
{
    const struct folder *folder = folder_at(search, path);
    ls_status status = LS_OK;

    if (!folder)
        return LS_ENOMEM;
    for (size_t i = 0; i < folder->count && status == LS_OK; i++) {
        const struct entry *entry = &folder->entries[i];

        if (is_rotated(search, entry->name))
            status = add_entry_of(search, path, entry, true);
    }
    return status;
}

/* Where a link leads; NULL with `*status`. */
static const char *target_of(ls_look *look, const char *name, ls_status *status)
{
    struct stat info;
    char *path;
    const char *copy;

    if (lstat(name, &info) != 0 || !S_ISLNK(info.st_mode))
        return NULL;
    path = realpath(name, NULL);
    if (!path)
        return NULL;
    copy = ls_arena_copy(look->arena, ls_slice_of(path));
    free(path);
    *status = copy ? LS_OK : LS_ENOMEM;
    return copy;
}

/* Whether its name is one of a rotated log of another input. */
static bool is_rotated_of_another(const ls_look *look, const ls_watched *input)
{
    for (size_t i = 0; i < look->input_count; i++) {
        const char *other = look->inputs[i].name;

        if (ls_slice_equal(folder_of(other), folder_of(input->name)) &&
            ls_name_is_rotated(name_of(other), name_of(input->name)))
            return true;
    }
    return false;
}

/* The log itself: a file, nothing, or something else. */
static ls_status search_live(struct search *search, ls_watched *input)
{
    ls_find find = { .input = search->input, .is_named = true };
    struct stat info;

    input->is_missing = stat(input->name, &info) != 0;
    input->is_refused = !input->is_missing && !S_ISREG(info.st_mode);
    if (input->is_missing || input->is_refused)
        return LS_OK;
    find.path = input->name;
    find.inode = (uint64_t)info.st_ino;
    find.is_rotated = is_rotated_of_another(search->look, input);
    find.is_live = !find.is_rotated;
    return add(search, &find);
}

static ls_status search_input(struct search *search, size_t index)
{
    ls_watched *input = &search->look->inputs[index];
    ls_status status = LS_OK;
    const char *target = target_of(search->look, input->name, &status);

    search->input = index;
    search->live = name_of(input->name);
    search->target = target ? name_of(target) : (ls_slice){ NULL, 0 };
    if (status == LS_OK)
        status = search_live(search, input);
    if (status == LS_OK)
        status = search_folder(search, folder_of(input->name));
    if (status == LS_OK && target &&
        !ls_slice_equal(folder_of(target), folder_of(input->name)))
        status = search_folder(search, folder_of(target));
    return status;
}

/* Of several inputs the one whose name a rotated log begins with. */
static size_t input_of(const ls_look *look, ls_slice name)
{
    for (size_t i = 0; i < look->input_count; i++)
        if (ls_slice_starts(name, name_of(look->inputs[i].name)))
            return i;
    return 0;
}

static ls_status add_match(struct search *search, const char *path,
                           uint64_t inode)
{
    const ls_find find = {
        .path = ls_arena_copy(search->look->arena, ls_slice_of(path)),
        .inode = inode,
        .input = input_of(search->look, name_of(path)),
        .is_rotated = true,
    };

    return add(search, &find);
}

static ls_status search_pattern(struct search *search, const char *pattern)
{
    glob_t found = { .gl_pathc = 0 };
    int failed = glob(pattern, GLOB_NOSORT, NULL, &found);
    ls_status status = failed == GLOB_NOSPACE ? LS_ENOMEM : LS_OK;

    for (size_t i = 0; !failed && i < found.gl_pathc && status == LS_OK; i++) {
        const char *path = found.gl_pathv[i];
        struct stat info;

        if (stat(path, &info) == 0)
            status = add_match(search, path, (uint64_t)info.st_ino);
    }
    globfree(&found);
    return status;
}

static ls_status search_inodes(struct search *search,
                               const struct folder *folder)
{
    ls_status status = LS_OK;

    for (size_t i = 0; i < folder->count && status == LS_OK; i++) {
        const struct entry *entry = &folder->entries[i];

        if (is_known(search, entry->inode))
            status = add_entry_of(search, folder->path, entry, false);
    }
    return status;
}

/* What has an inode that is known, in all folders where logs are or were. */
static ls_status search_known(struct search *search)
{
    const ls_memo *memo = &search->state->memo;
    ls_status status = LS_OK;
    size_t count;

    search->input = 0;
    for (size_t i = 0; i < memo->bookmark_count; i++)
        if (!folder_at(search, folder_of(memo->bookmarks[i].path)))
            return LS_ENOMEM;
    count = search->folders.len / sizeof(struct folder);
    for (size_t i = 0; i < count && status == LS_OK; i++)
        status = search_inodes(
            search,
            (const struct folder *)(const void *)search->folders.ptr + i);
    return status;
}

static ls_status know_inodes(struct search *search)
{
    const ls_memo *memo = &search->state->memo;
    size_t count = memo->bookmark_count;

    search->inodes =
        ls_arena_alloc(search->look->arena, count + 1, sizeof(uint64_t));
    if (!search->inodes)
        return LS_ENOMEM;
    for (size_t i = 0; i < count; i++)
        search->inodes[i] = memo->bookmarks[i].identity.inode;
    search->inode_count = count;
    if (count)
        qsort(search->inodes, count, sizeof(uint64_t), by_number);
    return LS_OK;
}

ls_status ls_folders_search(ls_state *state, ls_buf *finds)
{
    ls_look *look = &state->look;
    struct search search = { .state = state, .look = look, .finds = finds };
    ls_status status = know_inodes(&search);

    for (size_t i = 0; i < look->input_count && status == LS_OK; i++)
        status = search_input(&search, i);
    if (status == LS_OK && look->rotated && look->input_count)
        status = search_pattern(&search, look->rotated);
    if (status == LS_OK)
        status = search_known(&search);
    ls_buf_release(&search.folders);
    return status;
}
