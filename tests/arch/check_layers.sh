#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks that every #include in src/ is one that layers.txt allows.
# Usage: check_layers.sh SRC RULES
set -eu
src=$1
rules=$2
[ -n "$(find "$src" -name '*.[ch]')" ] || { echo "no source in $src"; exit 1; }

# shellcheck disable=SC2016 # the dollar signs are awk's
find "$src" -name '*.[ch]' -exec awk -v src="$src/" '
    function wrong(text) { print FILENAME ":" FNR ": " text; failed = 1 }
    /^#/ && FNR == NR { next }
    FNR == NR && $1 == "only" {
        for (i = 3; i <= NF; i++) user[$2] = user[$2] " " $i " "
        next
    }
    FNR == NR && NF {
        folder = substr($1, 1, length($1) - 1)
        for (i = 2; i <= NF; i++) {
            if (!($i in known)) wrong($i " does not stand above " folder)
            may[folder, $i] = 1
        }
        known[folder] = may[folder, folder] = 1
        next
    }
    FNR == 1 {
        file = substr(FILENAME, length(src) + 1)
        split(file, part, "/")
        folder = part[1]
        if (!(folder in known)) wrong(folder " has no line in the rules")
    }
    !/^[ \t]*#[ \t]*include/ { next }
    { match($0, /[<"][^>"]*/); name = substr($0, RSTART + 1, RLENGTH - 1) }
    name in user && !index(user[name], " " file " ") {
        wrong(name " is for" user[name])
    }
    $0 !~ /"/ || name ~ /^[a-z]+\.inc$/ { next }
    { split(name, part, "/") }
    !((folder, part[1]) in may) { wrong(folder " may not include " name) }
    END { exit failed }' "$rules" {} +
