/* SPDX-License-Identifier: MIT */
/* Keyed hashing: a thin layer over libsodium, whose only user it is. */

#include "base/hash.h"

#include <sodium.h>

_Static_assert(crypto_shorthash_KEYBYTES == sizeof(ls_hash_key), "key size");
_Static_assert(crypto_shorthash_BYTES == sizeof(uint64_t), "hash size");

_Static_assert(crypto_generichash_BYTES_MIN <= sizeof(ls_digest), "digest");

bool ls_hash_key_random(ls_hash_key *key)
{
    /* Safe to call often, and needed before threads draw random bytes. */
    if (sodium_init() < 0)
        return false;
    randombytes_buf(key->bytes, sizeof(key->bytes));
    return true;
}

ls_hash_key ls_hash_key_public(void)
{
    return (ls_hash_key){ "logstat public/" };
}

uint64_t ls_hash(const ls_hash_key *key, ls_slice bytes)
{
    unsigned char out[sizeof(uint64_t)];

    (void)crypto_shorthash(out, (const unsigned char *)bytes.ptr, bytes.len,
                           key->bytes);
    /* Little endian everywhere, so that machines agree; one load on most. */
    return (uint64_t)out[0] | (uint64_t)out[1] << 8 | (uint64_t)out[2] << 16 |
           (uint64_t)out[3] << 24 | (uint64_t)out[4] << 32 |
           (uint64_t)out[5] << 40 | (uint64_t)out[6] << 48 |
           (uint64_t)out[7] << 56;
}

ls_digest ls_digest_of(ls_slice bytes)
{
    ls_digest digest;

    (void)crypto_generichash(digest.bytes, sizeof(digest.bytes),
                             (const unsigned char *)bytes.ptr, bytes.len, NULL,
                             0);
    return digest;
}

bool ls_digest_equal(const ls_digest *a, const ls_digest *b)
{
    return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

ls_sha256_text ls_sha256_of(ls_slice bytes)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    ls_sha256_text out;

    (void)crypto_hash_sha256(digest, (const unsigned char *)bytes.ptr,
                             bytes.len);
    (void)sodium_bin2base64(out.text, sizeof(out.text), digest, sizeof(digest),
                            sodium_base64_VARIANT_ORIGINAL);
    return out;
}
