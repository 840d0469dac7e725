// SPDX-License-Identifier: Apache-2.0
// Twenty steps on the starter with every objective of the catalogue that this version trains: a new
// id is covered by itself. Three seeds: marginalia-cli study --objectives all --steps 20 --prompts
// 0
#include "core/base/file_folders.h"
#include "core/eval/starter_world.h"
#include "core/jobs/catalog.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/spec_settings.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace marginalia;

namespace {

constexpr int kSteps = 20;

std::vector<std::string> trainable()
{
    std::vector<std::string> out;
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        if (whyNotTrainable(info.needs) == nullptr) {
            out.push_back(info.id);
        }
    }
    return out;
}

/// Values of one metric by step; NaN where a step lacks it.
std::vector<double> curveOf(const RunReader::News& news, const std::string& name)
{
    std::vector<double> out;
    for (const MetricLine& line : news.lines) {
        if (!line.event.empty()) {
            continue;
        }
        for (const auto& [key, value] : line.values) {
            if (key == name) {
                out.push_back(value);
            }
        }
    }
    return out;
}

double meanOf(const std::vector<double>& curve, std::size_t from, std::size_t count)
{
    double sum = 0;
    for (std::size_t i = from; i < from + count; ++i) {
        sum += curve[i];
    }
    return sum / static_cast<double>(count);
}

/// Answers are written in the run: short ones, rewarded for a warm opening, which 7 in 100 have.
void writeOwnAnswers(RunSpec& spec)
{
    if (spec.choices.contains("reward")) {
        spec.choices["reward"] = "warm";
    }
    spec.parameters["max_completion_length"] = 24;
    const auto answers = spec.parameters.find("num_generations");
    if (answers != spec.parameters.end()) {
        answers->second = 8;
        spec.batch_size = 8;
    } else {
        spec.batch_size = 32;  // two answers to a prompt seldom differ
    }
}

/// Settings that show something in twenty steps; the starter is a thousand times smaller than what
/// the defaults are for.
RunSpec smallSpec(const std::string& objective)
{
    RunSpec spec = defaultRunSpec(objective);
    spec.model = resourceFolder() + "/starter";
    spec.max_steps = kSteps;
    spec.batch_size = std::max(4, findObjective(objective)->needs.minMicroBatch);
    spec.learning_rate = 4e-4;
    spec.adam_beta2 = 0.95;
    spec.max_length = 256;
    spec.held_out_share = 0;
    spec.dtype = "fp32";
    spec.threads = 1;
    return spec;
}

/// A modifier that acts around the steps, on a loss that it suits.
struct Modified {
    const char* objective;
    ModifierSpec modifier;
    const char* metric;  ///< that shows it at work; empty: none
};

void PrintTo(const Modified& each, std::ostream* out)
{
    *out << each.modifier.id;
}

class ModifierSmoke : public ::testing::TestWithParam<Modified> {};

/// The starter after fifty steps on warm answers: a teacher, and a model after its supervised
/// training. Made once.
std::string warmModel()
{
    static const starter_world::ScratchFolder scratch;
    static const std::string folder = [] {
        RunSpec spec = smallSpec("sft");
        spec.max_steps = 50;
        spec.batch_size = 8;
        spec.learning_rate = 1e-3;
        std::set<std::string> taken;
        const auto run =
            starter_world::trainOn(starter_world::drawLabels(64, 2, taken), spec, scratch.path());
        EXPECT_TRUE(run.ok()) << run.error().message();
        return run.ok() ? starter_world::trainedModel(*run).take() : std::string();
    }();
    return folder;
}

/// The models that stand beside the one in training.
void nameOthers(const Needs& needs, RunSpec& spec)
{
    if (needs.teacher) {
        spec.teacher = warmModel();
    }
    if (needs.baseModel) {
        spec.base_model = spec.model;
        spec.model = warmModel();
    }
}

class ObjectiveSmoke : public ::testing::TestWithParam<std::string> {};

}  // namespace

TEST_P(ObjectiveSmoke, LearnsInTwentySteps)
{
    const ObjectiveInfo& info = *findObjective(GetParam());
    RunSpec spec = smallSpec(info.id);
    const bool writes = info.needs.data == DataCode::Prompts;
    if (writes) {
        writeOwnAnswers(spec);
    }
    nameOthers(info.needs, spec);
    std::set<std::string> taken;
    if (info.needs.numbers == RecordNumbers::AlignedLogps) {
        spec.teacher = spec.model;
    }
    const auto labels = writes ? starter_world::drawLabels(48, 1, taken)
                               : starter_world::drawRecords(info.id, 16, 1, taken);
    const starter_world::ScratchFolder scratch;
    const auto run = starter_world::trainOn(labels, spec, scratch.path());
    ASSERT_TRUE(run.ok()) << run.error().message();

    auto reader = RunReader::open(*run);
    ASSERT_TRUE(reader.ok());
    const auto news = (*reader)->poll();
    ASSERT_TRUE(news.ok());
    const std::vector<double> loss = curveOf(*news, "loss");
    ASSERT_EQ(loss.size(), static_cast<std::size_t>(kSteps));
    for (const double value : loss) {
        ASSERT_TRUE(std::isfinite(value));
    }
    for (const double value : curveOf(*news, "grad_norm")) {
        ASSERT_TRUE(std::isfinite(value));
    }
    if (writes && (info.needs.reward || info.needs.baseModel)) {
        const std::vector<double> reward = curveOf(*news, "reward");
        ASSERT_EQ(reward.size(), loss.size());
        EXPECT_GT(meanOf(reward, kSteps - 5, 5), meanOf(reward, 0, 5)) << "warm openings";
        return;
    }
    const std::vector<double> margin = curveOf(*news, "rewards/margins");
    if (margin.size() == loss.size()) {
        EXPECT_GT(meanOf(margin, kSteps - 5, 5), meanOf(margin, 0, 5)) << "chosen over rejected";
    } else {
        EXPECT_LT(meanOf(loss, kSteps - 5, 5), meanOf(loss, 0, 5));
    }
}

INSTANTIATE_TEST_SUITE_P(Catalog, ObjectiveSmoke, ::testing::ValuesIn(trainable()),
                         [](const auto& info) { return info.param; });

TEST_P(ModifierSmoke, LearnsInTwentySteps)
{
    const Modified& each = GetParam();
    RunSpec spec = smallSpec(each.objective);
    spec.modifiers = {each.modifier};
    if (each.modifier.id == "loss_balancing") {
        spec.terms = {{"dpo", 1}, {"sft", 1}};
    }
    std::set<std::string> taken;
    const auto labels = starter_world::drawLabels(16, 1, taken);
    const starter_world::ScratchFolder scratch;
    const auto run = starter_world::trainOn(labels, spec, scratch.path());
    ASSERT_TRUE(run.ok()) << run.error().message();
    auto reader = RunReader::open(*run);
    ASSERT_TRUE(reader.ok());
    const auto news = (*reader)->poll();
    ASSERT_TRUE(news.ok());
    const std::vector<double> loss = curveOf(*news, "loss");
    ASSERT_EQ(loss.size(), static_cast<std::size_t>(kSteps));
    for (const double value : loss) {
        ASSERT_TRUE(std::isfinite(value));
    }
    // Sparse training begins again in the middle.
    const std::size_t first = each.modifier.id == "lt_sft" ? kSteps / 2 : 0;
    EXPECT_LT(meanOf(loss, kSteps - 5, 5), meanOf(loss, first, 5));
    if (each.metric[0] != 0) {
        EXPECT_EQ(curveOf(*news, each.metric).size(), loss.size());
    }
}

INSTANTIATE_TEST_SUITE_P(
    Catalog, ModifierSmoke,
    ::testing::Values(
        Modified{"sft", {"masked_thought", {{"p_max", 0.2}}, {}}, "marginalia/hidden_share"},
        Modified{"dpo", {"tr_dpo", {{"alpha", 0.6}, {"tau", 10}}, {}}, ""},
        Modified{"sft", {"hft", {}, {}}, "marginalia/stage"},
        Modified{"sft", {"lt_sft", {{"share", 0.05}}, {}}, "marginalia/trained_share"},
        Modified{"dpo", {"loss_balancing", {}, {}}, "marginalia/balance/sft"},
        Modified{"sft", {"module_selection", {}, {{"modules", "mlp"}}}, ""}),
    [](const auto& info) { return info.param.modifier.id; });
