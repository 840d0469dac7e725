// SPDX-License-Identifier: Apache-2.0
#include "core/model/stored_model.h"

#include "core/model/expected_tensors.h"
#include "core/model/safetensors_dtypes.h"
#include "core/model/tensor_layout.h"
#include "core/model/weight_check.h"

#include <ATen/ops/equal.h>

namespace marginalia {

namespace {

using StoredTensors = std::unordered_map<std::string, at::Tensor>;
using StoredList = std::vector<std::pair<std::string, at::Tensor>>;

/// GPT-2's first files have names without the prefix; what is written later has the file's names.
void settlePrefix(ModelConfig& config, const StoredTensors& found)
{
    if (config.layout->bare != nullptr && found.count(embeddingName(config)) == 0) {
        config.layout = config.layout->bare;
    }
}

Status checkTensor(const ExpectedTensor& expected, const StoredTensors& found,
                   const ModelConfig& config, const std::string& folder)
{
    const auto place = found.find(expected.name);
    if (place == found.end()) {
        return checkStoredTensor(expected, nullptr, {}, config, folder);
    }
    const std::vector<std::int64_t> shape = place->second.sizes().vec();
    const char* const name = safetensorsName(place->second.scalar_type());
    return checkStoredTensor(expected, &shape, name != nullptr ? name : "?", config, folder);
}

/// models.md 2.5: a tied flag next to a head of its own. Equal: the head is dropped; different:
/// untied, with a warning.
void settleTiedHead(ModelConfig& config, const StoredTensors& found,
                    std::vector<std::string>& warnings)
{
    const auto head = found.find(headName(config));
    const auto table = found.find(embeddingName(config));
    if (!config.tied || head == found.end() || table == found.end()) {
        return;
    }
    const bool equal = head->second.sizes() == table->second.sizes() &&
                       head->second.scalar_type() == table->second.scalar_type() &&
                       at::equal(head->second, table->second);
    if (!equal) {
        config.tied = false;
        warnings.push_back(
            headName(config) +
            " differs from the embedding although tie_word_embeddings is true: the head is kept "
            "as its own tensor");
    }
}

void warnUnknown(const ModelConfig& config, const StoredList& tensors,
                 std::vector<std::string>& warnings)
{
    std::unordered_map<std::string, bool> known;
    for (const ExpectedTensor& expected : expectedTensors(config)) {
        known[expected.name] = true;
    }
    for (const auto& [name, tensor] : tensors) {
        if (known.count(name) == 0 && !isIgnoredTensor(name) && name != headName(config)) {
            warnings.push_back("the tensor \"" + quotedForError(name) +
                               "\" is not part of the model and is ignored");
        }
    }
}

}  // namespace

Result<StoredModel> settleStored(ModelConfig config, const StoredList& tensors,
                                 const std::string& where)
{
    StoredModel out{std::move(config), {tensors.begin(), tensors.end()}};
    settlePrefix(out.config, out.tensors);
    settleTiedHead(out.config, out.tensors, out.config.warnings);
    warnUnknown(out.config, tensors, out.config.warnings);
    for (const ExpectedTensor& expected : expectedTensors(out.config)) {
        MG_CHECK(checkTensor(expected, out.tensors, out.config, where));
    }
    return out;
}

}  // namespace marginalia
