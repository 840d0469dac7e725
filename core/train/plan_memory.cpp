// SPDX-License-Identifier: Apache-2.0
#include "core/train/plan_memory.h"

#include "core/analysis/budget.h"
#include "core/jobs/combinations.h"
#include "core/model/adapter.h"
#include "core/model/decoder_impl.h"
#include "core/model/fused_head.h"
#include "core/model/fused_stack.h"
#include "core/model/head_rows.h"
#include "core/model/products.h"
#include "core/model/shared_weights.h"
#include "core/model/stack_tensors.h"
#include "core/model/stack_weights.h"
#include "core/train/machine_store.h"

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

constexpr std::int64_t kFloatWidth = 4;
static_assert(kCardWindowBytes == 2 * 3 * kFloatWidth * kMachineWindow);
// As in stack_plan.cpp, stack_chunk.cpp, head_rows.cpp and fused_head.cpp.
constexpr std::int64_t kStackChunk = 192;
constexpr std::int64_t kStackQueries = 64;
constexpr std::int64_t kHeadChunkBytes = 4LL << 20;
constexpr std::int64_t kHeadKeptBytes = 64LL << 20;
constexpr std::int64_t kPlainChunkBytes = 16LL << 20;
constexpr std::int64_t kPlainKeptBytes = 32LL << 20;

std::int64_t mixedWidth(const ModelConfig& config)
{
    return config.heads * config.headDim;
}

std::int64_t projectedWidth(const ModelConfig& config)
{
    return (config.heads + 2 * config.kvHeads) * config.headDim;
}

/// Of experts those that a token meets.
std::int64_t innerWidth(const ModelConfig& config)
{
    return config.intermediate * std::max<std::int64_t>(config.expertsPerToken, 1);
}

}  // namespace

std::int64_t tableWeightCount(const ModelConfig& config)
{
    return config.vocabulary * config.hidden;
}

std::int64_t stackWeightCount(const ModelConfig& config)
{
    return parameterCount(config) - (config.tied ? 1 : 2) * tableWeightCount(config);
}

StepMemory::StepMemory(const Decoder& decoder, const NamedTensors& trained, int threads)
    : m_config(decoder.config()), m_threads(std::max(threads, 1))
{
    const bool half = decoder.dtype() == at::kBFloat16;
    m_width = half ? 2 : kFloatWidth;
    m_stack = stackWeightCount(m_config);
    m_table = tableWeightCount(m_config);
    m_full = decoder.adapter() == nullptr;
    for (const auto& [name, tensor] : trained) {
        m_adapter += m_full ? 0 : tensor.numel();
    }
    m_fused = takesFusedStack(decoder.impl());
    m_again = decoder.recomputing();
    const HeadView head = headOf(decoder);
    // In shares it is not there yet.
    const AbsentHead absent{decoder.dtype(), decoder.device(), head.weight.numel()};
    m_headRows = takesHeadRows(absent, head.shape) && (m_fused || !half);
    m_panels = panelsFor(half) != nullptr;
    if (const SharedWeights* const shares = decoder.shares()) {
        m_shares = {shares->processes(), shares->largestBlock(), shares->tables(),
                    shares->largestTable()};
    }
    m_panelBytes = 2 * m_width * m_stack <= mostPanelBytes() ? 2 * m_width * m_stack : 0;
    if (!m_full && m_fused && adaptersStandBeside(decoder.impl())) {
        m_besides = stackGradientCount(decoder.impl());
        m_ranks = mostRanks(stackTensors(decoder.impl()));
    } else if (!m_full && m_fused) {
        // q, k, v and gate, up are joined once more.
        m_folded =
            kFloatWidth * (m_stack + m_config.layers * m_config.hidden *
                                         (projectedWidth(m_config) + 2 * m_config.intermediate));
    }
}

StepBytes StepMemory::at(const PackSize& pack, bool several) const
{
    if (m_shares.ranks > 0) {
        return inShares(pack);
    }
    StepBytes both;
    if (m_fused) {
        addStack(pack, both);
        both.weights += m_folded + (m_panels ? m_panelBytes : 0);
    } else {
        addPlain(pack, both);
    }
    if (several && keepsFloatGradients()) {
        both.gradients += kFloatWidth * (m_stack + m_table);
    }
    StepBytes inHead = both;
    addHead(pack, inHead);
    StepBytes inBlocks = both;
    inBlocks.gradients += stackGradients();
    return inHead.total() > inBlocks.total() ? inHead : inBlocks;
}

void StepMemory::addStack(const PackSize& pack, StepBytes& out) const
{
    const std::int64_t h = m_config.hidden;
    const std::int64_t f = m_config.intermediate;
    const std::int64_t wide = h + mixedWidth(m_config) + projectedWidth(m_config) + 3 * f + m_ranks;
    // As ChunkRun keeps it: of a layer, and of the ends; then the stream's last states, their
    // gradient and that of the embedding, and rotations.
    const std::int64_t heads = m_config.heads + m_config.kvHeads;
    const std::int64_t normed =
        m_config.qkNorm == QkNorm::PerHead ? heads * (m_config.headDim + 1) : 0;
    const std::int64_t block = 2 * h + wide + m_config.heads + normed + 2;  // besides what goes in
    const std::int64_t kept =
        m_config.layers * (h + (m_again ? 0 : block)) + h + m_config.headDim + 1;
    const std::int64_t ends = 3 * h + 2 * m_config.headDim;
    // What the chunks of a worker share, and both sides of a product in tiles and panels.
    const std::int64_t load = pack.tokens / m_threads + 1;
    const std::int64_t chunk = std::min(load, kStackChunk + pack.longest / 2);
    const std::int64_t shared = 2 * kStackQueries * pack.longest + chunk * wide +
                                (m_again ? chunk * block : 0) +
                                (m_panels ? chunk * (2 * f + h) * m_width / kFloatWidth : 0);
    out.activations += kFloatWidth * (pack.tokens * (kept + ends) + m_threads * shared);
}

/// While the blocks are differentiated.
std::int64_t StepMemory::stackGradients() const
{
    // With the table's, and that of the embedding where both are tied.
    const std::int64_t tables = keepsFloatGradients() ? 2 * kFloatWidth * m_table : 0;
    if (!m_fused) {
        return m_full ? m_width * m_stack + std::max(tables, 2 * m_width * m_table)
                      : kFloatWidth * m_adapter;
    }
    // Every worker sums gradients of its own.
    return kFloatWidth * (m_besides > 0 ? m_threads * m_besides : m_threads * m_stack + m_adapter) +
           tables;
}

void StepMemory::addPlain(const PackSize& pack, StepBytes& out) const
{
    const std::int64_t h = m_config.hidden;
    const std::int64_t numbers =
        6 * h + 4 * mixedWidth(m_config) + projectedWidth(m_config) + 4 * innerWidth(m_config);
    // Norms of half types are computed in float32.
    const std::int64_t norms = m_width == kFloatWidth ? 0 : 2 * kFloatWidth * h;
    // What an adapter reads is widened for it.
    const std::int64_t inputs =
        m_full || m_width == kFloatWidth
            ? 0
            : kFloatWidth * (5 * h + mixedWidth(m_config) + innerWidth(m_config));
    const std::int64_t block = m_width * numbers + norms + inputs;
    out.activations +=
        pack.tokens * ((m_again ? m_config.layers * m_width * h + block : m_config.layers * block) +
                       6 * h * m_width);
}

void StepMemory::addHead(const PackSize& pack, StepBytes& out) const
{
    const std::int64_t row = kFloatWidth * m_config.vocabulary;
    const std::int64_t logits = pack.scored * row;
    if (!m_headRows) {
        const std::int64_t chunk =
            std::min(std::max<std::int64_t>(kPlainChunkBytes / row, 16), pack.scored) * row;
        out.head += 4 * chunk + (logits <= kPlainKeptBytes ? logits : 0);
        out.gradients += m_full ? (kFloatWidth + 2 * m_width) * m_table : 0;
        return;
    }
    const bool keeps = logits <= kHeadKeptBytes;
    const std::int64_t chunk = std::min(std::clamp<std::int64_t>(kHeadChunkBytes / row, 16, 128),
                                        pack.scored / m_threads + 1);
    // Slopes and one side of their product in panels; and the gradient of the rows.
    out.head += (keeps ? logits : 0) + m_threads * 2 * chunk * row +
                2 * kFloatWidth * pack.scored * m_config.hidden;
    out.weights += m_panels ? 2 * m_width * m_table : 0;
    out.gradients += m_full ? m_threads * kFloatWidth * m_table : 0;
}

namespace {

/// What a run keeps for its updates, in bytes: moments, of which every rank has its share, and
/// masters where it has them, which are shared out where weights are.
class StateBytes {
public:
    StateBytes(const RunSpec& spec, int ranks)
        : m_spec(spec), m_ranks(ranks), m_masterRanks(sharesWeights(spec, ranks) ? ranks : 1)
    {
    }

    void add(std::int64_t numbers, bool packable, bool narrowWeights)
    {
        const bool packed = packable && m_spec.optimizer_state == "int8";
        m_bytes += (packed ? 2 * (numbers + kFloatWidth * scaleCount(numbers))
                           : 2 * kFloatWidth * numbers) /
                   m_ranks;
        if (narrowWeights && m_spec.masters == "fp32") {
            m_bytes += kFloatWidth * numbers / m_masterRanks;
        }
        m_numbers += numbers / m_masterRanks;
    }

    /// In memory: all of it, or what an update has before it of what lies elsewhere.
    std::int64_t total() const
    {
        const std::int64_t window = m_spec.offload == "machine"
                                        ? 2 * kMachineWindow
                                        : std::int64_t{1} << 23U;  // as in state_store.cpp
        return m_spec.offload == "none" || m_numbers <= window
                   ? m_bytes
                   : std::llround(static_cast<double>(m_bytes) * static_cast<double>(window) /
                                  static_cast<double>(m_numbers));
    }

    std::int64_t ofMachine() const { return m_spec.offload == "machine" ? m_bytes : 0; }

private:
    const RunSpec& m_spec;
    std::int64_t m_ranks;
    std::int64_t m_masterRanks;
    std::int64_t m_bytes = 0;
    std::int64_t m_numbers = 0;
};

std::int64_t copyBytes(const RunSpec& spec, std::int64_t numbers)
{
    return std::llround(copiesKept(combinationOf(spec)) *
                        static_cast<double>(kFloatWidth * numbers));
}

}  // namespace

HeldBytes heldBytes(const Decoder& decoder, const NamedTensors& trained, const RunSpec& spec,
                    int ranks)
{
    HeldBytes out;
    out.weights = decoder.weightBytes();
    const bool adapting = decoder.adapter() != nullptr;
    const bool shared = decoder.shares() != nullptr;
    StateBytes state(spec, ranks);
    for (const auto& [name, tensor] : trained) {
        const std::int64_t numbers = tensor.numel();
        const bool narrow = tensor.scalar_type() != at::kFloat;
        out.weights += adapting ? static_cast<std::int64_t>(tensor.nbytes()) : 0;
        state.add(numbers, canPack(name, numbers), narrow);
        out.optimizer += copyBytes(spec, numbers);
        if (shared) {
            // A stream's, and the step's beside it where weights are bf16.
            out.gradients += (narrow ? 2 : 1) * kFloatWidth * numbers / ranks;
        } else {
            out.gradients += narrow ? kFloatWidth * numbers : 0;
        }
    }
    out.optimizer += state.total();
    out.machine = state.ofMachine();
    return out;
}

HeldBytes heldBytes(const RunSpec& spec, const ModelConfig& config, at::ScalarType dtype, int ranks)
{
    const bool adapting = spec.method == "lora";
    const std::int64_t all = parameterCount(config);
    const std::int64_t tables = all - stackWeightCount(config);
    const std::int64_t width = dtype == at::kBFloat16 ? 2 : kFloatWidth;
    HeldBytes out;
    const double held = !adapting || spec.base_weights == "dense" ? static_cast<double>(width)
                        : spec.base_weights == "nf4"              ? 0.5625
                                                                  : 1.01;
    out.weights = width * tables + std::llround(held * static_cast<double>(all - tables));
    ModelShape shape;
    shape.layers = config.layers;
    shape.hidden = config.hidden;
    shape.intermediate = config.intermediate;
    shape.vocabulary = config.vocabulary;
    const std::int64_t trained = adapting ? adapterParameters(spec, shape) : all;
    const bool narrow = !adapting && width != kFloatWidth;
    out.weights += adapting ? kFloatWidth * trained : 0;
    StateBytes state(spec, ranks);
    const std::int64_t packable = adapting ? 0 : stackWeightCount(config);
    state.add(packable, true, narrow);
    state.add(trained - packable, false, narrow);
    out.optimizer = state.total() + copyBytes(spec, trained);
    out.machine = state.ofMachine();
    out.gradients = narrow || adapting ? kFloatWidth * trained : width * trained;
    if (sharesWeights(spec, ranks)) {
        // Of tables and one block all is there while a stream passes.
        const std::int64_t blocks = std::max<std::int64_t>(config.layers, 1);
        out.weights = out.weights / ranks + width * (tables + (all - tables) / blocks);
        out.gradients = (narrow ? 2 : 1) * kFloatWidth * trained / ranks;
    }
    return out;
}

}  // namespace marginalia
