/* SPDX-License-Identifier: MIT */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* A date and time of day in the Gregorian calendar, without a zone. */
typedef struct ls_date {
    int64_t year;
    int month;  /* 1 to 12 */
    int day;    /* 1 to 31 */
    int hour;   /* 0 to 23 */
    int minute; /* 0 to 59 */
    int second; /* 0 to 60: 60 is a leap second */
} ls_date;

/* Whether every part is in its range and the month has that day. */
bool ls_date_is_valid(const ls_date *date);

/* Seconds since 1970-01-01 00:00:00 of a valid date, both in UTC. */
int64_t ls_date_to_seconds(const ls_date *date);

/* The reverse. */
ls_date ls_date_of_seconds(int64_t seconds);

/* 0 for Sunday to 6 for Saturday. */
int ls_date_weekday(int64_t seconds);

/* 1 to 12 for "Jan" to "Dec" (exactly three letters, any case), else 0. */
int ls_date_month(const char name[3]);

#endif
