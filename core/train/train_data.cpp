// SPDX-License-Identifier: Apache-2.0
#include "core/train/train_data.h"

#include "core/jobs/catalog.h"
#include "core/jobs/combinations.h"
#include "core/train/round_prompt.h"
#include "core/train/step_places.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace marginalia {

namespace {

/// Turns snapshot items into rows of one objective.
class Tokenizing {
public:
    Tokenizing(const TextTools& tools, const RunSpec& spec)
        : m_tools(tools),
          m_spec(spec),
          m_wish(wishOf(combinationOf(spec))),
          m_writesToo(needsOf(combinationOf(spec)).data == DataCode::Prompts &&
                      m_wish.data != DataCode::Prompts)
    {
    }

    Result<TrainRow> row(const SnapshotItem& prompt, const Messages& completion) const
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

    /// False: the row does not fit and must be left out.
    bool fit(TrainRow& row, bool always, TrainData& data) const
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

    /// A prompt alone: its row stands for the answers that the run will write, and counts as
    /// trained for measuring only. Null: it is left out, and counted.
    Result<std::shared_ptr<const TrainRow>> promptRow(const SnapshotItem& item, std::uint32_t index,
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

    Status add(const SnapshotItem& item, std::uint32_t index, TrainData& data)
    {
        std::shared_ptr<const TrainRow> prompt;
        if (m_wish.data == DataCode::Prompts || m_writesToo) {
            MG_TRY(prompt, promptRow(item, index, data));
            if (prompt == nullptr) {
                return {};
            }
        }
        if (m_wish.data == DataCode::Prompts) {
            (item.split == "held_out" ? data.heldOut : data.items).push_back({{*prompt}});
            return {};
        }
        const RowsOfRecord rows = trainingRows(factsOf(item), m_wish);
        std::vector<TrainRow> made;
        int number = 0;
        for (const TrainingRow& each : rows.rows) {
            if (each.item != number) {
                keep(std::move(made), prompt, item, data);
                made.clear();
                number = each.item;
            }
            MG_TRY(TrainRow out, rowOf(item, each, data));
            out.snapshotIndex = index;
            made.push_back(std::move(out));
        }
        keep(std::move(made), prompt, item, data);
        return {};
    }

    /// Before the first item: what all of them together say.
    Status begin(SnapshotReader& snapshot, TrainData& data) const
    {
        if (m_wish.data == DataCode::Attributes) {
            MG_TRY(data.scale, RatingScale::of(snapshot));
        }
        return {};
    }

private:
    Result<TrainRow> rowOf(const SnapshotItem& item, const TrainingRow& each, TrainData& data) const
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
            out.alignedLogp =
                std::accumulate(item.alignedLogps.begin(), item.alignedLogps.end(), 0.0) /
                static_cast<double>(item.alignedLogps.size());
        }
        out.promptUid = item.uid;
        out.completionUid = item.uid;
        out.answer = static_cast<std::uint32_t>(each.answer);
        return out;
    }

    /// The bare text of a search query; all of it is read.
    Result<TrainRow> queryRow(const SnapshotItem& item) const
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
    Result<TrainRow> stepRow(const SnapshotItem& item) const
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

    /// Tokens that both answers of a pair begin with: the two are next steps under one beginning
    /// (objectives.md 2.25).
    static void leaveOutSharedBeginning(std::vector<TrainRow>& rows)
    {
        const auto ends = std::mismatch(rows[0].ids.begin(), rows[0].ids.end(), rows[1].ids.begin(),
                                        rows[1].ids.end());
        const auto shared = ends.first - rows[0].ids.begin();
        for (TrainRow& row : rows) {
            std::fill(row.trained.begin(), row.trained.begin() + shared, false);
        }
    }

    void keep(std::vector<TrainRow> rows, const std::shared_ptr<const TrainRow>& prompt,
              const SnapshotItem& item, TrainData& data)
    {
        if (rows.empty()) {
            return;
        }
        if (m_wish.numbers == RecordNumbers::Visits && rows.size() == 2) {
            leaveOutSharedBeginning(rows);
        }
        for (TrainRow& row : rows) {
            if (!fit(row, false, data)) {
                ++data.tooLong;
                return;
            }
            if (row.trainedTokens() == 0 || (row.role == RowRole::Steps && row.stepEnds.empty())) {
                ++data.nothingTrained;
                return;
            }
        }
        const bool heldOut = item.split == "held_out";
        std::vector<TrainItem>& target = heldOut ? data.heldOut : data.items;
        if (m_wish.numbers == RecordNumbers::Aspects && joins(rows, item, heldOut, target)) {
            return;
        }
        target.push_back({std::move(rows), prompt});
    }

    /// Pairs of one prompt about different qualities train together, whatever records they came
    /// from.
    bool joins(std::vector<TrainRow>& rows, const SnapshotItem& item, bool heldOut,
               std::vector<TrainItem>& target)
    {
        const auto key = std::pair(heldOut, toJson(item.prompt).dump());
        const auto [known, isNew] = m_ofPrompt.try_emplace(key, target.size());
        if (isNew) {
            return false;
        }
        std::vector<TrainRow>& before = target[known->second].rows;
        std::int32_t next = 0;
        for (const TrainRow& row : before) {
            next = std::max(next, row.pair + 1);
        }
        for (TrainRow& row : rows) {
            row.pair += next;
            before.push_back(std::move(row));
        }
        return true;
    }

    /// Control tokens (objectives.md 3.4): the last turn of the prompt ends in a tag that says how
    /// good the answer is.
    SnapshotItem tagged(const SnapshotItem& item, RowRole role) const
    {
        SnapshotItem out = item;
        if (m_spec.objective == "csft" && !out.prompt.empty()) {
            out.prompt.back().content += role == RowRole::Desirable ? " <good>" : " <bad>";
        }
        return out;
    }

    static std::int32_t placeOf(const std::string& annotator, std::vector<std::string>& known)
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

    const TextTools& m_tools;
    const RunSpec& m_spec;
    RowWish m_wish;
    bool m_writesToo;  ///< answers to the prompts of given ones
    /// Where the pairs of a prompt are, by split and prompt.
    std::map<std::pair<bool, std::string>, std::size_t> m_ofPrompt;
};

TokenId hiddenIdOf(const Tokenizer& tokenizer)
{
    for (const auto& [name, token] : tokenizer.namedTokens()) {
        if (name == "mask_token" && tokenizer.idOf(token) >= 0) {
            return tokenizer.idOf(token);
        }
    }
    for (const char* usual : {"<mask>", "[MASK]"}) {
        if (const TokenId id = tokenizer.idOf(usual); id >= 0 && tokenizer.isSpecial(id)) {
            return id;
        }
    }
    return tokenizer.pad();
}

}  // namespace

std::int64_t TrainRow::trainedTokens() const
{
    return std::count(trained.begin(), trained.end(), true);
}

double marginOf(Strength strength)
{
    switch (strength) {
        case Strength::Slight:
            return 0.5;
        case Strength::Plain:
            return 1;
        case Strength::Much:
            return 2;
    }
    return 1;
}

Result<TextTools> loadTextTools(const std::string& modelFolder)
{
    TextTools tools;
    MG_TRY(tools.tokenizer, Tokenizer::load(modelFolder));
    auto chatTemplate = ChatTemplate::load(modelFolder);
    if (chatTemplate.ok()) {
        tools.chatTemplate = chatTemplate.take();
    } else if (chatTemplate.error().kind != ErrorKind::NotFound) {
        return chatTemplate.error();
    }
    return tools;
}

Result<TrainRow> rowOfAnswer(const TextTools& tools, const RunSpec& spec, const SnapshotItem& item,
                             std::uint32_t answer)
{
    if (answer >= item.answers.size()) {
        return failure(ErrorKind::Corrupt,
                       MG_TR("train", "A record of the run's data lacks an answer."),
                       item.uid.hex());
    }
    return Tokenizing(tools, spec).row(item, item.answers[answer]);
}

Result<TrainData> loadTrainData(const std::shared_ptr<SnapshotReader>& snapshot,
                                const TextTools& tools, const RunSpec& spec,
                                const std::function<bool(double share)>& progress)
{
    const ObjectiveInfo* info = findObjective(spec.objective);
    if (info == nullptr) {
        return failure(
            ErrorKind::Unsupported,
            {MG_TR("train", "The objective \"%1\" is not in this version."), {spec.objective}},
            "objective");
    }
    Tokenizing tokenizing(tools, spec);
    const Needs needs = needsOf(combinationOf(spec));
    TrainData data;
    data.pairs = needs.data == DataCode::Pairs || needs.data == DataCode::Groups;
    data.hiddenId = hiddenIdOf(*tools.tokenizer);
    data.endId = tools.tokenizer->eos();
    MG_CHECK(tokenizing.begin(*snapshot, data));
    const std::int64_t count = snapshot->size();
    for (std::int64_t i = 0; i < count; ++i) {
        MG_TRY(const SnapshotItem item, snapshot->item(i));
        MG_CHECK(tokenizing.add(item, static_cast<std::uint32_t>(i), data));
        if (i % 64 == 0 && progress &&
            !progress(static_cast<double>(i) / static_cast<double>(count))) {
            return failure(ErrorKind::Cancelled,
                           MG_TR("train", "Stopped while the data was read."));
        }
    }
    if (needs.hidden && needs.data == DataCode::Prompts) {
        data.annotated = [snapshot, tools,
                          spec](const TrainRow& of) -> Result<std::optional<TrainRow>> {
            MG_TRY(const SnapshotItem item, snapshot->item(of.snapshotIndex));
            const Messages answer = bestAnswer(item);
            if (answer.empty()) {
                return std::optional<TrainRow>();
            }
            const Tokenizing joined(tools, spec);
            MG_TRY(TrainRow row, joined.row(item, answer));
            TrainData counters;
            if (!joined.fit(row, false, counters) || row.trainedTokens() == 0) {
                return std::optional<TrainRow>();
            }
            row.promptUid = row.completionUid = item.uid;
            row.snapshotIndex = of.snapshotIndex;
            return std::optional(std::move(row));
        };
    }
    if (needs.mismatchRows) {
        data.mismatch = [snapshot, tools, spec](const TrainItem& prompt,
                                                const TrainItem& completion) -> Result<TrainRow> {
            const TrainRow& from = completion.rows[0];
            MG_TRY(const SnapshotItem item, snapshot->item(prompt.rows[0].snapshotIndex));
            MG_TRY(const SnapshotItem other, snapshot->item(from.snapshotIndex));
            const Tokenizing joined(tools, spec);
            MG_TRY(TrainRow row, joined.row(item, other.answers[from.answer]));
            TrainData counters;
            joined.fit(row, true, counters);
            row.role = RowRole::Mismatch;
            row.promptUid = item.uid;
            row.completionUid = other.uid;
            row.answer = from.answer;
            row.snapshotIndex = prompt.rows[0].snapshotIndex;
            return row;
        };
    }
    return data;
}

}  // namespace marginalia
