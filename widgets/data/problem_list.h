// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/reader.h"

#include <QDialog>

class QTableWidget;

namespace marginalia {

/// Every line of a file that gave no record or a remark: number, column, what is wrong, what to do.
/// Rows are copied as text with tabs, all of them when none is selected.
class ProblemList : public QDialog {
    Q_OBJECT

public:
    ProblemList(const QString& path, const std::vector<Problem>& problems,
                QWidget* parent = nullptr);

private:
    void fill(const std::vector<Problem>& problems);
    void copy();

    QTableWidget* m_table = nullptr;
};

}  // namespace marginalia
