#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The view in a real terminal (tmux): what it shows of a known stream, its keys,
# and how it leaves the terminal.
#
#   run.sh LOGSTAT [CASE...]   runs the cases, all without CASE
#
# shellcheck disable=SC2016 # what is typed is for the shell in the terminal
set -eu

here=$(cd "$(dirname "$0")" && pwd)
LOGSTAT=$(realpath "$1")
shift
command -v tmux >/dev/null || {
    echo "skipped: tmux is not installed"
    exit 77
}
folder=$(mktemp -d)
terminals=0 # each has a server of its own, which takes its time to go
finish() {
    term kill-server 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT
cd "$folder"

# term ARG...: tmux, with the terminal of this test.
term() {
    tmux -S "$folder/tmux$terminals" -f /dev/null "$@"
}

screen() {
    term capture-pane -p
}

fail() {
    echo "FAILED: $*"
    screen
    exit 1
}

# wait_for WORDS: until the screen has them; wait_gone WORDS: has them no more.
wait_for() {
    tries=0
    until screen | grep -q -e "$1"; do
        [ $tries -lt 200 ] || fail "does not show: $1"
        tries=$((tries + 1))
        sleep 0.05
    done
}
wait_gone() {
    tries=0
    while screen | grep -q -e "$1"; do
        [ $tries -lt 200 ] || fail "still shows: $1"
        tries=$((tries + 1))
        sleep 0.05
    done
}

# wait_rows COUNT WORDS: until so many codes are shown, below a heading.
wait_rows() {
    tries=0
    until [ "$(screen | sed -n '/^CODE/,$p' | grep -c '^[0-9][0-9][0-9] ')" = "$1" ]; do
        [ $tries -lt 200 ] || fail "other rows at $2"
        tries=$((tries + 1))
        sleep 0.05
    done
}

# record STATUS PATH COUNT: so many lines of a log.
record() {
    i=0
    while [ $i -lt "$3" ]; do
        printf '192.0.2.%d - - [26/Nov/2026:10:00:00 +0000] "GET %s HTTP/1.1" %s 5 "-" "agent"\n' \
            $((i % 7)) "$2" "$1"
        i=$((i + 1))
    done
}

# begin COMMAND: types it into a shell of 140 x 40.
begin() {
    term kill-server 2>/dev/null || true
    terminals=$((terminals + 1))
    term new-session -d -x 140 -y 40 \
        "env -i PATH='$PATH' TERM=screen LANG='${lang:-C.UTF-8}' LOGSTAT='$LOGSTAT' \
        ASAN_OPTIONS='${ASAN_OPTIONS:-}' PS1='ready> ' sh"
    wait_for 'ready>'
    term send-keys "stty -g >before; clear" Enter
    term send-keys "$1" Enter
}

# ended: the shell is back, and the terminal is as it was.
ended() {
    wait_for 'ready> *$'
    term send-keys "clear; stty -g >after; echo written" Enter
    wait_for '^written'
    cmp before after || fail "the terminal is not as it was"
}

# without_times: the rows of the codes, but for what depends on the time.
without_times() {
    screen | sed -n 's/^\([0-9][0-9][0-9]\) *[0-9.]* *\([0-9.]*%\).* \([0-9]*  [A-Z].*\)/\1 \2 \3/p' |
        sed 's/ *$//'
}

stream() {
    record 200 /index 60
    record 404 '/no such' 30
    record 503 /api 10
}

shows() { # the codes of a known stream, at every size
    stream >log
    touch rest
    begin '(cat log; tail -f rest) | "$LOGSTAT"'
    wait_for '^503 .* 10  Service Unavailable'
    printf '%s\n' '200 60.0% 60  OK' '404 30.0% 30  Not Found' \
        '503 10.0% 10  Service Unavailable' >want
    without_times >got
    diff want got || fail "other rows"
    for size in '60 15' '40 10' '140 40'; do
        # shellcheck disable=SC2086 # two words
        term resize-window -x ${size% *} -y ${size#* }
        wait_rows 3 "$size"
    done
    wait_for '^200 .* 60  OK'
    term send-keys q
    wait_for 'LINES    100 read'
    term send-keys C-c
    ended
}

moves() { # keys: down, sort, find, pause, help, and a shorter time
    stream >log
    begin '"$LOGSTAT" -f log'
    wait_for 'all 100'
    record 500 /broken 7 >>log
    wait_for '^500 '
    term send-keys /
    term send-keys 40 Enter
    wait_gone '^200 '
    wait_for '^404 '
    term send-keys Enter
    wait_for 'Look at path'
    term send-keys Escape
    sleep 0.2
    wait_for '^503 '
    term send-keys s s
    wait_for 'by code'
    term send-keys j j j Enter
    wait_for 'load, worker'
    wait_for '^ NEWEST'
    wait_for '^ 10:00:00 192.0.2.2 GET /api$'
    term send-keys Enter p
    wait_for paused
    record 200 /later 5 >>log
    sleep 1.5
    screen | grep -q 'all 112' && fail "goes on while it is paused"
    term send-keys p
    wait_for 'all 112'
    term send-keys '?'
    wait_for 'a longer time'
    term send-keys '?' - -
    wait_gone 'a longer time'
    term send-keys q
    wait_for 'LINES    112 read'
    ended
}

signals() { # whatever ends it, the terminal is as it was
    stream >signals.log
    for signal in TERM INT SEGV ABRT; do
        begin "\"\$LOGSTAT\" -f signals.log"
        wait_for 'all 100'
        pkill -$signal -f -x "$LOGSTAT -f signals.log" || fail "it does not run"
        ended
    done
    begin '"$LOGSTAT" -f signals.log'
    wait_for 'all 100'
    term send-keys C-z
    wait_for 'Stopped\|Suspended\|stopped'
    wait_gone '^200 '
    term send-keys fg Enter
    wait_for '^200 '
    term send-keys q
    ended
}

hostile() { # a stream that would like to write the screen itself
    {
        stream
        printf '192.0.2.1 - - [26/Nov/2026:10:00:00 +0000] "GET /\033[2J\033[31m\033]0;evil\007\342\200\256\314\201\344\270\255 HTTP/1.1" 503 5 "-" "a"\n'
        head -c 1100000 /dev/zero | tr '\0' 'x'
        echo
        printf '192.0.2.1 - - [26/Nov/2026:10:00:00 +0000] "GET /'
        head -c 100000 /dev/zero | tr '\0' 'y'
        printf ' HTTP/1.1" 503 5 "-" "a"\n'
    } >log
    for lang in C.UTF-8 C; do
        begin '"$LOGSTAT" -f log'
        wait_for 'all 102'
        record 503 /last 1 >>log
        printf '192.0.2.1 - - [26/Nov/2026:10:00:00 +0000] "GET /\033[2J\033[31m\033]0;evil\007\342\200\256\314\201\344\270\255 HTTP/1.1" 503 5 "-" "a"\n' >>log
        wait_for 'all 104'
        term send-keys / 503 Enter Enter
        wait_for 'x1b\[2J'
        wait_for '^ 10:00:00 192.0.2.1 GET /.x1b\[2J'
        [ "$(screen | wc -l)" = 40 ] || fail "other rows"
        screen | grep -q '^503 ' || fail "the rows are not intact"
        term send-keys q
        ended
        head -n 103 log >short
        cat short >log
    done
}

interrupted() { # Ctrl-C hits tail, too: the report is there every time
    stream >log
    for i in 1 2 3 4 5; do
        begin 'tail -n +1 -f log | "$LOGSTAT"'
        wait_for 'all 100'
        term send-keys C-c
        wait_for 'LINES    100 read'
        ended
    done
}

# form: what is left of a picture without its numbers and the lengths of bars.
form() {
    sed 's/[0-9][0-9.]*/9/g; s/[^ -~][^ -~ ]*\( *[^ -~][^ -~ ]*\)*/#/g; s/  */ /g
        s/^ //; s/ $//' | grep .
}

# come N [incident]: what comes the Nth time.
come() {
    record 200 /index 16
    record 304 /index 1
    [ $(($1 % 2)) -ne 0 ] || record 404 '/no such' 1
    [ $(($1 % 8)) -ne 0 ] || record 502 /api 1
    if [ $# -gt 1 ]; then
        record 502 /api 8
        record 429 /api 2
    fi
}

# The rates depend on how fast this machine is, and nothing else does: the
# incident begins in the last fifth of the window, and is looked at in there.
picture() { # that in docs/live.md is one of such a view
    sed -n '/^    .*all [0-9]* *access.log$/,/^$/s/^    //p' \
        "$here/../../docs/live.md" | form >want
    [ "$(wc -l <want)" = 9 ] || fail "no picture in the page"
    : >access.log
    begin '"$LOGSTAT" -f --window 20s access.log'
    wait_for 'all 0'
    start=$(date +%s)
    now=$start
    times=0
    : >got
    until cmp -s want got; do
        [ $((now - start)) -lt 30 ] || fail "another picture: $(diff want got)"
        if [ $((now - start)) -lt 17 ]; then
            come $times >>access.log
        else
            come $times incident >>access.log
        fi
        sleep 0.2
        screen | head -n 9 | form >got
        now=$(date +%s)
        times=$((times + 1))
    done
    term send-keys j Enter # the second, which is 502
    wait_for '^ [0-9.]* times its share before, for about [0-9]* s$'
    term send-keys q
    ended
}

if [ $# -eq 0 ]; then
    # shellcheck disable=SC2046 # the names are several words
    set -- $(sed -n 's/^\([a-z_]*\)() { #.*/\1/p' "$here/run.sh")
fi
for case in "$@"; do
    "$case"
    echo "passed: $case"
done
