// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/text/name_pattern.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// Names of modules as PEFT takes them: a list whose entries match a name or its end after a dot,
/// or one regular expression for whole names.
struct ModuleNames {
    std::optional<std::string> pattern;
    std::vector<std::string> list;

    bool empty() const { return !pattern && list.empty(); }
    bool operator==(const ModuleNames&) const = default;
};

/// adapter_config.json (interfaces.md 5.3): what PEFT's LoraConfig says, as far as it changes what
/// is computed; the defaults are those of PEFT for absent keys.
struct AdapterConfig {
    std::string base;      ///< base_model_name_or_path: a hub name or a folder; may be empty
    std::string revision;  ///< of the base; may be empty
    std::int64_t rank = 8;
    double alpha = 8;
    double dropout = 0;
    bool rsLora = false;  ///< scale alpha / sqrt(r) instead of alpha / r
    bool dora = false;
    bool allLinear = false;  ///< every projection but the head
    ModuleNames targets;     ///< empty: not said; what has tensors is adapted
    ModuleNames excluded;
    std::vector<std::string> modulesToSave;           ///< ends of names; trained whole
    std::optional<std::vector<std::int64_t>> layers;  ///< layers_to_transform
    std::vector<std::string> layersPatterns;          ///< empty: any
    /// By pattern of the end of a name, the first that matches wins.
    std::vector<std::pair<std::string, std::int64_t>> rankPattern;
    std::vector<std::pair<std::string, double>> alphaPattern;
    Json others = Json::object();  ///< keys that change nothing here, as read
};

/// Reads adapter_config.json of a folder. Unsupported: a key or value that changes what is computed
/// and is not computed here, by name; unknown keys are kept.
Result<AdapterConfig> readAdapterConfig(const std::string& folder);
/// The same of a text; `path` is what errors name.
Result<AdapterConfig> adapterConfigFromJson(const Json& json, const std::string& path);

/// All keys of interfaces.md 5.3 and the others as read; lora_alpha as an integer where it is one,
/// because Ollama reads nothing else.
Json toJson(const AdapterConfig& config, bool fanInFanOut);

/// Whether a folder is a PEFT adapter (or a checkpoint that holds one).
bool isAdapterFolder(const std::string& folder);

/// Which modules a config means, with its patterns compiled once.
class AdapterTargets {
public:
    /// Parse: a pattern that cannot be understood; `where` is what the error names.
    static Result<AdapterTargets> make(const AdapterConfig& config, const std::string& where);

    /// `linear`: a projection of a block, for "all-linear".
    bool covers(const std::string& module, bool linear) const;
    /// Whether a module is among modules_to_save.
    bool saves(const std::string& module) const;
    std::int64_t rank(const std::string& module) const;
    double alpha(const std::string& module) const;
    /// alpha / r or alpha / sqrt(r) with the rank and alpha of the module.
    double scale(const std::string& module) const;

private:
    struct Names {
        std::optional<NamePattern> pattern;
        std::vector<std::string> list;
        bool match(const std::string& module) const;
    };
    static Result<Names> compiled(const ModuleNames& names, const std::string& where);
    bool inLayers(const std::string& module) const;

    AdapterConfig m_config;
    Names m_targets;
    Names m_excluded;
    std::vector<NamePattern> m_saved;
    std::vector<NamePattern> m_layers;
    std::vector<std::pair<NamePattern, std::int64_t>> m_ranks;
    std::vector<std::pair<NamePattern, double>> m_alphas;
};

}  // namespace marginalia
