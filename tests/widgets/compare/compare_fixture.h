// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/file_folders.h"
#include "core/synth/sample.h"
#include "tests/widgets/project_fixture.h"
#include "widgets/common/text_view.h"
#include "widgets/compare/compare_panel.h"

#include <QLabel>

#include <gtest/gtest.h>

#include <algorithm>

namespace marginalia::test {

/// Compare in the real window, over the sample and with the real host.
class CompareTest : public testing::Test {
protected:
    void SetUp() override
    {
        const QString home = freshFolder(QStringLiteral("compare"));
        qputenv("MARGINALIA_HOME", home.toLocal8Bit());
        qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli");
        m_folder = home + QStringLiteral("/sample");
        const auto built = synth::buildSampleProject(resourceFolder(), m_folder.toStdString());
        ASSERT_TRUE(built.ok()) << built.error().message();
        open();
    }
    void TearDown() override
    {
        m_open.reset();
        qputenv("MARGINALIA_CLI", "/nonexistent");
    }

    void open()
    {
        m_open.reset();
        m_open = std::make_unique<OpenWindow>(m_folder);
        m_open->window.showPanel(QStringLiteral("compare"));
        ASSERT_NE(panel(), nullptr);
        ASSERT_TRUE(waitUntil([&] { return compare().isRead(); }, kPatience));
    }
    ComparePanel* panel()
    {
        return dynamic_cast<ComparePanel*>(m_open->window.panel(QStringLiteral("compare")));
    }
    CompareSession& compare() { return panel()->compare(); }
    const std::vector<TextRange>& ranges(int column)
    {
        return panel()
            ->findChild<TextView*>(QStringLiteral("compare.answer%1").arg(column + 1))
            ->ranges();
    }
    bool written()
    {
        for (int i = 0; i < static_cast<int>(compare().columns().size()); ++i) {
            if (compare().answer(i).id == 0) {
                return false;
            }
        }
        return !compare().isWriting();
    }
    void write()
    {
        m_open->press(Qt::Key_W);
        ASSERT_TRUE(waitUntil([&] { return written(); }, kPatience));
    }
    /// Goes on to a prompt that the columns answer differently.
    void writeDiffering()
    {
        write();
        while (compare().answer(0).text == compare().answer(1).text) {
            const int before = compare().promptIndex();
            m_open->press(Qt::Key_J);
            ASSERT_EQ(compare().promptIndex(), before + 1) << "every answer was the same";
            write();
        }
    }
    /// A visible text of the right column is exactly this.
    bool votesSay(const QString& words)
    {
        const auto labels =
            panel()->findChild<QWidget*>(QStringLiteral("compare.votes"))->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text() == words;
        });
    }
    std::vector<StoredRecord> pairsMadeHere()
    {
        m_open->settle();
        Filter here;
        here.imports = {0};
        std::vector<StoredRecord> out;
        EXPECT_TRUE(m_open->reader()
                        ->forEach(here,
                                  [&](const StoredRecord& record) {
                                      out.push_back(record);
                                      return true;
                                  })
                        .ok());
        return out;
    }

    QString m_folder;
    std::unique_ptr<OpenWindow> m_open;
};

}  // namespace marginalia::test
