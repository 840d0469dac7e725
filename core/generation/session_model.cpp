// SPDX-License-Identifier: Apache-2.0
#include "core/generation/session_model.h"

#include "core/base/machine.h"
#include "core/jobs/hub_cache.h"
#include "core/model/adapter_base.h"
#include "core/model/adapter_files.h"
#include "core/model/device.h"
#include "core/model/threads.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <filesystem>

namespace marginalia {

namespace fs = std::filesystem;

namespace {

Status checkMemory(const fs::path& folder, const ModelConfig& config, at::ScalarType dtype,
                   at::Device device, BaseWeights base)
{
    // Packed weights are about half a byte or one; the tables stay dense.
    const std::int64_t all = parameterCount(config);
    const std::int64_t dense =
        base == BaseWeights::Dense ? all : std::min(all, 2 * config.vocabulary * config.hidden);
    const std::int64_t packed = base == BaseWeights::Nf4 ? 9 * (all - dense) / 16 : all - dense;
    const auto wanted = dense * static_cast<std::int64_t>(c10::elementSize(dtype)) + packed;
    if (!device.is_cpu() || wanted < availableMemory()) {
        return {};
    }
    const auto megabytes = [](std::int64_t bytes) { return std::to_string(bytes >> 20); };
    return failure(ErrorKind::Memory,
                   Text(MG_TR("generation", "The model needs %1 MB, and %2 MB of memory are free."),
                        {megabytes(wanted), megabytes(availableMemory())}),
                   folder.string(), MG_TR("generation", "Unload another model or close programs."));
}

}  // namespace

Result<std::shared_ptr<SessionModel>> SessionModel::load(
    const std::string& folder, const std::string& device,
    const std::function<void(double)>& progress, const Find& find,
    std::optional<BaseWeights> weights)
{
    MG_TRY(const ModelPlace found, findModel(folder));
    if (isAdapterFolder(found.folder)) {
        return loadAdapter(found.folder, device, progress, find, weights);
    }
    fs::path place(found.folder);
    std::error_code ignored;
    if (!fs::exists(place / "config.json", ignored) &&
        fs::exists(place / "model" / "config.json", ignored)) {
        place /= "model";
    }
    MG_TRY(const at::Device where, chooseDevice(device));
    MG_TRY(const ModelConfig config, readModelConfig(place.string()));
    const at::ScalarType dtype = chooseDtype(marginalia::parameterCount(config), where);
    const BaseWeights base = weights.value_or(BaseWeights::Dense);
    MG_CHECK(checkMemory(place, config, dtype, where, base));
    auto model = std::make_shared<SessionModel>();
    MG_CHECK(model->loadTexts(place.string()));
    MG_TRY(model->m_decoder,
           Decoder::load(place.string(), dtype, where, progress, Decoder::Use::Frozen, base));
    model->m_parameters = model->m_decoder->weightCount();
    model->findStopIds();
    model->m_defaults = readModelDefaults(place.string());
    return model;
}

Result<std::shared_ptr<SessionModel>> SessionModel::loadAdapter(
    const std::string& folder, const std::string& device,
    const std::function<void(double)>& progress, const Find& find,
    std::optional<BaseWeights> weights)
{
    MG_TRY(const std::string baseFolder, adapterBaseFolder(folder));
    const BaseWeights held = weights.value_or(baseWeightsBeside(folder));
    std::shared_ptr<const SessionModel> base = find ? find(baseFolder) : nullptr;
    if (base == nullptr || base->decoder().baseWeights() != held) {
        MG_TRY(base, load(baseFolder, device, progress, find, held));
    }
    auto model = std::make_shared<SessionModel>();
    model->m_base = base;
    model->m_decoder = base->decoder().shared();
    MG_TRY(std::shared_ptr<Adapter> adapter, readAdapter(folder, *model->m_decoder));
    MG_CHECK(model->m_decoder->wear(std::move(adapter)));
    // Who trained with another tokenizer or template puts them beside the adapter.
    std::error_code ignored;
    const bool texts = fs::exists(fs::path(folder) / "tokenizer.json", ignored);
    if (texts) {
        MG_CHECK(model->loadTexts(folder));
    } else {
        model->m_tokenizer = base->m_tokenizer;
    }
    if (model->m_template == nullptr) {
        model->m_template = base->m_template;
    }
    model->m_parameters = base->m_parameters;
    model->m_defaults = base->m_defaults;
    model->findStopIds();
    return model;
}

Status SessionModel::loadTexts(const std::string& folder)
{
    MG_TRY(m_tokenizer, Tokenizer::load(folder));
    auto chatTemplate = ChatTemplate::load(folder);
    if (chatTemplate.ok()) {
        m_template = chatTemplate.take();
    } else if (chatTemplate.error().kind != ErrorKind::NotFound) {
        return chatTemplate.error();
    }
    return {};
}

const std::vector<std::string>& SessionModel::adapterNotes() const
{
    static const std::vector<std::string> kNone;
    return m_base != nullptr ? m_decoder->adapter()->warnings() : kNone;
}

void SessionModel::findStopIds()
{
    const auto add = [this](TokenId id) {
        if (id >= 0 && std::find(m_stopIds.begin(), m_stopIds.end(), id) == m_stopIds.end()) {
            m_stopIds.push_back(id);
        }
    };
    for (const std::int64_t id : m_decoder->config().eosIds) {
        add(static_cast<TokenId>(id));
    }
    add(m_tokenizer->eos());
    if (m_template == nullptr) {
        return;
    }
    // The end of a turn is the last special token of a rendered answer, whatever the files call the
    // end.
    const Messages turn = {{.role = "user",
                            .content = "a",
                            .name = {},
                            .toolCallId = {},
                            .toolCalls = {},
                            .extra = {}},
                           {.role = "assistant",
                            .content = "b",
                            .name = {},
                            .toolCallId = {},
                            .toolCalls = {},
                            .extra = {}}};
    const auto rendered = m_template->render(turn, m_tokenizer->namedTokens(), {});
    if (!rendered.ok()) {
        return;
    }
    const std::vector<TokenId> ids = m_tokenizer->encode(rendered->text, false).ids;
    const auto last = std::find_if(ids.rbegin(), ids.rend(),
                                   [&](TokenId id) { return m_tokenizer->isSpecial(id); });
    if (last != ids.rend()) {
        add(*last);
    }
}

std::int64_t SessionModel::parameterCount() const
{
    return m_parameters;
}

std::int64_t SessionModel::bytes() const
{
    if (m_base != nullptr) {
        std::int64_t total = 0;
        for (const auto& [name, tensor] : m_decoder->adapter()->parameters()) {
            total += static_cast<std::int64_t>(tensor.nbytes());
        }
        return total;
    }
    return m_decoder->weightBytes();
}

int SessionModel::threads() const
{
    return answerThreads(m_parameters);
}

void SessionModel::useThreads() const
{
    at::set_num_threads(threads());
}

std::int64_t SessionModel::realVocabulary() const
{
    return std::min(m_decoder->config().vocabulary, m_tokenizer->size());
}

const char* finishName(FinishReason reason)
{
    switch (reason) {
        case FinishReason::Stop:
            return "stop";
        case FinishReason::Length:
            return "length";
        case FinishReason::Context:
            return "context";
        case FinishReason::Failed:
            return "failed";
        case FinishReason::Cancelled:
            break;
    }
    return "cancelled";
}

}  // namespace marginalia
