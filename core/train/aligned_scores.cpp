// SPDX-License-Identifier: Apache-2.0
#include "core/train/aligned_scores.h"

#include "core/jobs/hub_cache.h"
#include "core/jobs/run_folder.h"
#include "core/train/packer.h"
#include "core/train/rank_bytes.h"
#include "core/train/reference_table.h"

#include <c10/core/GradMode.h>

#include <cmath>

namespace marginalia {

namespace {

constexpr const char* kFile = "/aligned.bin";
constexpr const char* kDigest = "aligned";

std::vector<std::string> modelsOf(const std::string& list)
{
    std::vector<std::string> out;
    std::size_t from = 0;
    while (from <= list.size()) {
        const std::size_t comma = std::min(list.find(',', from), list.size());
        const std::size_t first = list.find_first_not_of(' ', from);
        if (first < comma) {
            const std::size_t last = list.find_last_not_of(' ', comma - 1);
            out.push_back(list.substr(first, last - first + 1));
        }
        from = comma + 1;
    }
    return out;
}

std::vector<TrainRow*> rowsWithout(TrainData& data)
{
    std::vector<TrainRow*> out;
    for (std::vector<TrainItem>* items : {&data.items, &data.heldOut}) {
        for (TrainItem& item : *items) {
            for (TrainRow& row : item.rows) {
                if (std::isnan(row.alignedLogp)) {
                    out.push_back(&row);
                }
            }
        }
    }
    return out;
}

/// One model with its own texts.
class Scorer {
public:
    static Result<Scorer> load(const std::string& name, const RunEnvironment& environment)
    {
        MG_TRY(const ModelPlace place, findModel(name));
        MG_TRY(TextTools tools, loadTextTools(place.folder));
        MG_TRY(auto decoder, Decoder::load(place.folder, environment.dtype, environment.device, {},
                                           Decoder::Use::Frozen));
        return Scorer(std::move(tools), std::move(decoder));
    }

    /// Mean log-prob per token of an answer; NaN: it has no token here.
    Result<double> score(const SnapshotItem& item, std::uint32_t answer, const RunSpec& spec) const
    {
        MG_TRY(TrainRow row, rowOfAnswer(m_tools, spec, item, answer));
        const auto tokens = static_cast<double>(row.trainedTokens());
        if (tokens == 0) {
            return std::numeric_limits<double>::quiet_NaN();
        }
        const TrainItem one{{std::move(row)}};
        const UnitBatch unit = packUnit({&one}, {}, {}, m_decoder->device());
        double sum = 0;
        for (const Pack& pack : unit.packs) {
            sum += m_decoder->score(pack.input, false).logps.sum().item<double>();
        }
        return sum / tokens;
    }

private:
    Scorer(TextTools tools, std::unique_ptr<Decoder> decoder)
        : m_tools(std::move(tools)), m_decoder(std::move(decoder))
    {
    }
    TextTools m_tools;
    std::unique_ptr<Decoder> m_decoder;
};

/// One model after the other, so that only one is in memory; of the rows from `first` on each
/// `stride`-th.
Status compute(const std::vector<TrainRow*>& rows, std::size_t first, std::size_t stride,
               SnapshotReader& snapshot, const RunSpec& spec, const RunEnvironment& environment,
               const std::function<bool(double share)>& progress)
{
    const c10::NoGradGuard noGrad;
    const std::vector<std::string> models = modelsOf(spec.teacher);
    std::vector<double> sums(rows.size(), 0);
    for (std::size_t m = 0; m < models.size(); ++m) {
        MG_TRY(const Scorer scorer, Scorer::load(models[m], environment));
        for (std::size_t i = first; i < rows.size(); i += stride) {
            const auto done = static_cast<double>(m * rows.size() + i);
            if (i / stride % 16 == 0 && progress &&
                !progress(done / static_cast<double>(models.size() * rows.size()))) {
                return failure(ErrorKind::Cancelled,
                               MG_TR("train", "Stopped while other models scored the answers."));
            }
            MG_TRY(const SnapshotItem item, snapshot.item(rows[i]->snapshotIndex));
            MG_TRY(const double score, scorer.score(item, rows[i]->answer, spec));
            sums[i] += score;
        }
    }
    for (std::size_t i = first; i < rows.size(); i += stride) {
        // As the file keeps it, so that a resume goes on with the same number.
        rows[i]->alignedLogp = static_cast<float>(sums[i] / static_cast<double>(models.size()));
    }
    return {};
}

void shareScores(const std::vector<TrainRow*>& rows, std::size_t first, std::size_t stride,
                 Ranks& ranks)
{
    BytesOut mine;
    for (std::size_t i = first; i < rows.size(); i += stride) {
        mine.put(static_cast<std::uint64_t>(i));
        mine.put(rows[i]->alignedLogp);
    }
    for (const std::string& bytes : ranks.gather(mine.bytes())) {
        for (BytesIn in(bytes); !in.atEnd();) {
            TrainRow& row = *rows.at(in.take<std::uint64_t>());
            row.alignedLogp = in.take<double>();
        }
    }
}

/// Of the numbers that the run folder keeps, as rank 0 finds it; empty: there are none yet.
Result<std::string> keptDigest(const std::string& runFolder, Ranks& ranks)
{
    std::string out;
    if (ranks.isFirst()) {
        MG_TRY(const Json run, readRunJson(runFolder));
        const Json digests = run.value("digests", Json::object());
        out = digests.value(kDigest, std::string());
    }
    return ranks.broadcast(out, 0);
}

}  // namespace

Status addAlignedScores(TrainData& data, SnapshotReader& snapshot, const RunSpec& spec,
                        const RunEnvironment& environment, const std::string& runFolder,
                        const std::function<bool(double share)>& progress, Ranks& ranks)
{
    const std::vector<TrainRow*> rows = rowsWithout(data);
    if (rows.empty()) {
        return {};
    }
    const std::string path = runFolder + kFile;
    MG_TRY(const std::string kept, keptDigest(runFolder, ranks));
    if (!kept.empty()) {
        MG_TRY(const ReferenceTable stored, ReferenceTable::load(path, kept));
        for (TrainRow* row : rows) {
            row->alignedLogp = stored.find(*row).value_or(std::numeric_limits<float>::quiet_NaN());
        }
        return {};
    }
    const auto first = static_cast<std::size_t>(ranks.rank());
    const auto stride = static_cast<std::size_t>(ranks.size());
    MG_CHECK(compute(rows, first, stride, snapshot, spec, environment, progress));
    shareScores(rows, first, stride, ranks);
    if (!ranks.isFirst()) {
        return {};
    }
    ReferenceTable table;
    for (const TrainRow* row : rows) {
        table.put(*row, static_cast<float>(row->alignedLogp));
    }
    MG_TRY(const std::string digest, table.save(path));
    return patchRunJson(runFolder, {{"digests", {{kDigest, digest}}}});
}

}  // namespace marginalia
