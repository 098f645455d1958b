# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Logs that are emptied where they are, with a copy and without.

R08() { # copied and truncated, with a part that had not been read
    write 1000 log
    demand log
    write 500 log
    cp log log.1
    truncate -s 0 log
    write 500 log
    demand log
}

R09() { # truncated, and no copy is kept
    write 1000 log
    demand log
    write_uncounted 500 log
    truncate -s 0 log
    write 500 log
    demand_gap log
}

R10() { # copied and truncated under a writer: counted is what is on the disk
    write 1000 log
    demand log
    i=0
    while [ $i -lt 200 ]; do
        i=$((i + 1))
        make 20 >>log
    done &
    for i in 1 2 3 4; do
        sleep 0.05
        [ ! -f log.1 ] || mv log.1 log.$((i + 1))
        cp log log.1
        truncate -s 0 log
        run log
        [ "$code" -ne 2 ] || fail "exit $code"
    done
    wait
    run log
    # What fell between a copy and its truncation is on no disk; each record
    # that is there counts once, in whichever files it stands.
    want=$(sort -u log log.* | awk 'length > 40 && /"agent"$/ {
        n++; sum += $10 } END { printf "%d %.0f", n, sum }')
    got=$(result)
    [ "${got% *}" = "$want" ] || fail "on disk: $want, counted: $got"
}

R12() { # truncated and grown past what had been read
    write 100 log
    demand log
    cp log log.1
    truncate -s 0 log
    write 200 log
    demand log
}

R13() { # truncated and grown to the same size
    make 3 >first
    records=3
    bytes=$(cat sizes)
    cat first >log
    demand log
    cp log log.1
    # The same lines from another client: as long, and not the same.
    sed 's/^192/193/' first >log
    records=6
    bytes=$((bytes * 2))
    demand log
}
