// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/token_page.h"

#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/common/theme.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

/// "less likely ▭▭▭ more likely than start": what the colours mean.
class TokenLegend : public QWidget {
public:
    explicit TokenLegend(QWidget* parent = nullptr) : QWidget(parent)
    {
        setFixedHeight(std::max(u(14), QFontMetrics(textFont(Face::Caption)).height()));
        setAccessibleName(
            TokenPage::tr("Orange: less likely than the start model made it. Blue: "
                          "more likely."));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setFont(textFont(Face::Caption));
        painter.setPen(theme().muted);
        const QString less = TokenPage::tr("less likely");
        const QString more = TokenPage::tr("more likely than start");
        const int left = painter.fontMetrics().horizontalAdvance(less) + u(8);
        const int right = painter.fontMetrics().horizontalAdvance(more) + u(8);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, less);
        painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, more);
        const QRectF bar(left, (height() - uExact(6)) / 2, width() - left - right, uExact(6));
        QLinearGradient colours(bar.topLeft(), bar.topRight());
        for (int i = 0; i <= 8; ++i) {
            colours.setColorAt(i / 8.0, theme().diverging(i / 4.0 - 1));
        }
        if (bar.width() > 0) {
            painter.fillRect(bar, colours);
        }
    }
};

namespace {

/// Tokens [begin, end) with the sums of their own.
ScoredText slice(const ScoredText& text, std::size_t begin, std::size_t end)
{
    ScoredText out;
    out.tokens.assign(text.tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                      text.tokens.begin() + static_cast<std::ptrdiff_t>(end));
    out.sum = text.sum;
    out.baseSum = text.baseSum;
    return out;
}

std::size_t promptLength(const ScoredText& text)
{
    const auto answer =
        std::find_if(text.tokens.begin(), text.tokens.end(), [](const ScoredToken& token) {
            return token.trained ||
                   (token.why != QLatin1String("prompt") && token.why != QLatin1String("first"));
        });
    return static_cast<std::size_t>(answer - text.tokens.begin());
}

QString shownToken(const ScoredToken& token)
{
    return QString::fromStdString(token.text).replace(QLatin1Char('\n'), QStringLiteral("\\n"));
}

/// What begins and ends the text, and whether the model learns to end.
QString audit(const ScoredText& text)
{
    if (text.tokens.empty()) {
        return {};
    }
    const auto trained = std::find_if(text.tokens.rbegin(), text.tokens.rend(),
                                      [](const ScoredToken& token) { return token.trained; });
    const QString first = shownToken(text.tokens.front());
    if (trained == text.tokens.rend()) {
        return TokenPage::tr("Begins with “%1”. Nothing of it is trained.").arg(first);
    }
    return TokenPage::tr("Begins with “%1”. The last trained token is “%2”.")
        .arg(first, shownToken(*trained));
}

}  // namespace

TokenPage::TokenPage(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(u(14), u(12), u(14), u(14));
    column->setSpacing(u(12));
    m_prompt = new ScoredAnswer(tr("Prompt"), Tone::Neutral);
    column->addWidget(m_prompt);
    for (ScoredAnswer*& answer : m_answers) {
        answer = new ScoredAnswer({}, Tone::Neutral);
        column->addWidget(answer);
    }
    m_legend = new TokenLegend;
    column->addWidget(m_legend);
    m_note = new TextLabel({}, Face::Caption, &Theme::muted);
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    column->addStretch(1);
    clear();
}

void TokenPage::setView(TokenView view)
{
    m_view = view;
    refresh();
}

void TokenPage::setAnswers(const QString& first, const QString& second, bool judged, bool hasSecond)
{
    m_answers[0]->setTitle(first, judged ? Tone::Chosen : Tone::Neutral);
    m_answers[1]->setTitle(second, judged ? Tone::Rejected : Tone::Neutral);
    m_answers[1]->setVisible(hasSecond);
}

void TokenPage::setModel(const QString& name, bool compared)
{
    m_model = name;
    m_compared = compared;
    refresh();
}

void TokenPage::clear()
{
    m_scores[0].reset();
    m_scores[1].reset();
    m_prompt->hide();
    for (ScoredAnswer* answer : m_answers) {
        answer->showNote(tr("The model reads it…"));
    }
    refresh();
}

void TokenPage::showNote(int answer, const QString& note)
{
    m_answers[answer]->showNote(note);
}

void TokenPage::showScore(int answer, const ScoredText& text)
{
    m_scores[answer] = text;
    refresh();
}

void TokenPage::refresh()
{
    const bool colours = m_view == TokenView::Colours;
    for (int i = 0; i < 2; ++i) {
        if (m_scores[i]) {
            const std::size_t begin = promptLength(*m_scores[i]);
            m_answers[i]->show(slice(*m_scores[i], begin, m_scores[i]->tokens.size()), m_view);
            m_prompt->showUntrained(slice(*m_scores[i], 0, begin), m_view);
            m_prompt->setVisible(begin > 0);
        }
    }
    m_legend->setVisible(colours && m_compared);
    const QString numbers =
        tr("Log-probs under %1. Hover a token for its numbers; hatched ones are "
           "not trained.")
            .arg(m_model);
    const QString compared =
        tr("%1 against its start model. Hover a token for its numbers; hatched ones are not "
           "trained.")
            .arg(m_model);
    const QString mask = tr("Bold is trained, grey is only read. %1")
                             .arg(m_scores[0] ? audit(*m_scores[0]) : QString());
    m_note->setText(!colours ? mask.trimmed() : m_compared ? compared : numbers);
}

}  // namespace marginalia
