// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/model_report.h"

#include <QWidget>

#include <vector>

namespace marginalia {

/// What a model needs beside what this machine has: one bar each for full training, LoRA and
/// writing answers. What does not fit says so in words.
class MemoryBars : public QWidget {
    Q_OBJECT

public:
    explicit MemoryBars(QWidget* parent = nullptr);

    /// `machine` in bytes.
    void setNeed(const ModelMemory& need, qint64 machine);
    void clear();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// "full 15.4 GB, LoRA 7.9 GB, compare 1.4 GB of 16.0 GB"
    QString description() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Line {
        QString name;
        QString value;
        qint64 bytes = 0;
    };
    std::vector<Line> lines() const;

    ModelMemory m_need;
    qint64 m_machine = 0;
    bool m_known = false;
};

}  // namespace marginalia
