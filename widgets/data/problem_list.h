// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/reader.h"

#include <QDialog>

namespace marginalia {

/// Every line of a file that gave no record or a remark: number, column, what is wrong, what to do.
class ProblemList : public QDialog {
    Q_OBJECT

public:
    explicit ProblemList(const std::vector<Problem>& problems, QWidget* parent = nullptr);
};

}  // namespace marginalia
