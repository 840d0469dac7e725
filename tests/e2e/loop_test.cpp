// SPDX-License-Identifier: GPL-3.0-or-later
// The whole loop through the real window and the real worker: open the sample, import, label forty
// pairs by keys, train, compare, vote, and find the vote as a pair after a restart.
#include "app/main_window.h"
#include "app/workspace.h"
#include "core/jobs/run_folder.h"
#include "tests/widgets/widget_test.h"
#include "widgets/common/read_worker.h"
#include "widgets/common/session.h"
#include "widgets/compare/compare_panel.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/record_model.h"
#include "widgets/label/label_panel.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <optional>

using namespace marginalia;

namespace {

constexpr int kLabels = 40;
constexpr int kPatience = 120'000;

/// Reads on a thread, waits here: tests only.
template <class T>
std::optional<T> readNow(Session& session, std::function<Result<T>(ProjectReader&)> work)
{
    QObject receiver;
    std::optional<T> out;
    bool done = false;
    session.reads().ask<T>(
        &receiver, QStringLiteral("test"), std::move(work), [&](Result<T> result) {
            EXPECT_TRUE(result.ok()) << (result.ok() ? std::string() : result.error().message());
            if (result.ok()) {
                out = result.take();
            }
            done = true;
        });
    EXPECT_TRUE(test::waitUntil([&] { return done; }, kPatience));
    return out;
}

/// Presses the key for the answer that opens warmly, as a person who likes warm answers would.
void labelByKeys(MainWindow& window, LabelPanel& panel, int count)
{
    QSignalSpy stored(&panel.labels(), &LabelSession::stored);
    for (int i = 0; i < count; ++i) {
        ASSERT_TRUE(
            test::waitUntil([&] { return panel.labels().current() != nullptr; }, kPatience));
        const std::string first = plainText(panel.labels().shownAnswer(1));
        const std::string second = plainText(panel.labels().shownAnswer(2));
        const Uid shown = panel.labels().current()->uid;
        // The longer answer of a sample pair carries the warm words.
        QTest::keyClick(window.focusWidget() != nullptr ? window.focusWidget() : &panel,
                        first.size() >= second.size() ? Qt::Key_1 : Qt::Key_2);
        ASSERT_TRUE(test::waitUntil(
            [&] {
                return panel.labels().current() == nullptr ||
                       panel.labels().current()->uid != shown;
            },
            kPatience))
            << "label " << i;
    }
    ASSERT_TRUE(test::waitUntil([&] { return stored.count() == count; }, kPatience));
}

std::vector<std::pair<std::int64_t, double>> marginsOf(const std::string& run)
{
    std::vector<std::pair<std::int64_t, double>> out;
    auto reader = RunReader::open(run);
    EXPECT_TRUE(reader.ok());
    auto news = (*reader)->poll();
    EXPECT_TRUE(news.ok());
    for (const MetricLine& line : news->lines) {
        for (const auto& [name, value] : line.values) {
            if (name == "rewards/margins" && line.event.empty()) {
                out.emplace_back(line.step, value);
            }
        }
    }
    return out;
}

std::int64_t pairCount(Session& session)
{
    return readNow<Counts>(session, [](ProjectReader& reader) { return reader.counts(); })
        .value_or(Counts{})
        .pairs;
}

}  // namespace

TEST(Loop, ImportLabelTrainCompareVoteRestart)
{
    // The shared main of widget tests hides the programs; here they are what is tested.
    qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli");
    qputenv("MARGINALIA_HOME", test::freshFolder(QStringLiteral("loop")).toLocal8Bit());
    std::string projectFolder;
    std::string voteUid;
    {
        Workspace workspace;
        MainWindow window(workspace);
        window.resize(1440, 900);
        window.show();
        window.activateWindow();
        window.openSample(true, false);
        ASSERT_TRUE(test::waitUntil([&] { return workspace.session() != nullptr; }, kPatience));
        Session& session = *workspace.session();
        projectFolder = session.folder().toStdString();

        // Import.
        const std::int64_t before = pairCount(session);
        EXPECT_GE(before, 300);
        window.startImport(
            QStringLiteral(MARGINALIA_SOURCE_DIR "/tests/golden/text/formats/pref_chat.jsonl"), {});
        ASSERT_TRUE(test::waitUntil([&] { return pairCount(session) > before; }, kPatience));
        const std::int64_t imported = pairCount(session);

        // Label.
        window.showPanel(QStringLiteral("label"));
        auto* label = dynamic_cast<LabelPanel*>(window.panel(QStringLiteral("label")));
        ASSERT_NE(label, nullptr);
        labelByKeys(window, *label, kLabels);

        // Train with the real worker.
        const size_t runsBefore = listRuns(session.runsFolder().toStdString()).size();
        window.showPanel(QStringLiteral("train"), QStringLiteral("start_tour_run"));
        ASSERT_TRUE(test::waitUntil(
            [&] { return listRuns(session.runsFolder().toStdString()).size() > runsBefore; },
            kPatience));
        const std::string run = listRuns(session.runsFolder().toStdString()).front();
        ASSERT_TRUE(test::waitUntil([&] { return runHealth(run).exit.has_value(); }, kPatience))
            << run;
        EXPECT_EQ(runHealth(run).exit->reason, "finished") << runHealth(run).exit->message;
        const auto margins = marginsOf(run);
        ASSERT_GE(margins.size(), 10U);
        EXPECT_GT(margins.back().second, margins.front().second + 0.5)
            << "the margin curve must rise";

        // Compare and vote.
        window.showPanel(QStringLiteral("compare"), QStringLiteral("show_run"),
                         {{QStringLiteral("run"), QString::fromStdString(run)}});
        auto* comparePanel = dynamic_cast<ComparePanel*>(window.panel(QStringLiteral("compare")));
        ASSERT_NE(comparePanel, nullptr);
        CompareSession& compare = comparePanel->compare();
        ASSERT_TRUE(test::waitUntil([&] { return compare.columns().size() == 2; }, kPatience));
        compare.addPrompts({QStringLiteral("What is 8 + 30?")});
        ASSERT_TRUE(test::waitUntil(
            [&] {
                return compare.prompt() != nullptr &&
                       compare.prompt()->messages.front().content == "What is 8 + 30?";
            },
            kPatience));
        compare.writePrompt();
        ASSERT_TRUE(test::waitUntil(
            [&] { return compare.answer(0).id != 0 && compare.answer(1).id != 0; }, kPatience));
        EXPECT_FALSE(compare.answer(0).text.empty());
        test::savePicture(window, QStringLiteral("compare-written"));
        compare.vote(1);
        ASSERT_EQ(compare.votes().size(), 1U);
        voteUid = compare.votes().front().uid.hex();
        if (compare.answer(0).text != compare.answer(1).text) {
            compare.makePairs(false);
            ASSERT_TRUE(
                test::waitUntil([&] { return pairCount(session) == imported + 1; }, kPatience));
        }
        ASSERT_TRUE(test::waitUntil([&] { return session.writer()->pending() == 0; }, kPatience));
        window.close();
    }
    // After a restart.
    {
        Workspace workspace;
        MainWindow window(workspace);
        window.show();
        window.openProject(QString::fromStdString(projectFolder));
        ASSERT_TRUE(test::waitUntil([&] { return workspace.session() != nullptr; }, kPatience));
        const auto votes = readNow<std::vector<StoredVote>>(
            *workspace.session(), [](ProjectReader& reader) { return reader.votes(); });
        ASSERT_TRUE(votes.has_value());
        ASSERT_EQ(votes->size(), 1U);
        EXPECT_EQ(votes->front().uid.hex(), voteUid);
        Filter made;
        made.imports = {0};
        made.kinds = {"pair"};
        bool found = !votes->front().sent;
        const auto status =
            readNow<bool>(*workspace.session(), [&](ProjectReader& reader) -> Result<bool> {
                MG_CHECK(reader.forEach(made, [&](const StoredRecord& record) {
                    found = found || (record.record.meta.is_object() &&
                                      record.record.meta.value("vote", std::string()) == voteUid &&
                                      record.label.verdict == Verdict::A);
                    return true;
                }));
                return true;
            });
        EXPECT_TRUE(status.has_value());
        EXPECT_TRUE(found) << "the vote must be a labelled pair after a restart";
    }
}
