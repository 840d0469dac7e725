// SPDX-License-Identifier: Apache-2.0
#include "core/train/round_prompt.h"

#include "core/train/step_places.h"

namespace marginalia {

namespace {

std::string lastOfUser(const Messages& prompt)
{
    for (auto message = prompt.rbegin(); message != prompt.rend(); ++message) {
        if (message->role == "user") {
            return message->content;
        }
    }
    return plainText(prompt);
}

}  // namespace

Messages bestAnswer(const SnapshotItem& item)
{
    if (item.answers.empty()) {
        return {};
    }
    if (item.kind == RecordKind::Steps) {
        return joinedSteps(item.answers);
    }
    if (item.kind == RecordKind::Group) {
        RowWish best;
        best.data = DataCode::Demos;
        const RowsOfRecord rows = trainingRows(factsOf(item), best);
        return rows.rows.empty() ? Messages{}
                                 : item.answers[static_cast<std::size_t>(rows.rows[0].answer)];
    }
    if (item.kind != RecordKind::Pair) {
        return item.desirable.value_or(true) ? item.answers[0] : Messages{};
    }
    if (item.verdict == Verdict::A || item.verdict == Verdict::BothGood) {
        return item.answers[0];
    }
    return item.verdict == Verdict::B && item.answers.size() > 1 ? item.answers[1] : Messages{};
}

Result<RoundPrompt> roundPrompt(SnapshotReader& snapshot, const TrainRow& row)
{
    MG_TRY(const SnapshotItem item, snapshot.item(row.snapshotIndex));
    return RoundPrompt{&row, lastOfUser(item.prompt), plainText(bestAnswer(item))};
}

}  // namespace marginalia
