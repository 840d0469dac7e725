// SPDX-License-Identifier: GPL-3.0-or-later
// What an objective is composed with, and the way from Train to the catalogue and back.
#include "tests/widgets/train/panel_fixture.h"
#include "widgets/common/fields.h"
#include "widgets/objectives/loss_explorer.h"
#include "widgets/objectives/objective_sheet.h"
#include "widgets/train/mix_editor.h"
#include "widgets/train/objective_card.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>

namespace marginalia {
namespace {

using test::waitUntil;

void enter(TextField* field, const char* text)
{
    ASSERT_NE(field, nullptr);
    field->edit()->setText(QString::fromLatin1(text));
    QTest::keyClick(field->edit(), Qt::Key_Return);
}

bool accepted(const RunSpec& spec, const std::string& field)
{
    const std::vector<SpecProblem> problems = checkRunSpec(spec);
    return std::none_of(problems.begin(), problems.end(), [&](const SpecProblem& problem) {
        return problem.field.rfind(field, 0) == 0;
    });
}

TEST(MixEditorTest, ASumOfTheObjectiveAloneIsNone)
{
    using Terms = std::vector<TermSpec>;
    const Terms two = MixEditor::withTerm({}, "dpo", "sft", 0.2);
    EXPECT_EQ(two, (Terms{{"dpo", 1.0}, {"sft", 0.2}}));
    EXPECT_EQ(MixEditor::withTerm(two, "dpo", "sft", 0.5), (Terms{{"dpo", 1.0}, {"sft", 0.5}}));
    EXPECT_EQ(MixEditor::withTerm(two, "dpo", "sft", 0), Terms());
    EXPECT_EQ(MixEditor::withTerm(two, "dpo", "dpo", 0.8), (Terms{{"dpo", 0.8}, {"sft", 0.2}}));
    EXPECT_EQ(MixEditor::withTerm({{"dpo", 0.8}, {"sft", 0.2}}, "dpo", "sft", 0),
              (Terms{{"dpo", 0.8}}));
}

TEST(MixEditorTest, OffersOnlyWhatARunAccepts)
{
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        MixEditor editor(info);
        for (const std::string& id : editor.addableTerms()) {
            RunSpec spec = defaultRunSpec(info.id);
            spec.terms = MixEditor::withTerm({}, info.id, id, 1);
            EXPECT_TRUE(accepted(spec, "terms")) << info.id << " + " << id;
        }
        for (const std::string& id : editor.addableModifiers()) {
            editor.addModifier(id);
            RunSpec spec = defaultRunSpec(info.id);
            spec.modifiers = editor.modifiers();
            EXPECT_TRUE(accepted(spec, "modifiers")) << info.id << " with " << id;
            ASSERT_EQ(editor.modifiers().size(), 1U);
            for (const ParameterInfo& parameter : findModifier(id)->info.parameters) {
                TextField* field = editor.modifierField(id, parameter.key);
                ASSERT_NE(field, nullptr) << id << "." << parameter.key;
                EXPECT_EQ(field->value(), settingText(parameter.fallback));
            }
            editor.setSpec(defaultRunSpec(info.id));
            EXPECT_TRUE(editor.modifiers().empty());
        }
    }
}

TEST(MixEditorTest, AnAddedTermHasItsWeight)
{
    const ObjectiveInfo& info = *findObjective("dpo");
    MixEditor editor(info);
    QSignalSpy changed(&editor, &MixEditor::termsChanged);
    const std::vector<std::string> ids = editor.addableTerms();
    ASSERT_FALSE(ids.empty());
    const std::string id = ids.back();
    editor.addTerm(id);
    ASSERT_EQ(changed.count(), 1);
    ASSERT_EQ(editor.terms().size(), 2U);
    enter(editor.termField(id), "0.25");
    EXPECT_EQ(editor.terms()[1], (TermSpec{id, 0.25}));
    enter(editor.termField(id), "0");
    EXPECT_TRUE(editor.terms().empty());
    EXPECT_EQ(editor.termField(id), nullptr);
}

TEST_F(TrainPanelTest, TheCatalogueGivesItsObjectiveToTheRecipe)
{
    open(64);
    show();
    (*m_actions)[QStringLiteral("train.objectives")]->trigger();
    auto* sheet = m_panel->window()->findChild<ObjectiveSheet*>();
    ASSERT_NE(sheet, nullptr);
    EXPECT_EQ(sheet->current()->id, m_panel->recipe().spec().objective);
    sheet->choose("kto");
    QTest::keyClick(sheet, Qt::Key_Return);
    EXPECT_EQ(m_panel->recipe().spec().objective, "kto");
    EXPECT_EQ(m_panel->recipe().spec().parameters, defaultRunSpec("kto").parameters);
    ASSERT_TRUE(
        waitUntil([&] { return m_panel->window()->findChild<ObjectiveSheet*>() == nullptr; }));
}

TEST_F(TrainPanelTest, EveryObjectiveOfTheCatalogueHasItsCard)
{
    open(64);
    show();
    RecipeColumn& recipe = m_panel->recipe();
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        recipe.takeObjective(info.id);
        ObjectiveCard* card = recipe.card(info.id);
        ASSERT_NE(card, nullptr) << info.id;
        EXPECT_TRUE(card->isOpen()) << info.id;
        EXPECT_TRUE(card->isVisibleTo(&recipe)) << info.id;
        for (const ParameterInfo& parameter : info.parameters) {
            TextField* field = card->field(QString::fromStdString(parameter.key));
            ASSERT_NE(field, nullptr) << info.id << "." << parameter.key;
            EXPECT_EQ(field->value(), settingText(parameter.fallback));
        }
        settle();
        EXPECT_TRUE(cutTexts().isEmpty()) << info.id << cutTexts().join(u'\n').toStdString();
    }
}

TEST_F(TrainPanelTest, TheExplorerShowsThePairsOfTheRunLookedAt)
{
    open(40);
    addRun({});
    show();
    ASSERT_TRUE(waitUntil([&] { return m_panel->run() != nullptr; }));
    (*m_actions)[QStringLiteral("train.explore")]->trigger();
    auto* explorer = m_panel->window()->findChild<LossExplorer*>();
    ASSERT_NE(explorer, nullptr);
    auto* box = explorer->findChild<QComboBox*>(QStringLiteral("explorer.pair"));
    ASSERT_TRUE(waitUntil([&] { return box->count() > 1; }));
    bool named = false;
    for (int i = 1; i < box->count(); ++i) {
        named = named || box->itemText(i).contains(QStringLiteral("chicken"));
    }
    EXPECT_TRUE(named) << "a pair is known by its prompt";
    // Its card, and from there back: one dialog at a time.
    explorer->choose("kto");
    Q_EMIT explorer->cardAsked(QStringLiteral("kto"));
    ASSERT_TRUE(
        waitUntil([&] { return m_panel->window()->findChild<LossExplorer*>() == nullptr; }));
    auto* sheet = m_panel->window()->findChild<ObjectiveSheet*>();
    ASSERT_NE(sheet, nullptr);
    EXPECT_EQ(sheet->current()->id, "kto");
    sheet->reject();
}

}  // namespace
}  // namespace marginalia
