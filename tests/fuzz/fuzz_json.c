/* SPDX-License-Identifier: MIT */
/*
 * The bytes are an object of JSON, or not: base/json.h and its model must say
 * the same, with a reader that has read many others before.
 */

#include "fuzz/demand.h"
#include "fuzz/target.h"
#include "property/json_model.h"

enum {
    MAX_TEXT = 65536
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static ls_json_reader *reader;

    if (!reader)
        reader = ls_json_reader_new();
    if (!reader || size > MAX_TEXT)
        return 0;
    demand_none(
        json_model_differs(reader, (ls_slice){ (const char *)data, size }));
    return 0;
}
