# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# The file of --update: damaged, of another version, locked, not to be written.

# begun: a file, the one before it, and records that are not counted yet.
begun() {
    write 20 log
    demand log
    write 10 log
    demand log
    write 5 log
    cp state.json whole
    cp state.json.prev whole.prev
}

# damaged_at WHAT: the file is as WHAT made it. The one before it is read in its
# place, with a note; or, if it does not look like one at all, it stays.
damaged_at() {
    cp state.json before
    cp whole.prev state.json.prev
    run log
    case $code in
    0)
        [ "$(result)" = "$records $bytes all" ] ||
            fail "$1: counted $(result)"
        grep -q 'read in its place: state.json.prev' err ||
            fail "$1: no note"
        ;;
    1)
        grep -q 'left as it is' err || fail "$1: does not say what is wrong"
        unchanged
        ;;
    *) fail "$1: exit $code" ;;
    esac
}

R33() { # damaged anywhere
    begun
    len=$(wc -c <whole)
    at=0
    while [ $at -lt "$len" ]; do
        head -c $at whole >state.json
        damaged_at "cut at $at"
        {
            head -c $at whole
            printf '\001'
            tail -c +$((at + 2)) whole
        } >state.json
        damaged_at "changed at $at"
        at=$((at + 97))
    done
    head -c 400 whole >state.json
    head -c 300 whole.prev >state.json.prev
    refused 1 'damaged' log
}

R34() { # of a later version
    begun
    # A checksum of it would be that of its own program; ours refuses before.
    sed 's/"state":{"version":1,/"state":{"version":2,/' whole >state.json
    cmp -s state.json whole && fail "no later version"
    refused 1 'newer' log
    [ "$(cat state.json.prev)" = "$(cat whole.prev)" ] || fail ".prev changed"
    sed 's|logstat-summary/1|logstat-summary/2|' whole >state.json
    refused 1 'newer' log
}

R39() { # the lock of a run that was killed
    begun
    interrupt 150 kill logstat --jobs 1 --update state.json log >out 2>err &&
        fail "not killed"
    [ -e state.json.lock ] || fail "no lock was taken"
    demand log
}

R38() { # twenty runs at once
    write 200 log
    demand log
    write 100 log
    i=0
    while [ $i -lt 20 ]; do
        i=$((i + 1))
        {
            status=0
            logstat --update state.json --json log >"out.$i" 2>"err.$i" ||
                status=$?
            echo $status >"code.$i"
        } &
    done
    wait
    for i in $(seq 20); do
        case $(cat "code.$i") in
        0) ;;
        75) grep -q 'another run' "err.$i" || fail "75, and does not say why" ;;
        *) fail "exit $(cat "code.$i"): $(cat "err.$i")" ;;
        esac
    done
    [ "$(grep -lx 0 code.* | wc -l)" -gt 0 ] || fail "no run got it"
    demand log
}

R38_wait() { # twenty runs at once, which wait
    write 200 log
    i=0
    while [ $i -lt 20 ]; do
        i=$((i + 1))
        {
            status=0
            logstat --update state.json --wait --json log >"out.$i" 2>&1 ||
                status=$?
            echo $status >"code.$i"
        } &
        write 10 log
    done
    wait
    [ "$(grep -lx 0 code.* | wc -l)" -eq 20 ] || fail "a run that did not wait"
    demand log
    [ "$(jq .state.runs state.json)" -eq 21 ] || fail "a run that did not save"
}

R52() { # its folder is missing, or belongs to another
    write 10 log
    run --update nowhere/state.json log
    [ "$code" -eq 1 ] || fail "exit $code"
    grep -q 'nowhere' err || fail "does not name it"
    [ ! -e nowhere ] || fail "made a folder"
    [ "$(id -u)" -eq 0 ] || return 0
    mkdir roots
    chmod 755 . roots
    setpriv --reuid 65534 --regid 65534 --clear-groups \
        "$(realpath "$bin/logstat")" --update roots/state.json log >out 2>err &&
        fail "saved in the folder of another"
    grep -q 'roots/state.json' err || fail "does not name it"
    [ -z "$(ls roots)" ] || fail "something is there"
}
