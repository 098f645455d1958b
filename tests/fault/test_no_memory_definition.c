/* SPDX-License-Identifier: MIT */
/* Memory that runs out while a format in a server's words is made. */

#include "test.h"

#include "fault/points.h"

#include <logstat/format.h>

/* Strings of both servers, with all that can be in them. */
static const char *const strings[] = {
    "LogFormat \"%h %l %u %t [%{%F %T}t.%{msec_frac}t] \\\"%r\\\" %>s %b "
    "%v:%p %U%q \\\"%{User-Agent}i\\\" %{x}^ti\" nickname",
    "log_format m escape=none '$remote_addr $host$uri$is_args$args '\n"
    "'$status ${upstream_addr} \"$http_referer\"';",
};

static ls_status work_definition(uint64_t *result)
{
    ls_status status = LS_OK;

    for (size_t i = 0; status == LS_OK && i < CASES(strings); i++) {
        ls_formats *formats = ls_formats_new();
        const ls_format *format = NULL;

        if (!formats)
            return LS_ENOMEM;
        status =
            ls_formats_define(formats, ls_slice_of(strings[i]), &format, NULL);
        if (status == LS_OK)
            status = ls_formats_compile(formats, NULL);
        if (status == LS_OK)
            *result += strlen(ls_format_regex(format));
        ls_formats_free(formats);
    }
    return status;
}

static const char *const files[] = {
    LOGSTAT_SOURCE "/tests/golden/format_file_apache/apache2.conf:deep",
    LOGSTAT_SOURCE "/tests/golden/format_file_nginx/nginx.conf",
    LOGSTAT_SOURCE "/tests/golden/format_file_nginx/plain.conf",
};

static ls_status work_configuration(uint64_t *result)
{
    ls_status status = LS_OK;

    for (size_t i = 0; status == LS_OK && i < CASES(files); i++) {
        ls_formats *formats = ls_formats_new();
        const ls_format *format = NULL;

        if (!formats)
            return LS_ENOMEM;
        status = ls_formats_define_from(formats, ls_slice_of(files[i]), &format,
                                        NULL);
        if (status == LS_OK)
            *result += strlen(ls_format_definition(format));
        ls_formats_free(formats);
    }
    return status;
}

static void no_memory__to_define_a_format(void **state)
{
    (void)state;
    try_all_points(work_definition, 50);
}

static void no_memory__to_read_a_configuration(void **state)
{
    (void)state;
    try_all_points(work_configuration, 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory__to_define_a_format),
        cmocka_unit_test(no_memory__to_read_a_configuration),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
