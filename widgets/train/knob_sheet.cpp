// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/knob_sheet.h"

#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/paint.h"
#include "widgets/common/translated.h"
#include "widgets/train/recipe_data.h"
#include "widgets/train/setting_field.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {
namespace {

constexpr int kSheetWidth = 320;
constexpr int kSheetPadding = 14;
constexpr int kFieldWidth = 92;
constexpr int kSheetEdge = 12;  // between the sheet and the edges of its panel

}  // namespace

KnobSheet::KnobSheet(QWidget* host) : Card(host)
{
    setObjectName(QStringLiteral("train.knobs"));
    setAccessibleName(tr("Change a knob"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(u(kSheetPadding), u(12), u(kSheetPadding), u(12));
    column->setSpacing(u(8));
    buildHead(*column);
    m_scroll = new QScrollArea;
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    column->addWidget(m_scroll, 1);
    buildFoot(*column);
    host->installEventFilter(this);
    hide();
}

void KnobSheet::buildHead(QVBoxLayout& column)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    row->addWidget(new TextLabel(tr("Change a knob"), Face::Small, &Theme::text, QFont::DemiBold));
    row->addStretch(1);
    auto* close = iconButton(QStringLiteral("close"), tr("Close"));
    connect(close, &QToolButton::clicked, this, &KnobSheet::closeSheet);
    row->addWidget(close);
    m_close = close;
    column.addLayout(row);
    auto* when = new TextLabel(tr("From the next step, marked on all curves."), Face::Caption,
                               &Theme::muted);
    when->setWordWrap(true);
    column.addWidget(when);
}

void KnobSheet::buildFoot(QVBoxLayout& column)
{
    m_problem = new TextLabel({}, Face::Small, &Theme::error);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column.addWidget(m_problem);
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    row->addStretch(1);
    auto* cancel = new Button(tr("Cancel"), ButtonRole::Quiet);
    connect(cancel, &QPushButton::clicked, this, &KnobSheet::closeSheet);
    row->addWidget(cancel);
    m_cancel = cancel;
    auto* applied = new Button(tr("Apply"));
    applied->setObjectName(QStringLiteral("train.knobs.apply"));
    connect(applied, &QPushButton::clicked, this, &KnobSheet::apply);
    row->addWidget(applied);
    m_apply = applied;
    column.addLayout(row);
}

void KnobSheet::addRow(QGridLayout& grid, const Knob& knob)
{
    const int line = grid.rowCount();
    const QString name = translated(knob.label);
    const QString key = QString::fromStdString(knob.key);
    auto* label = new ElidedLabel(name, Face::Small, &Theme::text);
    label->setToolTip(translated(knob.help));
    auto* before = new TextLabel(settingText(knob.value), Face::Small, &Theme::muted);
    before->setMono();
    before->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    TextField* field =
        settingField(key, {}, translated(knob.help), knob.low, knob.high, knob.whole);
    field->edit()->setObjectName(QStringLiteral("knob.") + key);
    field->edit()->setAccessibleName(tr("%1, now %2").arg(name, settingText(knob.value)));
    field->setFixedWidth(u(kFieldWidth));
    field->setValue(settingText(knob.value));
    label->setBuddy(field->edit());
    // Queued: the field takes its text over when it has told of the key.
    connect(field->edit(), &QLineEdit::returnPressed, this, &KnobSheet::apply,
            Qt::QueuedConnection);
    grid.addWidget(label, line, 0, Qt::AlignTop);
    grid.addWidget(before, line, 1, Qt::AlignTop);
    grid.addWidget(new TextLabel(QStringLiteral("→"), Face::Small, &Theme::muted), line, 2,
                   Qt::AlignTop);
    grid.addWidget(field, line, 3, Qt::AlignTop);
    for (int part = 0; part < 3; ++part) {
        grid.itemAtPosition(line, part)
            ->widget()
            ->setMinimumHeight(field->edit()->sizeHint().height());
    }
    m_rows.push_back({knob, field});
}

void KnobSheet::fill(std::int64_t step, std::int64_t total)
{
    m_rows.clear();
    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(u(6));
    grid->setVerticalSpacing(u(6));
    grid->setColumnStretch(0, 1);
    for (Knob knob : knobsOf(m_spec, total)) {
        if (knob.key == "max_steps") {
            knob.low = static_cast<double>(std::max<std::int64_t>(step, 1));
        }
        addRow(*grid, knob);
    }
    m_scroll->setWidget(content);           // the old one goes
    content->setAutoFillBackground(false);  // which setWidget() has switched on
    content->installEventFilter(this);
    m_problem->hide();
    orderTabs();
}

void KnobSheet::orderTabs()
{
    QWidget* last = m_close;
    for (const Row& row : m_rows) {
        setTabOrder(last, row.field->edit());
        last = row.field->edit();
    }
    setTabOrder(last, m_cancel);
    setTabOrder(m_cancel, m_apply);
}

void KnobSheet::place()
{
    const QWidget& host = *parentWidget();
    const QPoint below = m_button->mapTo(&host, QPoint(0, m_button->height() + u(4)));
    const int width = std::min(u(kSheetWidth), host.width() - 2 * u(kSheetEdge));
    const int room = host.height() - below.y() - u(kSheetEdge);
    const QLayout& rows = *m_scroll->widget()->layout();
    const int content = rows.hasHeightForWidth()
                            ? rows.totalHeightForWidth(width - 2 * u(kSheetPadding))
                            : rows.totalSizeHint().height();
    m_scroll->setFixedHeight(content);
    const int rest = layout()->totalHeightForWidth(width) - content;
    m_scroll->setFixedHeight(std::max(u(60), std::min(content, room - rest)));
    resize(width, layout()->totalHeightForWidth(width));
    move(std::clamp(below.x(), u(kSheetEdge),
                    std::max(u(kSheetEdge), host.width() - width - u(kSheetEdge))),
         below.y());
}

void KnobSheet::open(const RunSpec& spec, std::int64_t step, std::int64_t total,
                     const QWidget& button)
{
    m_spec = spec;
    m_button = &button;
    fill(step, total);
    place();
    show();
    raise();
    m_rows.front().field->edit()->setFocus(Qt::OtherFocusReason);
    m_rows.front().field->edit()->selectAll();
}

TextField* KnobSheet::field(const QString& key) const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& each) {
        return QString::fromStdString(each.knob.key) == key;
    });
    return row == m_rows.end() ? nullptr : row->field;
}

void KnobSheet::apply()
{
    if (!isVisible()) {
        return;  // asked for twice: by the key and by the button
    }
    Changes changes;
    RunSpec spec = m_spec;
    for (const Row& row : m_rows) {
        if (!row.field->problem().isEmpty()) {
            row.field->edit()->setFocus(Qt::OtherFocusReason);
            return;
        }
        double value = 0;
        // As texts: what is shown of a number may be less than the run has of it.
        if (row.field->value() == settingText(row.knob.value) ||
            !settingFromText(row.field->value(), &value)) {
            continue;
        }
        const Result<RunSpec> next = withKnob(spec, row.knob.key, Json(value));
        if (!next.ok()) {
            m_problem->setText(translated(next.error().what));
            m_problem->show();
            place();
            row.field->edit()->setFocus(Qt::OtherFocusReason);
            return;
        }
        spec = *next;
        changes.emplace_back(row.knob.key, value);
    }
    if (!changes.empty()) {
        Q_EMIT changesAsked(changes);
    }
    closeSheet();
}

void KnobSheet::closeSheet()
{
    hide();
    Q_EMIT closed();
}

bool KnobSheet::eventFilter(QObject* watched, QEvent* event)
{
    const bool resized = watched == parentWidget() && event->type() == QEvent::Resize;
    // A field's sentence has come or gone.
    const bool rowsChanged =
        watched == m_scroll->widget() && event->type() == QEvent::LayoutRequest;
    if ((resized || rowsChanged) && isVisible() && !m_button.isNull()) {
        place();
    }
    return Card::eventFilter(watched, event);
}

bool KnobSheet::focusNextPrevChild(bool next)
{
    QWidget* const end = next ? m_apply : m_close;
    if (focusWidget() == end) {
        (next ? m_close : m_apply)->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        return true;
    }
    return Card::focusNextPrevChild(next);
}

void KnobSheet::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawBox(painter, QRectF(rect()), uExact(6), theme().raised, theme().border2);
}

void KnobSheet::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        closeSheet();
        return;
    }
    Card::keyPressEvent(event);
}

}  // namespace marginalia
