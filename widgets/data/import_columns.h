// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/reader.h"

#include <QScrollArea>

class QComboBox;
class QVBoxLayout;

namespace marginalia {

class ElidedLabel;
class IconLabel;

/// Every column of a file: its name, what it holds in the record that is shown, a choice of what it
/// becomes. As high as its rows when there is room.
class ImportColumns : public QScrollArea {
    Q_OBJECT

public:
    explicit ImportColumns(QWidget* parent = nullptr);

    /// `format`: the scheme in use; its columns show what it makes of them.
    void setColumns(const std::vector<ColumnInfo>& columns, const QString& format);
    /// What the columns hold in the record of this number, from 1; null: any example of them.
    void showRow(const RowExamples* row, int number);
    /// The mapping that the choices make (see Mapping in core/data/reader.h).
    Json mapping() const;
    /// Why the choices make no record yet; empty: they do.
    QString missing() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    /// The person chose.
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        QString column;
        QString example;
        ElidedLabel* holds = nullptr;
        QComboBox* choice = nullptr;
        IconLabel* mark = nullptr;
    };
    void addHead();
    void addRow(const ColumnInfo& column, bool known);
    void showMark(const Row& row);

    std::vector<Row> m_rows;
    ElidedLabel* m_holds = nullptr;  ///< the heading above what they hold
    QVBoxLayout* m_column = nullptr;
};

}  // namespace marginalia
