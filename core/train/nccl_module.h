// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace c10d {
class Backend;
class Store;
}  // namespace c10d

/// What libmarginalia_nccl.so gives: the only code that is linked with LibTorch's part for cards.
/// It is opened once that part is loaded, so that machines without cards need none of it.
extern "C" {

/// Writes the card's place on its machine's bus, "0000:1b:00.0", in at most `size` bytes with the
/// zero. Throws where there is no such card.
typedef void (*NcclCardName)(int card, char* to, int size);
void marginaliaCardName(int card, char* to, int size);

/// A group over NCCL whose calls return when they are done, or throw after `timeout` milliseconds.
/// The ranks meet through `store` with their first call. The caller owns the one reference.
typedef c10d::Backend* (*NcclMake)(c10d::Store* store, int rank, int size, long timeout);
c10d::Backend* marginaliaNcclGroup(c10d::Store* store, int rank, int size, long timeout);
}
