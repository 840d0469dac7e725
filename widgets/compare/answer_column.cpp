// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/answer_column.h"

#include "core/text/word_diff.h"
#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/text_view.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

/// A change of this many nats has the full colour.
constexpr double kFullColour = 3.0;
constexpr int kNarrow = 280;  // u: room for what the model is and for all that is said beside it

}  // namespace

AnswerColumn::AnswerColumn(int number, QWidget* parent) : Card(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2, u(8), 2, 2);
    column->setSpacing(0);
    auto* first = new QHBoxLayout;
    first->setContentsMargins(u(14), 0, u(8), 0);
    first->setSpacing(u(10));
    m_key = new KeyCap(QString::number(number));
    m_name = new ElidedLabel({}, Face::Body, &Theme::text, QFont::DemiBold);
    m_state = new Tag;
    m_state->hide();
    auto* menu = iconButton(QStringLiteral("chevron_down"), tr("Model of this column"), this);
    menu->setObjectName(QStringLiteral("compare.column_menu"));
    connect(menu, &QToolButton::clicked, this,
            [this, menu] { Q_EMIT menuAsked(menu->mapToGlobal(QPoint(0, menu->height()))); });
    first->addWidget(m_key);
    first->addWidget(m_name, 1);
    first->addWidget(m_state);
    first->addWidget(menu);
    column->addLayout(first);
    auto* second = new QHBoxLayout;
    second->setContentsMargins(u(14), u(2), u(14), u(8));
    second->setSpacing(u(10));
    m_detail = new ElidedLabel({}, Face::Small, &Theme::muted);
    m_speed = new TextLabel({}, Face::Small, &Theme::muted);
    m_speed->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    second->addWidget(m_detail, 1);
    second->addWidget(m_speed);
    column->addLayout(second);
    column->addWidget(new Rule);
    m_hint = new TextLabel({}, Face::Body, &Theme::muted);
    m_hint->setWordWrap(true);
    m_hint->setObjectName(QStringLiteral("compare.hint"));
    m_hint->setContentsMargins(u(14), u(12), u(14), 0);
    column->addWidget(m_hint);
    m_text = new TextView;
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setPadding(14, 12);
    column->addWidget(m_text, 1);
    setMinimumWidth(u(200));
    setNumber(number);
}

void AnswerColumn::setNumber(int number)
{
    m_key->setKey(QString::number(number));
    m_text->setObjectName(QStringLiteral("compare.answer%1").arg(number));
    setObjectName(QStringLiteral("compare.column%1").arg(number));
}

void AnswerColumn::setModel(const ModelChoice& model)
{
    m_name->setText(model.name);
    m_detail->setText(model.detail);
    m_text->setAccessibleName(tr("Answer of %1").arg(model.name));
}

void AnswerColumn::setBest(bool best)
{
    setSelected(best);
}

QString AnswerColumn::text() const
{
    return QString::fromStdString(m_shown);
}

void AnswerColumn::show(const ColumnAnswer& answer, AnswerColours colours,
                        const std::string& reference, bool isReference)
{
    using State = ColumnAnswer::State;
    const bool grows = answer.text.size() > m_shown.size() && !m_shown.empty() &&
                       answer.text.compare(0, m_shown.size(), m_shown) == 0;
    if (grows) {
        m_text->appendText(answer.text.substr(m_shown.size()));
    } else if (answer.text != m_shown) {
        m_text->setText(answer.text);
    }
    m_shown = answer.text;
    showHint(answer);
    m_text->setWriting(answer.state == State::Writing);
    showState(answer);
    if (answer.state == State::Failed || colours == AnswerColours::None) {
        m_text->setRanges({});
    } else if (colours == AnswerColours::Tokens) {
        colourTokens(answer);
    } else if (isReference || answer.state == State::Writing) {
        m_text->setRanges({});
    } else {
        colourDifferences(reference, answer.text);
    }
}

void AnswerColumn::showHint(const ColumnAnswer& answer)
{
    using State = ColumnAnswer::State;
    // Apart from the answers: what went wrong must not read like something that a model wrote.
    const bool failed = answer.state == State::Failed;
    m_hint->setColour(failed ? &Theme::error : &Theme::muted);
    m_hint->setText(failed ? (answer.problem + QLatin1Char('\n') + answer.todo).trimmed()
                           : tr("Nothing written yet. W lets the columns answer this prompt."));
    m_hint->setVisible(failed || answer.state == State::Empty);
}

void AnswerColumn::showState(const ColumnAnswer& answer)
{
    using State = ColumnAnswer::State;
    const qint64 tokens = static_cast<qint64>(answer.tokens.size());
    m_length = tokens == 0 ? QString() : tr("%1 tokens").arg(countText(tokens));
    m_lengthAndSpeed =
        tokens > 0 && answer.seconds > 0
            ? tr("%1 tokens · %2/s")
                  .arg(countText(tokens),
                       countText(std::llround(static_cast<double>(tokens) / answer.seconds)))
            : m_length;
    fitSpeed();
    m_state->setVisible(answer.state != State::Empty && answer.state != State::Done);
    switch (answer.state) {
        case State::Waiting:
            m_state->setText(tr("waiting"), Tone::Neutral);
            break;
        case State::Loading:
            m_state->setText(answer.share > 0
                                 ? tr("loading %1 %").arg(std::lround(answer.share * 100))
                                 : tr("loading"),
                             Tone::Accent);
            break;
        case State::Writing:
            m_state->setText(tr("writing"), Tone::Accent);
            break;
        case State::Cut:
            m_state->setText(tr("cut"), Tone::Neutral);
            break;
        case State::Failed:
            m_state->setText(tr("failed"), Tone::Error);
            break;
        case State::Empty:
        case State::Done:
            break;
    }
}

void AnswerColumn::fitSpeed()
{
    // What the column shows comes first; the speed is the first thing to do without.
    const bool narrow = width() < u(kNarrow);
    m_speed->setText(narrow ? m_length : m_lengthAndSpeed);
    m_speed->setToolTip(narrow && m_length != m_lengthAndSpeed ? m_lengthAndSpeed : QString());
}

void AnswerColumn::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    fitSpeed();
}

void AnswerColumn::colourTokens(const ColumnAnswer& answer)
{
    std::vector<TextRange> ranges;
    size_t at = 0;
    for (const AnswerToken& token : answer.tokens) {
        const size_t end = at + token.text.size();
        if (!std::isnan(token.start) && end > at) {
            const double change = token.logp - token.start;
            TextStyle style;
            style.tint = std::clamp(change / kFullColour, -1.0, 1.0);
            ranges.push_back({at, end, style,
                              tr("log-prob %1, start model %2, %3 nats")
                                  .arg(logProbText(token.logp, true),
                                       logProbText(token.start, true), signedText(change, 2))});
        }
        at = end;
    }
    m_text->setRanges(std::move(ranges));
}

void AnswerColumn::colourDifferences(const std::string& reference, const std::string& text)
{
    std::vector<TextRange> ranges;
    for (const DiffPiece& piece : wordDiff(reference, text).right) {
        TextStyle style;
        if (piece.kind == DiffKind::Same) {
            style.colour = &Theme::muted;
        } else {
            style.bold = piece.kind == DiffKind::Different;
            style.underline =
                piece.kind == DiffKind::Different ? Underline::Solid : Underline::Dotted;
        }
        ranges.push_back({piece.begin, piece.end, style, {}});
    }
    m_text->setRanges(std::move(ranges));
}

}  // namespace marginalia
