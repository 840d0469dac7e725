// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/filter_column.h"

#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/data/check_row.h"
#include "widgets/data/view_delegate.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

namespace {

/// A row of the list of views. id 0: one that is always there; count below 0: none is shown.
struct ViewRow {
    QString name;
    Filter filter;
    std::int64_t count;
    const char* icon;
    qint64 id;
};

std::int64_t countOf(const std::map<std::string, std::int64_t>& counts, const std::string& key)
{
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
}

}  // namespace

FilterColumn::FilterColumn(QWidget* parent) : SideColumn(parent)
{
    setObjectName(QStringLiteral("data.left"));
    buildViews();
    buildFilter();
    addFiller();
}

void FilterColumn::buildViews()
{
    QVBoxLayout* views = addSection();
    auto* title = new SectionTitle(tr("Views"));
    auto* plus = iconButton(QStringLiteral("plus"), tr("Save this view"), this);
    plus->setObjectName(QStringLiteral("data.views.save"));
    connect(plus, &QToolButton::clicked, this, &FilterColumn::saveViewAsked);
    title->addRight(plus);
    // The rows reach into the margin, so that their icons stand below the title.
    const int side = u(14 - ViewDelegate::kPad);
    // The button is higher than the words, which stand where every column has its title.
    const int over = plus->sizeHint().height() - QFontMetrics(textFont(Face::Small)).height();
    views->setContentsMargins(side, u(13) - over / 2, side, u(13));
    views->setSpacing(std::max(0, u(6) - over / 2));
    auto* titleRow = new QHBoxLayout;
    titleRow->setContentsMargins(u(ViewDelegate::kPad), 0, u(ViewDelegate::kPad), 0);
    titleRow->addWidget(title);
    views->addLayout(titleRow);
    m_views = new QListWidget;
    m_views->setObjectName(QStringLiteral("data.views"));
    m_views->setAccessibleName(tr("Views"));
    m_views->setFrameShape(QFrame::NoFrame);
    m_views->viewport()->setAutoFillBackground(false);
    m_views->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_views->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_views->setEditTriggers(QAbstractItemView::NoEditTriggers);
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
            Q_EMIT renameViewAsked(id, item->text().trimmed());
        }
    });
}

void FilterColumn::buildFilter()
{
    QVBoxLayout* filter = addSection();
    filter->setSpacing(0);
    auto* title = new SectionTitle(tr("Filter"));
    m_clear = new LinkLabel(tr("Clear"));
    m_clear->setObjectName(QStringLiteral("data.filter.clear"));
    m_clear->setAccessibleName(tr("Clear filters"));
    connect(m_clear, &LinkLabel::activated, this, &FilterColumn::clearAsked);
    QSizePolicy stays = m_clear->sizePolicy();
    stays.setRetainSizeWhenHidden(true);
    m_clear->setSizePolicy(stays);
    m_clear->hide();
    title->addRight(m_clear);
    filter->addWidget(title);
    m_kindTitle = addGroup(filter, tr("Kind"), m_kinds,
                           {{"pair", tr("Pairs")},
                            {"unpaired", tr("Unpaired answers")},
                            {"demo", tr("Demonstrations")},
                            {"steps", tr("Steps")},
                            {"group", tr("Several answers")},
                            {"prompt", tr("Prompts alone")}});
    m_labelTitle = addGroup(filter, tr("Label"), m_labels,
                            {{"none", tr("Not labelled")},
                             {"a", tr("First answer better")},
                             {"b", tr("Second answer better")},
                             {"tie", tr("Tie")},
                             {"both_good", tr("Both good")},
                             {"both_bad", tr("Both bad")},
                             {"skip", tr("Skipped")},
                             {"true", tr("Desirable")},
                             {"false", tr("Undesirable")}});
    m_sourceTitle = addGroup(filter, tr("Source"), m_sources, {});
    m_sourceSection = new QVBoxLayout;
    m_sourceSection->setSpacing(0);
    filter->addLayout(m_sourceSection);
    auto* nothing = new TextLabel(tr("Nothing to filter yet."), Face::Small, &Theme::muted);
    nothing->setContentsMargins(0, u(8), 0, 0);
    nothing->hide();
    filter->addWidget(nothing);
    m_nothing = nothing;
}

CheckRow* FilterColumn::addCheck(QVBoxLayout* section, const QString& text,
                                 const std::string& value)
{
    auto* row = new CheckRow(text, value);
    row->setObjectName(QStringLiteral("data.filter.%1").arg(QString::fromStdString(value)));
    section->addWidget(row);
    connect(row, &QCheckBox::toggled, this, [this] {
        if (!m_quiet) {
            Q_EMIT filterChanged();
        }
    });
    return row;
}

QWidget* FilterColumn::addGroup(QVBoxLayout* section, const QString& title, Checks& checks,
                                const std::vector<std::pair<std::string, QString>>& rows)
{
    auto* heading = new TextLabel(title, Face::Small, &Theme::muted);
    heading->setContentsMargins(0, u(8), 0, u(2));
    heading->hide();
    section->addWidget(heading);
    for (const auto& [value, text] : rows) {
        checks.push_back(addCheck(section, text, value));
        checks.back()->hide();
    }
    return heading;
}

bool FilterColumn::anyShown(const Checks& checks)
{
    return std::any_of(checks.begin(), checks.end(),
                       [](const CheckRow* check) { return !check->isHidden(); });
}

void FilterColumn::askName(qint64 view)
{
    m_toName = view;
    for (int i = 0; i < m_views->count(); ++i) {
        QListWidgetItem* item = m_views->item(i);
        if (item->data(ViewDelegate::IdRole).toLongLong() == view) {
            m_toName = 0;
            m_views->setFocus(Qt::OtherFocusReason);
            m_views->setCurrentItem(item);
            m_views->editItem(item);
        }
    }
}

void FilterColumn::fillViews(const Counts& counts, const std::vector<SavedView>& views)
{
    Filter labelled;
    labelled.labels = {"labelled"};
    Filter none;
    none.labels = {"none"};
    Filter flagged;
    flagged.flagged = true;
    std::vector<ViewRow> rows = {
        {tr("All"), {}, counts.records(), "data", 0},
        {tr("Labelled"), labelled, counts.labelled, "check", 0},
        {tr("Not labelled"), none, countOf(counts.byLabel, "none"), "label", 0},
        {tr("Flagged"), flagged, counts.flagged, "flag", 0}};
    for (const SavedView& view : views) {
        rows.push_back({QString::fromStdString(view.name), view.filter, -1, "filter", view.id});
    }
    m_quiet = true;
    // The same rows stay: a name may be typed into one of them.
    bool same = m_views->count() == int(rows.size());
    for (int i = 0; same && i < m_views->count(); ++i) {
        same = m_views->item(i)->data(ViewDelegate::IdRole).toLongLong() == rows[size_t(i)].id;
    }
    const int present = m_views->currentRow();
    if (!same) {
        m_views->clear();
        for (const ViewRow& row : rows) {
            auto* item = new QListWidgetItem(m_views);
            item->setData(ViewDelegate::IdRole, row.id);
            if (row.id != 0) {
                item->setFlags(item->flags() | Qt::ItemIsEditable);
            }
        }
        m_views->setCurrentRow(std::clamp(present, 0, m_views->count() - 1));
    }
    for (int i = 0; i < m_views->count(); ++i) {
        QListWidgetItem& item = *m_views->item(i);
        const ViewRow& row = rows[size_t(i)];
        item.setText(row.name);
        item.setData(ViewDelegate::FilterRole, QString::fromStdString(row.filter.toText()));
        item.setData(ViewDelegate::CountRole, row.count < 0 ? QString() : countText(row.count));
        item.setData(ViewDelegate::IconRole, QLatin1String(row.icon));
    }
    int height = 2;
    for (int i = 0; i < m_views->count(); ++i) {
        height += m_views->sizeHintForRow(i);
    }
    m_views->setFixedHeight(height);
    m_quiet = false;
    if (m_toName != 0) {
        askName(m_toName);
    }
}

void FilterColumn::fillSources(const Counts& counts, const std::vector<ImportInfo>& imports)
{
    std::vector<std::string> wanted;
    for (const ImportInfo& import : imports) {
        if (!import.undone) {
            wanted.push_back(std::to_string(import.id));
        }
    }
    wanted.emplace_back("0");
    const bool same =
        std::equal(wanted.begin(), wanted.end(), m_sources.begin(), m_sources.end(),
                   [](const std::string& id, const CheckRow* row) { return id == row->value(); });
    if (!same) {
        makeSources(imports);
    }
    for (CheckRow* check : m_sources) {
        const std::int64_t id = QString::fromStdString(check->value()).toLongLong();
        const auto found = counts.byImport.find(id);
        const std::int64_t count = found == counts.byImport.end() ? 0 : found->second;
        check->setCount(count);
        check->setVisible(id != 0 || count > 0 || check->isChecked());
    }
}

void FilterColumn::makeSources(const std::vector<ImportInfo>& imports)
{
    std::vector<std::string> ticked;
    for (CheckRow* check : m_sources) {
        if (check->isChecked()) {
            ticked.push_back(check->value());
        }
        delete check;
    }
    m_sources.clear();
    const auto add = [&](const QString& text, std::int64_t id) {
        m_sources.push_back(addCheck(m_sourceSection, text, std::to_string(id)));
        return m_sources.back();
    };
    for (const ImportInfo& import : imports) {
        if (!import.undone) {
            const QString path = QString::fromStdString(import.path);
            add(QFileInfo(path).fileName(), import.id)->setMore(path);
        }
    }
    add(tr("Made here"), 0);
    m_quiet = true;
    for (CheckRow* check : m_sources) {
        check->setChecked(std::find(ticked.begin(), ticked.end(), check->value()) != ticked.end());
    }
    m_quiet = false;
}

void FilterColumn::setContent(const Counts& counts, const std::vector<ImportInfo>& imports,
                              const std::vector<SavedView>& views)
{
    fillViews(counts, views);
    const auto fill = [](const Checks& checks, const std::map<std::string, std::int64_t>& by) {
        for (CheckRow* check : checks) {
            const std::int64_t count = countOf(by, check->value());
            check->setCount(count);
            check->setVisible(count > 0 || check->isChecked());
        }
    };
    fill(m_kinds, counts.byKind);
    fill(m_labels, counts.byLabel);
    fillSources(counts, imports);
    m_kindTitle->setVisible(anyShown(m_kinds));
    m_labelTitle->setVisible(anyShown(m_labels));
    m_sourceTitle->setVisible(anyShown(m_sources));
    m_nothing->setVisible(!anyShown(m_kinds) && !anyShown(m_labels) && !anyShown(m_sources));
}

void FilterColumn::showFilter(const Filter& filter)
{
    m_quiet = true;
    const auto tick = [](const Checks& checks, const std::vector<std::string>& values) {
        for (CheckRow* check : checks) {
            check->setChecked(std::find(values.begin(), values.end(), check->value()) !=
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
    m_clear->setVisible(filter.narrows());
    m_quiet = false;
}

void FilterColumn::fill(Filter& filter) const
{
    const auto ticked = [](const Checks& checks) {
        std::vector<std::string> out;
        for (const CheckRow* check : checks) {
            if (check->isChecked()) {
                out.push_back(check->value());
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
    if (watched == m_views && event->type() == QEvent::ShortcutOverride) {
        // Del would leave out the records that are selected in the table.
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_F2) {
            event->accept();
            return true;
        }
    }
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
