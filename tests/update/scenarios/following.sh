# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# shellcheck disable=SC2086,SC2317 # numbers; functions that are called by name
# One run that follows logs; each scenario once as the kernel tells of changes,
# and once as they are looked for.

# follow [ARG...]: starts to follow, what comes from $input if there is no log;
# reports in out, what it says in err. $under runs it, if that is set.
under=
follow() {
    $under logstat --follow --json --every 1d --rotate-wait 1h "$@" \
        <"${input:-/dev/null}" >out 2>err 3>&- &
    follower=$!
    # Until it can be asked: SIGUSR1 has a handler.
    until [ $((0x0$(sed -n 's/^SigCgt:.//p' /proc/$follower/status) & 0x200)) \
        -ne 0 ]; do
        kill -0 $follower || fail "it has ended"
        sleep 0.01
    done
}

# counted: what the last report says, if it is whole.
counted() {
    tail -n 1 out | jq -r '"\(.lines.counted) \(.bytes) " +
        if any(.inputs[]; .gap_unknown or .gap > 0) then "gap" else "all" end' \
        2>/dev/null || true
}

# caught_up: asks until all is counted that is to be.
caught_up() {
    tries=0
    until [ "$(counted)" = "$records $bytes all" ]; do
        [ $tries -lt 600 ] || fail "not counted: $(counted)"
        tries=$((tries + 1))
        kill -USR1 $follower
        sleep 0.05
    done
}

# ended CODE: ends it, and looks at what it says in the end.
ended() {
    code=0
    kill -TERM $follower
    wait $follower || code=$?
    [ "$code $(counted)" = "$1 $records $bytes all" ] ||
        fail "exit $code, counted $(counted)"
}

# twice FUNCTION: calls it with nothing and with --poll, each in a new folder.
twice() {
    for how in '' --poll; do
        mkdir "with$how"
        (cd "with$how" && "$1" $how) || fail "with${how:-out --poll}"
        records=0
        bytes=0
    done
}

F_growing() { # written to again and again
    growing() {
        write 100 log
        follow "$@" log
        for i in 1 2 3; do
            caught_up
            write $i log
        done
        caught_up
        ended 0
    }
    twice growing
}

F_R05() { # a late writer to the log that was renamed
    late() {
        write 100 log
        follow "$@" log
        caught_up
        rotate log 5
        write 50 log
        caught_up
        write 50 log.1
        caught_up
        write 5 log.1
        ended 0
    }
    twice late
}

F_R26() { # not there yet, and told once
    missing() {
        follow "$@" log
        sleep 0.3
        touch other
        sleep 1.2
        write 10 log
        caught_up
        ended 0
        [ "$(grep -c 'waiting for it' err)" = 1 ] || fail "waits: $(cat err)"
    }
    twice missing
}

F_R27() { # a link that is switched, twice before anybody looks
    switched() {
        write 10 access-0310.log
        ln -s access-0310.log current
        follow "$@" current
        caught_up
        kill -STOP $follower
        for day in 0311 0312; do
            write 7 access-$day.log
            ln -sf access-$day.log current
            write 8 access-$day.log
        done
        kill -CONT $follower
        caught_up
        ended 0
    }
    twice switched
}

F_R28() { # the name is a link into another folder
    linked() {
        mkdir pods
        write 10 pods/0.log
        ln -s pods/0.log web.log
        follow "$@" web.log
        caught_up
        mv pods/0.log pods/0.log.20261126
        write 20 pods/0.log
        caught_up
        write 3 pods/0.log
        ended 0
    }
    twice linked
}

F_R44() { # the server of a network file system does not know the file any more
    needs strace
    stale() { # NTH [ARG...]
        write 100 log
        under="strace -D -f -o trace -e trace=pread64
            -e inject=pread64:error=ESTALE:when=$1..$(($1 + 2))"
        shift
        follow "$@" log
        for i in 1 2; do
            caught_up
            write 50 log
        done
        caught_up
        grep -q ESTALE trace || fail "nothing was injected"
        kill -TERM $follower
        wait $follower || true # it may say that something could not be read
        [ "$(counted)" = "$records $bytes all" ] || fail "counted $(counted)"
        under=
    }
    for nth in 4 8 13; do
        mkdir $nth
        (cd $nth && stale $nth) || fail "from read $nth on"
        mkdir $nth-poll
        (cd $nth-poll && stale $nth --poll) || fail "from read $nth on, --poll"
        records=0
        bytes=0
    done
}

F_R45() { # renamed, and then deleted, while much of it is unread
    behind() {
        write 10 log
        follow "$@" log
        caught_up
        kill -STOP $follower
        write 8000 log
        mv log log.1
        write 10 log
        rm log.1
        kill -CONT $follower
        caught_up
        ended 0
    }
    twice behind
}

F_deleted() { # deleted and made anew
    deleted() {
        write 10 log
        follow "$@" log
        caught_up
        write 5 log
        rm log
        write 20 log
        caught_up
        rm log
        write 30 log
        ended 0
    }
    twice deleted
}

F_copied() { # copied and truncated, and the copy compressed
    copied() {
        write 100 log
        follow "$@" log
        caught_up
        write 10 log
        cp log log.1
        : >log
        write 20 log
        gzip log.1
        caught_up
        write 5 log
        ended 0
    }
    twice copied
}

F_R47() { # the kernel drops what it had to tell
    dropped() {
        write 10 log
        follow "$@" log
        caught_up
        kill -STOP $follower
        i=0
        while [ $i -lt 17000 ]; do
            echo >>a
            echo >>b
            i=$((i + 1))
        done
        rotate log 5
        write 10 log
        kill -CONT $follower
        caught_up
        ended 0
    }
    twice dropped
}

F_R48() { # rotated again and again: descriptors and memory stay what they are
    rotated() {
        write 10 log
        follow "$@" --rotate-wait 1 log
        caught_up
        i=0
        while [ $i -lt 40 ]; do
            rotate log 50
            write 2 log
            i=$((i + 1))
        done
        caught_up
        sleep 2.5
        write 2 log
        caught_up
        files=$(find /proc/$follower/fd -mindepth 1 | wc -l)
        [ "$files" -lt 20 ] || fail "$files open files"
        ended 0
    }
    twice rotated
}

F_R50() { # rotated while the program stands still, wherever that is
    stopped() {
        write 100 log
        follow "$@" log
        i=0
        while [ $i -lt 12 ]; do
            write 20 log
            sleep 0.0$i # so that it is stopped at another place each time
            kill -STOP $follower
            write 5 log
            rotate log 30
            write 5 log.1
            if [ $((i % 3)) -eq 2 ]; then # once more at once
                write 3 log
                rotate log 30
            fi
            write 7 log
            kill -CONT $follower
            i=$((i + 1))
        done
        caught_up
        ended 0
    }
    twice stopped
}

F_directory() { # a directory: its logs, those that come, and what is no log
    in_directory() {
        mkdir logs
        write 100 logs/a.log
        echo 'a note that somebody wrote' >logs/notes.txt
        printf '2026/11/26 10:00:00 [error] 7#7: *1 open() failed\n' \
            >logs/error.log
        follow "$@" logs
        caught_up
        write 10 logs/b.log
        caught_up
        rotate logs/a.log 5
        write 20 logs/a.log
        write 30 logs/b.log
        echo 'another one' >>logs/notes.txt
        caught_up
        gzip logs/a.log.1
        write 5 logs/a.log
        mv logs/b.log logs/b.log-20261126
        write 7 logs/c.log
        caught_up
        ended 0
        [ "$(tail -n 1 out | jq .lines.unparsed)" = 0 ] ||
            fail "lines of other files were counted"
    }
    twice in_directory
}

F_part() { # a line without an end counts when somebody ends it all
    part() {
        write 3 log
        follow "$@" log
        caught_up
        begin log
        finish log
        make 1 >record
        head -c -1 record >>log
        records=$((records + 1))
        bytes=$((bytes + $(cat sizes)))
        ended 0
    }
    twice part
}

F_pipe() { # standard input: parts on the way, and all in the end
    mkfifo pipe
    exec 3<>pipe
    input=pipe
    follow
    for i in 1 20 300; do
        write $i written
        tail -n $i written >&3
        caught_up
    done
    exec 3>&-
    wait $follower || fail "exit $?"
    [ "$(counted)" = "$records $bytes all" ] || fail "counted $(counted)"
}

F_delta() { # only what is new since the report before
    write 10 log
    follow --delta log
    caught_up
    records=0
    bytes=0
    write 5 log
    caught_up
    records=0
    bytes=0
    write 2 log
    ended 0
}
