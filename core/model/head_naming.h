// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace marginalia {

/// What the outputs of a head are called and where they are read: config.json's labels and class.
struct HeadNaming {
    std::vector<std::string> labels;  ///< one an output; empty: LABEL_0, LABEL_1, ...
    bool byToken = false;             ///< of tokens (...ForTokenClassification), not of answers
};

}  // namespace marginalia
