/* SPDX-License-Identifier: MIT */
/*
 * Searching with vectors finds what searching byte by byte finds, for every
 * length and alignment. The bytes end where their memory ends, so that a
 * sanitizer sees one that is read too many.
 */

#include "test.h"

#include "base/mask.h"
#include "base/scan.h"
#include "base/word.h"
#include "property/random.h"

enum {
    LONGEST = 160, /* two turns of the longest loop and all behind it */
    ALIGNMENTS = 16,
};

static ls_stops make_stops(random_source *random, size_t count)
{
    ls_stops stops = { 0 };

    for (size_t i = 0; i < count; i++)
        ls_stops_add(&stops, (unsigned char)random_next(random));
    return stops;
}

/* Any byte but a stop; now and then one that differs in a single bit. */
static char other_byte(random_source *random, const ls_stops *stops)
{
    char byte;

    do {
        byte = (char)random_next(random);
        if (random_below(random, 4) == 0)
            byte = (char)(stops->bytes[0][0] ^ (1 << random_below(random, 8)));
    } while (ls_scan_plain(stops, &byte, 1) == 0);
    return byte;
}

/* No stop, or one that comes first at `place`, and any bytes behind it. */
static void fill(random_source *random, const ls_stops *stops, char *bytes,
                 size_t len, size_t place)
{
    for (size_t i = 0; i < len; i++)
        bytes[i] = other_byte(random, stops);
    if (place >= len)
        return;
    bytes[place] = stops->bytes[random_below(random, stops->count)][0];
    for (size_t i = place + 1; i < len; i++)
        if (random_below(random, 3) == 0)
            bytes[i] = stops->bytes[random_below(random, stops->count)][0];
}

/* Every place of the first stop, at one length and alignment. */
static void try_places(random_source *random, size_t count, size_t len,
                       size_t shift)
{
    char *memory = malloc(shift + len + (shift + len == 0));
    char *bytes = memory + shift;

    assert_non_null(memory);
    /* Past the first 80 not every place: there are too many. */
    for (size_t place = 0; place <= len; place += len > 80 ? 3 : 1) {
        ls_stops stops = make_stops(random, count);
        size_t want = place;

        fill(random, &stops, bytes, len, place);
        assert_int_equal(ls_scan_plain(&stops, bytes, len), want);
        assert_int_equal(ls_scan(&stops, bytes, len), want);
    }
    free(memory);
}

static void scan__finds_the_first_stop_at_every_length(void **state)
{
    random_source random = { 5 };

    (void)state;
    for (size_t count = 1; count <= LS_SCAN_STOPS; count++)
        for (size_t len = 0; len <= LONGEST; len++)
            for (size_t shift = 0; shift < ALIGNMENTS; shift++)
                try_places(&random, count, len, shift);
}

/* A stop right before and right behind the bytes must not be seen. */
static void scan__does_not_look_outside(void **state)
{
    ls_stops stops = { 0 };
    char bytes[LONGEST + 2];

    (void)state;
    ls_stops_add(&stops, ' ');
    ls_stops_add(&stops, '"');
    for (size_t len = 0; len <= LONGEST; len++) {
        memset(bytes, ' ', sizeof(bytes));
        memset(bytes + 1, 'a', len);
        assert_int_equal(ls_scan(&stops, bytes + 1, len), len);
    }
}

static void scan__takes_every_byte_for_a_stop(void **state)
{
    char bytes[40];

    (void)state;
    for (unsigned b = 0; b < 256; b++) {
        ls_stops stops = { 0 };

        ls_stops_add(&stops, (unsigned char)b);
        assert_int_equal(stops.count, 1);
        memset(bytes, (int)(b ^ 0x80), sizeof(bytes));
        bytes[33] = (char)b;
        assert_int_equal(ls_scan(&stops, bytes, sizeof(bytes)), 33);
        assert_int_equal(ls_scan(&stops, bytes, 33), 33);
    }
}

static void mask__has_a_bit_for_each_place(void **state)
{
    random_source random = { 6 };

    (void)state;
    for (size_t len = 0; len <= LS_MASK_BYTES; len++) {
        char *bytes = malloc(len + (len == 0));
        uint64_t want = 0;

        assert_non_null(bytes);
        for (size_t i = 0; i < len; i++) {
            bytes[i] = random_below(&random, 3) ? 'a' : ' ';
            want |= (uint64_t)(bytes[i] == ' ') << i;
        }
        assert_true(ls_mask(' ', bytes, len) == want);
        assert_true(ls_mask_plain(' ', bytes, len) == want);
        free(bytes);
    }
    for (size_t i = 0; i < 64; i++)
        assert_int_equal(ls_lowest_bit(UINT64_MAX << i), i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scan__finds_the_first_stop_at_every_length),
        cmocka_unit_test(scan__does_not_look_outside),
        cmocka_unit_test(scan__takes_every_byte_for_a_stop),
        cmocka_unit_test(mask__has_a_bit_for_each_place),
    };

    return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
