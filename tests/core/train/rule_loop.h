// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/train_loop.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

/// A training loop over a small model and rows made by hand, for tests of what modifiers do around
/// the steps.
namespace marginalia::rule_loop {

/// Six pairs, or six demonstrations, with answers of two to five tokens.
std::vector<TrainItem> items(bool pairs, std::int64_t vocabulary);

struct Made {
    std::unique_ptr<Decoder> decoder;
    std::unique_ptr<TrainLoop> loop;
};
/// A loop over the model that the settings name, whose steps take the items three by three, `units`
/// units of them a step; with 0 steps they follow the settings. Its reference values are made.
Made make(const RunSpec& spec, std::int64_t steps, std::int64_t units = 1,
          const PackOptions& pack = {});

/// Settings with a fixed learning rate on the model of `folder`.
RunSpec specOf(const std::string& objective, const std::string& folder);

std::map<std::string, at::Tensor> weightsOf(const TrainLoop& loop);

}  // namespace marginalia::rule_loop
