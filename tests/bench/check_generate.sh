#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks that the log to measure with is what it says it is, and the same on
# every machine.
# Usage: check_generate.sh GENERATE
set -eu
generate=$1

# same WANT GOT: fails unless they are equal.
same() {
    [ "$1" = "$2" ] || { echo "expected: $1"; echo "got:      $2"; exit 1; }
}

# shellcheck disable=SC2016 # the dollar signs are awk's
same '0 odd lengths, 15 codes, 12087 errors, 12087 error paths' "$(
    "$generate" 100000 1 mixed | awk '
        length($0) < 190 || length($0) > 200 { odd++ }
        !code[$9]++ { codes++ }
        $9 >= 400 { errors++; if (!path[$7]++) paths++ }
        END {
            print odd + 0 " odd lengths, " codes " codes, " errors \
                " errors, " paths " error paths"
        }')"
# shellcheck disable=SC2016
same '100 long paths, 10000 paths, 8 error codes' "$(
    "$generate" 10000 1 distinct | awk '
        length($7) == 8192 { long++ }
        !path[$7]++ { paths++ }
        $9 >= 400 && !code[$9]++ { codes++ }
        END { print long " long paths, " paths " paths, " codes " error codes" }
    ')"
same '2247287486' "$("$generate" 1000 7 mixed | cksum | cut -d' ' -f1)"
