/* SPDX-License-Identifier: MIT */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <logstat/slice.h>

/*
 * SipHash-2-4 (libsodium's crypto_shorthash): without the key nobody can make
 * keys that collide, so no log can slow a table down.
 */
typedef struct ls_hash_key {
    unsigned char bytes[16];
} ls_hash_key;

/* A key that nobody knows; false if the system has no random source. */
bool ls_hash_key_random(ls_hash_key *key);

/*
 * The same key everywhere and always: for results that several machines must
 * agree on, never for a table.
 */
ls_hash_key ls_hash_key_public(void);

uint64_t ls_hash(const ls_hash_key *key, ls_slice bytes);

/*
 * BLAKE2b (libsodium's crypto_generichash): two byte strings of one digest are
 * the same, for nobody can make two that are not.
 */
typedef struct ls_digest {
    unsigned char bytes[16];
} ls_digest;

ls_digest ls_digest_of(ls_slice bytes);

bool ls_digest_equal(const ls_digest *a, const ls_digest *b);

/* SHA-256 (libsodium's crypto_hash_sha256) in base64, as a content security
   policy names it. */
typedef struct ls_sha256_text {
    char text[48];
} ls_sha256_text;

ls_sha256_text ls_sha256_of(ls_slice bytes);

#endif
