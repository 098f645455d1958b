# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Debian's logrotate does the rotating, a day at a time.

# days COUNT OPTIONS [RUN-ARG...]: each day records, a rotation with the lines
# OPTIONS in its configuration, and a run.
days() {
    needs logrotate faketime
    count=$1
    printf '%s/log {\n%b\n}\n' "$PWD" "$2" >conf
    shift 2
    chmod 644 conf
    chmod 755 .
    day=0
    while [ $day -lt "$count" ]; do
        day=$((day + 1))
        now=$(date -u -d "2026-01-01 + $day days" '+%Y-%m-%d 03:00:00')
        write $((day % 7 + 1)) log
        [ $((day % 3)) -eq 0 ] || demand "$@" log
        write $((day % 5 + 1)) log
        faketime "$now" logrotate -s status conf >said 2>&1 ||
            fail "logrotate: $(cat said)"
        [ $((day % 4)) -ne 0 ] || write 2 log
        demand "$@" log
    done
    find . -name 'log*' | sort >files
    [ "$(wc -l <files)" -gt 3 ] || fail "nothing was rotated: $(cat files)"
}

days_renamed() { # 60 days: rename and create
    days "${DAYS:-60}" 'daily\nrotate 5\ncreate 0600\nmissingok'
}

days_compressed() { # 60 days: as Debian's nginx and Apache
    days "${DAYS:-60}" \
        'daily\nrotate 14\ncompress\ndelaycompress\nnotifempty\ncreate 0600'
}

days_copied() { # 60 days: copytruncate, compressed at once
    days "${DAYS:-60}" 'daily\nrotate 5\ncopytruncate\ncompress'
}

days_dated() { # 60 days: names with the date
    days "${DAYS:-60}" 'daily\nrotate 9\ndateext\ncreate 0600\ncompress'
}

days_elsewhere() { # 60 days: rotated to another folder
    mkdir old
    days "${DAYS:-60}" 'daily\nrotate 7\nolddir old\ncreate 0600' \
        --rotated "$PWD/old/log*"
}

# hooked HOOK: the run is started by logrotate itself.
hooked() {
    needs logrotate faketime
    write 5 log
    cat >hook <<'END'
#!/bin/sh
cd "$(dirname "$0")" && exec logstat --update state.json log >>said 2>&1
END
    chmod 755 . hook
    printf '%s/log {\ndaily\nrotate 9\n%bcreate 0600\n%s\n%s/hook\nendscript\n}\n' \
        "$PWD" "$2" "$1" "$PWD" >conf
    chmod 644 conf
    demand log
    for day in 1 2 3 4 5 6 7 8; do
        write $day log
        faketime "2026-02-0$day 03:00:00" logrotate -s status conf >>said 2>&1 ||
            fail "logrotate: $(cat said)"
    done
    [ "$(jq .state.runs state.json)" -gt 6 ] || fail "the hook did not run"
    demand log
}

R51_prerotate() { # started before logrotate rotates
    hooked prerotate ''
}

R51_postrotate() { # started when it has rotated
    hooked postrotate ''
}

R51_compressed() { # the same, and what is rotated is compressed then
    hooked postrotate 'compress\n'
}

R51_lastaction() { # started when it has done all
    hooked lastaction 'compress\n'
}
