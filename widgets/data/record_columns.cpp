// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/record_columns.h"

#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QSettings>
#include <QTableView>

#include <algorithm>
#include <iterator>
#include <vector>

namespace marginalia {

namespace {

constexpr double kLeastText = 110;
constexpr double kPadding = 16;  ///< of a cell, both sides
constexpr double kArrow = 13;    ///< beside the heading of the column that orders the rows
/// Flag, number, prompt, chosen, rejected, length difference, margin, history.
constexpr std::array<double, RecordModel::ColumnCount> kDefaults = {26, 62, 1.2, 1, 1, 50, 50, 84};
constexpr std::array<int, 3> kTexts = {RecordModel::Prompt, RecordModel::Chosen,
                                       RecordModel::Rejected};
/// Those that give way, in this order.
constexpr std::array<int, 2> kGiveWay = {RecordModel::History, RecordModel::LengthDifference};

}  // namespace

RecordColumns::RecordColumns(QTableView& table)
    : QObject(&table), m_table(table), m_viewport(table.viewport())
{
    m_wanted.fill(true);
    m_sizes = kDefaults;
    m_table.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView* head = m_table.horizontalHeader();
    head->setSectionResizeMode(QHeaderView::Interactive);
    head->setSectionResizeMode(RecordModel::Flag, QHeaderView::Fixed);
    head->setStretchLastSection(false);
    head->setMinimumSectionSize(u(26));
    connect(head, &QHeaderView::sectionResized, this, [this](int column, int before, int width) {
        // Hiding and showing are told as widths from and to 0.
        if (!m_fitting && before > 0 && width > 0) {
            take(column, width);
        }
    });
    m_viewport->installEventFilter(this);
    head->installEventFilter(this);
    fit();
}

bool RecordColumns::isText(int column)
{
    return std::find(kTexts.begin(), kTexts.end(), column) != kTexts.end();
}

bool RecordColumns::eventFilter(QObject* watched, QEvent* event)
{
    // The table itself may be half gone: its parts send events while it is taken apart.
    if ((watched == m_viewport && event->type() == QEvent::Resize) ||
        event->type() == QEvent::StyleChange) {
        fit();
    }
    return QObject::eventFilter(watched, event);
}

int RecordColumns::widthOf(int column) const
{
    const int kept = u(m_sizes[static_cast<std::size_t>(column)]);
    if (column == RecordModel::Flag) {
        return kept;
    }
    if (column == RecordModel::Number) {
        const QFontMetricsF metrics(textFont(Face::Body));
        const double digits = numberWidth(metrics, countText(m_largest));
        return std::max(kept, static_cast<int>(digits + uExact(kPadding)) + 1);
    }
    const QString heading =
        m_table.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const QFontMetricsF metrics(textFont(Face::Body, QFont::Medium));
    const double arrow = column == RecordModel::History ? 0 : uExact(kArrow);
    const double least = metrics.horizontalAdvance(heading) + uExact(kPadding) + arrow;
    return std::max(kept, static_cast<int>(least) + 1);
}

void RecordColumns::fit()
{
    const QScopedValueRollback fitting(m_fitting, true);
    QHeaderView* head = m_table.horizontalHeader();
    std::array<bool, kCount> shown = m_wanted;
    for (const int column : {RecordModel::Rejected, RecordModel::LengthDifference}) {
        shown[static_cast<std::size_t>(column)] &= m_paired;
    }
    int room = m_table.viewport()->width();
    for (int column = 0; column < RecordModel::ColumnCount; ++column) {
        room -= !isText(column) && shown[static_cast<std::size_t>(column)] ? widthOf(column) : 0;
    }
    std::vector<int> order;
    std::copy_if(kTexts.begin(), kTexts.end(), std::back_inserter(order),
                 [&](int column) { return shown[static_cast<std::size_t>(column)]; });
    const int texts = static_cast<int>(order.size());
    const int least = u(kLeastText);
    for (const int column : kGiveWay) {
        bool& there = shown[static_cast<std::size_t>(column)];
        if (there && room < texts * least) {
            there = false;
            room += widthOf(column);
        }
    }
    // The smallest share first: what it is given more than its due, the others have less.
    std::sort(order.begin(), order.end(), [this](int left, int right) {
        return m_sizes[static_cast<std::size_t>(left)] < m_sizes[static_cast<std::size_t>(right)];
    });
    double shares = 0;
    for (const int column : order) {
        shares += m_sizes[static_cast<std::size_t>(column)];
    }
    room = std::max(room, texts * u(40));
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double share = m_sizes[static_cast<std::size_t>(order[i])];
        const int left = static_cast<int>(order.size() - i);
        const int due = left == 1 ? room : static_cast<int>(room * share / shares);
        const int width = std::max(due, std::min(least, room / left));
        head->resizeSection(order[i], width);
        room -= width;
        shares -= share;
    }
    for (int column = 0; column < RecordModel::ColumnCount; ++column) {
        const bool there = shown[static_cast<std::size_t>(column)];
        if (m_table.isColumnHidden(column) == there) {
            m_table.setColumnHidden(column, !there);
        }
        if (there && !isText(column)) {
            head->resizeSection(column, widthOf(column));
        }
    }
}

void RecordColumns::take(int column, int width)
{
    double& size = m_sizes[static_cast<std::size_t>(column)];
    if (!isText(column)) {
        size = width / uExact(1);
        fit();
        return;
    }
    // The texts to the right make up for it; the last one takes from those before.
    QHeaderView* head = m_table.horizontalHeader();
    int room = m_table.viewport()->width();
    double others = 0;
    std::array<bool, kCount> gives{};
    const bool last = column == kTexts.back();
    for (int at = 0; at < RecordModel::ColumnCount; ++at) {
        const auto index = static_cast<std::size_t>(at);
        gives[index] = isText(at) && at != column && (last || at > column);
        room -= gives[index] || at == column ? 0 : head->sectionSize(at);
        others += gives[index] ? m_sizes[index] : 0;
    }
    const auto count = std::count(gives.begin(), gives.end(), true);
    const int least = u(kLeastText);
    const int taken =
        std::clamp(width, least, std::max(least, room - static_cast<int>(count) * least));
    for (const int at : kTexts) {
        const auto index = static_cast<std::size_t>(at);
        if (gives[index]) {
            m_sizes[index] = std::max(0, room - taken) * m_sizes[index] / others;
        } else if (at != column) {
            m_sizes[index] = head->sectionSize(at);
        }
    }
    size = taken;
    fit();
}

void RecordColumns::setWanted(int column, bool wanted)
{
    m_wanted[static_cast<std::size_t>(column)] = wanted;
    fit();
}

void RecordColumns::setPaired(bool paired)
{
    if (paired != m_paired) {
        m_paired = paired;
        fit();
    }
}

void RecordColumns::setLargestNumber(qint64 number)
{
    if (number > m_largest) {
        m_largest = number;
        fit();
    }
}

void RecordColumns::save(QSettings& settings) const
{
    QStringList hidden;
    QStringList sizes;
    for (std::size_t i = 0; i < kCount; ++i) {
        if (!m_wanted[i]) {
            hidden << QString::number(i);
        }
        sizes << QString::number(m_sizes[i]);
    }
    settings.setValue(QStringLiteral("data/hidden_columns"), hidden);
    settings.setValue(QStringLiteral("data/columns/sizes"), sizes);
}

void RecordColumns::restore(QSettings& settings)
{
    for (const QString& column :
         settings.value(QStringLiteral("data/hidden_columns")).toStringList()) {
        const int at = column.toInt();
        if (at >= 0 && at < RecordModel::ColumnCount && !isText(at)) {
            m_wanted[static_cast<std::size_t>(at)] = false;
        }
    }
    const QStringList sizes = settings.value(QStringLiteral("data/columns/sizes")).toStringList();
    if (sizes.size() == static_cast<qsizetype>(kCount)) {
        for (std::size_t i = 0; i < kCount; ++i) {
            const double size = sizes[static_cast<qsizetype>(i)].toDouble();
            m_sizes[i] = size > 0 ? size : kDefaults[i];
        }
    }
    fit();
}

}  // namespace marginalia
