/* SPDX-License-Identifier: MIT */
/* Waiting for the blocks before, and what they pass on. */

#include "pipeline/order.h"

#include "base/hint.h"

#include <stdatomic.h>

/*
 * How often a thread looks whether the block before has been looked through,
 * before it sleeps until then. Threads read blocks in step, so that this mostly
 * takes microseconds; to fall asleep and be woken takes tens of them.
 */
enum {
    LOOKS = 1000
};

ls_status ls_order_init(ls_order *order)
{
    *order = (ls_order){ .stopped = false };
    if (pthread_mutex_init(&order->lock, NULL) != 0)
        return LS_ENOMEM;
    if (pthread_cond_init(&order->turned, NULL) != 0) {
        (void)pthread_mutex_destroy(&order->lock);
        return LS_ENOMEM;
    }
    return LS_OK;
}

void ls_order_release(ls_order *order)
{
    ls_buf_release(&order->header.line);
    ls_buf_release(&order->date.line);
    (void)pthread_cond_destroy(&order->turned);
    (void)pthread_mutex_destroy(&order->lock);
}

void ls_known_release(ls_known *known)
{
    ls_buf_release(&known->header.line);
    ls_buf_release(&known->date.line);
    *known = (ls_known){ 0 };
}

static void lock(ls_order *order)
{
    (void)pthread_mutex_lock(&order->lock);
}

static void unlock(ls_order *order)
{
    (void)pthread_mutex_unlock(&order->lock);
}

/* Waits for a moment, without the lock. */
static void look_out(const _Atomic uint64_t *count, uint64_t block)
{
    for (unsigned looks = 0; looks < LOOKS && atomic_load(count) != block;
         looks++)
        LS_RELAX();
}

/* Waits until a count of blocks has come to `block`, with the lock. */
static bool wait_for(ls_order *order, const _Atomic uint64_t *count,
                     uint64_t block)
{
    while (*count != block && !order->stopped)
        (void)pthread_cond_wait(&order->turned, &order->lock);
    return !order->stopped;
}

void ls_order_stop(ls_order *order)
{
    lock(order);
    order->stopped = true;
    (void)pthread_cond_broadcast(&order->turned);
    unlock(order);
}

static ls_status set(ls_passed *passed, uint64_t block, ls_slice line)
{
    passed->line.len = 0;
    passed->block = block;
    return ls_buf_append(&passed->line, line);
}

ls_status ls_order_begin(ls_order *order, uint64_t lines, ls_slice header,
                         ls_slice date)
{
    const uint64_t before = UINT64_MAX; /* the number of no block */
    ls_status status = LS_OK;

    order->lines = lines;
    if (header.len)
        status = set(&order->header, before, header);
    if (status == LS_OK && date.len)
        status = set(&order->date, before, date);
    return status;
}

/* Takes over what is newer; `*is_new`: it was. */
static ls_status catch_up(ls_passed *known, const ls_passed *passed,
                          bool *is_new)
{
    *is_new = known->block != passed->block;
    return *is_new ? set(known, passed->block, ls_buf_slice(&passed->line))
                   : LS_OK;
}

/* Passes on what the block adds, which its reader will come to by itself. */
static ls_status pass_on(ls_order *order, const ls_passing *passing,
                         ls_known *known)
{
    uint64_t block = passing->block + 1;
    ls_status status = LS_OK;

    if (passing->strong.len || (passing->weak.len && !order->header.block)) {
        status = set(&order->header, block,
                     passing->strong.len ? passing->strong : passing->weak);
        known->header.block = block;
    }
    if (status == LS_OK && passing->date.len) {
        status = set(&order->date, block, passing->date);
        known->date.block = block;
    }
    order->lines += passing->lines;
    order->looked = block;
    return status;
}

static ls_status take_turn(ls_order *order, const ls_passing *passing,
                           ls_known *known)
{
    if (catch_up(&known->header, &order->header, &known->has_new_header) !=
            LS_OK ||
        catch_up(&known->date, &order->date, &known->has_new_date) != LS_OK)
        return LS_ENOMEM;
    return pass_on(order, passing, known);
}

int ls_order_pass(ls_order *order, const ls_passing *passing, ls_known *known,
                  uint64_t *lines)
{
    int result = 0;

    look_out(&order->looked, passing->block);
    lock(order);
    if (wait_for(order, &order->looked, passing->block)) {
        *lines = order->lines;
        result = take_turn(order, passing, known) == LS_OK ? 1 : LS_ENOMEM;
        (void)pthread_cond_broadcast(&order->turned);
    }
    unlock(order);
    return result;
}

bool ls_order_wait(ls_order *order, uint64_t block)
{
    bool turned;

    lock(order);
    turned = wait_for(order, &order->told, block);
    unlock(order);
    return turned;
}

void ls_order_told(ls_order *order)
{
    lock(order);
    order->told++;
    (void)pthread_cond_broadcast(&order->turned);
    unlock(order);
}
