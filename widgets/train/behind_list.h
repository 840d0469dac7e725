// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_folder.h"
#include "core/store/project.h"

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace marginalia {

/// A pair (or single answer) that one step was trained on.
struct BehindEntry {
    Uid uid;
    std::optional<RecordId> record;  ///< nothing: the project no longer holds it
    QString prompt;
    QString answer;    ///< that the run wrote itself; empty: the record's own are trained
    double value = 0;  ///< margin; reward of a single answer; NaN: the objective has none
    double loss = 0;
    double share = 0;  ///< of the pull on the step, 0 to 1

    /// What tells it from the others of its step: the written answer, else the prompt.
    const QString& shown() const { return answer.isEmpty() ? prompt : answer; }
    /// "#20,117 · loss 0.930"
    QString facts() const;
};

/// The snapshot of a run, kept open between questions; any thread.
class SnapshotCache {
public:
    /// Calls `use` with the run's snapshot while no other thread does.
    template <class Function>
    Status with(const std::string& runFolder, Function use)
    {
        const std::lock_guard lock(m_mutex);
        if (m_folder != runFolder || m_reader == nullptr) {
            MG_TRY(m_reader, SnapshotReader::open(runFolder));
            m_folder = runFolder;
        }
        use(*m_reader);
        return {};
    }

private:
    std::mutex m_mutex;
    std::string m_folder;
    std::unique_ptr<SnapshotReader> m_reader;
};

/// Groups the rows of a step into pairs and sorts them by their pull, strongest first. Reads texts:
/// not on the GUI thread.
Result<std::vector<BehindEntry>> readBehind(SnapshotCache& cache, ProjectReader& project,
                                            const std::string& runFolder,
                                            const std::vector<RowRecord>& rows);

class BehindModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    void setEntries(std::vector<BehindEntry> entries);
    const std::vector<BehindEntry>& entries() const { return m_entries; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<BehindEntry> m_entries;
};

class BehindDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// "Behind step 412": prompt, margin and share of the gradient; arrows select.
class BehindList : public QListView {
    Q_OBJECT

public:
    explicit BehindList(BehindModel* model, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    const BehindEntry* current() const;

Q_SIGNALS:
    void entryChanged();
    void entryActivated();
    void escaped();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    BehindModel* m_behind;
};

}  // namespace marginalia
