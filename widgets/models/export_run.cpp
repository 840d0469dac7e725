// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/export_run.h"

#include "core/data/reader.h"
#include "widgets/common/launcher.h"
#include "widgets/common/translated.h"

#include <QDir>
#include <QFileInfo>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>

namespace marginalia {

namespace {

constexpr int kGrace = 5000;  // ms between asking the child to stop and making it
constexpr qint64 kLongestLine = 1 << 20;

/// An error line of the child, in its own words; other lines are no concern of the reader's.
class NoRecords : public ReadSink {
public:
    bool head(const ReadHead&) override { return true; }
    bool record(Record) override { return true; }
    bool problem(const Problem&) override { return true; }
    bool progress(std::int64_t, std::int64_t) override { return true; }
    void end(const ReadEnd&) override {}
};

/// The stages take turns; writing is most of the work, reading back as much again.
struct Stage {
    const char* name;
    double begin;
    double size;
};
constexpr Stage kStages[] = {{"read", 0, 0.1}, {"write", 0.1, 0.45}, {"verify", 0.55, 0.45}};

}  // namespace

QString exportStageText(const QString& stage)
{
    if (stage == QLatin1String("write")) {
        return ExportRun::tr("Writing");
    }
    return stage == QLatin1String("verify") ? ExportRun::tr("Reading it back")
                                            : ExportRun::tr("Reading the model");
}

ExportRun::ExportRun(ExportOrder order, QObject* parent)
    : QObject(parent), m_order(std::move(order))
{
    connect(&m_child, &QProcess::readyReadStandardOutput, this, &ExportRun::readLines);
    connect(&m_child, &QProcess::finished, this, &ExportRun::end);
    connect(&m_child, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            m_problem = tr("The program that writes models could not be started.");
            m_running = false;
            Q_EMIT failed(m_problem);
        }
    });
}

ExportRun::~ExportRun()
{
    disconnect(&m_child, nullptr, this, nullptr);
    m_child.kill();
    m_child.waitForFinished(1000);
}

void ExportRun::start()
{
    const QString program = cliProgram();
    if (program.isEmpty()) {
        m_problem = tr("The program marginalia-cli is not beside the window's.");
        Q_EMIT failed(m_problem);
        return;
    }
    QStringList words = {
        QStringLiteral("convert"), m_order.model, QStringLiteral("--to"),  m_order.kind,
        QStringLiteral("--out"),   m_order.out,   QStringLiteral("--json")};
    if (!m_order.type.isEmpty()) {
        words << QStringLiteral("--dtype") << m_order.type;
    }
    m_running = true;
    m_stage = QStringLiteral("read");
    m_child.start(program, words);
    m_child.closeWriteChannel();
}

void ExportRun::cancel()
{
    if (!m_running || m_stopping) {
        return;
    }
    m_stopping = true;
    m_child.terminate();
    QTimer::singleShot(kGrace, &m_child, &QProcess::kill);
}

double ExportRun::wholeShare() const
{
    for (const Stage& stage : kStages) {
        if (m_stage == QLatin1String(stage.name)) {
            return stage.begin + stage.size * std::clamp(m_share, 0.0, 1.0);
        }
    }
    return 0;
}

void ExportRun::readLines()
{
    while (m_child.canReadLine()) {
        takeLine(m_child.readLine(kLongestLine));
    }
}

void ExportRun::takeLine(const QByteArray& line)
{
    const Json json = Json::parse(line.toStdString(), nullptr, false);
    if (!json.is_object()) {
        return;
    }
    try {
        const auto kind = json.value("t", std::string());
        if (kind == "progress") {
            m_stage = QString::fromStdString(json.value("stage", std::string()));
            m_share = json.value("share", 0.0);
            Q_EMIT progressed();
        } else if (kind == "end") {
            m_done.path = QString::fromStdString(json.value("path", std::string()));
            m_done.digest = QString::fromStdString(json.value("digest", std::string()));
            m_done.bytes = json.value("bytes", qint64{0});
            m_done.tensors = json.value("tensors", qint64{0});
            m_done.verified = json.value("verified", false);
            for (const auto& warning : json.value("warnings", Json::array())) {
                const Text text(warning.at("pattern").get<std::string>(),
                                warning.at("arguments").get<std::vector<std::string>>());
                m_done.warnings << translated(text, "export");
            }
            m_ended = true;
        } else if (kind == "error") {
            NoRecords sink;
            const Status said = feedProtocolLine(line.trimmed().toStdString(), sink);
            if (!said.ok()) {
                m_problem = translated(said.error());
            }
        }
    } catch (const Json::exception&) {
        m_problem = tr("The program that writes models sent a line that cannot be read.");
    }
}

void ExportRun::end(int code, QProcess::ExitStatus status)
{
    readLines();
    m_running = false;
    if (m_stopping && !m_ended) {
        // A child that was stopped cannot tidy up after itself.
        QThreadPool::globalInstance()->start([partial = m_order.out + QStringLiteral(".partial")] {
            QDir(partial).removeRecursively();
        });
        Q_EMIT cancelled();
        return;
    }
    if (code == 0 && status == QProcess::NormalExit && m_ended) {
        Q_EMIT finished();
        return;
    }
    if (m_problem.isEmpty()) {
        const QString words =
            QString::fromUtf8(m_child.readAllStandardError().right(2000)).trimmed();
        m_problem = status == QProcess::CrashExit || words.isEmpty()
                        ? tr("The program that writes models stopped without a message.")
                        : words;
    }
    Q_EMIT failed(m_problem);
}

}  // namespace marginalia
