// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/objectives/objective.h"

namespace marginalia {

struct RrhfOptions {
    double omega = 1;
    double kappa = 1;     ///< power of the length that a sum is divided by
    bool sumNll = false;  ///< likelihood of the best answer as a sum instead of a token mean
};
/// A hinge for every pair of answers in the wrong order, and the likelihood of the best one
/// (objectives.md 5.1; Yuan et al. 2023, 2304.05302). Detaches nothing.
LossOut rrhf(const RowBatch& batch, const RrhfOptions& options);

struct ProOptions {
    double omega = 0.05;
    bool keepTies = false;  ///< answers of equal score stay in the sum, where they add 1
};
/// One contrast after another of the best remaining answer with the worse ones, sharpened by the
/// differences of score (objectives.md 5.2; Song et al. 2023, 2306.17492). Detaches nothing.
LossOut pro(const RowBatch& batch, const ProOptions& options);

enum class AftMode : std::uint8_t { Detached, Boundary, Ranking };
struct AftOptions {
    AftMode mode = AftMode::Detached;
    double omega = 1;
    double b = 0.15;  ///< how far below the worst right answer wrong ones rest, nats a token
};
/// Likelihood of the demonstration and a contrast of right with wrong answers that stops pushing
/// (objectives.md 5.3; Wang et al. 2023, 2309.02144, exact form reconstructed). Detached: wrong
/// answers (Detached); the boundary.
LossOut aft(const RowBatch& batch, const AftOptions& options);

struct NcaOptions {
    double beta = 0.01;
    double alpha = 0.5;  ///< temperature of the scores
};
/// Cross-entropy of the answers' implicit rewards with softmax targets of their scores
/// (objectives.md 5.4; Chen et al. 2024, 2402.05369). Detached: the reference.
LossOut infonca(const RowBatch& batch, const NcaOptions& options);
/// The same targets against each answer's own absolute reward (the same source). Detached: the
/// reference.
LossOut nca(const RowBatch& batch, const NcaOptions& options);

/// Chance of the whole order under Plackett and Luce's model (objectives.md 5.5; Rafailov et al.
/// 2023, appendix). Detached: the reference. Answers of equal rank do not compete.
LossOut dpoPl(const RowBatch& batch, double beta);

}  // namespace marginalia
