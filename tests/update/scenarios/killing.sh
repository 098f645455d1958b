# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Runs that are killed, and logs that are rotated while one reads them.

# at_each_call HISTORY ACTION: sets up HISTORY, disturbs a run of it by ACTION at
# its first system call, its second and so on to the last, and demands that the
# next run has all. An action `kill` ends the run there.
at_each_call() {
    nth=0
    while :; do
        nth=$((nth + 1))
        mkdir "$nth"
        cd "$nth" || exit
        records=0
        bytes=0
        "$1"
        code=0
        interrupt $nth "$2" logstat --jobs 1 --update state.json --json log \
            >out 2>err || code=$?
        case $2-$code in
        kill-137) ;;
        kill-0) break ;;
        *-0) [ -e disturbed ] || break ;;
        *) fail "call $nth: exit $code" ;;
        esac
        demand log
        cd ..
        rm -r "$nth"
    done
    [ $nth -gt 50 ] || fail "only $nth calls"
    echo "$1: $((nth - 1)) calls, $2"
    cd ..
    rm -r "$nth"
}

first_run() {
    write 20 log
}

second_run() {
    write 20 log
    demand log
    write 5 log
}

copied() {
    second_run
    cp log log.1
}

renamed() {
    second_run
    rotate log 5
    write 3 log
}

copied_and_truncated() {
    second_run
    cp log log.1
    truncate -s 0 log
    write 3 log
}

compressed() {
    renamed
    gzip log.1
}

R36_first() { # killed at each system call of a first run
    at_each_call first_run kill
}

R36_second() { # of one that finds more
    at_each_call second_run kill
}

R36_renamed() { # of one that finds a log renamed
    at_each_call renamed kill
}

R36_copied() { # of one that finds a log copied and truncated
    at_each_call copied_and_truncated kill
}

R36_compressed() { # of one that finds a log renamed and compressed
    at_each_call compressed kill
}

R50_renamed() { # renamed at each system call, and not there again yet
    at_each_call second_run 'mv log log.1; >disturbed'
}

R50_again() { # rotated again at each system call
    at_each_call renamed 'mv log.1 log.2; mv log log.1; >log; >disturbed'
}

R50_compressed() { # compressed at each system call
    at_each_call renamed 'gzip log.1; >disturbed'
}

R50_copied() { # copied and truncated at each system call
    at_each_call second_run 'cp log log.1; truncate -s 0 log; >disturbed'
}

R50_truncated() { # truncated at each system call, when it has been copied
    at_each_call copied 'truncate -s 0 log; >disturbed'
}

R36_random() { # killed at any time, while the log is written and rotated
    write 100 log
    demand log
    (
        while [ ! -e stop ]; do
            make 3 >>log
            sleep 0.001
        done
    ) &
    killed=0
    for i in $(seq "${KILLS:-500}"); do
        logstat --update state.json --json log >out 2>err &
        sleep "0.00$((i % 8))"
        kill -9 $! 2>/dev/null
        wait $! 2>/dev/null || killed=$((killed + 1))
        [ $((i % 100)) -ne 0 ] || rotate log $((${KILLS:-500} / 100 + 2))
    done
    touch stop
    wait
    # The writer had the number of its records for itself.
    # shellcheck disable=SC2046 # two words
    set -- $(cat log log.* | awk '{ n++; sum += $10 }
        END { printf "%d %.0f", n, sum }')
    records=$1
    bytes=$2
    echo "$killed of ${KILLS:-500} killed"
    [ $killed -gt 100 ] || [ "${KILLS:-500}" -lt 500 ] ||
        fail "only $killed killed"
    run log
    demand log
}
