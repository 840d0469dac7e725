// SPDX-License-Identifier: Apache-2.0
#include "core/train/round_settings.h"

#include "core/generation/sampling.h"
#include "core/jobs/catalog.h"

namespace marginalia {

namespace {

double numberOr(const RunSpec& spec, const ObjectiveInfo& info, const char* key, double otherwise)
{
    if (const auto given = spec.parameters.find(key); given != spec.parameters.end()) {
        return given->second;
    }
    for (const ParameterInfo& parameter : info.parameters) {
        if (parameter.key == key) {
            return parameter.fallback;
        }
    }
    return otherwise;
}

std::string wordOr(const RunSpec& spec, const ObjectiveInfo& info, const char* key)
{
    if (const auto given = spec.choices.find(key); given != spec.choices.end()) {
        return given->second;
    }
    for (const ChoiceInfo& choice : info.choices) {
        if (choice.key == key) {
            return choice.fallback;
        }
    }
    return {};
}

}  // namespace

RoundSettings roundSettings(const RunSpec& spec)
{
    RoundSettings out;
    const ObjectiveInfo* info = findObjective(spec.objective);
    if (info == nullptr) {
        return out;
    }
    const bool pairs = spec.objective == "online_dpo";
    out.pairs = pairs || spec.objective == "xpo";
    if (spec.objective == "xpo") {
        out.shape = RoundSettings::Shape::AgainstStart;
    } else if (spec.objective == "nash_md") {
        out.shape = RoundSettings::Shape::AgainstMixture;
    } else if (spec.objective == "expert_iteration") {
        out.shape = RoundSettings::Shape::Demonstrations;
    }
    out.answers = static_cast<int>(numberOr(spec, *info, "num_generations", pairs ? 2 : 1));
    out.startAnswers = static_cast<int>(numberOr(spec, *info, "reference_answers", 0));
    out.startShare = numberOr(spec, *info, "mixture", 0.5);
    out.comparesTwo = wordOr(spec, *info, "preference") == "pairs";
    out.temperature = numberOr(spec, *info, "sampling_temperature", 1);
    out.longest = static_cast<std::int64_t>(numberOr(spec, *info, "max_completion_length", 256));
    out.stepsPerRound = static_cast<std::int64_t>(numberOr(spec, *info, "steps_per_round", 1));
    out.reward = wordOr(spec, *info, "reward");
    out.judge = spec.judge;
    out.maskTruncated = wordOr(spec, *info, "mask_truncated") == "true";
    out.accept = numberOr(spec, *info, "accept", 1);
    out.dropTies = wordOr(spec, *info, "ties") == "drop";
    out.bestOnly = wordOr(spec, *info, "keep") == "best";
    // GRPO and GMPO look at the start model only when its weight says so.
    const bool groups = spec.objective == "grpo" || spec.objective == "gmpo";
    out.reference =
        info->needs.ref != RefKind::None || (groups && numberOr(spec, *info, "beta", 0) != 0);
    out.oldLogps = info->needs.oldLogps;
    if (info->needs.answersToo) {
        out.ownShare = numberOr(spec, *info, "lambda", 1);
        out.givenByTeacher = wordOr(spec, *info, "seq_kd") == "true";
    }
    out.selfReward = info->needs.baseModel;
    out.selfAverage = wordOr(spec, *info, "average") == "true";
    out.selfBound = numberOr(spec, *info, "clamp", 0);
    out.seed = spec.seed;
    return out;
}

std::optional<AnswerWriter> writerOf(const RoundSettings& settings, std::int64_t step,
                                     std::size_t unit)
{
    // Another sequence than the one that tokens are drawn with.
    constexpr std::uint64_t kSalt = 0x6f776e2074657874ULL;
    const double draw = uniformAt(settings.seed ^ kSalt, static_cast<std::uint64_t>(step), unit);
    if (draw < settings.ownShare) {
        return AnswerWriter::Policy;
    }
    return settings.givenByTeacher ? std::optional(AnswerWriter::Teacher) : std::nullopt;
}

bool writesAnswers(const RoundSettings& settings)
{
    return settings.ownShare > 0 || settings.givenByTeacher;
}

}  // namespace marginalia
