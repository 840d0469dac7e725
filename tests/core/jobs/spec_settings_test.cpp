// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/spec_settings.h"

#include "core/jobs/catalog.h"
#include "core/jobs/combinations.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace marginalia;

namespace {

Result<RunSpec> lay(const std::string& text)
{
    Json json = Json::object();
    MG_TRY(const auto settings, settingsFromText(text));
    MG_CHECK(laySettings(json, settings));
    std::vector<SpecProblem> problems;
    return specOverDefaults(json, problems);
}

}  // namespace

TEST(SpecSettings, FieldsParametersAndChoices)
{
    const auto spec =
        lay("beta=0.3,objective=kto,choices.kl_partner=rotate,learning_rate=2e-6,"
            "name=7,lora_targets=q_proj,v_proj,max_steps=20");
    ASSERT_TRUE(spec.ok()) << spec.error().message();
    EXPECT_EQ(spec->objective, "kto");
    EXPECT_DOUBLE_EQ(spec->parameters.at("beta"), 0.3);
    EXPECT_DOUBLE_EQ(spec->parameters.at("desirable_weight"), 1) << "the others stay";
    EXPECT_EQ(spec->choices.at("kl_partner"), "rotate");
    EXPECT_EQ(spec->name, "7");
    EXPECT_EQ(spec->lora_targets, "q_proj,v_proj");
    EXPECT_EQ(spec->max_steps, 20);
    EXPECT_DOUBLE_EQ(spec->learning_rate, 2e-6);
}

TEST(SpecSettings, WeightsAreGivenByName)
{
    auto spec =
        lay("objective=dpa,v/helpful=0.8,others=0,modifiers.annotator_weights.eta/anna=0.7,"
            "model=/m");
    ASSERT_TRUE(spec.ok()) << spec.error().message();
    EXPECT_DOUBLE_EQ(spec->parameters.at("v/helpful"), 0.8);
    EXPECT_DOUBLE_EQ(spec->modifiers.at(0).parameters.at("eta/anna"), 0.7);
    spec->modifiers.clear();
    EXPECT_TRUE(checkRunSpec(*spec).empty());
    spec->parameters["v/helpful"] = 2;
    const auto problems = checkRunSpec(*spec);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].field, "parameters.v/helpful");
    EXPECT_FALSE(lay("objective=sft,v/helpful=1").ok());
}

TEST(SpecSettings, TermsMakeASum)
{
    const auto spec = lay("terms.sft=0.5");
    ASSERT_TRUE(spec.ok());
    EXPECT_EQ(spec->terms, (std::vector<TermSpec>{{"dpo", 1.0}, {"sft", 0.5}}));
    const auto own = lay("terms.kto=1,desirable_weight=2");
    ASSERT_TRUE(own.ok()) << own.error().message();
    EXPECT_DOUBLE_EQ(own->parameters.at("desirable_weight"), 2) << "of a term";
    const auto both = lay("terms.dpo=0.8,terms.sft=0.2");
    ASSERT_TRUE(both.ok());
    EXPECT_EQ(both->terms, (std::vector<TermSpec>{{"dpo", 0.8}, {"sft", 0.2}}));
}

TEST(SpecSettings, WhatIsNotThereIsNamedWithWhatIs)
{
    const auto unknown = lay("objective=dpo,betta=1");
    ASSERT_FALSE(unknown.ok());
    EXPECT_NE(unknown.error().what.str().find("beta"), std::string::npos);
    EXPECT_FALSE(lay("beta=much").ok());
    EXPECT_FALSE(lay("objective=nosuch,beta=1").ok());
    EXPECT_FALSE(lay("modifiers.nosuch.alpha=1").ok());
    EXPECT_FALSE(lay("terms.sft=much").ok());
    EXPECT_FALSE(lay("=3").ok());
    EXPECT_FALSE(lay("beta").ok());
}

TEST(SpecSettings, EveryObjectiveTakesItsOwnSettings)
{
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        std::string text = "objective=" + info.id;
        for (const ParameterInfo& each : info.parameters) {
            text += "," + each.key + "=" + std::to_string(each.high);
        }
        for (const ChoiceInfo& each : info.choices) {
            text += "," + each.key + "=" + each.values.back().first;
        }
        const auto spec = lay(text);
        ASSERT_TRUE(spec.ok()) << info.id << ": " << spec.error().message();
        for (const ChoiceInfo& each : info.choices) {
            EXPECT_EQ(spec->choices.at(each.key), each.values.back().first) << info.id;
        }
        RunSpec check = *spec;
        check.model = "/m";
        check.judge = "judge";  // whoever chooses a reward names where it comes from
        check.reward_model = "/r";
        check.teacher = "/t";
        check.base_model = "/b";
        check.batch_size = std::max<std::int64_t>(8, info.needs.minMicroBatch);
        const auto problems = checkRunSpec(check);
        if (const char* why = whyNotTrainable(info.needs)) {
            ASSERT_FALSE(problems.empty()) << info.id;
            EXPECT_NE(problems[0].what.str().find(why), std::string::npos) << info.id;
        } else {
            EXPECT_TRUE(problems.empty())
                << info.id << ": " << (problems.empty() ? "" : problems[0].what.str());
        }
    }
}

TEST(SpecSettings, EveryModifierTakesItsOwnSettings)
{
    for (const ModifierInfo& modifier : modifierCatalog()) {
        std::string text = "modifiers." + modifier.info.id + "=on";
        for (const ParameterInfo& each : modifier.info.parameters) {
            text +=
                ",modifiers." + modifier.info.id + "." + each.key + "=" + std::to_string(each.low);
        }
        const auto spec = lay(text);
        ASSERT_TRUE(spec.ok()) << modifier.info.id << ": " << spec.error().message();
        ASSERT_EQ(spec->modifiers.size(), 1U);
        EXPECT_EQ(spec->modifiers[0].id, modifier.info.id);
        EXPECT_EQ(spec->modifiers[0].parameters.size(), modifier.info.parameters.size());
        EXPECT_EQ(spec->modifiers[0].choices.size(), modifier.info.choices.size());
        // What no step asks for is refused, never passed over in silence.
        if (const char* why = whyNotUsable(modifier.info)) {
            RunSpec check = *spec;
            check.model = "/m";
            check.objective = modifier.objectives.empty() ? "dpo" : modifier.objectives.front();
            const auto problems = checkRunSpec(check);
            EXPECT_TRUE(std::any_of(problems.begin(), problems.end(), [&](const auto& each) {
                return each.what.str().find(why) != std::string::npos;
            })) << modifier.info.id;
        }
    }
}
