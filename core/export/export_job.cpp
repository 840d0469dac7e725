// SPDX-License-Identifier: Apache-2.0
#include "core/export/export_job.h"

#include "core/base/file.h"
#include "core/export/export_adapter.h"
#include "core/export/export_warning.h"
#include "core/export/export_writing.h"
#include "core/model/decoder.h"

#include <cstdio>

namespace marginalia {

namespace {

/// Beyond it the person is told; merged and unmerged agree to 2e-5 in float32.
constexpr double kMergeTolerance = 1e-2;

class Job {
public:
    Job(const ExportRequest& request, const ExportProgress& progress) : m_state(request, progress)
    {
    }

    Result<ExportResult> run()
    {
        MG_CHECK(checkRequest());
        m_state.report("read", 0);
        MG_TRY(const ExportSource source,
               resolveExportSource(m_state.request.model, m_state.request.base));
        MG_TRY(m_state.model, openExportModel(source));
        MG_CHECK(checkKind());
        m_state.result.path = m_state.place.path();
        m_state.result.kind = m_state.request.kind;
        m_state.prompts = checkPrompts(m_state.model);
        m_state.checkType = checkType(m_state.model.config);
        if (!m_state.checkType) {
            m_state.model.warnings.emplace_back(
                MG_TR("export",
                      "Too little memory is free to run the model: its logits were not compared."));
        }
        MG_CHECK(m_state.request.kind == ExportKind::Adapter
                     ? ExportWriting(m_state).exportAdapter()
                     : exportWhole());
        m_state.result.verified = true;
        return std::move(m_state.result);
    }

private:
    Status checkRequest() const
    {
        MG_CHECK(m_state.place.checkUnused());
        if (m_state.request.type == ExportType::Q8 && m_state.request.kind != ExportKind::Gguf) {
            return failure(ErrorKind::Invalid,
                           MG_TR("export", "Weights of the type q8_0 are written as GGUF alone."),
                           {}, MG_TR("export", "Choose fp32, fp16 or bf16."));
        }
        if (m_state.request.curves.empty()) {
            return {};
        }
        MG_TRY(const std::string picture, readFile(m_state.request.curves, kLargestPicture));
        return picture.rfind("\x89PNG\r\n", 0) == 0
                   ? Status()
                   : failure(ErrorKind::Invalid, MG_TR("export", "The picture is not a PNG file."),
                             m_state.request.curves);
    }

    /// Whether the source is of a kind that this export is made of.
    Status checkKind() const
    {
        const bool adapted = !m_state.model.source.adapter.empty();
        if (adapted && m_state.request.kind == ExportKind::Folder) {
            return failure(ErrorKind::Invalid, MG_TR("export", "An adapter is no whole model."),
                           m_state.request.model,
                           MG_TR("export", "Choose --to merged, or --to adapter."));
        }
        if (!adapted && (m_state.request.kind == ExportKind::Adapter ||
                         m_state.request.kind == ExportKind::Merged)) {
            return failure(
                ErrorKind::Invalid, MG_TR("export", "There is no adapter at that place."),
                m_state.request.model, MG_TR("export", "Choose --to folder, or --to gguf."));
        }
        return {};
    }

    Status exportWhole()
    {
        if (!m_state.model.source.adapter.empty()) {
            MG_CHECK(mergeInto(m_state.model, mergedType()));
            MG_CHECK(compareWithAdapter());
        }
        m_state.result.warnings = m_state.model.warnings;
        ExportWriting writing(m_state);
        return m_state.request.kind == ExportKind::Gguf ? writing.exportGguf()
                                                        : writing.exportFolder();
    }

    /// What merged weights are rounded to, once: for GGUF the type that it stores, or float32
    /// before it is packed.
    at::ScalarType mergedType() const
    {
        const at::ScalarType stored = m_state.model.tensors.front().second.scalar_type();
        return m_state.request.type == ExportType::Q8
                   ? at::kFloat
                   : scalarType(m_state.request.type).value_or(stored);
    }

    /// How far merging moved the logits from those with the adapter beside its base.
    Status compareWithAdapter()
    {
        if (!m_state.checkType) {
            return {};
        }
        const std::string& where = m_state.model.source.adapter;
        MG_TRY(const AdaptedModel adapted, openAdapted(m_state.model.source, *m_state.checkType));
        MG_TRY(const PromptLogits beside, decoderLogits(*adapted.decoder, m_state.prompts, where));
        MG_TRY(const PromptLogits merged, logitsOf(m_state.model.config, m_state.model.tensors,
                                                   where, *m_state.checkType, m_state.prompts));
        const double change = largestChange(beside, merged);
        if (change > kMergeTolerance) {
            char text[32];
            std::snprintf(text, sizeof text, "%.2g", change);
            addWarning(
                m_state.model.warnings,
                MG_TR(
                    "export",
                    "Logits of the merged model differ from those with the adapter by up to %1 of "
                    "the largest one."),
                text);
        }
        return {};
    }

    ExportState m_state;
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
    Json warnings = Json::array();
    for (const Text& warning : result.warnings) {
        warnings.push_back({{"text", warning.str()},
                            {"pattern", warning.pattern},
                            {"arguments", warning.arguments}});
    }
    return {{"path", result.path},     {"kind", exportKindName(result.kind)},
            {"bytes", result.bytes},   {"tensors", result.tensors},
            {"digest", result.digest}, {"verified", result.verified},
            {"warnings", warnings}};
}

}  // namespace marginalia
