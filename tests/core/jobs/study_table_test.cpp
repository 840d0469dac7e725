// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/study_table.h"

#include "core/jobs/catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

using namespace marginalia;

namespace {

StudyCell cell(const std::string& objective, const std::string& rate, std::uint64_t seed,
               double warm, double right)
{
    StudyCell out;
    out.objective = objective;
    out.varied["learning_rate"] = rate;
    out.seed = seed;
    out.values = {{"learning_rate", std::stod(rate)},
                  {"warm", warm},
                  {"right", right},
                  {"warm_choosing", warm + 0.01},
                  {"right_choosing", right},
                  {"loss_first", 0.69},
                  {"loss_last", 0.5}};
    return out;
}

Study sampleStudy()
{
    Study out;
    out.command = "marginalia-cli study --objectives dpo";
    out.model = "/starter";
    out.labels = 40;
    out.steps = 20;
    out.prompts = 120;
    out.warmBefore = 0.05;
    out.rightBefore = 0.8;
    out.cells = {cell("dpo", "1e-4", 1, 0.2, 0.8), cell("dpo", "1e-4", 2, 0.4, 0.7),
                 cell("dpo", "4e-4", 1, 0.9, 0.7), cell("dpo", "1e-2", 1, 1.0, 0.1)};
    return out;
}

}  // namespace

TEST(StudyTable, MeansAndSpreadOverSeeds)
{
    const auto rows = studyRows(sampleStudy());
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].seeds, 2);
    EXPECT_NEAR(rows[0].mean.at("warm"), 0.3, 1e-12);
    EXPECT_NEAR(rows[0].spread.at("warm"), 0.1414213562, 1e-9);
    EXPECT_EQ(rows[1].spread.at("warm"), 0);
}

TEST(StudyTable, TheBestRowKeepsItsAnswersRight)
{
    const auto rows = studyRows(sampleStudy());
    const StudyRow* best = bestRow(rows, "dpo", 0.8);
    ASSERT_NE(best, nullptr);
    EXPECT_EQ(best->varied.at("learning_rate"), "4e-4") << "1e-2 opens warmly and forgets";
    EXPECT_EQ(bestRow(rows, "kto", 0.8), nullptr);
}

TEST(StudyTable, OtherPromptsThanThoseThatAreToldChooseTheBest)
{
    Study study = sampleStudy();
    study.cells[2].values["warm_choosing"] = 0.1;
    const auto rows = studyRows(study);
    EXPECT_EQ(bestRow(rows, "dpo", 0.8)->varied.at("learning_rate"), "1e-4");
    study.cells = {cell("dpo", "1e-2", 1, 1.0, 0.1)};
    EXPECT_EQ(bestRow(studyRows(study), "dpo", 0.8), nullptr) << "nothing keeps its answers";
}

TEST(StudyTable, LearningIsMoreThanChance)
{
    Study study = sampleStudy();
    const auto learned = [&] { return learns(studyRows(study)[0], study); };
    EXPECT_TRUE(learned()) << "25 points, and two standard errors are 20";
    study.cells[0].values["warm"] = 0.1;
    EXPECT_FALSE(learned()) << "20 points, and two standard errors are 30";
    study.cells[0].values["warm"] = study.cells[1].values["warm"] = 0.12;
    EXPECT_FALSE(learned()) << "seven points are few";
    study.cells[0].values["warm_before"] = study.cells[1].values["warm_before"] = 0;
    EXPECT_TRUE(learned()) << "from a start model of its own";
}

TEST(StudyTable, AHeadIsToldByItsLoss)
{
    Study study = sampleStudy();
    study.cells = {cell("rm_bt", "1e-4", 1, 0.05, 0.8), cell("rm_bt", "1e-4", 2, 0.05, 0.8)};
    EXPECT_FALSE(learns(studyRows(study)[0], study)) << "nothing was held out";
    study.cells[0].values["eval_loss"] = 0.4;
    study.cells[1].values["eval_loss"] = 0.5;
    EXPECT_TRUE(learns(studyRows(study)[0], study));
    study.cells[1].values["eval_loss"] = 0.9;
    EXPECT_FALSE(learns(studyRows(study)[0], study)) << "one seed went the other way";
    EXPECT_EQ(bestRow(studyRows(study), "rm_bt", 0.8), nullptr);
    const auto advice = studyAdvice(study, "rm_bt");
    ASSERT_EQ(advice.size(), 3U);
    EXPECT_NE(advice[1].str().find("from 0.69 in the first steps to 0.65"), std::string::npos)
        << advice[1].str();
}

/// The cards show it; the README says that the defaults learn.
TEST(StudyTable, TheRecordedStudySaysThatEveryDefaultLearns)
{
    const auto study = readStudy(recordedStudyPath());
    ASSERT_TRUE(study.ok()) << study.error().message();
    const auto rows = studyRows(*study);
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const StudyRow& row) {
            return row.objective == info.id &&
                   std::all_of(row.varied.begin(), row.varied.end(),
                               [](const auto& each) { return each.second == "default"; });
        });
        ASSERT_NE(found, rows.end()) << info.id;
        EXPECT_GE(found->seeds, 3) << info.id;
        EXPECT_TRUE(learns(*found, *study)) << info.id << " warm " << meanOf(*found, "warm", -1);
    }
}

TEST(StudyTable, StoredAndReadAgain)
{
    const std::string path =
        (std::filesystem::temp_directory_path() / "marginalia-study-table.json").string();
    std::filesystem::remove(path);
    const Study whole = sampleStudy();
    ASSERT_TRUE(storeStudy(path, whole).ok());
    Study other = whole;
    other.cells = {cell("kto", "1e-4", 1, 0.3, 0.8)};
    ASSERT_TRUE(storeStudy(path, other).ok());
    const auto read = readStudy(path);
    ASSERT_TRUE(read.ok()) << read.error().message();
    EXPECT_EQ(read->cells.size(), 5U) << "those of other objectives stay";
    EXPECT_EQ(read->command, whole.command);
    EXPECT_EQ(studyRows(*read)[0].mean, studyRows(whole)[0].mean);
    std::filesystem::remove(path);
    EXPECT_FALSE(readStudy(path).ok());
}

TEST(StudyTable, AdviceComesFromTheFiguresAndSaysSo)
{
    const auto advice = studyAdvice(sampleStudy(), "dpo");
    ASSERT_EQ(advice.size(), 5U);
    EXPECT_NE(advice[2].str().find("0.0004"), std::string::npos) << advice[2].str();
    EXPECT_NE(advice[2].str().find("from 5 % to 90 %"), std::string::npos) << advice[2].str();
    EXPECT_NE(advice[2].str().find("start"), std::string::npos);
    EXPECT_NE(advice.back().str().find("marginalia-cli study"), std::string::npos);
    EXPECT_TRUE(studyAdvice(sampleStudy(), "kto").empty());
}

TEST(StudyTable, TheDefaultSaysOfHowManySeedsItIs)
{
    Study study = sampleStudy();
    study.cells[0].varied["learning_rate"] = study.cells[1].varied["learning_rate"] = "default";
    const auto advice = studyAdvice(study, "dpo");
    EXPECT_NE(advice[1].str().find("By default, learning rate 0.0001, mean of 2 seeds: warm "
                                   "openings from 5 % to 30 %"),
              std::string::npos)
        << advice[1].str();
}

TEST(StudyTable, ACardNamesThePartOfTheCommandThatConcernsIt)
{
    Study all = sampleStudy();
    all.command =
        "marginalia-cli study --objectives all --sweep beta=0.1,0.3 --set gkd.teacher=warm "
        "--set dpo.beta=0.1 --set adam_beta2=0.9 --out study --store";
    const std::string text = studyAdvice(all, "dpo").back().str();
    EXPECT_NE(text.find("study --objectives dpo --sweep beta=0.1,0.3 --set dpo.beta=0.1 "
                        "--set adam_beta2=0.9."),
              std::string::npos)
        << text;
}
