// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/status_line.h"

#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/job_model.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QProgressBar>

namespace marginalia {

StatusLine::StatusLine(JobModel& jobs, QWidget* parent) : QWidget(parent), m_jobs(jobs)
{
    setObjectName(QStringLiteral("statusLine"));
    setAccessibleName(tr("Status"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(u(12), 0, u(12), 0);
    layout->setSpacing(u(8));
    m_icon = new IconLabel(QStringLiteral("check"), &Theme::accent, 12);
    m_stored = new TextLabel({}, Face::Small, &Theme::muted);
    m_jobPart = new QWidget;
    auto* job = new QHBoxLayout(m_jobPart);
    job->setContentsMargins(0, 0, 0, 0);
    job->setSpacing(u(8));
    m_title = new ElidedLabel({}, Face::Small, &Theme::muted);
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(u(110));
    m_bar->setAccessibleName(tr("Progress of the running job"));
    m_amount = new NumberLabel({}, Face::Small, &Theme::muted);
    job->addWidget(m_title);
    job->addWidget(m_bar);
    job->addWidget(m_amount);
    m_deviceIcon = new IconLabel(QStringLiteral("device"), &Theme::muted, 14);
    m_device = new ElidedLabel({}, Face::Small, &Theme::muted);
    layout->addWidget(m_icon);
    layout->addWidget(m_stored);
    layout->addStretch(1);
    layout->addWidget(m_jobPart);
    layout->addSpacing(u(8));
    layout->addWidget(m_deviceIcon);
    layout->addWidget(m_device);
    m_jobPart->hide();
    m_deviceIcon->hide();
    connect(&jobs, &JobModel::jobChanged, this, &StatusLine::showJob);
    connect(&jobs, &JobModel::runningChanged, this, &StatusLine::showJob);
    showNoProject();
}

void StatusLine::showNoProject()
{
    m_failed = false;
    m_icon->hide();
    m_stored->setColour(&Theme::muted);
    m_stored->setText(tr("No project open"));
}

void StatusLine::showStored(bool stored, bool readOnly)
{
    if (m_failed && !stored) {
        return;
    }
    m_failed = false;
    m_icon->show();
    m_icon->setIcon(readOnly ? QStringLiteral("lock")
                             : (stored ? QStringLiteral("check") : QStringLiteral("history")),
                    stored && !readOnly ? &Theme::accent : &Theme::muted);
    m_stored->setColour(&Theme::muted);
    m_stored->setText(readOnly ? tr("Open for reading only")
                               : (stored ? tr("Everything stored") : tr("Storing…")));
}

void StatusLine::showFailure(const QString& sentence)
{
    m_failed = true;
    m_icon->show();
    m_icon->setIcon(QStringLiteral("error"), &Theme::error);
    m_stored->setColour(&Theme::error);
    m_stored->setText(sentence);
}

void StatusLine::setDevice(const QString& text)
{
    m_device->setText(text);
    m_device->updateGeometry();
    m_deviceIcon->setVisible(!text.isEmpty());
}

QString StatusLine::storedText() const
{
    return m_stored->text();
}

void StatusLine::showJob()
{
    const Job* job = m_jobs.front();
    m_jobPart->setVisible(job != nullptr);
    if (job == nullptr) {
        return;
    }
    m_title->setText(job->title);
    m_title->updateGeometry();
    m_bar->setRange(0, job->total > 0 ? 1000 : 0);
    m_bar->setValue(job->total > 0 ? static_cast<int>(1000 * job->done / job->total) : 0);
    QString amount = job->amount;
    if (job->etaSeconds >= 0) {
        amount += QStringLiteral(" · ") + tr("%1 left").arg(durationText(job->etaSeconds));
    }
    m_amount->setText(amount);
    m_amount->updateGeometry();
}

void StatusLine::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        Q_EMIT clicked();
    }
}

}  // namespace marginalia
