// SPDX-License-Identifier: Apache-2.0
#include "core/export/export_adapter.h"

#include "core/export/export_warning.h"
#include "core/export/model_card.h"
#include "core/model/adapter_files.h"
#include "core/model/merge.h"

#include <cstdio>

namespace marginalia {

namespace {

constexpr double kLossWorthTelling = 0.05;

std::string percent(double share)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.2g %%", share * 100);
    return text;
}

/// The type that the base's weights are stored in.
at::ScalarType storedType(const ExportModel& model)
{
    const at::ScalarType type = model.tensors.front().second.scalar_type();
    return type == at::kHalf || type == at::kBFloat16 ? type : at::kFloat;
}

}  // namespace

Result<AdaptedModel> openAdapted(const ExportSource& source, at::ScalarType type)
{
    AdaptedModel out;
    MG_TRY(out.decoder, Decoder::load(source.model, type, at::kCPU, {}, Decoder::Use::Frozen));
    MG_TRY(out.adapter, readAdapter(source.adapter, *out.decoder));
    MG_CHECK(out.decoder->wear(out.adapter));
    return out;
}

Status mergeInto(ExportModel& model, at::ScalarType type)
{
    MG_TRY(const AdaptedModel adapted, openAdapted(model.source, storedType(model)));
    MG_TRY(MergedModel merged, mergeAdapter(*adapted.decoder, type));
    model.tensors = std::move(merged.tensors);
    if (merged.untied) {
        model.config.tied = false;
        model.warnings.emplace_back(
            MG_TR("export",
                  "Merging made the head differ from the embedding: both are written, and "
                  "tie_word_embeddings is set to false."));
    }
    model.warnings.insert(model.warnings.end(), adapted.adapter->warnings().begin(),
                          adapted.adapter->warnings().end());
    if (merged.lost > kLossWorthTelling) {
        addWarning(
            model.warnings,
            MG_TR(
                "export",
                "Rounding the merged weights lost %1 of what the adapter changes; fp32 keeps it."),
            percent(merged.lost));
    }
    return {};
}

TensorDigests adapterDigests(const Adapter& adapter)
{
    TensorDigests out;
    for (const auto& [name, tensor] : adapter.parameters()) {
        out[name] = digestOf(tensor);
    }
    return out;
}

std::string publicBaseName(const std::string& folder)
{
    const std::string name = modelName(folder);
    return name.find('/') != std::string::npos ? name : folder;
}

}  // namespace marginalia
