/* SPDX-License-Identifier: MIT */
/* Classes of bytes. */

#include "base/byte_class.h"

void ls_byte_class_add(ls_byte_class *class_, unsigned char byte)
{
    unsigned char *row = &class_->rows[byte >> 7][byte & 15];

    class_->has[byte] = 1;
    *row = (unsigned char)(*row | 1U << (byte >> 4 & 7));
}
