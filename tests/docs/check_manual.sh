#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks the man page and what shells complete against --help, and that they
# are such: the page without a warning, and the completions by the shells that
# are there. The page's examples are run by check_examples.sh.
# Usage: check_manual.sh LOGSTAT FOLDER LOG
set -eu
logstat=$(cd "$(dirname "$1")" && pwd)
made=$2
log=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$logstat:$PATH
export PATH LC_ALL=C.UTF-8

fail() {
    echo "$*"
    exit 1
}

logstat --help >"$work/help"
[ "$(awk 'length > 80' "$work/help" | wc -l)" -eq 0 ] ||
    fail "--help is wider than 80 columns"
sed -n 's/^  \(-[^ ]*, \|    \)--\([a-z-]*\).*/\2/p' "$work/help" >"$work/options"
[ "$(wc -l <"$work/options")" -gt 30 ] || fail "--help is not read"
sed 's/\\-/-/g' "$made/man/logstat.1" >"$work/man"
while read -r option; do
    grep -q -e "^\.B .*--$option\( \|$\)" "$work/man" ||
        fail "not in the man page: --$option"
    grep -q -e "--${option}=\?[}[]" "$made/zsh/_logstat" ||
        fail "not completed by zsh: --$option"
    grep -q -e " -l $option " "$made/fish/logstat.fish" ||
        fail "not completed by fish: --$option"
done <"$work/options"

# What is cut short ends with a word of the help.
tr -s ' \n' ' ' <"$work/help" >"$work/words"
sed -n "s/.* -d '\(.*\)'$/\1/p" "$made/fish/logstat.fish" |
    sed "s/\\\\\(.\)/\1/g" >"$work/short"
while read -r short; do
    grep -qF -e "$short " -e "$short:" -e "$short;" "$work/words" ||
        fail "cut within a word: $short"
done <"$work/short"

# The page.
for word in FILES 'EXIT STATUS' NO_COLOR COLUMNS TERM TZ XDG_CONFIG_HOME; do
    grep -q -e "^\.SH $word$" -e "^\.B $word\(,\|$\)" "$work/man" ||
        fail "not in the man page: $word"
done
for tool in bash groff; do
    command -v "$tool" >/dev/null || fail "$tool is not installed"
done
groff -man -ww -Tutf8 "$made/man/logstat.1" >"$work/page" 2>"$work/said"
[ ! -s "$work/said" ] || fail "$(cat "$work/said")"
cp "$log" "$work/access.log"
cd "$work"

# What bash completes: line, and what is wanted, in order.
completed() {
    bash -c '. "$1"; COMP_WORDS=($2 "$3"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _logstat; echo "${COMPREPLY[*]}"' - "$made/bash/logstat" "$1" "$2"
}
bash -n "$made/bash/logstat"
while read -r option; do
    completed logstat "--$option" | tr ' ' '\n' | grep -qxe "--$option" ||
        fail "not completed by bash: --$option"
done <"$work/options"
[ "$(completed 'logstat --color' =)" = 'auto always never' ] ||
    fail "behind ="
[ "$(completed 'logstat --color =' al)" = always ] ||
    fail "a word behind ="
[ "$(completed 'logstat --' --quiet-)" = '' ] || fail "an option behind --"
[ "$(completed logstat --quiet-)" = --quiet-if-ok ] || fail "an option"
[ "$(completed 'logstat --color' a)" = 'auto always' ] || fail "a word"
[ "$(completed 'logstat --sort' r)" = 'requests rate' ] || fail "a key"
[ "$(completed 'logstat --format' akam)" = akamai ] || fail "a format"
[ "$(completed 'logstat --explain' 50)" = \
    "$(logstat --list-codes | sed -n 's/^ *\(50[0-9]\) .*/\1/p' | sort -u |
        tr '\n' ' ' | sed 's/ $//')" ] || fail "a code"
[ "$(completed 'logstat' access.l)" = access.log ] || fail "a file"
[ "$(completed 'logstat --top' 1)" = '' ] || fail "a number"
if command -v zsh >/dev/null; then
    zsh -n "$made/zsh/_logstat"
    grep ']:[A-Z]' "$made/zsh/_logstat" | grep -v -e '=\[' -e "=}'\[" &&
        fail "zsh does not complete values behind ="
else
    echo "zsh is not installed: its completion was not tried"
fi
if command -v fish >/dev/null; then
    fish -n "$made/fish/logstat.fish"
    # shellcheck disable=SC2016 # fish's own
    said=$(fish -c 'source $argv[1]; complete -C "logstat --sort r"' \
        "$made/fish/logstat.fish" | cut -f 1 | sort | tr '\n' ' ')
    [ "$said" = 'rate requests ' ] || fail "fish completes: $said"
else
    echo "fish is not installed: its completion was not tried"
fi
