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

# The requests of `mixed` in lines that name their values.
# counted KIND MARK: the codes and errors of 100,000 lines; a code follows MARK.
counted() {
    "$generate" 100000 1 "$1" | awk -v mark="$2" '
        /^#/ { next }
        { bytes += length($0) + 1; lines++ }
        {
            code = substr($0, match($0, mark) + RLENGTH, 3)
            if (!codes[code]++) count++
            if (code >= 400) errors++
        }
        END {
            print lines " lines of " int(bytes / lines / 10) "0 bytes, " count \
                " codes, " errors " errors"
        }'
}
same '100000 lines of 500 bytes, 15 codes, 12087 errors' \
    "$(counted json_nginx '"status":"')"
same '100000 lines of 490 bytes, 15 codes, 12087 errors' \
    "$(counted json_cloudflare '"EdgeResponseStatus":')"
same '100000 lines of 270 bytes, 15 codes, 12087 errors' \
    "$(counted w3c 'www[.]example[.]com ')"
same '2845475217' "$("$generate" 1000 7 json_nginx | cksum | cut -d' ' -f1)"
same '1789865933' \
    "$("$generate" 1000 7 json_cloudflare | cksum | cut -d' ' -f1)"
same '1617133896' "$("$generate" 1000 7 w3c | cksum | cut -d' ' -f1)"
