# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What the scripts of this folder share: logs that are made once and kept,
# cases that take turns, and tables.
#
# A case is TOOL@LOG: a tool that reads a log. Before a case is timed it runs
# once, which brings the log into memory and tells the peak of the tool's own.
# The locale is C for all, as some tools are much slower in others.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=${TMPDIR:-/tmp}/logstat-bench
rounds=${ROUNDS:-5}
declare -A turns median peak # of cases: microseconds of each turn, KiB
comparisons=()

# fail WORD...: says so and ends the script.
fail() {
    echo "$*" >&2
    exit 2
}

# prepare [LOGSTAT]: what all scripts need first.
prepare() {
    logstat=${1:-$here/../../build/release/src/logstat}
    [ -x "$logstat" ] || fail "no program $logstat: build it first"
    [ -x /usr/bin/time ] || fail 'needs /usr/bin/time (package time)'
    ((rounds % 2)) || fail 'ROUNDS must be odd: a median is one of the times'
    mkdir -p "$work/home"
}

# --- Logs.

# reread FILE: takes it out of the page cache and reads it from the disk, from
# its start to its end, as most logs have been. What is written in small pieces
# lies in the cache in small pieces, too, and takes half as long again to copy.
reread() {
    dd of="$1" oflag=nocache conv=notrunc,fdatasync count=0 status=none
    cat "$1" >/dev/null
}

# keep FILE COMMAND...: makes the file of what the command prints, unless it is
# there.
keep() {
    local file=$1
    shift
    [ -s "$file" ] || {
        echo "making $file" >&2
        "$@" >"$work/new"
        reread "$work/new"
        mv "$work/new" "$file"
    }
}

generate() {
    cc -O2 -o "$work/generate" "$here/generate.c"
    "$work/generate" "$@"
}

# make_log KIND LINES: prints the name of the log.
make_log() {
    local log=$work/$1-$2.log
    keep "$log" generate "$2" 1 "$1"
    echo "$log"
}

# --- Measuring.

# choose CASE: sets `command` to what it runs, and `tool` and `log`.
# shellcheck disable=SC2016 # the dollar signs are awk's and the inner shell's
choose() {
    tool=${1%%@*}
    log=${1#*@}
    read -ra command <<<"$tool"
    case $tool in
    logstat*) command[0]=$logstat ;;
    'twice logstat'*)
        command=(bash -c '"$@" & "$@" && wait "$!"' twice "$logstat"
            "${command[@]:2}")
        ;;
    mawk | gawk)
        command+=('{ c[$9]++ } END { for (k in c) print k, c[k] }')
        ;;
    'rg -c')
        command+=('" 5[0-9][0-9] ')
        ;;
    goaccess)
        command+=(--no-global-config --no-progress --log-format=COMBINED
            -o "$work/goaccess.json")
        ;;
    lnav) # keeps what it unpacks in the home directory
        command=(env "HOME=$work/home" lnav -n -c
            ';SELECT sc_status, count(*) FROM access_log GROUP BY sc_status')
        ;;
    duckdb) # reads the log as columns, of which the seventh is the status
        command+=(-c "SELECT column6, count(*) FROM read_csv('$log',
            delim = ' ', quote = '\"', header = false, all_varchar = true)
            GROUP BY column6")
        return
        ;;
    esac
    command+=("$log")
}

# run COMMAND...: without its output; ends the script if it fails.
run() {
    "$@" </dev/null >/dev/null 2>"$work/stderr" || {
        cat "$work/stderr" >&2
        fail "failed: $*"
    }
}

# warm CASE
warm() {
    choose "$1"
    run /usr/bin/time -f %M -o "$work/peak" "${command[@]}"
    peak[$1]=$(<"$work/peak")
}

# once CASE: sets `took` to its microseconds.
once() {
    local start
    choose "$1"
    start=${EPOCHREALTIME/./}
    run "${command[@]}"
    took=$((${EPOCHREALTIME/./} - start))
}

# middle NUMBER...: the median of an odd count.
middle() {
    printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"
}

# measure ROUNDS CASE...: the cases take turns.
measure() {
    local count=$1 round this
    shift
    for this; do
        warm "$this"
        turns[$this]=
    done
    for ((round = 0; round < count; round++)); do
        for this; do
            once "$this"
            turns[$this]+=" $took"
        done
    done
    for this; do
        # shellcheck disable=SC2086 # several numbers
        median[$this]=$(middle ${turns[$this]})
    done
}

# of_turns EXPRESSION CASE CASE: the median of what awk makes of `a` and `b`, the
# microseconds that both took in the same turn. Where a machine is slower for a
# while, both are.
of_turns() {
    # shellcheck disable=SC2046,SC2086 # several numbers
    middle $(paste <(printf '%s\n' ${turns[$2]}) <(printf '%s\n' ${turns[$3]}) |
        awk "{ a = \$1; b = \$2; printf \"%.6f\\n\", $1 }")
}

has() {
    command -v "$1" >/dev/null
}

# installed CASE...: sets `cases` to those whose program is there, and `missing`
# to the other programs.
installed() {
    local this program
    cases=()
    missing=()
    for this; do
        program=${this%%[ @]*}
        if [ "$program" = logstat ] || has "$program"; then
            cases+=("$this")
        else
            missing+=("$program")
        fi
    done
}

# --- Tables.

bytes_of() {
    stat -c %s "${1#*@}"
}

# row CASE
row() {
    choose "$1"
    awk -v tool="$tool" -v log_="$(basename "$log")" -v peak="${peak[$1]}" \
        -v bytes="$(bytes_of "$1")" -v micros="${median[$1]}" 'BEGIN {
            printf "| %s | %s | %.1f | %.3f | %.0f | %.1f |\n", tool, log_,
                bytes / 1e6, micros / 1e6, bytes / micros, peak / 1024
        }'
}

# table HEADING CASE...: measures the cases whose program is there.
table() {
    local this
    printf '\n### %s\n\n' "$1"
    shift
    installed "$@"
    measure "$rounds" "${cases[@]}"
    echo '| tool | log | MB | median s | MB/s | peak MiB |'
    echo '|---|---|--:|--:|--:|--:|'
    for this in "${cases[@]}"; do
        row "$this"
    done
    [ ${#missing[@]} -eq 0 ] ||
        printf '\nNot installed, and left out: %s.\n' "${missing[*]}"
}

# compare CASE CASE: a row for comparison_table, if both were measured, which was
# done together: the first one's time for a byte, divided by the second one's.
compare() {
    [[ ${median[$1]-} && ${median[$2]-} ]] || return 0
    comparisons+=("$(awk -v this="${1%%@*} | $(basename "$1")" \
        -v that="${2%%@*} | $(basename "$2")" \
        -v a="$(bytes_of "$1")" -v b="$(bytes_of "$2")" \
        -v times="$(of_turns 'a / b' "$1" "$2")" 'BEGIN {
            ratio = times / a * b
            printf "| %s | %s | %.2f | %.2f |\n", this, that, ratio, 1 / ratio
        }')")
}

comparison_table() {
    printf '\n### Compared, by the time for a byte\n\n'
    echo '| this | reading | against | reading | time | speed |'
    echo '|---|---|---|---|--:|--:|'
    printf '%s\n' "${comparisons[@]}"
}

# version PROGRAM: its name and the first number with a dot that it prints.
version() {
    local flag=--version
    [ "$1" != mawk ] || flag=-Wversion
    echo "$(basename "$1") $("$1" "$flag" 2>&1 </dev/null |
        grep -Eo '[0-9]+([.][0-9]+)+' | sed -n 1p)"
}

# machine PROGRAM...: what the figures depend on.
machine() {
    local model memory system program versions
    model=$(sed -n '/^model name/ { s/[^:]*: //p; q }' /proc/cpuinfo)
    memory=$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)
    # shellcheck disable=SC1091 # the machine's
    system=$(. /etc/os-release && echo "$PRETTY_NAME")
    echo "- $(date -u +%F), median of $rounds runs"
    echo "- ${model:-$(uname -m)}, $(nproc) processors, $memory GiB of memory"
    echo "- $system, Linux $(uname -r)"
    versions=$(version "$logstat")
    for program; do
        ! has "$program" || versions+=", $(version "$program")"
    done
    echo "- $versions"
}
