// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/dock_frame.h"

#include "widgets/common/buttons.h"
#include "widgets/common/panes.h"

#include <QAction>
#include <QHBoxLayout>

namespace marginalia {

DockFrame::DockFrame(const QString& id, const QString& title, QAction* toggle, QWidget* parent)
    : QDockWidget(title, parent), m_toggle(toggle)
{
    setObjectName(QStringLiteral("dock.") + id);
    setAccessibleName(title);
    setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    auto* bar = new Pane(&Theme::surface, Qt::BottomEdge);
    bar->setFixedHeight(u(44));
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(u(14), 0, u(8), 1);
    // A dock asks its title for the height it would like, not for the one that is set.
    layout->addStrut(u(44) - 1);
    layout->setSpacing(u(8));
    layout->addWidget(new TextLabel(title, Face::Small, &Theme::text, QFont::DemiBold));
    layout->addStretch(1);
    m_note = new ElidedLabel({}, Face::Small, &Theme::muted);
    layout->addWidget(m_note);
    auto* close = iconButton(QStringLiteral("close"), tr("Close %1").arg(title));
    close->setObjectName(QStringLiteral("dock.%1.close").arg(id));
    connect(close, &QAbstractButton::clicked, this, [this] { setOpen(false); });
    layout->addWidget(close);
    setTitleBarWidget(bar);
    toggle->setCheckable(true);
    connect(toggle, &QAction::triggered, this, &DockFrame::setOpen);
}

void DockFrame::setOpen(bool open)
{
    if (m_open != open) {
        m_open = open;
        Q_EMIT openChanged(open);
    }
    m_toggle->setChecked(open);
    setVisible(open && !m_lent);
}

QWidget* DockFrame::lend()
{
    makeContent();
    QWidget* content = widget();
    m_lent = content != nullptr;
    if (m_lent) {
        hide();
        content->setParent(nullptr);
    }
    return content;
}

void DockFrame::takeBack(QWidget* content)
{
    m_lent = false;
    if (content != nullptr) {
        setWidget(content);
        content->show();
    }
    setVisible(m_open);
}

void DockFrame::setMaker(std::function<QWidget*()> make)
{
    m_make = std::move(make);
    delete widget();
    if (isVisible()) {
        makeContent();
    }
}

void DockFrame::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->updateGeometry();
}

void DockFrame::showEvent(QShowEvent* event)
{
    QDockWidget::showEvent(event);
    makeContent();
}

void DockFrame::makeContent()
{
    if (widget() == nullptr && m_make) {
        QWidget* content = m_make();
        setWidget(content);
        // Contents name what they show ("#20,117") as their window title.
        connect(content, &QWidget::windowTitleChanged, this, &DockFrame::setNote);
        setNote(content->windowTitle());
    }
}

}  // namespace marginalia
