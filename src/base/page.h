/* SPDX-License-Identifier: MIT */
#ifndef BASE_PAGE_H
#define BASE_PAGE_H

#include <stddef.h>
#include <stdint.h>

enum {
    LS_PAGE = 4096 /* bytes; that it is a power of two is what matters */
};

/*
 * How many bytes of a buffer to leave free so that what is read from `offset`
 * of a file comes to the same place in a page. Where it comes to just behind
 * that, processors mistake what they load for what they have just stored, as
 * they compare no more than the place in a page ("4K aliasing"), and copying
 * takes up to three times as long. Large blocks of malloc start at byte 16.
 */
static inline size_t ls_page_lead(const char *buffer, uint64_t offset)
{
    return (size_t)(offset - (uintptr_t)buffer) % LS_PAGE;
}

#endif
