#!/bin/sh
# SPDX-License-Identifier: MIT
# Measures the peak memory on a log made to need much of it: 10,000,000
# distinct paths, 1.65 GB. Fails above 64 MiB.
# Usage: memory.sh [LOGSTAT]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
logstat=${1:-$here/../../build/release/src/logstat}
work=${TMPDIR:-/tmp}/logstat-bench
log=$work/distinct.log

[ -x "$logstat" ] || { echo "no program $logstat: build it first" >&2; exit 2; }
[ -x /usr/bin/time ] || { echo "needs /usr/bin/time (package time)" >&2; exit 2; }
mkdir -p "$work"
if [ ! -s "$log" ]; then
    cc -O2 -o "$work/generate" "$here/generate.c"
    "$work/generate" 10000000 1 distinct >"$work/new.log"
    mv "$work/new.log" "$log"
fi

/usr/bin/time -f %M -o "$work/peak" "$logstat" --json "$log" >"$work/memory.json"
awk '{ printf "peak memory: %.1f MiB\n", $1 / 1024; exit $1 > 65536 }' "$work/peak"
