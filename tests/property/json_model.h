/* SPDX-License-Identifier: MIT */
#ifndef TESTS_PROPERTY_JSON_MODEL_H
#define TESTS_PROPERTY_JSON_MODEL_H

#include "base/buf.h"
#include "base/json.h"

/*
 * What ls_json_read() has to do, done in the plainest way: recursive descent,
 * a byte at a time. Appends each value that is to be handed out to `out` as
 * json_model_write() writes it, and returns whether the text is an object.
 */
bool json_model_read(ls_slice text, ls_buf *out);

/* An ls_json_visit, whose context is the ls_buf that it appends to. */
void json_model_write(void *context, ls_slice path, ls_json_type type,
                      ls_slice text);

/*
 * `out` gets what is handed out, instead of what it held. Returns whether the
 * text was taken. The parser without its short cut must say the same, or the
 * program ends.
 */
bool json_model_got(ls_json_reader *reader, ls_slice text, ls_buf *out);

/*
 * Reads a text with both and compares what they say: NULL, or what differs.
 * Of a text that is no object only that is compared.
 */
const char *json_model_differs(ls_json_reader *reader, ls_slice text);

#endif
