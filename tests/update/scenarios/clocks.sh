# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Time decides nothing: clocks that are set, zones, the hour that comes twice.

R40() { # the clock of the machine steps back and forth
    needs faketime
    write 10 log
    for time in '2026-11-26 03:00:00' '2026-11-26 02:00:00' \
        '1999-12-31 23:59:59' '2038-01-19 03:14:09' '2106-02-07 06:28:17' \
        '1970-01-01 00:00:01'; do
        code=0
        faketime "$time" logstat --update state.json --json log >out 2>err ||
            code=$?
        [ "$code $(result)" = "0 $records $bytes all" ] ||
            fail "$time: exit $code, counted $(result)"
        write 3 log
        rotate log 9
        write 2 log
    done
    demand log
}

R41() { # summer time ends and begins, a leap second: by what each line says
    printf '%s\n' \
        '192.0.2.1 - - [25/Oct/2026:02:59:59 +0200] "GET / HTTP/1.1" 200 5' \
        '192.0.2.1 - - [25/Oct/2026:02:00:00 +0100] "GET / HTTP/1.1" 200 6' \
        '192.0.2.1 - - [28/Mar/2027:01:59:59 +0100] "GET / HTTP/1.1" 200 7' \
        '192.0.2.1 - - [28/Mar/2027:03:00:00 +0200] "GET / HTTP/1.1" 200 8' \
        '192.0.2.1 - - [31/Dec/2028:23:59:60 +0000] "GET / HTTP/1.1" 200 9' \
        >log
    records=5
    bytes=35
    demand log
    head -n 2 log >autumn
    [ "$(logstat --json autumn | jq -c '[.time.first, .time.last]')" = \
        '["2026-10-25T00:59:59Z","2026-10-25T01:00:00Z"]' ] ||
        fail "$(logstat --json autumn | jq -c .time)"
}

R42() { # the zone of the machine is not that of the log
    write 50 log
    logstat log >expected
    for zone in Asia/Kathmandu America/St_Johns Pacific/Kiritimati UTC; do
        TZ=$zone logstat log >out
        cmp out expected || fail "$zone"
    done
}
