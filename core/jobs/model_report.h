// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// Whether a model can be used, before a byte of its weights is read.
enum class ModelVerdict : std::uint8_t {
    Exact,    ///< computes what the reference computes
    Remarks,  ///< loads; something is left out or worth knowing
    Refused
};
const char* verdictName(ModelVerdict verdict);  ///< "exact", "remarks", "refused"

/// One reason of a verdict.
struct ModelReason {
    Text what;
    std::string where;  ///< file, or empty
    Text todo;          ///< may be empty
    bool refuses = false;
};

/// Bytes that a model takes at a length of text.
struct ModelMemory {
    std::int64_t tokens = 0;
    std::int64_t inference = 0;
    std::int64_t lora = 0;
    std::int64_t full = 0;
};

/// What `marginalia-cli inspect` says of a model. What is not known stays empty or 0.
struct ModelReport {
    std::string named;  ///< as it was asked for
    std::string kind;   ///< "model", "checkpoint", "run", "adapter", "gguf"
    std::string folder;
    std::string repository;  ///< in the hub cache, with its commit
    std::string commit;
    std::string base;  ///< of an adapter, as its config names it

    std::string family;        ///< model_type
    std::string architecture;  ///< architectures[0]
    std::int64_t parameters = 0;
    std::int64_t bytes = 0;  ///< of the weights' files
    /// Numbers by stored type, the most first: {"BF16", 596049920}.
    std::vector<std::pair<std::string, std::int64_t>> types;
    std::int64_t context = 0;     ///< tokens
    std::int64_t vocabulary = 0;  ///< rows of the embedding
    /// Keys and values of config.json as they stand there, long values cut.
    std::vector<std::pair<std::string, std::string>> config;

    std::string tokenizer;     ///< "byte-level BPE", "Unigram", ...
    std::int64_t tokens = 0;   ///< that the tokenizer knows
    std::string templateFile;  ///< where the chat template is from; empty: there is none
    std::string templateDigest;
    std::string sample;       ///< a small conversation, rendered
    std::string licence;      ///< as the model card or the licence file names it
    std::string licenceFile;  ///< "README.md", "LICENSE"

    ModelVerdict verdict = ModelVerdict::Exact;
    std::vector<ModelReason> reasons;
    std::vector<ModelMemory> memory;  ///< by length

    /// Adds a reason; the verdict follows.
    void add(ModelReason reason);
};

/// One object of the names above; a text is {"text", "pattern", "arguments"}, English and as it is
/// translated.
Json toJson(const ModelReport& report);
/// An error when it is no such object; unknown keys are left alone.
Result<ModelReport> modelReportFromJson(const Json& json);

}  // namespace marginalia
