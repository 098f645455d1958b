#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Measures logstat against other tools and prints the tables of
# docs/performance.md.
# Usage: run.sh [LINES [LOGSTAT]]   5,000,000 lines are 980 MB
#
# The logs are made once, in $TMPDIR/logstat-bench: 6 GB. The tools of a table
# take turns, ROUNDS times (5), and the median of each counts; where little is
# compared with little they do so 21 times. GoAccess and lnav are slow, so they
# get the first 200,000 lines at most.
# shellcheck source=tests/bench/measure.sh
source "$(dirname "$0")/measure.sh"

lines=${1:-5000000}
often=21
prepare "${2:-}"

# Of about the same size: lines of JSON are 2.5 times as long as combined ones,
# those of IIS 1.4 times.
combined=$(make_log mixed "$lines")
nginx=$(make_log json_nginx $((lines * 2 / 5)))
cloudflare=$(make_log json_cloudflare $((lines * 2 / 5)))
w3c=$(make_log w3c $((lines * 5 / 7)))

# Against others, the log as it is.
peers() {
    local part=$work/mixed-$lines-part.log

    keep "$part" head -n 200000 "$combined"
    table 'A combined log' "logstat@$combined" "logstat --jobs 1@$combined" \
        "wc -l@$combined" "mawk@$combined" "gawk@$combined" "rg -c@$combined" \
        "duckdb@$combined" "goaccess@$part" "lnav@$part"
    compare "logstat@$combined" "wc -l@$combined"
    compare "logstat@$combined" "mawk@$combined"
    compare "logstat --jobs 1@$combined" "mawk@$combined"
}

# Two threads can gain no more than two processors do for programs that share
# nothing, which neighbours of a virtual machine may keep below two.
two_threads() {
    local one="logstat --jobs 1@$combined" two="logstat --jobs 2@$combined"
    local twice="twice logstat --jobs 1@$combined"

    measure "$often" "$one" "$two" "$twice"
    compare "$two" "$one"
    printf '\n### Two threads\n\n'
    awk -v runs="$often" -v one="${median[$one]}" -v two="${median[$two]}" \
        -v twice="${median[$twice]}" \
        -v faster="$(of_turns 'a / b' "$one" "$two")" \
        -v most="$(of_turns '2 * a / b' "$one" "$twice")" 'BEGIN {
            printf "One thread takes %.3f s, two take %.3f: %.2f times as " \
                "fast. Two runs of one thread, at the same time, take " \
                "%.3f s, so two processors do %.2f times as much as one " \
                "(medians of %d turns).\n", one / 1e6, two / 1e6, faster,
                twice / 1e6, most, runs
        }'
}

# Against what only decompresses.
compressed() {
    local gzip=$combined.gz zstd=$combined.zst
    local todo=("logstat@$gzip" "igzip -dc@$gzip")

    keep "$gzip" gzip -1 -c "$combined"
    if has zstd; then
        keep "$zstd" zstd -q -3 -c "$combined"
        todo+=("logstat@$zstd" "zstd -dc@$zstd")
    fi
    table 'The same log, compressed' "${todo[@]}"
    compare "logstat@$gzip" "igzip -dc@$gzip"
    compare "logstat@$zstd" "zstd -dc@$zstd"
}

formats() {
    local log

    table 'Other formats, one thread' "mawk@$combined" \
        "logstat --jobs 1@$combined" "logstat --jobs 1@$w3c" \
        "logstat --jobs 1@$nginx" "logstat --jobs 1@$cloudflare"
    compare "logstat --jobs 1@$w3c" "logstat --jobs 1@$combined"
    for log in "$nginx" "$cloudflare"; do
        compare "logstat --jobs 1@$log" "mawk@$combined"
    done
}

# What it costs to start.
one_line() {
    local line=$work/mixed-1.log

    keep "$line" head -n 1 "$combined"
    measure "$often" "logstat@$line" "wc -l@$line"
    printf '\n### A log of one line\n\n'
    awk -v runs="$often" -v logstat="${median["logstat@$line"]}" \
        -v wc="${median["wc -l@$line"]}" \
        -v more="$(of_turns 'a - b' "logstat@$line" "wc -l@$line")" 'BEGIN {
            printf "logstat %.2f ms, wc -l %.2f ms: %.2f ms more (medians of " \
                "%d turns).\n", logstat / 1e3, wc / 1e3, more / 1e3, runs
        }'
}

# Fails if it needs too much, so it comes last.
memory() {
    printf '\n### Memory\n\n'
    "$here/memory.sh" $((lines * 2)) "$logstat"
}

machine wc mawk gawk rg duckdb goaccess lnav igzip zstd
peers
two_threads
compressed
formats
one_line
comparison_table
memory
