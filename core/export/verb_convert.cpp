// SPDX-License-Identifier: Apache-2.0
#include "core/export/verb_convert.h"

#include "core/data/reader.h"
#include "core/export/export_job.h"
#include "core/export/export_source.h"

#include <array>
#include <cstdio>
#include <optional>

namespace marginalia {

namespace {

std::optional<ExportType> typeOf(const std::string& name)
{
    static constexpr std::array<std::pair<const char*, ExportType>, 5> kNames = {
        {{"", ExportType::Same},
         {"fp32", ExportType::Fp32},
         {"fp16", ExportType::Fp16},
         {"bf16", ExportType::Bf16},
         {"q8_0", ExportType::Q8}}};
    for (const auto& [known, type] : kNames) {
        if (name == known) {
            return type;
        }
    }
    return std::nullopt;
}

std::optional<ExportKind> kindOf(const std::string& name)
{
    for (const ExportKind kind :
         {ExportKind::Folder, ExportKind::Adapter, ExportKind::Merged, ExportKind::Gguf}) {
        if (name == exportKindName(kind)) {
            return kind;
        }
    }
    return std::nullopt;
}

void printLine(const Json& line)
{
    std::puts(line.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
    std::fflush(stdout);
}

/// A line for each hundredth of a stage: a program reads them.
class ProgressLines {
public:
    void operator()(const char* stage, double share)
    {
        const int step = static_cast<int>(share * 100);
        if (stage == m_stage && step == m_step) {
            return;
        }
        m_stage = stage;
        m_step = step;
        printLine({{"t", "progress"}, {"stage", stage}, {"share", share}});
    }

private:
    std::string m_stage;
    int m_step = -1;
};

int report(const Result<ExportResult>& result, bool json)
{
    if (!result.ok()) {
        if (json) {
            printLine(toJson(result.error()));
        }
        std::fprintf(stderr, "marginalia-cli convert: %s\n", result.error().message().c_str());
        return result.error().kind == ErrorKind::Cancelled ? 3 : 1;
    }
    if (json) {
        Json line = {{"t", "end"}};
        line.update(toJson(*result));
        printLine(line);
        return 0;
    }
    for (const Text& warning : result->warnings) {
        std::fprintf(stderr, "marginalia-cli convert: %s\n", warning.str().c_str());
    }
    std::fprintf(stderr, "verified: %lld tensors, %lld bytes, SHA-256 %s\n",
                 static_cast<long long>(result->tensors), static_cast<long long>(result->bytes),
                 result->digest.c_str());
    std::printf("%s\n", result->path.c_str());
    return 0;
}

}  // namespace

int runConvert(const cli::Words& words)
{
    const cli::Options options(words, {"json"}, {"to", "dtype", "out", "base", "curves"});
    if (!options.ok()) {
        return cli::usageError("convert", options.problem());
    }
    const auto type = typeOf(options.value("dtype"));
    const auto kind = kindOf(options.value("to", "folder"));
    if (options.operands().size() != 1 || !options.has("out") || !type || !kind) {
        return cli::usageError("convert",
                               "one model and --out are needed; --to is folder, adapter, merged "
                               "or gguf, --dtype fp32, fp16, bf16 or q8_0.");
    }
    ExportRequest request;
    request.model = options.operands().front();
    request.kind = *kind;
    if (!options.has("to")) {  // an adapter has no whole model but the merged one
        const auto source = resolveExportSource(request.model, options.value("base"));
        request.kind = source.ok() && !source->adapter.empty() ? ExportKind::Merged : *kind;
    }
    request.type = *type;
    request.out = options.value("out");
    request.base = options.value("base");
    request.curves = options.value("curves");
    const bool json = options.has("json");
    ProgressLines lines;
    const ExportProgress progress = [&](const char* stage, double share) {
        if (json) {
            lines(stage, share);
        }
    };
    return report(exportModel(request, progress), json);
}

}  // namespace marginalia
