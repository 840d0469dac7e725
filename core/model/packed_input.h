// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace marginalia {

/// A run of tokens of the packed stream that attends causally to itself and, whole, to one earlier
/// prefix.
///
/// A pair is three segments: the shared prompt, then both answers with `prefix` pointing at the
/// prompt; positions of the answers both go on from the prompt's end. A plain row is one segment
/// without a prefix.
struct Segment {
    std::int64_t begin = 0;
    std::int64_t length = 0;
    std::int64_t prefixBegin = -1;  ///< -1: no prefix
    std::int64_t prefixLength = 0;
};

/// One forward pass: a flat stream of T tokens without padding.
struct PackedInput {
    at::Tensor ids;        ///< [T] int64
    at::Tensor positions;  ///< [T] int64, from 0 in every row
    std::vector<Segment> segments;
    /// Positions of the stream whose next token is scored, ascending not needed, repeats allowed
    /// (shared prefix's last token predicts the first token of both answers); `targets` are those
    /// next tokens.
    at::Tensor scored;   ///< [S] int64
    at::Tensor targets;  ///< [S] int64
    /// Tokens of the longest row of the batch that this pass is a part of, for models whose
    /// rotation follows from it (longrope, dynamic); the stream's own longest row where that is
    /// longer. A batch cut into several passes sets it, so that the cut changes nothing.
    std::int64_t batchLength = 0;
};

}  // namespace marginalia
