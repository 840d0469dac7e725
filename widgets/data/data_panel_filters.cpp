// SPDX-License-Identifier: GPL-3.0-or-later
// What the table shows and in which order: filter, chips, views, sorting, and the words about it.
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/flow_layout.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/session.h"
#include "widgets/common/shell.h"
#include "widgets/data/data_foot.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/filter_column.h"
#include "widgets/data/record_columns.h"
#include "widgets/data/record_delegate.h"
#include "widgets/data/record_header.h"
#include "widgets/data/record_model.h"

#include <QActionGroup>
#include <QMenu>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>
#include <array>

namespace marginalia {

namespace {

struct SortInfo {
    int column;
    SortKey key;
    const char* name;
};

constexpr std::array<SortInfo, 6> kSorts = {{
    {RecordModel::Number, SortKey::Number, QT_TRANSLATE_NOOP("marginalia::DataPanel", "number")},
    {RecordModel::Prompt, SortKey::Prompt, QT_TRANSLATE_NOOP("marginalia::DataPanel", "prompt")},
    {RecordModel::Chosen, SortKey::ChosenWords,
     QT_TRANSLATE_NOOP("marginalia::DataPanel", "length of the chosen answer")},
    {RecordModel::Rejected, SortKey::RejectedWords,
     QT_TRANSLATE_NOOP("marginalia::DataPanel", "length of the rejected answer")},
    {RecordModel::LengthDifference, SortKey::LengthDifference,
     QT_TRANSLATE_NOOP("marginalia::DataPanel", "length difference")},
    {RecordModel::Margin, SortKey::Margin, QT_TRANSLATE_NOOP("marginalia::DataPanel", "margin")},
}};

const SortInfo& infoOf(SortKey key)
{
    return *std::find_if(kSorts.begin(), kSorts.end(),
                         [key](const SortInfo& info) { return info.key == key; });
}

bool usesPart(const Filter& filter, FilterPart part)
{
    switch (part) {
        case FilterPart::Search:
            return !filter.search.empty();
        case FilterPart::Kind:
            return !filter.kinds.empty();
        case FilterPart::Label:
            return !filter.labels.empty();
        case FilterPart::Flag:
            return filter.flagged.has_value();
        case FilterPart::Source:
            return !filter.imports.empty();
    }
    return false;
}

void clearPart(Filter& filter, FilterPart part)
{
    switch (part) {
        case FilterPart::Search:
            filter.search.clear();
            break;
        case FilterPart::Kind:
            filter.kinds.clear();
            break;
        case FilterPart::Label:
            filter.labels.clear();
            break;
        case FilterPart::Flag:
            filter.flagged.reset();
            break;
        case FilterPart::Source:
            filter.imports.clear();
            break;
    }
}

/// "tie", "first answer better": a value of Filter::labels or kinds in words.
QString valueWords(const std::string& value)
{
    static constexpr std::array<std::pair<const char*, const char*>, 16> words = {{
        {"pair", QT_TRANSLATE_NOOP("marginalia::DataPanel", "pairs")},
        {"unpaired", QT_TRANSLATE_NOOP("marginalia::DataPanel", "unpaired answers")},
        {"demo", QT_TRANSLATE_NOOP("marginalia::DataPanel", "demonstrations")},
        {"steps", QT_TRANSLATE_NOOP("marginalia::DataPanel", "steps")},
        {"group", QT_TRANSLATE_NOOP("marginalia::DataPanel", "several answers")},
        {"prompt", QT_TRANSLATE_NOOP("marginalia::DataPanel", "prompts alone")},
        {"labelled", QT_TRANSLATE_NOOP("marginalia::DataPanel", "labelled")},
        {"none", QT_TRANSLATE_NOOP("marginalia::DataPanel", "not labelled")},
        {"a", QT_TRANSLATE_NOOP("marginalia::DataPanel", "first answer better")},
        {"b", QT_TRANSLATE_NOOP("marginalia::DataPanel", "second answer better")},
        {"tie", QT_TRANSLATE_NOOP("marginalia::DataPanel", "tie")},
        {"both_good", QT_TRANSLATE_NOOP("marginalia::DataPanel", "both good")},
        {"both_bad", QT_TRANSLATE_NOOP("marginalia::DataPanel", "both bad")},
        {"skip", QT_TRANSLATE_NOOP("marginalia::DataPanel", "skipped")},
        {"true", QT_TRANSLATE_NOOP("marginalia::DataPanel", "desirable")},
        {"false", QT_TRANSLATE_NOOP("marginalia::DataPanel", "undesirable")},
    }};
    for (const auto& [name, text] : words) {
        if (value == name) {
            return DataPanel::tr(text);
        }
    }
    return QString::fromStdString(value);
}

QString joined(const std::vector<std::string>& values)
{
    QStringList out;
    for (const std::string& value : values) {
        out << valueWords(value);
    }
    return out.join(DataPanel::tr(" or "));
}

}  // namespace

void DataPanel::connectFilters()
{
    connect(m_filters, &FilterColumn::filterChanged, this, [this] {
        Filter next = m_filter;
        m_filters->fill(next);
        takeFilter(next);
    });
    connect(m_filters, &FilterColumn::viewChosen, this, &DataPanel::setFilter);
    connect(m_filters, &FilterColumn::clearAsked, this, &DataPanel::clearFilters);
    connect(m_filters, &FilterColumn::saveViewAsked, this, &DataPanel::saveNewView);
    connect(m_filters, &FilterColumn::renameViewAsked, this, &DataPanel::renameView);
    connect(m_filters, &FilterColumn::removeViewAsked, this, &DataPanel::removeView);
}

void DataPanel::setFilter(const Filter& filter)
{
    {
        const QSignalBlocker quiet(m_search);
        m_search->setText(QString::fromStdString(filter.search));
    }
    takeFilter(filter);
}

void DataPanel::takeFilter(const Filter& filter)
{
    m_typing.stop();
    m_filter = filter;
    // In the order in which they were set: the last one is the first to go.
    m_parts.removeIf([&](FilterPart part) { return !usesPart(filter, part); });
    for (const FilterPart part : {FilterPart::Search, FilterPart::Kind, FilterPart::Label,
                                  FilterPart::Flag, FilterPart::Source}) {
        if (usesPart(filter, part) && !m_parts.contains(part)) {
            m_parts.append(part);
        }
    }
    m_delegate->setHits(searchWords(QString::fromStdString(filter.search)));
    m_filters->showFilter(filter);
    showChips();
    showOrder();
    query(Shows::FirstHits);
}

void DataPanel::clearFilters()
{
    Filter next;
    next.sort = m_filter.sort;
    next.descending = m_filter.descending;
    setFilter(next);
}

void DataPanel::removePart(FilterPart part)
{
    Filter next = m_filter;
    clearPart(next, part);
    setFilter(next);
}

QString DataPanel::partText(FilterPart part) const
{
    switch (part) {
        case FilterPart::Search:
            return tr("Search: %1").arg(QString::fromStdString(m_filter.search));
        case FilterPart::Kind:
            return tr("Kind: %1").arg(joined(m_filter.kinds));
        case FilterPart::Label:
            return tr("Label: %1").arg(joined(m_filter.labels));
        case FilterPart::Flag:
            return *m_filter.flagged ? tr("Flagged") : tr("Not flagged");
        case FilterPart::Source:
            return tr("%n source(s)", nullptr, static_cast<int>(m_filter.imports.size()));
    }
    return {};
}

void DataPanel::showChips()
{
    while (QLayoutItem* item = m_chipRow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const FilterPart part : m_parts) {
        if (part == FilterPart::Search) {
            continue;  // stands in the field
        }
        auto* chip = new ChipButton(partText(part), ChipButton::Kind::Filter);
        connect(chip, &ChipButton::removeRequested, this, [this, part] {
            m_search->setFocus(Qt::OtherFocusReason);
            removePart(part);
        });
        m_chipRow->addWidget(chip);
    }
    m_removeLast->setVisible(!m_parts.isEmpty());
    m_removeLast->setText(m_parts.isEmpty() || m_parts.last() != FilterPart::Search
                              ? tr("Remove the last filter")
                              : tr("Clear the search"));
    m_removeLast->setAccessibleName(m_removeLast->text());
}

void DataPanel::showOrder()
{
    const SortInfo& info = infoOf(m_filter.sort);
    m_sorted->setText(m_filter.descending ? tr("Sorted by %1, largest first").arg(tr(info.name))
                                          : tr("Sorted by %1").arg(tr(info.name)));
    // The order of numbers is the plain one and needs no arrow.
    const bool plain = m_filter.sort == SortKey::Number && !m_filter.descending;
    m_head->setOrder(plain ? -1 : info.column, m_filter.descending);
}

void DataPanel::sortBy(SortKey key, bool descending)
{
    Filter next = m_filter;
    next.sort = key;
    next.descending = descending;
    takeFilter(next);
}

void DataPanel::sortByColumn(int column)
{
    for (const SortInfo& info : kSorts) {
        if (info.column == column) {
            sortBy(info.key, m_filter.sort == info.key && !m_filter.descending);
        }
    }
}

void DataPanel::showOrderMenu(const QPoint& place)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("data.order"));
    auto* keys = new QActionGroup(menu);
    for (const SortInfo& info : kSorts) {
        QAction* action = menu->addAction(tr("Sort by %1").arg(tr(info.name)));
        action->setCheckable(true);
        action->setChecked(m_filter.sort == info.key);
        keys->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, key = info.key] { sortBy(key, m_filter.descending); });
    }
    menu->addSeparator();
    QAction* largest = menu->addAction(tr("Largest first"));
    largest->setCheckable(true);
    largest->setChecked(m_filter.descending);
    connect(largest, &QAction::toggled, this, [this](bool on) { sortBy(m_filter.sort, on); });
    menu->addSeparator();
    for (const int column : {RecordModel::Flag, RecordModel::Number, RecordModel::LengthDifference,
                             RecordModel::Margin, RecordModel::History}) {
        const QString name =
            column == RecordModel::Flag || column == RecordModel::Number
                ? m_model->headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString()
                : m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        QAction* action = menu->addAction(tr("Column %1").arg(name));
        action->setCheckable(true);
        action->setChecked(m_columns->isWanted(column));
        connect(action, &QAction::toggled, this,
                [this, column](bool on) { m_columns->setWanted(column, on); });
    }
    menu->popup(place);
}

void DataPanel::saveNewView()
{
    QStringList parts;
    for (const FilterPart part : m_parts) {
        parts << partText(part);
    }
    saveView(0, parts.isEmpty() ? tr("All records") : parts.join(QStringLiteral(", ")), m_filter);
}

void DataPanel::renameView(qint64 id, const QString& name)
{
    const auto view = std::find_if(m_savedViews.begin(), m_savedViews.end(),
                                   [id](const SavedView& one) { return one.id == id; });
    if (view == m_savedViews.end()) {
        return;
    }
    if (name.isEmpty()) {
        readSides();  // the old name stays
    } else {
        saveView(id, name, view->filter);
    }
}

void DataPanel::removeView(qint64 id)
{
    const auto view = std::find_if(m_savedViews.begin(), m_savedViews.end(),
                                   [id](const SavedView& one) { return one.id == id; });
    if (view == m_savedViews.end() || context().session.writer() == nullptr) {
        return;
    }
    const SavedView removed = *view;
    const auto done = [this, removed](const Result<bool>& result) {
        if (!result.ok()) {
            context().session.reportFailure(result.error());
            return;
        }
        const QString name = QString::fromStdString(removed.name);
        context().shell.toast(tr("View “%1” removed.").arg(name), tr("Undo"),
                              [this, removed, name] { saveView(0, name, removed.filter); });
    };
    context().session.writer()->removeView(id, context().session.onGui<bool>(this, done));
}

void DataPanel::saveView(qint64 id, const QString& name, const Filter& filter)
{
    ProjectWriter* writer = context().session.writer();
    if (writer == nullptr) {
        infoBar().show(InfoBar::Kind::Warning,
                       tr("This project is open read-only: the view cannot be kept."));
        return;
    }
    const auto done = [this, id](const Result<std::int64_t>& result) {
        if (!result.ok()) {
            context().session.reportFailure(result.error());
        } else if (id == 0) {
            m_filters->askName(*result);
        }
    };
    writer->saveView({id, name.toStdString(), filter},
                     context().session.onGui<std::int64_t>(this, done));
}

void DataPanel::showEmptyOrTable()
{
    const bool anything = m_model->hits() > 0 || !m_answered;
    m_stack->setCurrentWidget(anything             ? static_cast<QWidget*>(m_table)
                              : m_filter.narrows() ? static_cast<QWidget*>(m_noHit)
                                                   : m_empty);
    // One primary button at a time: the empty state has its own.
    m_import->setVisible(m_stack->currentWidget() != m_empty);
    header().setSubtitle(subtitle());
}

QString DataPanel::subtitle()
{
    const Session& session = context().session;
    if (!session.hasCounts()) {
        return session.name();
    }
    const Counts& counts = session.counts();
    if (counts.records() == counts.pairs) {
        return tr("%1 · %Ln pair(s)", nullptr, static_cast<int>(counts.pairs)).arg(session.name());
    }
    return counts.records() == 1
               ? tr("%1 · 1 record").arg(session.name())
               : tr("%1 · %2 records").arg(session.name(), countText(counts.records()));
}

void DataPanel::showFoot()
{
    if (context().session.hasCounts()) {
        const Counts& counts = context().session.counts();
        const bool paired = counts.pairs > 0 || counts.records() == 0;
        m_model->setPaired(paired);
        m_columns->setPaired(paired);
    }
    m_foot->showCounts(context().session.hasCounts() ? &context().session.counts() : nullptr,
                       !m_indexComplete);
}

}  // namespace marginalia
