# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Which file is which: inodes that are used again, copies, several names.

# recreate ROUNDS: a log is deleted and created anew, with the same inode where
# the file system gives it again; what was in it has been read.
recreate() {
    write 3 log
    demand log
    reused=0
    i=0
    while [ $i -lt "$1" ]; do
        i=$((i + 1))
        inode=$(stat -c %i log)
        rotate log 2
        rm -f log.2
        run log
        run log # nothing was written to it any more: it is final
        rm log.1
        write $((i % 5 + 1)) log
        [ "$(stat -c %i log)" != "$inode" ] || reused=$((reused + 1))
        demand log
    done
    echo "$reused of $1 with the same inode"
}

R21() { # an inode that is used again
    recreate 100
}

R22() { # the same on a file system without handles
    needs strace
    # shellcheck disable=SC2317 # called by `run`
    logstat() {
        strace -f -o trace -e inject=name_to_handle_at:error=EOPNOTSUPP \
            "$bin/logstat" "$@"
    }
    recreate 20
    grep -q INJECTED trace || fail "handles were there all the same"
}

R23() { # copied away and back: a new inode, the same content and time
    write 100 log
    write 0 log.1
    demand log
    cp -p log away
    rm log
    cp -p away log
    rm away
    demand log
    write 10 log
    demand log
}

R29() { # the same file under two names
    write 100 log
    ln log other
    demand log other
    write 10 other
    demand log other
}

R30() { # the same file named again
    write 100 log
    demand log ./log "$PWD/log" log
}

R31() { # the same file on standard input
    write 100 log
    # shellcheck disable=SC2094 # it is only read
    logstat --json log - <log >out
    [ "$(result)" = "$records $bytes all" ] || fail "counted $(result)"
}

R32() { # all names of a set are given, in any order
    write 10 log
    demand log*
    for i in 1 2 3 4; do
        write 5 log
        rotate log 9
        [ ! -f log.2 ] || gzip log.2
        write 3 log
        # shellcheck disable=SC2046 # the names are several words
        demand $(find . -name 'log*' | sort -R)
    done
}

R26() { # not there yet, and appears later
    run log
    [ "$code" -eq 1 ] || fail "exit $code"
    [ ! -e state.json ] || fail "there is a file"
    write 10 log
    demand log
    mkdir away
    mv log away
    run log
    [ "$code $(result)" = "1 $records $bytes all" ] ||
        fail "gone: exit $code, $(result)"
    grep -q 'log: is not there' err || fail "does not say so"
    mv away/log log
    write 1 log
    demand log
}

R49() { # something that is no file in its place
    write 10 log
    demand log
    rotate log 5
    for kind in folder fifo device; do
        case $kind in
        folder) mkdir log ;;
        fifo) mkfifo log ;;
        device) ln -s /dev/zero log ;;
        esac
        run log
        [ "$code" -eq 1 ] || fail "$kind: exit $code"
        rm -rf log
    done
    write 3 log
    demand log
}

R44() { # a network file system that answers ESTALE
    needs strace
    write 10 log
    demand log
    write 5 log
    for nth in 1 2 3 4; do
        strace -o trace -P "$PWD/log" -P log \
            -e "inject=openat,fstat,read,pread64:error=ESTALE:when=$nth" \
            logstat --jobs 1 --update state.json --json log >out 2>err &&
            break
        grep -q ESTALE trace || fail "not told: $(cat err)"
    done
    grep -q INJECTED trace || [ "$nth" -gt 1 ] || fail "nothing went wrong"
    demand log
}
