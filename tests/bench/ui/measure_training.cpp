// SPDX-License-Identifier: GPL-3.0-or-later
// How smooth the window stays while the real worker trains the starter on the sample: watching,
// pointing at curves, labelling, scrolling, comparing.
#include "core/base/file_folders.h"
#include "core/jobs/run_folder.h"
#include "core/synth/sample.h"
#include "tests/bench/ui/bench_window.h"
#include "widgets/common/fields.h"
#include "widgets/compare/compare_panel.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/record_model.h"
#include "widgets/label/label_panel.h"
#include "widgets/train/chart_grid.h"
#include "widgets/train/curves_area.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/train_panel.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

namespace marginalia::bench {

namespace {

/// Starts a run that lasts longer than the measure; its folder.
QString startLongRun(BenchApplication& application, BenchWindow& window)
{
    auto& train = window.show<TrainPanel>(QStringLiteral("train"));
    RecipeColumn& recipe = train.recipe();
    if (!application.until([&] { return recipe.problem().isEmpty(); })) {
        qFatal("The sample cannot be trained on: %s", qPrintable(recipe.problem()));
    }
    for (const auto& [key, value] :
         {std::pair{"epochs", "120"}, {"learning_rate", "1e-5"}, {"checkpoint_every", "50"}}) {
        QLineEdit* edit = recipe.field(QLatin1String(key))->edit();
        edit->setText(QLatin1String(value));
        QTest::keyClick(edit, Qt::Key_Return);
    }
    window.workspace().actions().action(QStringLiteral("train.start"))->trigger();
    if (!application.until([&] {
            const QStringList live = window.workspace().liveRuns();
            return !live.isEmpty() && train.run() != nullptr &&
                   train.run()->folder() == live.front() && train.run()->curves()->points() > 5;
        })) {
        qFatal("The run did not start.");
    }
    return train.run()->folder();
}

void watchCurves(BenchApplication& application, BenchWindow& window)
{
    auto& train = window.show<TrainPanel>(QStringLiteral("train"));
    ChartGrid& grid = train.curves().grid();
    for (int i = 0; i < 40; ++i) {
        grid.moveCursor(i % 2 == 0 ? -3 : 2);
        if (i % 10 == 5) {
            grid.pinStep(train.run()->curves()->lastStep());
        }
        application.rest(150);
    }
}

void labelSome(BenchApplication& application, BenchWindow& window)
{
    auto& panel = window.show<LabelPanel>(QStringLiteral("label"));
    for (int i = 0; i < 60; ++i) {
        application.until([&] { return panel.labels().current() != nullptr; });
        QTest::keyClick(window.window().focusWidget(), i % 2 == 0 ? Qt::Key_1 : Qt::Key_2);
        application.rest(60);
    }
}

void scrollAndSearch(BenchApplication& application, BenchWindow& window)
{
    window.show<DataPanel>(QStringLiteral("data"));
    QScrollBar* bar = window.part<QTableView>(QStringLiteral("data.table")).verticalScrollBar();
    for (int i = 0; i < 40; ++i) {
        bar->setValue((i * 37) % std::max(1, bar->maximum()));
        application.rest(40);
    }
    auto& field = window.part<QLineEdit>(QStringLiteral("data.search"));
    field.setFocus();
    for (const char letter : std::string("what is the")) {
        QTest::keyClick(&field, letter);
        application.rest(60);
    }
    field.clear();
    application.rest(200);
}

void compareSome(BenchApplication& application, BenchWindow& window)
{
    auto& panel = window.show<ComparePanel>(QStringLiteral("compare"));
    if (panel.compare().prompts().empty()) {
        panel.compare().addPrompts({QStringLiteral("What is 8 + 30?")});
    }
    application.until([&] { return panel.compare().prompt() != nullptr; });
    panel.compare().writePrompt();
    application.until([&] { return !panel.compare().isWriting(); });
    application.rest(500);
}

}  // namespace

std::vector<Figure> measureTraining(BenchApplication& application, const std::string&)
{
    QTemporaryDir folder;
    const auto built = synth::buildSampleProject(
        resourceFolder(), folder.filePath(QStringLiteral("sample")).toStdString());
    if (!built.ok()) {
        qFatal("%s", built.error().message().c_str());
    }
    BenchWindow window(application, QString::fromStdString(*built));
    const QString run = startLongRun(application, window);
    const std::int64_t before = runHealth(run.toStdString()).status.step;
    std::vector<Figure> out;
    std::vector<double> all;
    Watchdog dog;
    struct Stage {
        const char* name;
        const char* what;
        void (*act)(BenchApplication&, BenchWindow&);
    };
    const Stage stages[] = {{"stall_train", "watching and pointing at the curves", watchCurves},
                            {"stall_label", "labelling 60 pairs", labelSome},
                            {"stall_data", "scrolling and searching", scrollAndSearch},
                            {"stall_compare", "writing an answer", compareSome}};
    for (const Stage& stage : stages) {
        dog.take();
        application.forgetEvents();
        stage.act(application, window);
        const std::vector<double> waits = dog.take();
        all.insert(all.end(), waits.begin(), waits.end());
        std::fprintf(stderr, "%s: longest event %.1f ms (%s)\n", stage.name,
                     application.longestEvent(), application.longestEventName().c_str());
        out.push_back(
            {stage.name, quantile(waits, 1), "ms", 50, std::string("longest wait, ") + stage.what});
    }
    const RunHealth health = runHealth(run.toStdString());
    if (!isActive(health.state)) {
        qFatal("The run ended before the measure did.");
    }
    const double steps = static_cast<double>(health.status.step - before);
    window.workspace().stopRuns();
    application.until([&] { return runHealth(run.toStdString()).exit.has_value(); });
    out.insert(out.begin(), {{"stall_longest", quantile(all, 1), "ms", 50,
                              "longest wait of an event, first use of each panel included"},
                             {"stall_p999", quantile(all, 0.999), "ms", -1,
                              "one wait in a thousand is longer"}});
    out.push_back({"stall_steps", steps, "steps", -1, "trained by the worker meanwhile"});
    return out;
}

}  // namespace marginalia::bench
