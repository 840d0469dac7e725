// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/combinations.h"

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

Combination on(const std::string& objective, std::vector<ModifierSpec> modifiers = {},
               std::vector<TermSpec> terms = {})
{
    Combination out;
    out.objective = objective;
    out.modifiers = std::move(modifiers);
    out.terms = std::move(terms);
    return out;
}

/// "field: sentence" of the first problem; empty when there is none.
std::string problemOf(const Combination& all)
{
    const auto problems = checkCombination(all);
    return problems.empty() ? "" : problems[0].field + ": " + problems[0].what.str();
}

ModifierSpec bare(const char* id)
{
    return {id, {}, {}};
}

}  // namespace

TEST(Combinations, EveryModifierWorksWithTheLossesItNames)
{
    for (const ModifierInfo& modifier : modifierCatalog()) {
        for (const std::string& id : modifier.objectives) {
            ASSERT_NE(findObjective(id), nullptr) << modifier.info.id << " names " << id;
            EXPECT_EQ(problemOf(on(id, {bare(modifier.info.id.c_str())})), "")
                << modifier.info.id << " on " << id;
        }
    }
}

TEST(Combinations, WhatDoesNotGoTogetherIsRefusedWithTheReason)
{
    Combination smoothing = on("dpo", {bare("smoothed")});
    smoothing.parameters["label_smoothing"] = 0.1;
    const std::pair<Combination, const char*> cases[] = {
        {on("aot", {bare("wpo")}), "mixes them by sorting"},
        {on("dpo", {bare("smoothed"), bare("em")}), "only one of them can be right"},
        {smoothing, "set label_smoothing to 0"},
        {on("apo_zero", {bare("f_divergence")}), "plain log-ratio"},
        {on("bco_pair", {bare("unbiased")}), "other way round"},
        {on("simpo", {bare("humanline")}), "no such ratios"},
        {on("ipo", {bare("length_norm")}), "settles lengths itself"},
        {on("orpo", {bare("sft_term")}), "likelihood term of its own"},
        {on("sft", {bare("ld_dpo")}), "does not work with"},
        {on("dpo", {bare("no_such")}), "not in this version"},
        {on("dpo", {bare("ld_dpo"), bare("ld_dpo")}), "twice"},
        {on("dpo", {{"ld_dpo", {{"alpha", 2}}, {}}}), "between 0 and 1"},
        {on("dpo", {{"ld_dpo", {{"beta", 2}}, {}}}), "no parameter"},
        {on("dpo", {{"ld_dpo", {}, {{"scope", "all"}}}}), "cannot be"},
        {on("dpo", {}, {{"dpo", 1}, {"kto", 1}}), "partner answers"},
        {on("dpo", {}, {{"dpo", 1}, {"csft", 1}}), "other records"},
        {on("kto", {}, {{"sft", 1}}), "other records"},
        {on("dpo", {}, {{"dpo", 1}, {"no_such", 1}}), "no objective"},
        {on("dpo", {}, {{"dpo", 1}, {"dpo", 1}}), "twice"},
        {on("dpo", {}, {{"dpo", -1}}), "between 0 and 1000"},
        {on("dpo", {bare("sft_term")}, {{"dpo", 1}}), "among its terms"},
        {on("dpo", {bare("wpo")}, {{"aot", 1}, {"sft", 1}}), "sorting"},
        {on("dpo", {}, {{"mcts_dpo", 1}, {"dpo_multi", 1}}), "different numbers"},
        {on("sft", {}, {{"poft", 1}, {"sft", 1}, {"dpa", 1}}), "different numbers"},
        {on("dpo", {}, {{"dpo", 1}, {"dpa", 1}}), "other records"},
    };
    for (const auto& [all, reason] : cases) {
        const std::string problem = problemOf(all);
        EXPECT_NE(problem.find(reason), std::string::npos)
            << "\"" << problem << "\" should say " << reason;
    }
}

TEST(Combinations, MixesThatOneBatchCanFeed)
{
    EXPECT_EQ(problemOf(on("dpo", {}, {{"dpo", 0.8}, {"bco_pair", 0.2}, {"sft", 1}})), "");
    EXPECT_EQ(problemOf(on("simpo", {bare("ld_dpo")}, {{"simpo", 1}, {"aot", 0.1}})), "");
    const Combination thumbs = on("dpo", {}, {{"dpo", 1}, {"apo_zero_unpaired", 0.5}});
    EXPECT_EQ(problemOf(thumbs), "");
    EXPECT_TRUE(takesThumbsToo(thumbs));
    EXPECT_EQ(needsOf(thumbs).data, DataCode::Pairs);
    EXPECT_FALSE(takesThumbsToo(on("dpo", {}, {{"dpo", 1}, {"sft", 1}})));
    EXPECT_FALSE(takesThumbsToo(on("bco", {}, {{"bco", 1}, {"apo_zero_unpaired", 1}})));
    // Terms decide what is needed, not the objective's name.
    EXPECT_EQ(needsOf(on("dpo", {}, {{"simpo", 1}, {"sft", 1}})).ref, RefKind::None);
    EXPECT_EQ(needsOf(on("simpo", {}, {{"simpo", 1}, {"dpo", 1}})).ref, RefKind::SeqSum);
    EXPECT_EQ(needsOf(on("dpo", {bare("humanline")})).ref, RefKind::PerToken);
    EXPECT_TRUE(needsOf(on("dpo", {bare("wpo")})).statistics);
    EXPECT_EQ(needsOf(on("kto")).minMicroBatch, 2);
}

TEST(Combinations, DirectionsOfAMixChooseItsDemonstrations)
{
    Combination mix = on("sft", {}, {{"dft", 1}, {"dpa", 0.5}});
    mix.parameters = {{"v/kind", 0.5}, {"others", 0}};
    EXPECT_EQ(problemOf(mix), "");
    const RowWish wish = wishOf(mix);
    EXPECT_EQ(wish.data, DataCode::Demos);
    EXPECT_EQ(wish.numbers, RecordNumbers::Ratings);
    EXPECT_EQ(qualityWeight(wish, "kind"), 0.5);
    EXPECT_EQ(qualityWeight(wish, "brief"), 0);
    EXPECT_EQ(qualityWeight(wishOf(on("dpa")), "brief"), 1);
}

TEST(Combinations, SettingsOfTerms)
{
    Combination all =
        on("dpo", {bare("smoothed"), bare("ld_dpo")}, {{"dpo", 1}, {"bco_pair", 1}, {"ipo", 1}});
    all.parameters = {{"beta", 0.3}, {"label_smoothing", 0.0}};
    EXPECT_EQ(settingsOfTerm(all, "bco_pair").choices.at("bco_shift"), "none");
    EXPECT_EQ(settingsOfTerm(all, "bco_pair").parameters,
              (std::map<std::string, double>{{"beta", 0.3}}));
    EXPECT_EQ(settingsOfTerm(all, "dpo").parameters.size(), 2U);
    EXPECT_EQ(modifiersOfTerm(all, "ipo").size(), 2U);
    ASSERT_EQ(modifiersOfTerm(all, "bco_pair").size(), 1U);
    EXPECT_EQ(modifiersOfTerm(all, "bco_pair")[0].id, "ld_dpo");
}

TEST(Combinations, ReliabilityOfAnnotatorsIsAWeight)
{
    const ModifierSpec weights{
        "annotator_weights", {{"eta/anna", 0.9}, {"eta/ben", 0.6}, {"unknown", 0.5}}, {}};
    EXPECT_EQ(problemOf(on("dpo", {weights})), "");
    EXPECT_EQ(annotatorWeight({weights}, "anna"), 0.9);
    EXPECT_EQ(annotatorWeight({weights}, "carl"), 0.5);
    EXPECT_EQ(annotatorWeight({bare("annotator_weights")}, "carl"), 1);
    EXPECT_EQ(annotatorWeight({}, "anna"), 1);
    EXPECT_NE(problemOf(on("dpo", {{"annotator_weights", {{"eta/anna", 2}}, {}}})), "");
}

TEST(Combinations, WishesForRows)
{
    EXPECT_TRUE(wishOf(on("dpo", {bare("ties")})).ties);
    EXPECT_FALSE(wishOf(on("dpo")).ties);
    const RowWish mix = wishOf(on("dpo", {}, {{"dpo", 1}, {"bco", 0.5}}));
    EXPECT_TRUE(mix.thumbsToo);
    const auto roles = [&](Verdict verdict, const RowWish& wish) {
        std::string out;
        for (const TrainingRow& row :
             trainingRows(RecordKind::Pair, verdict, {}, true, wish).rows) {
            out += std::to_string(row.answer) + roleName(row.role) + " ";
        }
        return out;
    };
    EXPECT_EQ(roles(Verdict::A, mix), "0chosen 1rejected ");
    EXPECT_EQ(roles(Verdict::BothGood, mix), "0desirable 1desirable ");
    EXPECT_EQ(roles(Verdict::BothBad, mix), "0undesirable 1undesirable ");
    EXPECT_EQ(roles(Verdict::Tie, mix), "");
    EXPECT_EQ(roles(Verdict::Tie, wishOf(on("dpo", {bare("ties")}))), "0chosen 1rejected ");
    EXPECT_EQ(trainingRows(RecordKind::Unpaired, Verdict::None, true, true, mix).rows.size(), 1U);
}
