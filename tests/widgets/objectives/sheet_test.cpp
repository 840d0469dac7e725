// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/widgets/objectives/facts_fixture.h"
#include "tests/widgets/widget_test.h"
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/labels.h"
#include "widgets/objectives/objective_list.h"
#include "widgets/objectives/objective_page.h"
#include "widgets/objectives/objective_sheet.h"
#include "widgets/train/formula_view.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

class Sheet : public testing::Test {
protected:
    void SetUp() override
    {
        const QString home = test::freshFolder(QStringLiteral("objectives"));
        m_state =
            std::make_unique<QSettings>(home + QStringLiteral("/state.ini"), QSettings::IniFormat);
        open(defaultRunSpec("dpo"));
    }
    void open(const RunSpec& present)
    {
        m_sheet = std::make_unique<ObjectiveSheet>(test::factsOfPairs(), present, *m_state);
        m_sheet->show();
        m_sheet->activateWindow();
        QCoreApplication::processEvents();
    }
    template <class Widget>
    Widget& part(const QString& name)
    {
        auto* found = m_sheet->findChild<Widget*>(name);
        EXPECT_NE(found, nullptr) << qPrintable(name);
        return *found;
    }
    SearchField& search() { return part<SearchField>(QStringLiteral("objectives.search")); }
    std::string chosen() const
    {
        return m_sheet->current() != nullptr ? m_sheet->current()->id : std::string();
    }
    QStringList textsOf(const QWidget& page) const
    {
        QStringList out;
        for (const QLabel* label : page.findChildren<QLabel*>()) {
            out << label->text();
        }
        return out;
    }
    void expectSound()
    {
        for (const QStringList& faults :
             {test::namelessWidgets(*m_sheet), test::keylessWidgets(*m_sheet)}) {
            EXPECT_TRUE(faults.isEmpty()) << qPrintable(faults.join(u'\n'));
        }
        QStringList cut;
        test::waitUntil([&] { return (cut = test::cutTexts(*m_sheet)).isEmpty(); }, 1000);
        EXPECT_TRUE(cut.isEmpty()) << qPrintable(cut.join(u'\n'));
        EXPECT_LE(test::primaryButtons(*m_sheet), 1);
    }

    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<ObjectiveSheet> m_sheet;
};

TEST_F(Sheet, OpensAtTheRecipesObjectiveWithItsWholeCard)
{
    EXPECT_EQ(chosen(), "dpo");
    const ObjectiveInfo& info = *findObjective("dpo");
    const QStringList texts = textsOf(m_sheet->first());
    for (const char* text : {info.sentence, info.whenToUse, info.howItFails, info.watch}) {
        EXPECT_TRUE(texts.contains(catalogText(text))) << text;
    }
    EXPECT_TRUE(texts.contains(QString::fromUtf8(info.source)));
    for (const ParameterInfo& parameter : info.parameters) {
        EXPECT_TRUE(texts.contains(catalogText(parameter.label))) << parameter.key;
        EXPECT_TRUE(texts.contains(QString::fromStdString(parameter.key))) << parameter.key;
    }
    EXPECT_NE(m_sheet->first().findChild<FormulaView*>(), nullptr);
    expectSound();
    test::savePicture(*m_sheet, QStringLiteral("objectives"));
    test::savePicture(*m_sheet, QStringLiteral("objectives-whole"), QSize(960, 1500));
}

TEST_F(Sheet, AFormulaThatIsTooLongGoesOnInTheNextRow)
{
    for (const char* const id : {"grpo", "orpo"}) {
        FormulaView view(findObjective(id)->formula);
        const QStringList wide = view.rowTexts(u(3000));
        const QStringList narrow = view.rowTexts(u(280));
        EXPECT_GT(narrow.size(), wide.size()) << id;
        EXPECT_EQ(narrow.join(QString()).remove(u' '), wide.join(QString()).remove(u' ')) << id;
        const QFontMetricsF metrics(monoFont());
        for (const QString& row : narrow) {
            EXPECT_LE(metrics.horizontalAdvance(row) * 0.86, u(280)) << row.toStdString();
        }
        EXPECT_GT(view.heightForWidth(u(280)), view.heightForWidth(u(3000)));
    }
}

TEST_F(Sheet, EveryCardOfTheCatalogueFits)
{
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        m_sheet->choose(info.id);
        ASSERT_EQ(chosen(), info.id);
        QCoreApplication::processEvents();
        QStringList cut;
        test::waitUntil([&] { return (cut = test::cutTexts(*m_sheet)).isEmpty(); }, 500);
        EXPECT_TRUE(cut.isEmpty()) << info.id << ": " << qPrintable(cut.join(u'\n'));
        const auto* formula = m_sheet->first().findChild<FormulaView*>();
        ASSERT_NE(formula, nullptr);
        EXPECT_GE(formula->height(), formula->heightForWidth(formula->width())) << info.id;
        EXPECT_FALSE(needFacts(info.needs).empty());
    }
}

TEST_F(Sheet, TheSearchFindsByNameIdAndWhatItDoes)
{
    ASSERT_TRUE(search().hasFocus());
    QTest::keyClicks(&search(), QStringLiteral("kto"));
    EXPECT_EQ(chosen(), "kto");
    search().clear();
    EXPECT_EQ(chosen(), "dpo") << "what was chosen comes back";
    search().setText(QStringLiteral("token by token"));
    EXPECT_GE(m_sheet->list().rows().rowOf("sft"), 0) << "by its sentence";
    search().setText(QStringLiteral("nothing of this kind"));
    EXPECT_EQ(m_sheet->list().rows().objectives(), 0);
    EXPECT_FALSE(part<Button>(QStringLiteral("objectives.use")).isEnabled());
    test::savePicture(*m_sheet, QStringLiteral("objectives-no-hit"));
}

TEST_F(Sheet, ChipsKeepWhatHasTheProperty)
{
    for (const ObjectiveProperty property : objectiveProperties()) {
        auto& chip =
            part<ChipButton>(QStringLiteral("objectives.chip%1").arg(static_cast<int>(property)));
        EXPECT_FALSE(chip.isChecked());
        QTest::mouseClick(&chip, Qt::LeftButton);
        EXPECT_TRUE(chip.isChecked());
        int wanted = 0;
        for (const ObjectiveInfo& info : objectiveCatalog()) {
            wanted += hasProperty(info, property) ? 1 : 0;
            EXPECT_EQ(m_sheet->list().rows().rowOf(info.id) >= 0, hasProperty(info, property))
                << info.id << " under " << qPrintable(propertyName(property));
        }
        EXPECT_EQ(m_sheet->list().rows().objectives(), wanted);
        QTest::keyClick(&chip, Qt::Key_Space);
        EXPECT_FALSE(chip.isChecked());
    }
    EXPECT_TRUE(hasProperty(*findObjective("sft"), ObjectiveProperty::NoReference));
    EXPECT_TRUE(hasProperty(*findObjective("kto"), ObjectiveProperty::Thumbs));
    EXPECT_TRUE(hasProperty(*findObjective("kto"), ObjectiveProperty::WrongLabels));
    EXPECT_FALSE(hasProperty(*findObjective("dpo"), ObjectiveProperty::NoReference));
    EXPECT_FALSE(hasProperty(*findObjective("sft"), ObjectiveProperty::WrongLabels));
}

TEST_F(Sheet, TakenFromTheKeyboardAlone)
{
    QSignalSpy taken(m_sheet.get(), &ObjectiveSheet::objectiveTaken);
    const int row = m_sheet->list().currentIndex().row();
    QTest::keyClick(&search(), Qt::Key_Down);
    EXPECT_GT(m_sheet->list().currentIndex().row(), row);
    ASSERT_NE(m_sheet->list().current(), nullptr) << "heads of families are skipped";
    m_sheet->list().setFocus();
    QTest::keyClick(&m_sheet->list(), Qt::Key_Slash, Qt::NoModifier);
    QTest::keyClicks(&m_sheet->list(), QStringLiteral("/"));
    EXPECT_TRUE(search().hasFocus());
    QTest::keyClicks(&search(), QStringLiteral("kto"));
    QTest::keyClick(&search(), Qt::Key_Return);
    ASSERT_EQ(taken.count(), 1);
    EXPECT_EQ(taken[0][0].toString(), QStringLiteral("kto"));
    EXPECT_FALSE(m_sheet->isVisible());
}

TEST_F(Sheet, EscapeClearsTheWordsAndThenCloses)
{
    search().setText(QStringLiteral("kto"));
    QTest::keyClick(&search(), Qt::Key_Escape);
    EXPECT_TRUE(search().text().isEmpty());
    EXPECT_TRUE(m_sheet->isVisible());
    QTest::keyClick(&search(), Qt::Key_Escape);
    EXPECT_FALSE(m_sheet->isVisible());
}

TEST_F(Sheet, TwoCardsSideBySideMarkWhatDiffers)
{
    const int before = m_sheet->width();
    QTest::mouseClick(&part<Button>(QStringLiteral("objectives.compare")), Qt::LeftButton);
    EXPECT_TRUE(m_sheet->isComparing());
    EXPECT_GT(m_sheet->width(), before);
    EXPECT_EQ(m_sheet->second().shown(), nullptr);
    m_sheet->choose("kto");
    ASSERT_NE(m_sheet->second().shown(), nullptr);
    EXPECT_EQ(m_sheet->first().shown()->id, "dpo");
    EXPECT_EQ(m_sheet->second().shown()->id, "kto");
    int marked = 0;
    int plain = 0;
    for (const CardBlock* block : m_sheet->second().findChildren<CardBlock*>()) {
        ++(block->isMarked() ? marked : plain);
    }
    EXPECT_GE(marked, 4) << "formula, needs, its own parameters, texts";
    EXPECT_GE(plain, 3) << "beta is the same on both";
    expectSound();
    test::savePicture(*m_sheet, QStringLiteral("objectives-compare"));
    QTest::mouseClick(&part<QToolButton>(QStringLiteral("objectives.close_second")),
                      Qt::LeftButton);
    EXPECT_FALSE(m_sheet->isComparing());
    EXPECT_EQ(m_sheet->width(), before);
    EXPECT_EQ(m_sheet->first().shown()->id, "kto");
}

TEST_F(Sheet, WhatTheDataCannotTrainIsMutedWithTheReason)
{
    DataFacts facts = test::factsOfPairs();
    facts.uses["kto"].used = 0;
    facts.uses["sft"].used = 7;
    m_sheet->setFacts(facts);
    const ObjectiveListModel& rows = m_sheet->list().rows();
    EXPECT_FALSE(rows.at(rows.rowOf("kto")).usable);
    EXPECT_TRUE(rows.at(rows.rowOf("kto")).second.contains(QStringLiteral("thumbs")));
    EXPECT_TRUE(rows.at(rows.rowOf("sft")).second.contains(u'7'));
    EXPECT_TRUE(rows.at(rows.rowOf("dpo")).usable);
    EXPECT_EQ(rows.at(rows.rowOf("dpo")).labels, 4120);
    m_sheet->choose("kto");
    EXPECT_TRUE(part<Button>(QStringLiteral("objectives.use")).isEnabled())
        << "labels may still come";
    test::savePicture(*m_sheet, QStringLiteral("objectives-muted"));
}

TEST_F(Sheet, AnObjectiveOfAnotherVersionCannotBeTaken)
{
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        m_sheet->choose(info.id);
        const auto& use = part<Button>(QStringLiteral("objectives.use"));
        EXPECT_EQ(use.isEnabled(), whyNotTrainable(info.needs) == nullptr) << info.id;
        EXPECT_EQ(use.toolTip().isEmpty(), use.isEnabled()) << info.id;
    }
}

TEST_F(Sheet, TheConfigurationReadsBack)
{
    RunSpec present = defaultRunSpec("dpo");
    present.parameters["beta"] = 0.3;
    present.terms = {{"dpo", 1.0}, {"sft", 0.2}};
    open(present);
    QTest::mouseClick(&part<Button>(QStringLiteral("objectives.copy")), Qt::LeftButton);
    const Json copied = Json::parse(QGuiApplication::clipboard()->text().toStdString());
    Json whole = toJson(defaultRunSpec("dpo"));
    whole.merge_patch(copied);
    std::vector<SpecProblem> problems;
    const auto spec = runSpecFromJson(whole, problems);
    ASSERT_TRUE(spec.ok());
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(spec->parameters.at("beta"), 0.3);
    EXPECT_EQ(spec->terms, present.terms);
}

TEST_F(Sheet, APresetOfTheCardIsTaken)
{
    QSignalSpy taken(m_sheet.get(), &ObjectiveSheet::presetTaken);
    for (LinkLabel* link : m_sheet->first().findChildren<LinkLabel*>()) {
        if (link->text() == QStringLiteral("Plain DPO")) {
            QTest::keyClick(link, Qt::Key_Return);
            break;
        }
    }
    ASSERT_EQ(taken.count(), 1);
    EXPECT_EQ(taken[0][0].toString(), QStringLiteral("dpo"));
}

TEST(ObjectiveFacts, FormulaWordsAreComparedInTheirOrder)
{
    EXPECT_EQ(
        formulaWords(QStringLiteral("-log σ( β·[ Δlogp chosen")),
        QStringList({QStringLiteral("-"), QStringLiteral("log"), QStringLiteral("σ"),
                     QStringLiteral("("), QStringLiteral("β"), QStringLiteral("·"),
                     QStringLiteral("["), QStringLiteral("Δlogp"), QStringLiteral("chosen")}));
    const QStringList one{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    const QStringList two{QStringLiteral("a"), QStringLiteral("c"), QStringLiteral("d")};
    EXPECT_EQ(differentWords(one, two), std::vector<bool>({false, true, false}));
    EXPECT_EQ(differentWords(two, one), std::vector<bool>({false, false, true}));
    EXPECT_EQ(differentWords(one, one), std::vector<bool>(3, false));
}

TEST(ObjectiveListModelTest, KeepsTheRulesOfModels)
{
    ObjectiveListModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFacts(test::factsOfPairs());
    model.setWords(QStringLiteral("kto"));
    EXPECT_GE(model.rowOf("kto"), 0);
    EXPECT_LT(model.objectives(), static_cast<int>(objectiveCatalog().size()));
    model.setWords({});
    EXPECT_EQ(model.objectives(), static_cast<int>(objectiveCatalog().size()));
}

}  // namespace
