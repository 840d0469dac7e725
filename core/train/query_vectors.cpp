// SPDX-License-Identifier: Apache-2.0
#include "core/train/query_vectors.h"

#include "core/jobs/hub_cache.h"
#include "core/train/packer.h"
#include "core/train/step_engine.h"

#include <c10/core/GradMode.h>

namespace marginalia {

namespace {

/// A frozen encoder with its own texts.
class Encoder {
public:
    static Result<Encoder> load(const RunSpec& spec, const RunEnvironment& environment)
    {
        MG_TRY(const ModelPlace place, findModel(spec.teacher.empty() ? spec.model : spec.teacher));
        MG_TRY(TextTools tools, loadTextTools(place.folder));
        MG_TRY(auto decoder, Decoder::load(place.folder, environment.dtype, environment.device, {},
                                           Decoder::Use::Frozen));
        return Encoder(std::move(tools), std::move(decoder));
    }

    Result<std::vector<float>> vectorOf(const Messages& text) const
    {
        MG_TRY(const std::vector<TokenId> ids,
               tokenizePrompt(*m_tools.tokenizer, nullptr, TextMode::Plain, text));
        TrainRow row;
        row.ids.assign(ids.begin(), ids.end());
        row.trained.assign(row.ids.size(), true);
        if (row.ids.empty()) {
            return failure(ErrorKind::Invalid, MG_TR("train", "A query or passage has no token."));
        }
        const TrainItem one{{std::move(row)}};
        const UnitBatch unit = packUnit({&one}, {}, {}, m_decoder->device());
        const at::Tensor vector =
            unitRows(m_decoder->hidden(unit.packs[0].input).index_select(0, unit.packs[0].last))
                .cpu()
                .contiguous();
        const float* data = vector.const_data_ptr<float>();
        return std::vector<float>(data, data + vector.numel());
    }

    std::int64_t size() const { return m_decoder->config().hidden; }

private:
    Encoder(TextTools tools, std::unique_ptr<Decoder> decoder)
        : m_tools(std::move(tools)), m_decoder(std::move(decoder))
    {
    }
    TextTools m_tools;
    std::unique_ptr<Decoder> m_decoder;
};

}  // namespace

Status addQueryVectors(TrainData& data, SnapshotReader& snapshot, const RunSpec& spec,
                       const RunEnvironment& environment, std::int64_t size,
                       const std::function<bool(double share)>& progress)
{
    const c10::NoGradGuard noGrad;
    MG_TRY(const Encoder encoder, Encoder::load(spec, environment));
    if (encoder.size() != size) {
        return failure(ErrorKind::Invalid,
                       {MG_TR("train", "The teacher's vectors have %1 numbers, the model's %2."),
                        {std::to_string(encoder.size()), std::to_string(size)}},
                       "teacher", MG_TR("train", "Take a teacher of the model's width."));
    }
    std::size_t done = 0;
    const std::size_t all = data.items.size() + data.heldOut.size();
    for (std::vector<TrainItem>* items : {&data.items, &data.heldOut}) {
        for (TrainItem& item : *items) {
            if (done++ % 16 == 0 && progress &&
                !progress(static_cast<double>(done) / static_cast<double>(all))) {
                return failure(ErrorKind::Cancelled,
                               MG_TR("train", "Stopped while passages were read."));
            }
            TrainRow& row = item.rows[0];
            MG_TRY(const SnapshotItem source, snapshot.item(row.snapshotIndex));
            MG_TRY(row.queryTeacher, encoder.vectorOf(source.answers.back()));
            MG_TRY(row.document, encoder.vectorOf(source.answers[row.answer]));
        }
    }
    return {};
}

}  // namespace marginalia
