#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks that every pattern file shown in docs/ is one that works: an indented
# block whose first line is a name.
# Usage: check_patterns.sh LOGSTAT SOURCE
set -eu
logstat=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
source=$(cd "$2" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C HOME="$work" XDG_CONFIG_HOME="$work"

for page in patterns formats; do
    mkdir "$work/$page"
    awk -v folder="$work/$page" '
        /^    name    / { file = folder "/" $2 ".pattern" }
        !/^    / { file = "" }
        file != "" { print substr($0, 5) >file }' "$source/docs/$page.md"
    found=no
    for file in "$work/$page"/*.pattern; do
        [ -e "$file" ] || continue
        found=yes
        "$logstat" --check-pattern "$file"
    done
    [ $found = yes ] || { echo "docs/$page.md: no pattern file in it" && exit 1; }
    "$logstat" --patterns "$work/$page" --list-formats >"$work/list"
done
