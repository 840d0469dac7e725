// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/project_fixture.h"
#include "widgets/label/label_panel.h"

#include <gtest/gtest.h>

namespace marginalia::test {

/// Label in the real window, over a project of 41 pairs that nobody has judged; the last has the
/// same answer twice.
class LabelTest : public testing::Test {
protected:
    void SetUp() override
    {
        const QString home = freshFolder(QStringLiteral("label"));
        qputenv("MARGINALIA_HOME", home.toLocal8Bit());
        std::vector<Record> records;
        for (int i = 1; i <= 40; ++i) {
            const std::string n = std::to_string(i);
            records.push_back(pairOf("Question " + n, "The answer is " + n + ".",
                                     "Gladly! It is " + n + ", I think."));
        }
        records.push_back(pairOf("Equal", "Same words.", "Same words."));
        m_folder = makeProject(home + QStringLiteral("/pairs"), std::move(records));
        open();
    }
    void TearDown() override { m_open.reset(); }

    void open()
    {
        m_open.reset();
        m_open = std::make_unique<OpenWindow>(m_folder);
        m_open->window.showPanel(QStringLiteral("label"));
        ASSERT_NE(panel(), nullptr);
        ASSERT_TRUE(waitUntil([&] { return labels().current() != nullptr; }, kPatience));
    }
    LabelPanel* panel()
    {
        return dynamic_cast<LabelPanel*>(m_open->window.panel(QStringLiteral("label")));
    }
    LabelSession& labels() { return panel()->labels(); }
    /// Presses a key and waits until another pair (or none) is on screen.
    void judge(Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier)
    {
        const Uid before = labels().current()->uid;
        m_open->press(key, held);
        ASSERT_TRUE(waitUntil(
            [&] { return labels().current() == nullptr || labels().current()->uid != before; },
            kPatience));
    }
    /// What the database says has been read since the last change.
    void settleFacts()
    {
        m_open->settle();
        ASSERT_TRUE(waitUntil([&] { return labels().isSettled(); }, kPatience));
    }
    void connectCounts(std::vector<std::int64_t>& seen)
    {
        QObject::connect(&labels(), &LabelSession::countsChanged, &labels(),
                         [this, &seen] { seen.push_back(labels().counts().notLabelled); });
    }
    void showRecord(std::int64_t id)
    {
        labels().goTo(RecordId{id});
        ASSERT_TRUE(waitUntil(
            [&] { return labels().current() != nullptr && number(labels().current()->id) == id; },
            kPatience));
    }
    StoredRecord stored(std::int64_t id)
    {
        m_open->settle();
        auto record = m_open->reader()->record(RecordId{id});
        EXPECT_TRUE(record.ok());
        return record.take();
    }
    template <class T>
    T* part(const char* name)
    {
        auto* found = panel()->findChild<T*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return found;
    }

    QString m_folder;
    std::unique_ptr<OpenWindow> m_open;
};

}  // namespace marginalia::test
