// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/icons.h"
#include "widgets/common/labels.h"
#include "widgets/common/paint.h"

#include <QCoreApplication>
#include <QPainter>

namespace marginalia {

namespace {

struct TagColours {
    QColor fill;
    QColor text;
};

TagColours coloursOf(Tone tone)
{
    const Theme& t = theme();
    switch (tone) {
        case Tone::Accent:
            return {t.accentSoft, t.accent};
        case Tone::Warning:
            return {t.warningSoft, t.warning};
        case Tone::Error:
            return {t.errorSoft, t.error};
        case Tone::Chosen:
            return {t.chosenSoft, t.chosen};
        case Tone::Rejected:
            return {t.rejectedSoft, t.rejected};
        case Tone::Neutral:
            break;
    }
    return {t.hover, t.muted};
}

QString ownIcon(Tone tone)
{
    switch (tone) {
        case Tone::Warning:
            return QStringLiteral("warning");
        case Tone::Error:
            return QStringLiteral("error");
        default:
            return {};
    }
}

QFont tagFont()
{
    return textFont(Face::Caption, QFont::Medium);
}

}  // namespace

Tag::Tag(const QString& text, Tone tone, QWidget* parent) : QWidget(parent), m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(text, tone);
}

void Tag::setText(const QString& text, Tone tone)
{
    m_text = text;
    m_tone = tone;
    m_icon = ownIcon(tone);
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Tag::setIcon(const QString& name)
{
    m_icon = name;
    updateGeometry();
    update();
}

void Tag::setState(RunState state)
{
    setText(stateWord(state), stateTone(state));
    setIcon(stateIcon(state));
}

QSize Tag::sizeOf(const QString& text, const QString& iconName)
{
    const QFontMetrics metrics(tagFont());
    const int icon = iconName.isEmpty() ? 0 : u(12) + u(4);
    return {metrics.horizontalAdvance(text) + icon + 2 * u(6),
            std::max(u(18), metrics.height() + u(2))};
}

QSize Tag::sizeHint() const
{
    return sizeOf(m_text, m_icon);
}

void Tag::paint(QPainter& painter, const QRectF& rect, const QString& text, Tone tone,
                const QString& iconName)
{
    const TagColours colours = coloursOf(tone);
    drawBox(painter, rect, uExact(3), colours.fill, {});
    painter.save();
    painter.setFont(tagFont());
    painter.setPen(colours.text);
    QRectF place = rect.adjusted(u(6), 0, -u(6), 0);
    if (!iconName.isEmpty()) {
        const QRectF at(place.left(), rect.center().y() - u(12) / 2.0, u(12), u(12));
        paintIcon(painter, iconName, at, u(12), colours.text);
        place.setLeft(at.right() + u(4));
    }
    painter.drawText(place.adjusted(0, 0, u(4), 0), Qt::AlignVCenter | Qt::AlignLeft, text);
    painter.restore();
}

void Tag::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!m_text.isEmpty()) {
        paint(painter, QRectF(rect()), m_text, m_tone, m_icon);
    }
}

QString stateWord(RunState state)
{
    // The words of core/jobs/run_health.cpp, for lupdate.
    [[maybe_unused]] static constexpr const char* kWords[] = {
        QT_TRANSLATE_NOOP("states", "waiting"), QT_TRANSLATE_NOOP("states", "loading"),
        QT_TRANSLATE_NOOP("states", "caching"), QT_TRANSLATE_NOOP("states", "running"),
        QT_TRANSLATE_NOOP("states", "pausing"), QT_TRANSLATE_NOOP("states", "paused"),
        QT_TRANSLATE_NOOP("states", "writing"), QT_TRANSLATE_NOOP("states", "done"),
        QT_TRANSLATE_NOOP("states", "stopped"), QT_TRANSLATE_NOOP("states", "failed"),
        QT_TRANSLATE_NOOP("states", "lost")};
    return QCoreApplication::translate("states", runStateWord(state));
}

Tone stateTone(RunState state)
{
    switch (state) {
        case RunState::Loading:
        case RunState::Caching:
        case RunState::Running:
        case RunState::Writing:
        case RunState::Pausing:
            return Tone::Accent;
        case RunState::Failed:
        case RunState::Lost:
            return Tone::Error;
        default:
            return Tone::Neutral;
    }
}

QString stateIcon(RunState state)
{
    switch (state) {
        case RunState::Running:
            return QStringLiteral("play");
        case RunState::Pausing:
            return QStringLiteral("pause");
        case RunState::Failed:
        case RunState::Lost:
            return QStringLiteral("error");
        default:
            return {};
    }
}

}  // namespace marginalia
