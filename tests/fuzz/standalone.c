/* SPDX-License-Identifier: MIT */
/*
 * Calls a fuzz target with each file that is named and with each file in each
 * folder that is named, so that a corpus is a test with any compiler. Every
 * input is a block of memory of its own size: a sanitizer sees one byte more.
 */

#include "fuzz/target.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static int replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = NULL;
    long size = -1;
    int failed = 1;

    if (file && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size >= 0)
        bytes = malloc(size ? (size_t)size : 1);
    if (bytes && fseek(file, 0, SEEK_SET) == 0 &&
        fread(bytes, 1, (size_t)size, file) == (size_t)size) {
        (void)LLVMFuzzerTestOneInput(bytes, (size_t)size);
        failed = 0;
    }
    free(bytes);
    if (file)
        (void)fclose(file);
    if (failed)
        fprintf(stderr, "cannot read %s\n", path);
    return failed;
}

/* `*count` grows by the number of files; returns how many failed. */
static int replay(const char *path, int *count)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    int failed = 0;

    if (!folder) {
        ++*count;
        return replay_file(path);
    }
    while ((entry = readdir(folder)) != NULL) {
        char inner[4096];

        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name);
        ++*count;
        failed += replay_file(inner);
    }
    (void)closedir(folder);
    return failed;
}

int main(int argc, char **argv)
{
    int count = 0;
    int failed = 0;

    for (int i = 1; i < argc; i++)
        failed += replay(argv[i], &count);
    printf("%d inputs replayed\n", count);
    return failed || count == 0;
}
