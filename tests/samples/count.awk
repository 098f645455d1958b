# SPDX-License-Identifier: MIT
# Counts the status codes and methods of a sample log in a way that has nothing
# in common with logstat's: "status 404 7", "method GET 60", in no order.
# Usage: awk -v format=NAME -f count.awk LOG
#
# In most formats the request stands behind the first `] "`, and ends at the
# first quote that a status follows. A backslash takes the meaning of the byte
# behind it, unless no end is found that way. Lines without such a request are
# not counted. Of the other formats, most have the status in a column; some say
# in a header in which. `pairs` is what count.jq makes of JSON: status, tab, request.

BEGIN {
    split("GET HEAD POST PUT DELETE OPTIONS PATCH CONNECT TRACE PROPFIND PRI" \
          " PURGE SOURCE DEBUG", names, " ")
    for (i in names)
        known[names[i]] = 1
    three = "^[1-9][0-9][0-9]$"
    split("iis w3c cloudfront zeek gcs csv", names, " ")
    for (i in names)
        has_header[names[i]] = 1
    split("sc-status status_code sc_status status", status_names, " ")
    split("cs-method method cs_method", method_names, " ")
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

# A request of which only the method is known.
function request_of(method) {
    return method ~ /^-?$/ ? "-" : method " /"
}

# Counts a row, unless what should be the status is not one.
function count_if_status(status, request) {
    if (status ~ /^(-|-?[0-9]+)?$/)
        count(status, request)
}

# The line with separators inside quotes made "_", and quotes taken out.
function masked(s, separator, escapes,    i, c, inside, out) {
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (escapes && c == "\\")
            i++
        else if (c == "\"")
            inside = !inside
        else
            out = out (inside && c == separator ? "_" : c)
    }
    return out
}

# The first of `names` that is a column; 0 if none is.
function column_of(names,    i) {
    for (i = 1; i in names; i++)
        if (names[i] in column)
            return column[names[i]]
    return 0
}

function read_header(line, separator,    cells, n, i) {
    split("", column)
    n = split(line, cells, separator)
    for (i = 1; i <= n; i++)
        column[cells[i]] = i
    status_column = column_of(status_names)
    method_column = column_of(method_names)
}

function count_row(separator,    cells, n) {
    n = split(masked($0, separator, 0), cells,
                  separator == " " ? "[ ]" : separator)
    if (n >= status_column)
        count_if_status(cells[status_column], request_of(cells[method_column]))
}

# Key and value pairs, with what stands between them.
function count_pairs(line, between, separator,    parts, n, i, at, pair) {
    split("", pair)
    n = split(line, parts, separator)
    for (i = 1; i <= n; i++)
        if ((at = index(parts[i], between)) > 0)
            pair[substr(parts[i], 1, at - 1)] = substr(parts[i], at + 1)
    if (!("status" in pair))
        return
    if ("method" in pair)
        count_if_status(pair["status"], request_of(pair["method"]))
    else
        count_if_status(pair["status"],
                        "req" in pair ? pair["req"] : pair["request"])
}

{
    sub(/\r$/, "")
}
tolower($1) == "#fields:" || $1 == "#fields" {
    sub(/^#[^ \t]*[ \t]+/, "")
    read_header($0, "[ \t]+")
    next
}
format in has_header && (/^#/ || /^$/) {
    next
}
format == "gcs" || format == "csv" {
    if (NR == 1)
        read_header(masked($0, ",", 0), ",")
    else
        count_row(",")
    next
}
format in has_header {
    count_row(/\t/ ? "\t" : " ")
    next
}
format == "ltsv" {
    count_pairs($0, ":", "\t")
    next
}
format == "logfmt" || format == "lograge" {
    count_pairs(masked($0, " ", 1), "=", " ")
    next
}
format == "pairs" {
    split($0, parts, "\t")
    count_if_status(parts[1], parts[2])
    next
}
format == "iis_noheader" || format == "hsphere_iis" {
    if ($12 ~ three)
        count($12, request_of($(format == "hsphere_iis" ? 9 : 4)))
    next
}
format == "cloudfront_noheader" {
    if (split($0, parts, "\t") > 8)
        count(parts[9], request_of(parts[6]))
    next
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
format == "uvicorn" || format == "php_fpm" || format == "iso_time_first" {
    if ($0 ~ /" [0-9]/)
        count(substr($0, index($0, "\" ") + 2, 3), quoted($0))
    next
}
format == "glassfish" {
    split($0, parts, "\"")
    count(substr(parts[9], 2, 3), parts[8])
    next
}
format == "common_status_first" {
    count(substr($0, index($0, "] ") + 2, 3), quoted($0))
    next
}
format == "artifactory" || format == "artifactory_old" {
    if (split($0, parts, "|") > 9)
        count(parts[format == "artifactory" ? 7 : 9],
              request_of(parts[format == "artifactory" ? 5 : 6]))
    next
}
format == "bitbucket" {
    if (split($0, parts, " \\| ") > 8 && parts[8] ~ three)
        count(parts[8], quoted($0))
    next
}
format == "couchdb" {
    if ($11 ~ three)
        count($11, request_of($9))
    next
}
{
    gsub(/\033\[[0-9;]*m/, "")
}
# The word that says where status and method are to be found.
format == "confluence" || format == "morgan" {
    for (i = 2; i < NF; i++)
        if ($i ~ /^[\/*]/ && $(i - 1) in known) {
            count($(i + 1) ~ /^HTTP/ ? $(i + 2) : $(i + 1), $(i - 1) " /")
            next
        }
    next
}
format == "chi" {
    for (i = 1; i < NF; i++)
        if ($i == "-")
            count($(i + 1), quoted($0))
    next
}
format == "gitea" {
    for (i = 3; i < NF && / completed /; i++)
        if ($i == "for")
            count($(i + 2), request_of($(i - 2)))
    next
}
format == "tornado" || format == "jupyter" {
    sub(/^\[[^]]*\] /, "")
    if ($1 ~ three && $2 in known)
        count($1, request_of($2))
    next
}
format == "aspnetcore" {
    if (/Request finished/ && match($0, / - [0-9][0-9][0-9] /))
        count(substr($0, RSTART + 3, 3), request_of($4))
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
