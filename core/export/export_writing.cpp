// SPDX-License-Identifier: Apache-2.0
#include "core/export/export_writing.h"

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/export/export_adapter.h"
#include "core/export/export_gguf.h"
#include "core/export/folder_texts.h"
#include "core/export/model_card.h"
#include "core/model/adapter_files.h"
#include "core/text/gguf_header.h"

#include <algorithm>
#include <filesystem>

namespace marginalia {

namespace {

namespace fs = std::filesystem;

/// Rotations that went through divisors come back with other last bits.
constexpr double kRotationTolerance = 1e-4;

const char* typeWord(at::ScalarType type)
{
    return type == at::kBFloat16 ? "bf16" : type == at::kHalf ? "fp16" : "fp32";
}

/// The SHA-256 that sha256sum gives for the weights, or for its own lines about the shards.
Result<std::string> digestOfWeights(const std::string& folder, std::string& file)
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

}  // namespace

void ExportState::report(const char* stage, double share) const
{
    if (progress) {
        progress(stage, share);
    }
}

std::optional<at::ScalarType> scalarType(ExportType type)
{
    return type == ExportType::Fp32   ? std::optional(at::kFloat)
           : type == ExportType::Fp16 ? std::optional(at::kHalf)
           : type == ExportType::Bf16 ? std::optional(at::kBFloat16)
                                      : std::nullopt;
}

Status ExportWriting::exportAdapter()
{
    const std::string& folder = m_place.partial();
    m_result.warnings = m_model.warnings;
    MG_TRY(const AdaptedModel meant, openAdapted(m_model.source, adapterType()));
    PromptLogits logits;
    if (m_checkType) {
        MG_TRY(logits, decoderLogits(*meant.decoder, m_prompts, m_model.source.adapter));
    }
    report("read", 1);
    MG_CHECK(m_place.make());
    MG_CHECK(writeFolderTexts(m_model, folder, m_result.warnings));
    AdapterWriting how;
    how.base = m_request.base.empty() && !meant.adapter->config().base.empty()
                   ? meant.adapter->config().base
                   : publicBaseName(m_model.source.model);
    MG_CHECK(writeAdapterFiles(folder, *meant.decoder, *meant.adapter, how));
    report("write", 1);
    const TensorDigests digests = adapterDigests(*meant.adapter);
    m_result.tensors = static_cast<std::int64_t>(digests.size());
    CardFacts facts;
    MG_TRY(m_result.digest, digestOfWeights(folder, facts.digestFile));
    facts.library = "peft";
    facts.sentence = "A LoRA adapter.";
    facts.type = "fp32";
    MG_CHECK(writeCard(facts));
    report("verify", 0);
    ExportSource found = m_model.source;
    found.adapter = folder;
    MG_TRY(const AdaptedModel again, openAdapted(found, adapterType()));
    MG_CHECK(compareTensors(digests, again.adapter->parameters(), folder));
    if (m_checkType) {
        MG_TRY(const PromptLogits now, decoderLogits(*again.decoder, m_prompts, folder));
        MG_CHECK(compareLogits(logits, now, 0, folder));
    }
    report("verify", 1);
    return finish();
}

Status ExportWriting::exportFolder()
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
        bytes += tensor.numel() *
                 static_cast<std::int64_t>(c10::elementSize(type.value_or(tensor.scalar_type())));
    }
    MG_CHECK(m_place.checkSpace(bytes));
    MG_CHECK(m_place.make());
    const std::string folder = m_place.partial();
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
    facts.sentence = m_request.kind == ExportKind::Merged ? "A model with its adapter merged in."
                                                          : "A whole model.";
    facts.type = typeWord(told);
    facts.digestFile = digestFile;
    MG_CHECK(writeCard(facts));
    MG_CHECK(verifyFolder(digests, meant));
    return finish();
}

Result<NamedTensors> ExportWriting::convertedAll(std::optional<at::ScalarType> type) const
{
    NamedTensors out;
    for (const auto& [name, tensor] : m_model.tensors) {
        MG_TRY(at::Tensor converted, convertedTo(name, tensor, type));
        out.emplace_back(name, std::move(converted));
    }
    return out;
}

/// A GGUF file's norms are float32 whatever its weights are; a folder has one type.
std::optional<at::ScalarType> ExportWriting::folderType() const
{
    const auto given = scalarType(m_request.type);
    return !given && isGgufFile(m_model.source.model)
               ? std::optional(m_model.tensors.front().second.scalar_type())
               : given;
}

Result<PromptLogits> ExportWriting::meantLogits(const NamedTensors& tensors) const
{
    auto out = logitsOf(m_model.config, tensors, m_model.source.model, *m_checkType, m_prompts);
    report("read", 1);
    return out;
}

Status ExportWriting::verifyFolder(const TensorDigests& digests, const PromptLogits& meant) const
{
    const std::string& folder = m_place.partial();
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

Status ExportWriting::exportGguf()
{
    const std::string file = m_place.name() + ".gguf";
    MG_TRY(const GgufPlan plan, planGguf(m_model, m_place.name(), m_request.type));
    m_result.warnings.insert(m_result.warnings.end(), plan.warnings.begin(), plan.warnings.end());
    PromptLogits meant;
    if (m_checkType) {
        MG_TRY(const NamedTensors stored, storedNumbers(m_model, plan));
        MG_TRY(meant, meantLogits(stored));
    }
    std::int64_t bytes = 0;
    for (const auto& [name, tensor] : m_model.tensors) {
        bytes += tensor.numel() * (plan.weights == GgufWeights::F32 ? 4 : 2);
    }
    MG_CHECK(m_place.checkSpace(bytes));
    MG_CHECK(m_place.make());
    const std::string path = m_place.partial() + "/" + file;
    MG_TRY(const auto digests,
           writeGgufFile(path, plan, [&](double share) { report("write", share); }));
    m_result.tensors = static_cast<std::int64_t>(digests.size());
    MG_TRY(m_result.digest, sha256OfFile(path));
    MG_CHECK(writeFileAtomically(m_place.partial() + "/Modelfile", modelfile(m_model, file)));
    MG_CHECK(verifyGguf(path, plan, digests, meant));
    if (m_place.isSingleFile()) {
        MG_TRY(m_result.bytes, fileSize(path));
        return m_place.finishFile(path);
    }
    static constexpr const char* kWords[] = {"F32", "F16", "BF16", "Q8_0"};
    CardFacts facts;
    facts.library = "gguf";
    facts.sentence = "A whole model as one GGUF file, with a Modelfile for Ollama.";
    facts.type = kWords[static_cast<std::size_t>(plan.weights)];
    facts.digestFile = file;
    MG_CHECK(writeCard(facts));
    return finish();
}

Status ExportWriting::verifyGguf(const std::string& path, const GgufPlan& plan,
                                 const std::vector<std::string>& digests,
                                 const PromptLogits& meant) const
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

Status ExportWriting::writeCard(CardFacts& facts) const
{
    facts.name = m_place.name();
    facts.digest = m_result.digest;
    facts.program = "Marginalia " MARGINALIA_VERSION;
    if (!m_request.curves.empty()) {
        MG_TRY(const std::string picture, readFile(m_request.curves, kLargestPicture));
        MG_CHECK(writeFileAtomically(m_place.partial() + "/curves.png", picture));
        facts.picture = "curves.png";
    }
    return writeFileAtomically(m_place.partial() + "/README.md", modelCard(m_model.source, facts));
}

Status ExportWriting::finish()
{
    m_result.bytes = m_place.bytes();
    return m_place.finishFolder();
}

}  // namespace marginalia
