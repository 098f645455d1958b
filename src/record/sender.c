/* SPDX-License-Identifier: MIT */
/*
 * Who sent the status of a record. Proxies say it in flags of their own, which
 * tell how far a request had come when it ended; where there are none, the
 * status of the upstream is compared with the one that was sent.
 */

#include <logstat/record.h>

/*
 * HAProxy's termination state (configuration manual, section 8.5): what ended
 * the session, and in which phase. A status that came from a server has been
 * sent on by the time of the data phase.
 */
static ls_sender haproxy_sender(ls_slice state)
{
    if (state.len != 2 && state.len != 4)
        return LS_SENDER_UNKNOWN;
    if (ls_slice_starts(state, LS_SLICE("--")))
        return LS_SENDER_UPSTREAM;
    if (state.ptr[0] == 'L') /* handled by itself: redirects, statistics */
        return LS_SENDER_SERVER;
    switch (state.ptr[1]) {
    case 'R': /* request */
    case 'Q': /* queue */
    case 'C': /* connection */
    case 'H': /* headers */
    case 'T': /* tarpit */
        return LS_SENDER_SERVER;
    case 'D': /* data */
    case 'L': /* last data */
        return LS_SENDER_UPSTREAM;
    default:
        return LS_SENDER_UNKNOWN;
    }
}

/* Envoy's flags that go with an answer of the upstream, short and long. */
static bool is_harmless(ls_slice flag)
{
    static const char *const flags[] = {
        "DC",  "DownstreamConnectionTermination", "DI", "DelayInjected",
        "URX", "UpstreamRetryLimitExceeded",
    };

    for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
        if (ls_slice_is(flag, flags[i]))
            return true;
    return false;
}

static bool are_harmless(ls_slice list)
{
    ls_slice flag;

    while (ls_slice_cut(&list, ',', &flag))
        if (!is_harmless(ls_slice_trim(flag)))
            return false;
    return list.len == 0 || is_harmless(ls_slice_trim(list));
}

/*
 * All other flags stand for an error that Envoy answers itself, unless the
 * answer had begun. Without any it may still have answered by itself, with a
 * redirect of its own, but then there is no upstream.
 */
static ls_sender envoy_sender(const ls_record *record)
{
    ls_slice none = { 0 };
    ls_slice list = record->has & LS_HAS(LS_FIELD_FLAGS)
                        ? record->text[LS_FIELD_FLAGS]
                        : none;

    if (record->code >= 400 && !are_harmless(list))
        return LS_SENDER_SERVER;
    return record->has & LS_HAS(LS_FIELD_UPSTREAM) ? LS_SENDER_UPSTREAM
                                                   : LS_SENDER_UNKNOWN;
}

static ls_sender flags_sender(const ls_record *record)
{
    if (record->flags == LS_FLAGS_ENVOY)
        return envoy_sender(record);
    if (record->flags == LS_FLAGS_HAPROXY &&
        (record->has & LS_HAS(LS_FIELD_FLAGS)))
        return haproxy_sender(record->text[LS_FIELD_FLAGS]);
    return LS_SENDER_UNKNOWN;
}

ls_sender ls_record_sender(const ls_record *record)
{
    ls_sender sender = LS_SENDER_UNKNOWN;

    if (record->upstream_code < 0 && record->flags == LS_FLAGS_SILENT)
        return LS_SENDER_UNKNOWN; /* as most logs say nothing of it */
    if (record->code == 0)
        return LS_SENDER_UNKNOWN;
    if (record->flags != LS_FLAGS_SILENT)
        sender = flags_sender(record);
    if (sender != LS_SENDER_UNKNOWN || record->upstream_code < 0)
        return sender;
    return record->upstream_code == record->code ? LS_SENDER_UPSTREAM
                                                 : LS_SENDER_SERVER;
}
