# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Logs that are renamed and created anew, and which of them are found.

R03() { # renamed; only the name of the live log is given
    write 1000 log
    demand log
    write 500 log
    rotate log 5
    write 500 log
    demand log
}

R04() { # renamed, and not there again yet
    write 1000 log
    demand log
    write 200 log
    rotate log 5
    demand log
    write 300 log
    demand log
}

R05() { # written to after it was renamed, by a server that has it open
    write 100 log
    demand log
    rotate log 5
    write 50 log
    demand log
    write 50 log.1
    demand log
}

R06() { # rotated two, three and ten times between two runs
    write 10 log
    demand log
    for times in 2 3 10; do
        i=0
        while [ $i -lt $times ]; do
            write $((i + 3)) log
            rotate log 40
            i=$((i + 1))
        done
        sleep 0.01
        write 5 log
        demand log
    done
}

R07() { # rotated so often that one is gone
    write 10 log
    demand log
    write_uncounted 3 log
    rotate log 2
    for i in 1 2; do
        write $i log
        rotate log 2
    done
    write 5 log
    demand_gap log
}

R19() { # named by the date, twice on a day, in any spelling
    write 10 log
    demand log
    for name in log-20261126 log-20261126.1 log-2026-11-27-1795704841 \
        log-27112026; do
        write 3 log
        mv log "$name"
        write 2 log
        demand log
    done
    for name in log-20261128 log-20261128.1 log-2026-11-29; do
        write 3 log
        mv log "$name"
    done
    write 1 log
    demand log
}

R20() { # rotated to another folder
    mkdir old
    write 10 log
    run --rotated 'old/log*' log
    for i in 1 2 3; do
        write $i log
        mv log old/log-$i
        write 3 log
        [ $i -ne 2 ] || gzip old/log-2
        demand
    done
}

R27() { # a symbolic link that is switched, also twice between two runs
    write 10 access-0310.log
    ln -s access-0310.log current
    demand current
    write 3 access-0310.log
    write 4 access-0311.log
    ln -sfn access-0311.log current
    demand current
    write 2 access-0311.log
    write 5 access-0312.log
    ln -sfn access-0312.log current
    write 1 access-0312.log
    write 6 access-0313.log
    ln -sfn access-0313.log current
    demand current
}

R28() { # a symbolic link to a log that is rotated where it is
    mkdir pod
    ln -s pod/0.log live
    write 10 pod/0.log
    demand live
    write 3 pod/0.log
    mv pod/0.log pod/0.log.20261126-101010
    write 4 pod/0.log
    demand live
    gzip pod/0.log.20261126-101010
    write 1 pod/0.log
    demand live
}

R07_read() { # rotated so that one is gone, which had been read at leisure
    needs faketime
    write 10 log
    demand log
    for day in 1 2 3; do
        rm -f log.1
        write 3 log
        rotate log 1
        write 2 log
        # A minute after it was renamed no server writes to it any more.
        code=0
        faketime "+$day days" logstat --update state.json --json log \
            >out 2>err || code=$?
        [ "$code $(result)" = "0 $records $bytes all" ] ||
            fail "day $day: exit $code, counted $(result)"
    done
}
