// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/scored_answer.h"

#include "widgets/common/format.h"
#include "widgets/common/text_view.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

namespace {
/// A change of this many nats has the full colour.
constexpr double kFullColour = 3.0;

QString whyWords(const QString& why)
{
    return why == QLatin1String("first") ? ScoredAnswer::tr("the first token has nothing before it")
           : why == QLatin1String("prompt")    ? ScoredAnswer::tr("part of the prompt")
           : why == QLatin1String("after_end") ? ScoredAnswer::tr("after the end of the answer")
                                               : why;
}

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

ScoredAnswer::ScoredAnswer(const QString& title, Tone tone, QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(u(4));
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    m_title = new Tag;
    m_count = new TextLabel({}, Face::Small, &Theme::muted);
    m_facts = new TextLabel({}, Face::Small, &Theme::muted);
    row->addWidget(m_title);
    row->addWidget(m_count);
    row->addStretch(1);
    row->addWidget(m_facts);
    column->addLayout(row);
    m_text = new TextView;
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFace(Face::Small);  // of notes; tokens are of fixed width
    m_text->setPadding(0, 2);
    m_text->setFitsContent(true);
    column->addWidget(m_text);
    setTitle(title, tone);
}

void ScoredAnswer::setTitle(const QString& title, Tone tone)
{
    m_title->setText(title, tone);
    m_text->setAccessibleName(tr("Tokens: %1").arg(title));
}

void ScoredAnswer::showNote(const QString& note)
{
    m_count->setText({});
    m_facts->setText({});
    const std::string words = note.toStdString();
    m_text->setText(words, TextView::Mode::Plain);
    TextStyle quiet;
    quiet.colour = &Theme::muted;
    m_text->setRanges({{0, words.size(), quiet, {}}});
}

void ScoredAnswer::show(const ScoredText& text, TokenView view)
{
    m_count->setText(tr("%n token(s)", nullptr, static_cast<int>(text.tokens.size())));
    QString facts = tr("logp %1").arg(logProbText(text.sum, true));
    if (text.baseSum) {
        facts += tr(", %1 since start").arg(signedText(text.sum - *text.baseSum, 1));
    }
    m_facts->setText(facts);
    fill(text, view);
}

void ScoredAnswer::showUntrained(const ScoredText& text, TokenView view)
{
    m_count->setText(tr("%n token(s)", nullptr, static_cast<int>(text.tokens.size())));
    m_facts->setText(tr("not trained"));
    fill(text, view);
}

void ScoredAnswer::fill(const ScoredText& text, TokenView view)
{
    std::string words;
    std::vector<TextRange> ranges;
    for (const ScoredToken& token : text.tokens) {
        const size_t begin = words.size();
        words += token.text;
        TextStyle style;
        QString tip =
            tr("id %1 · %n byte(s) · log-prob %2", nullptr, static_cast<int>(token.text.size()))
                .arg(token.id)
                .arg(logProbText(token.logp, true));
        if (token.base) {
            tip += tr(" · start model %1").arg(logProbText(*token.base, true));
        }
        if (!token.trained) {
            tip += tr(" · not trained: %1").arg(whyWords(token.why));
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
    m_text->setText(words, TextView::Mode::Mono);
    m_text->setRanges(std::move(ranges));
}

}  // namespace marginalia
