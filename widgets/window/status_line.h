// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/labels.h"

#include <QWidget>

class QProgressBar;

namespace marginalia {

class JobModel;
class NumberLabel;

/// The line at the foot: whether everything is stored; the running job; device and memory. A click
/// opens Jobs.
class StatusLine : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(JobModel& jobs, QWidget* parent = nullptr);

    void showNoProject();
    void showStored(bool stored, bool readOnly);
    /// "Not stored: disk full"; stays until something is stored again.
    void showFailure(const QString& sentence);
    void setDevice(const QString& text);
    QString storedText() const;

Q_SIGNALS:
    void clicked();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void showJob();

    JobModel& m_jobs;
    IconLabel* m_icon = nullptr;
    TextLabel* m_stored = nullptr;
    QWidget* m_jobPart = nullptr;
    ElidedLabel* m_title = nullptr;
    QProgressBar* m_bar = nullptr;
    NumberLabel* m_amount = nullptr;
    IconLabel* m_deviceIcon = nullptr;
    ElidedLabel* m_device = nullptr;
    bool m_failed = false;
};

}  // namespace marginalia
