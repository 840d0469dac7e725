// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace marginalia {

/// The accent bar at the left of a setting that was changed; a click restores it.
///
/// Lies beside its target, in the same parent, and takes no room from it. Hidden while nothing is
/// changed, or while the target is.
class ChangeMark : public QAbstractButton {
    Q_OBJECT

public:
    /// `name` is that of the setting, for the sentence the mark speaks.
    ChangeMark(QWidget* target, const QString& name);

    /// `original` is what a click brings back.
    void setChanged(bool changed, const QString& original = {});
    bool isChanged() const { return m_changed; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    QWidget* m_target;
    QString m_name;
    bool m_changed = false;
};

}  // namespace marginalia
