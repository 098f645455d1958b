#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs the commands that docs/*.md, the man page, and README.md within its text
# show, in a folder where the files that they name are: each is understood, says
# something, and fails only as the page says. What runs on ends by a signal.
# Usage: check_examples.sh LOGSTAT SOURCE MANPAGE
# shellcheck disable=SC2016 # backquotes and dollars are those of the pages
set -eu
logstat=$(cd "$(dirname "$1")" && pwd)
source=$(cd "$2" && pwd)
man=$(cd "$(dirname "$3")" && pwd)/$(basename "$3")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
PATH=$logstat:$PATH
export PATH LC_ALL=C.UTF-8 HOME="$root" XDG_CONFIG_HOME="$root"
cd "$root"

# What the commands name. A path from the root is one from here.
mkdir -p var/log/nginx var/lib/logstat var/lib/node_exporter etc/nginx \
    etc/apache2 home/jo/logs
now=$(date -u '+%d/%b/%Y:%H:%M:%S +0000')
seq 300 | sed "s|.*|192.0.2.& - - [$now] \"GET /p& HTTP/1.1\" 200 & \"-\" \"agent\"|
    30~30s/ 200 / 502 /" >access.log
for log in today.log yesterday.log var/log/nginx/access.log home/jo/logs/site; do
    cp access.log $log
done
echo '[Thu Nov 26 10:00:00.000000 2026] [core:error] [pid 1] no' >error_log
cat >etc/nginx/nginx.conf <<'END'
http {
    log_format main '$remote_addr - $remote_user [$time_local] "$request" '
                    '$status $body_bytes_sent';
    access_log /var/log/nginx/access.log main;
}
END
cat >etc/apache2/apache2.conf <<'END'
LogFormat "%h %l %u %t \"%r\" %>s %b" vhost_combined
END
cp etc/apache2/apache2.conf httpd.conf
sed -i 's/vhost_combined/mine/' httpd.conf
# The patterns that a page shows whole.
sed -n '/Put it into `gateway.pattern`/,/^And for JSON/s/^    //p' \
    "$source/docs/formats.md" >gateway.pattern
sed -n '/into `shop.pattern`/,/^Then try it/s/^    //p' \
    "$source/docs/formats.md" >shop.pattern
mkdir DIR
sed 's/^name  *gateway/name mine/' gateway.pattern >mine.pattern
for day in yesterday mon tue day1 day2; do
    logstat -q --json access.log >$day.json
done

fail() {
    echo "$*"
    cat said told 2>/dev/null || true
    exit 1
}

# run COMMAND SAYS: `SAYS`: the line of output that the page shows, or nothing.
run() {
    code=0
    case $1 in
    *'-f '* | *'--follow '*) timeout -s INT 2 sh -c "$1" >said 2>told </dev/null || code=$? ;;
    *) timeout 60 sh -c "$1" >said 2>told </dev/null || code=$? ;;
    esac
    case $2 in
    'logstat: '*)
        words=$(echo "$2" | cut -d: -f1-2)
        grep -qF -e "$words" told || fail "does not say '$words': $1"
        return
        ;;
    esac
    [ -s said ] || { [ $code -eq 0 ] && [ "$page" != man.md ]; } ||
        fail "says nothing: $1"
    case $code in
    0 | 3 | 124) ;; # 3: a condition holds; 124: it would have gone on
    *) fail "exit $code: $1" ;;
    esac
}

# The examples of the man page, as the other pages have theirs.
sed -n '/^\.EX/{n;s/\\-/-/g;s/\\(aq/'"'"'/g;s/^/    /p}' "$man" >man.md
[ "$(wc -l <man.md)" -gt 9 ] || fail "the man page has no examples"
count=0
for page in "$source"/docs/*.md "$source/README.md" man.md; do
    # The command, a tab, and the line below.
    awk '
        command != "" { print command "\t" $0; command = "" }
        /^    (\$ )?(tail .*\| )?logstat( [^ ]|$)/ && !/^    logstat: / {
            command = $0
            sub(/^    (\$ )?/, "", command)
            sub(/   +[a-z].*/, "", command) # what it does, in words
        }
        END { if (command != "") print command "\t" }' "$page" >commands
    while IFS='	' read -r command says; do
        says=$(echo "$says" | sed 's/^ *//')
        case $command in
        *"'%h %l %u %t \"%r\" %>s %b %D'"* | *'$request_time'*)
            # Formats that the log here does not have: they are understood.
            run "$command >/dev/null; test \$? -ne 2 && echo yes" "$says"
            ;;
        *)
            run "$(echo "$command" |
                sed "s,\([ @]\)/\(var\|etc\|home\)/,\1$root/\2/,g")" "$says"
            ;;
        esac
        count=$((count + 1))
    done <commands
done
[ "$count" -gt 40 ] || fail "only $count examples were found"
echo "$count examples"
