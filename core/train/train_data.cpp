// SPDX-License-Identifier: Apache-2.0
#include "core/train/train_data.h"

#include "core/jobs/catalog.h"
#include "core/jobs/combinations.h"
#include "core/train/direction_rows.h"
#include "core/train/round_prompt.h"
#include "core/train/row_maker.h"

#include <algorithm>
#include <map>

namespace marginalia {

namespace {

/// Gathers the items of one objective from those of a snapshot.
class Gathering {
public:
    Gathering(const TextTools& tools, const RunSpec& spec)
        : m_maker(tools, spec),
          m_wish(wishOf(combinationOf(spec))),
          m_directions(m_wish.numbers == RecordNumbers::Ratings
                           ? std::make_unique<DirectionRows>(tools, spec)
                           : nullptr),
          m_writesToo(needsOf(combinationOf(spec)).data == DataCode::Prompts &&
                      m_wish.data != DataCode::Prompts)
    {
    }

    Status add(const SnapshotItem& item, std::uint32_t index, TrainData& data)
    {
        std::shared_ptr<const TrainRow> prompt;
        if (m_wish.data == DataCode::Prompts || m_writesToo) {
            MG_TRY(prompt, m_maker.promptRow(item, index, data));
            if (prompt == nullptr) {
                return {};
            }
        }
        if (m_wish.data == DataCode::Prompts) {
            (item.split == "held_out" ? data.heldOut : data.items).push_back({{*prompt}});
            return {};
        }
        const RowsOfRecord rows = trainingRows(factsOf(item), m_wish);
        if (m_directions && !rows.rows.empty()) {
            const DirectionRows::Choice choice = m_directions->choose(item, rows.rows, data.scale);
            return addRows(choice.item, {choice.row}, prompt, index, data);
        }
        return addRows(item, rows.rows, prompt, index, data);
    }

    /// Before the first item: what all of them together say.
    Status begin(SnapshotReader& snapshot, TrainData& data) const
    {
        if (m_wish.data == DataCode::Attributes || m_directions) {
            MG_TRY(data.scale, RatingScale::of(snapshot));
        }
        return {};
    }

private:
    Status addRows(const SnapshotItem& item, const std::vector<TrainingRow>& rows,
                   const std::shared_ptr<const TrainRow>& prompt, std::uint32_t index,
                   TrainData& data)
    {
        std::vector<TrainRow> made;
        int number = 0;
        for (const TrainingRow& each : rows) {
            if (each.item != number) {
                keep(std::move(made), prompt, item, data);
                made.clear();
                number = each.item;
            }
            MG_TRY(TrainRow out, m_maker.rowOf(item, each, data));
            out.snapshotIndex = index;
            made.push_back(std::move(out));
        }
        keep(std::move(made), prompt, item, data);
        return {};
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
            if (!m_maker.fit(row, false, data)) {
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

    RowMaker m_maker;
    RowWish m_wish;
    std::unique_ptr<DirectionRows> m_directions;  ///< null: nothing is drawn
    bool m_writesToo;                             ///< answers to the prompts of given ones
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
    return RowMaker(tools, spec).row(item, item.answers[answer]);
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
    Gathering gathering(tools, spec);
    const Needs needs = needsOf(combinationOf(spec));
    TrainData data;
    data.pairs = needs.data == DataCode::Pairs || needs.data == DataCode::Groups;
    data.hiddenId = hiddenIdOf(*tools.tokenizer);
    data.endId = tools.tokenizer->eos();
    MG_CHECK(gathering.begin(*snapshot, data));
    const std::int64_t count = snapshot->size();
    for (std::int64_t i = 0; i < count; ++i) {
        MG_TRY(const SnapshotItem item, snapshot->item(i));
        MG_CHECK(gathering.add(item, static_cast<std::uint32_t>(i), data));
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
            const RowMaker joined(tools, spec);
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
            const RowMaker joined(tools, spec);
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
