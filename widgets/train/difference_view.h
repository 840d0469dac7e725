// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/settings_difference.h"

#include <QStringList>
#include <QWidget>

#include <vector>

namespace marginalia {

class TextLabel;

/// "learning_rate  1e-5 → 5e-6": settings that differ, one a line, below a sentence. Of many the
/// last line says how many more there are, and its tooltip which.
class DifferenceView : public QWidget {
    Q_OBJECT

public:
    explicit DifferenceView(QWidget* parent = nullptr);

    void setDifference(const QString& lead, const std::vector<SettingDifference>& settings);
    /// "learning_rate: 1e-5 → 5e-6", all of them.
    const QStringList& lines() const { return m_lines; }
    QString lead() const;

private:
    QWidget* makeRow(const SettingDifference& setting, const QString& line) const;

    TextLabel* m_lead = nullptr;
    QWidget* m_rows = nullptr;
    QStringList m_lines;
};

/// A value of a setting as the window writes it.
QString settingValue(const std::string& key, const Json& value);

}  // namespace marginalia
