// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/model/decoder.h"

#include <c10/core/ScalarType.h>

#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// One weight that merging changed.
struct MergedWeight {
    std::string name;
    double largestChange = 0;  ///< max |W' - W|
    /// |W' - rounded(W')| / |W' - W|: the share of the update that the wanted type lost.
    double lost = 0;
};

struct MergedModel {
    /// All tensors of the model in file order, as Decoder::parameters() names them; a head of its
    /// own last where merging untied it.
    std::vector<std::pair<std::string, at::Tensor>> tensors;
    std::vector<MergedWeight> changed;
    double largestChange = 0;
    double lost = 0;      ///< over all changed weights together
    bool untied = false;  ///< the head was the embedding and no longer is
};

/// The base of a decoder with the adapter it wears folded into it (models.md 7.5): computed in
/// float32, rounded once to `dtype`. Invalid: the decoder wears none or holds packed weights, or a
/// merged number is not finite (the tensor is named). The decoder is left as it is.
Result<MergedModel> mergeAdapter(const Decoder& decoder, at::ScalarType dtype);

}  // namespace marginalia
