// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/panes.h"
#include "widgets/compare/compare_session.h"

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
    void showTwo(const CompareSession& session);
    void showMany(const CompareSession& session);

    SectionTitle* m_title = nullptr;
    TextLabel* m_who = nullptr;
    TextLabel* m_wins = nullptr;
    TextLabel* m_counts = nullptr;
    TextLabel* m_note = nullptr;
    TextLabel* m_pairs = nullptr;
    Button* m_add = nullptr;
};

}  // namespace marginalia
