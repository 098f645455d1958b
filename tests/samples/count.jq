# SPDX-License-Identifier: MIT
# Of each record in JSON: its status, a tab, and its request line, or "METHOD /".
# $status and $method are names of keys, the first that is there counts; a name
# may go through objects with points; "=0" is the status 0.

def field($names):
    first(($names / " ")[] as $name
        | if $name == "=0" then 0
          else getpath(first(paths
              | select(map(tostring) | join(".") == $name)))
          end);

def records:
    if type == "array" then .[]
    elif type == "object" and (.records | type) == "array" then .records[]
    else . end;

records
| select(type == "object")
| field($status) as $code
| [ ($code // "" | tostring),
    ((first(field($method)) // "") | tostring
        | if . == "" or contains(" ") then . else . + " /" end) ]
| @tsv
