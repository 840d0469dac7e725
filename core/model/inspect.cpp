// SPDX-License-Identifier: Apache-2.0
#include "core/model/inspect.h"

#include "core/analysis/model_memory.h"
#include "core/base/file.h"
#include "core/base/json_depth.h"
#include "core/base/machine.h"
#include "core/jobs/hub_cache.h"
#include "core/jobs/run_folder.h"
#include "core/model/adapter_base.h"
#include "core/model/adapter_config.h"
#include "core/model/inspect_files.h"
#include "core/model/model_config.h"
#include "core/model/weight_check.h"
#include "core/model/weight_files.h"
#include "core/text/gguf_header.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace marginalia {

namespace fs = std::filesystem;

namespace {

/// One model being looked at.
class Inspection {
public:
    /// `asBase`: of an adapter, which cannot be one itself.
    Inspection(const std::string& named, const InspectOptions& options, bool asBase = false)
        : m_options(options), m_asBase(asBase)
    {
        m_report.named = named;
    }

    ModelReport run()
    {
        const auto place = findModel(m_report.named);
        if (!place.ok()) {
            refuse(place.error());
            return std::move(m_report);
        }
        m_report.folder = place->folder;
        m_report.repository = place->repository;
        m_report.commit = place->commit;
        if (!settleFolder() || !hasPlainFiles()) {
            return std::move(m_report);
        }
        const bool adapter = has("adapter_config.json") && !has("config.json");
        if (adapter && m_asBase) {
            refuse(failure(
                ErrorKind::Invalid, MG_TR("model", "The base of the adapter is an adapter itself."),
                m_report.folder, MG_TR("model", "Merge that adapter with its base first.")));
        } else if (adapter) {
            inspectAdapter();
        } else {
            inspectModelFolder();
        }
        return std::move(m_report);
    }

private:
    bool has(const char* name) const { return fileExists(m_report.folder + "/" + name); }

    void refuse(const Error& error) { m_report.add({error.what, error.where, error.todo, true}); }

    /// A run is its newest checkpoint; a checkpoint may hold its model in a folder of its own.
    /// False: there is nothing to look at.
    bool settleFolder()
    {
        m_report.kind = "model";
        if (has("run.json")) {
            m_report.kind = "run";
            const std::vector<CheckpointInfo> all = listCheckpoints(m_report.folder);
            if (all.empty()) {
                refuse(failure(ErrorKind::NotFound,
                               MG_TR("model", "The run has no checkpoint yet."), m_report.folder));
                return false;
            }
            m_report.folder = all.back().folder;
        } else if (has("manifest.json")) {
            m_report.kind = "checkpoint";
        }
        if (!has("config.json") && has("model/config.json")) {
            m_report.folder += "/model";
        }
        return true;
    }

    /// A pipe or device under a name that is read would keep the reader for ever.
    bool hasPlainFiles()
    {
        std::error_code code;
        for (const auto& entry : fs::directory_iterator(m_report.folder, code)) {
            std::error_code ignored;
            const fs::file_type type = entry.status(ignored).type();
            // A link that leads nowhere is a missing file, and said to be one where it is needed.
            if (type != fs::file_type::regular && type != fs::file_type::directory &&
                type != fs::file_type::not_found && type != fs::file_type::none) {
                refuse(failure(
                    ErrorKind::Unsupported, MG_TR("model", "This is neither a file nor a folder."),
                    entry.path().string(), MG_TR("model", "Take it out of the model's folder.")));
                return false;
            }
            if (type == fs::file_type::regular && entry.path().extension() == ".json" &&
                !isReadable(entry.path())) {
                return false;
            }
        }
        return true;
    }

    bool isReadable(const fs::path& json)
    {
        constexpr std::int64_t kLongest = std::int64_t{256} << 20U;
        const auto text = readFile(json.string(), kLongest);
        if (text.ok() && isNestedTooDeep(*text)) {
            refuse(failure(ErrorKind::Parse,
                           MG_TR("model", "The file is nested more than 500 deep."), json.string(),
                           MG_TR("model", "Fetch the model folder again.")));
            return false;
        }
        return true;
    }

    void inspectModelFolder()
    {
        const bool gguf = isGgufFile(m_report.folder);
        inspectConfigFile(gguf ? m_report.folder : m_report.folder + "/config.json", m_report);
        inspectLicence(m_report.folder, m_report);
        const auto config = readModelConfig(m_report.folder);
        if (!config.ok()) {
            refuse(config.error());
        }
        inspectWeights(config.ok() ? &*config : nullptr);
        if (config.ok()) {
            m_report.context = config->context;
            m_report.vocabulary = config->vocabulary;
            for (const std::string& warning : config->warnings) {
                m_report.add({Text(warning), "config.json", {}, false});
            }
            estimate(*config);
        }
        inspectTexts(m_report.folder, m_report);
        checkVocabulary();
    }

    /// `config`: null where it was refused already.
    void inspectWeights(const ModelConfig* config)
    {
        const auto headers = readWeightHeaders(m_report.folder);
        if (!headers.ok()) {
            refuse(headers.error());
            return;
        }
        m_report.bytes = headers->bytes;
        std::map<std::string, std::int64_t> types;
        for (const TensorEntry& entry : headers->tensors) {
            std::int64_t numbers = 1;
            for (const std::int64_t size : entry.shape) {
                numbers *= size;
            }
            types[entry.dtype] += numbers;
        }
        for (const auto& [type, numbers] : types) {
            m_report.types.emplace_back(type, numbers);
            m_report.parameters += numbers;
        }
        std::stable_sort(
            m_report.types.begin(), m_report.types.end(),
            [](const auto& left, const auto& right) { return left.second > right.second; });
        if (config != nullptr) {
            checkAgainst(*config, *headers);
        }
    }

    void checkAgainst(const ModelConfig& config, const WeightHeaders& headers)
    {
        const auto others = checkWeightHeaders(config, headers.tensors, m_report.folder);
        if (!others.ok()) {
            refuse(others.error());
            return;
        }
        constexpr size_t kNamed = 3;
        for (size_t i = 0; i < std::min(others->size(), kNamed); ++i) {
            m_report.add(
                {Text(MG_TR("model", "The tensor \"%1\" is not part of the model and is ignored."),
                      {quotedForError((*others)[i])}),
                 {},
                 {},
                 false});
        }
        if (others->size() > kNamed) {
            m_report.add({Text(MG_TR("model", "So are %1 more tensors."),
                               {std::to_string(others->size() - kNamed)}),
                          {},
                          {},
                          false});
        }
    }

    void checkVocabulary()
    {
        if (m_report.vocabulary > 0 && m_report.tokens > m_report.vocabulary) {
            refuse(failure(
                ErrorKind::Invalid,
                Text(MG_TR("model", "The tokenizer knows %1 tokens, but the model has only %2."),
                     {std::to_string(m_report.tokens), std::to_string(m_report.vocabulary)}),
                "tokenizer.json",
                MG_TR("model", "The tokenizer and the weights are of different models.")));
        }
    }

    void estimate(const ModelConfig& config)
    {
        MemoryShape shape;
        shape.model.type = config.modelType;
        shape.model.parameters = m_report.parameters;
        shape.model.layers = config.layers;
        shape.model.hidden = config.hidden;
        shape.model.intermediate = config.intermediate;
        shape.model.heads = config.heads;
        shape.model.vocabulary = config.vocabulary;
        shape.model.context = config.context;
        shape.model.weightBytes = m_report.bytes;
        shape.kvHeads = config.kvHeads;
        shape.headDim = config.headDim;
        if (shape.model.parameters == 0) {
            return;
        }
        std::vector<std::int64_t> lengths = m_options.lengths;
        if (lengths.empty()) {
            lengths = {512, 2048, 8192};
            for (std::int64_t& length : lengths) {
                length = std::min(length, config.context);
            }
            lengths.erase(std::unique(lengths.begin(), lengths.end()), lengths.end());
        }
        for (const std::int64_t length : lengths) {
            const MemoryNeed need = memoryNeed(shape, length, hasFastBf16());
            m_report.memory.push_back({need.tokens, need.inference, need.lora, need.full});
        }
    }

    /// What its base is, and the adapter's own file.
    void inspectAdapter()
    {
        const std::string folder = m_report.folder;
        m_report.kind = "adapter";
        const auto config = readAdapterConfig(folder);
        const auto base =
            config.ok() ? adapterBaseFolder(folder) : Result<std::string>(config.error());
        if (!base.ok()) {
            refuse(base.error());
            return;
        }
        ModelReport whole = Inspection(*base, m_options, true).run();
        whole.named = m_report.named;
        whole.repository = m_report.repository;
        whole.commit = m_report.commit;
        whole.kind = "adapter";
        whole.base = config->base.empty() ? *base : config->base;
        whole.folder = folder;
        m_report = std::move(whole);
        const auto weights = readWeightHeader(folder + "/adapter_model.safetensors");
        weights.ok() ? static_cast<void>(m_report.bytes += weights->bytes)
                     : refuse(weights.error());
    }

    const InspectOptions& m_options;
    bool m_asBase;
    ModelReport m_report;
};

}  // namespace

ModelReport inspectModel(const std::string& named, const InspectOptions& options)
{
    return Inspection(named, options).run();
}

}  // namespace marginalia
