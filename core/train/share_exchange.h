// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/shared_weights.h"
#include "core/train/ranks.h"

namespace marginalia {

/// The ranks of a run as those that hold its model in shares.
class RankExchange : public ShareExchange {
public:
    /// `ranks` outlives it.
    explicit RankExchange(Ranks& ranks) : m_ranks(ranks) {}

    int rank() const override { return m_ranks.rank(); }
    int size() const override { return m_ranks.size(); }
    std::unique_ptr<Transfer> beginGather(const at::Tensor& share, const at::Tensor& whole) override
    {
        return m_ranks.beginGatherParts(share, whole);
    }
    std::unique_ptr<Transfer> beginSumShares(const at::Tensor& whole,
                                             const at::Tensor& share) override
    {
        return m_ranks.beginSumParts(whole, share);
    }
    void sum(at::Tensor& values) override { m_ranks.sum(values); }

private:
    Ranks& m_ranks;
};

}  // namespace marginalia
