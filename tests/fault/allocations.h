/* SPDX-License-Identifier: MIT */
#ifndef TESTS_FAULT_ALLOCATIONS_H
#define TESTS_FAULT_ALLOCATIONS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Memory that runs out when a test wants it to: the linker puts these in the
 * place of malloc, calloc, realloc and free (-Wl,--wrap), for the library and
 * the test, not for shared libraries.
 */

/* From now on the allocation of this number, from 1, fails: once, or with all
   that follow. 0: none fails. */
void allocations_fail_at(size_t number, bool forever);

/* Whether one was made to fail. */
bool allocations_failed(void);

/* How many blocks are allocated and not yet freed. */
size_t allocations_live(void);

#endif
