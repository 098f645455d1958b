/* SPDX-License-Identifier: MIT */
/*
 * The file of --update: what is damaged, foreign or newer is never taken for
 * sound, and never lost; it is replaced as a whole, by one run at a time.
 */

#include "test.h"

#include "state/document.h"
#include "state/file.h"
#include "unit/follow.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void store(const char *name, ls_slice bytes)
{
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(file >= 0);
    assert_int_equal(write(file, bytes.ptr, bytes.len), bytes.len);
    assert_int_equal(close(file), 0);
}

static void load(const char *name, ls_buf *text)
{
    bool there;

    text->len = 0;
    assert_int_equal(ls_state_file_read(name, text, &there, NULL), LS_OK);
    assert_true(there);
}

static void demand_text(const char *name, ls_slice want)
{
    ls_buf text = { 0 };

    load(name, &text);
    assert_true(ls_slice_equal(ls_buf_slice(&text), want));
    ls_buf_release(&text);
}

/* A state of two runs, of which `state.prev` is the first. */
static void make_state(ls_buf *text)
{
    put("log", 3);
    put_text("log", "no record\n");
    demand_all("log");
    put("log", 2);
    rotate(2);
    put("log", 1);
    demand_all("log");
    load("state", text);
}

static ls_state_fault fault_of(ls_slice text)
{
    ls_memo memo = { .arena = ls_arena_new() };
    ls_summary *summary = NULL;
    ls_state_fault fault = LS_STATE_SOUND;
    ls_error err = { 0 };
    ls_status status = ls_memo_read(&memo, text, &summary, &fault, &err);

    assert_int_equal(status != LS_OK, fault != LS_STATE_SOUND);
    assert_int_equal(status != LS_OK, err.message[0] != '\0');
    ls_summary_free(summary);
    ls_arena_free(memo.arena);
    return fault;
}

static void cut_anywhere__is_refused(void **state)
{
    ls_buf text = { 0 };

    (void)state;
    make_state(&text);
    assert_int_equal(fault_of(ls_buf_slice(&text)), LS_STATE_SOUND);
    for (size_t len = 0; len < text.len; len++) {
        char *cut = malloc(len + 1);

        assert_non_null(cut);
        memcpy(cut, text.ptr, len);
        assert_int_not_equal(fault_of((ls_slice){ cut, len }), LS_STATE_SOUND);
        free(cut);
    }
    ls_buf_release(&text);
}

static void changed_anywhere__is_refused(void **state)
{
    ls_buf text = { 0 };

    (void)state;
    make_state(&text);
    for (size_t i = 0; i < text.len; i++)
        for (unsigned bit = 1; bit < 256; bit *= 2) {
            text.ptr[i] = (char)(text.ptr[i] ^ (char)bit);
            assert_int_not_equal(fault_of(ls_buf_slice(&text)), LS_STATE_SOUND);
            text.ptr[i] = (char)(text.ptr[i] ^ (char)bit);
        }
    assert_int_equal(fault_of(ls_buf_slice(&text)), LS_STATE_SOUND);
    ls_buf_release(&text);
}

static void what_is_written__is_read_back(void **state)
{
    ls_memo memo = { .arena = ls_arena_new() };
    ls_summary *summary = NULL;
    ls_state_fault fault;
    ls_buf text = { 0 };
    ls_buf again = { 0 };

    (void)state;
    make_state(&text);
    assert_int_equal(
        ls_memo_read(&memo, ls_buf_slice(&text), &summary, &fault, NULL),
        LS_OK);
    assert_int_equal(memo.bookmark_count, 2);
    assert_int_equal(ls_memo_write(&memo, summary, &again), LS_OK);
    assert_true(ls_slice_equal(ls_buf_slice(&text), ls_buf_slice(&again)));
    ls_summary_free(summary);
    ls_arena_free(memo.arena);
    ls_buf_release(&text);
    ls_buf_release(&again);
}

/* Any bytes, as names of files may hold. */
static void texts__are_read_back(void **state)
{
    ls_arena *arena = ls_arena_new();
    char all[256];
    ls_buf text = { 0 };
    ls_slice back;

    (void)state;
    for (size_t i = 0; i < sizeof(all); i++)
        all[i] = (char)i;
    assert_int_equal(ls_text_write((ls_slice){ all, sizeof(all) }, &text),
                     LS_OK);
    for (size_t i = 1; i + 1 < text.len; i++)
        assert_true(text.ptr[i] >= 0x20 && text.ptr[i] < 0x7f &&
                    text.ptr[i] != '"' && text.ptr[i] != '\\');
    assert_int_equal(
        ls_text_read((ls_slice){ text.ptr + 1, text.len - 2 }, arena, &back),
        LS_OK);
    assert_int_equal(back.len, sizeof(all));
    assert_memory_equal(back.ptr, all, sizeof(all));
    assert_int_equal(ls_text_read(LS_SLICE("%4"), arena, &back), LS_ESYNTAX);
    assert_int_equal(ls_text_read(LS_SLICE("%4G"), arena, &back), LS_ESYNTAX);
    ls_arena_free(arena);
    ls_buf_release(&text);
}

/* A state with other bytes in it, and the digest that belongs to these. */
static ls_state_fault fault_with(const char *from, const char *to)
{
    static const ls_memo_field field = { "checksum", LS_MEMO_DIGEST, 0 };
    ls_buf text = { 0 };
    ls_state_fault fault;
    ls_digest digest;
    char *at;

    make_state(&text);
    assert_int_equal(ls_buf_append(&text, (ls_slice){ "", 1 }), LS_OK);
    assert_non_null(text.ptr);
    at = strstr(text.ptr, from);
    assert_non_null(at);
    memcpy(at, to, strlen(to));
    text.len = (size_t)(strstr(text.ptr, "\"checksum\":") - text.ptr);
    digest = ls_digest_of(ls_buf_slice(&text));
    assert_int_equal(ls_field_write(&field, &digest, &text), LS_OK);
    assert_int_equal(ls_buf_append(&text, LS_SLICE("}}\n")), LS_OK);
    fault = fault_of(ls_buf_slice(&text));
    ls_buf_release(&text);
    return fault;
}

static void a_newer_version__is_foreign(void **state)
{
    (void)state;
    assert_int_equal(fault_with("\"version\":1", "\"version\":2"),
                     LS_STATE_FOREIGN);
    assert_int_equal(fault_with("logstat-summary/1", "logstat-summary/2"),
                     LS_STATE_FOREIGN);
}

/* What an attacker wrote, and no damage: its digest fits. */
static void values_that_cannot_be__are_refused(void **state)
{
    (void)state;
    assert_int_equal(fault_with("\"version\":1", "\"version\":0"),
                     LS_STATE_DAMAGED);
    assert_int_equal(fault_with("\"path\":\"l", "\"patx\":\"l"),
                     LS_STATE_DAMAGED);
    assert_int_equal(fault_with("\"prefix\":\"", "\"prefix\":\"g"),
                     LS_STATE_DAMAGED);
    assert_int_equal(fault_with("\"size\":", "\"size\":-"), LS_STATE_DAMAGED);
    assert_int_equal(fault_with("\"path\":\"log", "\"path\":\"%00"),
                     LS_STATE_DAMAGED);
}

static void bookmarks_that_cannot_be__are_refused(void **state)
{
    ls_memo memo = { .arena = ls_arena_new() };
    ls_summary *summary = NULL;
    ls_state_fault fault;
    ls_buf text = { 0 };
    ls_bookmark *bookmark;

    (void)state;
    make_state(&text);
    assert_int_equal(
        ls_memo_read(&memo, ls_buf_slice(&text), &summary, &fault, NULL),
        LS_OK);
    bookmark = &memo.bookmarks[0];
    for (size_t i = 0; i < 3; i++) {
        ls_bookmark kept = *bookmark;

        bookmark->prefix_len = i == 0 ? LS_PREFIX_MOST + 1 : 1;
        bookmark->offset = i == 1 ? UINT64_MAX : 1;
        bookmark->path = i == 2 ? NULL : "log";
        text.len = 0;
        assert_int_equal(ls_memo_write(&memo, summary, &text), LS_OK);
        assert_int_equal(fault_of(ls_buf_slice(&text)), LS_STATE_DAMAGED);
        *bookmark = kept;
    }
    ls_summary_free(summary);
    ls_arena_free(memo.arena);
    ls_buf_release(&text);
}

static ls_status open_state(const char *path, ls_state **opened, ls_error *err)
{
    const ls_state_options options = { .path = path, .now = 1000000 };

    return ls_state_open(&options, opened, err);
}

static void damaged__falls_back(void **state)
{
    ls_buf text = { 0 };
    ls_buf prev = { 0 };
    ls_slice half;
    ls_state *opened = NULL;

    (void)state;
    make_state(&text);
    load("state.prev", &prev);
    half = ls_slice_head(ls_buf_slice(&text), text.len / 2);
    store("state", half);
    assert_int_equal(open_state("state", &opened, NULL), LS_OK);
    assert_non_null(ls_state_fallback(opened));
    assert_int_equal(ls_state_summary(opened)->lines.counted, 3);
    ls_state_free(opened);
    demand_text("state", half); /* to open it changes nothing */
    demand_all("log");          /* what that version lacks is counted again */
    demand_text("state.prev", ls_buf_slice(&prev));
    demand_text("state.damaged", half);
    ls_buf_release(&text);
    ls_buf_release(&prev);
}

static void not_there__falls_back(void **state)
{
    ls_buf text = { 0 };
    ls_state *opened = NULL;

    (void)state;
    make_state(&text);
    delete ("state");
    assert_int_equal(open_state("state", &opened, NULL), LS_OK);
    assert_false(ls_state_begins(opened));
    assert_non_null(ls_state_fallback(opened));
    ls_state_free(opened);
    demand_all("log");
    ls_buf_release(&text);
}

static void damaged_twice__stops(void **state)
{
    ls_state *opened = NULL;
    ls_error err = { 0 };
    ls_buf text = { 0 };

    (void)state;
    make_state(&text);
    store("state", LS_SLICE(""));
    store("state.prev", LS_SLICE("{\"schema\":\"logstat-summary/1\""));
    assert_int_equal(open_state("state", &opened, &err), LS_EIO);
    assert_non_null(strstr(err.message, "state: is damaged"));
    demand_text("state", LS_SLICE(""));
    ls_buf_release(&text);
}

static void what_is_no_state__is_left_as_it_is(void **state)
{
    ls_state *opened = NULL;

    (void)state;
    store("state", LS_SLICE("something else\n"));
    assert_int_equal(open_state("state", &opened, NULL), LS_ESYNTAX);
    demand_text("state", LS_SLICE("something else\n"));
    assert_int_equal(symlink("state", "link"), 0);
    assert_int_equal(open_state("link", &opened, NULL), LS_EIO);
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_int_equal(open_state("fifo", &opened, NULL), LS_EIO);
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(open_state("folder", &opened, NULL), LS_EIO);
    assert_int_equal(open_state("nowhere/state", &opened, NULL), LS_EIO);
}

static ls_status replace(const char *text, bool is_damaged)
{
    return ls_state_file_replace("file", ls_slice_of(text), is_damaged, NULL);
}

static void replacing__keeps_the_version_before(void **state)
{
    mode_t mask = umask(0);
    struct stat info;

    (void)state;
    store("file.tmp", LS_SLICE("left by a run that was killed"));
    assert_int_equal(symlink("elsewhere", "file.prev.tmp"), 0);
    assert_int_equal(replace("1", false), LS_OK);
    assert_int_equal(access("file.prev", F_OK), -1);
    assert_int_equal(replace("2", false), LS_OK);
    demand_text("file", LS_SLICE("2"));
    demand_text("file.prev", LS_SLICE("1"));
    assert_int_equal(replace("3", true), LS_OK);
    demand_text("file", LS_SLICE("3"));
    demand_text("file.prev", LS_SLICE("1"));
    demand_text("file.damaged", LS_SLICE("2"));
    assert_int_equal(stat("file", &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_int_equal(access("file.tmp", F_OK), -1);
    assert_int_equal(access("file.prev.tmp", F_OK), -1);
    assert_int_equal(access("elsewhere", F_OK), -1);
    (void)umask(mask);
}

static void replacing_that_fails__changes_nothing(void **state)
{
    (void)state;
    store("file", LS_SLICE("old"));
    assert_int_equal(mkdir("file.tmp", 0700), 0);
    assert_int_equal(replace("new", false), LS_EIO);
    demand_text("file", LS_SLICE("old"));
    assert_int_equal(rmdir("file.tmp"), 0);
    assert_int_equal(mkdir("file.prev", 0700), 0); /* nothing can be kept */
    assert_int_equal(replace("new", false), LS_EIO);
    demand_text("file", LS_SLICE("old"));
    assert_int_equal(access("file.tmp", F_OK), -1);
}

static void a_lock__is_held_until_it_is_closed(void **state)
{
    struct stat info;
    ls_state *first = NULL;
    ls_state *second = NULL;

    (void)state;
    assert_int_equal(open_state("state", &first, NULL), LS_OK);
    assert_int_equal(open_state("state", &second, NULL), LS_EBUSY);
    ls_state_free(first);
    assert_int_equal(open_state("state", &second, NULL), LS_OK);
    ls_state_free(second);
    assert_int_equal(stat("state.lock", &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        FOLLOWS(cut_anywhere__is_refused),
        FOLLOWS(changed_anywhere__is_refused),
        FOLLOWS(what_is_written__is_read_back),
        FOLLOWS(texts__are_read_back),
        FOLLOWS(a_newer_version__is_foreign),
        FOLLOWS(values_that_cannot_be__are_refused),
        FOLLOWS(bookmarks_that_cannot_be__are_refused),
        FOLLOWS(damaged__falls_back),
        FOLLOWS(not_there__falls_back),
        FOLLOWS(damaged_twice__stops),
        FOLLOWS(what_is_no_state__is_left_as_it_is),
        FOLLOWS(replacing__keeps_the_version_before),
        FOLLOWS(replacing_that_fails__changes_nothing),
        FOLLOWS(a_lock__is_held_until_it_is_closed),
    };

    return cmocka_run_group_tests_name("state_file", tests, NULL, NULL);
}
