// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/export/export_check.h"
#include "core/export/export_model.h"

#include <memory>
#include <string>
#include <vector>

namespace marginalia {

class Adapter;
class Decoder;

/// The base of a source with its adapter put on.
struct AdaptedModel {
    std::unique_ptr<Decoder> decoder;
    std::shared_ptr<Adapter> adapter;
};
Result<AdaptedModel> openAdapted(const ExportSource& source, at::ScalarType type);

/// Puts the merged weights of `source`, rounded once to `type`, in the place of the base's. Adds
/// what the rounding lost to the model's warnings where it is more than a twentieth of the update.
Status mergeInto(ExportModel& model, at::ScalarType type);

/// The adapter's tensors by name, as they are written.
TensorDigests adapterDigests(const Adapter& adapter);

/// base_model_name_or_path as it helps others: the hub's name of a folder in the hub's cache.
std::string publicBaseName(const std::string& folder);

}  // namespace marginalia
