// SPDX-License-Identifier: Apache-2.0
// Records of the starter world with several answers, ratings and judged steps: what is right says
// its verifier, what is warm its styles.
#include "core/data/messages.h"
#include "core/eval/starter_world.h"
#include "core/jobs/catalog.h"
#include "core/synth/corpus.h"

#include <array>
#include <charconv>

namespace marginalia::starter_world {

namespace {

/// The example's own style with or without warmth.
std::string answerOf(synth::Generator& generator, const synth::Example& example, bool warm)
{
    synth::Style style = example.style;
    style.warmOpening = warm;
    style.helpClosing = warm;
    style.worked = true;
    return generator.answerInStyle(example, style);
}

/// The same problem with another result: its answers are wrong and look alike.
synth::Example misledBy(const synth::Example& example, synth::Random& random)
{
    synth::Example out = example;
    int truth = 0;
    std::from_chars(example.truth.data(), example.truth.data() + example.truth.size(), truth);
    const int wrong = truth + random.between(1, 9) * (truth > 9 && random.chance(0.5) ? -1 : 1);
    out.truth = std::to_string(wrong);
    std::string& last = out.content.back();
    last = last.substr(0, last.rfind('=') + 1) + " " + out.truth;
    return out;
}

/// Right is worth more than warm. The visits of a search that favours good answers.
GroupAnswer rated(const synth::Example& asked, const std::string& text)
{
    const bool right = synth::isRight(asked, text).value_or(false);
    const bool warm = synth::measureStyle(asked.prompt, text).warmOpening;
    GroupAnswer out;
    out.messages = plainMessages("assistant", text);
    out.score = (right ? 3.0 : 0.0) + (warm ? 1.5 : 0.0);
    out.attributes = {
        {"right", right ? 5.0 : 1.0}, {"warm", warm ? 5.0 : 1.0}, {"visits", 1 + 2 * *out.score}};
    return out;
}

/// The same problem given up where its last calculation stood: a step that a reader of the question
/// need not calculate to judge.
synth::Example givenUp(const synth::Example& example, synth::Random& random)
{
    constexpr std::array<const char*, 3> kWords = {"Nobody can know that.",
                                                   "There is too little to go by.",
                                                   "That is not a question of numbers."};
    synth::Example out = example;
    out.content.back() = kWords[static_cast<std::size_t>(random.between(0, 2))];
    out.truth = "not known";
    return out;
}

synth::Example drawProblem(synth::Generator& generator, std::set<std::string>& taken)
{
    for (;;) {
        synth::Example example = generator.next(synth::Family::WordProblem);
        if (taken.insert(example.prompt).second) {
            return example;
        }
    }
}

Record groupOf(synth::Generator& generator, const synth::Example& example)
{
    const synth::Example misled = misledBy(example, generator.random());
    Record record;
    record.kind = RecordKind::Group;
    for (const auto& [from, warm] : {std::pair(&example, true), std::pair(&misled, false),
                                     std::pair(&example, false), std::pair(&misled, true)}) {
        record.answers.push_back(rated(example, answerOf(generator, *from, warm)));
    }
    return record;
}

Record stepsOf(synth::Generator& generator, const synth::Example& example)
{
    const bool wrong = generator.random().chance(0.5);
    const synth::Example told = wrong ? givenUp(example, generator.random()) : example;
    Record record;
    record.kind = RecordKind::Steps;
    record.steps = told.content;
    record.steps.push_back("The answer is " + told.truth + ".");
    record.stepLabels.assign(record.steps.size(), true);
    if (wrong) {  // the step that gives up, and what follows from it
        record.stepLabels[record.steps.size() - 2] = false;
        record.stepLabels.back() = false;
    }
    return record;
}

/// The question as the query, its worked answer as the passage, and both as what a language model
/// would make of it.
Record queryOf(synth::Generator& generator, const synth::Example& example)
{
    Record record;
    record.kind = RecordKind::Demo;
    const std::string worked = answerOf(generator, example, false);
    record.a = plainMessages("assistant", worked);
    record.meta = {{"expanded", example.prompt + " " + worked}};
    return record;
}

using Maker = Record (*)(synth::Generator&, const synth::Example&);

std::vector<Record> draw(std::int64_t count, std::uint64_t seed, std::set<std::string>& taken,
                         Maker make)
{
    synth::Generator generator(kLabelSeed + seed, true);
    std::vector<Record> out;
    while (static_cast<std::int64_t>(out.size()) < count) {
        const synth::Example example = drawProblem(generator, taken);
        Record record = make(generator, example);
        record.uid = Uid::random();
        record.prompt = plainMessages("user", example.prompt);
        out.push_back(std::move(record));
    }
    return out;
}

}  // namespace

std::vector<Record> drawGroups(std::int64_t count, std::uint64_t seed, std::set<std::string>& taken)
{
    return draw(count, seed, taken, groupOf);
}

std::vector<Record> drawSteps(std::int64_t count, std::uint64_t seed, std::set<std::string>& taken)
{
    return draw(count, seed, taken, stepsOf);
}

std::vector<Record> drawRecords(const std::string& objective, std::int64_t count,
                                std::uint64_t seed, std::set<std::string>& taken)
{
    const ObjectiveInfo* info = findObjective(objective);
    const Needs needs = info != nullptr ? info->needs : Needs{};
    if (needs.data == DataCode::Prompts) {
        return drawPrompts(count, seed, taken);
    }
    if (needs.data == DataCode::Steps) {
        return drawSteps(count, seed, taken);
    }
    if (needs.data == DataCode::Queries) {
        return draw(count, seed, taken, queryOf);
    }
    const bool several =
        needs.data == DataCode::GoldPairs || needs.data == DataCode::Attributes ||
        (needs.numbers != RecordNumbers::None && needs.numbers != RecordNumbers::AlignedLogps);
    return several ? drawGroups(count, seed, taken) : drawLabels(count, seed, taken);
}

}  // namespace marginalia::starter_world
