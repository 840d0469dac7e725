// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/train/run_fixture.h"
#include "tests/widgets/widget_test.h"
#include "widgets/common/panel_context.h"
#include "widgets/train/curves_area.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/train_panel.h"

#include <QTest>

#include <gtest/gtest.h>

#include <filesystem>

namespace marginalia {

/// The window around the panel: remembers what was asked.
class FakeShell : public Shell {
public:
    void showPanel(const QString& id, const QString& request, const QVariantMap& arguments) override
    {
        shown << id + u'/' + request;
        lastArguments = arguments;
    }
    void showDock(const QString&, bool) override {}
    void toast(const QString& sentence, const QString&, const std::function<void()>&) override
    {
        toasts << sentence;
    }
    void showSettings(const QString& section) override
    {
        shown << QStringLiteral("settings/") + section;
    }
    void import(const QStringList&) override {}
    void startImport(const QString&, const ReadOptions&) override {}
    void pickModel(const QString& present,
                   const std::function<void(const PickedModel&)>& take) override
    {
        shown << QStringLiteral("models/") + present;
        pick = take;
    }
    void exportModel(const QString& folder, const QString&) override
    {
        shown << QStringLiteral("export/") + folder;
    }
    bool startRun(const QString& folder, QString*) override
    {
        started << folder;
        return true;
    }

    QStringList shown;
    QStringList toasts;
    QStringList started;
    QVariantMap lastArguments;
    std::function<void(const PickedModel&)> pick;
};

inline Messages said(const char* role, const std::string& text)
{
    Message message;
    message.role = role;
    message.content = text;
    return {message};
}

class TrainPanelTest : public testing::Test {
protected:
    void open(int labels)
    {
        m_folder = test::freshFolder(QStringLiteral("train"));
        auto project = Project::create((m_folder + QStringLiteral("/Plain answers")).toStdString(),
                                       "Plain answers");
        ASSERT_TRUE(project.ok()) << project.error().message();
        m_runsFolder = (*project)->runsFolder();
        std::filesystem::create_directories(m_runsFolder);
        fill(**project, labels);
        m_settings = std::make_unique<Settings>(m_folder + QStringLiteral("/settings"));
        m_actions = std::make_unique<ActionRegistry>(*m_settings);
        m_actions->add(trainActions(), QStringLiteral("train"));
        m_session = std::make_unique<Session>(project.take(), QStringLiteral("anna"));
        m_feeds = std::make_unique<RunFeedHub>();
        m_host = std::make_unique<HostClient>(QStringLiteral("none"));
        m_jobs = std::make_unique<JobModel>();
        m_tour = std::make_unique<Tour>(m_shell);
        m_context = std::make_unique<PanelContext>(PanelContext{m_shell, *m_actions, *m_settings,
                                                                m_selection, *m_session, *m_feeds,
                                                                *m_host, *m_jobs, *m_tour});
    }
    void fill(Project& project, int labels)
    {
        std::vector<Record> records;
        for (int i = 0; i < labels; ++i) {
            Record record;
            const std::string& prompt =
                RunFixture::prompts()[static_cast<std::size_t>(i) % RunFixture::prompts().size()];
            record.prompt = said("user", prompt + (i < 16 ? "" : " " + std::to_string(i)));
            record.a =
                said("assistant", "Gladly. It depends on how long it was out of the fridge.");
            record.b = said("assistant", "No.");
            record.origin = Origin::ChosenA;
            record.source.line = i + 1;
            records.push_back(std::move(record));
        }
        const auto id = project.writer()->beginImport("pairs.jsonl", "trl", "{}");
        ASSERT_TRUE(id.ok());
        ASSERT_TRUE(project.writer()->importChunk(*id, std::move(records), 1000).ok());
        ReadEnd end;
        ASSERT_TRUE(project.writer()->endImport(*id, end).ok());
        ASSERT_TRUE(project.writer()->flush().ok());
        auto reader = project.reader();
        ASSERT_TRUE(reader.ok());
        const auto hits = (*reader)->query({});
        ASSERT_TRUE(hits.ok());
        for (const RecordId id : hits->ids) {
            const auto record = (*reader)->record(id);
            ASSERT_TRUE(record.ok());
            m_uids.push_back(record->uid);
        }
    }
    void show()
    {
        m_panel = std::make_unique<TrainPanel>(*m_context);
        m_panel->resize(1378, 838);
        m_panel->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_panel.get()));
        m_panel->enter();
        ASSERT_TRUE(test::waitUntil([&] { return !m_panel->recipe().facts().uses.empty(); }));
    }
    /// A run of the starter on the project's first pairs.
    RunFixture& addRun(RunFixture::Plan plan)
    {
        plan.model = starterFolder().toStdString();
        plan.uids = m_uids;
        m_fixtures.push_back(std::make_unique<RunFixture>(m_runsFolder, plan));
        return *m_fixtures.back();
    }
    bool shows(const RunFixture& fixture, std::int64_t step)
    {
        return test::waitUntil([&] {
            return m_panel->run() != nullptr &&
                   m_panel->run()->folder().toStdString() == fixture.folder() &&
                   m_panel->run()->curves()->lastStep() == step;
        });
    }
    /// A running run in front; its worker is the fixture.
    RunFixture& showRunning()
    {
        open(40);
        RunFixture& fixture = addRun({});
        show();
        EXPECT_TRUE(shows(fixture, 588));
        return fixture;
    }
    /// A key where the curves have the focus.
    void press(Qt::Key key)
    {
        m_panel->curves().grid().setFocus();
        QTest::keyClick(&m_panel->curves().grid(), key);
    }
    /// What the window asked of the run's worker, which is the fixture.
    std::vector<RunWriter::Control> asked(RunFixture& fixture, std::size_t count)
    {
        std::vector<RunWriter::Control> out;
        test::waitUntil([&] {
            auto controls = fixture.writer().controls();
            out.insert(out.end(), controls->begin(), controls->end());
            return out.size() >= count;
        });
        return out;
    }
    void settle()
    {
        const int before = m_panel->curves().grid().replots();
        m_panel->curves().grid().dataChanged();
        test::waitUntil(
            [&] {
                return m_panel->curves().grid().replots() > before || m_panel->run() == nullptr;
            },
            500);
        test::waitUntil([&] { return m_session->reads().isIdle(); });
        QCoreApplication::processEvents();
    }
    /// Once all layouts have come to rest: a text that wraps anew is cut until the next round of
    /// the loop.
    QStringList cutTexts()
    {
        QStringList cut;
        test::waitUntil([&] { return (cut = test::cutTexts(*m_panel)).isEmpty(); }, 1000);
        return cut;
    }
    void TearDown() override
    {
        if (m_panel) {
            m_panel->leave();
        }
        m_panel.reset();
        m_fixtures.clear();
        m_context.reset();
        m_tour.reset();
        m_jobs.reset();
        m_host.reset();
        m_feeds.reset();
        m_session.reset();
        m_actions.reset();
    }

    QString m_folder;
    std::string m_runsFolder;
    std::vector<Uid> m_uids;  ///< of the project's records, in their order
    FakeShell m_shell;
    Selection m_selection;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<RunFeedHub> m_feeds;
    std::unique_ptr<HostClient> m_host;
    std::unique_ptr<JobModel> m_jobs;
    std::unique_ptr<Tour> m_tour;
    std::unique_ptr<PanelContext> m_context;
    std::unique_ptr<TrainPanel> m_panel;
    std::vector<std::unique_ptr<RunFixture>> m_fixtures;
};

}  // namespace marginalia
