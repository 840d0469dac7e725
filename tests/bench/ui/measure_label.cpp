// SPDX-License-Identifier: GPL-3.0-or-later
// Labelling by keys: from the key to the next pair on the screen, and to the acknowledgement.
#include "tests/bench/ui/bench_window.h"
#include "widgets/common/text_view.h"
#include "widgets/label/label_panel.h"

#include <QTest>

namespace marginalia::bench {

namespace {

constexpr int kLabels = 400;
constexpr int kPause = 60;  // ms: sixteen labels a second, far beyond any person

}  // namespace

std::vector<Figure> measureLabelling(BenchApplication& application, const std::string& project)
{
    BenchWindow window(application, QString::fromStdString(project));
    auto& panel = window.show<LabelPanel>(QStringLiteral("label"));
    LabelSession& labels = panel.labels();
    if (!application.until([&] { return labels.current() != nullptr; }, 3000)) {
        // Nothing is left without a label: judge anew what is there.
        panel.perform(QStringLiteral("queue"), {{QStringLiteral("name"), QStringLiteral("all")}});
        if (!application.until([&] { return labels.current() != nullptr; })) {
            qFatal("The project has no pairs.");
        }
    }
    auto& answer = window.part<TextView>(QStringLiteral("label.answer1"));
    std::vector<double> drawn;
    std::vector<double> stored;
    Clock::time_point pressed;
    QObject::connect(&labels, &LabelSession::stored, &application,
                     [&] { stored.push_back(millisecondsSince(pressed)); });
    for (int i = 0; i < kLabels; ++i) {
        const Uid shown = labels.current()->uid;
        QWidget* focus = window.window().focusWidget();
        pressed = Clock::now();
        const double time = application.untilDrawn(
            answer.viewport(), [&] { QTest::keyClick(focus, i % 3 == 0 ? Qt::Key_2 : Qt::Key_1); },
            [&] { return labels.current() != nullptr && labels.current()->uid != shown; });
        if (time < 0) {
            qFatal("Pair %d did not come: focus %s, state %d.", i + 1,
                   focus == nullptr ? "nowhere" : focus->metaObject()->className(),
                   static_cast<int>(labels.state()));
        }
        drawn.push_back(time);
        application.until([&] { return stored.size() > static_cast<size_t>(i); });
        application.rest(kPause);
    }
    std::vector<Figure> out;
    addTimes(out, "label_next", drawn, "key to the next pair drawn", 16, 50);
    addTimes(out, "label_stored", stored, "key to the acknowledgement, synced to the disk", 15, 50);
    return out;
}

}  // namespace marginalia::bench
