// SPDX-License-Identifier: Apache-2.0
#include "tests/core/objectives/golden_batch.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <numeric>
#include <stdexcept>

namespace marginalia::golden {

namespace {

RowRole roleOf(const std::string& name)
{
    static const std::map<std::string, RowRole> roles = {{"demo", RowRole::Demo},
                                                         {"chosen", RowRole::Chosen},
                                                         {"rejected", RowRole::Rejected},
                                                         {"desirable", RowRole::Desirable},
                                                         {"undesirable", RowRole::Undesirable},
                                                         {"kl", RowRole::Mismatch},
                                                         {"gold", RowRole::Gold},
                                                         {"candidate", RowRole::Candidate},
                                                         {"positive", RowRole::Positive},
                                                         {"negative", RowRole::Negative},
                                                         {"sample", RowRole::Sample},
                                                         {"policy_sample", RowRole::PolicySample},
                                                         {"ref_sample", RowRole::ReferenceSample},
                                                         {"rated", RowRole::Rated},
                                                         {"steps", RowRole::Steps},
                                                         {"query", RowRole::Query}};
    return roles.at(name);
}

}  // namespace

std::string folder()
{
    const char* given = std::getenv("MARGINALIA_GOLDEN");
    return given != nullptr && *given != 0 ? given : MARGINALIA_SOURCE_DIR "/tests/golden";
}

bool there(const std::string& part)
{
    return std::ifstream(folder() + "/" + part).good();
}

Json read(const std::string& path)
{
    std::ifstream file(path);
    if (!file) {
        throw std::runtime_error("not there: " + path);
    }
    return Json::parse(file);
}

namespace {

/// Reads keys of rows as tensors of one dtype.
class Reading {
public:
    Reading(const Json& rows, at::ScalarType dtype) : m_rows(rows), m_dtype(dtype) {}

    bool has(const char* key) const
    {
        for (const Json& row : m_rows) {
            if (row.contains(key)) {
                return true;
            }
        }
        return false;
    }

    /// [N]; undefined when no row has the key.
    at::Tensor perRow(const char* key, double missing) const
    {
        if (!has(key)) {
            return {};
        }
        std::vector<double> out;
        for (const Json& row : m_rows) {
            if (!row.contains(key)) {
                out.push_back(missing);
            } else if (row[key].is_boolean()) {
                out.push_back(row[key].get<bool>() ? 1 : 0);
            } else {
                // A list stands for its mean (the aligned models of PoFT).
                const std::vector<double> all = flat(row[key]);
                out.push_back(std::accumulate(all.begin(), all.end(), 0.0) /
                              static_cast<double>(all.size()));
            }
        }
        return at::tensor(out, at::TensorOptions(m_dtype));
    }

    /// [T]; undefined when no row has the key.
    at::Tensor perToken(const char* key) const
    {
        if (!has(key)) {
            return {};
        }
        std::vector<double> out;
        for (const Json& row : m_rows) {
            for (std::size_t t = 0; t < lengthOf(row); ++t) {
                out.push_back(row.contains(key) ? row[key][t].get<double>() : 0.0);
            }
        }
        return at::tensor(out, at::TensorOptions(m_dtype));
    }

    /// The lists under `key` one below the other, [sum of their lengths, width]; short lists of
    /// rows are filled up.
    at::Tensor table(const char* key, bool perPosition) const
    {
        if (!has(key)) {
            return {};
        }
        std::vector<std::vector<double>> lines;
        for (const Json& row : m_rows) {
            const Json value = row.value(key, Json::array());
            if (!perPosition) {
                lines.push_back(flat(value));
                continue;
            }
            for (const Json& line : value) {
                lines.push_back(flat(line));
            }
        }
        std::size_t width = 0;
        for (const auto& line : lines) {
            width = std::max(width, line.size());
        }
        std::vector<double> all;
        for (auto& line : lines) {
            line.resize(width, std::nan(""));
            all.insert(all.end(), line.begin(), line.end());
        }
        return at::tensor(all, at::TensorOptions(m_dtype))
            .view({static_cast<std::int64_t>(lines.size()), static_cast<std::int64_t>(width)});
    }

    /// hidden states [layers, T, d].
    at::Tensor layers(const char* key) const
    {
        if (!has(key)) {
            return {};
        }
        std::vector<at::Tensor> rows;
        for (const Json& row : m_rows) {
            const Json& value = row[key];
            const auto count = static_cast<std::int64_t>(value.size());
            const auto tokens = static_cast<std::int64_t>(value[0].size());
            rows.push_back(
                at::tensor(flat(value), at::TensorOptions(m_dtype)).view({count, tokens, -1}));
        }
        return at::cat(rows, 1);
    }

    static std::size_t lengthOf(const Json& row)
    {
        return row.contains("mask") ? row["mask"].size() : 0;
    }

private:
    const Json& m_rows;
    at::ScalarType m_dtype;
};

void readValues(const Reading& read, RowValues& values)
{
    const double none = std::nan("");
    values.margin = read.perRow("margin", 0);
    values.reward = read.perRow("reward", none);
    values.advantage = read.perRow("advantage", 0);
    values.rank = read.perRow("rank", none);
    values.prob = read.perRow("prob", none);
    values.visits = read.perRow("visits", 0);
    values.pDesirable = read.perRow("p_desirable", none);
    values.alignedAvgLogps = read.perRow("aligned_avg_logps", none);
    values.sftLogps = read.perToken("sft_logps");
    values.baseLogps = read.perToken("base_logps");
    for (const auto& [key, member] :
         {std::pair("annotator", &RowValues::annotator), std::pair("aspect", &RowValues::aspect)}) {
        const at::Tensor number = read.perRow(key, 0);
        values.*member = number.defined() ? number.to(at::kLong) : number;
    }
    values.referenceRewards = read.table("ref_rewards", false);
}

void readHeads(const Json& rows, const Reading& read, HeadOutputs& heads)
{
    heads.score = read.perRow("score", 0);
    heads.scores = read.table("scores", false);
    heads.targets = read.table("targets", false);
    if (const at::Tensor present = read.table("present", false); present.defined()) {
        heads.present = present.to(at::kBool);
    }
    heads.values = read.perToken("values");
    heads.oldValues = read.perToken("old_values");
    heads.hidden = read.layers("hidden");
    heads.hiddenAux = read.layers("hidden_aux");
    heads.annotated = read.table("z1", false);
    heads.sampled = read.table("z2", false);
    if (const at::Tensor correct = read.perRow("correct", 0); correct.defined()) {
        heads.correct = correct.to(at::kBool);
    }
    heads.query = read.table("query", false);
    heads.queryTeacher = read.table("query_teacher", false);
    heads.document = read.table("doc", false);
    heads.stepLogits = read.table("step_logits", true);
    if (heads.stepLogits.defined()) {
        std::vector<std::int64_t> label;
        std::vector<std::int64_t> rowOfStep;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (const Json& each : rows[i]["step_labels"]) {
                label.push_back(each.get<std::int64_t>());
                rowOfStep.push_back(static_cast<std::int64_t>(i));
            }
        }
        heads.stepLabel = at::tensor(label, at::kLong);
        heads.stepRow = at::tensor(rowOfStep, at::kLong);
    }
    for (at::Tensor* leaf : {&heads.score, &heads.scores, &heads.stepLogits, &heads.values,
                             &heads.hiddenAux, &heads.sampled, &heads.query}) {
        if (leaf->defined()) {
            leaf->requires_grad_(true);
        }
    }
}

}  // namespace

GoldenRows rowsOf(const Json& rows, at::ScalarType dtype)
{
    const Reading read(rows, dtype);
    GoldenRows out;
    RowBatch& batch = out.batch;
    std::vector<std::int64_t> offsets = {0};
    std::vector<std::int64_t> rowOfToken;
    std::vector<std::int64_t> trained;
    std::vector<std::int64_t> target;
    for (const Json& row : rows) {
        for (std::size_t t = 0; t < Reading::lengthOf(row); ++t) {
            trained.push_back(row["mask"][t].get<int>());
            rowOfToken.push_back(static_cast<std::int64_t>(batch.role.size()));
            if (row.contains("target")) {
                target.push_back(row["target"][t].get<std::int64_t>());
            }
        }
        batch.role.push_back(roleOf(row["role"].get<std::string>()));
        batch.pair.push_back(row.value("pair", -1));
        batch.group.push_back(row.value("group", -1));
        offsets.push_back(static_cast<std::int64_t>(rowOfToken.size()));
    }
    batch.trained = at::tensor(trained, at::kLong).to(at::kBool);
    batch.rowOffset = at::tensor(offsets, at::kLong);
    batch.rowOfToken = at::tensor(rowOfToken, at::kLong);
    batch.weight = read.has("weight") ? read.perRow("weight", 1)
                                      : at::ones({batch.rows()}, at::TensorOptions(dtype));
    batch.entropy = read.perToken("entropy");
    batch.samples.old = read.perToken("old_logps");
    batch.samples.sampler = read.perToken("sampler_logps");
    batch.refLp = read.perToken("ref_logps");
    out.logits = read.table("logits", true);
    if (out.logits.defined()) {
        out.logits.requires_grad_(true);
        out.target = at::tensor(target, at::kLong);
        out.other = read.has("ref_logits") ? read.table("ref_logits", true)
                                           : read.table("teacher_logits", true);
        const at::Tensor samples = read.table("samples", true);
        out.drawn = samples.defined() ? samples.to(at::kLong) : samples;
        const auto picked = [&](const at::Tensor& logits) {
            return at::log_softmax(logits, 1).gather(1, out.target.unsqueeze(1)).squeeze(1);
        };
        batch.lp = picked(out.logits);
        if (!batch.refLp.defined() && read.has("ref_logits")) {
            batch.refLp = picked(out.other);
        }
    } else if (read.has("logps")) {
        batch.lp = read.perToken("logps").requires_grad_(true);
    } else {
        batch.lp =
            at::zeros({static_cast<std::int64_t>(rowOfToken.size())}, at::TensorOptions(dtype))
                .requires_grad_(true);
    }
    readValues(read, batch.values);
    readHeads(rows, read, batch.heads);
    return out;
}

RowBatch batchOf(const Json& rows, at::ScalarType dtype)
{
    return rowsOf(rows, dtype).batch;
}

std::vector<double> flat(const Json& json)
{
    if (json.is_number()) {
        return {json.get<double>()};
    }
    std::vector<double> out;
    for (const Json& entry : json) {
        const auto inner = flat(entry);
        out.insert(out.end(), inner.begin(), inner.end());
    }
    return out;
}

std::vector<double> flat(const at::Tensor& tensor)
{
    const at::Tensor doubles = tensor.detach().to(at::kCPU, at::kDouble).contiguous().view({-1});
    const double* data = doubles.const_data_ptr<double>();
    return {data, data + doubles.numel()};
}

}  // namespace marginalia::golden
