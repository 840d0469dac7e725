// SPDX-License-Identifier: GPL-3.0-or-later
// From the start of the program to its first complete picture: the start page, and a project.
#include "tests/bench/ui/bench_window.h"

#include <QProcess>

namespace marginalia::bench {

namespace {

constexpr int kStarts = 15;

/// Milliseconds until the program says it has painted; negative: it never did.
double startOnce(const QStringList& arguments)
{
    QProcess program;
    program.setProcessChannelMode(QProcess::SeparateChannels);
    const auto begin = Clock::now();
    program.start(QStringLiteral(MARGINALIA_BIN_DIR "/marginalia"),
                  QStringList{QStringLiteral("--first-paint")} + arguments);
    double time = -1;
    if (program.waitForReadyRead(30'000) && program.readLine().startsWith("painted")) {
        time = millisecondsSince(begin);
    }
    program.waitForFinished();
    return time;
}

void measureStart(std::vector<Figure>& out, const std::string& name, const QStringList& arguments,
                  const std::string& what)
{
    startOnce(arguments);  // warm: once for the file cache
    std::vector<double> times;
    for (int i = 0; i < kStarts; ++i) {
        times.push_back(startOnce(arguments));
    }
    addTimes(out, name, times, what, 150);
}

}  // namespace

std::vector<Figure> measureFirstPaint(BenchApplication&, const std::string& project)
{
    std::vector<Figure> out;
    measureStart(out, "first_paint", {}, "process start to the painted start page, warm");
    measureStart(out, "first_paint_project", {QString::fromStdString(project)},
                 "the same with the project of many pairs");
    return out;
}

}  // namespace marginalia::bench
