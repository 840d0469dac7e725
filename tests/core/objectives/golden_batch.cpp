// SPDX-License-Identifier: Apache-2.0
#include "tests/core/objectives/golden_batch.h"

#include <ATen/ops/tensor.h>

#include <cstdlib>
#include <fstream>
#include <map>
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
                                                         {"kl", RowRole::Mismatch}};
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

RowBatch batchOf(const Json& rows, at::ScalarType dtype)
{
    RowBatch batch;
    std::vector<double> lp;
    std::vector<double> refLp;
    std::vector<double> weight;
    std::vector<double> margin;
    std::vector<std::int64_t> offsets = {0};
    std::vector<std::int64_t> rowOfToken;
    std::vector<std::int64_t> trained;
    bool hasReference = false;
    bool hasMargin = false;
    for (const Json& row : rows) {
        const size_t length = row["logps"].size();
        for (size_t t = 0; t < length; ++t) {
            lp.push_back(row["logps"][t].get<double>());
            refLp.push_back(row.contains("ref_logps") ? row["ref_logps"][t].get<double>() : 0.0);
            trained.push_back(row["mask"][t].get<int>());
            rowOfToken.push_back(static_cast<std::int64_t>(batch.role.size()));
        }
        hasReference = hasReference || row.contains("ref_logps");
        hasMargin = hasMargin || row.contains("margin");
        margin.push_back(row.value("margin", 0.0));
        weight.push_back(row.value("weight", 1.0));
        batch.role.push_back(roleOf(row["role"].get<std::string>()));
        batch.pair.push_back(row["pair"].get<std::int32_t>());
        offsets.push_back(static_cast<std::int64_t>(lp.size()));
    }
    batch.lp = at::tensor(lp, at::TensorOptions(dtype)).requires_grad_(true);
    batch.trained = at::tensor(trained, at::kLong).to(at::kBool);
    batch.rowOffset = at::tensor(offsets, at::kLong);
    batch.rowOfToken = at::tensor(rowOfToken, at::kLong);
    batch.weight = at::tensor(weight, at::TensorOptions(dtype));
    if (hasReference) {
        batch.refLp = at::tensor(refLp, at::TensorOptions(dtype));
    }
    if (hasMargin) {
        batch.margin = at::tensor(margin, at::TensorOptions(dtype));
    }
    return batch;
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
