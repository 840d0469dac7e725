// SPDX-License-Identifier: GPL-3.0-or-later
// The whole loop through the real window, reader, worker and host, with keys and clicks: open the
// sample, import real pairs, label forty, train, compare, vote, look behind a point, and find the
// vote as a pair after a restart.
#include "core/jobs/run_folder.h"
#include "tests/e2e/window_case.h"
#include "widgets/compare/compare_panel.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/import_dialog.h"
#include "widgets/data/record_model.h"
#include "widgets/label/label_panel.h"
#include "widgets/train/behind_list.h"
#include "widgets/train/tracked_run.h"
#include "widgets/train/train_panel.h"

#include <QAbstractButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace marginalia;
using test::kPatience;
using test::press;
using test::waitUntil;

namespace {

constexpr int kLabels = 40;
constexpr int kImported = 18;  // tests/fixtures/hh_pairs

class Loop : public testing::Test, protected test::WindowStory {
protected:
    void SetUp() override
    {
        test::useRealPrograms(test::freshFolder(QStringLiteral("loop")));
        ASSERT_NO_FATAL_FAILURE(openWindow());
        ASSERT_TRUE(test::openSampleByHand(*m_window, *m_workspace));
        EXPECT_EQ(m_window->currentPanel(), QStringLiteral("label")) << "the tour begins there";
    }

    void importPairs();
    void findImported();
    void labelByKeys();
    std::string trainByTour();
    void seeTheAnswersChange(const std::string& run);
    std::string voteAndMakePair();
    void lookBehindAPoint();
};

void Loop::importPairs()
{
    const std::int64_t before = test::pairCount(session());
    m_window->import(
        {QStringLiteral(MARGINALIA_SOURCE_DIR "/tests/fixtures/hh_pairs/pairs.jsonl")});
    auto* dialog = m_window->findChild<ImportDialog*>();
    ASSERT_NE(dialog, nullptr);
    ASSERT_TRUE(waitUntil([&] { return dialog->isReady(); }, kPatience));
    auto* go = dialog->findChild<QAbstractButton*>(QStringLiteral("import.go"));
    ASSERT_NE(go, nullptr);
    EXPECT_TRUE(go->text().contains(QString::number(kImported))) << qPrintable(go->text());
    QSignalSpy finished(m_workspace.get(), &Workspace::importFinished);
    test::click(*go);
    ASSERT_TRUE(waitUntil([&] { return finished.count() == 1; }, kPatience));
    EXPECT_TRUE(finished[0][2].toString().isEmpty()) << qPrintable(finished[0][2].toString());
    EXPECT_EQ(test::pairCount(session()), before + kImported);
}

void Loop::findImported()
{
    auto* data = test::goTo<DataPanel>(*m_window, QStringLiteral("data"));
    ASSERT_NE(data, nullptr);
    press(*m_window, Qt::Key_F, Qt::ControlModifier);
    test::type(*m_window, QStringLiteral("seat belts"));
    ASSERT_TRUE(waitUntil([&] { return data->records().hits() == 1; }, kPatience));
    ASSERT_TRUE(waitUntil([&] { return data->records().summary(0) != nullptr; }, kPatience));
    const RowSummary* row = data->records().summary(0);
    EXPECT_EQ(row->prompt, "Do people really need to wear seat belts?");
    EXPECT_EQ(row->label.verdict, Verdict::A) << "what the file says is chosen";
    auto* table = test::part<QTableView>(*m_window, QStringLiteral("data.table"));
    ASSERT_NE(table, nullptr);
    table->setFocus();
    press(*m_window, Qt::Key_D, Qt::ControlModifier);
    ASSERT_TRUE(waitUntil([&] { return data->records().hits() > 300; }, kPatience));
}

/// Presses the key of the answer that opens warmly, as a person who likes warm answers would; one
/// label is taken back and given again on the way.
void Loop::labelByKeys()
{
    auto* panel = test::goTo<LabelPanel>(*m_window, QStringLiteral("label"));
    ASSERT_NE(panel, nullptr);
    LabelSession& labels = panel->labels();
    QSignalSpy stored(&labels, &LabelSession::stored);
    std::vector<std::pair<Uid, Verdict>> given;
    for (int i = 0; i < kLabels; ++i) {
        ASSERT_TRUE(waitUntil([&] { return labels.current() != nullptr; }, kPatience));
        const Uid shown = labels.current()->uid;
        // The longer answer of a sample pair carries the warm words.
        const bool first =
            plainText(labels.shownAnswer(1)).size() >= plainText(labels.shownAnswer(2)).size();
        given.emplace_back(shown, first == labels.aShownFirst() ? Verdict::A : Verdict::B);
        const auto another = [&] {
            return labels.current() != nullptr && labels.current()->uid != shown;
        };
        press(*m_window, first ? Qt::Key_1 : Qt::Key_2);
        ASSERT_TRUE(waitUntil(another, kPatience)) << "label " << i;
        if (i == kLabels / 2) {
            ASSERT_TRUE(waitUntil([&] { return stored.count() == i + 1; }, kPatience));
            press(*m_window, Qt::Key_U);
            ASSERT_TRUE(waitUntil(
                [&] { return labels.current() != nullptr && labels.current()->uid == shown; },
                kPatience));
            press(*m_window, first ? Qt::Key_1 : Qt::Key_2);
            ASSERT_TRUE(waitUntil(another, kPatience));
        }
    }
    ASSERT_TRUE(waitUntil([&] { return stored.count() == kLabels + 1; }, kPatience));
    const std::vector<LabelEvent> trail = test::trailOf(session());
    ASSERT_GE(trail.size(), static_cast<size_t>(kLabels));
    for (int i = 0; i < kLabels; ++i) {
        const auto& [record, verdict] = given[static_cast<size_t>(kLabels - 1 - i)];
        EXPECT_EQ(trail[static_cast<size_t>(i)].record, record) << i;
        EXPECT_EQ(trail[static_cast<size_t>(i)].judgement.verdict, verdict) << i;
    }
}

std::string Loop::trainByTour()
{
    const size_t runsBefore = listRuns(session().runsFolder().toStdString()).size();
    Panel* label = m_window->panel(QStringLiteral("label"));
    EXPECT_EQ(m_window->tour().stage(), Tour::Stage::TrainOffer);
    label->coach().runAction();
    auto* train = dynamic_cast<TrainPanel*>(m_window->panel(QStringLiteral("train")));
    if (train == nullptr) {
        ADD_FAILURE() << "the tour did not open Train";
        return {};
    }
    EXPECT_TRUE(waitUntil(
        [&] { return listRuns(session().runsFolder().toStdString()).size() > runsBefore; },
        kPatience))
        << qPrintable(train->infoBar().text());
    const std::string run = listRuns(session().runsFolder().toStdString()).front();
    EXPECT_TRUE(waitUntil(
        [&] { return train->run() && train->run()->folder().toStdString() == run; }, kPatience));
    // Points come while it runs, not at its end only.
    bool live = false;
    EXPECT_TRUE(waitUntil(
        [&] {
            const TrackedRun* shown = train->run();
            live = live || (shown->isActive() && shown->curves()->points() > 0);
            return shown->health().exit.has_value() && shown->isUpToDate();
        },
        kPatience))
        << run;
    EXPECT_TRUE(live) << "no point was seen before the run had ended";
    EXPECT_EQ(train->run()->health().exit->reason, "finished")
        << train->run()->health().exit->message;

    const auto margins = test::metricOf(run, "rewards/margins");
    EXPECT_GE(margins.size(), 10U);
    const Series* drawn = train->run()->curves()->find("rewards/margins");
    if (drawn == nullptr || margins.empty()) {
        ADD_FAILURE() << "no margins";
        return run;
    }
    EXPECT_EQ(drawn->size(), margins.size());
    EXPECT_GT(drawn->smooth(drawn->size() - 1), drawn->y(0) + 0.5) << "the margin curve must rise";
    return run;
}

void Loop::seeTheAnswersChange(const std::string& run)
{
    ASSERT_TRUE(waitUntil([&] { return m_window->tour().stage() == Tour::Stage::CompareOffer; },
                          kPatience));
    m_window->panel(QStringLiteral("train"))->coach().runAction();
    EXPECT_EQ(m_window->currentPanel(), QStringLiteral("compare"));
    auto* panel = dynamic_cast<ComparePanel*>(m_window->panel(QStringLiteral("compare")));
    ASSERT_NE(panel, nullptr);
    CompareSession& compare = panel->compare();
    ASSERT_TRUE(waitUntil([&] { return compare.columns().size() == 2; }, kPatience));
    EXPECT_TRUE(compare.columns()[0].run.isEmpty());
    EXPECT_EQ(compare.columns()[1].run.toStdString(), run);
    ASSERT_TRUE(waitUntil([&] { return compare.answer(0).id != 0 && compare.answer(1).id != 0; },
                          kPatience))
        << "prompts " << compare.prompts().size() << ", at " << compare.promptIndex()
        << ", writing " << compare.isWriting() << ", "
        << qPrintable(compare.answer(0).problem + compare.answer(1).problem);
    EXPECT_FALSE(compare.answer(0).text.empty());
    EXPECT_FALSE(compare.answer(0).tokens.empty());
}

std::string Loop::voteAndMakePair()
{
    auto* panel = dynamic_cast<ComparePanel*>(m_window->panel(QStringLiteral("compare")));
    CompareSession& compare = panel->compare();
    // A pair needs two different answers: on from prompt to prompt until they differ.
    for (size_t i = 0; i < compare.prompts().size(); ++i) {
        EXPECT_TRUE(waitUntil([&] { return !compare.isWriting(); }, kPatience));
        if (compare.answer(0).text != compare.answer(1).text) {
            break;
        }
        press(*m_window, Qt::Key_J);
        press(*m_window, Qt::Key_W);
        EXPECT_TRUE(waitUntil(
            [&] { return compare.answer(0).id != 0 && compare.answer(1).id != 0; }, kPatience));
    }
    EXPECT_NE(compare.answer(0).text, compare.answer(1).text);
    test::savePicture(*m_window, QStringLiteral("compare-written"));
    const std::int64_t before = test::pairCount(session());
    press(*m_window, Qt::Key_2);
    EXPECT_TRUE(waitUntil([&] { return compare.votes().size() == 1; }, kPatience));
    press(*m_window, Qt::Key_P);
    EXPECT_TRUE(waitUntil([&] { return test::pairCount(session()) == before + 1; }, kPatience));
    EXPECT_EQ(compare.votes().front().best, 1);
    return compare.votes().front().uid.hex();
}

void Loop::lookBehindAPoint()
{
    // The tour measures unseen questions first, then offers the point.
    ASSERT_TRUE(
        waitUntil([&] { return m_window->tour().stage() == Tour::Stage::BehindOffer; }, kPatience));
    m_window->panel(QStringLiteral("compare"))->coach().runAction();
    auto* train = dynamic_cast<TrainPanel*>(m_window->panel(QStringLiteral("train")));
    ASSERT_TRUE(waitUntil([&] { return !train->behind().entries().empty(); }, kPatience));
    EXPECT_EQ(m_window->tour().stage(), Tour::Stage::Behind);
    for (const BehindEntry& entry : train->behind().entries()) {
        EXPECT_TRUE(entry.record.has_value());
        EXPECT_FALSE(entry.prompt.isEmpty());
    }
}

TEST_F(Loop, ImportLabelTrainCompareVoteRestart)
{
    importPairs();
    findImported();
    labelByKeys();
    if (HasFatalFailure()) {
        return;
    }
    const std::string run = trainByTour();
    ASSERT_FALSE(run.empty());
    seeTheAnswersChange(run);
    if (HasFatalFailure()) {
        return;
    }
    const std::string vote = voteAndMakePair();
    lookBehindAPoint();
    const QString folder = session().folder();
    const std::int64_t pairs = test::pairCount(session());
    closeWindow();

    ASSERT_NO_FATAL_FAILURE(openWindow());
    m_window->openProject(folder);
    ASSERT_NE(m_workspace->session(), nullptr);
    EXPECT_EQ(test::pairCount(session()), pairs);
    EXPECT_EQ(m_window->currentPanel(), QStringLiteral("train")) << "as it was left";
    EXPECT_GE(test::trailOf(session()).size(), static_cast<size_t>(kLabels));
    const auto votes = test::readNow<std::vector<StoredVote>>(
        session(), [](ProjectReader& reader) { return reader.votes(); });
    ASSERT_TRUE(votes.has_value());
    ASSERT_EQ(votes->size(), 1U);
    EXPECT_EQ(votes->front().uid.hex(), vote);
    EXPECT_TRUE(votes->front().sent);
    // The pair lies in the table, labelled, and says which vote it comes from.
    auto* data = test::goTo<DataPanel>(*m_window, QStringLiteral("data"));
    ASSERT_NE(data, nullptr);
    ASSERT_TRUE(waitUntil([&] { return data->records().hits() >= pairs; }, kPatience));
    Filter made;
    made.imports = {0};
    made.kinds = {"pair"};
    const auto found = test::readNow<int>(session(), [&](ProjectReader& reader) -> Result<int> {
        int count = 0;
        MG_CHECK(reader.forEach(made, [&](const StoredRecord& record) {
            count += record.record.meta.is_object() &&
                             record.record.meta.value("vote", std::string()) == vote &&
                             record.label.verdict == Verdict::A
                         ? 1
                         : 0;
            return true;
        }));
        return count;
    });
    EXPECT_EQ(found.value_or(0), 1) << "the vote must be one labelled pair";
    closeWindow();
}

}  // namespace
