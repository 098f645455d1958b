# SPDX-License-Identifier: MIT
# Counts the status codes and methods of a sample log in a way that has nothing
# in common with logstat's: "status 404 7", "method GET 60", in no order.
# Usage: awk -v format=NAME -f count.awk LOG
#
# In most formats the request stands behind the first `] "`, and ends at the
# first quote that a status follows. A backslash takes the meaning of the byte
# behind it, unless no end is found that way. Lines without such a request are
# not counted. Of the other formats, most have the status in a column.

BEGIN {
    split("GET HEAD POST PUT DELETE OPTIONS PATCH CONNECT TRACE PROPFIND PRI" \
          " PURGE SOURCE", names, " ")
    for (i in names)
        known[names[i]] = 1
    three = "^[1-9][0-9][0-9]$"
}

# Where the quote stands that ends the request at the start of `s`; 0: nowhere.
function end_of_request(s, escapes,    i, c) {
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (c == "\\" && escapes)
            i++
        else if (c == "\"" &&
                 substr(s, i + 1) ~ /^ ([0-9][0-9]?[0-9]?|-1?)( |$)/)
            return i
    }
    return 0
}

function method_of(request,    words) {
    if (split(request, words, " ") < 2 || words[1] == "-")
        return "-"
    if (words[1] !~ /^[0-9A-Za-z!#$%&'*+.^_`|~-]+$/)
        return "-"
    return words[1] in known ? words[1] : "other"
}

function count(status, request) {
    statuses[status ~ /^-/ ? 0 : status + 0]++
    methods[method_of(request)]++
}

# What stands in the first pair of quotes, or behind the first if it is alone.
function quoted(s) {
    if (!match(s, /"[^"]*/))
        return ""
    return substr(s, RSTART + 1, RLENGTH - 1)
}

function count_common(    at, rest, end, behind) {
    at = index($0, "] \"")
    if (!at)
        return
    rest = substr($0, at + 3)
    end = end_of_request(rest, 1)
    if (!end)
        end = end_of_request(rest, 0)
    if (!end)
        return
    split(substr(rest, end + 2), behind, " ")
    count(behind[1], substr(rest, 1, end - 1))
}

# The number behind the five timers; counters look like timers.
function count_haproxy(    i) {
    for (i = 1; i < NF; i++)
        if ($i ~ /^[0-9\/+-]+$/ && split($i, parts, "/") == 5 &&
            $(i + 1) ~ /^-?[0-9]+$/) {
            count($(i + 1), quoted($0))
            return
        }
}

{
    sub(/\r$/, "")
}
format == "squid" {
    if (split($4, parts, "/") == 2)
        count(parts[2], $6 " " $7)
    next
}
format == "haproxy" || format == "haproxy_https" {
    count_haproxy()
    next
}
format == "aws_alb" {
    count($9, quoted($0))
    next
}
format == "aws_elb" {
    count($8, quoted($0))
    next
}
format == "aws_s3" {
    split(substr($0, index($0, "\"") + length(quoted($0)) + 2), parts, " ")
    count(parts[1], quoted($0))
    next
}
format == "npm" {
    for (i = 3; i < NF; i++)
        if ($i ~ three && $(i + 1) == "-" && $(i + 3) ~ /^https?$/)
            count($i, $(i + 2) " /")
    next
}
format == "barracuda_waf" {
    for (i = 4; i < NF; i++)
        if ($i == "TR")
            count($(i + 11), $(i + 7) " /")
    next
}
format == "iis_native" {
    split($0, parts, ", ")
    count(parts[11], parts[13] " " parts[14])
    next
}
format == "uwsgi" {
    if (split($0, parts, /\(HTTP\/[0-9.]* /) == 2) {
        sub(/.*[0-9][0-9][0-9][0-9]\] /, "", parts[1])
        count(substr(parts[2], 1, 3), parts[1])
    }
    next
}
format == "gin" {
    if (split($0, parts, "|") == 5)
        count(parts[2], parts[5])
    next
}
format == "php_server" {
    if ($7 ~ /^\[...\]:$/)
        count(substr($7, 2, 3), $8 " " $9)
    next
}
format == "uvicorn" {
    if ($0 ~ /" [0-9]/)
        count(substr($0, index($0, "\" ") + 2, 3), quoted($0))
    next
}
{
    count_common()
}

END {
    for (s in statuses)
        print "status", s, statuses[s]
    for (m in methods)
        print "method", m, methods[m]
}
