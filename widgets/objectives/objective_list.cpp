// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/objectives/objective_list.h"

#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/tool_tip.h"

#include <QPainter>

#include <algorithm>

namespace marginalia {
namespace {

constexpr double kRowPad = 14;

/// Everything a person may know an objective by.
QString searchText(const ObjectiveInfo& info)
{
    QStringList parts{QString::fromStdString(info.id), catalogText(info.title),
                      catalogText(info.family), catalogText(info.sentence),
                      QString::fromUtf8(info.source)};
    for (const std::string& name : info.names) {
        parts << QString::fromStdString(name);
    }
    return parts.join(u' ');
}

QString elided(const QPainter& painter, const QString& text, double width)
{
    return painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(width));
}

}  // namespace

ObjectiveListModel::ObjectiveListModel(QObject* parent) : QAbstractListModel(parent)
{
    rebuild();
}

void ObjectiveListModel::setFacts(const DataFacts& facts)
{
    m_facts = facts;
    rebuild();
}

void ObjectiveListModel::setChosen(const std::string& id)
{
    m_chosen = id;
    rebuild();
}

void ObjectiveListModel::setWords(const QString& text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    rebuild();
}

void ObjectiveListModel::setProperty(ObjectiveProperty property, bool wanted)
{
    if (wanted) {
        m_properties.insert(static_cast<int>(property));
    } else {
        m_properties.remove(static_cast<int>(property));
    }
    rebuild();
}

bool ObjectiveListModel::matches(const ObjectiveInfo& info) const
{
    const QString text = searchText(info);
    return std::all_of(
               m_words.begin(), m_words.end(),
               [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); }) &&
           std::all_of(m_properties.begin(), m_properties.end(), [&](int property) {
               return hasProperty(info, static_cast<ObjectiveProperty>(property));
           });
}

ObjectiveListModel::Row ObjectiveListModel::rowFor(const ObjectiveInfo& info) const
{
    Row row;
    row.info = &info;
    row.title = catalogText(info.title);
    const QString why = whyNotNow(info, m_facts);
    row.usable = why.isEmpty();
    row.second = row.usable ? catalogText(info.sentence) : why;
    row.chosen = info.id == m_chosen;
    const auto use = m_facts.uses.find(info.id);
    row.labels = use != m_facts.uses.end() ? use->second.used : -1;
    return row;
}

void ObjectiveListModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    // Families in the order in which the catalogue first names them.
    std::vector<std::pair<std::string, std::vector<Row>>> families;
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        if (!matches(info)) {
            continue;
        }
        auto family = std::find_if(families.begin(), families.end(),
                                   [&](const auto& each) { return each.first == info.family; });
        if (family == families.end()) {
            family = families.insert(families.end(), {info.family, {}});
        }
        family->second.push_back(rowFor(info));
    }
    for (auto& [name, rows] : families) {
        Row head;
        head.title = catalogText(name.c_str());
        m_rows.push_back(std::move(head));
        m_rows.insert(m_rows.end(), rows.begin(), rows.end());
    }
    endResetModel();
}

int ObjectiveListModel::rowOf(const std::string& id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) {
        return row.info != nullptr && row.info->id == id;
    });
    return found != m_rows.end() ? static_cast<int>(found - m_rows.begin()) : -1;
}

int ObjectiveListModel::firstRow() const
{
    return m_rows.size() > 1 ? 1 : -1;
}

int ObjectiveListModel::objectives() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                          [](const Row& row) { return row.info != nullptr; }));
}

int ObjectiveListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ObjectiveListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Row& row = at(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return row.title;
        case Qt::ToolTipRole:
            return plainToolTip(row.second);
        case Qt::AccessibleTextRole:
            if (row.info == nullptr) {
                return row.title;
            }
            return row.labels < 0 ? row.title + u'\n' + row.second
                                  : tr("%1, could use %2 labels. %3")
                                        .arg(row.title, countText(row.labels), row.second);
        case IdRole:
            return row.info != nullptr ? QString::fromStdString(row.info->id) : QString();
        default:
            return {};
    }
}

Qt::ItemFlags ObjectiveListModel::flags(const QModelIndex& index) const
{
    return index.isValid() && at(index.row()).info != nullptr
               ? Qt::ItemIsEnabled | Qt::ItemIsSelectable
               : Qt::NoItemFlags;
}

QSize ObjectiveDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const QFontMetrics title(textFont(Face::Body));
    const QFontMetrics second(textFont(Face::Small));
    const bool head = index.data(ObjectiveListModel::IdRole).toString().isEmpty();
    return {u(120), head ? std::max(u(30), second.height() + u(12))
                         : std::max(u(46), title.height() + second.height() + u(10))};
}

void ObjectiveDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    const ObjectiveListModel::Row& row =
        static_cast<const ObjectiveListModel*>(index.model())->at(index.row());
    const Theme& t = theme();
    painter->save();
    const QRectF cell = QRectF(option.rect).adjusted(u(kRowPad), 0, -u(kRowPad), 0);
    if (row.info == nullptr) {
        painter->setFont(textFont(Face::Small, QFont::DemiBold));
        painter->setPen(t.muted);
        painter->drawText(cell.adjusted(0, 0, 0, -u(4)), Qt::AlignBottom | Qt::AlignLeft,
                          elided(*painter, row.title, cell.width()));
        painter->restore();
        return;
    }
    drawListRow(*painter, option);
    const QFontMetrics body(textFont(Face::Body));
    const QFontMetrics small(textFont(Face::Small));
    const double top = cell.top() + (cell.height() - body.height() - small.height()) / 2;
    const QString count = row.labels >= 0 ? countText(row.labels) : QString();
    painter->setFont(textFont(Face::Small));
    const double countWidth =
        count.isEmpty() ? 0 : numberWidth(QFontMetricsF(painter->font()), count) + u(10);
    painter->setPen(t.muted);
    drawNumber(*painter, QRectF(cell.left(), top, cell.width(), body.height()),
               Qt::AlignVCenter | Qt::AlignRight, count);
    QRectF title(cell.left(), top, cell.width() - countWidth, body.height());
    if (row.chosen) {
        paintIcon(*painter, QStringLiteral("check"),
                  QRectF(title.left(), title.center().y() - u(6), u(12), u(12)), u(12), t.accent);
        title.setLeft(title.left() + u(18));
    }
    painter->setFont(textFont(Face::Body, row.usable ? QFont::DemiBold : QFont::Normal));
    painter->setPen(row.usable ? t.text : t.muted);
    painter->drawText(title, Qt::AlignVCenter | Qt::AlignLeft,
                      elided(*painter, row.title, title.width()));
    painter->setFont(textFont(Face::Small));
    painter->setPen(t.muted);
    const QRectF second(cell.left(), top + body.height(), cell.width(), small.height());
    painter->drawText(second, Qt::AlignVCenter | Qt::AlignLeft,
                      elided(*painter, row.second, second.width()));
    painter->restore();
}

ObjectiveList::ObjectiveList(QWidget* parent)
    : QListView(parent), m_model(new ObjectiveListModel(this))
{
    setObjectName(QStringLiteral("objectives.list"));
    setAccessibleName(tr("Objectives"));
    setModel(m_model);
    setItemDelegate(new ObjectiveDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ObjectiveList::objectiveChanged);
}

const ObjectiveInfo* ObjectiveList::current() const
{
    return currentIndex().isValid() ? m_model->at(currentIndex().row()).info : nullptr;
}

bool ObjectiveList::choose(const std::string& id)
{
    const int row = m_model->rowOf(id);
    if (row < 0) {
        return false;
    }
    setCurrentIndex(m_model->index(row));
    // The head of its family stays in sight with the first of its rows.
    scrollTo(m_model->at(row - 1).info == nullptr ? m_model->index(row - 1) : currentIndex());
    scrollTo(currentIndex());
    return true;
}

void ObjectiveList::step(int by)
{
    const int count = m_model->rowCount();
    int row = currentIndex().isValid() ? currentIndex().row() : 0;
    const int way = by < 0 ? -1 : 1;
    for (int left = std::abs(by); left > 0; --left) {
        int next = row + way;
        while (next >= 0 && next < count && m_model->at(next).info == nullptr) {
            next += way;
        }
        if (next < 0 || next >= count) {
            break;
        }
        row = next;
    }
    if (row < count && m_model->at(row).info != nullptr) {
        setCurrentIndex(m_model->index(row));
        scrollTo(currentIndex());
    }
}

}  // namespace marginalia
