#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Shows where the time goes: the functions that most of it is spent in, as a
# table for docs/performance.md. Needs perf, and a program that is not stripped.
# Usage: profile.sh [LINES [KIND [LOGSTAT]]]   KIND: of generate.c (mixed)
# shellcheck source=tests/bench/measure.sh
source "$(dirname "$0")/measure.sh"

kind=${2:-mixed}
prepare "${3:-}"
has perf || fail 'needs perf (package linux-perf)'
log=$(make_log "$kind" "${1:-5000000}")
warm "logstat --jobs 1@$log"
run perf record -e cpu-clock -F 999 -o "$work/perf.data" "${command[@]}"
echo '| share | where |'
echo '|--:|---|'
# Functions of logstat with 1 % or more; all others are summed up by where they
# are. GCC's names for parts and copies of a function are left off.
perf report -i "$work/perf.data" --stdio --no-children --sort dso,symbol \
    -t '|' 2>/dev/null | awk -F '|' '
    /^#/ || NF < 3 { next }
    { gsub(/ +$/, "", $2); gsub(/ +$/, "", $3); sub(/^\[.\] /, "", $3) }
    $2 ~ /^\[/ { $2 = "the kernel" }
    $2 != "logstat" { share[$2] += $1; next }
    { sub(/[.].*/, "", $3) }
    $1 + 0 < 1 { $3 = "others of logstat" }
    { share[$3] += $1 }
    END { for (at in share) printf "| %.1f %% | %s |\n", share[at], at }
' | sort -t '|' -k 2,2 -rn
