/* SPDX-License-Identifier: MIT */
/*
 * The files of the command line before they are opened: those of directories,
 * which of them are the same file, and which may never end. Reading them, and
 * telling what is wrong with them, is the library's part.
 */

#include "cli/inputs.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* `*directory` tells whether it is one; may be NULL. */
static ls_input look(const char *name, bool *directory)
{
    ls_input input = { .name = name, .standard = strcmp(name, "-") == 0 };
    struct stat info;
    int got = input.standard ? fstat(STDIN_FILENO, &info) : stat(name, &info);

    if (directory)
        *directory = got == 0 && !input.standard && S_ISDIR(info.st_mode);
    if (got != 0)
        return input;
    input.exists = true;
    input.stream = !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
    input.device = info.st_dev;
    input.inode = info.st_ino;
    return input;
}

static bool same_file(const ls_input *a, const ls_input *b)
{
    return a->exists && b->exists && a->device == b->device &&
           a->inode == b->inode;
}

static ls_status add(ls_inputs *inputs, const ls_input *input)
{
    if (inputs->count == inputs->cap) {
        size_t cap = inputs->cap ? inputs->cap * 2 : 16;
        ls_input *items = realloc(inputs->items, cap * sizeof(*items));

        if (!items)
            return LS_ENOMEM;
        inputs->items = items;
        inputs->cap = cap;
    }
    inputs->items[inputs->count++] = *input;
    return LS_OK;
}

/* An earlier name of the same directory, or NULL. */
static const char *find_folder(const ls_inputs *inputs, const ls_input *end)
{
    for (size_t i = 0; i < inputs->count; i++) {
        const ls_input *other = &inputs->items[i];

        if (other->ends_folder && same_file(other, end))
            return other->name;
    }
    return NULL;
}

/* Adds the files of a directory, and its end. */
static ls_status add_folder(ls_inputs *inputs, const ls_input *named)
{
    ls_folder *folder = &inputs->folders[inputs->folder_count++];
    const char *twin = find_folder(inputs, named);
    ls_input end = *named;
    size_t count = 0;

    if (twin)
        *folder = (ls_folder){ .name = named->name, .twin = twin };
    else if (ls_folder_open(folder, named->name) != LS_OK)
        return LS_ENOMEM;
    if (folder->directory)
        count = ls_directory_count(folder->directory);
    for (size_t i = 0; i < count; i++) {
        ls_input file = look(ls_directory_file(folder->directory, i), NULL);

        file.folder = folder;
        if (add(inputs, &file) != LS_OK)
            return LS_ENOMEM;
    }
    end.folder = folder;
    end.ends_folder = true;
    return add(inputs, &end);
}

static ls_status add_named(ls_inputs *inputs, const char *name)
{
    bool directory;
    ls_input input = look(name, &directory);

    return directory ? add_folder(inputs, &input) : add(inputs, &input);
}

static int compare(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* By the file they are, and then as they come. */
static int by_file(const void *left, const void *right)
{
    const ls_input *a = *(ls_input *const *)left;
    const ls_input *b = *(ls_input *const *)right;
    int by = compare(a->device, b->device);

    if (by == 0)
        by = compare(a->inode, b->inode);
    return by ? by : (a > b) - (a < b);
}

/* Gives all but the first of those that are one file that one's name. */
static ls_status find_twins(ls_inputs *inputs)
{
    ls_input **sorted = calloc(inputs->count + 1, sizeof(ls_input *));
    size_t count = 0;

    if (!sorted)
        return LS_ENOMEM;
    for (size_t i = 0; i < inputs->count; i++) {
        inputs->distinct += !inputs->items[i].ends_folder;
        if (inputs->items[i].exists && !inputs->items[i].ends_folder)
            sorted[count++] = &inputs->items[i];
    }
    qsort(sorted, count, sizeof(ls_input *), by_file);
    for (size_t i = 1; i < count; i++) {
        const ls_input *last = sorted[i - 1];

        if (!same_file(last, sorted[i]))
            continue;
        sorted[i]->twin = last->twin ? last->twin : last->name;
        inputs->distinct--;
    }
    free(sorted);
    return LS_OK;
}

ls_status ls_inputs_init(ls_inputs *inputs, const ls_words *files)
{
    ls_status status = LS_OK;

    *inputs = (ls_inputs){
        .folders = calloc(files->count + 1, sizeof(ls_folder)),
    };
    if (!inputs->folders)
        return LS_ENOMEM;
    if (files->count == 0)
        status = add_named(inputs, "-");
    for (size_t i = 0; i < files->count && status == LS_OK; i++)
        status = add_named(inputs, files->items[i]);
    return status == LS_OK ? find_twins(inputs) : status;
}

void ls_inputs_release(ls_inputs *inputs)
{
    for (size_t i = 0; i < inputs->folder_count; i++)
        ls_folder_close(&inputs->folders[i]);
    free(inputs->folders);
    free(inputs->items);
    *inputs = (ls_inputs){ 0 };
}

const char *ls_input_title(const ls_input *input)
{
    if (input->standard)
        return "standard input";
    return input->name[0] ? input->name : "''";
}

const ls_input *ls_inputs_find_file(const ls_inputs *inputs, const char *path)
{
    ls_input file = look(path, NULL);

    for (size_t i = 0; i < inputs->count; i++) {
        if (same_file(&inputs->items[i], &file))
            return &inputs->items[i];
    }
    return NULL;
}

const ls_input *ls_inputs_find(const ls_inputs *inputs, const char *name)
{
    for (size_t i = 0; i < inputs->count; i++) {
        if (strcmp(inputs->items[i].name, name) == 0)
            return &inputs->items[i];
    }
    return NULL;
}
