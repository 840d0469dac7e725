// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/reader.h"

#include <QScrollArea>

class QComboBox;
class QVBoxLayout;

namespace marginalia {

class IconLabel;

/// Every column of a file: its name, what it holds, a choice of what it becomes.
class ImportColumns : public QScrollArea {
    Q_OBJECT

public:
    explicit ImportColumns(QWidget* parent = nullptr);

    /// `format`: the scheme in use; its columns show what it makes of them.
    void setColumns(const std::vector<ColumnInfo>& columns, const QString& format);
    /// The mapping that the choices make (see Mapping in core/data/reader.h).
    Json mapping() const;

Q_SIGNALS:
    /// The person chose.
    void changed();

private:
    struct Row {
        QString column;
        QComboBox* choice = nullptr;
        IconLabel* mark = nullptr;
    };
    void addHead();
    void addRow(const ColumnInfo& column, bool known);
    void showMark(const Row& row);

    std::vector<Row> m_rows;
    QVBoxLayout* m_column = nullptr;
};

}  // namespace marginalia
