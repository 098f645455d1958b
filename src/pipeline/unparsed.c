/* SPDX-License-Identifier: MIT */
/* Lines that did not parse: kept as examples, and handed out. */

#include "pipeline/worker.h"

static ls_status keep_example(ls_worker *worker, const ls_line *line,
                              const char *reason)
{
    ls_bad_line bad = { line->text, ls_worker_line_number(worker, line),
                        line->offset, reason };
    ls_example example;
    ls_status status = ls_example_make(&example, worker->finder,
                                       &worker->reading->plans, &bad);

    if (status == LS_OK)
        ls_examples_add(&worker->result.examples, &example);
    return status;
}

ls_status ls_worker_add_unparsed(ls_worker *worker, const ls_line *line,
                                 const char *reason)
{
    ls_slice kept = { (const char *)&line->text, sizeof(line->text) };

    worker->result.lines.unparsed++;
    if (line->offset < ls_examples_limit(&worker->result.examples) &&
        keep_example(worker, line, reason) != LS_OK)
        return LS_ENOMEM;
    return worker->run->options.on_unparsed
               ? ls_buf_append(&worker->unparsed, kept)
               : LS_OK;
}

ls_status ls_worker_tell_unparsed(ls_worker *worker)
{
    const ls_run_options *options = &worker->run->options;
    size_t count = worker->unparsed.len / sizeof(ls_slice);
    ls_status status = LS_OK;

    for (size_t i = 0; i < count && status == LS_OK; i++) {
        ls_slice line;

        memcpy(&line, worker->unparsed.ptr + i * sizeof(line), sizeof(line));
        status = options->on_unparsed(options->context, line);
    }
    worker->unparsed.len = 0;
    return status;
}
