// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/scored_answer.h"

#include <QWidget>

namespace marginalia {

class TextLabel;
class TokenLegend;

/// The tokens of a record as the model sees them: the prompt once, then each answer, coloured by
/// what training changed or bold where it is trained.
class TokenPage : public QWidget {
    Q_OBJECT

public:
    explicit TokenPage(QWidget* parent = nullptr);

    void setView(TokenView view);
    /// Names of the answers and whether they were judged; `compared`: the model has a start model.
    void setAnswers(const QString& first, const QString& second, bool judged, bool hasSecond);
    void setModel(const QString& name, bool compared);
    /// Forgets what was shown: the answers are being scored.
    void clear();
    void showNote(int answer, const QString& note);
    void showScore(int answer, const ScoredText& text);

private:
    void refresh();

    TokenView m_view = TokenView::Colours;
    std::optional<ScoredText> m_scores[2];
    bool m_compared = false;
    QString m_model;
    TextLabel* m_note = nullptr;
    ScoredAnswer* m_prompt = nullptr;
    ScoredAnswer* m_answers[2] = {};
    TokenLegend* m_legend = nullptr;
};

}  // namespace marginalia
