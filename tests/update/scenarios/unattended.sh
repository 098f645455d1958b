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
