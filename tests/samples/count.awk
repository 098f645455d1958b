# SPDX-License-Identifier: MIT
# Counts the status codes and methods of a sample log in a way that has nothing
# in common with logstat's: "status 404 7", "method GET 60", in no order.
#
# The request stands behind the first `] "`, and ends at the first quote that a
# status follows. A backslash takes the meaning of the byte behind it, unless no
# end is found that way. Lines without such a request are not counted.

BEGIN {
    split("GET HEAD POST PUT DELETE OPTIONS PATCH CONNECT TRACE PROPFIND PRI",
          names, " ")
    for (i in names)
        known[names[i]] = 1
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
    if (split(request, words, " ") < 2)
        return "-"
    if (words[1] !~ /^[0-9A-Za-z!#$%&'*+.^_`|~-]+$/)
        return "-"
    return words[1] in known ? words[1] : "other"
}

{
    sub(/\r$/, "")
    at = index($0, "] \"")
    if (!at)
        next
    rest = substr($0, at + 3)
    end = end_of_request(rest, 1)
    if (!end)
        end = end_of_request(rest, 0)
    if (!end)
        next
    split(substr(rest, end + 2), behind, " ")
    statuses[behind[1] ~ /^-/ ? 0 : behind[1] + 0]++
    methods[method_of(substr(rest, 1, end - 1))]++
}

END {
    for (s in statuses)
        print "status", s, statuses[s]
    for (m in methods)
        print "method", m, methods[m]
}
