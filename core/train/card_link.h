// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/nccl_module.h"

#include <c10/core/Device.h>

#include <string>
#include <vector>

namespace marginalia {

/// What this process has for handing tensors from card to card by NCCL.
struct CardLink {
    NcclMake make = nullptr;
    std::string card;     ///< machine and place of the card: nobody else's; empty: there is no link
    std::string problem;  ///< why not, for logs
};

/// Opens it for a card; with MARGINALIA_RANKS=gloo there is none.
CardLink openCardLink(c10::Device device);

/// Why ranks whose links have these cards cannot use them, in English for logs; empty: they can.
std::string cardProblem(const std::vector<std::string>& cards);

}  // namespace marginalia
