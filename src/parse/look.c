/* SPDX-License-Identifier: MIT */
/* What values of an unknown log look like, whatever their keys are called. */

#include "parse/look.h"

#include "parse/timestamp.h"

#include <logstat/record.h>

static bool is_status(ls_slice value)
{
    uint64_t number;

    if (!ls_slice_to_u64(value, &number))
        return false;
    return number == 0 || (number >= 100 && number <= 599 && value.len == 3);
}

static bool is_method(ls_slice value)
{
    return ls_method_find(value) != LS_METHOD_OTHER;
}

static bool is_target(ls_slice value)
{
    return ls_slice_starts(value, LS_SLICE("/")) ||
           ls_slice_starts(value, LS_SLICE("http://")) ||
           ls_slice_starts(value, LS_SLICE("https://"));
}

static bool is_request(ls_slice value)
{
    ls_slice method;

    return ls_slice_cut(&value, ' ', &method) && is_method(method) &&
           (is_target(value) || (value.len && value.ptr[0] == '*'));
}

/* A date with a time of day; a number alone could be anything. */
static bool is_time(ls_slice value)
{
    static const ls_time_form any = { .kind = LS_TIME_ANY };
    ls_timer timer = { 0 };
    int64_t ms;

    return value.len && memchr(value.ptr, ':', value.len) &&
           ls_timer_read(&timer, any, value, &ms);
}

static bool (*const tests[LS_LOOK_COUNT])(ls_slice value) = {
    [LS_LOOK_STATUS] = is_status,   [LS_LOOK_METHOD] = is_method,
    [LS_LOOK_REQUEST] = is_request, [LS_LOOK_TARGET] = is_target,
    [LS_LOOK_TIME] = is_time,
};

bool ls_looks_like(ls_look look, ls_slice value)
{
    return tests[look](value);
}
