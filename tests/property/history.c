/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "property/history.h"

#include "unit/follow.h"

#include <stdio.h>
#include <unistd.h>

enum {
    KEPT = 4, /* rotated logs with numbers; the next one is deleted */
    LATE = 2  /* runs after which nobody writes to a rotated log any more */
};

static const char link_name[] = "current";

const char *history_name(const log_history *history)
{
    return history->is_linked ? link_name : history->log;
}

static void note(log_history *history, const char *what, const char *name)
{
    size_t used = strlen(history->trace);

    (void)snprintf(history->trace + used, sizeof(history->trace) - used,
                   "%s %s; ", what, name);
}

/* --- Files of the model. */

static history_file *find(log_history *history, const char *name)
{
    for (size_t i = 0; i < history->count; i++)
        if (!history->files[i].is_gone &&
            strcmp(history->files[i].name, name) == 0)
            return &history->files[i];
    return NULL;
}

static history_file *add_file(log_history *history, const char *name)
{
    history_file *file = &history->files[history->count++];

    assert_true(history->count <= HISTORY_FILES);
    *file = (history_file){ .count = 0 };
    (void)snprintf(file->name, sizeof(file->name), "%s", name);
    return file;
}

static bool is_elsewhere(const log_history *history, const history_file *file,
                         short record)
{
    for (size_t i = 0; i < history->count; i++)
        for (size_t j = 0;
             &history->files[i] != file && j < history->files[i].count; j++)
            if (history->files[i].records[j] == record)
                return true;
    return false;
}

/* What the file holds is gone, but for what others hold, too. */
static void lose(log_history *history, const history_file *file)
{
    for (size_t i = 0; i < file->count; i++)
        if (file->is_known && !history->is_counted[file->records[i]] &&
            !is_elsewhere(history, file, file->records[i]))
            history->has_lost = true;
    history->has_deleted = true;
}

static void drop_file(log_history *history, history_file *file)
{
    *file = history->files[--history->count];
}

/* --- What happens to them. */

static void erase(log_history *history, history_file *file)
{
    note(history, "delete", file->name);
    delete (file->name);
    if (history->is_held && file->is_seen) {
        file->is_gone = true;
        return;
    }
    lose(history, file);
    drop_file(history, file);
}

static void rename_file(log_history *history, history_file *file,
                        const char *to)
{
    note(history, file->name, to);
    move(file->name, to);
    (void)snprintf(file->name, sizeof(file->name), "%s", to);
    file->runs = 0;
}

static void append(log_history *history, history_file *file)
{
    size_t count = 1 + random_below(history->random, 4);

    note(history, "write", file->name);
    put_uncounted(file->name, count);
    for (size_t i = count; i-- > 0;) {
        uint64_t number = last_record() - i - history->base - 1;

        assert_true(number < HISTORY_RECORDS);
        file->records[file->count++] = (short)number;
    }
}

static history_file *live(log_history *history)
{
    history_file *file = find(history, history->log);

    return file ? file : add_file(history, history->log);
}

/* A record in two goes is one record once it has its end. */
static void finish_line(log_history *history, history_file *file)
{
    note(history, "finish", file->name);
    put_rest(file->name);
    file->records[file->count++] = (short)(history->part - history->base - 1);
    file->is_cut = false;
}

static void write_log(log_history *history)
{
    history_file *file = live(history);

    if (file->is_cut)
        finish_line(history, file);
    else
        append(history, file);
}

static void write_part(log_history *history)
{
    history_file *file = live(history);

    if (file->is_cut)
        return;
    note(history, "part", file->name);
    put_part(file->name);
    history->part = last_record();
    file->is_cut = true;
}

/* Some rotated log; NULL: there is none. */
static history_file *any_rotated(log_history *history)
{
    size_t at = random_below(history->random, history->count + 1);

    for (size_t i = 0; i < history->count; i++) {
        history_file *file = &history->files[(at + i) % history->count];

        if (!file->is_gone && strcmp(file->name, history->log) != 0)
            return file;
    }
    return NULL;
}

static void write_late(log_history *history)
{
    history_file *file = any_rotated(history);

    if (file && !file->is_cut && !file->is_packed && file->runs < LATE)
        append(history, file);
}

static void move_up(log_history *history)
{
    static const char *const ends[] = { "", ".gz" };
    char from[40];
    char to[40];

    for (size_t age = KEPT; age >= 1; age--)
        for (size_t i = 0; i < 2; i++) {
            history_file *file;

            (void)snprintf(from, sizeof(from), "log.%zu%s", age, ends[i]);
            (void)snprintf(to, sizeof(to), "log.%zu%s", age + 1, ends[i]);
            file = find(history, from);
            if (file && age == KEPT)
                erase(history, file);
            else if (file) {
                size_t runs = file->runs;

                rename_file(history, file, to);
                file->runs = runs;
            }
        }
}

static void rename_log(log_history *history)
{
    history_file *file = find(history, history->log);

    if (!file)
        return;
    move_up(history);
    file = find(history, history->log);
    rename_file(history, file, "log.1");
}

static void copy_log(log_history *history)
{
    history_file *file = find(history, history->log);
    history_file *made;

    if (!file)
        return;
    move_up(history);
    file = find(history, history->log);
    note(history, "copytruncate", file->name);
    copy(file->name, "log.1");
    empty(file->name);
    made = add_file(history, "log.1");
    file = find(history, history->log);
    memcpy(made->records, file->records, sizeof(made->records));
    made->count = file->count;
    made->is_cut = file->is_cut;
    made->is_known = file->is_known;
    file->count = 0;
    file->is_cut = false;
    file->is_known = false;
}

static void date_log(log_history *history)
{
    history_file *file = find(history, history->log);
    char name[40];

    if (!file)
        return;
    (void)snprintf(name, sizeof(name), "log-202611%02zu", ++history->days);
    rename_file(history, file, name);
}

static void truncate_log(log_history *history)
{
    history_file *file = find(history, history->log);

    if (!file)
        return;
    note(history, "truncate", file->name);
    lose(history, file);
    empty(file->name);
    file->count = 0;
    file->is_cut = false;
    file->is_known = false;
}

static void pack_one(log_history *history)
{
    history_file *file = any_rotated(history);
    char name[48];

    if (!file || file->is_packed)
        return;
    (void)snprintf(name, sizeof(name), "%s.gz", file->name);
    note(history, "gzip", file->name);
    pack(file->name, name, 0);
    (void)snprintf(file->name, sizeof(file->name), "%.39s", name);
    file->is_packed = true;
}

static void delete_one(log_history *history)
{
    history_file *file = any_rotated(history);

    if (file)
        erase(history, file);
}

static void delete_log(log_history *history)
{
    history_file *file = find(history, history->log);

    if (file)
        erase(history, file);
}

static void switch_link(log_history *history)
{
    (void)snprintf(history->log, sizeof(history->log), "day-%02zu.log",
                   ++history->days);
    note(history, "switch", history->log);
    put_text(history->log, "");
    (void)add_file(history, history->log);
    if (access(link_name, F_OK) == 0)
        delete (link_name);
    assert_int_equal(symlink(history->log, link_name), 0);
}

/* --- A history. */

void history_begin(log_history *history, random_source *random, bool is_linked,
                   bool is_held)
{
    memset(history, 0, sizeof(*history));
    history->random = random;
    history->is_linked = is_linked;
    history->is_held = is_held;
    history->base = last_record();
    (void)snprintf(history->log, sizeof(history->log), "log");
    if (is_linked)
        switch_link(history);
    append(history, live(history));
}

typedef void step(log_history *history);

void history_step(log_history *history)
{
    static step *const plain[] = { write_log,  write_log,    write_log,
                                   write_log,  write_part,   write_late,
                                   rename_log, rename_log,   copy_log,
                                   date_log,   truncate_log, pack_one,
                                   pack_one,   delete_one,   delete_log };
    static step *const linked[] = { write_log,   write_log,    write_log,
                                    write_part,  write_late,   switch_link,
                                    switch_link, truncate_log, pack_one,
                                    delete_one };

    if (history->is_linked)
        linked[random_below(history->random, CASES(linked))](history);
    else
        plain[random_below(history->random, CASES(plain))](history);
}

void history_run(log_history *history)
{
    note(history, "RUN", "");
    for (size_t i = 0; i < history->count; i++) {
        history_file *file = &history->files[i];

        file->is_seen = true;
        file->runs += strcmp(file->name, history->log) != 0;
        file->is_known = file->count || file->is_cut;
        for (size_t j = 0; j < file->count; j++) {
            short record = file->records[j];

            if (history->is_counted[record])
                continue;
            history->is_counted[record] = true;
            history->lines++;
            history->bytes += record_size(history->base + 1 + (uint64_t)record);
        }
    }
    for (size_t i = history->count; i-- > 0;)
        if (history->files[i].is_gone)
            drop_file(history, &history->files[i]);
    history->has_lost = false;
}
