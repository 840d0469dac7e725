// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/record_model.h"

#include "widgets/common/format.h"
#include "widgets/common/read_worker.h"
#include "widgets/common/session.h"
#include "widgets/data/answer_mark.h"
#include "widgets/data/code_words.h"

#include <algorithm>

namespace marginalia {

RecordModel::RecordModel(Session& session, QObject* parent)
    : QAbstractTableModel(parent), m_session(session)
{
}

void RecordModel::setHits(std::vector<RecordId> ids)
{
    beginResetModel();
    m_ids = std::move(ids);
    m_windows.clear();
    m_wanted.clear();
    m_order.clear();
    ++m_generation;
    endResetModel();
}

bool RecordModel::extendHits(std::vector<RecordId> ids)
{
    const auto before = static_cast<int>(m_ids.size());
    if (ids.size() < m_ids.size() || !std::equal(m_ids.begin(), m_ids.end(), ids.begin())) {
        return false;
    }
    if (ids.size() == m_ids.size()) {
        return true;
    }
    beginInsertRows({}, before, static_cast<int>(ids.size()) - 1);
    m_ids = std::move(ids);
    // The last window may have been cut short, or still be on its way so.
    if (before % kWindow != 0) {
        const int last = before / kWindow;
        m_windows.remove(last);
        m_wanted.remove(last);
        ++m_generation;
        for (const int window : m_wanted.keys()) {
            if (!m_windows.contains(window)) {
                m_wanted.remove(window);
            }
        }
    }
    endInsertRows();
    return true;
}

void RecordModel::setMargins(MarginTable margins, const QString& runName)
{
    m_margins = std::move(margins);
    m_runName = runName;
    if (!m_ids.empty()) {
        Q_EMIT dataChanged(index(0, Margin), index(rowCount() - 1, History));
    }
}

void RecordModel::setPaired(bool paired)
{
    if (paired != m_paired) {
        m_paired = paired;
        Q_EMIT headerDataChanged(Qt::Horizontal, Chosen, Rejected);
    }
}

void RecordModel::refreshRows()
{
    ++m_generation;
    m_wanted.clear();
    // What is shown stays until its new rows are there.
    const QList<int> held = m_windows.keys();
    for (const int window : held) {
        want(window);
    }
}

int RecordModel::rowOf(RecordId id) const
{
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

void RecordModel::want(int window) const
{
    if (m_wanted.contains(window)) {
        return;
    }
    m_wanted.insert(window, true);
    const size_t begin = static_cast<size_t>(window) * kWindow;
    const size_t end = std::min(m_ids.size(), begin + kWindow);
    if (begin >= end) {
        return;
    }
    const std::vector<RecordId> ids(m_ids.begin() + static_cast<std::ptrdiff_t>(begin),
                                    m_ids.begin() + static_cast<std::ptrdiff_t>(end));
    auto* self = const_cast<RecordModel*>(this);
    m_session.reads().ask<Window>(
        self, QStringLiteral("data.window.%1").arg(window),
        [ids](ProjectReader& reader) { return reader.rows(ids); },
        [self, window, generation = m_generation](Result<Window> rows) {
            if (rows.ok()) {
                self->take(window, generation, rows.take());
            } else {
                Q_EMIT self->failed(rows.error());
            }
        });
}

void RecordModel::take(int window, quint64 generation, Window rows)
{
    if (generation != m_generation) {
        return;
    }
    // rows() leaves out ids that are gone; line the rest up with our order.
    auto lined = std::make_shared<Window>();
    const size_t begin = static_cast<size_t>(window) * kWindow;
    size_t from = 0;
    for (size_t i = begin; i < std::min(m_ids.size(), begin + kWindow); ++i) {
        if (from < rows.size() && rows[from].id == m_ids[i]) {
            lined->push_back(std::move(rows[from++]));
        } else {
            RowSummary gone;
            gone.id = m_ids[i];
            gone.usable = false;
            lined->push_back(gone);
        }
    }
    m_windows.insert(window, lined);
    m_order.erase(std::remove(m_order.begin(), m_order.end(), window), m_order.end());
    m_order.push_back(window);
    while (static_cast<int>(m_order.size()) > kMostWindows) {
        m_windows.remove(m_order.front());
        m_wanted.remove(m_order.front());
        m_order.erase(m_order.begin());
    }
    const int last = static_cast<int>(begin + lined->size()) - 1;
    Q_EMIT dataChanged(index(static_cast<int>(begin), 0), index(last, ColumnCount - 1));
}

const RowSummary* RecordModel::summary(int row) const
{
    const int window = row / kWindow;
    const auto found = m_windows.constFind(window);
    if (found == m_windows.constEnd()) {
        want(window);
        return nullptr;
    }
    const size_t within = static_cast<size_t>(row % kWindow);
    return within < (*found)->size() ? &(**found)[within] : nullptr;
}

int RecordModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int RecordModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RecordModel::text(const RowSummary& row, int column) const
{
    const auto line = [](const std::string& utf8) {
        return QString::fromStdString(utf8).simplified();
    };
    switch (column) {
        case Prompt:
            return line(row.prompt);
        case Chosen:
            return line(row.chosen);
        case Rejected:
            return line(row.rejected);
        case LengthDifference:
            return row.kind == RecordKind::Pair
                       ? signedText(static_cast<double>(row.chosenWords - row.rejectedWords), 0)
                       : QString();
        case Margin: {
            const auto* known = margin(row.id);
            return known == nullptr ? notMeasured()
                                    : marginInTable(static_cast<double>(known->last));
        }
        default:
            return {};
    }
}

QString RecordModel::tip(const RowSummary& row, int column) const
{
    if (!row.usable) {
        return tr("Left out of training: %1").arg(codeSentences(row.codes));
    }
    if (column == Margin && margin(row.id) == nullptr) {
        return m_runName.isEmpty() ? tr("No run has trained on pairs yet")
                                   : tr("Run %1 did not train on this record").arg(m_runName);
    }
    if (column == LengthDifference && row.kind == RecordKind::Pair && !row.judged) {
        return tr("Words of the first answer minus words of the second; nobody has decided");
    }
    return spoken(row, column).left(600);
}

QString RecordModel::spoken(const RowSummary& row, int column) const
{
    const auto mark =
        column == Chosen || column == Rejected ? answerMark(row, column == Rejected) : std::nullopt;
    const QString words = text(row, column);
    return mark ? QStringLiteral("%1: %2").arg(mark->title, words) : words;
}

const ProjectReader::Margin* RecordModel::margin(RecordId id) const
{
    if (!m_margins) {
        return nullptr;
    }
    const auto found = m_margins->find(number(id));
    return found == m_margins->end() ? nullptr : &found->second;
}

QVariant RecordModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    if (role == Qt::DisplayRole && index.column() == Number) {
        return countText(number(m_ids[static_cast<size_t>(index.row())]));
    }
    if (role == MarginRole) {
        const auto* known = margin(m_ids[static_cast<size_t>(index.row())]);
        return known == nullptr ? QVariant() : QVariant::fromValue(*known);
    }
    if (role == Qt::TextAlignmentRole) {
        const bool right = index.column() == Number || index.column() == LengthDifference ||
                           index.column() == Margin;
        return QVariant(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    const RowSummary* row = summary(index.row());
    if (role == LoadingRole) {
        return row == nullptr;
    }
    if (row == nullptr) {
        return {};
    }
    switch (role) {
        case Qt::DisplayRole:
            return text(*row, index.column());
        case Qt::ToolTipRole:
            return tip(*row, index.column());
        case Qt::AccessibleTextRole:
            return index.column() == Flag ? (row->label.flagged ? tr("flagged") : tr("not flagged"))
                                          : spoken(*row, index.column());
        case SummaryRole:
            return QVariant::fromValue(row);
        default:
            return {};
    }
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignVCenter |
                        (section == Number || section == LengthDifference || section == Margin
                             ? Qt::AlignRight
                             : Qt::AlignLeft));
    }
    if (role == PairedRole) {
        return m_paired;
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole) {
        return {};
    }
    switch (section) {
        case Flag:
            return role == Qt::DisplayRole ? QString() : tr("Flag");
        case Number:
            return role == Qt::DisplayRole ? QStringLiteral("#") : tr("Number");
        case Prompt:
            return tr("Prompt");
        case Chosen:
            return m_paired ? tr("Chosen") : tr("Answers");
        case Rejected:
            return tr("Rejected");
        case LengthDifference:
            return role == Qt::DisplayRole
                       ? tr("Δ len")
                       : tr("Words of the chosen answer minus words of the rejected one");
        case Margin:
            return role == Qt::DisplayRole ? tr("Margin")
                   : m_runName.isEmpty()
                       ? tr("Reward of the chosen minus reward of the rejected answer, once a run "
                            "has trained on pairs")
                       : tr("Reward of the chosen minus reward of the rejected answer in run %1; "
                            "minus means the model prefers the other side")
                             .arg(m_runName);
        case History:
            return role == Qt::DisplayRole ? tr("History")
                                           : tr("The margin each time the run met this pair");
        default:
            return {};
    }
}

}  // namespace marginalia
