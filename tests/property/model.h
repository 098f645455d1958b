/* SPDX-License-Identifier: MIT */
#ifndef TESTS_PROPERTY_MODEL_H
#define TESTS_PROPERTY_MODEL_H

#include "property/requests.h"

#include <logstat/summary.h>

/*
 * A naive counter: it walks over all requests once for each number that a
 * summary holds. What differs first is answered in words; NULL if nothing
 * does. Requests of code `left_out` are expected to be filtered.
 */
const char *model_difference(const request *requests, size_t count,
                             int left_out, const ls_summary *summary);

#endif
