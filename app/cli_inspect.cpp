// SPDX-License-Identifier: Apache-2.0
#include "app/cli_inspect.h"

#include "app/cli_text_input.h"
#include "core/jobs/hub_cache.h"
#include "core/model/inspect.h"

#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>

namespace marginalia::cli {

namespace {

std::string gigabytes(std::int64_t bytes)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.2f GB",
                  static_cast<double>(bytes) / (1024.0 * 1024.0 * 1024.0));
    return text;
}

void line(const char* name, const std::string& value)
{
    if (!value.empty()) {
        std::printf("%-12s %s\n", name, value.c_str());
    }
}

std::string weightsText(const ModelReport& report)
{
    std::string out = std::to_string(report.parameters) + " parameters, " + gigabytes(report.bytes);
    for (const auto& [type, numbers] : report.types) {
        out += ", " + type;
    }
    return report.parameters > 0 ? out : std::string();
}

void print(const ModelReport& report)
{
    line("model", report.named);
    line("folder", report.folder == report.named ? std::string() : report.folder);
    line("commit", report.commit);
    line("kind", report.kind);
    line("base", report.base);
    line("family", report.family);
    line("weights", weightsText(report));
    line("context", report.context > 0 ? std::to_string(report.context) + " tokens" : "");
    line("vocabulary", report.vocabulary > 0 ? std::to_string(report.vocabulary) : "");
    line("tokenizer", report.tokenizer);
    line("template", report.templateFile.empty()
                         ? std::string()
                         : report.templateFile + ", sha256 " + report.templateDigest);
    line("licence",
         report.licence.empty() ? std::string() : report.licence + ", " + report.licenceFile);
    for (const ModelMemory& need : report.memory) {
        line("memory", std::to_string(need.tokens) + " tokens: inference " +
                           gigabytes(need.inference) + ", LoRA " + gigabytes(need.lora) +
                           ", full training " + gigabytes(need.full));
    }
    line("verdict", verdictName(report.verdict));
    for (const ModelReason& reason : report.reasons) {
        const std::string todo = reason.todo.str();
        std::printf("  %s %s%s%s%s%s\n",
                    reason.refuses ? "cannot load:" : "remark:", reason.where.c_str(),
                    reason.where.empty() ? "" : ": ", reason.what.str().c_str(),
                    todo.empty() ? "" : " ", todo.c_str());
    }
}

/// A hostile file may cost so much and no more (reliability.md 27).
void limitMyself()
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    constexpr rlim_t kMemory = rlim_t{4} << 30U;
    const rlimit memory = {kMemory, kMemory};
    ::setrlimit(RLIMIT_DATA, &memory);
#endif
    constexpr rlim_t kSeconds = 300;
    const rlimit time = {kSeconds, kSeconds};
    ::setrlimit(RLIMIT_CPU, &time);
}

bool readLengths(const Options& options, std::vector<std::int64_t>& lengths)
{
    for (const std::string& text : options.values("length")) {
        char* end = nullptr;
        const std::int64_t value = std::strtoll(text.c_str(), &end, 10);
        constexpr std::int64_t kLongest = 100'000'000;
        if (text.empty() || *end != '\0' || value < 1 || value > kLongest) {
            return false;
        }
        lengths.push_back(value);
    }
    return true;
}

int listCache(bool json)
{
    for (const HubModel& model : listHubModels()) {
        if (json) {
            printJson({{"repository", model.repository},
                       {"commit", model.commit},
                       {"folder", model.folder},
                       {"main", model.main},
                       {"bytes", model.bytes},
                       {"seconds", model.seconds},
                       {"missing", model.missing},
                       {"fetching", model.fetching},
                       {"ggufs", model.ggufs}});
            continue;
        }
        std::printf("%-40s %s %10s%s%s\n", model.repository.c_str(),
                    model.commit.substr(0, 12).c_str(), gigabytes(model.bytes).c_str(),
                    model.main ? " main" : "", model.complete() ? "" : " not whole");
    }
    return 0;
}

}  // namespace

int runInspect(const Words& words)
{
    const Options options(words, {"json", "cache"}, {"length"});
    InspectOptions asked;
    if (!options.ok() || !readLengths(options, asked.lengths)) {
        return usageError("inspect",
                          options.ok() ? "--length takes a number of tokens." : options.problem());
    }
    if (options.operands().empty() != options.has("cache")) {
        return usageError("inspect", "it needs models, or --cache for those of the hub cache.");
    }
    if (options.has("cache")) {
        return listCache(options.has("json"));
    }
    limitMyself();
    bool refused = false;
    for (const std::string& named : options.operands()) {
        const ModelReport report = inspectModel(named, asked);
        refused = refused || report.verdict == ModelVerdict::Refused;
        if (options.has("json")) {
            printJson(toJson(report));
        } else {
            std::printf("%s", &named == &options.operands().front() ? "" : "\n");
            print(report);
        }
        std::fflush(stdout);
    }
    return refused ? 1 : 0;
}

}  // namespace marginalia::cli
