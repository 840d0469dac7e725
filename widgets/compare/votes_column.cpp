// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/votes_column.h"

#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"

#include <QRegularExpression>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace marginalia {
namespace {

/// Of fewer votes a share would say more than is known: it is told as counts.
constexpr int kFewestForShare = 10;

}  // namespace

VotesColumn::VotesColumn(QWidget* parent) : SideColumn(parent)
{
    setObjectName(QStringLiteral("compare.votes"));
    QVBoxLayout* votes = addSection();
    m_title = new SectionTitle(tr("Votes so far"));
    votes->addWidget(m_title);
    m_who = new TextLabel({}, Face::Small, &Theme::muted);
    m_who->setWordWrap(true);
    votes->addWidget(m_who);
    // Figures or one quiet line: as tall as the taller, so that the first vote moves nothing.
    m_stack = new QStackedWidget;
    m_stack->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_stack->addWidget(buildFigures());
    auto* quiet = new QWidget;
    auto* line = new QVBoxLayout(quiet);
    line->setContentsMargins(0, 0, 0, 0);
    m_none = new TextLabel(tr("No votes yet: press the number of the better answer."), Face::Small,
                           &Theme::muted);
    m_none->setWordWrap(true);
    line->addWidget(m_none);
    line->addStretch(1);
    m_stack->addWidget(quiet);
    votes->addWidget(m_stack);
    QVBoxLayout* pairs = addSection();
    pairs->addWidget(new SectionTitle(tr("Become labels")));
    m_pairs = new TextLabel({}, Face::Small, &Theme::muted);
    m_pairs->setWordWrap(true);
    pairs->addWidget(m_pairs);
    m_add = new Button(tr("Add pairs"));
    m_add->setObjectName(QStringLiteral("compare.add_pairs"));
    connect(m_add, &Button::clicked, this, &VotesColumn::addPairsAsked);
    pairs->addWidget(m_add, 0, Qt::AlignLeft);
    addFiller();
}

QWidget* VotesColumn::buildFigures()
{
    auto* figures = new QWidget;
    auto* column = new QVBoxLayout(figures);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(u(6));
    m_wins = new TextLabel({}, Face::Hero, &Theme::text, QFont::DemiBold);
    m_counts = new TextLabel({}, Face::Small);
    m_counts->setWordWrap(true);
    m_counts->setTextFormat(Qt::RichText);  // of our own words and escaped names only
    m_note = new TextLabel({}, Face::Caption, &Theme::muted);
    m_note->setWordWrap(true);
    for (TextLabel* part : {m_wins, m_counts, m_note}) {
        column->addWidget(part);
    }
    column->addStretch(1);
    return figures;
}

namespace {

/// The numbers of a text semibold, as rich text: what is counted stands back behind how many.
QString withStrongDigits(const QString& text)
{
    static const QRegularExpression number(QStringLiteral("(\\d+(?:[.,\\s’]\\d+)*)"));
    QString out = text.toHtmlEscaped();
    out.replace(number, QStringLiteral("<span style='font-weight:600'>\\1</span>"));
    return out;
}

}  // namespace

int VotesColumn::showTwo(const CompareSession& session)
{
    // The newest model against what it started from: the last column against the first.
    const ModelChoice& subject = session.columns().back();
    const ModelChoice& start = session.columns().front();
    const VoteCount count = countVotes(session.votes(), subject.folder, start.folder);
    const int decided = count.wins + count.losses;
    m_who->setText(tr("%1 against %2, names visible").arg(subject.name, start.name));
    m_wins->setText(
        decided < kFewestForShare
            ? tr("%1 of %2 wins").arg(countText(count.wins), countText(decided))
            : tr("%1 wins").arg(shareText(static_cast<double>(count.wins) / decided, decided)));
    m_wins->show();
    m_counts->setText(withStrongDigits(QStringList{tr("%n win(s)", nullptr, count.wins),
                                                   tr("%n loss(es)", nullptr, count.losses),
                                                   tr("%n tie(s)", nullptr, count.ties)}
                                           .join(QStringLiteral(" · "))));
    m_note->setText(tr(
        "Share of the %n vote(s) that preferred one side. Who knows the names may judge the names.",
        nullptr, decided));
    m_note->show();
    return count.total();
}

int VotesColumn::showMany(const CompareSession& session)
{
    m_who->setText(tr("Votes on answers of all these columns"));
    QStringList lines;
    const std::vector<ColumnVotes> counted = countColumns(session.votes(), session.columns());
    for (const ColumnVotes& one : counted) {
        lines << tr("%1: %2 of %3")
                     .arg(one.name.toHtmlEscaped(), withStrongDigits(countText(one.wins)),
                          countText(one.votes));
    }
    m_counts->setText(lines.join(QStringLiteral("<br>")));
    return counted.front().votes;
}

void VotesColumn::show(const CompareSession& session)
{
    const auto& columns = session.columns();
    m_wins->hide();
    m_note->hide();
    int counted = 0;
    if (columns.size() < 2) {
        m_who->setText(tr("Put two models side by side to count votes."));
    } else {
        counted = columns.size() == 2 ? showTwo(session) : showMany(session);
        m_stack->setCurrentIndex(counted > 0 ? 0 : 1);
    }
    m_stack->setVisible(columns.size() >= 2);
    m_title->setRight(counted > 0 ? countText(counted) : QString());
    const int waiting = session.waitingPairs();
    int sent = 0;
    for (const StoredVote& vote : session.votes()) {
        sent += vote.sent ? 1 : 0;
    }
    m_pairs->setText(
        session.votes().empty()
            ? tr("A vote for one answer can become a labelled pair in Data.")
            : tr("%1 are pairs in Data already, %2 wait. Ties and “all bad” stay votes.")
                  .arg(countText(sent), countText(waiting)));
    m_add->setText(waiting > 0 ? tr("Add %n pair(s)", nullptr, waiting) : tr("Add pairs"));
    m_add->setEnabled(waiting > 0);
}

}  // namespace marginalia
