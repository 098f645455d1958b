/* SPDX-License-Identifier: MIT */
/*
 * The options of the first run of --update. Counts of one selection, zone or
 * format cannot be added to those of another; so they stand in the file, and
 * the command line need not have them again.
 */

#include "cli/kept.h"

static const char *const names[] = { "format",   "patterns", "status",
                                     "method",   "where",    "tz",
                                     "max-line", "rotated",  "by",
                                     "drill" };

/* The values of one option: those given, or those that the state has. */
struct values {
    const ls_state *state; /* NULL: those given */
    const ls_options *options;
    const char *name;
    size_t next;
};

/* The next of them; NULL: there are no more. */
static const char *next_value(struct values *values)
{
    if (!values->state)
        return ls_options_given(values->options, values->name, &values->next);
    while (values->next < ls_state_setting_count(values->state)) {
        const ls_setting *setting =
            ls_state_setting(values->state, values->next++);

        if (strcmp(setting->name, values->name) == 0)
            return setting->value;
    }
    return NULL;
}

static struct values given(const ls_options *options, const char *name)
{
    return (struct values){ .options = options, .name = name };
}

static struct values kept(const ls_state *state, const char *name)
{
    return (struct values){ .state = state, .name = name };
}

static ls_exit no_memory(ls_notes *notes)
{
    ls_complain(notes, NULL, "out of memory");
    return LS_EXIT_INCOMPLETE;
}

static ls_exit keep(ls_state *state, const ls_options *options,
                    const char *name, ls_notes *notes)
{
    struct values values = given(options, name);
    const char *value;

    while ((value = next_value(&values)) != NULL)
        if (ls_state_set(state, name, value) != LS_OK)
            return no_memory(notes);
    return LS_EXIT_DONE;
}

/* Puts in force what the state has of an option that is not given. */
static ls_exit put_in_force(const ls_state *state, ls_options *options,
                            const char *name, ls_notes *notes)
{
    struct values values = kept(state, name);
    const char *value;

    while ((value = next_value(&values)) != NULL) {
        ls_error err = { 0 };

        if (ls_options_give(options, name, value, &err) == LS_OK)
            continue;
        ls_complain(notes, options->update, "%s", err.message);
        return LS_EXIT_INCOMPLETE;
    }
    return LS_EXIT_DONE;
}

static ls_exit refuse(const ls_options *options, const char *name,
                      const char *value, ls_notes *notes)
{
    if (value)
        ls_complain(notes, options->update,
                    "was begun with --%s '%.100s', which stays; leave it out, "
                    "or begin another file",
                    name, value);
    else
        ls_complain(notes, options->update,
                    "was begun without --%s; leave it out, or begin another "
                    "file",
                    name);
    return LS_EXIT_USAGE;
}

static ls_exit agree(const ls_state *state, ls_options *options,
                     const char *name, ls_notes *notes)
{
    struct values ours = given(options, name);
    struct values theirs = kept(state, name);
    const char *our = next_value(&ours);
    const char *their = next_value(&theirs);

    if (!our)
        return put_in_force(state, options, name, notes);
    while (our && their && strcmp(our, their) == 0) {
        our = next_value(&ours);
        their = next_value(&theirs);
    }
    return our || their ? refuse(options, name, their, notes) : LS_EXIT_DONE;
}

ls_exit ls_kept_agree(ls_state *state, ls_options *options, ls_notes *notes)
{
    bool begins = ls_state_begins(state);
    ls_exit result = LS_EXIT_DONE;

    for (size_t i = 0;
         i < sizeof(names) / sizeof(names[0]) && result == LS_EXIT_DONE; i++)
        result = begins ? keep(state, options, names[i], notes)
                        : agree(state, options, names[i], notes);
    return result;
}
