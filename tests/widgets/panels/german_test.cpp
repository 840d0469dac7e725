// SPDX-License-Identifier: GPL-3.0-or-later
// The window in German: nothing cut, nothing left in English. A program of its own, since the
// translators stay installed.
#include "core/base/file_folders.h"
#include "core/synth/sample.h"
#include "tests/widgets/models/model_fixture.h"
#include "tests/widgets/objectives/facts_fixture.h"
#include "tests/widgets/project_fixture.h"
#include "widgets/common/actions.h"
#include "widgets/common/fields.h"
#include "widgets/common/languages.h"
#include "widgets/common/settings.h"
#include "widgets/data/import_dialog.h"
#include "widgets/models/export_dialog.h"
#include "widgets/models/model_picker.h"
#include "widgets/objectives/loss_explorer.h"
#include "widgets/objectives/objective_sheet.h"
#include "widgets/train/recipe_column.h"

#include <QFile>
#include <QLabel>
#include <QMenuBar>

using namespace marginalia;
using test::kPatience;
using test::OpenWindow;

namespace {

class GermanTest : public testing::Test {
protected:
    static void SetUpTestSuite() { installLanguage(*qApp, QStringLiteral("de")); }
    void SetUp() override
    {
        const QString home = test::freshFolder(QStringLiteral("german"));
        qputenv("MARGINALIA_HOME", home.toLocal8Bit());
        const QString folder = home + QStringLiteral("/sample");
        ASSERT_TRUE(synth::buildSampleProject(resourceFolder(), folder.toStdString()).ok());
        m_open = std::make_unique<OpenWindow>(folder);
    }

    std::unique_ptr<OpenWindow> m_open;
};

TEST_F(GermanTest, EveryPanelFitsItsTexts)
{
    for (const QString& id : {QStringLiteral("label"), QStringLiteral("compare"),
                              QStringLiteral("train"), QStringLiteral("data")}) {
        m_open->window.showPanel(id);
        for (const QSize size : {QSize(1440, 900), QSize(1280, 720)}) {
            m_open->window.resize(size);
            m_open->settle();
            test::waitUntil([this] { return test::cutTexts(m_open->window).isEmpty(); }, 2000);
            test::savePicture(
                m_open->window,
                id + (size.width() == 1440 ? QStringLiteral("-de") : QStringLiteral("-de-1280")));
            EXPECT_TRUE(test::cutTexts(m_open->window).isEmpty()) << qPrintable(
                id + QLatin1Char('\n') + test::cutTexts(m_open->window).join(QLatin1Char('\n')));
        }
    }
    m_open->window.showPanel(QStringLiteral("start"));
    test::savePicture(m_open->window, QStringLiteral("start-de"), {1440, 900});
    EXPECT_TRUE(test::cutTexts(m_open->window).isEmpty())
        << qPrintable(test::cutTexts(m_open->window).join(QLatin1Char('\n')));
}

TEST_F(GermanTest, NamesOfSettingsAreNotCut)
{
    m_open->window.resize(1280, 720);
    m_open->window.showPanel(QStringLiteral("train"));
    m_open->settle();
    auto* recipe = m_open->window.findChild<RecipeColumn*>();
    ASSERT_NE(recipe, nullptr);
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        recipe->takeObjective(info.id);
        for (LinkLabel* link : recipe->findChildren<LinkLabel*>()) {
            if (link->isVisible() && link->text() == QStringLiteral("Mehr")) {
                Q_EMIT link->activated();
            }
        }
        m_open->settle();
        for (const TextField* field : recipe->findChildren<TextField*>()) {
            for (const ElidedLabel* name : field->findChildren<ElidedLabel*>()) {
                EXPECT_TRUE(!name->isVisible() || name->width() >= name->sizeHint().width() - 2)
                    << info.id << ": " << name->text().toStdString();
            }
        }
        if (info.id == "gkd") {
            test::savePicture(m_open->window, QStringLiteral("train-gkd-de-1280"));
        }
    }
}

TEST_F(GermanTest, EveryCommandHasAGermanName)
{
    // A command's English text would be found unchanged in the source language.
    QStringList english;
    for (const ActionSpec& spec : m_open->workspace.actions().specs()) {
        for (const char* word : {" the ", "Show ", "Next ", "Answer ", "Store ", "Previous "}) {
            if (spec.text.contains(QLatin1String(word)) || spec.tip.contains(QLatin1String(word))) {
                english << spec.id + QStringLiteral(": ") + spec.text + QStringLiteral(" / ") +
                               spec.tip;
            }
        }
    }
    EXPECT_TRUE(english.isEmpty()) << qPrintable(english.join(QLatin1Char('\n')));
}

TEST(GermanImport, WhatTheReaderSaysIsGermanToo)
{
    qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli");
    const auto said = [](const char* file, const QString& picture) {
        ImportDialog dialog({QStringLiteral(MARGINALIA_SOURCE_DIR "/tests/golden/text/formats/") +
                             QLatin1String(file)});
        dialog.show();
        EXPECT_TRUE(test::waitUntil([&] { return dialog.isReady(); }, kPatience));
        test::savePicture(dialog, picture);
        EXPECT_TRUE(test::cutTexts(dialog).isEmpty())
            << qPrintable(test::cutTexts(dialog).join(QLatin1Char('\n')));
        return dialog.findChild<QLabel*>(QStringLiteral("import.reason"))->text();
    };
    EXPECT_EQ(said("dirty.jsonl", QStringLiteral("import-de")),
              QStringLiteral("6 von 6 angesehenen Zeilen haben prompt, chosen, rejected"));
    const QString refused = said("safe_rlhf.jsonl", QStringLiteral("import-refused-de"));
    EXPECT_TRUE(refused.startsWith(QStringLiteral("Diese Datei enthält PKU-SafeRLHF-Paare")))
        << qPrintable(refused);
}

TEST(GermanModels, PickerAndExportFitTheirTexts)
{
    const QString home = test::freshFolder(QStringLiteral("german-models"));
    const QString cache = test::makeHubCache(home + QStringLiteral("/hub"));
    qputenv("HF_HUB_CACHE", cache.toLocal8Bit());
    qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli");
    Settings settings(home);
    QSettings state(home + QStringLiteral("/state.ini"), QSettings::IniFormat);
    ModelShelf shelf(settings);
    shelf.refresh({});
    ModelPicker picker(shelf, {}, state);
    picker.show();
    ASSERT_TRUE(test::waitUntil([&] { return shelf.isListed() && shelf.isIdle(); }, kPatience));
    const auto expectFits = [](QWidget& dialog, const QString& picture) {
        test::savePicture(dialog, picture);
        EXPECT_TRUE(test::cutTexts(dialog).isEmpty()) << qPrintable(
            picture + QLatin1Char('\n') + test::cutTexts(dialog).join(QLatin1Char('\n')));
    };
    for (const char* name :
         {"Qwen/Qwen3-0.6B", "state-spaces/tiny-mamba", "google/gemma-3-4b-it"}) {
        picker.mark(test::snapshotOf(cache, QLatin1String(name)));
        expectFits(picker,
                   QStringLiteral("models-de-") + QString::fromLatin1(name).section(u'/', 1, 1));
    }
    ExportDialog dialog(*shelf.find(test::snapshotOf(cache, QStringLiteral("Qwen/Qwen3-0.6B"))),
                        home, [](const ExportOrder&) { return nullptr; });
    dialog.show();
    expectFits(dialog, QStringLiteral("export-model-de"));
}

TEST(GermanObjectives, SheetAndExplorerFitTheirTexts)
{
    const QString home = test::freshFolder(QStringLiteral("german-objectives"));
    QSettings state(home + QStringLiteral("/state.ini"), QSettings::IniFormat);
    const auto expectFits = [](QWidget& dialog, const QString& picture) {
        dialog.show();
        test::waitUntil([&] { return test::cutTexts(dialog).isEmpty(); }, 1000);
        test::savePicture(dialog, picture);
        EXPECT_TRUE(test::cutTexts(dialog).isEmpty()) << qPrintable(
            picture + QLatin1Char('\n') + test::cutTexts(dialog).join(QLatin1Char('\n')));
    };
    ObjectiveSheet sheet(test::factsOfPairs(), defaultRunSpec("dpo"), state);
    sheet.show();
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        sheet.choose(info.id);
        test::waitUntil([&] { return test::cutTexts(sheet).isEmpty(); }, 500);
        EXPECT_TRUE(test::cutTexts(sheet).isEmpty())
            << info.id << qPrintable(test::cutTexts(sheet).join(QLatin1Char('\n')));
    }
    sheet.choose("dpo");
    expectFits(sheet, QStringLiteral("objectives-de"));
    sheet.setComparing(true);
    sheet.choose("kto");
    expectFits(sheet, QStringLiteral("objectives-compare-de"));
    LossExplorer explorer(defaultRunSpec("dpo"), state);
    expectFits(explorer, QStringLiteral("explorer-de"));
}

TEST(Translations, NothingIsUnfinished)
{
    for (const char* file : {"marginalia_de.ts", "marginalia_en.ts"}) {
        QFile ts(QStringLiteral(MARGINALIA_SOURCE_DIR "/translations/") + QLatin1String(file));
        ASSERT_TRUE(ts.open(QIODevice::ReadOnly)) << file;
        const QByteArray text = ts.readAll();
        EXPECT_FALSE(text.contains("type=\"unfinished\"")) << file;
        EXPECT_FALSE(text.contains("<translation></translation>")) << file;
    }
}

}  // namespace
