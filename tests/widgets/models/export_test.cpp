// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/sample_window.h"
#include "widgets/common/buttons.h"
#include "widgets/common/job_model.h"
#include "widgets/models/export_dialog.h"

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QRadioButton>
#include <QSignalSpy>

using namespace marginalia;

namespace {

constexpr int kPatience = 60'000;

/// A model as inspect tells of it.
ModelEntry someModel(const std::string& base = {})
{
    ModelEntry out;
    out.folder = QStringLiteral("/models/run-3/checkpoints/step-000400");
    out.name = QStringLiteral("Run 3 · step 400");
    out.detail = QStringLiteral("DPO β 0.1");
    ModelReport report;
    report.family = "llama";
    report.tokenizer = "byte-level BPE";
    report.base = base;
    report.parameters = 134'515'008;
    report.bytes = 269'030'016;
    report.types = {{"BF16", report.parameters}};
    out.report = report;
    out.bytes = report.bytes;
    return out;
}

class Export : public testing::Test {
protected:
    void SetUp() override { m_home = test::freshFolder(QStringLiteral("export")); }
    void TearDown() override { qputenv("MARGINALIA_CLI", "/nonexistent"); }

    /// A child that says these lines, and then waits for the file "go" if `waits`.
    void makeChild(const QByteArray& lines, bool waits = false, int code = 0)
    {
        const QString path = m_home + QStringLiteral("/child");
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\ncat <<'LINES'\n" + lines + "LINES\n");
        if (waits) {
            file.write("while [ ! -e '" + m_home.toUtf8() + "/go' ]; do sleep 0.02; done\n");
            file.write("cat '" + m_home.toUtf8() + "/go'\n");
        }
        file.write("exit " + QByteArray::number(code) + "\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("MARGINALIA_CLI", path.toLocal8Bit());
    }
    void go(const QByteArray& lines)
    {
        // Appears whole: the child reads it as soon as it is there.
        QFile file(m_home + QStringLiteral("/going"));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(lines);
        file.close();
        ASSERT_TRUE(file.rename(m_home + QStringLiteral("/go")));
    }
    ExportDialog& open(const ModelEntry& entry)
    {
        m_dialog = std::make_unique<ExportDialog>(entry, m_home, [this](const ExportOrder& order) {
            m_run = std::make_unique<ExportRun>(order);
            m_run->start();
            return m_run.get();
        });
        m_dialog->show();
        return *m_dialog;
    }
    template <class Widget>
    Widget& part(const char* name)
    {
        auto* found = m_dialog->findChild<Widget*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }
    void press(const char* name) { QTest::mouseClick(&part<Button>(name), Qt::LeftButton); }

    QString m_home;
    std::unique_ptr<ExportRun> m_run;
    std::unique_ptr<ExportDialog> m_dialog;
};

const QByteArray kHalf = R"({"t":"progress","stage":"read","share":1}
{"t":"progress","stage":"write","share":0.62}
)";
const QByteArray kEnd =
    R"({"t":"end","path":"/models/out/Run-3-step-400","kind":"folder","bytes":269112345,"tensors":272,"digest":"9f2c51e1a7b2c4f5d0e98c3f1a6b7d8e9f0a1b2c3d4e5f60718293a4b5c6d7e8","verified":true,"warnings":[]}
)";

TEST_F(Export, OffersWhatTheModelCanBecome)
{
    open(someModel());
    EXPECT_TRUE(part<QRadioButton>("export.folder").isChecked());
    EXPECT_FALSE(part<QRadioButton>("export.adapter").isEnabled());
    EXPECT_FALSE(part<QRadioButton>("export.merged").isEnabled());
    EXPECT_TRUE(part<QRadioButton>("export.gguf").isEnabled());
    EXPECT_EQ(m_dialog->order().kind, QStringLiteral("folder"));
    EXPECT_EQ(m_dialog->order().out, m_home + QStringLiteral("/Run-3-step-400"));
    EXPECT_EQ(m_dialog->order().type, QString());
    test::savePicture(*m_dialog, QStringLiteral("export-model"));
    EXPECT_TRUE(test::keylessWidgets(*m_dialog).isEmpty())
        << qPrintable(test::keylessWidgets(*m_dialog).join(QLatin1Char('\n')));

    part<QRadioButton>("export.gguf").click();
    auto& type = part<QComboBox>("export.type");
    EXPECT_GE(type.findData(QStringLiteral("q8_0")), 0);
    EXPECT_EQ(m_dialog->order().out, m_home + QStringLiteral("/Run-3-step-400-gguf"));
    test::savePicture(*m_dialog, QStringLiteral("export-model-gguf"));
}

TEST_F(Export, AnAdapterIsWrittenAsItIsOrMerged)
{
    open(someModel("HuggingFaceTB/SmolLM2-135M"));
    EXPECT_FALSE(part<QRadioButton>("export.folder").isEnabled());
    EXPECT_TRUE(part<QRadioButton>("export.adapter").isChecked());
    EXPECT_TRUE(part<QRadioButton>("export.merged").isEnabled());
    EXPECT_FALSE(part<QComboBox>("export.type").isEnabled());
    test::savePicture(*m_dialog, QStringLiteral("export-adapter"));
}

TEST_F(Export, APlaceThatIsTakenIsNotWrittenTo)
{
    open(someModel());
    auto& out = part<QLineEdit>("export.out");
    out.setText(m_home);
    Q_EMIT out.textEdited(m_home);
    EXPECT_FALSE(part<Button>("export.go").isEnabled());
    Q_EMIT out.editingFinished();
    test::savePicture(*m_dialog, QStringLiteral("export-model-taken"));
    out.setText(QStringLiteral("relative"));
    Q_EMIT out.textEdited(out.text());
    EXPECT_FALSE(part<Button>("export.go").isEnabled());
    out.setText(m_home + QStringLiteral("/fresh"));
    Q_EMIT out.textEdited(out.text());
    EXPECT_TRUE(part<Button>("export.go").isEnabled());
}

TEST_F(Export, ShowsHowFarItIsAndThatItWasReadBack)
{
    makeChild(kHalf, true);
    open(someModel());
    press("export.go");
    ASSERT_TRUE(
        test::waitUntil([this] { return m_run->stage() == QLatin1String("write"); }, kPatience));
    EXPECT_TRUE(part<QLabel>("export.stage").text().contains(QStringLiteral("62")));
    EXPECT_GT(part<QProgressBar>("export.bar").value(), 300);
    EXPECT_TRUE(part<Button>("export.go").isHidden()) << "never a double start";
    test::savePicture(*m_dialog, QStringLiteral("export-model-running"));
    QSignalSpy used(m_dialog.get(), &ExportDialog::placeUsed);
    go(kEnd);
    ASSERT_TRUE(test::waitUntil([this] { return !m_run->isRunning(); }, kPatience));
    EXPECT_EQ(part<QLabel>("export.stage").text(), QStringLiteral("Verified"));
    EXPECT_TRUE(part<QLabel>("export.digest").text().contains(QStringLiteral("9f2c51e1")));
    EXPECT_EQ(used.count(), 1);
    test::savePicture(*m_dialog, QStringLiteral("export-model-done"));
    press("export.go");
    EXPECT_FALSE(m_dialog->isVisible());
}

TEST_F(Export, WarningsAreSaid)
{
    QByteArray end = kEnd;
    end.replace(
        R"("warnings":[])",
        R"("warnings":[{"text":"x","pattern":"Tensors that nothing is computed from are left )"
        R"(out: %1.","arguments":["a, b"]}])");
    makeChild(kHalf + end);
    open(someModel());
    press("export.go");
    ASSERT_TRUE(test::waitUntil([&] { return !m_run->isRunning(); }, kPatience));
    EXPECT_EQ(
        m_run->done().warnings,
        QStringList{QStringLiteral("Tensors that nothing is computed from are left out: a, b.")});
}

TEST_F(Export, AnErrorLeavesTheFormAsItWas)
{
    makeChild(
        kHalf +
            R"({"t":"error","kind":1,"what":"There is no space left on the disk.","where":"/models/out","todo":"Free 300 MB, then try again."}
)",
        false, 1);
    open(someModel());
    press("export.go");
    auto& problem = part<QLabel>("export.problem");
    ASSERT_TRUE(test::waitUntil([&] { return problem.isVisible(); }, kPatience));
    EXPECT_TRUE(problem.text().contains(QStringLiteral("no space left")))
        << qPrintable(problem.text());
    EXPECT_TRUE(problem.text().contains(QStringLiteral("Free 300 MB")));
    EXPECT_TRUE(part<Button>("export.go").isEnabled()) << "it may be tried again";
    test::savePicture(*m_dialog, QStringLiteral("export-model-error"));
}

TEST_F(Export, AChildThatDiesIsNoSuccess)
{
    makeChild(kHalf + "no line of the protocol\n", false, 7);
    open(someModel());
    press("export.go");
    ASSERT_TRUE(
        test::waitUntil([this] { return part<QLabel>("export.problem").isVisible(); }, kPatience));
    EXPECT_FALSE(part<QLabel>("export.problem").text().isEmpty());
}

TEST_F(Export, StoppingTakesAwayWhatWasBegun)
{
    makeChild(kHalf, true);
    open(someModel());
    const QString partial = m_dialog->order().out + QStringLiteral(".partial");
    QDir().mkpath(partial + QStringLiteral("/inner"));
    press("export.go");
    ASSERT_TRUE(
        test::waitUntil([this] { return m_run->stage() == QLatin1String("write"); }, kPatience));
    press("export.cancel");
    ASSERT_TRUE(test::waitUntil([this] { return !m_run->isRunning(); }, kPatience));
    EXPECT_TRUE(test::waitUntil([&] { return !QFileInfo::exists(partial); }, kPatience));
    EXPECT_FALSE(part<QLabel>("export.problem").isVisible());
    EXPECT_TRUE(part<Button>("export.go").isEnabled());
}

class ExportInWindow : public test::SampleWindow {
protected:
    ExportInWindow() : SampleWindow("export-window") {}
};

TEST_F(ExportInWindow, TheStarterIsWrittenAndReadBackAsAJob)
{
#ifndef MARGINALIA_HAS_TRAIN
    GTEST_SKIP()
        << "this build cannot read models (MARGINALIA_TRAIN=OFF, as in the sanitizer presets)";
#endif
    qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli");
    const QString starter = QStringLiteral(MARGINALIA_SOURCE_DIR "/resources/starter");
    window().exportModel(starter, QStringLiteral("Starter"));
    ExportDialog* dialog = nullptr;
    ASSERT_TRUE(test::waitUntil(
        [&] {
            dialog = window().findChild<ExportDialog*>(QStringLiteral("exportModel"));
            return dialog != nullptr;
        },
        kPatience));
    const QString place = test::freshFolder(QStringLiteral("written")) + QStringLiteral("/starter");
    auto* out = dialog->findChild<QLineEdit*>(QStringLiteral("export.out"));
    out->setText(place);
    Q_EMIT out->textEdited(place);
    QSignalSpy ended(m_workspace.get(), &Workspace::exportEnded);
    QTest::mouseClick(dialog->findChild<Button*>(QStringLiteral("export.go")), Qt::LeftButton);
    const Job* job = m_workspace->jobs().find(QStringLiteral("export:1"));
    ASSERT_NE(job, nullptr);
    EXPECT_EQ(job->kind, QStringLiteral("export"));
    dialog->reject();  // the work goes on
    ASSERT_TRUE(test::waitUntil([&] { return ended.count() == 1; }, kPatience));
    job = m_workspace->jobs().find(QStringLiteral("export:1"));
    EXPECT_EQ(job->state, RunState::Done) << qPrintable(job->message);
    EXPECT_TRUE(QFileInfo::exists(place + QStringLiteral("/model.safetensors")));
    EXPECT_FALSE(QFileInfo::exists(place + QStringLiteral(".partial")));
    qputenv("MARGINALIA_CLI", "/nonexistent");
}

}  // namespace
