// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/target_doctor.h"

#include "core/base/json.h"
#include "widgets/common/launcher.h"
#include "widgets/common/translated.h"

namespace marginalia {
namespace {

QString textOf(const Json& finding, const char* key)
{
    const Json text = finding.value(key, Json::object());
    return translated(Text(text.value("pattern", std::string()),
                           text.value("arguments", std::vector<std::string>())),
                      "jobs");
}

/// What the child printed; nothing where it is not that.
TargetReport reportFrom(const QString& target, const Json& json)
{
    TargetReport out;
    out.target = target;
    try {
        out.fit = json.at("ok").get<bool>();
        for (const Json& each : json.at("findings")) {
            const QString what = textOf(each, "what_text");
            const QString todo = textOf(each, "todo_text");
            out.findings << TargetReport::Finding{
                QString::fromStdString(each.at("id").get<std::string>()),
                QString::fromStdString(each.at("verdict").get<std::string>()),
                todo.isEmpty() ? what : what + u' ' + todo};
        }
    } catch (const Json::exception&) {
        out.fit = false;
        out.findings.clear();
    }
    return out;
}

}  // namespace

QString TargetReport::problem() const
{
    for (const Finding& finding : findings) {
        if (finding.verdict == QLatin1String("problem")) {
            return finding.text;
        }
    }
    return {};
}

TargetDoctor::TargetDoctor(QObject* parent) : QObject(parent)
{
    connect(&m_child, &QProcess::finished, this, &TargetDoctor::end);
    connect(&m_child, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            end();
        }
    });
}

TargetDoctor::~TargetDoctor()
{
    disconnect(&m_child, nullptr, this, nullptr);
    m_child.kill();
    m_child.waitForFinished(1000);
}

void TargetDoctor::ask(const QString& target)
{
    m_target = target;
    if (m_child.state() != QProcess::NotRunning) {
        m_again = true;  // the end of this one starts the next
        m_child.kill();
        return;
    }
    start();
}

void TargetDoctor::forget()
{
    m_target.clear();
    m_again = false;
    m_child.kill();
}

void TargetDoctor::start()
{
    m_again = false;
    m_child.start(cliProgram(), {QStringLiteral("away"), QStringLiteral("doctor"), m_target,
                                 QStringLiteral("--json")});
    m_child.closeWriteChannel();
}

void TargetDoctor::end()
{
    const QByteArray said = m_child.readAllStandardOutput();
    const QString complaint = QString::fromUtf8(m_child.readAllStandardError()).trimmed();
    if (m_again) {
        start();
        return;
    }
    if (m_target.isEmpty()) {
        return;
    }
    TargetReport report =
        reportFrom(m_target, Json::parse(said.begin(), said.end(), nullptr, false));
    if (report.findings.isEmpty()) {
        report.findings << TargetReport::Finding{
            QStringLiteral("program"), QStringLiteral("problem"),
            complaint.isEmpty() ? tr("The program marginalia-cli does not answer.") : complaint};
    }
    m_target.clear();
    Q_EMIT answered(report);
}

}  // namespace marginalia
