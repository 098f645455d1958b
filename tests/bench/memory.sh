#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Measures the peak memory on a log made to need much of it: every line has
# another path, by default 10,000,000 in 1.65 GB. Fails above 64 MiB.
# Usage: memory.sh [PATHS [LOGSTAT]]
# shellcheck source=tests/bench/measure.sh
source "$(dirname "$0")/measure.sh"

paths=${1:-10000000}
prepare "${2:-}"
log=$(make_log distinct "$paths")
warm "logstat --jobs 2@$log"
awk -v peak="${peak["logstat --jobs 2@$log"]}" -v paths="$paths" 'BEGIN {
    printf "%d distinct paths, 2 threads: %.1f MiB\n", paths, peak / 1024
    exit peak > 65536
}'
