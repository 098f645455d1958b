# SPDX-License-Identifier: MIT
#
# The tables of docs/formats.md, from the pattern files given as arguments: what
# each says of itself, and which fields its groups or keys give.

# --- Reading the files.

FNR == 1 { name = key = "" }
/^[ \t]*$/ || /^#/ { next }
/^[^ \t]/ {
    key = $1
    value = $0
    sub(/^[^ ]+ */, "", value)
    if (key == "name") {
        name = value
        names[++count] = name
    }
    take(key, value)
    next
}
{
    value = $0
    gsub(/^[ \t]+|[ \t]+$/, "", value)
    take(key, value)
}

function take(key, value) {
    if (key == "lead" || key == "plain" || key == "head" || key == "tail")
        take_groups(value)
    else if (key == "keys")
        take_key(value)
    else if (key == "need")
        needs[name, ++needs[name]] = value
    else if (key != "sample" && key != "expect" && key != "reject")
        text[name, key] = text[name, key] (text[name, key] == "" ? "" : " ") value
}

function take_groups(value) {
    while (match(value, /\(\?<[a-z][a-z0-9_]*>/)) {
        has[name, substr(value, RSTART + 3, RLENGTH - 4)]
        value = substr(value, RSTART + RLENGTH)
    }
}

function take_key(value,    words) {
    if (value != "") {
        split(value, words, " ")
        has[name, words[1]]
        best[name, words[1]] = words[2]
    }
}

# --- What a format gives.

# Whether it, or a format that it extends, gives the part.
function gives(name, part) {
    for (; name != ""; name = text[name, "extends"])
        if ((name, part) in has)
            return 1
    return 0
}

function gives_any(name, parts,    list, i) {
    for (i = split(parts, list, " "); i; i--)
        if (gives(name, list[i]))
            return 1
    return 0
}

# "client, method, duration (ms)", in the order of the records.
function fields_of(name,    list, out, i, parts, units) {
    out = ""
    for (i = 1; i <= split(order, list, " "); i++) {
        parts = list[i]
        if (parts == "time")
            parts = "time date"
        else if (parts == "target")
            parts = "target query request"
        else if (parts == "method" || parts == "protocol")
            parts = parts " request"
        else if (parts == "flags")
            parts = "flags flags_haproxy flags_envoy"
        else if (parts == "duration")
            parts = "duration duration_part duration_ms duration_us duration_ns"
        if (!gives_any(name, parts))
            continue
        units = list[i] == "duration" ? units_of(name) : ""
        out = out (out == "" ? "" : ", ") list[i] units
    }
    return out
}

function units_of(name,    out) {
    out = ""
    if (gives_any(name, "duration duration_part"))
        out = "s"
    if (gives(name, "duration_ms"))
        out = out (out == "" ? "" : ", ") "ms"
    if (gives(name, "duration_us"))
        out = out (out == "" ? "" : ", ") "us"
    if (gives(name, "duration_ns"))
        out = out (out == "" ? "" : ", ") "ns"
    return " (" out ")"
}

# --- How it is known.

function code(value) {
    gsub(/\|/, "\\|", value)
    return "`" value "`"
}

# "`a` or `b`", the first of many.
function alternatives(need,    list, count, shown, out, i) {
    count = split(need, list, "|")
    shown = count > MOST ? MOST : count
    out = code(list[1])
    for (i = 2; i <= shown; i++)
        out = out (i == count ? " or " : ", ") code(list[i])
    return count > shown ? out " or " count - shown " more" : out
}

function needs_of(name,    out, i) {
    out = ""
    for (i = 1; i <= needs[name]; i++)
        out = out (i > 1 ? "; and " : "") alternatives(needs[name, i])
    if (out == "" && best[name, "status"] != "")
        out = code(best[name, "status"])
    return out
}

function definition_of(name) {
    if (text[name, "format"] != "")
        return code(text[name, "format"])
    return kind_of(name) == "text" ? "its shape" : needs_of(name)
}

function kind_of(name) {
    return text[name, "kind"] == "" ? "text" : text[name, "kind"]
}

# Which table it stands in.
function part_of(name,    kind) {
    kind = kind_of(name)
    if (text[name, "refuse"] != "")
        return "refused"
    if (gives(name, "line"))
        return "wrappers"
    if (kind == "w3c" || kind == "csv" || text[name, "unless"] != "")
        return "columns"
    return kind == "ltsv" || kind == "logfmt" ? "pairs" : kind
}

function title_of(name) {
    if (text[name, "also"] == "")
        return text[name, "title"]
    return text[name, "title"] "; also called " text[name, "also"]
}

function put_row(name, part) {
    if (part == "refused") {
        print "| " code(name) " | " title_of(name) " | " definition_of(name) " |"
        return
    }
    printf "| %s | %s | ", code(name), title_of(name)
    if (part != "wrappers")
        printf "%s | ", text[name, "server"]
    print definition_of(name) " | " fields_of(name) " |"
}

function put_part(part, title, known,    i) {
    print ""
    print "### " title
    print ""
    if (part == "refused") {
        print "| format | what it is | " known " |"
        print "|---|---|---|"
    } else if (part == "wrappers") {
        print "| format | what it is | " known " | fields |"
        print "|---|---|---|---|"
    } else {
        print "| format | what it is | servers | " known " | fields |"
        print "|---|---|---|---|---|"
    }
    for (i = 1; i <= count; i++)
        if (part_of(names[i]) == part)
            put_row(names[i], part)
}

END {
    MOST = 6
    order = "time client user method target protocol status substatus " \
            "win32_status bytes referer agent vhost duration upstream " \
            "upstream_status cache flags forwarded source"
    put_part("text", "Lines of text", "definition")
    put_part("columns", "Columns that a header names", \
             "columns that tell it, or the definition")
    put_part("json", "JSON objects", "keys that tell it")
    put_part("pairs", "Pairs of key and value", "keys that tell it")
    put_part("wrappers", "Logs inside of other logs", "keys that tell it")
    put_part("refused", "Logs without status codes, which are refused", \
             "definition")
    print ""
}
