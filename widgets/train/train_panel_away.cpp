// SPDX-License-Identifier: GPL-3.0-or-later
// A run that trains on another machine: how the line to it is, and what is asked over it.
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/jobs/away/note.h"
#include "widgets/common/format.h"
#include "widgets/common/launcher.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/translated.h"
#include "widgets/train/train_panel.h"

#include <QDateTime>
#include <QFileInfo>
#include <QProcess>

#include <algorithm>

namespace marginalia {

using away::Stand;

namespace {

constexpr qint64 kBegins = 5000;  // ms that a program takes at most to say that it is there

/// What ssh said, with an end.
QString sentence(const QString& words)
{
    return words.isEmpty() || words.endsWith(u'.') ? words : words + u'.';
}

}  // namespace

std::optional<Stand> TrainPanel::stand() const
{
    if (m_run == nullptr || !away::isAway(m_run->folder().toStdString())) {
        return std::nullopt;
    }
    const Stand now = away::standOf(m_run->folder().toStdString());
    // The program that was started a moment ago holds no lock yet.
    const bool begun = m_awayAsked.isValid() && m_awayAsked.elapsed() < kBegins;
    if (begun && now == Stand::NotSent) {
        return Stand::Sending;
    }
    return begun && now == Stand::Unfollowed ? Stand::Connecting : now;
}

QString TrainPanel::targetName() const
{
    const auto& away = m_run->health().away;
    if (away) {
        return QString::fromStdString(away->target);
    }
    // The feed has not looked yet.
    const auto note = away::readNote(m_run->folder().toStdString());
    return note.ok() ? QString::fromStdString(note->target.name) : tr("its target");
}

QString TrainPanel::standText(Stand stand) const
{
    const QString target = targetName();
    switch (stand) {
        case Stand::Sending:
            return sendingText(target);
        case Stand::NotSent:
            return tr("not sent to %1").arg(target);
        case Stand::Connecting:
            return tr("connecting to %1").arg(target);
        case Stand::Queued:
            return tr("in the queue of %1").arg(target);
        case Stand::There:
            return tr("on %1").arg(target);
        case Stand::Cut:
            return tr("no connection to %1, %2").arg(target, heardText());
        case Stand::Unfollowed:
            return tr("on %1, not followed, %2").arg(target, heardText());
        case Stand::Fetching:
            return tr("fetching from %1").arg(target);
        case Stand::Fetched:
            return tr("fetched from %1").arg(target);
        case Stand::Over:
            break;
    }
    return tr("was on %1").arg(target);
}

QString TrainPanel::sendingText(const QString& target) const
{
    const auto note = away::readNote(m_run->folder().toStdString());
    if (!note.ok() || note->toSend <= 0) {
        return tr("being sent to %1").arg(target);
    }
    const double share = static_cast<double>(note->sent) / static_cast<double>(note->toSend);
    return tr("being sent to %1, %2 of %3")
        .arg(target, shareText(share, 1), sizeText(static_cast<double>(note->toSend)));
}

QString TrainPanel::heardText() const
{
    // Written once a second while its records come.
    const QFileInfo status(m_run->folder() + QStringLiteral("/status.json"));
    if (!status.exists()) {
        return tr("nothing heard yet");
    }
    const auto ago =
        static_cast<double>(status.lastModified().msecsTo(QDateTime::currentDateTime()));
    return tr("last heard %1 ago").arg(durationText(std::max(0.0, ago / 1000)));
}

QString TrainPanel::awayWords() const
{
    const auto text = readFile((m_run->folder() + QString::fromLatin1(kAwayWords)).toStdString());
    const QString mark = QStringLiteral("marginalia-cli away: ");
    QString out;
    if (text.ok()) {
        for (const QString& line : QString::fromStdString(*text).split(u'\n')) {
            out = line.startsWith(mark) ? line.mid(mark.size()) : out;
        }
    }
    return out;
}

bool TrainPanel::showAwayProblem(Stand stand)
{
    const QString target = targetName();
    const auto& away = m_run->health().away;
    const QString why = QString::fromStdString(away ? away->problem : "");
    if (stand == Stand::NotSent) {
        infoBar().show(InfoBar::Kind::Error,
                       tr("The run was not sent to %1. %2").arg(target, awayWords()), tr("Send it"),
                       [this] { resumeRun(); });
        return true;
    }
    if (stand == Stand::Unfollowed) {
        infoBar().show(InfoBar::Kind::Warning,
                       why.isEmpty()
                           ? tr("The run may go on at %1, and nobody follows it here.").arg(target)
                           : tr("Nobody follows the run here any more: %1 It may go on at %2.")
                                 .arg(sentence(why), target),
                       tr("Follow it"), [this] { followAway(); });
        return true;
    }
    if (stand == Stand::Cut) {
        infoBar().show(
            InfoBar::Kind::Warning,
            tr("No connection to %1: %2 The run goes on there; it is tried again by itself.")
                .arg(target, sentence(why)),
            tr("Try now"), [this] { tryLine(); });
        return true;
    }
    return false;
}

void TrainPanel::tryLine()
{
    const Status asked = away::tryAtOnce(m_run->folder().toStdString());
    if (!asked.ok()) {
        infoBar().show(InfoBar::Kind::Error, translated(asked.error()));
        return;
    }
    context().shell.toast(tr("Trying to reach %1.").arg(targetName()));
    m_shownProblem.clear();  // said again where it is still cut
}

void TrainPanel::followAway()
{
    const auto started =
        startAwayVerb(m_run->folder(), {QStringLiteral("attach")}, {QStringLiteral("--quiet")});
    if (!started.ok()) {
        infoBar().show(InfoBar::Kind::Error, translated(started.error()));
        return;
    }
    m_awayAsked.start();
    infoBar().hide();
}

bool TrainPanel::controlAway(const QString& kind)
{
    const auto now = stand();
    if (!now) {
        return false;
    }
    if (kind == QLatin1String("stop")) {
        const auto waited = takeFromQueue(m_run->folder());
        if (!waited.ok()) {
            infoBar().show(InfoBar::Kind::Error, translated(waited.error()));
        }
        if (!waited.ok() || *waited) {
            return true;
        }
    }
    // What else is asked goes by the one who follows the run.
    if (*now == Stand::Unfollowed) {
        followAway();
    }
    if (*now == Stand::Unfollowed || *now == Stand::Cut) {
        context().shell.toast(tr("Asked as soon as %1 is reached.").arg(targetName()));
    }
    return false;
}

void TrainPanel::fetchCheckpoint()
{
    if (m_run == nullptr || m_fetching != nullptr) {
        return;
    }
    m_fetching = new QProcess(this);
    connect(m_fetching, &QProcess::finished, this, [this](int code) { endFetching(code); });
    connect(m_fetching, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            endFetching(-1);
        }
    });
    busy().start();
    m_fetching->start(cliProgram(),
                      {QStringLiteral("away"), QStringLiteral("fetch"), m_run->folder(),
                       QStringLiteral("--json"), QStringLiteral("--quiet")});
    m_fetching->closeWriteChannel();
    showState();
}

void TrainPanel::endFetching(int code)
{
    const QByteArray said = m_fetching->readAllStandardOutput();
    const QString complaint = QString::fromUtf8(m_fetching->readAllStandardError()).trimmed();
    m_fetching->deleteLater();
    m_fetching = nullptr;
    const Json json = Json::parse(said.begin(), said.end(), nullptr, false);
    if (code != 0 || !json.is_object()) {
        infoBar().show(InfoBar::Kind::Error,
                       tr("The checkpoint could not be fetched. %1").arg(complaint));
    } else if (json.value("fetched", Json::array()).empty()) {
        context().shell.toast(tr("The run has no checkpoint yet."));
    } else {
        context().shell.toast(tr("The newest checkpoint is here."));
    }
    showState();
}

}  // namespace marginalia
