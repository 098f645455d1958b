/* SPDX-License-Identifier: MIT */
/* Slices: the few operations that are not one line. */

#include <logstat/slice.h>

bool ls_slice_cut(ls_slice *s, char end, ls_slice *head)
{
    const char *at = s->len ? memchr(s->ptr, end, s->len) : NULL;

    if (!at)
        return false;
    *head = ls_slice_head(*s, (size_t)(at - s->ptr));
    *s = ls_slice_skip(*s, head->len + 1);
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

ls_slice ls_slice_trim(ls_slice s)
{
    while (s.len && is_blank(s.ptr[0]))
        s = ls_slice_skip(s, 1);
    while (s.len && is_blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

bool ls_slice_to_u64(ls_slice s, uint64_t *value)
{
    uint64_t sum = 0;

    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned digit = (unsigned)(s.ptr[i] - '0');

        if (digit > 9 || sum > (UINT64_MAX - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}
