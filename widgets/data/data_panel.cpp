// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/data_panel.h"

#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/panes.h"
#include "widgets/common/read_worker.h"
#include "widgets/common/selection.h"
#include "widgets/common/session.h"
#include "widgets/common/shell.h"
#include "widgets/common/translated.h"
#include "widgets/data/data_foot.h"
#include "widgets/data/filter_column.h"
#include "widgets/data/record_columns.h"
#include "widgets/data/record_delegate.h"
#include "widgets/data/record_header.h"
#include "widgets/data/record_model.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace marginalia {

namespace {

constexpr int kTypingDelay = 60;
/// Hits that are shown before all are known; a few screens.
constexpr std::int64_t kFirstHits = 1024;

/// Rows without a margin come last, whatever the direction.
void sortByMargin(std::vector<RecordId>& ids,
                  const std::unordered_map<std::int64_t, ProjectReader::Margin>& margins,
                  bool descending)
{
    constexpr float last = std::numeric_limits<float>::infinity();
    std::vector<std::pair<float, RecordId>> keyed;
    keyed.reserve(ids.size());
    for (const RecordId id : ids) {
        const auto found = margins.find(number(id));
        const float margin = found == margins.end() ? last : found->second.last;
        keyed.emplace_back(descending && margin != last ? -margin : margin, id);
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    std::transform(keyed.begin(), keyed.end(), ids.begin(),
                   [](const auto& entry) { return entry.second; });
}

struct Sides {
    std::vector<ImportInfo> imports;
    std::vector<SavedView> views;
};

}  // namespace

DataPanel::DataPanel(PanelContext& context, QWidget* parent)
    : Panel(QStringLiteral("data"), tr("Data"), context, parent)
{
    buildHeader();
    m_splitter = new Splitter(Qt::Horizontal, QStringLiteral("data.columns"));
    m_filters = new FilterColumn;
    m_splitter->addSide(m_filters, 244);
    m_splitter->addMiddle(buildMiddle());
    setBody(m_splitter);
    connectActions();
    connectSession();
    connectTable();
    showChips();
    showFoot();
    showOrder();
    query(Shows::FirstHits);
    readSides();
}

void DataPanel::connectSession()
{
    Session& session = context().session;
    connect(&session, &Session::changed, this, [this](const QSet<QString>& what) {
        if (!isInFront()) {
            m_stale = true;
            return;
        }
        const bool order = what.contains(QStringLiteral("records")) ||
                           (what.contains(QStringLiteral("index")) && !m_filter.search.empty());
        if (order) {
            query();
        } else if (what.contains(QStringLiteral("labels"))) {
            m_model->refreshRows();
        }
        if (order || what.contains(QStringLiteral("views"))) {
            readSides();
        }
    });
    connect(&session, &Session::countsChanged, this, [this] {
        m_filters->setContent(context().session.counts(), m_importInfos, m_savedViews);
        m_filters->showFilter(m_filter);
        showFoot();
        showEmptyOrTable();
        updateActions();
    });
    const auto report = [this](const Error& error) {
        infoBar().show(InfoBar::Kind::Error, translated(error));
    };
    connect(m_model, &RecordModel::failed, this, report);
    connect(m_margins, &MarginSource::failed, this, report);
    connect(m_margins, &MarginSource::changed, this, [this] {
        const bool first = !m_model->margins();
        m_model->setMargins(m_margins->table(), m_margins->runName());
        // Later margins of a live run repaint the rows and leave their order alone.
        if (first && m_filter.sort == SortKey::Margin) {
            query();
        }
    });
}

void DataPanel::connectTable()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid()) {
                    context().selection.setRecord(m_model->idAt(index.row()));
                }
            });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DataPanel::updateActions);
    connect(m_table, &QTableView::activated, this,
            [this] { context().shell.showDock(QStringLiteral("inspector"), true); });
    connect(m_head, &QHeaderView::sectionClicked, this, &DataPanel::sortByColumn);
    connect(m_head, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { showOrderMenu(m_head->mapToGlobal(at)); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &DataPanel::showRowMenu);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingDelay);
    connect(m_search, &SearchField::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, [this] {
        Filter next = m_filter;
        next.search = m_search->text().trimmed().toStdString();
        takeFilter(next);
    });
    connect(m_search, &SearchField::escaped, this,
            [this] { m_table->setFocus(Qt::ShortcutFocusReason); });
    connectFilters();
}

void DataPanel::queryFirst()
{
    // Other orders know their first rows when they know all.
    if (m_filter.sort != SortKey::Number || m_filter.descending) {
        return;
    }
    context().session.reads().ask<QueryResult>(
        this, QStringLiteral("data.first"),
        [filter = m_filter](ProjectReader& reader) { return reader.query(filter, kFirstHits); },
        [this, filter = m_filter](Result<QueryResult> result) {
            // What fails here fails again with all hits, and is told then.
            if (result.ok() && m_waiting && m_filter == filter) {
                takeFirst(result.take());
            }
        });
}

void DataPanel::takeFirst(QueryResult result)
{
    if (static_cast<std::int64_t>(result.ids.size()) < kFirstHits || m_wanted) {
        return;  // few hits are all there in a moment, and one that is wanted may come later
    }
    const std::optional<RecordId> kept = context().selection.record();
    const bool keeps =
        !kept || std::find(result.ids.begin(), result.ids.end(), *kept) != result.ids.end();
    if (!keeps && m_filter.search.empty()) {
        return;  // the row that is looked at stays
    }
    m_search->setNote(m_filter.search.empty()
                          ? QString()
                          : tr("more than %1 · counting…").arg(countText(kFirstHits)));
    showHits(std::move(result.ids));
    m_begun = true;
}

void DataPanel::query(Shows shows)
{
    busy().start();
    m_waiting = true;
    m_begun = false;
    if (shows == Shows::FirstHits) {
        queryFirst();
    }
    context().session.reads().ask<QueryResult>(
        this, QStringLiteral("data.query"),
        [filter = m_filter, margins = m_margins->table()](ProjectReader& reader) {
            auto result = reader.query(filter);
            if (result.ok() && filter.sort == SortKey::Margin && margins) {
                sortByMargin(result->ids, *margins, filter.descending);
            }
            return result;
        },
        [this](Result<QueryResult> result) {
            m_waiting = false;
            if (result.ok()) {
                takeHits(result.take());
            } else if (result.error().kind != ErrorKind::Cancelled) {
                busy().stop();
                infoBar().show(InfoBar::Kind::Error, translated(result.error()));
            }
        });
}

void DataPanel::showNote(const QueryResult& result)
{
    if (m_filter.search.empty()) {
        m_search->setNote({});
        return;
    }
    const Session& session = context().session;
    const auto hits = static_cast<qint64>(result.ids.size());
    const qint64 all = session.hasCounts() ? recordsIn(session.counts()) : hits;
    const QString time = result.milliseconds < 1
                             ? tr("under 1 ms")
                             : tr("%1 ms").arg(std::lround(result.milliseconds));
    const QString note = tr("%1 of %2 · %3").arg(countText(hits), countText(all), time);
    m_search->setNote(result.indexComplete ? note : tr("%1 so far").arg(note));
}

void DataPanel::takeHits(QueryResult result)
{
    busy().stop();
    m_indexComplete = result.indexComplete;
    showNote(result);
    if (const auto largest = std::max_element(result.ids.begin(), result.ids.end());
        largest != result.ids.end()) {
        m_columns->setLargestNumber(number(*largest));
    }
    if (!std::exchange(m_begun, false) || !m_model->extendHits(result.ids)) {
        showHits(std::move(result.ids));
    }
    showWanted();
    showEmptyOrTable();
    showFoot();
    updateActions();
}

void DataPanel::showHits(std::vector<RecordId> ids)
{
    m_answered = true;
    const std::optional<RecordId> kept = m_wanted ? m_wanted : context().selection.record();
    const int top = m_table->verticalScrollBar()->value();
    m_model->setHits(std::move(ids));
    const int row = kept ? m_model->rowOf(*kept) : -1;
    if (row >= 0) {
        goTo(row);
        m_table->scrollTo(m_model->index(row, RecordModel::Prompt));
    } else if (m_model->hits() > 0) {
        goTo(0);
        m_table->verticalScrollBar()->setValue(top);
    }
    showEmptyOrTable();
    updateActions();
}

void DataPanel::showWanted()
{
    // A record that was asked for may lie behind the first hits.
    if (const auto wanted = std::exchange(m_wanted, std::nullopt)) {
        const int row = m_model->rowOf(*wanted);
        if (row >= 0) {
            goTo(row);
            m_table->scrollTo(m_model->index(row, RecordModel::Prompt));
        }
    }
}

void DataPanel::readSides()
{
    context().session.reads().ask<Sides>(
        this, QStringLiteral("data.sides"),
        [](ProjectReader& reader) -> Result<Sides> {
            Sides sides;
            MG_TRY(sides.imports, reader.imports());
            MG_TRY(sides.views, reader.views());
            return sides;
        },
        [this](Result<Sides> sides) {
            if (!sides.ok()) {
                infoBar().show(InfoBar::Kind::Error, translated(sides.error()));
                return;
            }
            m_importInfos = std::move(sides->imports);
            m_savedViews = std::move(sides->views);
            m_filters->setContent(context().session.counts(), m_importInfos, m_savedViews);
            m_filters->showFilter(m_filter);
        });
}

void DataPanel::enter()
{
    Panel::enter();
    m_margins->setActive(true);
    if (std::exchange(m_stale, false)) {
        query();
        readSides();
    }
}

void DataPanel::leave()
{
    Panel::leave();
    m_margins->setActive(false);
}

void DataPanel::saveState(QSettings& settings) const
{
    Panel::saveState(settings);
    m_splitter->saveSizes(settings);
    m_columns->save(settings);
    settings.setValue(QStringLiteral("data/filters_open"), m_openWide);
    settings.setValue(QStringLiteral("data/filters_open_narrow"), m_openNarrow);
    settings.setValue(QStringLiteral("data/filter"), QString::fromStdString(m_filter.toText()));
}

void DataPanel::restoreState(QSettings& settings)
{
    Panel::restoreState(settings);
    m_splitter->restoreSizes(settings);
    m_columns->restore(settings);
    m_openWide = settings.value(QStringLiteral("data/filters_open"), true).toBool();
    m_openNarrow = settings.value(QStringLiteral("data/filters_open_narrow"), false).toBool();
    showFilters();
    if (const auto filter = Filter::fromText(
            settings.value(QStringLiteral("data/filter")).toString().toStdString())) {
        setFilter(*filter);
    }
}

QWidget* DataPanel::searchField()
{
    return m_search;
}

QWidget* DataPanel::firstFocus()
{
    return m_table;
}

QList<QWidget*> DataPanel::areas()
{
    return m_filters->isHidden() ? QList<QWidget*>{m_search, m_table}
                                 : QList<QWidget*>{m_filters, m_search, m_table};
}

}  // namespace marginalia
