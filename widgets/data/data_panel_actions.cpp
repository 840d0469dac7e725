// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with the table: select, flag, leave out, copy, save a view, import.
#include "widgets/common/actions.h"
#include "widgets/common/feedback.h"
#include "widgets/common/format.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/read_worker.h"
#include "widgets/common/selection.h"
#include "widgets/common/session.h"
#include "widgets/common/shell.h"
#include "widgets/common/translated.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/import_dialog.h"
#include "widgets/data/record_model.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QTableView>

#include <algorithm>

namespace marginalia {

void DataPanel::connectActions()
{
    ActionRegistry& actions = context().actions;
    actions.bind("data.label_these", this, [this] {
        if (const auto ids = selection(); !ids.empty()) {
            context().shell.showPanel(
                QStringLiteral("label"), QStringLiteral("show"),
                {{QStringLiteral("record"), QVariant::fromValue(number(ids.front()))}});
        }
    });
    actions.bind("data.train_on_these", this,
                 [this] { context().shell.showPanel(QStringLiteral("train")); });
    actions.bind("data.filters", this, [this](bool open) { foldFilters(open); });
    actions.bind("data.flag", this, [this] { flagSelection(); });
    actions.bind("data.leave_out", this, [this] { leaveOutSelection(); });
    actions.bind("data.down", this, [this] { moveBy(1); });
    actions.bind("data.up", this, [this] { moveBy(-1); });
    actions.bind("data.clear_filters", this, [this] { clearFilters(); });
    actions.bind("data.save_view", this, [this] { saveNewView(); });
    actions.bind("data.sort_up", this, [this] { sortBy(m_filter.sort, false); });
    actions.bind("data.sort_down", this, [this] { sortBy(m_filter.sort, true); });
    actions.bind("data.inspect", this,
                 [this] { context().shell.showDock(QStringLiteral("inspector"), true); });
    actions.bind("data.copy", this, [this] { copySelection(); });
}

void DataPanel::updateActions()
{
    const bool any = m_table->selectionModel()->hasSelection();
    const bool writable = context().session.writer() != nullptr;
    ActionRegistry& actions = context().actions;
    const QString none = tr("Nothing is selected");
    const Session& session = context().session;
    const bool pairs = !session.hasCounts() || session.counts().pairs > 0;
    setActionEnabled(actions.action("data.label_these"), any && pairs,
                     pairs ? none : tr("Only pairs are labelled by hand"));
    const bool records = !session.hasCounts() || recordsIn(session.counts()) > 0;
    const bool hits = m_model->hits() > 0 || !m_answered;
    setActionEnabled(actions.action("data.train_on_these"), records && hits,
                     records ? tr("Nothing matches") : tr("There are no records to train on yet"));
    setActionEnabled(actions.action("data.flag"), any && writable,
                     writable ? none : tr("The project is open read-only"));
    setActionEnabled(actions.action("data.leave_out"), any && writable,
                     writable ? none : tr("The project is open read-only"));
    setActionEnabled(actions.action("data.copy"), any, none);
}

qint64 DataPanel::recordsIn(const Counts& counts)
{
    return counts.records();
}

std::vector<RecordId> DataPanel::selection() const
{
    std::vector<RecordId> out;
    // Ranges, not single rows: Ctrl+A on a million stays cheap.
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            out.push_back(m_model->idAt(row));
        }
    }
    return out;
}

void DataPanel::flagSelection()
{
    const QModelIndex current = m_table->currentIndex();
    const RowSummary* shown = current.isValid() ? m_model->summary(current.row()) : nullptr;
    ProjectWriter* writer = context().session.writer();
    if (shown == nullptr || writer == nullptr) {
        return;
    }
    const std::vector<RecordId> ids = selection();
    if (!areFew(ids.size())) {
        return;
    }
    // Also those that were never scrolled to: what is known of them is asked first.
    context().session.reads().ask<std::vector<RowSummary>>(
        this, QStringLiteral("data.flag"),
        [ids](ProjectReader& reader) { return reader.rows(ids); },
        [this, flag = !shown->label.flagged](Result<std::vector<RowSummary>> rows) {
            if (!rows.ok()) {
                infoBar().show(InfoBar::Kind::Error, translated(rows.error()));
                return;
            }
            ProjectWriter* writing = context().session.writer();
            const std::string annotator = context().session.annotator().toStdString();
            for (const RowSummary& row : *rows) {
                writing->flag(row.uid, annotator, flag,
                              context().session.onGui<std::int64_t>(
                                  this, [this](const Result<std::int64_t>& result) {
                                      if (!result.ok()) {
                                          context().session.reportFailure(result.error());
                                      }
                                  }));
            }
        });
}

bool DataPanel::areFew(std::size_t records)
{
    constexpr std::size_t most = 10'000;
    if (records <= most) {
        return true;
    }
    infoBar().show(InfoBar::Kind::Warning,
                   tr("%1 records are selected; this works with up to %2 at a time.")
                       .arg(countText(static_cast<qint64>(records)), countText(most)));
    return false;
}

void DataPanel::leaveOutSelection()
{
    ProjectWriter* writer = context().session.writer();
    std::vector<RecordId> ids = selection();
    if (writer == nullptr || ids.empty()) {
        return;
    }
    writer->leaveOut(
        std::move(ids),
        context().session.onGui<std::int64_t>(this, [this](const Result<std::int64_t>& result) {
            if (!result.ok()) {
                context().session.reportFailure(result.error());
                return;
            }
            context().shell.toast(tr("%n record(s) left out.", nullptr, static_cast<int>(*result)),
                                  tr("Undo"), [this] { context().session.undo(); });
        }));
}

void DataPanel::copySelection()
{
    const std::vector<RecordId> ids = selection();
    if (!areFew(ids.size())) {
        return;
    }
    context().session.reads().ask<std::string>(
        this, QStringLiteral("data.copy"),
        [ids](ProjectReader& reader) -> Result<std::string> {
            std::string lines;
            for (const RecordId id : ids) {
                MG_TRY(const StoredRecord stored, reader.record(id));
                lines +=
                    toJson(stored.record).dump(-1, ' ', false, Json::error_handler_t::replace) +
                    "\n";
            }
            return lines;
        },
        [this](Result<std::string> lines) {
            if (lines.ok()) {
                QGuiApplication::clipboard()->setText(QString::fromStdString(*lines));
            } else {
                infoBar().show(InfoBar::Kind::Error, translated(lines.error()));
            }
        });
}

void DataPanel::goTo(int row)
{
    // QTableView::setCurrentIndex() asks which keys are held: Ctrl would take the row out again.
    m_table->selectionModel()->setCurrentIndex(
        m_model->index(row, RecordModel::Prompt),
        QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void DataPanel::moveBy(int rows)
{
    const int count = m_model->rowCount();
    if (count > 0) {
        const int row = std::clamp(m_table->currentIndex().row() + rows, 0, count - 1);
        goTo(row);
    }
}

void DataPanel::showRowMenu(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const ActionRegistry& actions = context().actions;
    for (const char* id : {"data.inspect", "data.label_these", "data.train_on_these"}) {
        menu->addAction(actions.action(QLatin1String(id)));
    }
    menu->addSeparator();
    for (const char* id : {"data.flag", "data.leave_out", "data.copy"}) {
        menu->addAction(actions.action(QLatin1String(id)));
    }
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void DataPanel::import(const QStringList& files)
{
    if (context().session.writer() == nullptr) {
        infoBar().show(InfoBar::Kind::Warning,
                       tr("This project is open read-only: nothing can be imported."));
        return;
    }
    auto* dialog = new ImportDialog(files, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::importAsked, this,
            [this](const QString& path, const ReadOptions& options) {
                context().shell.startImport(path, options);
            });
    dialog->open();
}

bool DataPanel::perform(const QString& request, const QVariantMap& arguments)
{
    if (request == QLatin1String("import")) {
        import(arguments.value(QStringLiteral("files")).toStringList());
        return true;
    }
    if (request == QLatin1String("show")) {
        m_wanted = RecordId{arguments.value(QStringLiteral("record")).toLongLong()};
        const int row = m_model->rowOf(*m_wanted);
        if (row < 0) {
            setFilter({});
        } else {
            m_wanted.reset();
            goTo(row);
        }
        return true;
    }
    if (request == QLatin1String("filter")) {
        if (const auto filter = Filter::fromText(
                arguments.value(QStringLiteral("text")).toString().toStdString())) {
            setFilter(*filter);
        }
        return true;
    }
    return Panel::perform(request, arguments);
}

}  // namespace marginalia
