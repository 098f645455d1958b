#!/bin/sh
# SPDX-License-Identifier: MIT
# Reads every sample log without any option, and compares format and lines with
# samples/EXPECTED, statuses and methods with what count.awk and, in JSON,
# count.jq find.
# Usage: check.sh LOGSTAT SOURCE
set -eu
logstat=$1
samples=$2/samples
patterns=$2/patterns
here=$(cd "$(dirname "$0")" && pwd)
command -v jq >/dev/null || { echo "jq is not installed"; exit 77; }

export LC_ALL=C
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
tab=$(printf '\t')

fail() {
    echo "samples/$1: $2"
    failed=1
}

# The lines of a log, taken out of what wrapped.tsv says is around them.
unwrapped() {
    row=$(grep "^$1$tab" "$here/wrapped.tsv") || { cat "$samples/$1"; return; }
    program=$(echo "$row" | cut -f 3-)
    case $(echo "$row" | cut -f 2) in
    sed) sed "$program" "$samples/$1" ;;
    jq) jq -Rr "fromjson? | $program // empty" "$samples/$1" ;;
    esac
}

# Whether a log is a JSON document, whose elements are more or less than lines.
is_document() {
    jq -c . "$samples/$1" >"$scratch/values" 2>/dev/null &&
        [ "$(wc -l <"$scratch/values")" -ne "$(wc -l <"$samples/$1")" ]
}

# The statuses and methods of a log: FILE FORMAT
count() {
    row=$(grep "^$2$tab" "$here/json.tsv") || {
        unwrapped "$1" | awk -v "format=$2" -f "$here/count.awk"
        return
    }
    # \x is nginx's escape, and none of JSON's.
    if is_document "$1"; then
        cat "$samples/$1"
    else
        unwrapped "$1" | sed 's/\\x/\\\\x/g' | jq -Rc 'fromjson?'
    fi | jq -r --arg status "$(echo "$row" | cut -f 2)" \
        --arg method "$(echo "$row" | cut -f 3)" -f "$here/count.jq" |
        awk -v format=pairs -f "$here/count.awk"
}

# How many units a log has: lines, or elements of a document.
units() {
    if is_document "$1"; then
        jq -n '[inputs | .records? // . | if type == "array" then .[] else . end] |
            length' "$samples/$1"
    else
        wc -l <"$samples/$1"
    fi
}

# A log: FILE FORMAT COUNTED UNPARSED
check_log() {
    if ! "$logstat" --json "$samples/$1" >"$scratch/json" 2>"$scratch/err" ||
        [ -s "$scratch/err" ]; then
        fail "$1" "$(cat "$scratch/err")"
        return
    fi
    got=$(jq -r '"\(.inputs[0].format) \(.lines.counted) \(.lines.unparsed)"' \
        "$scratch/json")
    [ "$got" = "$2 $3 $4" ] || fail "$1" "is '$got', expected '$2 $3 $4'"
    total=$(jq '.lines.total' "$scratch/json")
    [ "$total" -eq "$(units "$1")" ] || fail "$1" "$total lines"
    jq -r '(.codes[] | "status \(.code) \(.requests)"),
           (.methods[] | "method \(.method) \(.requests)")' "$scratch/json" |
        sort >"$scratch/got"
    count "$1" "$2" | sort >"$scratch/want"
    diff "$scratch/want" "$scratch/got" || fail "$1" "counts differ"
}

# A look-alike: FILE FORMAT
check_lookalike() {
    code=0
    "$logstat" --json "$samples/$1" >"$scratch/out" 2>"$scratch/err" || code=$?
    what=$(sed -n 's/^refuse *//p' "$patterns/$2.pattern")
    echo "logstat: $samples/$1: is $what" >"$scratch/want"
    [ "$code" -eq 1 ] || fail "$1" "exit $code"
    [ ! -s "$scratch/out" ] || fail "$1" "has a report"
    diff "$scratch/want" "$scratch/err" || fail "$1" "is not refused by name"
}

while IFS=$tab read -r file format counted unparsed; do
    case $file in
    '#'*) ;;
    lookalikes/*) check_lookalike "$file" "$format" ;;
    *) check_log "$file" "$format" "$counted" "$unparsed" ;;
    esac
done <"$samples/EXPECTED"

# Beside a log a look-alike is skipped.
"$logstat" --json "$samples"/lookalikes/* "$samples/nginx/access.log" \
    >"$scratch/json" 2>/dev/null || fail lookalikes "are not skipped"
[ "$(jq '.inputs | length' "$scratch/json")" -eq 1 ] ||
    fail lookalikes "are counted"

# Every file is one that is expected.
(cd "$samples" && find ./*/ -type f) | sed 's|^\./*||' | sort >"$scratch/files"
sed -n "s/^\([^#$tab]*\)$tab.*/\1/p" "$samples/EXPECTED" | sort >"$scratch/named"
diff "$scratch/named" "$scratch/files" || fail EXPECTED "names other files"

exit "$failed"
