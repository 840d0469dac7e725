// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/feedback.h"

#include "widgets/common/buttons.h"
#include "widgets/common/paint.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace marginalia {

EmptyState::EmptyState(const QString& iconName, const QString& title, const QString& sentence,
                       QWidget* parent)
    : QWidget(parent)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(u(16), u(16), u(16), u(16));
    auto* box = new QWidget;
    box->setMaximumWidth(u(420));
    m_layout = new QVBoxLayout(box);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(u(8));
    auto* picture = new IconLabel(iconName, &Theme::muted, 32);
    m_title = new TextLabel(title, Face::Title, &Theme::text, QFont::DemiBold);
    m_sentence = new TextLabel(sentence, Face::Body, &Theme::muted);
    for (TextLabel* label : {m_title, m_sentence}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter);
    }
    m_layout->addWidget(picture, 0, Qt::AlignHCenter);
    m_layout->addSpacing(u(4));
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_sentence);
    outer->addStretch(2);
    // A row of its own: an aligned item is asked for its height at the width of the whole layout,
    // and a sentence that wraps in the box was cut.
    auto* row = new QHBoxLayout;
    // As wide as its column allows, up to the 420 of the design.
    row->addStretch(1);
    row->addWidget(box, 1000);
    row->addStretch(1);
    outer->addLayout(row);
    outer->addStretch(3);
}

Button* EmptyState::setAction(QAction* action)
{
    auto* button = new Button(action, ButtonRole::Primary);
    m_layout->addSpacing(u(6));
    m_layout->addWidget(button, 0, Qt::AlignHCenter);
    return button;
}

Button* EmptyState::setAction(const QString& text, const std::function<void()>& run)
{
    auto* button = new Button(text, ButtonRole::Primary);
    button->setAccessibleName(text);
    connect(button, &QAbstractButton::clicked, this, run);
    m_layout->addSpacing(u(6));
    m_layout->addWidget(button, 0, Qt::AlignHCenter);
    return button;
}

LinkLabel* EmptyState::setLink(const QString& text, const std::function<void()>& run)
{
    auto* link = new LinkLabel(text);
    connect(link, &LinkLabel::activated, this, run);
    m_layout->addWidget(link, 0, Qt::AlignHCenter);
    return link;
}

void EmptyState::setText(const QString& title, const QString& sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
}

namespace {

struct BarLook {
    Token soft;
    Token ink;
    const char* icon;
};

BarLook lookOf(InfoBar::Kind kind)
{
    switch (kind) {
        case InfoBar::Kind::Warning:
            return {&Theme::warningSoft, &Theme::warning, "warning"};
        case InfoBar::Kind::Error:
            return {&Theme::errorSoft, &Theme::error, "error"};
        case InfoBar::Kind::Info:
            break;
    }
    return {&Theme::accentSoft, &Theme::accent, "info"};
}

}  // namespace

InfoBar::InfoBar(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(u(16), u(5), u(10), u(5));
    layout->setSpacing(u(10));
    m_icon = new IconLabel(QStringLiteral("info"));
    m_text = new TextLabel;
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action = new Button(QString());
    setSmall(*m_action);
    auto* close = iconButton(QStringLiteral("close"), tr("Close"));
    close->setObjectName(QStringLiteral("infoBar.close"));
    m_action->setObjectName(QStringLiteral("infoBar.action"));
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(close);
    setMinimumHeight(u(40));
    connect(close, &QAbstractButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    connect(m_action, &QAbstractButton::clicked, this, [this] {
        // The action may show another message in this bar.
        const auto run = m_run;
        hide();
        if (run) {
            run();
        }
    });
    hide();
}

void InfoBar::show(Kind kind, const QString& sentence)
{
    show(kind, sentence, {}, {});
}

void InfoBar::show(Kind kind, const QString& sentence, const QString& action,
                   const std::function<void()>& run)
{
    m_kind = kind;
    m_run = run;
    const BarLook look = lookOf(kind);
    m_icon->setIcon(QLatin1String(look.icon), look.ink);
    m_text->setText(sentence);
    m_action->setText(action);
    m_action->setAccessibleName(action);
    m_action->setVisible(!action.isEmpty());
    QWidget::show();
    update();
    QAccessibleEvent event(this, QAccessible::Alert);
    setAccessibleName(sentence);
    QAccessible::updateAccessibility(&event);
}

QString InfoBar::text() const
{
    return m_text->text();
}

void InfoBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().*lookOf(m_kind).soft);
}

CoachStrip::CoachStrip(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Tour"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(u(16), u(4), u(10), u(4));
    layout->setSpacing(u(10));
    m_count = new TextLabel({}, Face::Body, &Theme::accent, QFont::DemiBold);
    m_text = new TextLabel;
    m_text->setWordWrap(true);
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(u(84));
    m_progress->setAccessibleName(tr("Progress of the tour"));
    // Not filled: the panel's own primary button stays the only one.
    m_action = new Button(QString());
    m_action->setObjectName(QStringLiteral("coach.action"));
    m_action->setKey(tr("Enter"), KeyPlace::Right);
    m_second = new Button(QString(), ButtonRole::Quiet);
    m_second->setObjectName(QStringLiteral("coach.second"));
    auto* close = iconButton(QStringLiteral("close"), tr("End the tour"));
    close->setObjectName(QStringLiteral("coach.close"));
    layout->addWidget(m_count);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_second);
    layout->addWidget(m_action);
    layout->addWidget(close);
    setMinimumHeight(u(40));
    setCount(0, 0);
    setAction({}, {});
    setSecond({}, {});
    connect(close, &QAbstractButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    connect(m_action, &QAbstractButton::clicked, this, &CoachStrip::runAction);
    connect(m_second, &QAbstractButton::clicked, this, &CoachStrip::runSecond);
}

void CoachStrip::say(const QString& sentence)
{
    if (m_text->text() == sentence) {
        return;
    }
    m_text->setText(sentence);
    setAccessibleDescription(sentence);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void CoachStrip::setCount(int done, int total)
{
    m_count->setVisible(total > 0);
    m_progress->setVisible(total > 0);
    if (total > 0) {
        m_count->setText(tr("%1 of %2").arg(done).arg(total));
        m_progress->setRange(0, total);
        m_progress->setValue(std::min(done, total));
    }
}

void CoachStrip::setAction(const QString& text, const std::function<void()>& run)
{
    m_run = run;
    m_action->setText(text);
    m_action->setAccessibleName(text);
    m_action->setVisible(!text.isEmpty());
}

void CoachStrip::setSecond(const QString& text, const std::function<void()>& run)
{
    m_runSecond = run;
    m_second->setText(text);
    m_second->setAccessibleName(text);
    m_second->setVisible(!text.isEmpty());
}

QString CoachStrip::text() const
{
    return m_text->text();
}

QString CoachStrip::secondText() const
{
    return m_second->text();
}

QString CoachStrip::actionText() const
{
    return m_action->text();
}

bool CoachStrip::runAction()
{
    // The action may set the next one.
    const auto run = m_run;
    if (run) {
        run();
    }
    return run != nullptr;
}

void CoachStrip::runSecond()
{
    const auto run = m_runSecond;
    if (run) {
        run();
    }
}

void CoachStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().accentSoft);
}

namespace {

constexpr int kBusyDelay = 200;
constexpr int kBusyStep = 40;

}  // namespace

BusyLine::BusyLine(QWidget* parent) : QWidget(parent)
{
    setFixedHeight(2);
    setAccessibleName(tr("Busy"));
    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_shown = true;
        m_move.start(kBusyStep);
        update();
    });
    connect(&m_move, &QTimer::timeout, this, [this] {
        ++m_phase;
        if (m_share < 0) {
            update();
        }
    });
}

void BusyLine::start()
{
    if (!m_active) {
        m_active = true;
        m_share = -1;
        m_delay.start(kBusyDelay);
    }
}

void BusyLine::setShare(double share)
{
    if (m_share != share) {
        m_share = share;
        update();
    }
}

void BusyLine::stop()
{
    m_active = false;
    m_shown = false;
    m_delay.stop();
    m_move.stop();
    update();
}

void BusyLine::paintEvent(QPaintEvent*)
{
    if (!m_shown) {
        return;
    }
    QPainter painter(this);
    const int room = width();
    if (m_share >= 0) {
        painter.fillRect(QRect(0, 0, static_cast<int>(room * m_share), height()), theme().accent);
        return;
    }
    const int length = room / 5;
    const int from = m_phase * 12 % (room + length) - length;
    painter.fillRect(QRect(from, 0, length, height()), theme().accent);
}

}  // namespace marginalia
