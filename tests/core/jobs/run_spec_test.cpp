// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/run_spec.h"

#include "core/jobs/catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>

using namespace marginalia;

namespace {

std::set<std::string> fieldsOf(const std::vector<SpecProblem>& problems)
{
    std::set<std::string> out;
    for (const SpecProblem& problem : problems) {
        EXPECT_FALSE(problem.what.empty()) << problem.field;
        out.insert(problem.field);
    }
    return out;
}

RunSpec goodSpec()
{
    RunSpec spec = defaultRunSpec("dpo");
    spec.model = "/models/starter";
    return spec;
}

}  // namespace

TEST(Catalog, EveryRowIsWhole)
{
    std::set<std::string> ids;
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        EXPECT_TRUE(ids.insert(info.id).second) << info.id;
        for (const char* text : {info.title, info.family, info.sentence, info.whenToUse,
                                 info.howItFails, info.watch, info.source}) {
            ASSERT_NE(text, nullptr) << info.id;
            EXPECT_STRNE(text, "") << info.id;
        }
        EXPECT_FALSE(info.formula.empty());
        ASSERT_FALSE(info.charts.empty());
        EXPECT_EQ(info.charts[0].metrics, std::vector<std::string>{"loss"});
        for (const ChartInfo& chart : info.charts) {
            for (const std::string& metric : chart.metrics) {
                EXPECT_NE(findMetric(metric), nullptr) << metric;
            }
        }
        for (const ParameterInfo& parameter : info.parameters) {
            EXPECT_LE(parameter.low, parameter.fallback) << parameter.key;
            EXPECT_GE(parameter.high, parameter.fallback) << parameter.key;
        }
        for (const ChoiceInfo& choice : info.choices) {
            EXPECT_TRUE(
                std::any_of(choice.values.begin(), choice.values.end(),
                            [&](const auto& value) { return value.first == choice.fallback; }))
                << choice.key;
        }
    }
    for (const char* id : {"dpo", "kto", "sft", "grpo", "expert_iteration"}) {
        EXPECT_TRUE(ids.contains(id)) << id;
    }
    EXPECT_EQ(findObjective("no_such_loss"), nullptr);
}

TEST(Catalog, ChartsFollowTheObjective)
{
    const auto metrics = [](const char* id) {
        std::vector<std::string> out;
        for (const ChartInfo& chart : findObjective(id)->charts) {
            out.push_back(chart.metrics[0]);
        }
        return out;
    };
    EXPECT_EQ(metrics("dpo"), (std::vector<std::string>{"loss", "rewards/chosen", "rewards/margins",
                                                        "rewards/accuracies", "logps/chosen",
                                                        "grad_norm", "marginalia/tokens_per_s"}));
    EXPECT_EQ(metrics("kto")[2], "kl");
    const std::vector<std::string> kto = metrics("kto");
    EXPECT_EQ(std::count(kto.begin(), kto.end(), "rewards/accuracies"), 0);
    EXPECT_EQ(metrics("sft")[1], "mean_token_accuracy");
}

TEST(RunSpec, PresetsMayStart)
{
    ASSERT_FALSE(runPresets().empty());
    EXPECT_EQ(runPresets()[0].id, "first_run");
    EXPECT_EQ(runPresets()[0].spec.terms.size(), 2U);
    for (RunPreset preset : runPresets()) {
        preset.spec.model = "/models/starter";
        std::set<std::string> expected;
        if (whyNotTrainable(findObjective(preset.spec.objective)->needs) != nullptr) {
            expected = {"objective"};
        } else if (findObjective(preset.spec.objective)->needs.teacher) {
            expected = {"teacher"};  // which is the person's to name
        }
        EXPECT_EQ(fieldsOf(checkRunSpec(preset.spec)), expected) << preset.id;
    }
}

TEST(RunSpec, JsonBothWays)
{
    RunSpec spec = goodSpec();
    spec.name = "Wärmer";
    spec.terms = {{"dpo", 1.0}, {"sft", 0.5}};
    spec.learning_rate = 5e-7;
    spec.seed = 18446744073709551615U;
    spec.sample_prompts = {"Hello", "Was gibt es?"};
    spec.as_trl = true;
    std::vector<SpecProblem> problems;
    const auto back = runSpecFromJson(Json::parse(toJson(spec).dump()), problems);
    ASSERT_TRUE(back.ok());
    EXPECT_TRUE(*back == spec);
}

TEST(RunSpec, EveryBadFieldOfTheJsonIsNamed)
{
    const Json json = {
        {"objective", 3}, {"learning_rate", "fast"},       {"max_steps", 1.5},
        {"seed", -1},     {"sample_prompts", {1}},         {"terms", {{{"loss", "dpo"}}}},
        {"as_trl", 1},    {"parameters", {{"beta", "x"}}}, {"learning_rte", 1}};
    std::vector<SpecProblem> problems;
    EXPECT_FALSE(runSpecFromJson(json, problems).ok());
    EXPECT_EQ(fieldsOf(problems), (std::set<std::string>{"objective", "learning_rate", "max_steps",
                                                         "seed", "sample_prompts", "terms",
                                                         "as_trl", "parameters", "learning_rte"}));
    EXPECT_FALSE(runSpecFromJson(Json::array(), problems).ok());
}

TEST(RunSpec, EveryBadValueIsNamed)
{
    RunSpec spec = goodSpec();
    EXPECT_TRUE(checkRunSpec(spec).empty());
    spec.parameters = {{"beta", std::numeric_limits<double>::quiet_NaN()}, {"gamma", 1.0}};
    spec.choices["sft_reduction"] = "median";
    spec.terms = {{"dpo", -1}, {"kto", 1}, {"dpo", 1}};
    spec.learning_rate = -1;
    spec.schedule = "zigzag";
    spec.batch_size = 0;
    spec.whole_text = true;
    spec.model.clear();
    EXPECT_EQ(
        fieldsOf(checkRunSpec(spec)),
        (std::set<std::string>{"parameters.beta", "parameters.gamma", "choices.sft_reduction",
                               "terms[0].weight", "terms[1].loss", "terms[2].loss", "learning_rate",
                               "schedule", "batch_size", "whole_text", "model"}));
    RunSpec kto = defaultRunSpec("kto");
    kto.model = "/m";
    kto.batch_size = 1;
    kto.terms = {{"sft", 1}};
    EXPECT_EQ(fieldsOf(checkRunSpec(kto)), std::set<std::string>{"terms[0].loss"});
    kto.terms.clear();
    EXPECT_EQ(fieldsOf(checkRunSpec(kto)), std::set<std::string>{"batch_size"});
    RunSpec unknown = goodSpec();
    unknown.objective = "nosuch";
    EXPECT_EQ(fieldsOf(checkRunSpec(unknown)), std::set<std::string>{"objective"});
    RunSpec modified = goodSpec();
    modified.modifiers = {{"nosuch", {}, {}}};
    EXPECT_EQ(fieldsOf(checkRunSpec(modified)), std::set<std::string>{"modifiers[0].id"});
}

TEST(RunSpec, AdaptersHaveSettingsOfTheirOwn)
{
    RunSpec spec = goodSpec();
    EXPECT_EQ(spec.method, "full");
    spec.method = "lora";
    EXPECT_TRUE(checkRunSpec(spec).empty());
    std::vector<SpecProblem> problems;
    const auto again = runSpecFromJson(toJson(spec), problems);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(*again, spec);
    spec.method = "qlora";
    spec.lora_r = 0;
    spec.lora_alpha = -1;
    spec.lora_dropout = 1;
    EXPECT_EQ(fieldsOf(checkRunSpec(spec)),
              (std::set<std::string>{"method", "lora_r", "lora_alpha", "lora_dropout"}));
    spec = goodSpec();
    spec.method = "lora";
    spec.lora_targets = " , ";
    EXPECT_EQ(fieldsOf(checkRunSpec(spec)), std::set<std::string>{"lora_targets"});
    spec.lora_targets = "all-linear lm_head";
    EXPECT_EQ(fieldsOf(checkRunSpec(spec)), std::set<std::string>{"lora_targets"});
    spec.lora_targets = "q_proj, lm_head";
    spec.lora_modules_to_save = "lm_head";
    EXPECT_EQ(fieldsOf(checkRunSpec(spec)), std::set<std::string>{"lora_modules_to_save"});
    EXPECT_EQ(moduleNames("q_proj,v_proj  o_proj"),
              (std::vector<std::string>{"q_proj", "v_proj", "o_proj"}));
    spec = defaultRunSpec("dpo");
    spec.model = "/models/base";
    spec.base_weights = "nf4";
    EXPECT_EQ(fieldsOf(checkRunSpec(spec)), std::set<std::string>{"base_weights"});
    spec.method = "lora";
    EXPECT_TRUE(checkRunSpec(spec).empty());
    spec.base_weights = "fp4";
    EXPECT_EQ(fieldsOf(checkRunSpec(spec)), std::set<std::string>{"base_weights"});
    spec.base_weights = "dense";
    spec.optimizer_state = "int4";
    EXPECT_EQ(fieldsOf(checkRunSpec(spec)), std::set<std::string>{"optimizer_state"});
    spec.optimizer_state = "int8";
    spec.offload = "disk";
    EXPECT_TRUE(checkRunSpec(spec).empty());
    spec.device = "cuda";
    EXPECT_EQ(fieldsOf(checkRunSpec(spec)), std::set<std::string>{"offload"});
    spec.offload = "machine";
    EXPECT_TRUE(checkRunSpec(spec).empty());
    spec.device = "cpu";
    ASSERT_EQ(fieldsOf(checkRunSpec(spec)), std::set<std::string>{"offload"});
    EXPECT_NE(checkRunSpec(spec).front().what.str().find("disk"), std::string::npos);
    spec.offload = "disk";
    spec.masters = "stochastic";
    EXPECT_EQ(fieldsOf(checkRunSpec(spec)), std::set<std::string>{"masters"}) << "an adapter";
    spec.method = "full";
    EXPECT_EQ(fieldsOf(checkRunSpec(spec)), std::set<std::string>{"masters"}) << "dtype auto";
    spec.dtype = "bf16";
    EXPECT_TRUE(checkRunSpec(spec).empty());
    for (const char* known : {"auto", "off", "blocks"}) {
        spec.recompute = known;
        EXPECT_TRUE(checkRunSpec(spec).empty()) << known;
    }
    spec.recompute = "layers";
    EXPECT_EQ(fieldsOf(checkRunSpec(spec)), std::set<std::string>{"recompute"});
    EXPECT_GT(defaultLearningRate("dpo", "lora"), defaultLearningRate("dpo", "full"));
    EXPECT_GT(defaultLearningRate("sft", "lora"), defaultLearningRate("sft", "full"));
    EXPECT_GT(defaultLearningRate("dpo", "full", ModelScale::Small),
              100 * defaultLearningRate("dpo", "full"));
    EXPECT_GT(defaultLearningRate("dpo", "lora", ModelScale::Small),
              defaultLearningRate("dpo", "full", ModelScale::Small));
}
