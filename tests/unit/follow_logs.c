/* SPDX-License-Identifier: MIT */
/* A folder with logs, and what happens to them. */

#include "test.h"

#include "property/compress.h"
#include "unit/follow.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static uint64_t serial;
static uint64_t want_lines;
static uint64_t want_bytes;
static char rest[200]; /* of the record that was put in part, */
static uint64_t part;  /* and which one that is */

int follow_enter(void **state)
{
    char path[] = "/tmp/logstat-follow-XXXXXX";

    assert_non_null(mkdtemp(path));
    assert_int_equal(chdir(path), 0);
    *state = strdup(path);
    want_lines = 0;
    want_bytes = 0;
    return 0;
}

static void clear(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;

    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL) {
        char inner[600];

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        (void)snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name);
        if (unlink(inner) != 0) {
            clear(inner);
            assert_int_equal(rmdir(inner), 0);
        }
    }
    (void)closedir(folder);
}

int follow_leave(void **state)
{
    clear(".");
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(*state), 0);
    free(*state);
    return 0;
}

/* --- Logs. */

void put_text(const char *name, const char *text)
{
    FILE *file = fopen(name, "ab");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

uint64_t last_record(void)
{
    return serial;
}

uint64_t record_size(uint64_t number)
{
    return (number * UINT64_C(0x9e3779b97f4a7c15)) >> 24;
}

static void make_record(char *record, size_t room)
{
    serial++;
    (void)snprintf(record, room,
                   "192.0.2.7 - - [26/Nov/2026:03:00:00 +0000] "
                   "\"GET /%llu HTTP/1.1\" 200 %llu \"-\" \"agent\"\n",
                   (unsigned long long)serial,
                   (unsigned long long)record_size(serial));
}

void put_uncounted(const char *name, size_t count)
{
    char record[200];

    put_text(name, "");
    for (size_t i = 0; i < count; i++) {
        make_record(record, sizeof(record));
        put_text(name, record);
    }
}

void put(const char *name, size_t count)
{
    uint64_t before = serial;

    put_uncounted(name, count);
    while (before < serial) {
        want_lines++;
        want_bytes += record_size(++before);
    }
}

void put_part(const char *name)
{
    const size_t len = 60;
    char record[200];

    make_record(record, sizeof(record));
    part = serial;
    (void)snprintf(rest, sizeof(rest), "%s", record + len);
    record[len] = '\0';
    put_text(name, record);
}

void put_rest(const char *name)
{
    put_text(name, rest);
    want_lines++;
    want_bytes += record_size(part);
}

static void load(const char *name, ls_buf *bytes)
{
    FILE *file = fopen(name, "rb");
    size_t got = 1;

    assert_non_null(file);
    while (got) {
        assert_int_equal(ls_buf_reserve(bytes, bytes->len + 65536), LS_OK);
        got = fread(bytes->ptr + bytes->len, 1, 65536, file);
        bytes->len += got;
    }
    (void)fclose(file);
}

static void store(const char *name, ls_slice bytes)
{
    FILE *file = fopen(name, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

void move(const char *from, const char *to)
{
    assert_int_equal(rename(from, to), 0);
}

void copy(const char *from, const char *to)
{
    ls_buf bytes = { 0 };

    load(from, &bytes);
    store(to, ls_buf_slice(&bytes));
    ls_buf_release(&bytes);
}

void empty(const char *name)
{
    assert_int_equal(truncate(name, 0), 0);
}

void delete (const char *name)
{
    assert_int_equal(unlink(name), 0);
}

void pack(const char *name, const char *to, size_t len)
{
    ls_buf bytes = { 0 };
    ls_buf packed = { 0 };

    load(name, &bytes);
    compress_text(GZIP, ls_buf_slice(&bytes), &packed);
    store(to, ls_slice_head(ls_buf_slice(&packed), len ? len : packed.len));
    delete (name);
    ls_buf_release(&bytes);
    ls_buf_release(&packed);
}

void rotate(size_t most)
{
    char from[32];
    char to[32];

    for (size_t i = most; i-- > 1;) {
        (void)snprintf(from, sizeof(from), "log.%zu", i);
        (void)snprintf(to, sizeof(to), "log.%zu", i + 1);
        if (access(from, F_OK) == 0)
            move(from, to);
    }
    move("log", "log.1");
}

void follow_wanted(uint64_t *lines, uint64_t *bytes)
{
    *lines = want_lines;
    *bytes = want_bytes;
}
