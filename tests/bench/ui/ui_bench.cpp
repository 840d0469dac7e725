// SPDX-License-Identifier: GPL-3.0-or-later
// What the window costs a person: first picture, memory, labels, table, search, charts, and how
// long it ever stands still while a model is trained. Prints a table, or JSON.
//   ui_bench [--json] [--project DIR] [--pairs N] [--keep DIR] [--only NAME,NAME]
// Without --project it makes one of N pairs (100,000) in a temporary folder, or in the folder named
// by --keep and leaves it there. Nothing is shown unless QT_QPA_PLATFORM says where.
#include "core/base/command_line.h"
#include "tests/bench/ui/bench_window.h"

#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

namespace marginalia::bench {

const std::vector<Measure>& measures()
{
    static const std::vector<Measure> list = {
        {"start", true, measureFirstPaint},   {"memory", true, measureMemory},
        {"label", true, measureLabelling},    {"table", true, measureTable},
        {"search", true, measureSearch},      {"chart", false, measureChart},
        {"training", false, measureTraining},
    };
    return list;
}

namespace {

/// Runs one measure in a process of its own, so that none inherits what another left behind.
std::vector<Figure> runApart(const std::string& name, const std::string& project, bool& failed)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--measure"), QString::fromStdString(name),
                 QStringLiteral("--project"), QString::fromStdString(project)});
    child.waitForFinished(-1);
    std::vector<Figure> out;
    const Json json = Json::parse(child.readAllStandardOutput().toStdString(), nullptr, false);
    if (child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0 || !json.is_array()) {
        std::fprintf(stderr, "ui_bench: the measure %s failed.\n", name.c_str());
        failed = true;
        return out;
    }
    for (const Json& figure : json) {
        out.push_back(figureFromJson(figure));
    }
    return out;
}

void print(const std::vector<Figure>& figures)
{
    for (const Figure& figure : figures) {
        std::printf("%-22s %9.1f %-5s ", figure.name.c_str(), figure.value, figure.unit.c_str());
        if (figure.goal >= 0) {
            std::printf("goal %4.0f  %-4s ", figure.goal,
                        figure.value >= 0 && figure.value <= figure.goal ? "ok" : "OVER");
        } else {
            std::printf("%-16s", "");
        }
        std::printf("%s\n", figure.what.c_str());
    }
    std::fflush(stdout);
}

Json asJson(const std::vector<Figure>& figures)
{
    Json out = Json::array();
    for (const Figure& figure : figures) {
        out.push_back(toJson(figure));
    }
    return out;
}

/// One measure in this process; its figures as JSON on stdout.
int measureHere(BenchApplication& application, const std::string& name, const std::string& project)
{
    for (const Measure& measure : measures()) {
        if (measure.name == name) {
            std::printf("%s\n", asJson(measure.run(application, project)).dump().c_str());
            return 0;
        }
    }
    return 2;
}

bool isWanted(const cli::Options& options, const std::string& name)
{
    const std::string only = "," + options.value("only") + ",";
    return !options.has("only") || only.find("," + name + ",") != std::string::npos;
}

int measureAll(const cli::Options& options, const QTemporaryDir& temporary)
{
    std::string project = options.value("project");
    bool needed = false;
    for (const Measure& measure : measures()) {
        needed = needed || (measure.needsProject && isWanted(options, measure.name));
    }
    if (project.empty() && needed) {
        const std::string folder =
            options.value("keep", temporary.filePath(QStringLiteral("project")).toStdString());
        const std::int64_t pairs = std::atoll(options.value("pairs", "100000").c_str());
        std::fprintf(stderr, "Making a project of %lld pairs in %s.\n",
                     static_cast<long long>(pairs), folder.c_str());
        const auto made = makeProject(folder, pairs);
        if (!made.ok()) {
            std::fprintf(stderr, "ui_bench: %s\n", made.error().message().c_str());
            return 1;
        }
        project = *made;
    }
    std::vector<Figure> all;
    bool failed = false;
    for (const Measure& measure : measures()) {
        if (!isWanted(options, measure.name)) {
            continue;
        }
        const std::vector<Figure> figures = runApart(measure.name, project, failed);
        if (!options.has("json")) {
            print(figures);
        }
        all.insert(all.end(), figures.begin(), figures.end());
    }
    if (options.has("json")) {
        std::printf("%s\n", asJson(all).dump(2).c_str());
    }
    return failed ? 1 : 0;
}

}  // namespace
}  // namespace marginalia::bench

int main(int argc, char** argv)
{
    using namespace marginalia;
    const cli::Options options(cli::Words(argv + 1, argv + argc), {"json"},
                               {"project", "pairs", "keep", "only", "measure"});
    if (!options.ok() || !options.operands().empty()) {
        std::fprintf(stderr, "ui_bench: %s\n", options.problem().c_str());
        return 2;
    }
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM",
                "offscreen:configfile=" MARGINALIA_SOURCE_DIR "/tests/widgets/screen.json");
    }
    // A person's settings and recent projects stay as they are.
    QTemporaryDir temporary;
    if (!options.has("measure")) {
        qputenv("MARGINALIA_HOME", temporary.filePath(QStringLiteral("home")).toLocal8Bit());
    }
    bench::BenchApplication application(argc, argv);
    return options.has("measure")
               ? bench::measureHere(application, options.value("measure"), options.value("project"))
               : bench::measureAll(options, temporary);
}
