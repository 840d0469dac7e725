// SPDX-License-Identifier: Apache-2.0
#include "core/train/row_maker.h"

#include "core/jobs/combinations.h"
#include "core/train/step_places.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace marginalia {

namespace {

std::int32_t placeOf(const std::string& annotator, std::vector<std::string>& known)
{
    if (annotator.empty()) {
        return -1;
    }
    const auto found = std::find(known.begin(), known.end(), annotator);
    if (found == known.end()) {
        known.push_back(annotator);
        return static_cast<std::int32_t>(known.size()) - 1;
    }
    return static_cast<std::int32_t>(found - known.begin());
}

}  // namespace

RowMaker::RowMaker(const TextTools& tools, const RunSpec& spec) : m_tools(tools), m_spec(spec) {}

Result<TrainRow> RowMaker::row(const SnapshotItem& prompt, const Messages& completion) const
{
    RenderOptions options;
    options.tools = prompt.tools;
    options.extra = prompt.templateArguments;
    MG_TRY(const TokenizedRow tokens,
           tokenizeRow(*m_tools.tokenizer, m_tools.chatTemplate.get(), prompt.textMode,
                       prompt.prompt, completion, options));
    TrainRow out;
    out.ids.assign(tokens.ids.begin(), tokens.ids.end());
    out.trained = tokens.trained;
    if (m_spec.whole_text) {
        out.trained.assign(out.ids.size(), true);
    }
    if (!out.trained.empty()) {
        out.trained[0] = false;
    }
    return out;
}

bool RowMaker::fit(TrainRow& row, bool always, TrainData& data) const
{
    const auto limit = static_cast<std::size_t>(m_spec.max_length);
    if (row.ids.size() <= limit) {
        return true;
    }
    if (!always && m_spec.too_long != "keep_start") {
        return false;
    }
    row.ids.resize(limit);
    row.trained.resize(limit);
    while (!row.stepEnds.empty() && static_cast<std::size_t>(row.stepEnds.back()) >= limit) {
        row.stepEnds.pop_back();
        row.stepRight.pop_back();
    }
    ++data.cut;
    return true;
}

Result<std::shared_ptr<const TrainRow>> RowMaker::promptRow(const SnapshotItem& item,
                                                            std::uint32_t index,
                                                            TrainData& data) const
{
    RenderOptions options;
    options.tools = item.tools;
    options.extra = item.templateArguments;
    MG_TRY(const std::vector<TokenId> ids,
           tokenizePrompt(*m_tools.tokenizer, m_tools.chatTemplate.get(), item.textMode,
                          item.prompt, options));
    TrainRow row;
    row.ids.assign(ids.begin(), ids.end());
    row.trained.assign(row.ids.size(), true);
    if (row.ids.empty()) {
        ++data.nothingTrained;
        return std::shared_ptr<const TrainRow>();
    }
    row.trained[0] = false;
    // Room for an answer, however short.
    if (static_cast<std::int64_t>(row.ids.size()) >= m_spec.max_length) {
        ++data.tooLong;
        return std::shared_ptr<const TrainRow>();
    }
    row.role = RowRole::Sample;
    row.weight = item.weight;
    row.promptUid = item.uid;
    row.completionUid = item.uid;
    row.snapshotIndex = index;
    return std::make_shared<const TrainRow>(std::move(row));
}

/// Control tokens (objectives.md 3.4): the last turn of the prompt ends in a tag that says how
/// good the answer is.
SnapshotItem RowMaker::tagged(const SnapshotItem& item, RowRole role) const
{
    SnapshotItem out = item;
    if (m_spec.objective == "csft" && !out.prompt.empty()) {
        out.prompt.back().content += role == RowRole::Desirable ? " <good>" : " <bad>";
    }
    return out;
}

Result<TrainRow> RowMaker::rowOf(const SnapshotItem& item, const TrainingRow& each,
                                 TrainData& data) const
{
    if (static_cast<std::size_t>(each.answer) >= item.answers.size()) {
        return failure(ErrorKind::Corrupt,
                       MG_TR("train", "A record of the run's data lacks an answer."),
                       item.uid.hex());
    }
    const auto answer = static_cast<std::size_t>(each.answer);
    MG_TRY(TrainRow out, each.role == RowRole::Steps ? stepRow(item)
                         : each.role == RowRole::Query
                             ? queryRow(item)
                             : row(tagged(item, each.role), item.answers[answer]));
    out.role = each.role;
    out.pair = each.pair;
    out.reward = each.reward;
    out.rank = each.rank;
    out.weight = item.weight * each.weight * annotatorWeight(m_spec.modifiers, item.annotator);
    out.annotator = placeOf(item.annotator, data.annotators);
    out.aspect = placeOf(each.aspect.empty() ? item.aspect : each.aspect, data.aspects);
    out.tied = item.kind == RecordKind::Pair && item.verdict == Verdict::Tie;
    out.margin = each.role != RowRole::Chosen ? 0
                 : std::isnan(each.margin)    ? marginOf(item.strength)
                                              : each.margin;
    if (answer < item.facts.size()) {
        out.visits = item.facts[answer].visits;
    }
    if (each.role == RowRole::Rated) {
        out.ratings = data.scale.targets(item.facts[answer].attributes);
    }
    if (each.role == RowRole::Demo && each.answer == 0 && !item.alignedLogps.empty()) {
        out.alignedLogp = std::accumulate(item.alignedLogps.begin(), item.alignedLogps.end(), 0.0) /
                          static_cast<double>(item.alignedLogps.size());
    }
    out.promptUid = item.uid;
    out.completionUid = item.uid;
    out.answer = static_cast<std::uint32_t>(each.answer);
    return out;
}

/// The bare text of a search query; all of it is read.
Result<TrainRow> RowMaker::queryRow(const SnapshotItem& item) const
{
    MG_TRY(const std::vector<TokenId> ids,
           tokenizePrompt(*m_tools.tokenizer, nullptr, TextMode::Plain, item.prompt));
    TrainRow out;
    out.ids.assign(ids.begin(), ids.end());
    out.trained.assign(out.ids.size(), true);
    if (!out.trained.empty()) {
        out.trained[0] = false;
    }
    return out;
}

/// Steps as one answer, with the places where each of them ends.
Result<TrainRow> RowMaker::stepRow(const SnapshotItem& item) const
{
    RenderOptions options;
    options.tools = item.tools;
    options.extra = item.templateArguments;
    MG_TRY(const TokenizedText text,
           tokenizeRowText(*m_tools.tokenizer, m_tools.chatTemplate.get(), item.textMode,
                           item.prompt, joinedSteps(item.answers), options));
    TrainRow out;
    out.ids.assign(text.encoding.ids.begin(), text.encoding.ids.end());
    out.trained = text.trained;
    MG_TRY(out.stepEnds, stepPlaces(text, item.answers));
    out.stepRight = item.stepLabels;
    return out;
}

}  // namespace marginalia
