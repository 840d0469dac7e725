// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/start/recent_list.h"

#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/icons.h"
#include "widgets/common/labels.h"
#include "widgets/common/paint.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace marginalia {

namespace {

class RecentRow : public QAbstractButton {
public:
    RecentRow(const RecentProject& project, bool there) : m_project(project), m_there(there)
    {
        setObjectName(QStringLiteral("recent.") + project.name);
        setText(project.name);
        setAccessibleName(project.name);
        setAccessibleDescription(second());
        setToolTip(project.folder.toHtmlEscaped());
        setFocusPolicy(Qt::StrongFocus);
        setProperty("ownFocus", true);
        setAttribute(Qt::WA_Hover);
        setFixedHeight(u(44));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    std::function<void()> onRemove;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Theme& t = theme();
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        if (hasFocus() || underMouse()) {
            drawBox(painter, QRectF(rect()), uExact(4), hasFocus() ? t.selection : t.hover, {});
        }
        const auto placed = [&](double x, double y, double w, double h) {
            return QRectF(mirrored ? width() - x - w : x, y, w, h);
        };
        paintIcon(painter, QStringLiteral("data"), placed(u(10), 0, u(18), height()), u(16),
                  m_there ? t.muted : t.disabled);
        painter.setFont(textFont(Face::Small));
        painter.setPen(t.muted);
        const QString when = dayText(m_project.atMilliseconds);
        const double right = painter.fontMetrics().horizontalAdvance(when);
        const double taken = m_there ? 0 : u(150);
        painter.drawText(placed(width() - u(10) - right - taken, 0, right + 1, height()),
                         Qt::AlignVCenter | Qt::AlignLeft, when);
        const double room = width() - u(40) - right - taken - u(24);
        painter.setPen(m_there ? t.muted : t.warning);
        painter.drawText(placed(u(39), u(23), room, u(16)), Qt::AlignVCenter | Qt::AlignLeft,
                         second());
        painter.setFont(textFont(Face::Body, QFont::Medium));
        painter.setPen(m_there ? t.text : t.muted);
        painter.drawText(
            placed(u(39), u(5), room, u(18)), Qt::AlignVCenter | Qt::AlignLeft,
            painter.fontMetrics().elidedText(text(), Qt::ElideRight, static_cast<int>(room)));
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        switch (event->key()) {
            case Qt::Key_Down:
                focusNextPrevChild(true);
                return;
            case Qt::Key_Up:
                focusNextPrevChild(false);
                return;
            case Qt::Key_Return:
            case Qt::Key_Enter:
                click();
                return;
            case Qt::Key_Delete:
                onRemove();
                return;
            default:
                QAbstractButton::keyPressEvent(event);
        }
    }

private:
    QString second() const
    {
        if (!m_there) {
            return RecentList::tr("folder not found");
        }
        if (m_project.pairs < 0) {
            return m_project.folder;
        }
        // Two counts, each with its own plural.
        return RecentList::tr("%1 · %2", "pairs, runs")
            .arg(RecentList::tr("%Ln pair(s)", nullptr, static_cast<int>(m_project.pairs)),
                 RecentList::tr("%Ln run(s)", nullptr, m_project.runs));
    }

    RecentProject m_project;
    bool m_there;
};

}  // namespace

RecentList::RecentList(Recents& recents, QWidget* parent) : QWidget(parent), m_recents(recents)
{
    setObjectName(QStringLiteral("recents"));
    setAccessibleName(tr("Recent projects"));
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    connect(&recents, &Recents::changed, this, &RecentList::fill);
    fill();
}

void RecentList::fill()
{
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            // A key press in the row itself may be what changed the list.
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    if (m_recents.list().empty()) {
        auto* none =
            new TextLabel(tr("Projects you open are listed here."), Face::Body, &Theme::muted);
        none->setContentsMargins(u(10), u(8), 0, 0);
        m_layout->addWidget(none);
    }
    int row = 0;
    for (const RecentProject& project : m_recents.list()) {
        const bool there = project.isThere();
        auto* button = new RecentRow(project, there);
        button->onRemove = [this, folder = project.folder, row] { removeRow(folder, row); };
        connect(button, &QAbstractButton::clicked, this, [this, project, there] {
            if (there) {
                Q_EMIT openRequested(project.folder);
            } else {
                findMissing(project);
            }
        });
        if (!there) {
            auto* inside = new QHBoxLayout(button);
            inside->setContentsMargins(0, 0, u(8), 0);
            inside->setSpacing(u(6));
            inside->addStretch(1);
            auto* find = new Button(tr("Find…"));
            auto* remove = new Button(tr("Remove"));
            for (Button* one : {find, remove}) {
                setSmall(*one);
                one->setObjectName(QStringLiteral("recent.%1.%2").arg(project.name, one->text()));
                one->setAccessibleName(one->text());
                inside->addWidget(one);
            }
            connect(find, &QAbstractButton::clicked, this,
                    [this, project] { findMissing(project); });
            connect(remove, &QAbstractButton::clicked, this,
                    [this, folder = project.folder, row] { removeRow(folder, row); });
        }
        m_layout->addWidget(button);
        ++row;
    }
}

void RecentList::removeRow(const QString& folder, int row)
{
    const RecentProject gone = m_recents.remove(folder);
    if (!gone.folder.isEmpty()) {
        Q_EMIT removed(gone, row);
    }
}

void RecentList::findMissing(const RecentProject& project)
{
    const QString folder = QFileDialog::getExistingDirectory(
        this, tr("Where is %1 now?").arg(project.name), QString(), QFileDialog::ShowDirsOnly);
    if (!folder.isEmpty()) {
        m_recents.remove(project.folder);
        Q_EMIT openRequested(folder);
    }
}

}  // namespace marginalia
