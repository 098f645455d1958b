#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks what the library's object code calls, exports and keeps: nothing that
# prints, exits, or looks at the environment, the clock or the locale; no name
# without the prefix; no variable that outlives a call.
# Usage: check_symbols.sh LIBRARY
set -eu
library=$1
banned='_?exit|_Exit|quick_exit|system|popen|v?f?printf|f?puts|f?putc|putchar|
    perror|stdin|stdout|stderr|v?sprintf|strcpy|strcat|stpcpy|strtok|gets|
    setlocale|localtime|localtime_r|gmtime|ctime|asctime|mktime|strftime|time|
    clock_gettime|gettimeofday|getenv|setenv|putenv|atoi|atol|atoll|atof|rand'
banned=$(printf '%s' "$banned" | tr -d ' \n')
failed=0

# report TEXT LINES: fails if there is any line.
report() {
    [ -n "$2" ] || return 0
    echo "$2" | sed "s/^/$1: /" >&2
    failed=1
}

names=$(nm -A "$library")
[ -n "$names" ] || { echo "no symbols in $library" >&2; exit 1; }

# With FORTIFY, printf() is called as __printf_chk().
calls=$(echo "$names" | grep -E " U (__)?($banned)(_chk)?$" || true)
exports=$(echo "$names" | grep -E ' [ABCDGRSTVW] ' | grep -vE ' ls_[a-z0-9_]+$' ||
    true)
# Constant tables that hold pointers live in .data.rel.ro, which is read-only.
kept=$(objdump -h "$library" |
    awk '/file format/ { file = $1 }
        $2 ~ /^\.t?(data|bss)/ && $2 !~ /^\.data\.rel\.ro/ && $3 !~ /^0+$/ {
            print file, $2, "0x" $3
        }')
report 'banned call' "$calls"
report 'exported without ls_' "$exports"
report 'mutable data' "$kept"
exit "$failed"
