// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/model_picker.h"

#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/panes.h"
#include "widgets/models/model_facts.h"
#include "widgets/models/model_names.h"
#include "widgets/models/model_table.h"

#include <QFileDialog>
#include <QKeyEvent>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace marginalia {

namespace {

const QString kSize = QStringLiteral("models/size");

}  // namespace

ModelPicker::ModelPicker(ModelShelf& shelf, const QString& present, QSettings& state,
                         QWidget* parent)
    : QDialog(parent), m_shelf(shelf), m_state(state), m_wanted(present)
{
    setObjectName(QStringLiteral("modelPicker"));
    setWindowTitle(tr("Choose a model"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTop());
    column->addWidget(buildList(), 1);
    column->addWidget(new Rule);
    m_facts = new ModelFacts;
    m_facts->setFixedHeight(u(252));
    column->addWidget(m_facts);
    column->addWidget(buildFoot());
    setMinimumSize(u(780), u(520));
    resize(m_state.value(kSize, QSize(u(860), u(600))).toSize());
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setWords(text);
        showRows();
    });
    connect(&shelf, &ModelShelf::listed, this, &ModelPicker::showRows);
    connect(&shelf, &ModelShelf::reported, this, [this](const QString& folder) {
        const ModelEntry* entry = marked();
        if (entry != nullptr && entry->folder == folder) {
            showChosen();
        }
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ModelPicker::showChosen);
    connect(m_view, &QTableView::activated, this, &ModelPicker::use);
    showRows();
    m_search->setFocus();
}

void ModelPicker::mark(const QString& folder)
{
    const int row = m_table->rowOf(folder);
    const QModelIndex index = m_filter->mapFromSource(m_table->index(row, 0));
    if (row >= 0 && index.isValid()) {
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
    }
}

const ModelEntry* ModelPicker::marked() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? m_table->at(m_filter->mapToSource(index).row()) : nullptr;
}

const ModelEntry* ModelPicker::chosen() const
{
    const ModelEntry* entry = marked();
    return problemOf(entry).isEmpty() ? entry : nullptr;
}

QString ModelPicker::problemOf(const ModelEntry* entry) const
{
    if (entry == nullptr) {
        return tr("Choose a model first.");
    }
    if (!entry->missing.isEmpty()) {
        return tr("The model is not wholly here yet.");
    }
    if (!entry->failure.isEmpty()) {
        return entry->failure;
    }
    if (!entry->report) {
        return tr("The model is being looked at.");
    }
    return entry->report->verdict == ModelVerdict::Refused
               ? tr("This model cannot be loaded; the reasons stand above.")
               : QString();
}

/// After the list or the words changed: keeps the mark, or takes the first row.
void ModelPicker::showRows()
{
    const QString words = m_search->text().trimmed();
    if (!m_shelf.entries().empty() || !m_shelf.isListed()) {
        m_none->setText(tr("No model has “%1” in its name or place.").arg(words));
        const bool none = m_filter->rowCount() == 0 && m_shelf.isListed();
        m_pages->setCurrentWidget(none ? static_cast<QWidget*>(m_none) : m_list);
    } else {
        m_pages->setCurrentWidget(m_empty);
    }
    const bool any = m_pages->currentWidget() != m_empty;
    m_facts->setVisible(any);
    m_use->setVisible(any);
    if (!m_wanted.isEmpty() && m_table->rowOf(m_wanted) >= 0) {
        mark(m_wanted);
    }
    if (!m_view->currentIndex().isValid() && m_filter->rowCount() > 0) {
        m_view->setCurrentIndex(m_filter->index(0, 0));
    }
    showChosen();
}

void ModelPicker::showChosen()
{
    const ModelEntry* entry = marked();
    if (entry != nullptr) {
        m_wanted = entry->folder;
        m_shelf.lookAt(entry->folder);
        entry = marked();
    }
    m_facts->show(entry);
    const QString problem = problemOf(entry);
    m_use->setEnabled(problem.isEmpty());
    m_use->setToolTip(problem);
    m_note->setText(problem.isEmpty()
                        ? tr("Looked at without loading a weight. Nothing is fetched.")
                        : problem);
}

void ModelPicker::chooseFolder()
{
    auto* dialog = new QFileDialog(this, tr("Choose a model folder"));
    dialog->setObjectName(QStringLiteral("models.folder_dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        m_search->clear();
        m_wanted = folder;
        m_shelf.addRecent(folder);
        showRows();
    });
    dialog->open();
}

void ModelPicker::use()
{
    if (const ModelEntry* entry = chosen()) {
        const ModelEntry taken = *entry;
        m_shelf.addRecent(taken.folder);
        Q_EMIT picked(taken);
        accept();
    }
}

void ModelPicker::done(int result)
{
    m_state.setValue(kSize, size());
    QDialog::done(result);
}

/// From the search field the arrows walk the list, so that a model is found and taken without
/// leaving it.
bool ModelPicker::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int by = key == Qt::Key_Down       ? 1
                       : key == Qt::Key_Up       ? -1
                       : key == Qt::Key_PageDown ? 5
                       : key == Qt::Key_PageUp   ? -5
                                                 : 0;
        if (by != 0 && m_filter->rowCount() > 0) {
            const int row =
                std::clamp(m_view->currentIndex().row() + by, 0, m_filter->rowCount() - 1);
            m_view->setCurrentIndex(m_filter->index(row, 0));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

}  // namespace marginalia
