// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QKeyEvent;

namespace marginalia {

class Settings;

/// One thing a person can do: the row from which menus, buttons, palette, key sheet and
/// --list-actions are made.
struct ActionSpec {
    QString id;        ///< "label.tie": area and name; also the QAction's object name
    QString text;      ///< "Tie", verb first where it is one; "…" only if a dialog follows
    QString tip;       ///< one sentence for status bar and tooltip
    QString icon;      ///< of resources/icons; may be empty
    QStringList keys;  ///< portable key texts; the first one is shown
    QString menu;      ///< "file", "edit", "view", "go", "label", "train", "tools", "help"; empty:
                       ///< palette only
    bool checkable = false;
    bool textKeys = false;  ///< the keys are single letters or digits: only outside text fields,
                            ///< only in the panel
};

/// Makes the rows of one menu: `const ActionRows row{"label", true}; row("label.tie", ...)`.
struct ActionRows {
    const char* menu;
    bool textKeys;  ///< see ActionSpec
    const char* prefix = "";

    ActionSpec operator()(const char* id, const QString& text, const QString& tip, const char* icon,
                          const QStringList& keys, bool checkable = false) const;
};

/// All actions of the program. They exist from the start, so that menus and palette are complete;
/// what they do is bound when the panel concerned is built.
class ActionRegistry : public QObject {
    Q_OBJECT

public:
    explicit ActionRegistry(Settings& settings, QObject* parent = nullptr);

    /// `panel` is the panel an action belongs to; empty for the window's own.
    void add(const std::vector<ActionSpec>& specs, const QString& panel = {});

    /// Never null: an unknown id is a mistake of ours and ends the program in debug builds.
    QAction* action(const QString& id) const;
    QAction* operator[](const QString& id) const { return action(id); }
    const std::vector<ActionSpec>& specs() const { return m_specs; }
    const ActionSpec* spec(const QString& id) const;
    QString panelOf(const QString& id) const;

    /// Says what an action does from now on; replaces an earlier binding.
    template <class Receiver, class Function>
    QAction* bind(const QString& id, Receiver* receiver, Function function)
    {
        QAction* found = action(id);
        QObject::disconnect(found, &QAction::triggered, nullptr, nullptr);
        QObject::connect(found, &QAction::triggered, receiver, function);
        markBound(id, receiver);
        return found;
    }
    bool isBound(const QString& id) const { return m_bound.contains(id); }

    /// Other keys for an action, stored in the settings; empty list: none; nothing: back to the
    /// default.
    void setKeys(const QString& id, const std::optional<QStringList>& keys);
    QStringList keys(const QString& id) const;
    QStringList defaultKeys(const QString& id) const;
    /// Ids whose keys clash with `key` in the same panel or in the window.
    QStringList clashes(const QString& id, const QString& key) const;

    /// Lines "id<TAB>text<TAB>keys<TAB>tip" of all actions, sorted.
    QStringList list() const;

Q_SIGNALS:
    /// A panel's action was asked for before its panel was built.
    void unboundTriggered(const QString& id, const QString& panel);
    void keysChanged(const QString& id);

private:
    void markBound(const QString& id, QObject* receiver);
    void applyKeys(const ActionSpec& spec);

    Settings& m_settings;
    std::vector<ActionSpec> m_specs;
    QHash<QString, QAction*> m_actions;
    QHash<QString, QString> m_panels;
    QHash<QString, QObject*> m_bound;
};

/// Enables or disables with the reason that tooltip and palette show.
void setActionEnabled(QAction* action, bool enabled, const QString& reason = {});
QString disabledReason(const QAction* action);
/// The first key as people read it ("Ctrl+Shift+P"); empty when there is none.
QString keyText(const QAction* action);
/// Name, key and, when disabled, why.
QString toolTipOf(const QAction* action);
/// Without "&" and "…".
QString plainActionText(const QAction* action);

/// The digit of a key press: by its place in the digit row, the keypad, or its text, so that 1 and
/// 2 are the same keys on every keyboard. Nothing for other keys.
std::optional<int> digitOf(const QKeyEvent& event);

}  // namespace marginalia
