// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/label/label_reads.h"

#include <QAbstractButton>
#include <QWidget>

class QButtonGroup;

namespace marginalia {

/// One queue: icon, name, how many wait.
class QueueItem : public QAbstractButton {
    Q_OBJECT

public:
    QueueItem(const QString& iconName, const QString& name, QWidget* parent = nullptr);
    void setCount(qint64 count);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    QString m_count;
};

/// The queues to label from; arrows and Enter or a click choose one. Below, its order in a
/// sentence.
class QueueList : public QWidget {
    Q_OBJECT

public:
    explicit QueueList(QWidget* parent = nullptr);
    void setCounts(const QueueCounts& counts);
    void setCurrent(LabelQueue queue);
    static QString sentenceOf(LabelQueue queue);

Q_SIGNALS:
    void chosen(LabelQueue queue);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QueueItem* item(LabelQueue queue) const;

    QButtonGroup* m_group = nullptr;
};

}  // namespace marginalia
