// SPDX-License-Identifier: GPL-3.0-or-later
// Another program's configuration as the recipe, and the report about it.
#include "tests/widgets/train/panel_fixture.h"
#include "widgets/train/config_report_dialog.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QTest>

#include <gtest/gtest.h>

namespace marginalia {
namespace {

class ConfigTest : public TrainPanelTest {
protected:
    QString written(const char* name, const char* text)
    {
        const QString path = m_folder + u'/' + QString::fromLatin1(name);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return path;
    }
    ConfigReportDialog* report()
    {
        auto* dialog = m_panel->findChild<ConfigReportDialog*>(QStringLiteral("configReport"));
        EXPECT_NE(dialog, nullptr);
        return dialog;
    }
    static void press(ConfigReportDialog& dialog, const char* name)
    {
        auto* button = dialog.findChild<QAbstractButton*>(QStringLiteral("configReport.") +
                                                          QString::fromLatin1(name));
        ASSERT_NE(button, nullptr) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    static constexpr const char* kRecipe =
        "model_name_or_path: org/not-on-this-machine\n"
        "loss_type: [sigmoid, sft]\n"
        "loss_weights: [1.0, 0.25]\n"
        "beta: 0.3\n"
        "label_smoothing: 0.1\n"
        "learning_rate: 5.0e-7\n"
        "report_to: wandb\n"
        "optim: paged_adamw_8bit\n";
};

TEST_F(ConfigTest, TheReportStandsBeforeTheRecipe)
{
    open(64);
    show();
    const std::string model = m_panel->recipe().spec().model;
    m_panel->openConfiguration(written("trl_dpo.yaml", kRecipe));
    ConfigReportDialog* dialog = report();
    ASSERT_NE(dialog, nullptr);
    ASSERT_TRUE(QTest::qWaitForWindowExposed(dialog));
    const QString text = dialog->text();
    EXPECT_TRUE(text.contains(QStringLiteral("5\tlabel_smoothing: 0.1"))) << text.toStdString();
    EXPECT_LT(text.indexOf(QStringLiteral("optim:")), text.indexOf(QStringLiteral("report_to:")))
        << "what means something else comes first";
    auto* counts = dialog->findChild<QLabel*>(QStringLiteral("configReport.counts"));
    ASSERT_NE(counts, nullptr);
    EXPECT_TRUE(counts->text().contains(QStringLiteral("2 left out")))
        << counts->text().toStdString();
    EXPECT_TRUE(test::namelessWidgets(*dialog).isEmpty())
        << test::namelessWidgets(*dialog).join(u'\n').toStdString();
    test::savePicture(*dialog, QStringLiteral("config-report"));
    press(*dialog, "copy");
    EXPECT_EQ(QGuiApplication::clipboard()->text(), text);
    EXPECT_NE(m_panel->recipe().spec().parameters.at("beta"), 0.3) << "not before it is accepted";

    press(*dialog, "use");
    const RunSpec& spec = m_panel->recipe().spec();
    EXPECT_EQ(spec.parameters.at("beta"), 0.3);
    EXPECT_EQ(spec.terms, (std::vector<TermSpec>{{"dpo", 1.0}, {"sft", 0.25}}));
    EXPECT_EQ(spec.learning_rate, 5e-7);
    EXPECT_EQ(spec.optimizer_state, "int8");
    EXPECT_EQ(spec.model, model) << "a model that is not here does not replace the one that is";
}

TEST_F(ConfigTest, CancelledAndUnreadableFilesChangeNothing)
{
    open(64);
    show();
    const RunSpec before = m_panel->recipe().spec();
    m_panel->openConfiguration(written("trl_dpo.yaml", kRecipe));
    press(*report(), "cancel");
    EXPECT_EQ(m_panel->recipe().spec(), before);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_panel->openConfiguration(written("broken.yaml", "beta: [1, 2\nx: 3\n"));
    EXPECT_EQ(m_panel->findChild<ConfigReportDialog*>(), nullptr);
    EXPECT_EQ(m_panel->recipe().spec(), before);
}

}  // namespace
}  // namespace marginalia
