// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/representation.h"

#include "core/objectives/sft.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/matmul.h>

namespace marginalia {

LossOut lfu(const RowBatch& batch, double lambda)
{
    const at::Tensor distance = batch.heads.hiddenAux - batch.heads.hidden.detach();
    const at::Tensor perToken = (distance * distance).mean(-1).mean(0);
    const at::Tensor sums = sequenceSums(batch, perToken);
    LossOut out = sft(batch, SftReduction::TokenGlobal);
    out.terms.push_back({"aux", lambda, (batch.weight * sums).sum(), Denominator::Tokens});
    out.rowLoss = out.rowLoss + (lambda * sums / lengthsForMeans(batch)).detach();
    return out;
}

LossOut softqe(const RowBatch& batch, const SoftqeOptions& options)
{
    const at::Tensor& query = batch.heads.query;
    const at::Tensor distance = query - batch.heads.queryTeacher.detach();
    const at::Tensor scores = at::matmul(query, batch.heads.document.t()) / options.tau;
    const at::Tensor contrast = -at::log_softmax(scores, -1).diagonal();
    const at::Tensor losses =
        options.alpha * (distance * distance).sum(-1) + (1 - options.alpha) * contrast;
    LossOut out;
    out.terms = {{"softqe", 1, (batch.weight * losses).sum(), Denominator::Rows}};
    out.rowLoss = losses.detach();
    return out;
}

}  // namespace marginalia
