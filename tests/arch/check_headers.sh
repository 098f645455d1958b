#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks that each public header compiles alone, as C11 and as C++17.
# Usage: check_headers.sh INCLUDE CC CXX
set -eu
include=$1
cc=$2
cxx=$3
failed=0
flags='-fsyntax-only -pedantic-errors -Wall -Wextra -Wundef -Werror'

for header in "$include"/logstat/*.h; do
    name=logstat/$(basename "$header")
    # shellcheck disable=SC2086 # the flags are several words
    for compile in "$cc -std=c11 -x c" "$cxx -std=c++17 -x c++"; do
        echo "#include <$name>" | $compile $flags -I "$include" - || failed=1
    done
done
exit "$failed"
