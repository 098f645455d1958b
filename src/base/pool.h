/* SPDX-License-Identifier: MIT */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/buf.h"

/*
 * Memory for YAJL, which does not look whether it got any: so it gets it from a
 * pool, which is made large enough before each text for all that reading it can
 * take, and is used anew for the next. A zeroed one is ready.
 */
typedef struct ls_pool {
    ls_buf room;
} ls_pool;

void ls_pool_release(ls_pool *pool);

/*
 * Makes room for all that reading a text takes whose longest string, with its
 * quotes and escapes, has `longest` bytes, and which has no more than
 * LS_POOL_LEVELS levels.
 */
ls_status ls_pool_reserve(ls_pool *pool, size_t longest) LS_MUST_USE;

enum {
    LS_POOL_LEVELS = 512
};

/* For YAJL, with the pool as `context`. */
void *ls_pool_take(void *context, size_t size);
void *ls_pool_take_more(void *context, void *old, size_t size);
void ls_pool_give_back(void *context, void *bytes);

#endif
