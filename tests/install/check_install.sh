#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks that what is installed can be moved and used: builds the examples of
# docs/embedding.md, the first with CMake and with pkg-config, and runs them.
# Usage: check_install.sh BUILD SOURCE CC
set -eu
build=$1
source=$2
cc=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$build" --prefix "$work/first" >"$work/install.log"
mv "$work/first" "$work/moved"
for file in bin/logstat include/logstat/run.h share/logstat/patterns \
    share/man/man1/logstat.1 share/bash-completion/completions/logstat \
    share/zsh/site-functions/_logstat \
    share/fish/vendor_completions.d/logstat.fish; do
    [ -e "$work/moved/$file" ] || { echo "$file is not installed"; exit 1; }
done
"$work/moved/bin/logstat" --version

# The program in the text with this number.
program() {
    awk -v number="$1" '/^```$/ { on = 0 } on && at == number
        /^```c$/ { on = 1; at++ }' "$source/docs/embedding.md"
}
program 1 >"$work/main.c"
program 2 >"$work/sum.c"
cmake -S "$source/tests/install/consumer" -B "$work/cmake" \
    -DCMAKE_PREFIX_PATH="$work/moved" -DCMAKE_C_COMPILER="$cc" \
    -DMAIN="$work/main.c" >"$work/cmake.log"
cmake --build "$work/cmake" >>"$work/cmake.log" || {
    cat "$work/cmake.log"
    exit 1
}
pc=$(find "$work/moved" -name logstat.pc)
flags=$(PKG_CONFIG_PATH=${pc%/*} pkg-config --static --cflags --libs logstat)
# shellcheck disable=SC2086 # the flags are several words
"$cc" -o "$work/consumer" "$work/main.c" $flags
# shellcheck disable=SC2086
"$cc" -o "$work/sum" "$work/sum.c" $flags

cat >"$work/access.log" <<'LOG'
192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5 "-" "curl/8"
192.0.2.1 - - [10/Oct/2025:13:55:37 +0000] "GET /a?b HTTP/1.1" 502 5 "-" "-"
192.0.2.1 - - [10/Oct/2025:13:55:38 +0000] "GET /a?c HTTP/1.1" 502 5 "-" "-"
not a log line
LOG
cat >"$work/expected" <<'TEXT'
server error: /a
server error: /a
200       1  OK
502       2  Bad Gateway
4 lines, 3 counted, 1 unparsed
TEXT
for program in "$work/cmake/consumer" "$work/consumer"; do
    "$program" "$work/access.log" | diff "$work/expected" -
done

logstat=$work/moved/bin/logstat
head -n 2 "$work/access.log" >"$work/one.log"
tail -n 2 "$work/access.log" >"$work/two.log"
cd "$work"
"$logstat" --json one.log >one.json
"$logstat" --json two.log >two.json
cat one.json two.json | ./sum >sum.json
"$logstat" --json one.log two.log | diff - sum.json
if sed 's|summary/1|summary/2|' one.json | ./sum 2>refused; then
    echo "a summary of another version was added"
    exit 1
fi
grep -q 'is a summary of version 2' refused
