/* SPDX-License-Identifier: MIT */
#ifndef BASE_UNKEYED_H
#define BASE_UNKEYED_H

#include <logstat/slice.h>

#include <stdint.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* From 0.8 on the hash is what it will stay. */
#if XXH_VERSION_NUMBER < 800
#error "xxHash 0.8 or later is needed"
#endif

/*
 * XXH3: a hash without a secret, the same on every machine, and several times
 * as fast as that with a key (base/hash.h). For what does no harm if somebody
 * chooses keys of the same hash; never for a table.
 */
static inline uint64_t ls_hash_unkeyed(ls_slice key)
{
    return XXH3_64bits(key.ptr, key.len);
}

#endif
