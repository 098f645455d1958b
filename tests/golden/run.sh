#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Golden tests: a case is a folder with `cmd`, a shell snippet, and what it must
# print and return: `stdout`, `stderr`, `exit`; absent means empty, or 0.
#
#   run.sh LOGSTAT [CASE...]            runs the cases, all of them without CASE
#   run.sh --update LOGSTAT [CASE...]   writes what they print now; look at the
#                                       difference before you believe it
#
# `cmd` runs in the folder of its case with logstat on the PATH, an empty home
# and $TMPDIR for what it writes. A `cmd` that returns 77 could not be tried
# here; its last line on stderr says why. Cases that use jq are skipped without.

set -eu

here=$(cd "$(dirname "$0")" && pwd)
update=no
if [ "${1-}" = --update ]; then
    update=yes
    shift
fi
if [ $# -eq 0 ]; then
    echo "usage: run.sh [--update] LOGSTAT [CASE...]" >&2
    exit 2
fi
logstat=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
[ -x "$logstat" ] || { echo "run.sh: cannot run $logstat" >&2; exit 2; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
ln -s "$logstat" "$scratch/bin/logstat"

# Whether the case in folder $1 needs a program that is not there.
lacks_jq() {
    grep -qw jq "$1/cmd" && ! command -v jq >/dev/null
}

# Runs the case in folder $1; what came out stands in $scratch/got.
run_case() {
    rm -rf "${scratch:?}/got" "${scratch:?}/home" "${scratch:?}/tmp"
    mkdir "$scratch/got" "$scratch/home" "$scratch/tmp"
    code=0
    (
        cd "$1"
        exec env -u NO_COLOR -u COLUMNS -u LANG -u LC_CTYPE \
            PATH="$scratch/bin:$PATH" HOME="$scratch/home" \
            XDG_CONFIG_HOME="$scratch/home/.config" TMPDIR="$scratch/tmp" \
            LC_ALL=C.UTF-8 TERM=xterm TZ=UTC timeout 60 sh ./cmd
    ) </dev/null >"$scratch/got/stdout" 2>"$scratch/got/stderr" || code=$?
    echo "$code" >"$scratch/got/exit"
}

# What the case in folder $1 should give, with nothing left out.
expect_case() {
    rm -rf "${scratch:?}/want"
    mkdir "$scratch/want"
    for part in stdout stderr; do
        if [ -f "$1/$part" ]; then
            cp "$1/$part" "$scratch/want/$part"
        else
            : >"$scratch/want/$part"
        fi
    done
    if [ -f "$1/exit" ]; then
        cp "$1/exit" "$scratch/want/exit"
    else
        echo 0 >"$scratch/want/exit"
    fi
}

update_case() {
    expect_case "$1"
    if diff -r "$scratch/want" "$scratch/got" >/dev/null; then
        return
    fi
    echo "updated: $(basename "$1")"
    for part in stdout stderr exit; do
        rm -f "$1/$part"
    done
    for part in stdout stderr; do
        if [ -s "$scratch/got/$part" ]; then
            cp "$scratch/got/$part" "$1/$part"
        fi
    done
    if [ "$code" -ne 0 ]; then
        cp "$scratch/got/exit" "$1/exit"
    fi
}

if [ $# -eq 0 ]; then
    for cmd in "$here"/*/cmd; do
        set -- "$@" "$(basename "$(dirname "$cmd")")"
    done
fi

failed=0
skipped=0
for name in "$@"; do
    folder=$here/$(basename "$name")
    [ -f "$folder/cmd" ] || { echo "run.sh: no case $name" >&2; exit 2; }
    if lacks_jq "$folder"; then
        echo "skipped: $(basename "$name"): jq is not installed"
        skipped=$((skipped + 1))
        continue
    fi
    run_case "$folder"
    if [ "$code" -eq 77 ]; then
        echo "skipped: $(basename "$name"): $(tail -n 1 "$scratch/got/stderr")"
        skipped=$((skipped + 1))
        continue
    fi
    if [ "$update" = yes ]; then
        update_case "$folder"
        continue
    fi
    expect_case "$folder"
    if ! (cd "$scratch" && diff -ru want got); then
        echo "failed: $(basename "$name"): $(cat "$folder/cmd")"
        failed=$((failed + 1))
    fi
done

echo "$# cases, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] || exit 1
[ "$skipped" -lt $# ] || exit 77
