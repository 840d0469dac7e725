// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/fields.h"

#include "widgets/common/icons.h"
#include "widgets/common/style.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace marginalia {

TextField::TextField(const QString& label, QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(4));
    m_label = new ElidedLabel(label, Face::Small, &Theme::muted);
    m_edit = new QLineEdit;
    m_edit->setAccessibleName(label);
    m_label->setBuddy(m_edit);
    setFocusProxy(m_edit);
    m_unit = new TextLabel({}, Face::Small, &Theme::muted, QFont::Normal, m_edit);
    m_unit->hide();
    m_problemLine = new QWidget;
    auto* line = new QHBoxLayout(m_problemLine);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(u(5));
    line->addWidget(new IconLabel(QStringLiteral("error"), &Theme::error, 12), 0, Qt::AlignTop);
    m_problem = new TextLabel({}, Face::Small, &Theme::error);
    m_problem->setWordWrap(true);
    line->addWidget(m_problem, 1);
    m_problemLine->hide();
    layout->addWidget(m_label);
    // Only now: shown before it has a parent it would be a window of its own and take the focus.
    m_label->setVisible(!label.isEmpty());
    layout->addWidget(m_edit);
    layout->addWidget(m_problemLine);
    layout->addStretch(1);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::editingFinished, this, &TextField::apply);
}

void TextField::setValue(const QString& value)
{
    m_value = value;
    m_edit->setText(value);
    showProblem({});
}

void TextField::setMono()
{
    m_edit->setFont(monoFont(12));
}

void TextField::setUnit(const QString& unit)
{
    m_unit->setText(unit);
    m_unit->adjustSize();
    m_unit->setVisible(!unit.isEmpty());
    m_edit->setTextMargins(0, 0, unit.isEmpty() ? 0 : m_unit->width() + u(6), 0);
}

void TextField::setPlaceholder(const QString& text)
{
    m_edit->setPlaceholderText(text);
}

void TextField::setReadOnly(bool readOnly)
{
    m_edit->setReadOnly(readOnly);
}

QString TextField::problem() const
{
    return m_problem->text();
}

void TextField::apply()
{
    const QString text = m_edit->text().trimmed();
    const QString problem = m_check ? m_check(text) : QString();
    showProblem(problem);
    if (problem.isEmpty() && text != m_value) {
        m_value = text;
        Q_EMIT applied(text);
    }
}

void TextField::showProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problemLine->setVisible(!problem.isEmpty());
    m_edit->setAccessibleDescription(problem);
    setWrong(*m_edit, !problem.isEmpty());
}

bool TextField::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::Resize && m_unit->isVisibleTo(m_edit)) {
        m_unit->move(m_edit->width() - m_unit->width() - u(8),
                     (m_edit->height() - m_unit->height()) / 2);
    }
    if (watched == m_edit && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && m_edit->text() != m_value) {
        setValue(m_value);
        return true;
    }
    return false;
}

SearchField::SearchField(const QString& placeholder, QWidget* parent) : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    place();
}

void SearchField::place()
{
    const int note =
        m_note.isEmpty() ? 0 : QFontMetrics(textFont(Face::Small)).horizontalAdvance(m_note) + u(8);
    // The field itself begins its text 8 in.
    setTextMargins(u(m_textAt - 8), 0, note, 0);
}

void SearchField::setIndent(double icon, double text)
{
    m_iconAt = icon;
    m_textAt = text;
    place();
    update();
}

void SearchField::setNote(const QString& note)
{
    if (m_note != note) {
        m_note = note;
        place();
        setAccessibleDescription(note);
        update();
    }
}

void SearchField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int side = u(14);
    const QRectF at(mirrored ? width() - u(m_iconAt) - side : u(m_iconAt), (height() - side) / 2.0,
                    side, side);
    paintIcon(painter, QStringLiteral("search"), at, side, theme().muted);
    if (!m_note.isEmpty()) {
        painter.setFont(textFont(Face::Small));
        painter.setPen(theme().muted);
        painter.drawText(rect().adjusted(u(9), 0, -u(9), 0),
                         Qt::AlignVCenter | (mirrored ? Qt::AlignLeft : Qt::AlignRight), m_note);
    }
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        if (!text().isEmpty()) {
            clear();
        } else {
            Q_EMIT escaped();
        }
        return;
    }
    QLineEdit::keyPressEvent(event);
}

}  // namespace marginalia
