// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label/pair_view.h"

#include "core/base/words.h"
#include "core/text/word_diff.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/common/text_view.h"
#include "widgets/common/theme.h"
#include "widgets/label/label_session.h"

#include <QHBoxLayout>
#include <QResizeEvent>
#include <QScrollBar>
#include <QVBoxLayout>

namespace marginalia {

namespace {

constexpr double kPromptShare = 0.25;

/// Earlier turns of a conversation with their roles, a lone user turn as it is.
std::string promptText(const Messages& messages)
{
    if (messages.size() == 1 && messages.front().role == "user") {
        return messages.front().content;
    }
    std::string out;
    for (const Message& message : messages) {
        out += (out.empty() ? "" : "\n\n") + ("**" + message.role + "**\n" + message.content);
    }
    return out;
}

}  // namespace

PairView::PairView(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(u(12));
    buildPrompt();
    column->addWidget(m_promptCard);
    auto* answers = new QHBoxLayout;
    answers->setSpacing(u(12));
    column->addLayout(answers, 1);
    buildAnswers();
    answers->addWidget(m_sides[0].card, 1);
    answers->addWidget(m_sides[1].card, 1);
    connectScrolling();
}

PairView::~PairView() = default;

void PairView::buildPrompt()
{
    m_promptCard = new Card(this);
    auto* column = new QVBoxLayout(m_promptCard);
    column->setContentsMargins(0, u(12), 0, u(8));
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(u(20), 0, u(20), 0);
    row->setSpacing(u(10));
    row->addWidget(new TextLabel(tr("Prompt"), Face::Small, &Theme::text, QFont::DemiBold));
    m_number = new TextLabel({}, Face::Small, &Theme::muted);
    m_turns = new TextLabel({}, Face::Small, &Theme::muted);
    m_after = new TextLabel({}, Face::Small, &Theme::muted);
    row->addWidget(m_number);
    row->addWidget(m_turns);
    row->addStretch(1);
    row->addWidget(m_after);
    column->addLayout(row);
    m_prompt = new TextView(m_promptCard);
    m_prompt->setObjectName(QStringLiteral("label.prompt"));
    m_prompt->setAccessibleName(tr("Prompt"));
    m_prompt->setPadding(20, 6);
    m_prompt->setMaximumTextWidth(0);
    m_prompt->setFitsContent(true, 200);
    column->addWidget(m_prompt);
}

void PairView::buildAnswers()
{
    for (int i = 0; i < 2; ++i) {
        Side& side = m_sides[i];
        side.card = new Card(this);
        auto* column = new QVBoxLayout(side.card);
        column->setContentsMargins(1, 0, 1, 1);
        column->setSpacing(0);
        auto* head = new QHBoxLayout;
        head->setContentsMargins(u(16), u(9), u(16), u(9));
        head->setSpacing(u(10));
        auto* key = new KeyCap(QString::number(i + 1));
        key->setLarge(true);
        head->addWidget(key);
        side.title = new TextLabel(i == 0 ? tr("Answer 1") : tr("Answer 2"), Face::Body,
                                   &Theme::text, QFont::DemiBold);
        head->addWidget(side.title);
        head->addStretch(1);
        side.words = new TextLabel({}, Face::Small, &Theme::muted);
        head->addWidget(side.words);
        side.flag = new IconLabel(QStringLiteral("flag"), &Theme::muted);
        side.flag->setToolTip(tr("This pair carries a flag"));
        side.flag->hide();
        head->addWidget(side.flag);
        column->addLayout(head);
        column->addWidget(new Rule);
        side.text = new TextView(side.card);
        side.text->setObjectName(QStringLiteral("label.answer%1").arg(i + 1));
        side.text->setAccessibleName(side.title->text());
        side.text->setShowsRemainder(true);
        side.text->setFrameShape(QFrame::NoFrame);
        column->addWidget(side.text, 1);
    }
}

void PairView::connectScrolling()
{
    for (int i = 0; i < 2; ++i) {
        TextView* from = m_sides[i].text;
        TextView* other = m_sides[1 - i].text;
        connect(from, &TextView::scrolledTo, this, [other](double share, bool byPerson) {
            if (byPerson) {
                other->scrollToShare(share);
            }
        });
        connect(from, &TextView::zoomChanged, this, [this, from](double factor) {
            for (TextView* view : {m_prompt, m_sides[0].text, m_sides[1].text}) {
                if (view != from) {
                    view->setZoom(factor);
                }
            }
        });
    }
}

void PairView::show(const LabelSession& session)
{
    const StoredRecord& record = *session.current();
    m_number->setText(QStringLiteral("#") + countText(number(record.id)));
    m_turns->setText(tr("%n turn(s)", nullptr, static_cast<int>(record.record.prompt.size())));
    m_after->setText(tr("%n after this one", nullptr, session.remaining()));
    m_prompt->setText(promptText(record.record.prompt),
                      m_sourceShown ? TextView::Mode::Plain : TextView::Mode::Markup);
    for (int i = 0; i < 2; ++i) {
        m_texts[i] = plainText(session.shownAnswer(i + 1));
        m_sides[i].text->setText(m_texts[i],
                                 m_sourceShown ? TextView::Mode::Plain : TextView::Mode::Markup);
        m_sides[i].text->verticalScrollBar()->setValue(0);
        m_sides[i].words->setText(
            tr("%n word(s)", nullptr, static_cast<int>(numberOfWords(m_texts[i]))));
    }
    setFlagged(session.flagged());
    m_difference = -1;
    paintDifferences();
    m_promptCard->updateGeometry();
}

void PairView::setFlagged(bool flagged)
{
    for (Side& side : m_sides) {
        side.flag->setVisible(flagged);
        side.flag->setIcon(QStringLiteral("flag"), &Theme::warning);
    }
}

void PairView::setDetailsHidden(bool hidden)
{
    for (QWidget* detail : {static_cast<QWidget*>(m_number), static_cast<QWidget*>(m_turns),
                            static_cast<QWidget*>(m_after), static_cast<QWidget*>(m_sides[0].words),
                            static_cast<QWidget*>(m_sides[1].words)}) {
        detail->setVisible(!hidden);
    }
}

void PairView::setDiff(bool on)
{
    m_diffOn = on;
    m_difference = -1;
    paintDifferences();
}

void PairView::setSourceShown(bool shown)
{
    m_sourceShown = shown;
    for (TextView* view : {m_prompt, m_sides[0].text, m_sides[1].text}) {
        view->setMode(shown ? TextView::Mode::Plain : TextView::Mode::Markup);
    }
}

void PairView::paintDifferences()
{
    if (!m_diffOn) {
        m_sides[0].text->setRanges({});
        m_sides[1].text->setRanges({});
        return;
    }
    WordDiff diff = wordDiff(m_texts[0], m_texts[1]);
    m_pieces[0] = std::move(diff.left);
    m_pieces[1] = std::move(diff.right);
    for (int i = 0; i < 2; ++i) {
        std::vector<TextRange> ranges;
        for (const DiffPiece& piece : m_pieces[i]) {
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
        m_sides[i].text->setRanges(std::move(ranges));
    }
}

void PairView::jumpDifference(int direction)
{
    if (!m_diffOn) {
        return;
    }
    std::vector<size_t> places[2];
    for (int i = 0; i < 2; ++i) {
        for (const DiffPiece& piece : m_pieces[i]) {
            if (piece.kind != DiffKind::Same) {
                places[i].push_back(piece.begin);
            }
        }
    }
    const int count = static_cast<int>(std::max(places[0].size(), places[1].size()));
    if (count == 0) {
        return;
    }
    m_difference = std::clamp(m_difference + direction, 0, count - 1);
    for (int i = 0; i < 2; ++i) {
        if (!places[i].empty()) {
            m_sides[i].text->ensureVisible(
                places[i][std::min(static_cast<size_t>(m_difference), places[i].size() - 1)]);
        }
    }
}

void PairView::pageDown()
{
    for (Side& side : m_sides) {
        QScrollBar* bar = side.text->verticalScrollBar();
        bar->setValue(bar->value() + bar->pageStep());
    }
}

QString PairView::answerText(int side) const
{
    return QString::fromStdString(m_texts[side - 1]);
}

void PairView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_prompt->setFitsContent(true, kPromptShare * event->size().height() / uExact(1));
}

}  // namespace marginalia
