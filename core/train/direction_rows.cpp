// SPDX-License-Identifier: Apache-2.0
#include "core/train/direction_rows.h"

#include "core/base/sha256.h"
#include "core/jobs/combinations.h"
#include "core/jobs/preference_directions.h"

#include <cmath>

namespace marginalia {

namespace {

constexpr const char* kAngle = "angle";

double widestAngle(const RunSpec& spec)
{
    const auto set = spec.parameters.find(kAngle);
    if (set != spec.parameters.end()) {
        return set->second;
    }
    for (const ParameterInfo& each : findObjective("dpa")->parameters) {
        if (each.key == kAngle) {
            return each.fallback;
        }
    }
    return 0;
}

/// Some templates refuse system messages, some leave them out without a word.
bool showsSystemMessages(const TextTools& tools)
{
    if (tools.chatTemplate == nullptr) {
        return false;
    }
    const std::string sign = "by this sum";
    const auto shown = tools.chatTemplate->render(
        {{"system", sign, {}, {}, {}, {}}, {"user", "?", {}, {}, {}, {}}},
        tools.tokenizer->namedTokens(), {});
    return shown.ok() && shown->text.find(sign) != std::string::npos;
}

/// The same for a prompt wherever it stands, as its split is.
std::uint64_t seedOfDraw(const SnapshotItem& item, std::uint64_t runSeed)
{
    const Sha256Digest digest = sha256(plainText(item.prompt) + '\n' + std::to_string(runSeed));
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < sizeof out; ++i) {
        out = out << 8U | digest[i];
    }
    return out;
}

}  // namespace

DirectionRows::DirectionRows(const TextTools& tools, const RunSpec& spec)
    : m_wish(wishOf(combinationOf(spec))),
      m_angle(widestAngle(spec)),
      m_seed(spec.seed),
      m_asSystem(showsSystemMessages(tools))
{
}

DirectionRows::Choice DirectionRows::choose(const SnapshotItem& item,
                                            const std::vector<TrainingRow>& rated,
                                            const RatingScale& scale) const
{
    std::vector<std::string> names;
    Direction centre;
    std::vector<std::vector<double>> scores(rated.size());
    std::vector<std::vector<double>> all;
    for (const TrainingRow& row : rated) {
        all.push_back(scale.targets(item.facts[static_cast<std::size_t>(row.answer)].attributes));
    }
    for (std::size_t quality = 0; quality < scale.qualities().size(); ++quality) {
        if (std::isnan(all.front()[quality])) {
            continue;  // a quality of other records
        }
        names.push_back(scale.qualities()[quality].name);
        centre.push_back(qualityWeight(m_wish, names.back()));
        for (std::size_t i = 0; i < rated.size(); ++i) {
            scores[i].push_back(all[i][quality]);
        }
    }
    const Direction direction =
        directionsNear(centre, m_angle, 1, seedOfDraw(item, m_seed)).front();
    Choice out{item, rated[static_cast<std::size_t>(bestAnswer(direction, scores))]};
    out.item.prompt = told(item, directionPrompt(names, direction));
    return out;
}

/// In front of the system message, as one of its own, or in front of the first turn where there are
/// no system messages.
Messages DirectionRows::told(const SnapshotItem& item, const std::string& sentence) const
{
    Messages out = item.prompt;
    const bool chat = item.textMode == TextMode::Chat;
    const bool given =
        !out.empty() && (out.front().role == "system" || out.front().role == "developer");
    if (out.empty() || (chat && m_asSystem && !given)) {
        Message own;
        own.role = chat && m_asSystem ? "system" : "user";
        own.content = sentence + (chat ? "" : "\n\n");
        out.insert(out.begin(), own);
    } else {
        out.front().content = sentence + "\n\n" + out.front().content;
    }
    return out;
}

}  // namespace marginalia
