// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/model_table.h"

#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/models/model_names.h"

#include <QPainter>
#include <QTableView>

namespace marginalia {

namespace {

constexpr double kPad = 8;  // as the headings
constexpr int kDigestShown = 8;

QString templateText(const ModelReport& report)
{
    return report.templateFile.empty()
               ? ModelTable::tr("none")
               : QString::fromStdString(report.templateDigest).left(kDigestShown);
}

QString tipOf(const ModelEntry& entry)
{
    QStringList out{entry.folder};
    if (!entry.missing.isEmpty()) {
        out << ModelTable::tr("Not here yet: %1").arg(entry.missing.join(QStringLiteral(", ")));
    }
    if (entry.report) {
        for (const ModelReason& reason : entry.report->reasons) {
            out << reasonText(reason);
        }
    }
    return (entry.failure.isEmpty() ? out.join(QLatin1Char('\n'))
                                    : entry.folder + QLatin1Char('\n') + entry.failure)
        .toHtmlEscaped()
        .replace(QLatin1Char('\n'), QLatin1String("<br>"));
}

void drawCut(QPainter& painter, const QRectF& rect, const QString& text)
{
    painter.drawText(
        rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(rect.width())));
}

/// The ground of one cell; over the row they make one selection and one ring.
void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const QRectF cell(option.rect);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter.fillRect(cell, selected ? theme().selection : theme().base);
    painter.fillRect(QRectF(cell.left(), cell.bottom() - 1, cell.width(), 1), theme().grid);
    const auto* table = qobject_cast<const QTableView*>(option.widget);
    if (table == nullptr || !table->hasFocus() || table->currentIndex().row() != index.row()) {
        return;
    }
    const double wide = uExact(2);
    painter.fillRect(QRectF(cell.left(), cell.top(), cell.width(), wide), theme().accent);
    painter.fillRect(QRectF(cell.left(), cell.bottom() - wide, cell.width(), wide), theme().accent);
    if (index.column() == 0) {
        painter.fillRect(QRectF(cell.left(), cell.top(), wide, cell.height()), theme().accent);
    }
    if (index.column() == ModelTable::ColumnCount - 1) {
        painter.fillRect(QRectF(cell.right() - wide, cell.top(), wide, cell.height()),
                         theme().accent);
    }
}

void paintName(QPainter& painter, const QRectF& cell, const ModelEntry& entry, bool usable)
{
    painter.setFont(textFont(Face::Body, QFont::DemiBold));
    painter.setPen(usable ? theme().text : theme().faint);
    const double wide = painter.fontMetrics().horizontalAdvance(entry.name);
    drawCut(painter, cell, entry.name);
    const QRectF rest = cell.adjusted(wide + u(8), 0, 0, 0);
    if (rest.width() > u(24)) {
        painter.setFont(textFont(Face::Small));
        painter.setPen(theme().muted);
        drawCut(painter, rest, entry.detail);
    }
}

void paintVerdict(QPainter& painter, const QRectF& cell, const ModelEntry& entry)
{
    QString word = entryState(entry);
    Tone tone = entry.failure.isEmpty() ? Tone::Neutral : Tone::Error;
    QString icon = entry.failure.isEmpty() ? QString() : QStringLiteral("error");
    if (word.isEmpty()) {
        word = verdictText(entry.report->verdict);
        tone = verdictTone(entry.report->verdict);
        icon = verdictIcon(entry.report->verdict);
    }
    const QSizeF size = Tag::sizeOf(word, icon);
    Tag::paint(painter, QRectF(QPointF(cell.left(), cell.center().y() - size.height() / 2), size),
               word, tone, icon);
}

}  // namespace

QString entryState(const ModelEntry& entry)
{
    if (!entry.missing.isEmpty()) {
        return ModelTable::tr("not whole");
    }
    if (!entry.failure.isEmpty()) {
        return ModelTable::tr("not readable");
    }
    return entry.report ? QString() : ModelTable::tr("looking…");
}

ModelTable::ModelTable(const ModelShelf& shelf, QObject* parent)
    : QAbstractTableModel(parent), m_shelf(shelf), m_count(static_cast<int>(shelf.entries().size()))
{
    connect(&shelf, &ModelShelf::listed, this, [this] {
        beginResetModel();
        m_count = static_cast<int>(m_shelf.entries().size());
        endResetModel();
    });
    connect(&shelf, &ModelShelf::reported, this, [this](const QString& folder) {
        const int row = rowOf(folder);
        if (row >= 0) {
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    });
}

const ModelEntry* ModelTable::at(int row) const
{
    return row >= 0 && row < m_count ? &m_shelf.entries()[static_cast<size_t>(row)] : nullptr;
}

int ModelTable::rowOf(const QString& folder) const
{
    for (int row = 0; row < m_count; ++row) {
        if (at(row)->folder == folder) {
            return row;
        }
    }
    return -1;
}

int ModelTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_count;
}

int ModelTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ModelTable::textOf(const ModelEntry& entry, int column) const
{
    switch (column) {
        case Name:
            return entry.name;
        case Weights:
            return entry.report ? weightsText(*entry.report) : QString();
        case Size:
            return entry.bytes > 0 ? sizeText(static_cast<double>(entry.bytes)) : QString();
        case Template:
            return entry.report ? templateText(*entry.report) : QString();
        case Verdict: {
            const QString state = entryState(entry);
            return state.isEmpty() ? verdictText(entry.report->verdict) : state;
        }
        default:
            return {};
    }
}

QVariant ModelTable::data(const QModelIndex& index, int role) const
{
    const ModelEntry* entry = at(index.row());
    if (entry == nullptr) {
        return {};
    }
    switch (role) {
        case Qt::DisplayRole:
            return textOf(*entry, index.column());
        case Qt::ToolTipRole:
            return tipOf(*entry);
        case Qt::AccessibleTextRole:
            return index.column() == Name
                       ? entry->name + QStringLiteral(", ") + entry->detail
                       : headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() +
                             QLatin1Char(' ') + textOf(*entry, index.column());
        case FolderRole:
            return entry->folder;
        case SearchRole:
            return entry->name + QLatin1Char(' ') + entry->detail + QLatin1Char(' ') +
                   entry->folder +
                   (entry->report ? QLatin1Char(' ') + QString::fromStdString(entry->report->family)
                                  : QString());
        default:
            return {};
    }
}

QVariant ModelTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignVCenter | (section == Size ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case Name:
            return tr("Model");
        case Weights:
            return tr("Weights");
        case Size:
            return tr("Size");
        case Template:
            return tr("Template");
        default:
            return tr("Verdict");
    }
}

void ModelFilter::setWords(const QString& text)
{
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool ModelFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QString text =
        sourceModel()->index(row, 0, parent).data(ModelTable::SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

void ModelDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const auto* filter = static_cast<const ModelFilter*>(index.model());
    const auto* table = static_cast<const ModelTable*>(filter->sourceModel());
    const ModelEntry* entry = table->at(filter->mapToSource(index).row());
    if (entry == nullptr) {
        return;
    }
    painter->save();
    paintGround(*painter, option, index);
    const QRectF cell = QRectF(option.rect).adjusted(u(kPad), 0, -u(kPad), 0);
    const QString text = index.data().toString();
    const bool refused =
        entry->report.has_value() && entry->report->verdict == ModelVerdict::Refused;
    switch (index.column()) {
        case ModelTable::Name:
            paintName(*painter, cell, *entry, entry->missing.isEmpty() && !refused);
            break;
        case ModelTable::Verdict:
            paintVerdict(*painter, cell, *entry);
            break;
        case ModelTable::Size:
            painter->setFont(textFont(Face::Small));
            painter->setPen(theme().muted);
            drawNumber(*painter, cell, Qt::AlignVCenter | Qt::AlignRight, text);
            break;
        default:
            painter->setFont(index.column() == ModelTable::Template ? monoFont(11)
                                                                    : textFont(Face::Small));
            painter->setPen(theme().muted);
            drawCut(*painter, cell, text);
    }
    painter->restore();
}

}  // namespace marginalia
