// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/models/model_fixture.h"
#include "tests/widgets/sample_window.h"
#include "widgets/common/buttons.h"
#include "widgets/common/settings.h"
#include "widgets/models/model_picker.h"
#include "widgets/models/model_table.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>

using namespace marginalia;

namespace {

constexpr int kPickerPatience = 60'000;

class Picker : public testing::Test {
protected:
    void SetUp() override
    {
        const QString home = test::freshFolder(QStringLiteral("picker"));
        m_cache = test::makeHubCache(home + QStringLiteral("/hub"));
        qputenv("HF_HUB_CACHE", m_cache.toLocal8Bit());
        qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli");
        m_settings = std::make_unique<Settings>(home);
        m_state =
            std::make_unique<QSettings>(home + QStringLiteral("/state.ini"), QSettings::IniFormat);
    }
    void TearDown() override
    {
        qputenv("HF_HUB_CACHE", (test::homeFolder() + QStringLiteral("/hub")).toLocal8Bit());
        qputenv("MARGINALIA_CLI", "/nonexistent");
    }

    /// The dialog with everything listed and looked at.
    ModelPicker& open(const QString& present = {})
    {
        m_shelf = std::make_unique<ModelShelf>(*m_settings);
        m_shelf->refresh({});
        m_picker = std::make_unique<ModelPicker>(*m_shelf, present, *m_state);
        m_picker->show();
        m_picker->activateWindow();
        EXPECT_TRUE(test::waitUntil([this] { return m_shelf->isListed() && m_shelf->isIdle(); },
                                    kPickerPatience));
        return *m_picker;
    }
    QString folder(const char* repository) const
    {
        return test::snapshotOf(m_cache, QLatin1String(repository));
    }
    ModelVerdict verdict(const char* repository) const
    {
        const ModelEntry* entry = m_shelf->find(folder(repository));
        EXPECT_NE(entry, nullptr) << repository;
        EXPECT_TRUE(entry != nullptr && entry->report) << repository;
        return entry != nullptr && entry->report ? entry->report->verdict : ModelVerdict::Refused;
    }
    template <class Widget>
    Widget& part(const char* name)
    {
        auto* found = m_picker->findChild<Widget*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }
    void expectSound()
    {
        EXPECT_TRUE(test::keylessWidgets(*m_picker).isEmpty())
            << qPrintable(test::keylessWidgets(*m_picker).join(QLatin1Char('\n')));
    }

    QString m_cache;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<ModelShelf> m_shelf;
    std::unique_ptr<ModelPicker> m_picker;
};

TEST_F(Picker, EveryModelGetsItsVerdictInTheBackground)
{
    open();
    EXPECT_EQ(verdict("Qwen/Qwen3-0.6B"), ModelVerdict::Exact);
    EXPECT_EQ(verdict("meta-llama/Llama-3.2-1B"), ModelVerdict::Exact);
    EXPECT_EQ(verdict("HuggingFaceTB/SmolLM2-135M"), ModelVerdict::Remarks);
    EXPECT_EQ(verdict("state-spaces/tiny-mamba"), ModelVerdict::Refused);
    const ModelEntry* half = m_shelf->find(folder("google/gemma-3-4b-it"));
    ASSERT_NE(half, nullptr);
    EXPECT_EQ(half->missing.size(), 2);
    EXPECT_FALSE(half->report) << "what is not whole is not looked at";
    EXPECT_EQ(m_shelf->entries().front().source, ModelEntry::Source::Starter);
    const ModelEntry* qwen = m_shelf->find(folder("Qwen/Qwen3-0.6B"));
    EXPECT_NEAR(static_cast<double>(qwen->report->parameters), 596e6, 1e6);
}

TEST_F(Picker, Pictures)
{
    open();
    m_picker->mark(folder("Qwen/Qwen3-0.6B"));
    test::savePicture(*m_picker, QStringLiteral("models"));
    expectSound();
    m_picker->mark(folder("state-spaces/tiny-mamba"));
    test::savePicture(*m_picker, QStringLiteral("models-refused"));
    m_picker->mark(folder("HuggingFaceTB/SmolLM2-135M"));
    test::savePicture(*m_picker, QStringLiteral("models-remarks"));
    m_picker->mark(folder("google/gemma-3-4b-it"));
    test::savePicture(*m_picker, QStringLiteral("models-half"));
    m_picker->mark(folder("meta-llama/Llama-3.2-1B"));
    QTest::keyClick(&part<QWidget>("models.shown"), Qt::Key_Right);
    part<QWidget>("models.shown").setFocus();
    part<QTableView>("models.table").setFocus();
    test::savePicture(*m_picker, QStringLiteral("models-config"));
    part<QLineEdit>("models.search").setText(QStringLiteral("nothing like this"));
    test::savePicture(*m_picker, QStringLiteral("models-no-hit"));
}

TEST_F(Picker, AnEmptyMachineSaysWhatToDo)
{
    qputenv("HF_HUB_CACHE", "/nonexistent/hub");
    qputenv("MARGINALIA_RESOURCES", "/nonexistent");
    open();
    EXPECT_TRUE(m_shelf->entries().empty());
    EXPECT_FALSE(part<Button>("models.use").isEnabled());
    test::savePicture(*m_picker, QStringLiteral("models-empty"));
    qunsetenv("MARGINALIA_RESOURCES");
}

TEST_F(Picker, FoundAndTakenFromTheKeyboardAlone)
{
    open();
    QSignalSpy picked(m_picker.get(), &ModelPicker::picked);
    QLineEdit& search = part<QLineEdit>("models.search");
    ASSERT_TRUE(search.hasFocus());
    QTest::keyClicks(&search, QStringLiteral("llama-3"));
    QTest::keyClick(&search, Qt::Key_Return);
    ASSERT_EQ(picked.count(), 1);
    EXPECT_EQ(picked[0][0].value<ModelEntry>().folder, folder("meta-llama/Llama-3.2-1B"));
    EXPECT_FALSE(m_picker->isVisible());

    // Next time it stands first, and the arrows walk on from it.
    open();
    EXPECT_EQ(m_shelf->entries().front().folder, folder("meta-llama/Llama-3.2-1B"));
    EXPECT_EQ(m_shelf->entries().front().source, ModelEntry::Source::Recent);
    QTest::keyClick(&part<QLineEdit>("models.search"), Qt::Key_Down);
    EXPECT_EQ(part<QTableView>("models.table").currentIndex().row(), 1);
}

TEST_F(Picker, WhatCannotLoadCannotBeTaken)
{
    open(folder("state-spaces/tiny-mamba"));
    ASSERT_NE(part<QTableView>("models.table").currentIndex().row(), 0)
        << "the present model is marked";
    QSignalSpy picked(m_picker.get(), &ModelPicker::picked);
    EXPECT_FALSE(part<Button>("models.use").isEnabled());
    EXPECT_FALSE(part<Button>("models.use").toolTip().isEmpty());
    QTest::keyClick(&part<QLineEdit>("models.search"), Qt::Key_Return);
    EXPECT_EQ(picked.count(), 0);
}

TEST_F(Picker, AFolderOfOnesOwnJoinsTheList)
{
    open();
    const QString own = test::freshFolder(QStringLiteral("own")) + QStringLiteral("/my-model");
    QDir().mkpath(own);
    m_shelf->addRecent(own);
    EXPECT_EQ(m_shelf->entries().front().folder, own);
    ASSERT_TRUE(test::waitUntil([&] { return m_shelf->find(own)->report.has_value(); }, kPickerPatience));
    EXPECT_EQ(m_shelf->find(own)->report->verdict, ModelVerdict::Refused);
}

TEST_F(Picker, WithoutTheProgramTheRowsSayIt)
{
    qputenv("MARGINALIA_CLI", "/nonexistent");
    open();
    for (const ModelEntry& entry : m_shelf->entries()) {
        EXPECT_TRUE(!entry.failure.isEmpty() || !entry.missing.isEmpty());
    }
}

TEST_F(Picker, TheTableKeepsTheRulesOfModels)
{
    open();
    ModelTable table(*m_shelf);
    const QAbstractItemModelTester tester(&table,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_shelf->refresh({});
    ASSERT_TRUE(test::waitUntil([this] { return m_shelf->isIdle(); }, kPickerPatience));
    EXPECT_EQ(table.rowCount(), static_cast<int>(m_shelf->entries().size()));
}

class PickerInWindow : public test::SampleWindow {
protected:
    PickerInWindow() : SampleWindow("picker-window") {}
};

TEST_F(PickerInWindow, TrainAndCompareOpenIt)
{
    qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli");
    window().showPanel(QStringLiteral("train"));
    auto* box = window().findChild<QComboBox*>(QStringLiteral("recipe.model"));
    ASSERT_NE(box, nullptr);
    ASSERT_TRUE(test::waitUntil([&] { return box->count() > 1; }, kPickerPatience));
    const QString before = box->currentText();
    Q_EMIT box->activated(box->count() - 1);
    auto* picker = window().findChild<ModelPicker*>(QStringLiteral("modelPicker"));
    ASSERT_NE(picker, nullptr);
    EXPECT_TRUE(picker->isVisible());
    EXPECT_EQ(box->currentText(), before) << "the box goes back to the model in force";
    ModelShelf& shelf = m_workspace->models();
    ASSERT_TRUE(test::waitUntil([&] { return shelf.isListed() && shelf.isIdle(); }, kPickerPatience));
    picker->reject();
    qputenv("MARGINALIA_CLI", "/nonexistent");
}

}  // namespace
