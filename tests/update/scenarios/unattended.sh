# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# From cron: no terminal, no environment, nothing on standard input.

# cron_line: the command of docs/examples/cron, with logs and the file here.
cron_line() {
    sed -n 's|^0 3 \* \* \* root /usr/bin/||p' \
        "$here"/../../docs/examples/cron/crontab |
        sed 's|/var/lib/logstat/||; s|/var/log/nginx/||; s|\\%|%|g'
}

# cron LINE: runs it as cron does.
cron() {
    code=0
    env -i PATH="$bin:/usr/bin:/bin" HOME=/ SHELL=/bin/sh LOGNAME=root \
        setsid sh -c "$1" <&- >out 2>err || code=$?
}

crontab() { # the line of the examples: a report if something is wrong
    line=$(cron_line)
    [ -n "$line" ] || fail "no line in the example"
    write 50 access.log
    cron "$line"
    [ "$code $(cat out err)" = "0 " ] || fail "exit $code, said $(cat out err)"
    write 5 access.log
    make 5 | sed 's/ 200 / 502 /' >>access.log
    cron "$line"
    [ "$code" -eq 3 ] || fail "exit $code"
    grep -q '5xx > 1%' err || fail "does not say what held"
    grep -q '502  *Bad Gateway' out || fail "no full report: $(cat out)"
    grep -q '10 requests' out || fail "not of what is new: $(cat out)"
    LC_ALL=C grep -q '[^ -~]' out && fail "not ASCII without a locale"
    rotate access.log 5
    write 1 access.log
    cron "$line"
    [ "$code $(cat out err)" = "0 " ] || fail "exit $code, said $(cat out err)"
    cron "$line"
    [ "$code" -eq 3 ] || fail "exit $code"
    grep -q 'requests < 1' err || fail "does not say what held"
}

# samples FILE: the counters of a file of metrics, name and value.
samples() {
    sed -n 's/^\(logstat_[a-z_]*\({.*}\)\{0,1\}\) \([0-9.]*\)$/\1 \3/p' "$1" |
        grep -v -e timestamp -e inputs_with
}

metrics() { # metrics for Prometheus: through 60 rotations no counter goes back
    write 5 access.log
    before=
    for day in $(seq 60); do
        write $((day % 5)) access.log
        make 2 | sed 's/ 200 / 502 /' >>access.log
        [ $((day % 7)) -ne 0 ] || rm -f access.log.1 # a gap
        [ $((day % 2)) -ne 0 ] || rotate access.log 3
        code=0
        logstat --update state.json -o all.prom access.log >out 2>err || code=$?
        [ "$code" -le 1 ] || fail "exit $code"
        samples all.prom >now
        if [ -n "$before" ]; then
            awk 'NR == FNR { was[$1] = $2; next }
                $1 in was { if ($2 + 0 < was[$1] + 0) exit 1; delete was[$1] }
                END { for (name in was) exit 1 }' before now ||
                fail "a counter went back: $(diff before now)"
        fi
        cp now before
        before=before
    done
    grep -q 'logstat_requests_total{code="502",class="5xx",method="GET"} 120' now ||
        fail "$(cat now)"
}
