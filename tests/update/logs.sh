# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# Logs for the scenarios of --update, and what a run must make of them. Each
# record has a random size of 40 bits, so that the sum of the sizes shows one
# that was lost and another counted twice, which their number alone does not.

records=0 # to be counted so far
bytes=0   # and the sum of their sizes
serial=0  # of the last record that was written

# fail WORD...: ends the scenario, and says what there was.
fail() {
    echo "FAILED: $*"
    echo "to be counted: $records records of $bytes bytes"
    [ ! -f err ] || sed 's/^/stderr: /' err
    ls -li
    exit 1
}

# make COUNT: writes records to standard output, and their sizes to `sizes`.
make() {
    awk -v count="$1" -v seed="$((seed + serial))" -v serial="$serial" '
    function bits(n) { return int(rand() * 2 ^ n) }
    BEGIN {
        srand(seed)
        for (i = 1; i <= count; i++) {
            size = bits(20) * 2 ^ 20 + bits(20)
            sum += size
            printf "192.0.2.%d - - [26/Nov/2026:%02d:%02d:%02d +0000] " \
                "\"GET /%d HTTP/1.1\" 200 %.0f \"-\" \"agent\"\n",
                serial % 256, serial / 3600 % 24, serial / 60 % 60,
                serial % 60, serial + i, size
        }
        printf "%.0f", sum >"sizes"
    }'
    serial=$((serial + $1))
}

# write COUNT FILE: appends records, which are to be counted.
write() {
    make "$1" >>"$2"
    records=$((records + $1))
    bytes=$((bytes + $(cat sizes)))
}

# write_uncounted COUNT FILE: appends records of which nobody will know.
write_uncounted() {
    make "$1" >>"$2"
}

# begin FILE: appends all of a record but its last 20 bytes; finish FILE: those.
begin() {
    make 1 >record
    head -c -20 record >>"$1"
}
finish() {
    tail -c 20 record >>"$1"
    records=$((records + 1))
    bytes=$((bytes + $(cat sizes)))
}

# rotate FILE MOST: FILE becomes FILE.1, and those that are older move on.
rotate() {
    age=$2
    rm -f "$1.$age" "$1.$age.gz"
    while [ "$age" -gt 1 ]; do
        age=$((age - 1))
        [ ! -f "$1.$age" ] || mv "$1.$age" "$1.$((age + 1))"
        [ ! -f "$1.$age.gz" ] || mv "$1.$age.gz" "$1.$((age + 1)).gz"
    done
    mv "$1" "$1.1"
}

# run [ARG...]: logstat, with what it returns in `code`; what it says in err.
run() {
    code=0
    logstat --update state.json --json "$@" >out 2>err || code=$?
}

# result: what the last run counted, and whether it knows of a gap.
result() {
    jq -r '"\(.lines.counted) \(.bytes) " +
        if any(.inputs[]; .gap_unknown or .gap > 0) then "gap" else "all" end' \
        out
}

# demand [FILE...]: a run counts all that is to be counted, and misses nothing.
demand() {
    run "$@"
    [ "$code $(result)" = "0 $records $bytes all" ] ||
        fail "exit $code, counted $(result)"
}

# demand_gap [FILE...]: it counts the same, and says that something is gone;
# the next one does not say it again, but its report still does.
demand_gap() {
    run "$@"
    [ "$code $(result)" = "1 $records $bytes gap" ] ||
        fail "no gap: exit $code, counted $(result)"
    grep -q 'gone' err || fail "a gap that is not told"
    run "$@"
    [ "$code $(result)" = "0 $records $bytes gap" ] ||
        fail "a gap told twice: exit $code, counted $(result)"
}

# refused CODE WORDS [ARG...]: a run that returns CODE, says WORDS, prints no
# report and leaves the file as it was.
refused() {
    want=$1
    words=$2
    shift 2
    rm -f before
    [ ! -f state.json ] || cp state.json before
    run "$@"
    [ "$code" -eq "$want" ] || fail "exit $code instead of $want"
    grep -q -e "$words" err || fail "does not say: $words"
    [ ! -s out ] || fail "reports all the same"
    unchanged
}

# unchanged: the file is what it was when it was copied to `before`.
unchanged() {
    if [ -f before ]; then
        cmp state.json before || fail "the file changed"
    else
        [ ! -e state.json ] || fail "there is a file"
    fi
}

# needs PROGRAM...: leaves the scenario out where one is not installed.
needs() {
    for program in "$@"; do
        command -v "$program" >/dev/null || {
            echo "skipped: $program is not installed"
            exit 77
        }
    done
}
