// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/types.h"

#include <QWidget>

class QGridLayout;

namespace marginalia {

class Button;

/// The foot of the inspector: what can be done with the record, who judged it, where it comes from.
class RecordFacts : public QWidget {
    Q_OBJECT

public:
    explicit RecordFacts(QWidget* parent = nullptr);
    void show(const StoredRecord& record, const std::vector<LabelEvent>& history, bool writable);

Q_SIGNALS:
    void labelAsked();
    void flagAsked();

private:
    /// Whether somebody said something of a record that is not labelled here.
    static QString saidOf(const Record& record);
    void row(const QString& name, const QString& value, bool warns = false);

    Button* m_label = nullptr;
    Button* m_flag = nullptr;
    QGridLayout* m_grid = nullptr;
};

}  // namespace marginalia
