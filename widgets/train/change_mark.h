// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QPointer>

namespace marginalia {

/// The accent bar at the left of a setting that was changed; a click restores it.
///
/// Lies beside its target and takes no room from it: a child of `host`, which must reach further
/// left than the target. Hidden while nothing is changed, or while the target is.
class ChangeMark : public QAbstractButton {
    Q_OBJECT

public:
    /// `name` is that of the setting, for the sentence the mark speaks. `target` will be a
    /// descendant of `host` by the time something is changed.
    ChangeMark(QWidget* target, const QString& name, QWidget* host);

    /// `original` is what a click brings back.
    void setChanged(bool changed, const QString& original = {});
    bool isChanged() const { return m_changed; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    QPointer<QWidget> m_target;  ///< goes before or after the mark, as its parents do
    QString m_name;
    bool m_changed = false;
};

}  // namespace marginalia
