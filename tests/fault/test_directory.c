/* SPDX-License-Identifier: MIT */
/* Directories that cannot be listed to their end, and memory that runs out. */

#include "test.h"

#include "fault/points.h"

#include <logstat/directory.h>

#include <dirent.h>
#include <errno.h>

static size_t entries_before_failure = SIZE_MAX;

/* What the linker calls the real one and this; with files of 64 bits glibc has
   another name for it. */
#ifdef __GLIBC__
#define REAL __real_readdir64
#define WRAP __wrap_readdir64
#else
#define REAL __real_readdir
#define WRAP __wrap_readdir
#endif
struct dirent *REAL(DIR *stream);
struct dirent *WRAP(DIR *stream);

struct dirent *WRAP(DIR *stream)
{
    if (entries_before_failure == 0) {
        errno = EIO;
        return NULL;
    }
    entries_before_failure--;
    return REAL(stream);
}

static ls_status work_directory(uint64_t *result)
{
    ls_directory *directory = NULL;
    ls_status status =
        ls_directory_read(LOGSTAT_SOURCE "/patterns", &directory, NULL);

    if (status == LS_OK)
        *result = ls_directory_count(directory);
    ls_directory_free(directory);
    return status;
}

static void directory__needs_memory(void **state)
{
    (void)state;
    entries_before_failure = SIZE_MAX;
    try_all_points(work_directory, 5);
}

static void directory__that_fails_half_way_is_not_read(void **state)
{
    ls_directory *directory = NULL;
    ls_error err = { 0 };

    (void)state;
    for (size_t i = 0; i < 10; i++) {
        entries_before_failure = i;
        assert_int_equal(
            ls_directory_read(LOGSTAT_SOURCE "/patterns", &directory, &err),
            LS_EIO);
        assert_string_equal(err.message, "Input/output error");
        assert_null(directory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(directory__needs_memory),
        cmocka_unit_test(directory__that_fails_half_way_is_not_read),
    };

    return cmocka_run_group_tests_name("directory", tests, NULL, NULL);
}
