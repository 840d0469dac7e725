// SPDX-License-Identifier: GPL-3.0-or-later
// Models beside the one in training, and what the list behind a step says of written answers.
#include "core/jobs/rounds_file.h"
#include "core/jobs/snapshot_project.h"
#include "tests/widgets/train/panel_fixture.h"
#include "widgets/common/fields.h"
#include "widgets/train/behind_list.h"
#include "widgets/train/formula_view.h"
#include "widgets/train/objective_card.h"
#include "widgets/train/other_models.h"

#include <QLineEdit>
#include <QTest>

#include <gtest/gtest.h>

namespace marginalia {
namespace {

void enterName(TextField* field, const char* text)
{
    ASSERT_NE(field, nullptr);
    field->edit()->setText(QString::fromLatin1(text));
    QTest::keyClick(field->edit(), Qt::Key_Return);
}

class OtherModelsTest : public TrainPanelTest {};

TEST_F(OtherModelsTest, ATeacherIsNamedInTheRecipe)
{
    open(30);
    show();
    RecipeColumn& recipe = m_panel->recipe();
    recipe.takeObjective("gkd");
    const OtherModels& others = recipe.card("gkd")->others();
    ASSERT_NE(others.field(QStringLiteral("teacher")), nullptr);
    EXPECT_TRUE(others.field(QStringLiteral("teacher"))->isVisible());
    const auto named = [&] {
        for (const SpecProblem& problem : checkRunSpec(recipe.spec())) {
            if (problem.field == "teacher") {
                return false;
            }
        }
        return true;
    };
    EXPECT_FALSE(named());
    enterName(others.field(QStringLiteral("teacher")), "/models/large");
    EXPECT_EQ(recipe.spec().teacher, "/models/large");
    EXPECT_TRUE(named());
    recipe.setOther(QStringLiteral("teacher"), QStringLiteral("/models/other"));
    EXPECT_EQ(others.field(QStringLiteral("teacher"))->value(), QStringLiteral("/models/other"));
    test::savePicture(*m_panel, QStringLiteral("train-teacher"));
}

TEST_F(OtherModelsTest, WhoRewardsIsAskedForWhereItMatters)
{
    open(30);
    show();
    RecipeColumn& recipe = m_panel->recipe();
    recipe.takeObjective("grpo");
    const OtherModels& others = recipe.card("grpo")->others();
    const auto shown = [&](const char* key) {
        return others.field(QString::fromLatin1(key))->isVisible();
    };
    EXPECT_FALSE(shown("judge"));
    EXPECT_FALSE(shown("reward_model"));
    RunSpec spec = recipe.spec();
    spec.choices["reward"] = "judge";
    recipe.setSpec(spec);
    EXPECT_TRUE(shown("judge"));
    EXPECT_FALSE(shown("reward_model"));
    enterName(others.field(QStringLiteral("judge")), "my-judge --fast");
    EXPECT_EQ(recipe.spec().judge, "my-judge --fast");
    settle();
    for (const FormulaView* formula : recipe.findChildren<FormulaView*>()) {
        if (formula->isVisible()) {
            EXPECT_EQ(formula->height(), formula->heightForWidth(formula->width()));
        }
    }
    test::savePicture(*m_panel, QStringLiteral("train-judge"));
}

TEST_F(OtherModelsTest, BehindAStepStandsWhatTheModelWrote)
{
    open(4);
    std::vector<Record> records;
    for (int i = 0; i < 2; ++i) {
        Record record;
        record.uid = m_uids[static_cast<std::size_t>(i)];
        record.kind = RecordKind::Demo;
        record.prompt = said("user", "Question " + std::to_string(i));
        record.a = said("assistant", "Given.");
        records.push_back(record);
    }
    RunSpec spec = defaultRunSpec("grpo");
    spec.model = starterFolder().toStdString();
    const auto run = snapshotFromRecords(records, spec, m_runsFolder);
    ASSERT_TRUE(run.ok()) << run.error().message();
    RoundFile round;
    round.round = 7;
    std::vector<RowRecord> rows;
    for (std::uint32_t i = 0; i < 4; ++i) {
        RoundAnswer answer;
        answer.prompt = m_uids[i / 2];
        answer.snapshotIndex = i / 2;
        answer.number = i % 2;
        answer.uid = answerUid("run", 7, answer.prompt, answer.number);
        answer.ids = {1};
        answer.text = "Written " + std::to_string(i);
        answer.reason = "stop";
        round.answers.push_back(answer);
        RowRecord row;
        row.unit = static_cast<std::uint16_t>(i / 2);
        row.role = RowRole::Sample;
        row.flags = kRowOfRound;
        row.round = 7;
        row.snapshotIndex = i;
        row.uid = answer.prompt;
        row.influence = static_cast<float>(4 - i);
        rows.push_back(row);
    }
    ASSERT_TRUE(writeRound(run->folder, round).ok());
    auto project = Project::open((m_folder + QStringLiteral("/Plain answers")).toStdString(),
                                 OpenMode::ReadOnly);
    ASSERT_TRUE(project.ok()) << project.error().message();
    auto reader = (*project)->reader();
    ASSERT_TRUE(reader.ok());
    SnapshotCache cache;
    const auto entries = readBehind(cache, **reader, run->folder, rows);
    ASSERT_TRUE(entries.ok()) << entries.error().message();
    ASSERT_EQ(entries->size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        const BehindEntry& entry = (*entries)[i];
        EXPECT_EQ(entry.shown(), QStringLiteral("Written %1").arg(i));
        EXPECT_EQ(entry.prompt, QStringLiteral("Question %1").arg(i / 2));
        EXPECT_TRUE(entry.record.has_value());
    }
}

}  // namespace
}  // namespace marginalia
