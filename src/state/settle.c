/* SPDX-License-Identifier: MIT */
/*
 * From what was read to the bookmarks of the next run. They are made from the
 * descriptors that were read, and only if what stood there before still stands
 * there: a log may have been truncated or renamed meanwhile.
 */

#include "state/state.h"

ls_status ls_state_take(ls_state *state, size_t index,
                        const ls_position *position)
{
    ls_state_reading *reading = &state->look.readings[index];

    reading->is_taken = true;
    return ls_bookmark_advance(reading->candidate->bookmark, position,
                               state->look.arena);
}

/* Whether the content is still there that reading began behind. */
static ls_status holds_still(const ls_state_reading *reading,
                             ls_content *content, bool *still, ls_error *err)
{
    ls_bookmark before = reading->before;

    if (content->is_compressed) /* its length would be measured for that */
        before.offset = 0;
    return ls_bookmark_fits(&before, content, still, err);
}

static ls_status learn(ls_state_reading *reading, bool *changed, ls_error *err)
{
    ls_content content;
    bool there = false;
    ls_status status = ls_content_init(&content, reading->candidate->file, err);

    if (status == LS_OK)
        status = holds_still(reading, &content, &there, err);
    if (status == LS_OK && there)
        status = ls_bookmark_learn(reading->candidate->bookmark, &content,
                                   &there, err);
    *changed = *changed || !there;
    return status == LS_EIO ? LS_OK : status;
}

/* What was not read stays as it was; what was not known before is not met. */
static void give_back(ls_look *look, const ls_state_reading *reading)
{
    ls_bookmark *bookmark = reading->candidate->bookmark;

    *bookmark = reading->before;
    if (bookmark >= look->bookmarks + look->known)
        bookmark->is_gone = true;
}

ls_status ls_state_settle(ls_state *state, bool *changed, ls_error *err)
{
    ls_look *look = &state->look;

    *changed = false;
    for (size_t i = 0; i < look->reading_count; i++) {
        ls_state_reading *reading = &look->readings[i];

        if (!reading->is_taken)
            give_back(look, reading);
        else if (learn(reading, changed, err) == LS_ENOMEM)
            return ls_fail(err, LS_ENOMEM, 0, "no memory");
    }
    return LS_OK;
}
