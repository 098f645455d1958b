#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks that the other checks can fail: each is shown what it must not accept.
# Usage: check_checks.sh CC CXX
set -eu
cc=$1
cxx=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# finds WORDS CHECK ARGUMENT...: the check must fail and say the words.
finds() {
    words=$1
    check=$here/check_$2.sh
    shift 2
    if sh "$check" "$@" >said 2>&1 || ! grep -qF -e "$words" said; then
        echo "$check: did not find '$words' but said:"
        cat said
        exit 1
    fi
}

# layers TEXT WORDS: what src/base/a.c must not hold.
layers() {
    echo "$1" >src/base/a.c
    finds "$2" layers src rules
}

mkdir -p src/base include/logstat
printf 'base:\ncodes: base\nonly pcre2.h base/regex.c\n' >rules
layers '#include "codes/b.h"' 'base may not include codes/b.h'
layers '# include "../codes/b.h"' 'base may not include ../codes/b.h'
layers '#include <pcre2.h>' 'pcre2.h is for base/regex.c'
printf 'base: codes\ncodes:\n' >rules
layers '' 'codes does not stand above base'

yes 'int a;' | head -n 401 >src/base/a.c
finds 'a.c: more than 400 lines' sizes src

echo 'size_t of(void);' >include/logstat/a.h
finds 'size_t' headers include "$cc" "$cxx"
echo 'int of(int class);' >include/logstat/a.h
finds 'class' headers include "$cc" "$cxx"

# library TEXT WORDS: what an object of the library must not do.
library() {
    echo "$1" >a.c
    rm -f a.a
    "$cc" -fPIC -c a.c
    ar rc a.a a.o
    finds "$2" symbols a.a
}
library 'extern void exit(int); void ls_a(void) { exit(1); }' 'banned call'
library 'extern long time(long *); void ls_a(void) { time(0); }' 'banned call'
library 'int f(void) { return 1; }' 'exported without ls_'
library 'int ls_a = 1;' 'mutable data'
library 'static int a; int ls_f(void) { return ++a; }' 'mutable data'

echo 'int main(void) { return 0; }' >a.c
"$cc" -no-pie -c a.c
ar rc a.a a.o
"$cc" -no-pie -o a a.o
finds 'no position-independent code' hardening a a.a
finds 'no stack canary' hardening a a.a
