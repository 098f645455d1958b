/* SPDX-License-Identifier: MIT */
/*
 * The files of the command line before they are opened: which of them are the
 * same file, and which may never end. Reading them, and telling what is wrong
 * with them, is the library's part.
 */

#include "cli/inputs.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static ls_input look(const char *name)
{
    ls_input input = { .name = name, .standard = strcmp(name, "-") == 0 };
    struct stat info;
    int got = input.standard ? fstat(STDIN_FILENO, &info) : stat(name, &info);

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

static void add(ls_inputs *inputs, const char *name)
{
    ls_input input = look(name);

    for (size_t i = 0; i < inputs->count && !input.twin; i++) {
        if (same_file(&inputs->items[i], &input))
            input.twin = inputs->items[i].name;
    }
    if (!input.twin)
        inputs->distinct++;
    inputs->items[inputs->count++] = input;
}

ls_status ls_inputs_init(ls_inputs *inputs, const ls_words *files)
{
    size_t room = files->count ? files->count : 1;

    *inputs = (ls_inputs){ .items = calloc(room, sizeof(*inputs->items)) };
    if (!inputs->items)
        return LS_ENOMEM;
    if (files->count == 0)
        add(inputs, "-");
    for (size_t i = 0; i < files->count; i++)
        add(inputs, files->items[i]);
    return LS_OK;
}

void ls_inputs_release(ls_inputs *inputs)
{
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
    ls_input file = look(path);

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
