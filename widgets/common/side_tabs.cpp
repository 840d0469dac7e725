// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/side_tabs.h"

#include "widgets/common/buttons.h"

#include <QHBoxLayout>
#include <QStackedLayout>

namespace marginalia {

namespace {

constexpr int kBarHeight = 40;
const QString kOwn = QStringLiteral("own");
const QString kGuest = QStringLiteral("guest");

}  // namespace

SideTabs::SideTabs(QWidget* own, const QString& ownTitle, QWidget* parent)
    : QWidget(parent), m_ownTitle(ownTitle), m_own(own)
{
    setObjectName(QStringLiteral("side_tabs"));
    setMaximumWidth(own->maximumWidth());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar = new Pane(&Theme::surface, Qt::BottomEdge);
    m_bar->setFixedHeight(u(kBarHeight));
    auto* row = new QHBoxLayout(m_bar);
    row->setContentsMargins(u(14), 0, u(8), 1);
    row->addStretch(1);
    m_bar->hide();
    column->addWidget(m_bar);
    m_stack = new QStackedLayout;
    column->addLayout(m_stack, 1);
    m_stack->addWidget(own);
}

void SideTabs::setGuest(QWidget* guest, const QString& title)
{
    delete takeGuest();
    m_guest = guest;
    m_stack->addWidget(guest);
    m_choice = new SegmentedControl(tr("Side column"), m_bar);
    m_choice->setObjectName(QStringLiteral("side_tabs.choice"));
    m_choice->addSegment(kOwn, m_ownTitle);
    m_choice->addSegment(kGuest, title);
    connect(m_choice, &SegmentedControl::currentChanged, this,
            [this](const QString& id) { show(id == kGuest ? m_guest.data() : m_own); });
    m_close = iconButton(QStringLiteral("close"), tr("Close %1").arg(title), m_bar);
    connect(m_close, &QAbstractButton::clicked, this, &SideTabs::guestClosed);
    auto* row = static_cast<QHBoxLayout*>(m_bar->layout());
    row->insertWidget(0, m_choice);
    row->addWidget(m_close);
    m_bar->show();
    showOwn();
}

QWidget* SideTabs::takeGuest()
{
    QWidget* guest = m_guest;
    if (guest == nullptr) {
        return nullptr;
    }
    m_guest = nullptr;
    m_stack->removeWidget(guest);
    guest->hide();
    guest->setParent(nullptr);
    // Later: the press on one of them may be what brought us here.
    for (QWidget* part : {static_cast<QWidget*>(m_choice), static_cast<QWidget*>(m_close)}) {
        part->hide();
        m_bar->layout()->removeWidget(part);
        part->deleteLater();
    }
    m_choice = nullptr;
    m_close = nullptr;
    m_bar->hide();
    m_stack->setCurrentWidget(m_own);
    return guest;
}

void SideTabs::show(QWidget* part)
{
    m_stack->setCurrentWidget(part);
}

void SideTabs::showGuest()
{
    if (m_guest != nullptr) {
        m_choice->setCurrent(kGuest);
        show(m_guest);
    }
}

void SideTabs::showOwn()
{
    if (m_choice != nullptr) {
        m_choice->setCurrent(kOwn);
    }
    show(m_own);
}

bool SideTabs::guestIsShown() const
{
    return m_guest != nullptr && m_stack->currentWidget() == m_guest;
}

}  // namespace marginalia
