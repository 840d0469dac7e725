// SPDX-License-Identifier: Apache-2.0
#include "core/model/expected_tensors.h"

#include "core/model/tensor_walk.h"

#include <limits>
#include <numeric>

namespace marginalia {

namespace {

/// The parts of a model where only names and shapes are wanted.
struct Nothing {};
struct NamedLinear {
    Nothing weight, bias;
    bool inputsByRows = false;
};
struct NamedNorm {
    Nothing weight, bias;
};
struct NamedMlp {
    NamedLinear gate, up, down, gateUp;
};
struct NamedLayer {
    NamedNorm attentionIn, attentionOut, mlpIn, mlpOut;
    NamedLinear q, k, v, o, qkv;
    NamedNorm qNorm, kNorm;
    NamedMlp mlp;
    NamedLinear router;
    std::vector<NamedMlp> experts;
};
struct NamedParts {
    Nothing embedding, positions, head;
    NamedNorm finalNorm;
    std::vector<NamedLayer> layers;
};

template <class Take>
void forEachName(const ModelConfig& config, const Take& take)
{
    NamedParts parts;
    const auto show = [&](Nothing&, const ExpectedTensor& expected) { take(expected); };
    const auto leave = [](NamedLinear&, const std::string&, ModuleKind) {};
    TensorWalk(config, show, leave).model(parts);
}

}  // namespace

std::vector<ExpectedTensor> expectedTensors(const ModelConfig& config)
{
    std::vector<ExpectedTensor> out;
    forEachName(config, [&](const ExpectedTensor& expected) { out.push_back(expected); });
    return out;
}

namespace {

/// The largest number there is where it would be more.
std::int64_t times(std::int64_t left, std::int64_t right)
{
    std::int64_t out = 0;
    return __builtin_mul_overflow(left, right, &out) ? std::numeric_limits<std::int64_t>::max()
                                                     : out;
}

std::int64_t plus(std::int64_t left, std::int64_t right)
{
    std::int64_t out = 0;
    return __builtin_add_overflow(left, right, &out) ? std::numeric_limits<std::int64_t>::max()
                                                     : out;
}

}  // namespace

std::int64_t parameterCount(const ModelConfig& config)
{
    std::int64_t total = 0;
    forEachName(config, [&](const ExpectedTensor& expected) {
        total = plus(total, std::accumulate(expected.shape.begin(), expected.shape.end(),
                                            std::int64_t{1}, times));
    });
    return total;
}

}  // namespace marginalia
