// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/project.h"
#include "widgets/data/margin_source.h"

#include <QAbstractTableModel>
#include <QHash>

#include <memory>
#include <optional>
#include <vector>

namespace marginalia {

class Session;

/// The table over the store: ids of all hits, rows fetched in windows of 512, an unread row answers
/// Loading and comes later. data() never reads the store.
class RecordModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Flag,
        Number,
        Prompt,
        Chosen,
        Rejected,
        LengthDifference,
        Margin,
        History,
        ColumnCount
    };
    /// PairedRole is asked of the header: answers stand below what was decided of them.
    enum Role { LoadingRole = Qt::UserRole, SummaryRole, MarginRole, SortRole, PairedRole };

    explicit RecordModel(Session& session, QObject* parent = nullptr);

    void setHits(std::vector<RecordId> ids);
    /// The same hits and more behind them: what is shown and selected stays. False: they are
    /// others, and nothing was changed.
    bool extendHits(std::vector<RecordId> ids);
    /// Margins of one run and its name; the history is the sparkline. Null: no run yet.
    void setMargins(MarginTable margins, const QString& runName);
    const MarginTable& margins() const { return m_margins; }
    /// Whether there are pairs; without them the first column of answers is called so.
    void setPaired(bool paired);
    /// Reads the rows that are held again, keeping order and selection.
    void refreshRows();

    qint64 hits() const { return static_cast<qint64>(m_ids.size()); }
    RecordId idAt(int row) const { return m_ids[static_cast<size_t>(row)]; }
    int rowOf(RecordId id) const;
    const RowSummary* summary(int row) const;  ///< null while unread

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void failed(const Error& error);

private:
    static constexpr int kWindow = 512;
    static constexpr int kMostWindows = 64;

    using Window = std::vector<RowSummary>;
    void want(int window) const;
    void take(int window, quint64 generation, Window rows);
    QString text(const RowSummary& row, int column) const;
    QString tip(const RowSummary& row, int column) const;
    /// The text with what its mark says.
    QString spoken(const RowSummary& row, int column) const;
    const ProjectReader::Margin* margin(RecordId id) const;

    Session& m_session;
    std::vector<RecordId> m_ids;
    mutable QHash<int, std::shared_ptr<const Window>> m_windows;
    mutable QHash<int, bool> m_wanted;
    mutable std::vector<int> m_order;  ///< windows by last use, oldest first
    MarginTable m_margins;
    QString m_runName;
    bool m_paired = true;
    quint64 m_generation = 0;
};

}  // namespace marginalia

Q_DECLARE_METATYPE(const marginalia::RowSummary*)
Q_DECLARE_METATYPE(marginalia::ProjectReader::Margin)
