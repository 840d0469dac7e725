// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/runs_list.h"

#include "widgets/common/icons.h"
#include "widgets/common/labels.h"
#include "widgets/common/paint.h"
#include "widgets/train/plot_theme.h"
#include "widgets/common/state_look.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace marginalia {
namespace {

constexpr int kRowHeight = 30;
constexpr int kMostOverlays = 12;  // panels.md: more lines than that cannot be told apart
constexpr int kRowsWithoutScrolling = 6;

}  // namespace

void RunsModel::setRuns(const std::vector<RunFacts>& runs)
{
    const bool same =
        runs.size() == m_rows.size() && std::equal(runs.begin(), runs.end(), m_rows.begin(),
                                                   [](const RunFacts& facts, const Row& row) {
                                                       return facts.folder == row.facts.folder;
                                                   });
    if (same) {
        // A reset would take selection and scroll position away.
        for (std::size_t i = 0; i < runs.size(); ++i) {
            m_rows[i].facts.health = runs[i].health;
        }
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        }
        return;
    }
    beginResetModel();
    m_rows.clear();
    for (const RunFacts& facts : runs) {
        m_rows.push_back({facts});
    }
    assignPlaces();
    endResetModel();
    Q_EMIT shownChanged();
}

void RunsModel::setHealth(const QString& folder, const RunHealth& health)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].facts.folder == folder) {
            m_rows[i].facts.health = health;
            const QModelIndex at = index(static_cast<int>(i));
            Q_EMIT dataChanged(at, at);
        }
    }
}

void RunsModel::select(const QString& folder)
{
    m_selected = folder;
    assignPlaces();
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    }
    Q_EMIT shownChanged();
}

void RunsModel::toggleShown(const QString& folder)
{
    if (folder == m_selected) {
        return;
    }
    if (!m_overlays.removeOne(folder)) {
        m_overlays.append(folder);
        while (m_overlays.size() > kMostOverlays) {
            m_overlays.removeFirst();
        }
    }
    select(m_selected);
}

void RunsModel::setShown(const QStringList& folders)
{
    m_overlays = folders;
    select(m_selected);
}

void RunsModel::assignPlaces()
{
    // The run looked at is first, then the overlays in their order, so that colours in the charts
    // stay apart.
    int next = 1 + static_cast<int>(m_overlays.size());
    for (Row& row : m_rows) {
        row.selected = row.facts.folder == m_selected;
        const auto overlay = m_overlays.indexOf(row.facts.folder);
        row.shown = row.selected || overlay >= 0;
        row.place = row.selected ? 0 : overlay >= 0 ? 1 + static_cast<int>(overlay) : next++;
    }
}

const RunsModel::Row* RunsModel::find(const QString& folder) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const Row& row) { return row.facts.folder == folder; });
    return found == m_rows.end() ? nullptr : &*found;
}

QString RunsModel::selectedFolder() const
{
    return m_selected;
}

int RunsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant RunsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return QString(row.facts.label + u' ' + row.facts.title);
        case Qt::AccessibleTextRole:
            return tr("Run %1, %2, %3%4")
                .arg(row.facts.label, row.facts.title, stateLook(row.facts.health).word,
                     row.shown ? tr(", shown in the charts") : QString());
        case Qt::ToolTipRole:
            return tr("%1 · %2\n%3")
                .arg(row.facts.title, dayText(row.facts.createdMilliseconds), row.facts.folder);
        default:
            return {};
    }
}

QRect RunsDelegate::eyeRect(const QRect& row)
{
    return {row.left() + u(4), row.top(), u(22), row.height()};
}

QSize RunsDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {u(200), u(kRowHeight)};
}

void RunsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const auto* model = static_cast<const RunsModel*>(index.model());
    const RunsModel::Row& row = model->rows()[static_cast<std::size_t>(index.row())];
    const Theme& colours = theme();
    painter->save();
    if (row.selected) {
        painter->fillRect(option.rect, colours.selection);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, colours.hover);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        drawBox(*painter, QRectF(option.rect), 0, QColor(), colours.accent, 2);
    }
    paintIcon(*painter, row.shown ? QStringLiteral("eye") : QStringLiteral("eye_off"),
              eyeRect(option.rect), u(14), row.shown ? colours.text : colours.muted);
    painter->setRenderHint(QPainter::Antialiasing);
    QPen pen = runPen(colours, row.place, 1.8);
    if (!row.shown) {
        pen.setColor(mixed(colours.surface, pen.color(), 0.5));
    }
    painter->setPen(pen);
    double x = option.rect.left() + u(32);
    const double middle = option.rect.center().y() + 0.5;
    painter->drawLine(QPointF(x, middle), QPointF(x + u(18), middle));
    x += u(26);
    const QFont bold = textFont(Face::Small, QFont::DemiBold);
    painter->setFont(bold);
    painter->setPen(colours.text);
    const double labelWidth =
        std::max<double>(u(20), QFontMetricsF(bold).horizontalAdvance(row.facts.label));
    painter->drawText(QRectF(x, option.rect.top(), labelWidth + 1, option.rect.height()),
                      Qt::AlignVCenter, row.facts.label);
    x += labelWidth + u(6);
    const auto [word, tone, stateIcon] = stateLook(row.facts.health);
    const QString icon = tone == Tone::Neutral ? QString() : stateIcon;
    const QFont small = textFont(Face::Caption);
    double right = option.rect.right() - u(8);
    if (tone == Tone::Neutral) {
        painter->setFont(small);
        painter->setPen(colours.muted);
        const double width = QFontMetricsF(small).horizontalAdvance(word);
        painter->drawText(QRectF(right - width, option.rect.top(), width + 1, option.rect.height()),
                          Qt::AlignVCenter, word);
        right -= width + u(8);
    } else {
        const QSize size = Tag::sizeOf(word, icon);
        const QRectF tag(right - size.width(), middle - size.height() / 2.0, size.width(),
                         size.height());
        Tag::paint(*painter, tag, word, tone, icon);
        right = tag.left() - u(8);
    }
    const QFont plain = textFont(Face::Small);
    painter->setFont(plain);
    painter->setPen(colours.text);
    painter->drawText(
        QRectF(x, option.rect.top(), std::max(0.0, right - x), option.rect.height()),
        Qt::AlignVCenter,
        QFontMetricsF(plain).elidedText(row.facts.title, Qt::ElideRight, std::max(0.0, right - x)));
    painter->restore();
}

RunsList::RunsList(RunsModel* model, QWidget* parent) : QListView(parent), m_runs(model)
{
    setObjectName(QStringLiteral("train.runs"));
    setAccessibleName(tr("Runs"));
    setModel(model);
    setItemDelegate(new RunsDelegate(this));
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    viewport()->setAutoFillBackground(false);
    connect(model, &QAbstractItemModel::modelReset, this, &QWidget::updateGeometry);
}

QSize RunsList::sizeHint() const
{
    return {u(200), u(kRowHeight) * std::clamp(m_runs->rowCount(), 1, kRowsWithoutScrolling) + 2};
}

QSize RunsList::minimumSizeHint() const
{
    return sizeHint();
}

QString RunsList::currentFolder() const
{
    const QModelIndex index = currentIndex();
    return index.isValid() ? m_runs->rows()[static_cast<std::size_t>(index.row())].facts.folder
                           : QString();
}

void RunsList::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    if (event->button() != Qt::LeftButton || !index.isValid()) {
        QListView::mousePressEvent(event);
        return;
    }
    setFocus(Qt::MouseFocusReason);
    setCurrentIndex(index);
    const QString folder = m_runs->rows()[static_cast<std::size_t>(index.row())].facts.folder;
    if (RunsDelegate::eyeRect(visualRect(index)).contains(event->pos())) {
        Q_EMIT overlayAsked(folder);
    } else {
        Q_EMIT runChosen(folder);
    }
    event->accept();
}

void RunsList::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
        !currentFolder().isEmpty()) {
        Q_EMIT runChosen(currentFolder());
        return;
    }
    if (event->key() == Qt::Key_Space && !currentFolder().isEmpty()) {
        Q_EMIT overlayAsked(currentFolder());
        return;
    }
    QListView::keyPressEvent(event);
}

}  // namespace marginalia
