// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/driver.h"

#include "core/jobs/run_folder.h"

#include <QAbstractButton>
#include <QApplication>
#include <QTest>

namespace marginalia::test {

namespace {

QWidget* focusOf(MainWindow& window)
{
    // A window manager gives the focus back when a dialog closes; the offscreen platform has none.
    if (QApplication::activeWindow() == nullptr) {
        window.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
    }
    if (QWidget* dialog = QApplication::activeModalWidget()) {
        return dialog->focusWidget() != nullptr ? dialog->focusWidget() : dialog;
    }
    if (QWidget* focus = window.focusWidget()) {
        return focus;
    }
    Panel* front = window.panel(window.currentPanel());
    return front != nullptr ? static_cast<QWidget*>(front) : &window;
}

}  // namespace

void useRealPrograms(const QString& home)
{
    // The shared main of widget tests hides the programs; here they are what is tested.
    qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli");
    qputenv("MARGINALIA_HOME", home.toLocal8Bit());
}

void press(MainWindow& window, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(focusOf(window), key, modifiers);
}

void type(MainWindow& window, const QString& text)
{
    QTest::keyClicks(focusOf(window), text);
}

void click(QWidget& widget)
{
    ASSERT_TRUE(widget.isVisible()) << qPrintable(widget.objectName());
    ASSERT_TRUE(widget.isEnabled()) << qPrintable(widget.objectName());
    QTest::mouseClick(&widget, Qt::LeftButton);
}

std::int64_t pairCount(Session& session)
{
    return readNow<Counts>(session, [](ProjectReader& reader) { return reader.counts(); })
        .value_or(Counts{})
        .pairs;
}

std::vector<LabelEvent> trailOf(Session& session)
{
    return readNow<std::vector<LabelEvent>>(
               session, [annotator = session.annotator().toStdString()](
                            ProjectReader& reader) { return reader.trail(annotator, 1'000'000); })
        .value_or(std::vector<LabelEvent>{});
}

std::vector<std::pair<std::int64_t, double>> metricOf(const std::string& run,
                                                      const std::string& metric)
{
    std::vector<std::pair<std::int64_t, double>> out;
    auto reader = RunReader::open(run);
    EXPECT_TRUE(reader.ok());
    auto news = (*reader)->poll();
    EXPECT_TRUE(news.ok());
    for (const MetricLine& line : news->lines) {
        for (const auto& [name, value] : line.values) {
            if (name == metric && line.event.empty()) {
                out.emplace_back(line.step, value);
            }
        }
    }
    return out;
}

bool openSampleByHand(MainWindow& window, Workspace& workspace)
{
    auto* button = part<QAbstractButton>(window, QStringLiteral("start.sample"));
    if (button == nullptr) {
        return false;
    }
    click(*button);
    return waitUntil(
        [&] { return workspace.session() != nullptr && workspace.session()->hasCounts(); },
        kPatience);
}

}  // namespace marginalia::test
