// SPDX-License-Identifier: Apache-2.0
// masked_thought: some tokens of the answers are hidden while they are read.
#include "core/objectives/masked_thought.h"
#include "core/train/step_rules.h"

#include <algorithm>
#include <cstring>
#include <set>

namespace marginalia {

namespace {

/// Of a row at a step, the same in every attempt at the run.
std::uint64_t keyOf(std::uint64_t seed, std::int64_t step, const TrainRow& row)
{
    std::uint64_t key = seed * 0x9e3779b97f4a7c15ULL + static_cast<std::uint64_t>(step);
    for (const Uid* uid : {&row.promptUid, &row.completionUid}) {
        for (std::size_t half = 0; half < uid->bytes.size(); half += sizeof key) {
            std::uint64_t part = 0;
            std::memcpy(&part, uid->bytes.data() + half, sizeof part);
            key = (key ^ part) * 0xbf58476d1ce4e5b9ULL;
            key ^= key >> 29U;
        }
    }
    return key + row.answer;
}

class MaskedReading : public StepRule {
public:
    MaskedReading(MaskedThoughtOptions options, std::uint64_t seed, std::int32_t hiddenId,
                  std::set<std::int32_t> ends)
        : m_options(options), m_seed(seed), m_hiddenId(hiddenId), m_ends(std::move(ends))
    {
    }

    Status begin(const StepContext& context) override
    {
        m_share = maskedShare(m_options, context.step - 1);
        context.engine.setReading(
            [this, step = context.step](const TrainRow& row) { return read(row, step); });
        return {};
    }

    std::vector<std::pair<std::string, double>> metrics() const override
    {
        return {{"marginalia/hidden_share", m_share}};
    }

private:
    std::vector<std::int32_t> read(const TrainRow& row, std::int64_t step) const
    {
        const std::vector<std::int64_t> ids(row.ids.begin(), row.ids.end());
        std::vector<bool> answer = row.trained;
        for (std::size_t i = 0; i < answer.size(); ++i) {
            answer[i] = answer[i] && !m_ends.contains(row.ids[i]);
        }
        const std::vector<std::int64_t> out = maskedInput({ids, answer, m_hiddenId, -1}, m_options,
                                                          step - 1, keyOf(m_seed, step, row));
        return {out.begin(), out.end()};
    }

    MaskedThoughtOptions m_options;
    std::uint64_t m_seed;
    std::int32_t m_hiddenId;
    std::set<std::int32_t> m_ends;
    double m_share = 0;
};

}  // namespace

MadeRule maskedReading(const RuleParts& parts, const Given& given)
{
    if (parts.data.hiddenId < 0) {
        return failure(ErrorKind::Unsupported,
                       MG_TR("train",
                             "masked_thought hides tokens behind a mask or a padding token, and "
                             "the tokenizer has neither."),
                       "modifiers", MG_TR("train", "Leave masked_thought out."));
    }
    std::set<std::int32_t> ends = {parts.data.endId};
    for (const std::int64_t id : parts.decoder.config().eosIds) {
        ends.insert(static_cast<std::int32_t>(id));
    }
    const MaskedThoughtOptions options{given.number("p_max"),
                                       static_cast<std::int64_t>(given.number("warmup_steps")),
                                       given.word("draw") == "uniform"};
    return std::unique_ptr<StepRule>(std::make_unique<MaskedReading>(
        options, parts.spec.seed, parts.data.hiddenId, std::move(ends)));
}

}  // namespace marginalia
