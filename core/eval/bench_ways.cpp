// SPDX-License-Identifier: Apache-2.0
#include "core/eval/bench_ways.h"

#include "core/model/fused_head.h"
#include "core/model/fused_stack.h"
#include "core/model/head_rows.h"
#include "core/model/kernel_level.h"
#include "core/model/panel_kernels.h"
#include "core/model/shared_weights.h"
#include "core/model/stack_tensors.h"
#include "core/model/stack_weights.h"
#include "core/model/tensor_memory.h"
#include "core/model/threads.h"
#include "core/model/wide_gradients.h"
#include "core/train/adamw_update.h"

namespace marginalia {

const std::vector<FastWay>& fastWays()
{
    static const std::vector<FastWay> list = {
        {"packing", "rows side by side in one stream without padding",
         "every row filled up to the longest of its micro-batch", "train/packing_test.cpp",
         [](WaySettings& settings) { settings.pack.padded = true; }},
        {"sharing", "a prompt is computed once for all its answers", "once for each answer",
         "train/packing_test.cpp",
         [](WaySettings& settings) { settings.pack.sharePrefix = false; }},
        {"buckets", "on a card, streams of few lengths", "each as long as its rows",
         "train/packing_test.cpp", [](WaySettings& settings) { settings.pack.bucketed = false; }},
        {"scored", "the head on trained tokens alone", "the head on every token",
         "train/packing_test.cpp",
         [](WaySettings& settings) { settings.pack.headEverywhere = true; }},
        {"reference", "reference values are kept", "they are computed in every run",
         "train/bench_train_test.cpp",
         [](WaySettings& settings) { settings.referenceKept = false; }},
        {"stack", "all blocks in one node, chunk by chunk of rows", "LibTorch's operators",
         "model/fused_stack_test.cpp", [](WaySettings&) { setFusedStackEnabled(false); }},
        {"beside", "adapters beside frozen weights, which get no gradients",
         "folded into float32 weights, LibTorch's operators in bf16",
         "model/stack_adapter_test.cpp", [](WaySettings&) { setAdaptersBesideEnabled(false); }},
        {"head", "head and loss by own loops, chunk by chunk of rows", "LibTorch's operators",
         "model/half_stack_test.cpp", [](WaySettings&) { setHeadRowsEnabled(false); }},
        {"keeping", "small softmaxes stay for the backward pass", "they are computed again",
         "model/fast_ways_test.cpp", [](WaySettings&) { setHeadKeepingEnabled(false); }},
        {"blocks", "what blocks compute stays for the backward pass",
         "they are computed again (recompute=blocks)", "model/stack_again_test.cpp",
         [](WaySettings& settings) { settings.blocksKept = false; }},
        {"fetching",
         "with weights in shares, a block comes and gradients go while others are computed",
         "they are waited for", "model/shared_weights_test.cpp",
         [](WaySettings&) { SharedWeights::setFetchingAhead(false); }},
        {"panels", "own products of packed matrices",
         "the library's in float32, its operators in bf16", "model/panel_products_test.cpp",
         [](WaySettings&) { setPanelsEnabled(0); }},
        {"prepacking", "weights laid out once a pass", "by every product that uses them",
         "model/fast_ways_test.cpp", [](WaySettings&) { setPrepackingEnabled(false); }},
        {"avx512", "loops for AVX-512", "for AVX2 or any processor, with the library's products",
         "model/fast_ways_test.cpp", [](WaySettings&) { limitKernelLevel(KernelLevel::Avx2); }},
        {"kernels", "own loops of any kind", "LibTorch's operators (MARGINALIA_CPU=plain)",
         "model/fused_stack_test.cpp", [](WaySettings&) { limitKernelLevel(KernelLevel::None); }},
        {"sums", "bf16 weights' gradients are summed in float32 where they arise",
         "rounded to bf16 and widened again", "model/fast_ways_test.cpp",
         [](WaySettings&) { WideGradients::setEnabled(false); }},
        {"adamw", "an update in one pass", "operator after operator", "train/adamw_update_test.cpp",
         [](WaySettings&) { setFusedAdamWEnabled(false); }},
        {"memory", "freed memory is kept for the next step", "given back to the system",
         "train/bench_train_test.cpp", [](WaySettings&) { returnFreedMemory(); }},
        {"reuse", "a tensor's memory fits the next one of its size", "as LibTorch asks for it",
         "model/float_pool_test.cpp", [](WaySettings&) { setTensorMemoryReused(false); }},
        {"threads", "all threads that are worth having", "one thread", "model/fused_stack_test.cpp",
         [](WaySettings& settings) { settings.threads = 1; }},
    };
    return list;
}

const FastWay* findWay(const std::string& name)
{
    for (const FastWay& way : fastWays()) {
        if (name == way.name) {
            return &way;
        }
    }
    return nullptr;
}

Json describeWays()
{
    Json out = Json::array();
    for (const FastWay& way : fastWays()) {
        out.push_back({{"name", way.name},
                       {"saves", way.saves},
                       {"plain", way.plain},
                       {"test", std::string("tests/core/") + way.test}});
    }
    return out;
}

}  // namespace marginalia
