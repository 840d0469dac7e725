// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/plan_asker.h"

#include "core/base/file.h"
#include "widgets/common/launcher.h"

namespace marginalia {
namespace {

constexpr int kPause = 600;  // ms; a person is still typing

}  // namespace

PlanAsker::PlanAsker(QObject* parent) : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &PlanAsker::start);
    connect(&m_child, &QProcess::finished, this, &PlanAsker::end);
    connect(&m_child, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            end();
        }
    });
}

PlanAsker::~PlanAsker()
{
    disconnect(&m_child, nullptr, this, nullptr);
    m_child.kill();
    m_child.waitForFinished(1000);
}

void PlanAsker::ask(const Question& question)
{
    m_next = question;
    m_wanted = false;
    if (m_child.state() != QProcess::NotRunning) {
        m_child.terminate();  // its end starts the next
    }
    m_pause.start();
}

void PlanAsker::forget()
{
    m_next.reset();
    m_wanted = false;
    m_pause.stop();
    m_child.terminate();
}

void PlanAsker::start()
{
    if (!m_next || m_child.state() != QProcess::NotRunning) {
        return;
    }
    const Question question = *m_next;
    m_next.reset();
    const QString program = cliProgram();
    const std::string file = m_folder.filePath(QStringLiteral("spec.json")).toStdString();
    const Status written = writeFileAtomically(file, toJson(question.spec).dump());
    if (program.isEmpty() || !written.ok()) {
        Q_EMIT failed(tr("The program marginalia-cli is not beside the window's."));
        return;
    }
    m_wanted = true;
    QStringList words = {QStringLiteral("plan"), QStringLiteral("--json"), QStringLiteral("--spec"),
                         QString::fromStdString(file)};
    if (!question.run.isEmpty()) {
        words << QStringLiteral("--run") << question.run << QStringLiteral("--at")
              << QString::number(question.from);
    } else {
        words << QStringLiteral("--project") << question.project;
    }
    if (!question.filter.isEmpty()) {
        words << QStringLiteral("--filter") << question.filter;
    }
    m_child.start(program, words);
    m_child.closeWriteChannel();
}

void PlanAsker::end()
{
    const QByteArray said = m_child.readAllStandardOutput();
    const QString complaint = QString::fromUtf8(m_child.readAllStandardError()).trimmed();
    if (m_next) {
        if (!m_pause.isActive()) {
            start();
        }
        return;
    }
    if (!m_wanted) {
        return;
    }
    m_wanted = false;
    const auto plan = runPlanFromJson(Json::parse(said.toStdString(), nullptr, false));
    if (plan.ok()) {
        Q_EMIT planned(*plan);
    } else {
        Q_EMIT failed(complaint.isEmpty() ? tr("The plan could not be measured.") : complaint);
    }
}

}  // namespace marginalia
