// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/palette_dialog.h"

#include "widgets/common/fields.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/panes.h"

#include <QApplication>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

namespace {

constexpr int kRows = 10;
constexpr int kIdRole = Qt::UserRole;
constexpr int kMarksRole = Qt::UserRole + 1;
constexpr int kKeyRole = Qt::UserRole + 2;
constexpr int kReasonRole = Qt::UserRole + 3;
constexpr int kIconRole = Qt::UserRole + 4;
constexpr int kHintRole = Qt::UserRole + 5;

class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {u(100), u(32)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Theme& t = theme();
        const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->fillRect(option.rect, t.selection);
        }
        QRectF place = QRectF(option.rect).adjusted(u(14), 0, -u(12), 0);
        const QString iconName = index.data(kIconRole).toString();
        if (!iconName.isEmpty()) {
            paintIcon(*painter, iconName, QRectF(place.left(), place.top(), u(16), place.height()),
                      u(14), enabled ? t.muted : t.disabled);
        }
        place.setLeft(place.left() + u(26));
        const QString key = index.data(kKeyRole).toString();
        const QString reason = index.data(kReasonRole).toString();
        if (!reason.isEmpty()) {
            painter->setFont(textFont(Face::Small));
            painter->setPen(t.muted);
            painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, reason);
            place.setRight(place.right() - painter->fontMetrics().horizontalAdvance(reason) -
                           u(12));
        } else if (!key.isEmpty()) {
            const QSizeF size = keyCapSize(key);
            drawKeyCap(*painter,
                       QRectF(QPointF(place.right() - size.width(),
                                      place.center().y() - size.height() / 2),
                              size),
                       key, enabled);
            place.setRight(place.right() - size.width() - u(12));
        }
        paintText(*painter, place, index, enabled);
    }

private:
    static void paintText(QPainter& painter, const QRectF& place, const QModelIndex& index,
                          bool enabled)
    {
        const Theme& t = theme();
        const QString text = index.data(Qt::DisplayRole).toString();
        const QList<QVariant> marks = index.data(kMarksRole).toList();
        double x = place.left();
        for (int i = 0; i < text.size(); ++i) {
            const bool marked = marks.contains(i);
            painter.setFont(textFont(Face::Body, marked ? QFont::DemiBold : QFont::Normal));
            painter.setPen(!enabled ? t.disabled : (marked ? t.accent : t.text));
            const double width = painter.fontMetrics().horizontalAdvance(text[i]);
            if (x + width > place.right()) {
                break;
            }
            painter.drawText(QPointF(x, place.center().y() + painter.fontMetrics().ascent() / 2.0 -
                                            painter.fontMetrics().descent() / 2.0),
                             QString(text[i]));
            x += width;
        }
        const QString hint = index.data(kHintRole).toString();
        if (!hint.isEmpty() && x + u(6) < place.right()) {
            painter.setFont(textFont(Face::Small));
            painter.setPen(t.muted);
            const QRectF rest(x + u(6), place.top(), place.right() - x - u(6), place.height());
            painter.drawText(rest, Qt::AlignVCenter,
                             painter.fontMetrics().elidedText(hint, Qt::ElideRight,
                                                              static_cast<int>(rest.width())));
        }
    }
};

QStandardItem* itemOf(const PaletteRow& row)
{
    auto* item = new QStandardItem(row.text);
    QList<QVariant> marks;
    for (const int mark : row.marks) {
        marks << mark;
    }
    item->setData(row.id, kIdRole);
    item->setData(marks, kMarksRole);
    item->setData(row.key, kKeyRole);
    item->setData(row.reason, kReasonRole);
    item->setData(row.icon, kIconRole);
    item->setData(row.hint, kHintRole);
    item->setToolTip(row.tip);
    item->setEnabled(row.enabled);
    return item;
}

}  // namespace

std::optional<int> fuzzyMatch(const QString& typed, const QString& text, std::vector<int>* marks)
{
    // A whole match beats scattered letters.
    const auto whole = text.indexOf(typed, 0, Qt::CaseInsensitive);
    if (marks != nullptr) {
        marks->clear();
    }
    if (whole >= 0) {
        for (int i = 0; marks != nullptr && i < typed.size(); ++i) {
            marks->push_back(static_cast<int>(whole) + i);
        }
        const bool atWord = whole == 0 || !text[whole - 1].isLetterOrNumber();
        return 1000 + (atWord ? 200 : 0) + (whole == 0 ? 100 : 0) - static_cast<int>(text.size());
    }
    int score = 0;
    int at = 0;
    int before = -2;
    for (const QChar letter : typed) {
        if (letter.isSpace()) {
            continue;
        }
        int found = at;
        while (found < text.size() && text[found].toLower() != letter.toLower()) {
            ++found;
        }
        if (found == text.size()) {
            return std::nullopt;
        }
        const bool atWord = found == 0 || !text[found - 1].isLetterOrNumber();
        score += (found == before + 1 ? 8 : 0) + (atWord ? 10 : 0) - (found - at);
        if (marks != nullptr) {
            marks->push_back(found);
        }
        before = found;
        at = found + 1;
    }
    return score;
}

PaletteDialog::PaletteDialog(const QString& name, const QString& title, const QString& hint,
                             QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
{
    setObjectName(name);
    setWindowTitle(title);
    setModal(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    m_field = new SearchField(hint);
    m_field->setObjectName(QStringLiteral("palette.field"));
    m_field->setFrame(false);
    m_field->setIndent(15, 40);
    m_field->setFixedHeight(u(42));
    m_model = new QStandardItemModel(this);
    m_view = new QListView;
    m_view->setObjectName(QStringLiteral("palette.list"));
    m_view->setAccessibleName(title);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new RowDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setFocusProxy(m_field);  // its arrows and Enter work while one types
    layout->addWidget(m_field);
    layout->addWidget(new Rule);
    layout->addWidget(m_view);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &PaletteDialog::fill);
    connect(m_view, &QListView::clicked, this, &PaletteDialog::runCurrent);
}

void PaletteDialog::open()
{
    m_before = QApplication::focusWidget();
    m_field->clear();
    fill();
    const QWidget* host = parentWidget();
    const int width = std::min(u(640), host->width() - u(32));
    setFixedWidth(width);
    move(host->mapToGlobal(QPoint((host->width() - width) / 2, u(96))));
    QDialog::open();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void PaletteDialog::fill()
{
    m_model->clear();
    for (const PaletteRow& row : rowsFor(m_field->text().trimmed())) {
        m_model->appendRow(itemOf(row));
    }
    for (int i = 0; i < m_model->rowCount(); ++i) {
        if (m_model->item(i)->isEnabled()) {
            m_view->setCurrentIndex(m_model->index(i, 0));
            break;
        }
    }
    const int shown = std::clamp(m_model->rowCount(), 1, kRows);
    m_view->setFixedHeight(shown * u(32));
    setFixedHeight(u(42) + m_view->height() + 3);
}

QStringList PaletteDialog::shownIds() const
{
    QStringList out;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        out << m_model->item(i)->data(kIdRole).toString();
    }
    return out;
}

void PaletteDialog::runCurrent()
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid() || !index.flags().testFlag(Qt::ItemIsEnabled)) {
        return;
    }
    const QString id = index.data(kIdRole).toString();
    accept();
    if (m_before) {
        m_before->setFocus(Qt::OtherFocusReason);
    }
    run(id);
}

bool PaletteDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress) {
        return false;
    }
    switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QApplication::sendEvent(m_view, event);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            runCurrent();
            return true;
        case Qt::Key_Escape:
            reject();
            if (m_before) {
                m_before->setFocus(Qt::OtherFocusReason);
            }
            return true;
        default:
            return false;
    }
}

void PaletteDialog::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawBox(painter, QRectF(rect()), 0, theme().raised, theme().border2);
}

}  // namespace marginalia
