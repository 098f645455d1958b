#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks that no source file is longer than 400 lines.
# Usage: check_sizes.sh FOLDER...
set -eu
[ -n "$(find "$@" -name '*.[ch]')" ] || { echo "no source in $*"; exit 1; }

find "$@" -name '*.[ch]' -exec awk '
    FNR == 401 { print FILENAME ": more than 400 lines"; failed = 1 }
    END { exit failed }' {} +
