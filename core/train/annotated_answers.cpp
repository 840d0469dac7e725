// SPDX-License-Identifier: Apache-2.0
// CARFT: before a step the annotated answers of its prompts become vectors, under the weights that
// the step begins with. Rounds of one step are written by the same weights.
#include "core/train/step_rules.h"

#include <deque>

namespace marginalia {

namespace {

class AnnotatedAnswers : public StepRule {
public:
    explicit AnnotatedAnswers(const TrainData& data) : m_data(data) {}

    Status begin(const StepContext& context) override
    {
        StepEngine::Annotations found;
        std::deque<TrainItem> items;
        for (const UnitRows& unit : context.units) {
            std::vector<const TrainItem*> own;
            for (const TrainItem* item : unit.items) {
                for (const TrainRow& row : item->rows) {
                    if (!found.try_emplace(row.promptUid).second) {
                        continue;
                    }
                    MG_TRY(std::optional<TrainRow> annotated, m_data.annotated(row));
                    if (annotated) {
                        items.push_back({{std::move(*annotated)}});
                        own.push_back(&items.back());
                    }
                }
            }
            take(context.engine, own, found);
        }
        std::erase_if(found, [](const auto& each) { return each.second.empty(); });
        context.engine.setAnnotations(std::move(found));
        return {};
    }

private:
    static void take(const StepEngine& engine, const std::vector<const TrainItem*>& items,
                     StepEngine::Annotations& found)
    {
        const std::vector<std::vector<float>> vectors =
            items.empty() ? std::vector<std::vector<float>>() : engine.vectors(items);
        for (std::size_t i = 0; i < items.size(); ++i) {
            found[items[i]->rows[0].promptUid] = vectors[i];
        }
    }

    const TrainData& m_data;
};

}  // namespace

std::unique_ptr<StepRule> annotatedAnswers(const TrainData& data)
{
    return std::make_unique<AnnotatedAnswers>(data);
}

}  // namespace marginalia
