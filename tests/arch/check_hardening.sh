#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks that the hardening flags reached the program: what an attacker who
# finds a bug in it has to get past.
# Usage: check_hardening.sh PROGRAM LIBRARY
set -eu
program=$1
library=$2
failed=0

# want NAME PATTERN TEXT: the text must hold the pattern.
want() {
    echo "$3" | grep -qE "$2" || { echo "$program: no $1" >&2; failed=1; }
}

header=$(readelf -hW "$program")
segments=$(readelf -lW "$program")
dynamic=$(readelf -dW "$program")
symbols=$(readelf -sW --dyn-syms "$program")

want 'position-independent code' 'Type: +DYN' "$header"
want 'interpreter' 'INTERP' "$segments"
want 'read-only relocations' 'GNU_RELRO' "$segments"
want 'binding at start (full RELRO)' 'BIND_NOW|FLAGS_1.*NOW' "$dynamic"
want 'stack that cannot be executed' 'GNU_STACK.* RW +0x' "$segments"
want 'stack canary' '__stack_chk_fail' "$symbols"
want 'FORTIFY' '__[a-z]+_chk(@|$)' "$symbols"

# The C library's start files carry no mark for indirect branches, so that the
# linker drops it from the program; it must stand in every object of ours.
objects=$(ar t "$library" | wc -l)
marked=$(readelf -nW "$library" | grep -c 'IBT, SHSTK' || true)
case $header in
*X86-64*)
    [ "$objects" -eq "$marked" ] || {
        echo "$library: $marked of $objects objects have IBT, SHSTK" >&2
        failed=1
    }
    ;;
esac
exit "$failed"
