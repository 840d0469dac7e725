// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/objectives/objective_facts.h"

#include <QDialog>
#include <QHash>

class QSettings;
class QStackedWidget;

namespace marginalia {

class Button;
class ChipButton;
class ObjectiveList;
class ObjectivePage;
class Rule;
class SearchField;
class TextLabel;

/// All objectives of the catalogue: the list by family with what this data and version can train,
/// the card of the one chosen, and a second card beside it to compare.
class ObjectiveSheet : public QDialog {
    Q_OBJECT

public:
    /// `present` is the recipe's; `state` keeps the size and outlives the sheet.
    ObjectiveSheet(const DataFacts& facts, const RunSpec& present, QSettings& state,
                   QWidget* parent = nullptr);

    void setFacts(const DataFacts& facts);
    /// Shows an objective's card.
    void choose(const std::string& id);
    const ObjectiveInfo* current() const;
    bool isComparing() const { return m_pinned != nullptr; }
    /// Pins the card shown and waits for the second; or lets it go.
    void setComparing(bool comparing);
    ObjectiveList& list() const { return *m_list; }
    ObjectivePage& first() const { return *m_first; }
    ObjectivePage& second() const { return *m_second; }

Q_SIGNALS:
    void objectiveTaken(const QString& id);
    void presetTaken(const QString& id);
    void curveAsked(const QString& id);

protected:
    void done(int result) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildTop();
    QWidget* buildBody();
    QWidget* buildFoot();
    void connectPage(ObjectivePage& page);
    /// After words or properties changed: keeps the choice, or takes the first row.
    void showRows();
    void showCards();
    void showFoot();
    void use();
    void copy();

    DataFacts m_facts;
    RunSpec m_present;
    QSettings& m_state;
    std::string m_wanted;  ///< chosen as soon as it is among the rows
    const ObjectiveInfo* m_pinned = nullptr;
    int m_plainWidth = 0;  ///< before a second card took room
    SearchField* m_search = nullptr;
    QHash<int, ChipButton*> m_chips;
    ObjectiveList* m_list = nullptr;
    QStackedWidget* m_lists = nullptr;
    TextLabel* m_none = nullptr;
    ObjectivePage* m_first = nullptr;
    ObjectivePage* m_second = nullptr;
    Rule* m_between = nullptr;
    TextLabel* m_note = nullptr;
    Button* m_copy = nullptr;
    Button* m_compare = nullptr;
    Button* m_use = nullptr;
};

}  // namespace marginalia
