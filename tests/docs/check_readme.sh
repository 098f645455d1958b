#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks that the README shows what the program does: the report in it, line by
# line, and that every recipe works. With --update it puts in the report as it
# is now; look at the difference before you believe it.
# Usage: check_readme.sh [--update] LOGSTAT SOURCE
set -eu
update=no
[ "$1" = --update ] && update=yes && shift
logstat=$(cd "$(dirname "$1")" && pwd)
source=$(cd "$2" && pwd)
readme=$source/README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH="$logstat:$PATH" LC_ALL=C.UTF-8

# The report is the text block that starts with the command that prints it.
command=$(sed -n 's/^\$ \(logstat .*\)/\1/p' "$readme")
[ -n "$command" ] || { echo 'README.md: no report in it' && exit 1; }
(cd "$source" && sh -c "$command") >"$work/report"
awk -v report="$work/report" '
    /^```$/ { inside = 0 }
    !inside
    /^\$ logstat / {
        inside = 1
        while ((getline line < report) > 0) print line
    }' "$readme" >"$work/README.md"
[ "$update" = no ] || cp "$work/README.md" "$readme"
diff "$readme" "$work/README.md"

cd "$work"
cp "$source/samples/apache/access.log" access.log
cp "$source/samples/nginx/access.log" shop.log
# The server's folders that recipes name are our own.
mkdir -p etc/nginx home/jo/logs var/log/nginx
cp access.log home/jo/logs/example.com
cp shop.log var/log/nginx/shop.example.com.log
echo 'http { access_log /var/log/nginx/access.log combined; }' >etc/nginx/nginx.conf
grep '^logstat ' "$readme" | sed 's,\([ @]\)/\(etc\|home\|var\)/,\1\2/,g' >recipes
while read -r recipe; do
    case $recipe in
    *jq*) command -v jq >/dev/null || continue ;;
    esac
    if ! sh -c "$recipe" >said || ! [ -s said ]; then
        echo "README.md: this failed or said nothing: $recipe"
        exit 1
    fi
done <recipes
