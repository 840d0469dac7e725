// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/panes.h"
#include "widgets/compare/compare_session.h"

class QStackedWidget;

namespace marginalia {

class Button;
class TextLabel;

/// Votes so far with names visible, and the pairs they can become: the right column of Compare.
class VotesColumn : public SideColumn {
    Q_OBJECT

public:
    explicit VotesColumn(QWidget* parent = nullptr);
    void show(const CompareSession& session);

Q_SIGNALS:
    void addPairsAsked();

private:
    QWidget* buildFigures();
    /// Both fill the counts and give the number of votes behind them.
    int showTwo(const CompareSession& session);
    int showMany(const CompareSession& session);

    SectionTitle* m_title = nullptr;
    TextLabel* m_who = nullptr;
    QStackedWidget* m_stack = nullptr;
    TextLabel* m_none = nullptr;
    TextLabel* m_wins = nullptr;
    TextLabel* m_counts = nullptr;
    TextLabel* m_note = nullptr;
    TextLabel* m_pairs = nullptr;
    Button* m_add = nullptr;
};

}  // namespace marginalia
