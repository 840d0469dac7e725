// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/votes_column.h"

#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"

#include <QVBoxLayout>

namespace marginalia {

VotesColumn::VotesColumn(QWidget* parent) : SideColumn(parent)
{
    setObjectName(QStringLiteral("compare.votes"));
    QVBoxLayout* votes = addSection();
    m_title = new SectionTitle(tr("Votes so far"), tr("names visible"));
    votes->addWidget(m_title);
    m_who = new TextLabel({}, Face::Small, &Theme::muted);
    m_who->setWordWrap(true);
    m_wins = new TextLabel({}, Face::Hero, &Theme::text, QFont::DemiBold);
    m_counts = new TextLabel({}, Face::Small);
    m_counts->setWordWrap(true);
    m_note = new TextLabel({}, Face::Caption, &Theme::muted);
    m_note->setWordWrap(true);
    for (QWidget* part : {static_cast<QWidget*>(m_who), static_cast<QWidget*>(m_wins),
                          static_cast<QWidget*>(m_counts), static_cast<QWidget*>(m_note)}) {
        votes->addWidget(part);
    }
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

void VotesColumn::showTwo(const CompareSession& session)
{
    // The newest model against what it started from: the last column against the first.
    const ModelChoice& subject = session.columns().back();
    const ModelChoice& start = session.columns().front();
    const VoteCount count = countVotes(session.votes(), subject.folder, start.folder);
    const int decided = count.wins + count.losses;
    m_who->setText(tr("%1 against %2").arg(subject.name, start.name));
    m_wins->show();
    m_wins->setText(decided == 0 ? notMeasured()
                                 : tr("%1 wins").arg(shareText(
                                       static_cast<double>(count.wins) / decided, decided)));
    m_counts->setText(QStringList{tr("%n win(s)", nullptr, count.wins),
                                  tr("%n loss(es)", nullptr, count.losses),
                                  tr("%n tie(s)", nullptr, count.ties)}
                          .join(QStringLiteral(" · ")));
    m_note->setText(tr(
        "Share of the %n vote(s) that preferred one side. Who knows the names may judge the names.",
        nullptr, decided));
    m_note->setVisible(decided > 0);
}

void VotesColumn::showMany(const CompareSession& session)
{
    m_who->setText(tr("Votes on answers of all these columns"));
    QStringList lines;
    for (const ColumnVotes& one : countColumns(session.votes(), session.columns())) {
        lines << tr("%1: %2 of %3").arg(one.name, countText(one.wins), countText(one.votes));
    }
    m_counts->setText(lines.join(QLatin1Char('\n')));
}

void VotesColumn::show(const CompareSession& session)
{
    m_title->setRight(countText(static_cast<qint64>(session.votes().size())));
    const auto& columns = session.columns();
    m_wins->hide();
    m_note->hide();
    m_counts->setVisible(columns.size() >= 2);
    if (columns.size() < 2) {
        m_who->setText(tr("Put two models side by side to count votes."));
    } else if (columns.size() == 2) {
        showTwo(session);
    } else {
        showMany(session);
    }
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
