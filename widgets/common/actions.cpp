// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/actions.h"

#include "widgets/common/icons.h"
#include "widgets/common/settings.h"

#include <QGuiApplication>
#include <QKeyEvent>

#include <algorithm>

namespace marginalia {

namespace {

constexpr char kReason[] = "disabledReason";

QString settingKey(const QString& id)
{
    return QStringLiteral("keys/") + id;
}

}  // namespace

ActionSpec ActionRows::operator()(const char* id, const QString& text, const QString& tip,
                                  const char* icon, const QStringList& keys, bool checkable) const
{
    ActionSpec out;
    out.id = QLatin1String(prefix) + QLatin1String(id);
    out.text = text;
    out.tip = tip;
    out.icon = QLatin1String(icon);
    out.keys = keys;
    out.menu = QLatin1String(menu);
    out.checkable = checkable;
    out.textKeys = textKeys;
    return out;
}

ActionRegistry::ActionRegistry(Settings& settings, QObject* parent)
    : QObject(parent), m_settings(settings)
{
}

void ActionRegistry::add(const std::vector<ActionSpec>& specs, const QString& panel)
{
    for (const ActionSpec& spec : specs) {
        Q_ASSERT_X(!m_actions.contains(spec.id), "actions", qPrintable(spec.id));
        auto* action = new QAction(spec.text, this);
        action->setObjectName(spec.id);
        action->setStatusTip(spec.tip);
        action->setWhatsThis(spec.tip);
        action->setCheckable(spec.checkable);
        action->setMenuRole(QAction::NoRole);
        if (!spec.icon.isEmpty()) {
            action->setIcon(themeIcon(spec.icon));
        }
        action->setIconVisibleInMenu(false);
        action->setShortcutContext(panel.isEmpty() ? Qt::WindowShortcut
                                                   : Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, [this, id = spec.id] {
            if (!isBound(id)) {
                Q_EMIT unboundTriggered(id, panelOf(id));
            }
        });
        m_actions.insert(spec.id, action);
        m_panels.insert(spec.id, panel);
        m_specs.push_back(spec);
        applyKeys(spec);
    }
}

QAction* ActionRegistry::action(const QString& id) const
{
    QAction* found = m_actions.value(id);
    Q_ASSERT_X(found != nullptr, "actions", qPrintable(id));
    if (found == nullptr) {
        qFatal("There is no action \"%s\".", qPrintable(id));
    }
    return found;
}

const ActionSpec* ActionRegistry::spec(const QString& id) const
{
    const auto found =
        std::find_if(m_specs.begin(), m_specs.end(), [&](const auto& s) { return s.id == id; });
    return found == m_specs.end() ? nullptr : &*found;
}

QString ActionRegistry::panelOf(const QString& id) const
{
    return m_panels.value(id);
}

void ActionRegistry::markBound(const QString& id, QObject* receiver)
{
    m_bound.insert(id, receiver);
    QAction* found = action(id);
    // What was bound goes with its panel; then the action shows the panel again first.
    connect(receiver, &QObject::destroyed, found, [this, id, receiver, found] {
        if (m_bound.value(id) != receiver) {
            return;
        }
        m_bound.remove(id);
        setActionEnabled(found, true);
        connect(found, &QAction::triggered, this, [this, id] {
            if (!isBound(id)) {
                Q_EMIT unboundTriggered(id, panelOf(id));
            }
        });
    });
}

QStringList ActionRegistry::defaultKeys(const QString& id) const
{
    const ActionSpec* found = spec(id);
    return found == nullptr ? QStringList() : found->keys;
}

QStringList ActionRegistry::keys(const QString& id) const
{
    const QVariant own = m_settings.value(settingKey(id));
    return own.isValid() ? own.toStringList() : defaultKeys(id);
}

void ActionRegistry::setKeys(const QString& id, const std::optional<QStringList>& keys)
{
    if (keys) {
        m_settings.setValue(settingKey(id), *keys);
    } else {
        m_settings.remove(settingKey(id));
    }
    if (const ActionSpec* found = spec(id)) {
        applyKeys(*found);
    }
    Q_EMIT keysChanged(id);
}

void ActionRegistry::applyKeys(const ActionSpec& spec)
{
    QList<QKeySequence> sequences;
    for (const QString& key : keys(spec.id)) {
        sequences << QKeySequence::fromString(key, QKeySequence::PortableText);
    }
    QAction* found = action(spec.id);
    found->setShortcuts(sequences);
    found->setToolTip(toolTipOf(found));
}

QStringList ActionRegistry::clashes(const QString& id, const QString& key) const
{
    QStringList out;
    const QKeySequence wanted = QKeySequence::fromString(key, QKeySequence::PortableText);
    if (wanted.isEmpty()) {
        return out;
    }
    const QString home = panelOf(id);
    for (const ActionSpec& other : m_specs) {
        const QString panel = panelOf(other.id);
        const bool meets = panel == home || panel.isEmpty() || home.isEmpty();
        if (other.id != id && meets && action(other.id)->shortcuts().contains(wanted)) {
            out << other.id;
        }
    }
    return out;
}

QStringList ActionRegistry::list() const
{
    QStringList out;
    for (const ActionSpec& spec : m_specs) {
        out << QStringLiteral("%1\t%2\t%3\t%4")
                   .arg(spec.id, plainActionText(action(spec.id)),
                        keys(spec.id).join(QStringLiteral(", ")), spec.tip);
    }
    out.sort();
    return out;
}

void setActionEnabled(QAction* action, bool enabled, const QString& reason)
{
    action->setProperty(kReason, enabled ? QString() : reason);
    action->setEnabled(enabled);
    action->setToolTip(toolTipOf(action));
}

QString disabledReason(const QAction* action)
{
    return action->isEnabled() ? QString() : action->property(kReason).toString();
}

QString keyText(const QAction* action)
{
    const QList<QKeySequence> keys = action->shortcuts();
    return keys.isEmpty() ? QString() : keys.front().toString(QKeySequence::NativeText);
}

QString plainActionText(const QAction* action)
{
    QString text = action->text();
    text.remove(QLatin1Char('&'));
    if (text.endsWith(QStringLiteral("…"))) {
        text.chop(1);
    }
    return text;
}

QString toolTipOf(const QAction* action)
{
    QString first = plainActionText(action).toHtmlEscaped();
    const QString keys = keyText(action);
    if (!keys.isEmpty()) {
        first += QStringLiteral(" (%1)").arg(keys.toHtmlEscaped());
    }
    QString out = QStringLiteral("<p style='white-space:pre-wrap'><b>%1</b>").arg(first);
    const QString reason = disabledReason(action);
    const QString second = reason.isEmpty() ? action->statusTip() : reason;
    if (!second.isEmpty()) {
        out += QStringLiteral("<br>%1").arg(second.toHtmlEscaped());
    }
    return out + QStringLiteral("</p>");
}

std::optional<int> digitOf(const QKeyEvent& event)
{
    // Key codes of the digit row: evdev's plus 8 under X11 and Wayland, the PC's own under Windows.
    const bool windows = QGuiApplication::platformName() == QLatin1String("windows");
    const quint32 first = windows ? 2 : 10;
    const quint32 code = event.nativeScanCode();
    if (code >= first && code < first + 10) {
        return static_cast<int>((code - first + 1) % 10);
    }
    const int key = event.key();
    if (key >= Qt::Key_0 && key <= Qt::Key_9) {
        return key - Qt::Key_0;
    }
    const QString text = event.text();
    if (text.size() == 1 && text[0] >= QLatin1Char('0') && text[0] <= QLatin1Char('9')) {
        return text[0].digitValue();
    }
    return std::nullopt;
}

}  // namespace marginalia
