// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/main_window.h"
#include "app/workspace.h"
#include "core/store/project.h"
#include "tests/widgets/widget_test.h"
#include "widgets/common/session.h"

#include <QApplication>
#include <QTest>

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace marginalia::test {

constexpr int kPatience = 30'000;

inline Messages said(const char* role, const std::string& text)
{
    Message message;
    message.role = role;
    message.content = text;
    return {message};
}

inline Record pairOf(const std::string& prompt, const std::string& a, const std::string& b)
{
    Record record;
    record.prompt = said("user", prompt);
    record.a = said("assistant", a);
    record.b = said("assistant", b);
    return record;
}

/// A project of its own with the given pairs, none of them labelled; gives its folder.
inline QString makeProject(const QString& folder, std::vector<Record> records)
{
    auto project = Project::create(folder.toStdString(), "pairs");
    EXPECT_TRUE(project.ok());
    ProjectWriter& writer = *(*project)->writer();
    auto import = writer.beginImport("/data/pairs.jsonl", "trl-preference", "");
    EXPECT_TRUE(import.ok());
    ReadEnd end;
    end.records = end.rows = static_cast<std::int64_t>(records.size());
    EXPECT_TRUE(writer.importChunk(*import, std::move(records), 1).ok());
    EXPECT_TRUE(writer.endImport(*import, end).ok());
    EXPECT_TRUE(writer.flush().ok());
    return folder;
}

/// The real window over a project, as a person has it before them.
class OpenWindow {
public:
    explicit OpenWindow(const QString& folder)
    {
        window.resize(1440, 900);
        window.show();
        window.activateWindow();
        window.openProject(folder);
        EXPECT_NE(workspace.session(), nullptr);
    }

    Session& session() { return *workspace.session(); }
    /// A key into whatever has the focus.
    void press(Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier)
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : &window, key, held);
    }
    void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    /// Everything asked so far lies on the disk and has been told back.
    void settle()
    {
        EXPECT_TRUE(session().writer()->flush().ok());
        QApplication::processEvents();
        EXPECT_TRUE(waitUntil([this] { return session().reads().isIdle(); }, kPatience));
    }
    std::unique_ptr<ProjectReader> reader()
    {
        auto made = session().project().reader();
        EXPECT_TRUE(made.ok());
        return made.take();
    }

    Workspace workspace;
    MainWindow window{workspace};
};

}  // namespace marginalia::test
