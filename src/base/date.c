/* SPDX-License-Identifier: MIT */
/*
 * Civil dates without locale, time zone or leap-second tables: days are
 * counted from a year that starts in March, so that the leap day comes last
 * and month lengths follow one linear formula.
 */

#include "base/date.h"

enum {
    DAY = 86400,
    DAYS_OF_400_YEARS = 146097,
    EPOCH_FROM_MARCH_0 = 719468, /* days from 0000-03-01 to 1970-01-01 */
};

static int days_of_month(int64_t year, int month)
{
    static const int days[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && leap);
}

bool ls_date_is_valid(const ls_date *date)
{
    return date->year >= 0 && date->year <= 9999 && date->month >= 1 &&
           date->month <= 12 && date->day >= 1 &&
           date->day <= days_of_month(date->year, date->month) &&
           date->hour >= 0 && date->hour <= 23 && date->minute >= 0 &&
           date->minute <= 59 && date->second >= 0 && date->second <= 60;
}

int64_t ls_date_to_seconds(const ls_date *date)
{
    int64_t year = date->year - (date->month <= 2);
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year =
        (153 * (date->month + (date->month > 2 ? -3 : 9)) + 2) / 5 + date->day -
        1;
    int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    int64_t days = era * DAYS_OF_400_YEARS + day_of_era - EPOCH_FROM_MARCH_0;

    return days * DAY + date->hour * 3600 + date->minute * 60 + date->second;
}

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

ls_date ls_date_of_seconds(int64_t seconds)
{
    int64_t days = floor_divide(seconds, DAY);
    int rest = (int)(seconds - days * DAY);
    int64_t z = days + EPOCH_FROM_MARCH_0;
    int64_t era = floor_divide(z, DAYS_OF_400_YEARS);
    int64_t day = z - era * DAYS_OF_400_YEARS;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int64_t day_of_year = day - (365 * year + year / 4 - year / 100);
    int month = (int)((5 * day_of_year + 2) / 153); /* 0 is March */

    return (ls_date){
        .year = year + era * 400 + (month >= 10),
        .month = month < 10 ? month + 3 : month - 9,
        .day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
        .hour = rest / 3600,
        .minute = rest / 60 % 60,
        .second = rest % 60,
    };
}

int ls_date_weekday(int64_t seconds)
{
    int64_t days = floor_divide(seconds, DAY);

    return (int)(((days + 4) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

int ls_date_month(const char name[3])
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

    for (int i = 0; i < 12; i++) {
        const char *month = names + 3 * i;

        if ((name[0] | 0x20) == month[0] && (name[1] | 0x20) == month[1] &&
            (name[2] | 0x20) == month[2])
            return i + 1;
    }
    return 0;
}
