/* SPDX-License-Identifier: MIT */
/* The formats of the folder patterns/, compiled in. */

#include "parse/formats.h"

static const struct text {
    const char *name;
    const char *text;
} texts[] = {
#define TEXT(name, text) { name, text },
#include "patterns.inc"
#undef TEXT
};

ls_status ls_formats_add_builtin(ls_formats *formats, ls_error *err)
{
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        ls_status status = ls_formats_add_tested(
            formats, ls_slice_of(texts[i].text), texts[i].name, err);

        if (status != LS_OK)
            return status;
    }
    return LS_OK;
}
