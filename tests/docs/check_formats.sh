#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks that the tables in docs/formats.md say what the pattern files say, and
# name the formats that the program has, with their servers. With --update it
# writes the tables anew; look at the difference before you believe it.
# Usage: check_formats.sh [--update] LOGSTAT SOURCE
set -eu
update=no
[ "$1" = --update ] && update=yes && shift
logstat=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
source=$(cd "$2" && pwd)
page=$source/docs/formats.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C HOME="$work" XDG_CONFIG_HOME="$work"

awk -f "$source/tests/docs/formats.awk" "$source"/patterns/*.pattern >"$work/tables"
awk -v tables="$work/tables" '
    /^<!-- End of the tables/ { inside = 0 }
    !inside
    /^<!-- The tables/ {
        inside = 1
        while ((getline line < tables) > 0) print line
    }' "$page" >"$work/formats.md"
[ "$update" = no ] || cp "$work/formats.md" "$page"
diff "$page" "$work/formats.md"

# By line a name and, of those that are read, the servers; of both alike.
"$logstat" --list-formats | awk '
    function put() { if (name != "") print name, servers }
    / servers: / { servers = $0; sub(/.* servers: /, "", servers); next }
    /^[a-z]/ { put(); name = $1; servers = "" }
    END { put() }' | sort >"$work/listed"
# shellcheck disable=SC2016 # the backquotes are those of the page
sed -n '/^<!-- The tables/,/^<!-- End of the tables/ {
    /^### Logs /,$ {
        s/^| `\([a-z0-9_-]*\)` .*/\1 /p
        d
    }
    s/^| `\([a-z0-9_-]*\)` | [^|]* | \([^|]*\) | .*/\1 \2/p
}' "$page" | sort >"$work/written"
diff "$work/listed" "$work/written"
