// SPDX-License-Identifier: Apache-2.0
// Answers as vectors beside those of annotated ones (CARFT, objectives.md 7.5): a part of
// StepEngine.
#include "core/train/step_engine.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>

#include <algorithm>

namespace marginalia {

/// Only what has an annotation to be drawn to can be right.
bool StepEngine::isRight(const TrainRow& row) const
{
    return m_options.contrast != nullptr && row.reward >= m_options.accept &&
           m_annotations.contains(row.promptUid);
}

void StepEngine::addAnnotations(UnitBatch& unit, std::int64_t width) const
{
    std::vector<float> vectors;
    std::vector<std::int64_t> right;
    for (const TrainRow* row : unit.rows) {
        const auto found = m_annotations.find(row->promptUid);
        if (found != m_annotations.end()) {
            vectors.insert(vectors.end(), found->second.begin(), found->second.end());
        } else {
            vectors.insert(vectors.end(), static_cast<std::size_t>(width), 0.0F);
        }
        right.push_back(isRight(*row) ? 1 : 0);
    }
    const c10::Device device = m_decoder.device();
    unit.batch.heads.annotated =
        at::tensor(vectors, at::kFloat).reshape({unit.batch.rows(), width}).to(device);
    unit.batch.heads.correct = at::tensor(right, at::kLong).to(device, at::kBool);
}

std::vector<std::vector<float>> StepEngine::vectors(
    const std::vector<const TrainItem*>& items) const
{
    const c10::NoGradGuard noGrad;
    std::vector<std::vector<float>> out;
    const auto compute = [&] {
        const UnitBatch unit = packUnit(items, {}, packOptions(), m_decoder.device());
        for (const Pack& pack : unit.packs) {
            Computed computed;
            addValues(pack, computed);
            const at::Tensor rows = computed.vectors.to(at::kCPU, at::kFloat).contiguous();
            const float* data = rows.const_data_ptr<float>();
            for (std::int64_t i = 0; i < rows.size(0); ++i) {
                out.emplace_back(data + i * rows.size(1), data + (i + 1) * rows.size(1));
            }
        }
    };
    retried({UnitRows{items, {}}}, compute, [&] { out.clear(); });
    return out;
}

}  // namespace marginalia
