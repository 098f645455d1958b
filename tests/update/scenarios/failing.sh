# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Runs that cannot write: the file stays as it was, byte for byte.

# begun: counted once, and more to count.
begun_again() {
    write 20 log
    demand log
    write 10 log
    cp state.json before
}

# calls: the system calls by which the file and what lies beside it are opened,
# written and put in place.
calls() {
    echo openat write fsync rename renameat renameat2 link linkat unlink \
        unlinkat fchmod fdatasync close ftruncate
}

R35() { # each call that writes the file fails, in each usual way
    needs strace
    begun_again
    failed=0
    for call in $(calls); do
        for error in EIO ENOSPC EROFS EDQUOT; do
            nth=0
            while [ $nth -lt 30 ]; do
                nth=$((nth + 1))
                code=0
                # What is not there yet is known by its whole path alone.
                strace -o trace -P "$PWD" -P . -P state.json -P state.json.lock \
                    -P state.json.prev -P "$PWD/state.json.tmp" \
                    -P state.json.tmp -P state.json.prev.tmp \
                    -e trace=all -e "inject=$call:error=$error:when=$nth" \
                    logstat --jobs 1 --update state.json --json log \
                    >out 2>err || code=$?
                grep -q INJECTED trace || {
                    cp before state.json
                    break
                }
                if [ "$code" -eq 0 ]; then
                    # Not needed, then; but what it saved is right.
                    cmp -s state.json before && fail "$call $error $nth: exit 0"
                    [ "$(result)" = "$records $bytes all" ] ||
                        fail "$call $error $nth: counted $(result)"
                    cp before state.json
                    continue
                fi
                failed=$((failed + 1))
                [ "$code" -eq 1 ] || fail "$call $error $nth: exit $code"
                [ -s err ] || fail "$call $error $nth: says nothing"
                unchanged
            done
        done
    done
    [ $failed -gt 8 ] || fail "only $failed calls failed"
    echo "$failed calls failed"
    demand log
}

R35_size() { # files may not grow that large
    begun_again
    code=0
    (
        ulimit -f 1
        trap '' XFSZ
        exec logstat --update state.json --json log >/dev/null 2>err
    ) || code=$?
    [ "$code" -eq 1 ] || fail "exit $code"
    unchanged
    demand log
}

R35_full() { # a file system that is full
    [ "$(id -u)" -eq 0 ] || {
        echo "skipped: only root may mount"
        exit 77
    }
    begun_again
    mkdir full
    unshare -m sh -eu <<'END' >err 2>&1 || code=$?
mount -t tmpfs -o size=64k none full || exit 77
cp state.json full/state.json
dd if=/dev/zero of=full/filler bs=4k 2>/dev/null || true
code=0
logstat --update full/state.json --json log >out 2>said || code=$?
[ "$code" -eq 1 ] && grep -q 'No space' said && cmp full/state.json before ||
    { cat said; exit 1; }
rm full/filler full/state.json
logstat --json log >/dev/null
dd if=/dev/zero of=full/filler bs=4k 2>/dev/null || true
code=0
logstat --update state.json log >full/report 2>said || code=$?
[ "$code" -eq 1 ] && grep -q 'No space' said && cmp state.json before
END
    case $code in
    0) demand log ;;
    77) exit 77 ;;
    *) fail "exit $code" ;;
    esac
}

# not_written CODE: after a run whose report was not written, in either form.
not_written() {
    [ "$code" -eq "$1" ] || fail "exit $code instead of $1"
    unchanged
}

R35_report() { # the report cannot be written
    begun_again
    for form in --json --brief --delta; do
        code=0
        logstat --update state.json $form log >/dev/full 2>err || code=$?
        not_written 1
        code=0
        logstat --update state.json $form log >&- 2>err || code=$?
        not_written 1
        # A reader that has gone: as with any filter this is no error, but
        # nobody has the report.
        mkfifo pipe
        true <pipe &
        code=0
        {
            wait $!
            logstat --update state.json $form log 2>err || code=$?
        } >pipe
        rm pipe
        not_written 0
    done
    demand log
}

R37() { # the machine stops: what is put in place was written before
    needs strace
    begun_again
    strace -y -o trace -e trace=openat,write,fsync,rename,renameat,renameat2 \
        logstat --jobs 1 --update state.json --json log >out 2>err
    # A rename is only as good as what was synchronised before it, and holds
    # when its folder was synchronised after it.
    awk -v folder="$(pwd -P)" '
    /^write\(.*state\.json/ { written = 1; safe = 0 }
    /^fsync\(.*state\.json/ { safe = written }
    /^rename.*"state\.json"/ { renamed = safe; held = 0 }
    /^fsync\(/ && index($0, "<" folder ">") { held = renamed }
    END { exit !held }' trace || fail "$(cat trace)"
}
