// SPDX-License-Identifier: Apache-2.0
#include "core/export/export_job.h"

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/export/export_check.h"
#include "core/export/export_gguf.h"
#include "core/export/folder_texts.h"
#include "core/export/model_card.h"
#include "core/text/gguf_header.h"

#include <algorithm>
#include <filesystem>

namespace marginalia {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kLargestPicture = 32LL * 1024 * 1024;
/// Rotations that went through divisors come back with other last bits.
constexpr double kRotationTolerance = 1e-4;

std::optional<at::ScalarType> scalarType(ExportType type)
{
    return type == ExportType::Fp32   ? std::optional(at::kFloat)
           : type == ExportType::Fp16 ? std::optional(at::kHalf)
           : type == ExportType::Bf16 ? std::optional(at::kBFloat16)
                                      : std::nullopt;
}

const char* typeWord(at::ScalarType type)
{
    return type == at::kBFloat16 ? "bf16" : type == at::kHalf ? "fp16" : "fp32";
}

bool endsWith(const std::string& text, const std::string& tail)
{
    return text.size() > tail.size() &&
           text.compare(text.size() - tail.size(), tail.size(), tail) == 0;
}

/// The folder that is filled beside the place; it goes away unless it was put there.
class Partial {
public:
    explicit Partial(std::string path) : m_path(std::move(path)) {}
    Partial(const Partial&) = delete;
    Partial& operator=(const Partial&) = delete;
    ~Partial()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    Status make() const
    {
        std::error_code error;
        fs::remove_all(m_path, error);  // what an export that was killed has left
        return makeFolders(m_path);
    }
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

class Job {
public:
    Job(const ExportRequest& request, const ExportProgress& progress)
        : m_request(request), m_progress(progress), m_partial(placeOf(request) + ".partial")
    {
    }

    Result<ExportResult> run()
    {
        MG_CHECK(checkRequest());
        report("read", 0);
        MG_TRY(const ExportSource source, resolveExportSource(m_request.model, m_request.base));
        MG_TRY(m_model, openExportModel(source));
        m_result.path = placeOf(m_request);
        m_result.kind = m_request.kind;
        m_result.warnings = m_model.warnings;
        m_prompts = checkPrompts(m_model);
        m_checkType = checkType(m_model.config);
        if (!m_checkType) {
            m_result.warnings.emplace_back(
                "too little memory is free to run the model: its logits were not compared");
        }
        MG_CHECK(m_request.kind == ExportKind::Gguf ? exportGguf() : exportFolder());
        m_result.verified = true;
        return std::move(m_result);
    }

private:
    static std::string placeOf(const ExportRequest& request)
    {
        std::string out = fs::path(request.out).lexically_normal().string();
        while (out.size() > 1 && out.back() == '/') {
            out.pop_back();
        }
        return out;
    }
    /// A GGUF file alone, not in a folder.
    bool isSingleFile() const
    {
        return m_request.kind == ExportKind::Gguf && endsWith(placeOf(m_request), ".gguf");
    }
    std::string nameOfExport() const
    {
        return isSingleFile() ? fs::path(placeOf(m_request)).stem().string()
                              : nameOf(placeOf(m_request));
    }
    std::string modelfilePlace() const
    {
        return folderOf(placeOf(m_request)) + "/" + nameOfExport() + ".Modelfile";
    }

    void report(const char* stage, double share) const
    {
        if (m_progress) {
            m_progress(stage, share);
        }
    }

    Status checkRequest() const
    {
        const std::string out = placeOf(m_request);
        if (fileExists(out) || folderExists(out) ||
            (isSingleFile() && fileExists(modelfilePlace()))) {
            return failure(ErrorKind::Invalid,
                           MG_TR("convert", "There is something at that place already."), out,
                           MG_TR("convert", "Choose another folder."));
        }
        if (m_request.type == ExportType::Q8 && m_request.kind != ExportKind::Gguf) {
            return failure(ErrorKind::Invalid,
                           MG_TR("export", "Weights of the type q8_0 are written as GGUF alone."),
                           {}, MG_TR("export", "Choose fp32, fp16 or bf16."));
        }
        if (m_request.curves.empty()) {
            return {};
        }
        MG_TRY(const std::string picture, readFile(m_request.curves, kLargestPicture));
        return picture.rfind("\x89PNG\r\n", 0) == 0
                   ? Status()
                   : failure(ErrorKind::Invalid, MG_TR("export", "The picture is not a PNG file."),
                             m_request.curves);
    }

    Status checkSpace(std::int64_t bytes) const
    {
        const std::int64_t free = freeBytes(folderOf(placeOf(m_request)));
        if (free < 0 || free > bytes + (16 << 20)) {
            return {};
        }
        return failure(ErrorKind::Full,
                       Text(MG_TR("export", "The export takes %1 MB, and %2 MB are free there."),
                            {std::to_string(bytes >> 20), std::to_string(free >> 20)}),
                       placeOf(m_request), MG_TR("export", "Choose another place, or make room."));
    }

    Status exportFolder()
    {
        const std::optional<at::ScalarType> type = folderType();
        PromptLogits meant;
        if (m_checkType) {
            MG_TRY(const NamedTensors converted, convertedAll(type));
            MG_TRY(meant, meantLogits(converted));
        }
        const at::ScalarType told = type.value_or(m_model.tensors.front().second.scalar_type());
        std::int64_t bytes = 0;
        for (const auto& [name, tensor] : m_model.tensors) {
            bytes += tensor.numel() * static_cast<std::int64_t>(
                                          c10::elementSize(type.value_or(tensor.scalar_type())));
        }
        MG_CHECK(checkSpace(bytes));
        MG_CHECK(m_partial.make());
        const std::string folder = m_partial.path();
        MG_CHECK(writeFolderTexts(m_model, folder, m_result.warnings));
        MG_TRY(const std::string config, exportedConfig(m_model, told));
        MG_CHECK(writeFileAtomically(folder + "/config.json", config));
        MG_TRY(const TensorDigests digests,
               writeFolderWeights(folder, m_model.tensors, type,
                                  [&](double share) { report("write", share); }));
        m_result.tensors = static_cast<std::int64_t>(digests.size());
        std::string digestFile;
        MG_TRY(m_result.digest, digestOfWeights(folder, digestFile));
        CardFacts facts;
        facts.library = "transformers";
        facts.sentence = m_request.kind == ExportKind::Merged
                             ? "A model with its adapter merged in."
                             : "A whole model.";
        facts.type = typeWord(told);
        facts.digestFile = digestFile;
        MG_CHECK(writeCard(facts));
        MG_CHECK(verifyFolder(digests, meant));
        return finishFolder();
    }

    Result<NamedTensors> convertedAll(std::optional<at::ScalarType> type) const
    {
        NamedTensors out;
        for (const auto& [name, tensor] : m_model.tensors) {
            MG_TRY(at::Tensor converted, convertedTo(name, tensor, type));
            out.emplace_back(name, std::move(converted));
        }
        return out;
    }

    /// A GGUF file's norms are float32 whatever its weights are; a folder has one type.
    std::optional<at::ScalarType> folderType() const
    {
        const auto given = scalarType(m_request.type);
        return !given && isGgufFile(m_model.source.model)
                   ? std::optional(m_model.tensors.front().second.scalar_type())
                   : given;
    }

    Result<PromptLogits> meantLogits(const NamedTensors& tensors) const
    {
        auto out = logitsOf(m_model.config, tensors, m_model.source.model, *m_checkType, m_prompts);
        report("read", 1);
        return out;
    }

    Status verifyFolder(const TensorDigests& digests, const PromptLogits& meant) const
    {
        const std::string& folder = m_partial.path();
        report("verify", 0);
        MG_TRY(const ExportModel found, openExportModel({folder, {}, {}, -1}));
        MG_CHECK(compareTensors(digests, found.tensors, folder));
        report("verify", 0.4);
        MG_CHECK(compareTexts(m_model.texts, found.texts, folder));
        if (m_checkType) {
            MG_TRY(const PromptLogits logits,
                   logitsOf(found.config, found.tensors, folder, *m_checkType, m_prompts));
            MG_CHECK(compareLogits(meant, logits, 0, folder));
        }
        report("verify", 1);
        return {};
    }

    Status exportGguf()
    {
        const std::string file = nameOfExport() + ".gguf";
        MG_TRY(const GgufPlan plan, planGguf(m_model, nameOfExport(), m_request.type));
        m_result.warnings.insert(m_result.warnings.end(), plan.warnings.begin(),
                                 plan.warnings.end());
        PromptLogits meant;
        if (m_checkType) {
            MG_TRY(const NamedTensors stored, storedNumbers(m_model, plan));
            MG_TRY(meant, meantLogits(stored));
        }
        std::int64_t bytes = 0;
        for (const auto& [name, tensor] : m_model.tensors) {
            bytes += tensor.numel() * (plan.weights == GgufWeights::F32 ? 4 : 2);
        }
        MG_CHECK(checkSpace(bytes));
        MG_CHECK(m_partial.make());
        const std::string path = m_partial.path() + "/" + file;
        MG_TRY(const auto digests,
               writeGgufFile(path, plan, [&](double share) { report("write", share); }));
        m_result.tensors = static_cast<std::int64_t>(digests.size());
        MG_TRY(m_result.digest, sha256OfFile(path));
        MG_CHECK(writeFileAtomically(m_partial.path() + "/Modelfile", modelfile(m_model, file)));
        MG_CHECK(verifyGguf(path, plan, digests, meant));
        if (isSingleFile()) {
            return finishFile(path);
        }
        static constexpr const char* kWords[] = {"F32", "F16", "BF16", "Q8_0"};
        CardFacts facts;
        facts.library = "gguf";
        facts.sentence = "A whole model as one GGUF file, with a Modelfile for Ollama.";
        facts.type = kWords[static_cast<std::size_t>(plan.weights)];
        facts.digestFile = file;
        MG_CHECK(writeCard(facts));
        return finishFolder();
    }

    Status verifyGguf(const std::string& path, const GgufPlan& plan,
                      const std::vector<std::string>& digests, const PromptLogits& meant) const
    {
        report("verify", 0);
        MG_CHECK(compareGguf(path, plan, digests));
        report("verify", 0.4);
        MG_TRY(const ExportModel found, openExportModel({path, {}, {}, -1}));
        MG_CHECK(compareTexts(m_model.texts, found.texts, path));
        if (m_checkType) {
            MG_TRY(const PromptLogits logits,
                   logitsOf(found.config, found.tensors, path, *m_checkType, m_prompts));
            const bool divisors = m_model.config.rope.kind == RopeSettings::Kind::Llama3;
            MG_CHECK(compareLogits(meant, logits, divisors ? kRotationTolerance : 0, path));
        }
        report("verify", 1);
        return {};
    }

    /// The SHA-256 that sha256sum gives for the weights, or for its own lines about the shards.
    static Result<std::string> digestOfWeights(const std::string& folder, std::string& file)
    {
        std::vector<std::string> names;
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(folder, error)) {
            if (entry.path().extension() == ".safetensors") {
                names.push_back(entry.path().filename().string());
            }
        }
        std::sort(names.begin(), names.end());
        file = names.size() == 1 ? names.front() : "the lines of `sha256sum *.safetensors`";
        std::string lines;
        for (const std::string& name : names) {
            MG_TRY(const std::string digest, sha256OfFile(folder + "/" + name));
            if (names.size() == 1) {
                return digest;
            }
            lines += digest + "  " + name + "\n";
        }
        return sha256Hex(lines);
    }

    Status writeCard(CardFacts facts) const
    {
        facts.name = nameOfExport();
        facts.digest = m_result.digest;
        facts.program = "Marginalia " MARGINALIA_VERSION;
        if (!m_request.curves.empty()) {
            MG_TRY(const std::string picture, readFile(m_request.curves, kLargestPicture));
            MG_CHECK(writeFileAtomically(m_partial.path() + "/curves.png", picture));
            facts.picture = "curves.png";
        }
        return writeFileAtomically(m_partial.path() + "/README.md",
                                   modelCard(m_model.source, facts));
    }

    Status finishFolder()
    {
        std::error_code error;
        for (const auto& entry : fs::recursive_directory_iterator(m_partial.path(), error)) {
            if (entry.is_regular_file(error)) {
                m_result.bytes += static_cast<std::int64_t>(entry.file_size(error));
            }
        }
        MG_CHECK(syncFolder(m_partial.path()));
        return renameFile(m_partial.path(), placeOf(m_request));
    }

    /// The Modelfile first: the file itself is what says that all is there.
    Status finishFile(const std::string& path)
    {
        MG_TRY(m_result.bytes, fileSize(path));
        MG_CHECK(renameFile(m_partial.path() + "/Modelfile", modelfilePlace()));
        return renameFile(path, placeOf(m_request));
    }

    const ExportRequest& m_request;
    const ExportProgress& m_progress;
    Partial m_partial;
    ExportModel m_model;
    ExportResult m_result;
    std::vector<std::vector<TokenId>> m_prompts;
    std::optional<at::ScalarType> m_checkType;
};

}  // namespace

Result<ExportResult> exportModel(const ExportRequest& request, const ExportProgress& progress)
{
    return Job(request, progress).run();
}

const char* exportKindName(ExportKind kind)
{
    switch (kind) {
        case ExportKind::Folder:
            return "folder";
        case ExportKind::Adapter:
            return "adapter";
        case ExportKind::Merged:
            return "merged";
        case ExportKind::Gguf:
            break;
    }
    return "gguf";
}

Json toJson(const ExportResult& result)
{
    return {{"path", result.path},        {"kind", exportKindName(result.kind)},
            {"bytes", result.bytes},      {"tensors", result.tensors},
            {"digest", result.digest},    {"verified", result.verified},
            {"warnings", result.warnings}};
}

}  // namespace marginalia
