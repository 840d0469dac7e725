// SPDX-License-Identifier: Apache-2.0
#include "core/generation/session_model.h"

#include "core/base/machine.h"
#include "core/jobs/hub_cache.h"
#include "core/model/device.h"
#include "core/model/threads.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <filesystem>

namespace marginalia {

namespace fs = std::filesystem;

namespace {

Status checkMemory(const fs::path& folder, const ModelConfig& config, at::ScalarType dtype,
                   at::Device device)
{
    const auto wanted = parameterCount(config) * static_cast<std::int64_t>(c10::elementSize(dtype));
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
    const std::function<void(double)>& progress)
{
    MG_TRY(const ModelPlace found, findModel(folder));
    fs::path place(found.folder);
    std::error_code ignored;
    if (!fs::exists(place / "config.json", ignored) &&
        fs::exists(place / "model" / "config.json", ignored)) {
        place /= "model";
    }
    MG_TRY(const at::Device where, chooseDevice(device));
    MG_TRY(const ModelConfig config, readModelConfig(place.string()));
    const at::ScalarType dtype = chooseDtype(marginalia::parameterCount(config), where);
    MG_CHECK(checkMemory(place, config, dtype, where));
    auto model = std::make_shared<SessionModel>();
    MG_TRY(model->m_tokenizer, Tokenizer::load(place.string()));
    auto chatTemplate = ChatTemplate::load(place.string());
    if (chatTemplate.ok()) {
        model->m_template = chatTemplate.take();
    } else if (chatTemplate.error().kind != ErrorKind::NotFound) {
        return chatTemplate.error();
    }
    MG_TRY(model->m_decoder,
           Decoder::load(place.string(), dtype, where, progress, Decoder::Use::Frozen));
    for (const auto& [name, parameter] : model->m_decoder->parameters()) {
        model->m_parameters += parameter.numel();
    }
    model->findStopIds();
    model->m_defaults = readModelDefaults(place.string());
    return model;
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
    return parameterCount() * static_cast<std::int64_t>(c10::elementSize(m_decoder->dtype()));
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
