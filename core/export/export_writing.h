// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/export/export_check.h"
#include "core/export/export_job.h"
#include "core/export/export_place.h"

#include <optional>
#include <string>
#include <vector>

namespace marginalia {

struct CardFacts;
struct GgufPlan;

/// Bytes of a picture for the card.
inline constexpr std::int64_t kLargestPicture = 32LL * 1024 * 1024;

/// An export on its way: what is asked for, what it is made of, and what has come of it.
struct ExportState {
    ExportState(const ExportRequest& asked, const ExportProgress& told)
        : request(asked), progress(told), place(asked)
    {
    }
    void report(const char* stage, double share) const;

    const ExportRequest& request;
    const ExportProgress& progress;
    ExportPlace place;
    ExportModel model;
    ExportResult result;
    std::vector<std::vector<TokenId>> prompts;
    std::optional<at::ScalarType> checkType;  ///< none: too little memory to compare logits
};

/// The type that weights are converted to; nothing: they stay, or go through blocks.
std::optional<at::ScalarType> scalarType(ExportType type);

/// Fills the place of an export, reads it back and compares. What is written was chosen and checked
/// before.
class ExportWriting {
public:
    /// `state` outlives it; its result is filled.
    explicit ExportWriting(ExportState& state)
        : m_state(state),
          m_request(state.request),
          m_place(state.place),
          m_model(state.model),
          m_result(state.result),
          m_prompts(state.prompts),
          m_checkType(state.checkType)
    {
    }
    Status exportAdapter();
    Status exportFolder();
    Status exportGguf();

private:
    void report(const char* stage, double share) const { m_state.report(stage, share); }
    at::ScalarType adapterType() const { return m_checkType.value_or(at::kBFloat16); }
    Result<NamedTensors> convertedAll(std::optional<at::ScalarType> type) const;
    std::optional<at::ScalarType> folderType() const;
    Result<PromptLogits> meantLogits(const NamedTensors& tensors) const;
    Status verifyFolder(const TensorDigests& digests, const PromptLogits& meant) const;
    Status verifyGguf(const std::string& path, const GgufPlan& plan,
                      const std::vector<std::string>& digests, const PromptLogits& meant) const;
    Status writeCard(CardFacts& facts) const;
    Status finish();

    const ExportState& m_state;
    const ExportRequest& m_request;
    ExportPlace& m_place;
    ExportModel& m_model;
    ExportResult& m_result;
    const std::vector<std::vector<TokenId>>& m_prompts;
    const std::optional<at::ScalarType>& m_checkType;
};

}  // namespace marginalia
