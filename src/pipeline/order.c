/* SPDX-License-Identifier: MIT */
/* Waiting for the blocks before, and what they pass on. */

#include "pipeline/order.h"

#include "base/hint.h"

#include <stdatomic.h>

/*
 * How often a thread looks whether it has been told what it waits for, before
 * it sleeps until then. Threads read blocks in step, so that this mostly takes
 * microseconds; to fall asleep and be woken takes tens of them.
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

static void wait(ls_order *order)
{
    (void)pthread_cond_wait(&order->turned, &order->lock);
}

void ls_order_stop(ls_order *order)
{
    lock(order);
    order->stopped = true;
    (void)pthread_cond_broadcast(&order->turned);
    unlock(order);
}

static ls_status set(ls_passed *passed, uint64_t of, ls_slice line)
{
    passed->line.len = 0;
    if (ls_buf_append(&passed->line, line) != LS_OK)
        return LS_ENOMEM;
    passed->of = of;
    return LS_OK;
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

/* Takes over what is newer; `*is_new` is set if it is, until it is read. */
static ls_status catch_up(ls_passed *known, const ls_passed *passed,
                          bool *is_new)
{
    if (known->of == passed->of)
        return LS_OK;
    *is_new = true;
    return set(known, passed->of, ls_buf_slice(&passed->line));
}

/* Tells a reader what came before its block, which is next. */
static void tell(const ls_order *order, ls_known *known)
{
    known->lines = order->lines;
    known->lacks =
        catch_up(&known->header, &order->header, &known->has_new_header) !=
            LS_OK ||
        catch_up(&known->date, &order->date, &known->has_new_date) != LS_OK;
    atomic_store(&known->is_told, true);
}

/* Whether lines of other blocks may depend on the block. */
static bool has_effect(const ls_passing *passing)
{
    return passing->strong.len || passing->weak.len || passing->date.len;
}

/* Passes on the lines of the block that others depend on, which its reader, who
   has been told what came before, will come to by itself. */
static ls_status pass_on(ls_order *order, const ls_passing *passing,
                         ls_known *known)
{
    uint64_t of = passing->block + 1;
    ls_status status = LS_OK;

    if (passing->strong.len || (passing->weak.len && !order->header.of)) {
        status = set(&order->header, of,
                     passing->strong.len ? passing->strong : passing->weak);
        known->header.of = of;
    }
    if (status == LS_OK && passing->date.len) {
        status = set(&order->date, of, passing->date);
        known->date.of = of;
    }
    return status;
}

static ls_ahead *ahead_at(ls_order *order, uint64_t block)
{
    return &order->ahead[block % LS_ORDER_AHEAD];
}

/* The reader is not told any more what came before its block. */
static void withdraw(ls_order *order, const ls_known *known)
{
    ls_ahead *ahead = ahead_at(order, known->block);

    if (ahead->known == known)
        ahead->known = NULL;
}

/* Adds the blocks that are next, as far as they have said what they add. */
static void add_ahead(ls_order *order)
{
    ls_ahead *next = ahead_at(order, order->added);

    while (next->is_there) {
        if (next->known)
            tell(order, next->known);
        order->lines += next->lines;
        *next = (ls_ahead){ .is_there = false };
        next = ahead_at(order, ++order->added);
    }
    (void)pthread_cond_broadcast(&order->turned);
}

/* Adds the block, or notes it until it is its turn. */
static ls_status add(ls_order *order, const ls_passing *passing,
                     ls_known *known)
{
    ls_ahead *ahead = ahead_at(order, passing->block);
    ls_status status = LS_OK;

    *ahead = (ls_ahead){ true, passing->lines, known };
    if (has_effect(passing)) {
        ahead->known = NULL;
        tell(order, known);
        status = pass_on(order, passing, known);
    }
    add_ahead(order);
    return status;
}

int ls_order_pass(ls_order *order, const ls_passing *passing, ls_known *known)
{
    uint64_t most = has_effect(passing) ? 1 : LS_ORDER_AHEAD;
    int result = 0;

    lock(order);
    withdraw(order, known);
    known->block = passing->block;
    atomic_store(&known->is_told, false);
    while (passing->block - order->added >= most && !order->stopped)
        wait(order);
    if (!order->stopped)
        result = add(order, passing, known) == LS_OK ? 1 : LS_ENOMEM;
    unlock(order);
    return result;
}

bool ls_order_ask(ls_order *order, const ls_known *known)
{
    for (unsigned looks = 0; !atomic_load(&known->is_told) && looks < LOOKS;
         looks++)
        LS_RELAX();
    if (atomic_load(&known->is_told))
        return true;
    lock(order);
    while (!known->is_told && !order->stopped)
        wait(order);
    unlock(order);
    return known->is_told;
}

void ls_order_leave(ls_order *order, const ls_known *known)
{
    lock(order);
    withdraw(order, known);
    unlock(order);
}

bool ls_order_wait(ls_order *order, uint64_t block)
{
    bool turned;

    lock(order);
    while (order->told != block && !order->stopped)
        wait(order);
    turned = !order->stopped;
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
