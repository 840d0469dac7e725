// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/filter_column.h"

#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/data/view_delegate.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

namespace {

std::int64_t countOf(const std::map<std::string, std::int64_t>& counts, const std::string& key)
{
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
}

}  // namespace

FilterColumn::FilterColumn(QWidget* parent) : SideColumn(parent)
{
    setObjectName(QStringLiteral("data.left"));
    QVBoxLayout* views = addSection();
    auto* title = new SectionTitle(tr("Views"));
    auto* plus = iconButton(QStringLiteral("plus"), tr("Save this view"), this);
    connect(plus, &QToolButton::clicked, this, &FilterColumn::saveViewAsked);
    title->addRight(plus);
    views->addWidget(title);
    m_views = new QListWidget;
    m_views->setObjectName(QStringLiteral("data.views"));
    m_views->setAccessibleName(tr("Views"));
    m_views->setFrameShape(QFrame::NoFrame);
    m_views->viewport()->setAutoFillBackground(false);
    m_views->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_views->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_views->setItemDelegate(new ViewDelegate(m_views));
    m_views->installEventFilter(this);
    m_views->setMouseTracking(true);
    views->addWidget(m_views);
    connect(m_views, &QListWidget::itemClicked, m_views, &QListWidget::itemActivated);
    connect(m_views, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        if (auto filter =
                Filter::fromText(item->data(ViewDelegate::FilterRole).toString().toStdString())) {
            Q_EMIT viewChosen(*filter);
        }
    });
    connect(m_views, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        const qint64 id = item->data(ViewDelegate::IdRole).toLongLong();
        if (!m_quiet && id != 0) {
            Q_EMIT renameViewAsked(id, item->text());
        }
    });

    QVBoxLayout* filter = addSection();
    filter->addWidget(new SectionTitle(tr("Filter")));
    addGroup(filter, tr("Kind"), m_kinds,
             {{"pair", tr("Pairs")},
              {"unpaired", tr("Unpaired answers")},
              {"demo", tr("Demonstrations")},
              {"steps", tr("Steps")}});
    addGroup(filter, tr("Label"), m_labels,
             {{"none", tr("Not labelled")},
              {"a", tr("First answer better")},
              {"b", tr("Second answer better")},
              {"tie", tr("Tie")},
              {"both_good", tr("Both good")},
              {"both_bad", tr("Both bad")},
              {"skip", tr("Skipped")},
              {"true", tr("Desirable")},
              {"false", tr("Undesirable")}});
    m_sourceSection = addSection();
    m_sourceSection->addWidget(new TextLabel(tr("Source"), Face::Small, &Theme::muted));
    addFiller();
}

FilterColumn::Check FilterColumn::addCheck(QVBoxLayout* section, const QString& text,
                                           const std::string& value)
{
    Check check;
    check.row = new QWidget;
    auto* row = new QHBoxLayout(check.row);
    row->setContentsMargins(0, 0, 0, 0);
    check.box = new QCheckBox(text);
    check.box->setObjectName(QStringLiteral("data.filter.%1").arg(QString::fromStdString(value)));
    check.count = new TextLabel({}, Face::Small, &Theme::muted);
    row->addWidget(check.box, 1);
    row->addWidget(check.count);
    check.value = value;
    section->addWidget(check.row);
    connect(check.box, &QCheckBox::toggled, this, [this] {
        if (!m_quiet) {
            Q_EMIT filterChanged();
        }
    });
    return check;
}

void FilterColumn::addGroup(QVBoxLayout* section, const QString& title, Checks& checks,
                            const std::vector<std::pair<std::string, QString>>& rows)
{
    section->addWidget(new TextLabel(title, Face::Small, &Theme::muted));
    for (const auto& [value, text] : rows) {
        checks.push_back(addCheck(section, text, value));
    }
}

void FilterColumn::fillViews(const Counts& counts, const std::vector<SavedView>& views)
{
    m_quiet = true;
    const int present = m_views->currentRow();
    m_views->clear();
    const auto add = [this](const QString& name, const Filter& filter, std::int64_t count,
                            const char* icon, qint64 id) {
        auto* item = new QListWidgetItem(name, m_views);
        item->setData(ViewDelegate::FilterRole, QString::fromStdString(filter.toText()));
        item->setData(ViewDelegate::CountRole, count < 0 ? QString() : countText(count));
        item->setData(ViewDelegate::IconRole, QLatin1String(icon));
        item->setData(ViewDelegate::IdRole, id);
        if (id != 0) {
            item->setFlags(item->flags() | Qt::ItemIsEditable);
        }
    };
    const std::int64_t all = counts.pairs + counts.unpaired + counts.demos + counts.steps;
    Filter labelled;
    labelled.labels = {"labelled"};
    Filter none;
    none.labels = {"none"};
    Filter flagged;
    flagged.flagged = true;
    add(tr("All"), {}, all, "data", 0);
    add(tr("Labelled"), labelled, counts.labelled, "check", 0);
    add(tr("Not labelled"), none, countOf(counts.byLabel, "none"), "label", 0);
    add(tr("Flagged"), flagged, counts.flagged, "flag", 0);
    for (const SavedView& view : views) {
        add(QString::fromStdString(view.name), view.filter, -1, "filter", view.id);
    }
    m_views->setCurrentRow(std::clamp(present, 0, m_views->count() - 1));
    int height = 2;
    for (int i = 0; i < m_views->count(); ++i) {
        height += m_views->sizeHintForRow(i);
    }
    m_views->setFixedHeight(height);
    m_quiet = false;
}

void FilterColumn::fillSources(const Counts& counts, const std::vector<ImportInfo>& imports)
{
    std::vector<std::string> ticked;
    for (const Check& check : m_sources) {
        if (check.box->isChecked()) {
            ticked.push_back(check.value);
        }
        delete check.row;
    }
    m_sources.clear();
    const auto countFor = [&](std::int64_t id) {
        const auto found = counts.byImport.find(id);
        return found == counts.byImport.end() ? 0 : found->second;
    };
    for (const ImportInfo& import : imports) {
        if (!import.undone) {
            Check check =
                addCheck(m_sourceSection, QFileInfo(QString::fromStdString(import.path)).fileName(),
                         std::to_string(import.id));
            check.box->setToolTip(QString::fromStdString(import.path));
            check.count->setText(countText(countFor(import.id)));
            m_sources.push_back(check);
        }
    }
    Check made = addCheck(m_sourceSection, tr("Made here"), "0");
    made.count->setText(countText(countFor(0)));
    made.row->setVisible(countFor(0) > 0);
    m_sources.push_back(made);
    m_quiet = true;
    for (const Check& check : m_sources) {
        check.box->setChecked(std::find(ticked.begin(), ticked.end(), check.value) != ticked.end());
    }
    m_quiet = false;
}

void FilterColumn::setContent(const Counts& counts, const std::vector<ImportInfo>& imports,
                              const std::vector<SavedView>& views)
{
    fillViews(counts, views);
    for (const Check& check : m_kinds) {
        const std::int64_t count = countOf(counts.byKind, check.value);
        check.count->setText(countText(count));
        check.row->setVisible(count > 0 || check.box->isChecked());
    }
    for (const Check& check : m_labels) {
        const std::int64_t count = countOf(counts.byLabel, check.value);
        check.count->setText(countText(count));
        check.row->setVisible(count > 0 || check.box->isChecked());
    }
    fillSources(counts, imports);
}

void FilterColumn::showFilter(const Filter& filter)
{
    m_quiet = true;
    const auto tick = [](const Checks& checks, const std::vector<std::string>& values) {
        for (const Check& check : checks) {
            check.box->setChecked(std::find(values.begin(), values.end(), check.value) !=
                                  values.end());
        }
    };
    tick(m_kinds, filter.kinds);
    tick(m_labels, filter.labels);
    std::vector<std::string> sources;
    for (const std::int64_t id : filter.imports) {
        sources.push_back(std::to_string(id));
    }
    tick(m_sources, sources);
    const QString text = [&] {
        Filter view = filter;
        view.search.clear();
        view.sort = SortKey::Number;
        view.descending = false;
        return QString::fromStdString(view.toText());
    }();
    int chosen = -1;
    for (int i = 0; i < m_views->count(); ++i) {
        const QString kept = m_views->item(i)->data(ViewDelegate::FilterRole).toString();
        chosen = kept == text || kept == QString::fromStdString(filter.toText()) ? i : chosen;
    }
    m_views->setCurrentRow(chosen);
    m_quiet = false;
}

void FilterColumn::fill(Filter& filter) const
{
    const auto ticked = [](const Checks& checks) {
        std::vector<std::string> out;
        for (const Check& check : checks) {
            if (check.box->isChecked()) {
                out.push_back(check.value);
            }
        }
        return out;
    };
    filter.kinds = ticked(m_kinds);
    filter.labels = ticked(m_labels);
    filter.imports.clear();
    for (const std::string& source : ticked(m_sources)) {
        filter.imports.push_back(QString::fromStdString(source).toLongLong());
    }
}

bool FilterColumn::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_views && event->type() == QEvent::KeyPress &&
        m_views->currentItem() != nullptr) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const qint64 id = m_views->currentItem()->data(ViewDelegate::IdRole).toLongLong();
        if (key == Qt::Key_Delete && id != 0) {
            Q_EMIT removeViewAsked(id);
            return true;
        }
        if (key == Qt::Key_F2 && id != 0) {
            m_views->editItem(m_views->currentItem());
            return true;
        }
    }
    return SideColumn::eventFilter(watched, event);
}

}  // namespace marginalia
