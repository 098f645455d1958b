/* SPDX-License-Identifier: MIT */
/* Logs of random pieces, so that nothing about them is as it should be. */

#include "test.h"

#include "property/mixes.h"

#include <dirent.h>
#include <stdio.h>

enum {
    SAMPLES = 300,
    PIECES = 12
};

static ls_buf samples[SAMPLES];
static size_t sample_count;

static void read_sample(const char *path)
{
    FILE *file = fopen(path, "rb");
    ls_buf *log = &samples[sample_count++];
    size_t got = 1;

    assert_non_null(file);
    while (got) {
        assert_int_equal(ls_buf_reserve(log, log->len + 65536), LS_OK);
        got = fread(log->ptr + log->len, 1, 65536, file);
        log->len += got;
    }
    (void)fclose(file);
}

/* Every log below a folder. */
static void read_samples(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;

    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL) {
        char inner[1024];
        DIR *below;

        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "EXPECTED") == 0)
            continue;
        (void)snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name);
        below = opendir(inner);
        if (below) {
            (void)closedir(below);
            read_samples(inner);
        } else {
            assert_true(sample_count < SAMPLES);
            read_sample(inner);
        }
    }
    (void)closedir(folder);
}

/* Some lines of a sample: from its start, or from anywhere. */
static ls_slice pick_lines(random_source *random)
{
    ls_slice log = ls_buf_slice(&samples[random_below(random, sample_count)]);
    size_t lines = 1 + random_below(random, 30);
    size_t end = 0;

    if (log.len && random_below(random, 2))
        log = ls_slice_skip(log, random_below(random, log.len));
    while (end < log.len && lines)
        lines -= log.ptr[end++] == '\n';
    return ls_slice_head(log, end);
}

void mix_log(random_source *random, ls_buf *log)
{
    log->len = 0;
    for (size_t i = 0; i < PIECES; i++)
        assert_int_equal(ls_buf_append(log, pick_lines(random)), LS_OK);
}

int mixes_set_up(void **state)
{
    (void)state;
    read_samples(LOGSTAT_SOURCE "/samples");
    return sample_count > 100 ? 0 : -1;
}

int mixes_tear_down(void **state)
{
    (void)state;
    for (size_t i = 0; i < sample_count; i++)
        ls_buf_release(&samples[i]);
    return 0;
}
