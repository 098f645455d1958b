# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Logs that are compressed, at once or later.

R14() { # compressed after it was counted
    write 100 log
    demand log
    write 50 log
    rotate log 5
    write 50 log
    demand log
    gzip log.1
    demand log
    write 10 log
    demand log
}

R15() { # Debian's way: one rotated log is plain, the older ones are compressed
    for day in 1 2 3 4 5 6; do
        write $((day * 10)) log
        demand log
        write 7 log
        rotate log 3
        [ ! -f log.2 ] || gzip log.2
    done
}

R16() { # compressed with a part that had not been read
    write 1000 log
    demand log
    write 500 log
    rotate log 5
    gzip log.1
    demand log
    write 5 log
    demand log
}

R17() { # read while it is still being compressed
    write 100 log
    demand log
    write 50 log
    rotate log 5
    gzip log.1
    mv log.1.gz whole
    head -c 500 whole >log.1.gz
    write 5 log
    run log
    [ "$code" -eq 1 ] || fail "a damaged log: exit $code"
    grep -q 'log\.1\.gz' err || fail "does not name it"
    cat whole >log.1.gz
    demand log
}

# compressed_by PROGRAM NAME: by another program than gzip.
compressed_by() {
    needs "$1"
    write 100 log
    demand log
    for i in 1 2; do
        write 50 log
        rotate log 5
        "$1" -q -c log.1 >"log-$i.$2"
        rm log.1
        write 5 log
        demand log
    done
}

R18_zstd() { # compressed by zstd
    compressed_by zstd zst
}

R18_xz() { # compressed by xz
    compressed_by xz xz
}

R18_bzip2() { # compressed by bzip2
    compressed_by bzip2 bz2
}

R18_lz4() { # compressed by lz4
    compressed_by lz4 lz4
}
