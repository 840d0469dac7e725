// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "widgets/common/labels.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace marginalia {

class TextView;

/// A token as the host scored it.
struct ScoredToken {
    qint64 id = 0;
    std::string text;
    double logp = 0;
    std::optional<double> base;  ///< under the start model
    bool trained = false;
    QString why;  ///< why it is not trained
};

/// The answer of a score request; nothing when the host's line is not as expected.
struct ScoredText {
    std::vector<ScoredToken> tokens;
    double sum = 0;
    std::optional<double> baseSum;
};
std::optional<ScoredText> scoredTextFromJson(const Json& json);

enum class TokenView : std::uint8_t { Colours, Mask };

/// One side of a record as tokens: coloured by what training changed, or bold where it is trained.
class ScoredAnswer : public QWidget {
    Q_OBJECT

public:
    ScoredAnswer(const QString& title, Tone tone, QWidget* parent = nullptr);
    void setTitle(const QString& title, Tone tone);
    void show(const ScoredText& text, TokenView view);
    /// A part that is only read: its count instead of its log-prob.
    void showUntrained(const ScoredText& text, TokenView view);
    void showNote(const QString& note);

private:
    void fill(const ScoredText& text, TokenView view);

    Tag* m_title = nullptr;
    TextLabel* m_count = nullptr;
    TextLabel* m_facts = nullptr;
    TextView* m_text = nullptr;
};

}  // namespace marginalia
