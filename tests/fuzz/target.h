/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* What libFuzzer, or standalone.c in its place, calls with each input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
