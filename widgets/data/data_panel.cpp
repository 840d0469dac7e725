// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/data_panel.h"

#include "core/jobs/run_folder.h"
#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/flow_layout.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/panes.h"
#include "widgets/common/read_worker.h"
#include "widgets/common/selection.h"
#include "widgets/common/session.h"
#include "widgets/common/shell.h"
#include "widgets/common/translated.h"
#include "widgets/data/filter_column.h"
#include "widgets/data/record_delegate.h"
#include "widgets/data/record_model.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

namespace marginalia {

namespace {

constexpr int kTypingDelay = 60;

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
    query();
    readSides();
    readMargins();
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
        if (what.contains(QStringLiteral("margins"))) {
            readMargins();
        }
    });
    connect(&session, &Session::countsChanged, this, [this] {
        m_filters->setContent(context().session.counts(), m_importInfos, m_savedViews);
        m_filters->showFilter(m_filter);
        showFoot();
        showEmptyOrTable();
    });
    connect(m_model, &RecordModel::failed, this, [this](const Error& error) {
        infoBar().show(InfoBar::Kind::Error, translated(error));
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
    connect(m_table->horizontalHeader(), &QHeaderView::sectionClicked, this, &DataPanel::sortBy);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingDelay);
    connect(m_search, &SearchField::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, [this] {
        m_filter.search = m_search->text().trimmed().toStdString();
        m_delegate->setHits(searchWords(m_search->text()));
        query();
    });
    connect(m_filters, &FilterColumn::filterChanged, this, [this] {
        m_filters->fill(m_filter);
        m_filters->showFilter(m_filter);
        showChips();
        query();
    });
    connect(m_filters, &FilterColumn::viewChosen, this,
            [this](const Filter& filter) { setFilter(filter); });
    connect(m_filters, &FilterColumn::saveViewAsked, this, &DataPanel::askViewName);
    connect(m_filters, &FilterColumn::renameViewAsked, this,
            [this](qint64 id, const QString& name) {
                for (const SavedView& view : m_savedViews) {
                    if (view.id == id) {
                        saveView(id, name, view.filter);
                    }
                }
            });
    connect(m_filters, &FilterColumn::removeViewAsked, this, [this](qint64 id) {
        const auto view = std::find_if(m_savedViews.begin(), m_savedViews.end(),
                                       [id](const SavedView& one) { return one.id == id; });
        if (view == m_savedViews.end() || context().session.writer() == nullptr) {
            return;
        }
        const SavedView removed = *view;
        context().session.writer()->removeView(
            id, context().session.onGui<bool>(this, [this, removed](const Result<bool>& result) {
                if (!result.ok()) {
                    context().session.reportFailure(result.error());
                    return;
                }
                context().shell.toast(
                    tr("View “%1” removed.").arg(QString::fromStdString(removed.name)), tr("Undo"),
                    [this, removed] {
                        saveView(0, QString::fromStdString(removed.name), removed.filter);
                    });
            }));
    });
}

void DataPanel::setFilter(const Filter& filter)
{
    m_filter = filter;
    {
        const QSignalBlocker quiet(m_search);
        m_search->setText(QString::fromStdString(filter.search));
    }
    m_delegate->setHits(searchWords(m_search->text()));
    m_filters->showFilter(filter);
    showChips();
    query();
}

void DataPanel::query()
{
    busy().start();
    context().session.reads().ask<QueryResult>(
        this, QStringLiteral("data.query"),
        [filter = m_filter](ProjectReader& reader) { return reader.query(filter); },
        [this](Result<QueryResult> result) {
            if (result.ok()) {
                takeHits(result.take());
            } else if (result.error().kind != ErrorKind::Cancelled) {
                busy().stop();
                infoBar().show(InfoBar::Kind::Error, translated(result.error()));
            }
        });
}

void DataPanel::takeHits(QueryResult result)
{
    busy().stop();
    const std::optional<RecordId> kept = m_wanted ? m_wanted : context().selection.record();
    m_wanted.reset();
    const int top = m_table->verticalScrollBar()->value();
    m_indexComplete = result.indexComplete;
    const double milliseconds = result.milliseconds;
    m_model->setHits(std::move(result.ids));
    const qint64 all = context().session.hasCounts()
                           ? context().session.counts().pairs +
                                 context().session.counts().unpaired +
                                 context().session.counts().demos + context().session.counts().steps
                           : m_model->hits();
    m_search->setNote(m_filter.search.empty()
                          ? QString()
                          : tr("%1 of %2 · %3 ms")
                                    .arg(countText(m_model->hits()), countText(all))
                                    .arg(std::lround(milliseconds)) +
                                (m_indexComplete ? QString() : tr(" so far")));
    const int row = kept ? m_model->rowOf(*kept) : -1;
    if (row >= 0) {
        m_table->setCurrentIndex(m_model->index(row, RecordModel::Prompt));
        m_table->scrollTo(m_model->index(row, RecordModel::Prompt));
    } else if (m_model->hits() > 0) {
        m_table->setCurrentIndex(m_model->index(0, RecordModel::Prompt));
        m_table->verticalScrollBar()->setValue(top);
    }
    showEmptyOrTable();
    showFoot();
    updateActions();
}

void DataPanel::showEmptyOrTable()
{
    const bool anything = m_model->hits() > 0;
    const bool narrowed = !(m_filter == Filter{});
    m_stack->setCurrentWidget(anything   ? static_cast<QWidget*>(m_table)
                              : narrowed ? static_cast<QWidget*>(m_noHit)
                                         : m_empty);
    header().setSubtitle(
        context().session.hasCounts()
            ? tr("%1 · %n pair(s)", nullptr, static_cast<int>(context().session.counts().pairs))
                  .arg(context().session.name())
            : context().session.name());
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

void DataPanel::readMargins()
{
    using Margins = std::vector<std::pair<RecordId, ProjectReader::Margin>>;
    context().session.reads().ask<Margins>(
        this, QStringLiteral("data.margins"),
        [runs = context().session.runsFolder().toStdString()](
            ProjectReader& reader) -> Result<Margins> {
            // The newest run that left margins.
            for (const std::string& run : listRuns(runs)) {
                const std::string id = run.substr(run.rfind('/') + 1);
                MG_TRY(Margins margins, reader.margins(id));
                if (!margins.empty()) {
                    return margins;
                }
            }
            return Margins{};
        },
        [this](Result<Margins> margins) {
            if (margins.ok()) {
                m_model->setMargins(margins.take());
            } else {
                infoBar().show(InfoBar::Kind::Error, translated(margins.error()));
            }
        });
}

void DataPanel::showChips()
{
    while (QLayoutItem* item = m_chipRow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto chip = [this](const QString& text, const std::function<void(Filter&)>& remove) {
        auto* made = new ChipButton(text, ChipButton::Kind::Filter);
        connect(made, &ChipButton::removeRequested, this, [this, remove] {
            Filter next = m_filter;
            remove(next);
            setFilter(next);
        });
        m_chipRow->addWidget(made);
    };
    const auto joined = [](const std::vector<std::string>& values) {
        QStringList out;
        for (const std::string& value : values) {
            out << QString::fromStdString(value).replace(QLatin1Char('_'), QLatin1Char(' '));
        }
        return out.join(tr(" or "));
    };
    if (!m_filter.kinds.empty()) {
        chip(tr("Kind: %1").arg(joined(m_filter.kinds)),
             [](Filter& filter) { filter.kinds.clear(); });
    }
    if (!m_filter.labels.empty()) {
        chip(tr("Label: %1").arg(joined(m_filter.labels)),
             [](Filter& filter) { filter.labels.clear(); });
    }
    if (m_filter.flagged) {
        chip(*m_filter.flagged ? tr("Flagged") : tr("Not flagged"),
             [](Filter& filter) { filter.flagged.reset(); });
    }
    if (!m_filter.imports.empty()) {
        chip(tr("%n source(s)", nullptr, static_cast<int>(m_filter.imports.size())),
             [](Filter& filter) { filter.imports.clear(); });
    }
    m_chips->setVisible(m_chipRow->count() > 0);
    const QString by = m_filter.sort == SortKey::Number        ? tr("number")
                       : m_filter.sort == SortKey::Prompt      ? tr("prompt")
                       : m_filter.sort == SortKey::ChosenWords ? tr("length of the chosen answer")
                       : m_filter.sort == SortKey::RejectedWords
                           ? tr("length of the rejected answer")
                           : tr("length difference");
    m_sorted->setText(m_filter.descending ? tr("Sorted by %1, largest first").arg(by)
                                          : tr("Sorted by %1").arg(by));
}

void DataPanel::showFoot()
{
    if (!context().session.hasCounts()) {
        m_foot->setText(tr("Counting…"));
        return;
    }
    const Counts& counts = context().session.counts();
    QStringList parts;
    parts << tr("%n pair(s)", nullptr, static_cast<int>(counts.pairs))
          << tr("%1 unpaired").arg(countText(counts.unpaired))
          << tr("%1 demos").arg(countText(counts.demos))
          << tr("%1 labelled").arg(countText(counts.labelled));
    parts << (counts.strict > 0 ? tr("longer wins %1 of %2")
                                      .arg(shareText(static_cast<double>(counts.longerWins) /
                                                         static_cast<double>(counts.strict),
                                                     counts.strict),
                                           countText(counts.strict))
                                : tr("longer wins %1").arg(notMeasured()));
    parts << tr("%1 equal").arg(countText(counts.equal))
          << tr("%1 empty").arg(countText(counts.empty));
    QString text = parts.join(QStringLiteral(" · "));
    if (!m_indexComplete) {
        text += tr(" · search index still being built, so far");
    }
    m_foot->setText(text);
}

void DataPanel::sortBy(int column)
{
    SortKey key = SortKey::Number;
    switch (column) {
        case RecordModel::Number:
            break;
        case RecordModel::Prompt:
            key = SortKey::Prompt;
            break;
        case RecordModel::Chosen:
            key = SortKey::ChosenWords;
            break;
        case RecordModel::Rejected:
            key = SortKey::RejectedWords;
            break;
        case RecordModel::LengthDifference:
            key = SortKey::LengthDifference;
            break;
        default:
            return;
    }
    m_filter.descending = m_filter.sort == key && !m_filter.descending;
    m_filter.sort = key;
    showChips();
    query();
}

void DataPanel::enter()
{
    Panel::enter();
    if (std::exchange(m_stale, false)) {
        query();
        readSides();
        readMargins();
    }
}

void DataPanel::saveState(QSettings& settings) const
{
    Panel::saveState(settings);
    m_splitter->saveSizes(settings);
    settings.setValue(QStringLiteral("data/filter"), QString::fromStdString(m_filter.toText()));
}

void DataPanel::restoreState(QSettings& settings)
{
    Panel::restoreState(settings);
    m_splitter->restoreSizes(settings);
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
    return {m_filters, m_search, m_table};
}

}  // namespace marginalia
