#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Measures logstat against other tools on a generated log and prints a table.
# Usage: run.sh [LINES [LOGSTAT]]
#
# The log is made once, in $TMPDIR, and read before anything is timed, so that
# no tool waits for the disk. The tools take turns, ROUNDS times; the median of
# each counts. GoAccess is slow, so it gets the first 200,000 lines at most;
# its ratio is one of bytes per second like all others.
set -euo pipefail

lines=${1:-5000000}
here=$(cd "$(dirname "$0")" && pwd)
logstat=${2:-$here/../../build/release/src/logstat}
rounds=${ROUNDS:-5}
work=${TMPDIR:-/tmp}/logstat-bench
log=$work/mixed-$lines.log
part=$work/mixed-$lines-part.log

[ -x "$logstat" ] || { echo "no program $logstat: build it first" >&2; exit 2; }
mkdir -p "$work"
if [ ! -s "$log" ]; then
    cc -O2 -o "$work/generate" "$here/generate.c"
    "$work/generate" "$lines" 1 mixed >"$work/new.log"
    mv "$work/new.log" "$log"
fi
head -n 200000 "$log" >"$part"

# choose TOOL: sets `command` to what is measured.
choose() {
    # shellcheck disable=SC2016 # the dollar sign is awk's
    case $1 in
    logstat) command=("$logstat" --json "$log") ;;
    wc) command=(wc -l "$log") ;;
    mawk) command=(mawk '{ c[$9]++ } END { for (k in c) print k, c[k] }'
        "$log") ;;
    goaccess) command=(goaccess "$part" --no-global-config --no-progress
        --log-format=COMBINED -o "$work/goaccess.json") ;;
    esac
}

# Only programs that are there; what runs is named as in the table.
tools=(logstat wc)
for tool in mawk goaccess; do
    if command -v "$tool" >/dev/null; then
        tools+=("$tool")
    else
        echo "$tool is not installed and left out" >&2
    fi
done

# peak TOOL: the largest resident memory in MiB, where /usr/bin/time is there.
peak() {
    [ -x /usr/bin/time ] || { echo -; return; }
    choose "$1"
    /usr/bin/time -f %M -o "$work/peak" "${command[@]}" >/dev/null 2>&1
    awk 'END { printf "%.0f\n", $1 / 1024 }' "$work/peak"
}

cat "$log" "$part" >/dev/null
: >"$work/times"
for ((round = 0; round < rounds; round++)); do
    for tool in "${tools[@]}"; do
        choose "$tool"
        start=$(date +%s%N)
        "${command[@]}" >/dev/null 2>"$work/stderr" || {
            echo "$tool failed:" >&2
            cat "$work/stderr" >&2
            exit 1
        }
        echo "$tool $(($(date +%s%N) - start))" >>"$work/times"
    done
done
for tool in "${tools[@]}"; do
    file=$log
    [ "$tool" = goaccess ] && file=$part
    sort -n -k 2 "$work/times" |
        awk -v tool="$tool" -v bytes="$(stat -c %s "$file")" \
            -v peak="$(peak "$tool")" '
            $1 == tool { time[++n] = $2 }
            END {
                median = (time[int((n + 1) / 2)] + time[int(n / 2) + 1]) / 2e9
                print tool, bytes, median, bytes / median / 1e6, peak
            }'
done >"$work/table"

echo "$lines lines, $(stat -c %s "$log") bytes, $rounds rounds," \
    "$(nproc) processors"
echo
awk '
    { tool[NR] = $1; bytes[$1] = $2; time[$1] = $3; speed[$1] = $4; peak[$1] = $5 }
    function ratio(a, b) {
        return b in speed ? sprintf("%.3g", speed[a] / speed[b]) : "-"
    }
    END {
        print "| tool | bytes read | median s | MB/s |" \
            " speed / wc -l | speed / mawk | peak MiB |"
        print "|---|--:|--:|--:|--:|--:|--:|"
        for (i = 1; i <= NR; i++) {
            t = tool[i]
            printf "| %s | %s | %.3f | %.0f | %s | %s | %s |\n", t, bytes[t],
                time[t], speed[t], ratio(t, "wc"), ratio(t, "mawk"), peak[t]
        }
    }' "$work/table"
