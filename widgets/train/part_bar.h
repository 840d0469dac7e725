// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/labels.h"

#include <QWidget>

#include <vector>

namespace marginalia {

/// A whole in its parts: one bar of their colours, and under it each part with its colour, name
/// and value in two columns.
class PartBar : public QWidget {
    Q_OBJECT

public:
    struct Part {
        QString name;
        std::size_t colour;  ///< of Theme::runs
    };
    PartBar(const QString& accessibleName, const std::vector<Part>& parts,
            QWidget* parent = nullptr);

    /// Shares of the bar's width, in order; together at most 1.
    void setShares(const std::vector<double>& shares);
    /// What stands behind the names, in order.
    void setValues(const QStringList& values);
    /// "weights 7.5 MB" of each part, as it is shown.
    QStringList texts() const;

private:
    class Bar;
    Bar* m_bar;
    std::vector<Part> m_parts;
    std::vector<TextLabel*> m_labels;
};

}  // namespace marginalia
