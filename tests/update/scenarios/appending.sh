# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What a log that is written to comes to, line by line.

R01() { # appended to
    write 1000 log
    demand log
    write 500 log
    demand log
}

R02() { # nothing new
    write 1000 log
    demand log
    jq 'del(.state | .run, .runs, .saved, .checksum) | del(.state.generations[].seen)' \
        state.json >before
    demand log
    jq 'del(.state | .run, .runs, .saved, .checksum) | del(.state.generations[].seen)' \
        state.json >after
    # How the log was read is of the run; so is its time.
    cmp before after || fail "an idle run changed the file"
}

R24() { # cut anywhere in its last two records, and completed later
    write 3 log
    make 2 >last
    records=$((records + 2))
    bytes=$((bytes + $(cat sizes)))
    len=$(wc -c <last)
    cut=1
    while [ $cut -lt "$len" ]; do
        rm -rf state.json* cut.log
        cat log >cut.log
        head -c $cut last >>cut.log
        run cut.log
        [ "$code" -eq 0 ] || fail "cut at $cut: exit $code"
        tail -c +$((cut + 1)) last >>cut.log
        demand cut.log
        cut=$((cut + 3))
    done
}

R25() { # unfinished for ever, in a rotated log: a record all the same
    write 5 log
    make 1 | tr -d '\n' >>log
    run log
    [ "$code $(result)" = "0 $records $bytes all" ] || fail "taken too early"
    rotate log 5
    write 3 log
    records=$((records + 1))
    last=$(tail -n 1 log.1)
    last=${last#* 200 }
    bytes=$((bytes + ${last%% *}))
    run log
    demand log
}

R11() { # truncated under a writer that does not append: a hole of 1 MB
    write 5 log
    demand log
    cp log log.1
    truncate -s 0 log
    truncate -s 1M log
    write 4 log
    demand log
}

R43() { # late lines, older than the last that was counted
    write 5 log
    demand log
    serial=$((serial - 5))
    write 5 log
    demand log
}
