// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/models/model_shelf.h"

#include <QDialog>

class QSettings;
class QStackedWidget;
class QTableView;

namespace marginalia {

class Button;
class EmptyState;
class ModelFacts;
class ModelFilter;
class ModelTable;
class SearchField;
class TextLabel;

/// Which model to take: recent ones, the starter, the project's checkpoints, the hub cache, each
/// with a verdict before anything is loaded, or any folder. Fetches nothing.
class ModelPicker : public QDialog {
    Q_OBJECT

public:
    /// `shelf` and `state` outlive the dialog; `present` is marked.
    ModelPicker(ModelShelf& shelf, const QString& present, QSettings& state,
                QWidget* parent = nullptr);

    /// The chosen entry; null: none that can be used.
    const ModelEntry* chosen() const;
    /// Marks a model of the shelf.
    void mark(const QString& folder);

Q_SIGNALS:
    /// Use was pressed.
    void picked(const marginalia::ModelEntry& entry);

protected:
    void done(int result) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildTop();
    QWidget* buildList();
    QWidget* buildFoot();
    void chooseFolder();
    void showRows();
    void showChosen();
    void use();
    const ModelEntry* marked() const;
    QString problemOf(const ModelEntry* entry) const;

    ModelShelf& m_shelf;
    QSettings& m_state;
    QString m_wanted;  ///< marked as soon as it is listed
    SearchField* m_search = nullptr;
    QStackedWidget* m_pages = nullptr;
    QWidget* m_list = nullptr;
    EmptyState* m_empty = nullptr;
    TextLabel* m_none = nullptr;
    ModelTable* m_table = nullptr;
    ModelFilter* m_filter = nullptr;
    QTableView* m_view = nullptr;
    ModelFacts* m_facts = nullptr;
    TextLabel* m_note = nullptr;
    Button* m_use = nullptr;
};

}  // namespace marginalia
