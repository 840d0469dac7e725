// SPDX-License-Identifier: GPL-3.0-or-later
// The table of many pairs: memory with it open, jumps to random rows, a drag of the scroll bar,
// search while typing.
#include "tests/bench/ui/bench_window.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/record_model.h"
#include "widgets/label/label_panel.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

#include <random>

namespace marginalia::bench {

namespace {

constexpr int kJumps = 200;
constexpr int kKeyPause = 40;  // ms between two letters of a fast typist

/// The data panel of a window with the table that is measured.
struct Table {
    Table(BenchApplication& app, const std::string& project)
        : application(app), window(app, QString::fromStdString(project))
    {
        if (!window.ok()) {
            qFatal("The project %s cannot be opened for writing.", project.c_str());
        }
        panel = &window.show<DataPanel>(QStringLiteral("data"));
        view = &window.part<QTableView>(QStringLiteral("data.table"));
        application.until([this] { return panel->records().hits() > 0; });
        window.settle();
    }
    RecordModel& model() { return panel->records(); }
    int rows() { return static_cast<int>(model().hits()); }
    int firstVisible() const { return view->rowAt(0); }
    /// Every row in view has been read.
    bool isRead()
    {
        const int last = view->rowAt(view->viewport()->height() - 1);
        for (int row = firstVisible(); row >= 0 && row <= (last < 0 ? rows() - 1 : last); ++row) {
            if (model().summary(row) == nullptr) {
                return false;
            }
        }
        return firstVisible() >= 0;
    }

    BenchApplication& application;
    BenchWindow window;
    DataPanel* panel = nullptr;
    QTableView* view = nullptr;
};

}  // namespace

std::vector<Figure> measureMemory(BenchApplication& application, const std::string& project)
{
    Table table(application, project);
    const Memory open = memoryNow();
    std::mt19937_64 random(3);
    for (int i = 0; i < 60; ++i) {
        table.view->verticalScrollBar()->setValue(
            static_cast<int>(random() % static_cast<std::uint64_t>(table.rows())));
        application.until([&] { return table.isRead(); });
    }
    table.window.show<LabelPanel>(QStringLiteral("label"));
    const Memory used = memoryNow();
    const std::string pairs = std::to_string(table.window.session().counts().pairs) + " pairs";
    return {{"memory_open", open.resident, "MB", 250, "resident, table shown, " + pairs},
            {"memory_used", used.resident, "MB", 250, "after 60 jumps and the Label panel"},
            {"memory_used_own", used.own, "MB", -1, "of it not shared with files"}};
}

std::vector<Figure> measureTable(BenchApplication& application, const std::string& project)
{
    Table table(application, project);
    QScrollBar* bar = table.view->verticalScrollBar();
    std::mt19937_64 random(5);
    const auto jump = [&] {
        bar->setValue(static_cast<int>(random() % static_cast<std::uint64_t>(bar->maximum())));
    };
    std::vector<double> frames;
    std::vector<double> rows;
    for (int i = 0; i < kJumps; ++i) {
        const auto start = Clock::now();
        frames.push_back(application.untilDrawn(table.view->viewport(), jump, [] { return true; }));
        rows.push_back(frames.back());
        if (!table.isRead()) {
            const bool read = application.untilDrawn(table.view->viewport(), {},
                                                     [&] { return table.isRead(); }) >= 0;
            rows.back() = read ? millisecondsSince(start) : -1;
        }
        application.rest(5);
    }
    // A hand that drags the bar: a new place every frame, then it rests.
    std::vector<double> drags;
    for (int i = 0; i < 10; ++i) {
        for (int step = 0; step < 60; ++step) {
            jump();
            application.rest(16);
        }
        drags.push_back(
            application.untilDrawn(table.view->viewport(), jump, [&] { return table.isRead(); }));
        table.window.settle();
    }
    std::vector<Figure> out;
    addTimes(out, "jump_frame", frames, "to the first frame, rows may still be grey", 16, 50);
    addTimes(out, "jump_rows", rows, "to the frame with all texts", 50, 100);
    addTimes(out, "drag_rows", drags, "the same after dragging through 60 places");
    return out;
}

std::vector<Figure> measureSearch(BenchApplication& application, const std::string& project)
{
    Table table(application, project);
    auto& field = table.window.part<QLineEdit>(QStringLiteral("data.search"));
    // From very frequent to rare, whole words and beginnings of words.
    const char* words[] = {"ka",     "lo",       "mi ren",  "tu sol",  "kalo",   "renden",
                           "solmi",  "grashi",   "ariari",  "po po",   "denka",  "solmiren",
                           "tuloka", "shigrapo", "mika lo", "veveren", "lomika", "kadenpo"};
    std::vector<double> times;
    std::vector<double> keys;
    field.setFocus();
    for (const char* word : words) {
        field.clear();
        table.window.settle();
        bool answered = false;
        const auto connection =
            QObject::connect(&table.model(), &QAbstractItemModel::modelReset,
                             [&] { answered = table.panel->filter().search == word; });
        const auto press = [&](char letter) { QTest::keyClick(&field, letter); };
        const std::string letters = word;
        for (std::size_t k = 0; k + 1 < letters.size(); ++k) {
            keys.push_back(application.untilDrawn(
                &field, [&] { press(letters[k]); }, [] { return true; }));
            application.rest(kKeyPause);
        }
        const double time = application.untilDrawn(
            table.view->viewport(), [&] { press(letters.back()); },
            [&] { return answered && (table.rows() == 0 || table.isRead()); });
        if (time >= 0) {
            times.push_back(time);
        }
        QObject::disconnect(connection);
    }
    std::vector<Figure> out;
    addTimes(out, "search_key", keys, "a letter to its picture in the field", 16, 50);
    addTimes(out, "search_hits", times, "last letter to the drawn hits, 60 ms of it waiting");
    return out;
}

}  // namespace marginalia::bench
