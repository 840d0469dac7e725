// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/main_window.h"
#include "app/workspace.h"
#include "tests/widgets/widget_test.h"
#include "widgets/common/feedback.h"
#include "widgets/common/session.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/record_model.h"

#include <QTableView>
#include <QTest>

#include <gtest/gtest.h>

#include <memory>

namespace marginalia {

/// The whole window on the sample project, with Data in front; driven by keys and clicks.
class DataWindow : public ::testing::Test {
protected:
    static constexpr int kPatience = 60'000;

    void SetUp() override
    {
        qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli");
        qputenv("MARGINALIA_HOME", test::freshFolder(QStringLiteral("data")).toLocal8Bit());
        m_workspace = std::make_unique<Workspace>();
        m_window = std::make_unique<MainWindow>(*m_workspace);
        m_window->resize(1440, 900);
        m_window->show();
        m_window->activateWindow();
        m_window->openSample(true, false);
        ASSERT_TRUE(test::waitUntil(
            [this] { return m_workspace->session() != nullptr && session().hasCounts(); },
            kPatience))
            << (m_workspace->session() == nullptr ? "no project: " : "no counts: ")
            << qPrintable(problems());
        m_window->showPanel(QStringLiteral("data"));
        m_panel = dynamic_cast<DataPanel*>(m_window->panel(QStringLiteral("data")));
        ASSERT_NE(m_panel, nullptr);
        ASSERT_TRUE(waitForHits(320));
        ASSERT_TRUE(wait([this] { return records().summary(0) != nullptr; }));
    }

    /// What the info bars say.
    QString problems()
    {
        QStringList out;
        for (InfoBar* bar : m_window->findChildren<InfoBar*>()) {
            out << bar->text();
        }
        return out.join(QLatin1Char(' '));
    }
    MainWindow& window() { return *m_window; }
    Session& session() { return *m_workspace->session(); }
    DataPanel& panel() { return *m_panel; }
    RecordModel& records() { return m_panel->records(); }
    template <class T>
    T& part(const char* name)
    {
        auto* found = m_window->findChild<T*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }
    QTableView& table() { return part<QTableView>("data.table"); }

    bool wait(const std::function<bool()>& done) { return test::waitUntil(done, kPatience); }
    bool waitForHits(qint64 hits)
    {
        return wait([this, hits] { return records().hits() == hits; });
    }
    void settle()
    {
        wait([this] { return session().reads().isIdle(); });
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
    void picture(const char* name)
    {
        settle();
        test::savePicture(*m_window, QLatin1String(name));
        EXPECT_TRUE(test::namelessWidgets(*m_window).isEmpty())
            << name << '\n'
            << qPrintable(test::namelessWidgets(*m_window).join(QLatin1Char('\n')));
        EXPECT_TRUE(test::cutTexts(*m_panel).isEmpty())
            << name << '\n'
            << qPrintable(test::cutTexts(*m_panel).join(QLatin1Char('\n')));
        EXPECT_LE(test::primaryButtons(*m_window), 1) << name;
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : m_window.get(), key, modifiers);
    }
    void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }

    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
    DataPanel* m_panel = nullptr;
};

}  // namespace marginalia
