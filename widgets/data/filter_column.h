// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/project.h"
#include "widgets/common/panes.h"

class QListWidget;

namespace marginalia {

class CheckRow;
class LinkLabel;

/// The left column of Data: views above, check lists with counts below; a list without entries is
/// not there.
class FilterColumn : public SideColumn {
    Q_OBJECT

public:
    explicit FilterColumn(QWidget* parent = nullptr);

    /// `views` are the saved ones; All, Labelled, Not labelled and Flagged come first.
    void setContent(const Counts& counts, const std::vector<ImportInfo>& imports,
                    const std::vector<SavedView>& views);
    /// Lets the person name a view, now or when it comes with setContent().
    void askName(qint64 view);
    /// Ticks what a filter names, without emitting.
    void showFilter(const Filter& filter);
    /// Kind, label, source of the ticks; search and sort untouched.
    void fill(Filter& filter) const;

Q_SIGNALS:
    /// A tick changed.
    void filterChanged();
    void viewChosen(const Filter& filter);
    void clearAsked();
    void saveViewAsked();
    void removeViewAsked(qint64 id);
    void renameViewAsked(qint64 id, const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using Checks = std::vector<CheckRow*>;
    void buildViews();
    void buildFilter();
    CheckRow* addCheck(QVBoxLayout* section, const QString& text, const std::string& value);
    QWidget* addGroup(QVBoxLayout* section, const QString& title, Checks& checks,
                      const std::vector<std::pair<std::string, QString>>& rows);
    static bool anyShown(const Checks& checks);
    void fillViews(const Counts& counts, const std::vector<SavedView>& views);
    void makeSources(const std::vector<ImportInfo>& imports);
    void fillSources(const Counts& counts, const std::vector<ImportInfo>& imports);

    QListWidget* m_views = nullptr;
    Checks m_kinds;
    Checks m_labels;
    Checks m_sources;
    QWidget* m_kindTitle = nullptr;
    QWidget* m_labelTitle = nullptr;
    QWidget* m_sourceTitle = nullptr;
    QWidget* m_nothing = nullptr;
    QVBoxLayout* m_sourceSection = nullptr;
    LinkLabel* m_clear = nullptr;
    qint64 m_toName = 0;  ///< a view whose name is asked for as soon as it is listed
    bool m_quiet = false;
};

}  // namespace marginalia
