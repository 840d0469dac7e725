// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/row_batch.h"

#include <optional>

namespace marginalia {

/// s(y) of objectives.md 1: what a preference loss compares.
enum class PairScore : std::uint8_t {
    SumRatio,      ///< S - R
    AverageRatio,  ///< (S - R) / n
    Sum,           ///< S
    Average,       ///< S / n
    AlphaAverage,  ///< (1 - exp(-alpha a)) / alpha of a = S / n; a at alpha 0
    LogOdds        ///< log(p / (1 - p)) of p = e^a
};
/// Whether a score subtracts the reference.
bool usesReference(PairScore score);

/// LD-DPO (objectives.md 9.3): tokens beyond the shorter answer's length weigh `alpha`.
struct LengthDesensitised {
    double alpha = 0.5;
    bool bothModels = true;  ///< false: only the policy's log-probs, as TRL once did
};
/// Humanline (9.14): per-token log-ratios are clamped before they are summed.
struct HumanlineClamp {
    double low = -1.0;
    double high = 1.5;
};
/// f'(e^c) in place of the log-ratio c (9.5).
struct Divergence {
    enum class Kind : std::uint8_t { ReverseKl, ForwardKl, JensenShannon, Alpha };
    Kind kind = Kind::ReverseKl;
    double alpha = 0.5;
    bool keepConstants = true;  ///< as TRL since 1.16; they do not cancel after division by n
};

/// Changes of the score, applied in the order they stand here.
struct ScoreChanges {
    std::optional<LengthDesensitised> lengthDesensitised;
    std::optional<HumanlineClamp> humanline;
    std::optional<Divergence> divergence;
    std::optional<double> lengthPower;  ///< divide by n^kappa (9.4)

    bool needsReferencePerToken() const
    {
        return humanline.has_value() || (lengthDesensitised && lengthDesensitised->bothModels);
    }
};

/// Scores of all rows of a unit: [N] each, nats.
struct RowScores {
    at::Tensor score;      ///< what the loss compares
    at::Tensor sums;       ///< S, unchanged
    at::Tensor lengths;    ///< trained tokens, at least 1
    at::Tensor ratios;     ///< S - R, unchanged: what rewards are logged from
    double unclamped = 1;  ///< share of trained tokens inside humanline's bounds
};

/// Detached: everything of the reference.
RowScores rowScores(const RowBatch& batch, PairScore score, double alpha,
                    const ScoreChanges& changes);

}  // namespace marginalia
