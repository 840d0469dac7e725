// SPDX-License-Identifier: Apache-2.0
#include "core/train/ranks.h"

#include <ATen/ops/full.h>

#include <algorithm>
#include <numeric>

namespace marginalia {

namespace {

class SingleRank : public Ranks {
public:
    int rank() const override { return 0; }
    int size() const override { return 1; }
    const RankEnvironment& environment() const override { return m_environment; }
    void sum(at::Tensor&) override {}
    void broadcast(at::Tensor&, int) override {}
    std::unique_ptr<Transfer> beginGatherParts(const at::Tensor& part,
                                               const at::Tensor& whole) override
    {
        whole.copy_(part);
        return std::make_unique<TransferBy>([] {});
    }
    std::unique_ptr<Transfer> beginSumParts(const at::Tensor& whole,
                                            const at::Tensor& part) override
    {
        return beginGatherParts(whole, part);
    }
    std::string placeOn(c10::Device) override { return {}; }
    std::vector<std::string> gather(const std::string& mine) override { return {mine}; }
    std::string broadcast(const std::string& mine, int) override { return mine; }
    double waited() const override { return 0; }
    void leave(const Error&) override {}

private:
    RankEnvironment m_environment;
};

}  // namespace

bool Ranks::any(bool mine)
{
    if (alone()) {
        return mine;
    }
    at::Tensor who = at::full({1}, mine ? 1 : 0, at::kInt);
    sum(who);
    return who.item<int>() > 0;
}

Ranks& singleRank()
{
    static SingleRank one;
    return one;
}

std::vector<int> dealUnits(const std::vector<std::int64_t>& tokens, int ranks)
{
    std::vector<std::size_t> order(tokens.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return tokens[a] > tokens[b]; });
    std::vector<std::int64_t> load(static_cast<std::size_t>(ranks), 0);
    std::vector<int> out(tokens.size(), 0);
    for (const std::size_t unit : order) {
        const auto least = std::min_element(load.begin(), load.end());
        *least += tokens[unit];
        out[unit] = static_cast<int>(least - load.begin());
    }
    return out;
}

}  // namespace marginalia
