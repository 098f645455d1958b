/* SPDX-License-Identifier: MIT */
/*
 * The files of a directory, in the order in which they were written. What they
 * are is found out when they are read, never from their names: a name only
 * decides between files of the same second, as copies are.
 */

#include <logstat/directory.h>

#include "base/arena.h"
#include "base/ending.h"
#include "input/feed.h"
#include "input/names.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

struct file {
    const char *path;
    ls_slice name;   /* the end of it */
    int64_t seconds; /* when it was changed */
    uint64_t age;    /* the number of its rotation; 0: it has none */
};

struct ls_directory {
    ls_arena *arena;
    struct file *files;
    size_t count;
    size_t cap;
    size_t inner;
};

static ls_status no_memory(ls_error *err)
{
    return ls_fail(err, LS_ENOMEM, 0, "no memory");
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/*
 * `log.2` was rotated twice. A long number is a date or a time: of those the
 * larger is the newer one, as in the order of names, and the log without a
 * number is newer than all.
 */
static uint64_t age_of(ls_slice name)
{
    size_t start;
    uint64_t number;

    name = ls_ending_cut(name);
    start = name.len;
    while (start && is_digit(name.ptr[start - 1]))
        start--;
    if (start < 2 || !strchr(".-_", name.ptr[start - 1]) ||
        !ls_slice_to_u64(ls_slice_skip(name, start), &number))
        return 0;
    return number < 100000 ? number : UINT64_MAX;
}

/* How many digits stand at the start. */
static size_t count_digits(ls_slice text)
{
    size_t count = 0;

    while (count < text.len && is_digit(text.ptr[count]))
        count++;
    return count;
}

static int order(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* Cuts a number off both, without its zeros in front. */
static int compare_numbers(ls_slice *a, ls_slice *b)
{
    size_t digits_of_a;
    size_t digits_of_b;
    int by;

    while (a->len && a->ptr[0] == '0')
        *a = ls_slice_skip(*a, 1);
    while (b->len && b->ptr[0] == '0')
        *b = ls_slice_skip(*b, 1);
    digits_of_a = count_digits(*a);
    digits_of_b = count_digits(*b);
    by = order(digits_of_a, digits_of_b);
    if (by == 0 && digits_of_a)
        by = memcmp(a->ptr, b->ptr, digits_of_a);
    *a = ls_slice_skip(*a, digits_of_a);
    *b = ls_slice_skip(*b, digits_of_b);
    return by;
}

/* As people order names: log9 stands before log10. */
static int compare_names(ls_slice a, ls_slice b)
{
    while (a.len && b.len) {
        int by;

        if (is_digit(a.ptr[0]) && is_digit(b.ptr[0])) {
            by = compare_numbers(&a, &b);
        } else {
            by = order((unsigned char)a.ptr[0], (unsigned char)b.ptr[0]);
            a = ls_slice_skip(a, 1);
            b = ls_slice_skip(b, 1);
        }
        if (by != 0)
            return by;
    }
    return order(a.len, b.len);
}

static int compare(const void *left, const void *right)
{
    const struct file *a = left;
    const struct file *b = right;
    int by = (a->seconds > b->seconds) - (a->seconds < b->seconds);

    if (by == 0)
        by = order(b->age, a->age);
    if (by == 0)
        by = compare_names(a->name, b->name);
    return by ? by : strcmp(a->path, b->path);
}

static bool grow(ls_directory *directory)
{
    size_t cap = directory->cap ? directory->cap * 2 : 64;
    struct file *files =
        realloc(directory->files, cap * sizeof(*directory->files));

    if (!files)
        return false;
    directory->files = files;
    directory->cap = cap;
    return true;
}

static char *join(ls_arena *arena, const char *path, const char *name)
{
    size_t len = strlen(path);

    if (len && path[len - 1] == '/')
        path = ls_arena_copy(arena, (ls_slice){ path, len - 1 });
    return path ? ls_arena_join(arena, path, '/', name) : NULL;
}

static ls_status add_file(ls_directory *directory, const char *path,
                          const char *name, int64_t seconds)
{
    struct file *file;

    if (directory->count == directory->cap && !grow(directory))
        return LS_ENOMEM;
    file = &directory->files[directory->count];
    *file = (struct file){ .path = join(directory->arena, path, name),
                           .seconds = seconds,
                           .age = age_of(ls_slice_of(name)) };
    if (!file->path)
        return LS_ENOMEM;
    file->name = ls_slice_of(file->path + strlen(file->path) - strlen(name));
    directory->count++;
    return LS_OK;
}

/*
 * Pipes, sockets and devices are no logs, and to open one may wait for ever or
 * do something. What cannot be looked at is left to whoever opens it.
 */
static ls_status add(ls_directory *directory, DIR *stream, const char *path,
                     const char *name)
{
    struct stat info = { 0 };

    if (name[0] == '.')
        return LS_OK;
    if (fstatat(dirfd(stream), name, &info, 0) != 0)
        return add_file(directory, path, name, 0);
    directory->inner += S_ISDIR(info.st_mode);
    if (!S_ISREG(info.st_mode))
        return LS_OK;
    return add_file(directory, path, name, (int64_t)info.st_mtime);
}

static ls_status fail(ls_error *err, int number)
{
    return number == ENOMEM ? no_memory(err) : ls_fail_io(err, number);
}

static ls_status read_all(ls_directory *directory, DIR *stream,
                          const char *path, ls_error *err)
{
    for (;;) {
        const struct dirent *entry;

        errno = 0;
        entry = readdir(stream);
        if (!entry)
            return errno ? fail(err, errno) : LS_OK;
        if (add(directory, stream, path, entry->d_name) != LS_OK)
            return no_memory(err);
    }
}

static ls_status fill(ls_directory *directory, const char *path, ls_error *err)
{
    DIR *stream = opendir(path);
    ls_status status;

    if (!stream)
        return fail(err, errno);
    status = read_all(directory, stream, path, err);
    (void)closedir(stream);
    if (status == LS_OK && directory->count)
        qsort(directory->files, directory->count, sizeof(*directory->files),
              compare);
    return status;
}

ls_status ls_directory_read(const char *path, ls_directory **directory,
                            ls_error *err)
{
    ls_directory *made = calloc(1, sizeof(*made));
    ls_status status;

    if (!made)
        return no_memory(err);
    made->arena = ls_arena_new();
    status = made->arena ? fill(made, path, err) : no_memory(err);
    if (status != LS_OK) {
        ls_directory_free(made);
        return status;
    }
    *directory = made;
    return LS_OK;
}

void ls_directory_free(ls_directory *directory)
{
    if (!directory)
        return;
    free(directory->files);
    ls_arena_free(directory->arena);
    free(directory);
}

size_t ls_directory_count(const ls_directory *directory)
{
    return directory->count;
}

const char *ls_directory_file(const ls_directory *directory, size_t index)
{
    return directory->files[index].path;
}

bool ls_directory_is_rotated(const ls_directory *directory, size_t index)
{
    ls_slice name = directory->files[index].name;

    if (ls_name_is_compressed(name))
        return true;
    for (size_t i = 0; i < directory->count; i++)
        if (ls_name_is_rotated(directory->files[i].name, name))
            return true;
    return false;
}

size_t ls_directory_inner(const ls_directory *directory)
{
    return directory->inner;
}
