// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/away/target.h"

#include <QHash>
#include <QWidget>

#include <optional>

class QGridLayout;
class QHBoxLayout;

namespace marginalia {

class Button;
class SegmentedControl;
class TextField;
class TextLabel;

/// The fields of one target, and what is wrong with what they say.
///
/// Values of a stored target apply when their field is left or with Enter, a wrong one does not; a
/// new target is whole before it is added.
class RemoteForm : public QWidget {
    Q_OBJECT

public:
    explicit RemoteForm(QWidget* parent = nullptr);

    /// Shows a stored target; none: a new one with the defaults.
    void setTarget(const std::optional<away::Target>& target);
    /// What the fields say. What they do not show of the target stays: the models that lie there.
    Result<away::Target> typed() const;
    /// A sentence below the fields; a field that is named gets the keyboard.
    void say(const QString& problem, const QString& field = {});
    void say(const Error& error);
    /// The keyboard to the first field.
    void begin();

Q_SIGNALS:
    /// The stored target has another value.
    void applied();
    /// The new target is to be stored.
    void addAsked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    TextField* addField(const QString& key, const QString& label, const QString& placeholder);
    void buildGrid(QGridLayout& grid);
    void buildLast(QHBoxLayout& row);
    /// What is wrong with the field itself, while the target is a stored one.
    QString problemOf(const QString& key) const;
    void showOptions();

    QHash<QString, TextField*> m_fields;
    SegmentedControl* m_launcher = nullptr;
    Button* m_add = nullptr;
    QWidget* m_space = nullptr;
    TextLabel* m_problem = nullptr;
    std::optional<away::Target> m_target;  ///< stored; none: a new one
};

}  // namespace marginalia
