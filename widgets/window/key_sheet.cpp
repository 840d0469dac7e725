// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/key_sheet.h"

#include "widgets/common/actions.h"
#include "widgets/common/labels.h"
#include "widgets/common/paint.h"
#include "widgets/common/panes.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace marginalia {

namespace {

constexpr int kColumns = 2;

QWidget* keyRow(const ActionRegistry& actions, const QString& id)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(4));
    QAction* action = actions.action(id);
    auto* name = new ElidedLabel(plainActionText(action));
    layout->addWidget(name, 1);
    for (const QKeySequence& key : action->shortcuts()) {
        layout->addWidget(new KeyCap(key.toString(QKeySequence::NativeText)));
    }
    return row;
}

/// The actions with keys of one panel, in two columns; null when there are none.
QWidget* keyGroup(const ActionRegistry& actions, const QString& panel, const QString& title)
{
    QStringList ids;
    for (const ActionSpec& spec : actions.specs()) {
        if (actions.panelOf(spec.id) == panel && !actions.keys(spec.id).isEmpty()) {
            ids << spec.id;
        }
    }
    if (ids.isEmpty()) {
        return nullptr;
    }
    auto* group = new QWidget;
    auto* layout = new QVBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(8));
    layout->addWidget(new SectionTitle(title));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(u(28));
    grid->setVerticalSpacing(u(5));
    const auto rows = (ids.size() + kColumns - 1) / kColumns;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        grid->addWidget(keyRow(actions, ids[i]), static_cast<int>(i % rows),
                        static_cast<int>(i / rows));
    }
    for (int column = 0; column < kColumns; ++column) {
        grid->setColumnStretch(column, 1);
    }
    layout->addLayout(grid);
    return group;
}

}  // namespace

KeySheet::KeySheet(const ActionRegistry& actions, const QString& panel, const QString& panelTitle,
                   QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
{
    setObjectName(QStringLiteral("keySheet"));
    setWindowTitle(tr("Keys"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 1, 1, 1);
    auto* area = new QScrollArea;
    area->setObjectName(QStringLiteral("keySheet.area"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setAccessibleName(tr("Keys"));
    auto* content = new Pane(&Theme::raised);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(u(24), u(20), u(24), u(20));
    layout->setSpacing(u(18));
    if (!panel.isEmpty()) {
        if (QWidget* group = keyGroup(actions, panel, panelTitle)) {
            layout->addWidget(group);
        }
    }
    if (QWidget* group = keyGroup(actions, {}, tr("Window"))) {
        layout->addWidget(group);
    }
    layout->addWidget(
        new TextLabel(tr("Keys can be changed in the settings."), Face::Small, &Theme::muted));
    layout->addStretch(1);
    area->setWidget(content);
    outer->addWidget(area);
    const QSize room = parent->size() - QSize(u(64), u(64));
    resize(QSize(u(760), std::max(u(200), content->sizeHint().height() + 2)).boundedTo(room));
}

void KeySheet::keyPressEvent(QKeyEvent* event)
{
    // A modifier alone is the beginning of a key, not one.
    if (event->key() != Qt::Key_Shift && event->key() != Qt::Key_Control &&
        event->key() != Qt::Key_Alt && event->key() != Qt::Key_Meta) {
        accept();
    }
}

void KeySheet::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawBox(painter, QRectF(rect()), 0, theme().raised, theme().border2);
}

}  // namespace marginalia
