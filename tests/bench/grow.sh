#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Measures how cost grows with the size of a log, with threads and with distinct
# paths, and prints tables for docs/performance.md.
# Usage: grow.sh [LINES [LOGSTAT]]
#
# The logs have a tenth of LINES to ten times as many: 100 MB to 10 GB for the
# default of 5,000,000. They should fit the memory that is free, or the disk is
# measured too. They are made once, in $TMPDIR/logstat-bench.
# shellcheck source=tests/bench/measure.sh
source "$(dirname "$0")/measure.sh"

lines=${1:-5000000}
prepare "${2:-}"

sizes() {
    local size todo=()

    for size in $((lines / 10)) "$lines" $((lines * 10)); do
        todo+=("logstat@$(make_log mixed "$size")")
    done
    table 'Size' "${todo[@]}"
}

# 1, 2, 4 ... and as many as there are processors.
threads() {
    local log count most todo=()

    log=$(make_log mixed "$lines")
    most=$(nproc)
    for ((count = 1; count < most; count *= 2)); do
        todo+=("logstat --jobs $count@$log")
    done
    table 'Threads' "${todo[@]}" "logstat --jobs $most@$log"
}

# Each line has another path: 1, 3 and 10 million by default.
paths() {
    local count todo=()

    for count in $((lines / 5)) $((lines * 3 / 5)) $((lines * 2)); do
        todo+=("logstat@$(make_log distinct "$count")")
    done
    table 'Distinct paths' "${todo[@]}"
}

machine
sizes
threads
paths
