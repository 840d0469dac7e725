// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label/verdict_bar.h"

#include "core/store/types.h"
#include "widgets/common/actions.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>

namespace marginalia {

namespace {

struct SegmentInfo {
    const char* action;
    const char* words;
    int stretch;
    bool strong;
};

constexpr std::array<SegmentInfo, 7> kSegments = {{
    {"label.first_much", QT_TRANSLATE_NOOP("marginalia::VerdictBar", "much better"), 105, false},
    {"label.first", QT_TRANSLATE_NOOP("marginalia::VerdictBar", "better"), 157, true},
    {"label.first_slightly", QT_TRANSLATE_NOOP("marginalia::VerdictBar", "slightly better"), 105,
     false},
    {"label.tie", QT_TRANSLATE_NOOP("marginalia::VerdictBar", "Tie"), 84, false},
    {"label.second_slightly", QT_TRANSLATE_NOOP("marginalia::VerdictBar", "slightly better"), 105,
     false},
    {"label.second", QT_TRANSLATE_NOOP("marginalia::VerdictBar", "better"), 157, true},
    {"label.second_much", QT_TRANSLATE_NOOP("marginalia::VerdictBar", "much better"), 105, false},
}};

constexpr int kTieSegment = 3;

}  // namespace

VerdictSegment::VerdictSegment(QAction* action, const QString& words, bool strong, QWidget* parent)
    : QAbstractButton(parent), m_words(words), m_key(keyText(action)), m_strong(strong)
{
    setObjectName(action->objectName() + QStringLiteral(".segment"));
    setAccessibleName(action->text());
    setToolTip(toolTipOf(action));
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, this, [this, action] {
        m_key = keyText(action);
        setEnabled(action->isEnabled());
        update();
    });
}

void VerdictSegment::setOutlined(bool outlined)
{
    if (outlined != m_outlined) {
        m_outlined = outlined;
        update();
    }
}

QSize VerdictSegment::minimumSizeHint() const
{
    const QFontMetrics metrics(textFont(Face::Small, QFont::DemiBold));
    return {metrics.horizontalAdvance(m_words) + u(10), u(52)};
}

QSize VerdictSegment::sizeHint() const
{
    return minimumSizeHint() + QSize(u(12), 0);
}

void VerdictSegment::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    const QRectF whole = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (isDown() || (underMouse() && isEnabled()) || m_outlined) {
        drawBox(painter, whole, uExact(3),
                isDown()     ? t.accent
                : m_outlined ? t.accentSoft
                             : t.hover,
                Qt::transparent);
    }
    if (m_outlined) {
        drawBox(painter, whole.adjusted(1, 1, -1, -1), uExact(3), Qt::transparent, t.accent,
                uExact(2));
    }
    painter.setFont(textFont(Face::Small, m_strong ? QFont::DemiBold : QFont::Normal));
    painter.setPen(!isEnabled() ? t.disabled : isDown() ? t.onAccent : t.text);
    const double keyHeight = keyCapSize(m_key).height();
    const double gap = uExact(3);
    const double line = painter.fontMetrics().height();
    const double top = (height() - line - gap - keyHeight) / 2;
    painter.drawText(QRectF(0, top, width(), line), Qt::AlignCenter, m_words);
    const QSizeF key = keyCapSize(m_key);
    drawKeyCap(painter,
               QRectF((width() - key.width()) / 2, top + line + gap, key.width(), keyHeight), m_key,
               isEnabled());
}

VerdictBar::VerdictBar(ActionRegistry& actions, QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("label.verdicts"));
    setAccessibleName(tr("Verdict"));
    setFixedHeight(u(54));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(1);
    for (size_t i = 0; i < kSegments.size(); ++i) {
        const SegmentInfo& info = kSegments[i];
        m_segments[i] = new VerdictSegment(actions.action(QLatin1String(info.action)),
                                           tr(info.words), info.strong, this);
        m_segments[i]->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
        row->addWidget(m_segments[i], info.stretch);
    }
}

void VerdictBar::setVerdict(Verdict verdict, Strength strength, bool aShownFirst)
{
    int chosen = -1;
    if (verdict == Verdict::Tie) {
        chosen = kTieSegment;
    } else if (verdict == Verdict::A || verdict == Verdict::B) {
        const bool left = (verdict == Verdict::A) == aShownFirst;
        chosen = kTieSegment + (left ? -1 : 1) * static_cast<int>(strength);
    }
    for (size_t i = 0; i < m_segments.size(); ++i) {
        m_segments[i]->setOutlined(static_cast<int>(i) == chosen);
    }
}

void VerdictBar::flash(int segment)
{
    VerdictSegment* pressed = m_segments.at(static_cast<size_t>(segment));
    pressed->setDown(true);
    pressed->repaint();
    pressed->setDown(false);
    pressed->update();
}

void VerdictBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    drawBox(painter, QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), uExact(4), t.raised, t.border2);
    painter.setPen(QPen(t.border, hairline(painter)));
    for (size_t i = 1; i < m_segments.size(); ++i) {
        const double x = m_segments[i]->x() - 0.5;
        painter.drawLine(QPointF(x, 1), QPointF(x, height() - 1));
    }
}

}  // namespace marginalia
