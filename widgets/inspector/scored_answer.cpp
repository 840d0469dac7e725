// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/scored_answer.h"

#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/text_view.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

namespace {
/// A change of this many nats has the full colour.
constexpr double kFullColour = 3.0;
}  // namespace

std::optional<ScoredText> scoredTextFromJson(const Json& json)
{
    if (!json.is_object() || !json.contains("tokens") || !json["tokens"].is_array()) {
        return std::nullopt;
    }
    ScoredText out;
    for (const Json& token : json["tokens"]) {
        if (!token.is_object() || !token.contains("text") || !token["text"].is_string()) {
            return std::nullopt;
        }
        ScoredToken read;
        read.id = token.value("id", qint64{0});
        read.text = token["text"].get<std::string>();
        read.logp =
            token.contains("logp") && token["logp"].is_number() ? token["logp"].get<double>() : 0.0;
        if (token.contains("base_logp") && token["base_logp"].is_number()) {
            read.base = token["base_logp"].get<double>();
        }
        read.trained = token.contains("trained") && token["trained"].is_boolean() &&
                       token["trained"].get<bool>();
        read.why = token.contains("why") && token["why"].is_string()
                       ? QString::fromStdString(token["why"].get<std::string>())
                       : QString();
        out.tokens.push_back(std::move(read));
    }
    out.sum = json.contains("sum") && json["sum"].is_number() ? json["sum"].get<double>() : 0.0;
    if (json.contains("base_sum") && json["base_sum"].is_number()) {
        out.baseSum = json["base_sum"].get<double>();
    }
    return out;
}

ScoredAnswer::ScoredAnswer(const QString& title, bool chosen, QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(u(4));
    auto* row = new QHBoxLayout;
    m_title = new TextLabel(title, Face::Small, chosen ? &Theme::chosen : &Theme::rejected,
                            QFont::DemiBold);
    m_facts = new TextLabel({}, Face::Small, &Theme::muted);
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_facts);
    column->addLayout(row);
    m_text = new TextView;
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setPadding(0, 2);
    m_text->setFitsContent(true, 260);
    m_text->setAccessibleName(tr("Tokens of the answer: %1").arg(title));
    column->addWidget(m_text);
}

void ScoredAnswer::showNote(const QString& note)
{
    m_facts->setText({});
    m_text->setText(note.toStdString(), TextView::Mode::Plain);
    m_text->setRanges({});
}

void ScoredAnswer::show(const ScoredText& text, TokenView view)
{
    std::string words;
    std::vector<TextRange> ranges;
    int trained = 0;
    for (const ScoredToken& token : text.tokens) {
        const size_t begin = words.size();
        words += token.text;
        TextStyle style;
        trained += token.trained ? 1 : 0;
        QString tip =
            tr("id %1 · %n byte(s) · log-prob %2", nullptr, static_cast<int>(token.text.size()))
                .arg(token.id)
                .arg(logProbText(token.logp, true));
        if (token.base) {
            tip += tr(" · start model %1").arg(logProbText(*token.base, true));
        }
        if (!token.trained) {
            tip += tr(" · not trained: %1").arg(token.why);
        }
        if (view == TokenView::Mask) {
            style.bold = token.trained;
            style.colour = token.trained ? nullptr : &Theme::muted;
        } else {
            style.hatched = !token.trained;
            style.tint = token.trained && token.base
                             ? std::clamp((token.logp - *token.base) / kFullColour, -1.0, 1.0)
                             : 0.0;
        }
        ranges.push_back({begin, words.size(), style, tip});
    }
    QString facts =
        tr("%1 of %n token(s) trained · logp %2", nullptr, static_cast<int>(text.tokens.size()))
            .arg(countText(trained), logProbText(text.sum, true));
    if (text.baseSum) {
        facts += tr(", %1 since start").arg(signedText(text.sum - *text.baseSum, 1));
    }
    m_facts->setText(facts);
    m_text->setText(words, TextView::Mode::Mono);
    m_text->setRanges(std::move(ranges));
}

}  // namespace marginalia
