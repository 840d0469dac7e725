// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>
#include <vector>

namespace marginalia {

struct DiffPiece;
class Card;
class IconLabel;
class KeyCap;
class LabelSession;
class TextLabel;
class TextView;

/// Prompt above, the two answers side by side: the middle of the label panel. Parts keep their
/// places from pair to pair.
class PairView : public QWidget {
    Q_OBJECT

public:
    explicit PairView(QWidget* parent = nullptr);
    ~PairView() override;

    void show(const LabelSession& session);
    void setDetailsHidden(bool hidden);
    void setDiff(bool on);
    void setSourceShown(bool shown);
    void setFlagged(bool flagged);
    /// Scrolls to the next (+1) or previous (-1) difference.
    void jumpDifference(int direction);
    void pageDown();

    /// Both answers read by a screen reader and copied by tests.
    QString answerText(int side) const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Side {
        Card* card = nullptr;
        TextLabel* title = nullptr;
        TextLabel* words = nullptr;
        IconLabel* flag = nullptr;
        TextView* text = nullptr;
    };
    void buildPrompt();
    void buildAnswers();
    void connectScrolling();
    void paintDifferences();

    Card* m_promptCard = nullptr;
    TextLabel* m_number = nullptr;
    TextLabel* m_turns = nullptr;
    TextLabel* m_after = nullptr;
    TextView* m_prompt = nullptr;
    Side m_sides[2];
    std::string m_texts[2];
    std::vector<DiffPiece> m_pieces[2];  ///< of the two answers, when the diff is on
    int m_difference = -1;
    bool m_diffOn = false;
    bool m_sourceShown = false;
};

}  // namespace marginalia
