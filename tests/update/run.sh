#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Scenarios of --update: what happens to logs, to the file and to the machine
# between two runs and during one. Each is a function in scenarios/ whose first
# line says what it is about.
#
#   run.sh LOGSTAT INTERRUPT [SCENARIO...]   runs them, all without SCENARIO
#
# INTERRUPT is the program of that name here. A random number in the records is
# made from $SEED, if there is one. What fails leaves its folder, and names it.

set -eu

here=$(cd "$(dirname "$0")" && pwd)
if [ $# -lt 2 ]; then
    echo "usage: run.sh LOGSTAT INTERRUPT [SCENARIO...]" >&2
    exit 2
fi
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
ln -s "$(realpath "$1")" "$bin/logstat"
ln -s "$(realpath "$2")" "$bin/interrupt"
shift 2
PATH=$bin:$PATH
export PATH TZ=UTC LC_ALL=C.UTF-8
# A sanitized program that is traced cannot look for leaks, and faketime wants to
# be loaded before it; leaks are looked for in all other tests.
export ASAN_OPTIONS=detect_leaks=0:verify_asan_link_order=0
seed=${SEED:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}

# shellcheck source=tests/update/logs.sh
. "$here/logs.sh"
for file in "$here"/scenarios/*.sh; do
    # shellcheck disable=SC1090 # each of the folder
    . "$file"
done

if [ $# -eq 0 ]; then
    # shellcheck disable=SC2046 # the names are several words
    set -- $(sed -n 's/^\([A-Za-z0-9_]*\)() { #.*/\1/p' "$here"/scenarios/*.sh)
fi

failed=0
skipped=0
for scenario in "$@"; do
    folder=$(mktemp -d)
    code=0
    (cd "$folder" && "$scenario") || code=$?
    case $code in
    0) rm -rf "$folder" ;;
    77)
        skipped=$((skipped + 1))
        rm -rf "$folder"
        ;;
    *)
        echo "failed: $scenario, in $folder, with SEED=$seed"
        failed=$((failed + 1))
        ;;
    esac
done
echo "$# scenarios, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] || exit 1
[ "$skipped" -lt $# ] || exit 77
