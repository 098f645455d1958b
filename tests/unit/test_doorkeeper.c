/* SPDX-License-Identifier: MIT */
/* A doorkeeper: whom it knows, and when it forgets. */

#include "test.h"

#include "tally/doorkeeper.h"

#include <stdio.h>

enum {
    KEY_ROOM = 24
};

static ls_doorkeeper *new_keeper(void)
{
    ls_doorkeeper *keeper = ls_doorkeeper_new();

    assert_non_null(keeper);
    return keeper;
}

static ls_slice key_of(size_t number, char *room)
{
    int len = snprintf(room, KEY_ROOM, "/%zu.html", number);

    return (ls_slice){ room, (size_t)len };
}

static bool knows(ls_doorkeeper *keeper, size_t number, bool *first)
{
    char room[KEY_ROOM];

    return ls_doorkeeper_knows(keeper, key_of(number, room), first);
}

static void doorkeeper__knows_whom_it_admitted(void **state)
{
    ls_doorkeeper *keeper = new_keeper();
    char room[KEY_ROOM];
    bool first;

    (void)state;
    for (size_t i = 0; i < 1000; i++)
        ls_doorkeeper_admit(keeper, key_of(i, room));
    for (size_t i = 0; i < 1000; i++) {
        assert_true(knows(keeper, i, &first));
        assert_false(first);
    }
    ls_doorkeeper_dismiss(keeper);
    assert_false(knows(keeper, 0, &first));
    ls_doorkeeper_free(keeper);
}

static void doorkeeper__knows_its_guests(void **state)
{
    ls_doorkeeper *keeper = new_keeper();
    char room[KEY_ROOM];
    bool first;

    (void)state;
    assert_false(knows(keeper, 0, &first));
    assert_true(first);
    assert_false(knows(keeper, 1, &first));
    assert_false(first);
    ls_doorkeeper_meet(keeper, key_of(2, room));
    ls_doorkeeper_dismiss(keeper);
    for (size_t i = 0; i < 3; i++)
        assert_true(knows(keeper, i, &first));
    ls_doorkeeper_free(keeper);
}

/* As many strangers as make it forget its guests, and how many it mistook. */
static size_t send_strangers(ls_doorkeeper *keeper, size_t *number)
{
    size_t mistaken = 0;
    bool first;

    for (size_t guests = 0; guests < LS_DOORKEEPER_GUESTS; ++*number)
        if (knows(keeper, *number, &first))
            mistaken++;
        else
            guests++;
    return mistaken;
}

static void doorkeeper__forgets_its_guests_when_there_are_many(void **state)
{
    ls_doorkeeper *keeper = new_keeper();
    size_t number = 1;
    bool first;

    (void)state;
    assert_in_range(send_strangers(keeper, &number), 1,
                    LS_DOORKEEPER_GUESTS / 30);
    assert_true(knows(keeper, 1, &first));
    while (knows(keeper, number, &first))
        number++;
    assert_true(first);
    assert_false(knows(keeper, 1, &first));
    assert_false(first);
    ls_doorkeeper_free(keeper);
}

/* Not those that were admitted. */
static void doorkeeper__never_forgets_whom_it_admitted(void **state)
{
    ls_doorkeeper *keeper = new_keeper();
    char room[KEY_ROOM];
    size_t number = 1;
    bool first;

    (void)state;
    ls_doorkeeper_admit(keeper, key_of(0, room));
    for (size_t i = 0; i < 5; i++) {
        (void)send_strangers(keeper, &number);
        assert_true(knows(keeper, 0, &first));
    }
    ls_doorkeeper_free(keeper);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doorkeeper__knows_whom_it_admitted),
        cmocka_unit_test(doorkeeper__knows_its_guests),
        cmocka_unit_test(doorkeeper__forgets_its_guests_when_there_are_many),
        cmocka_unit_test(doorkeeper__never_forgets_whom_it_admitted),
    };

    return cmocka_run_group_tests_name("doorkeeper", tests, NULL, NULL);
}
