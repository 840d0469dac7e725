// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of LabelPanel: what stands where.
#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/flow_layout.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/session.h"
#include "widgets/common/shell.h"
#include "widgets/label/label_panel.h"
#include "widgets/label/pace_bars.h"
#include "widgets/label/pair_view.h"
#include "widgets/label/queue_list.h"
#include "widgets/label/trail_list.h"
#include "widgets/label/verdict_bar.h"

#include <QListView>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace marginalia {

void LabelPanel::buildHeader()
{
    header().setSubtitle(tr("Pairs · %1").arg(context().session.name()));
    ActionRegistry& actions = context().actions;
    header().addAction(
        new Button(actions.action("label.diff"), ButtonRole::Normal, KeyPlace::Right));
    header().addAction(
        new Button(actions.action("label.details"), ButtonRole::Normal, KeyPlace::Right));
    auto* keys = new Button(actions.action("help.keys"), ButtonRole::Quiet);
    keys->setIcon({});
    keys->setKey(QStringLiteral("?"), KeyPlace::Left);
    header().addAction(keys);
}

QWidget* LabelPanel::buildLeft()
{
    auto* column = new SideColumn;
    column->setObjectName(QStringLiteral("label.left"));
    QVBoxLayout* queue = column->addSection();
    auto* title = new SectionTitle(tr("Queue"));
    title->setRight(tr("waiting"));
    queue->addWidget(title);
    m_queues = new QueueList;
    // The rows reach beyond the text of the column, so that their icons stand under its title.
    queue->setContentsMargins(u(6), u(13), u(6), u(13));
    title->setContentsMargins(u(8), 0, u(8), 0);
    queue->addWidget(m_queues);
    m_queueSentence =
        new TextLabel(QueueList::sentenceOf(LabelQueue::NotLabelled), Face::Caption, &Theme::muted);
    m_queueSentence->setWordWrap(true);
    m_queueSentence->setContentsMargins(u(8), u(2), u(8), 0);
    queue->addWidget(m_queueSentence);

    QVBoxLayout* section = column->addSection();
    m_todayPart = new QWidget;
    section->addWidget(m_todayPart);
    auto* today = new QVBoxLayout(m_todayPart);
    today->setContentsMargins(0, 0, 0, 0);
    today->setSpacing(u(8));
    m_today = new SectionTitle(tr("Today"));
    today->addWidget(m_today);
    m_goal = new QProgressBar;
    m_goal->setTextVisible(false);
    m_goal->setAccessibleName(tr("Labels today"));
    today->addWidget(m_goal);
    m_paceTitle = new SectionTitle({}, tr("Seconds per label"));
    today->addWidget(m_paceTitle);
    m_pace = new PaceBars;
    today->addWidget(m_pace);
    m_paceEnds = new QWidget;
    auto* ends = new QHBoxLayout(m_paceEnds);
    ends->setContentsMargins(0, 0, 0, 0);
    ends->addWidget(new TextLabel(tr("20 labels ago"), Face::Caption, &Theme::muted));
    ends->addStretch(1);
    ends->addWidget(new TextLabel(tr("now"), Face::Caption, &Theme::muted));
    today->addWidget(m_paceEnds);
    column->addFiller();
    return column;
}

QWidget* LabelPanel::buildMiddle()
{
    ActionRegistry& actions = context().actions;
    m_stack = new QStackedWidget;
    m_stack->setObjectName(QStringLiteral("label.middle"));
    m_pairPage = new QWidget;
    auto* column = new QVBoxLayout(m_pairPage);
    column->setContentsMargins(u(16), u(14), u(16), u(12));
    column->setSpacing(u(6));
    m_pair = new PairView;
    m_pair->setObjectName(QStringLiteral("label.pair"));
    m_pair->setFocusPolicy(Qt::StrongFocus);
    m_pair->setAccessibleName(tr("Prompt and two answers"));
    column->addWidget(m_pair, 1);

    auto* captions = new QHBoxLayout;
    captions->setContentsMargins(0, u(6), 0, 0);
    captions->addWidget(
        new TextLabel(tr("Answer 1 is …"), Face::Small, &Theme::text, QFont::DemiBold));
    captions->addStretch(1);
    captions->addWidget(
        new TextLabel(tr("Answer 2 is …"), Face::Small, &Theme::text, QFont::DemiBold));
    column->addLayout(captions);
    m_verdicts = new VerdictBar(actions);
    column->addWidget(m_verdicts);

    auto* second = new QWidget;
    m_secondRow = second;
    auto* row = new QHBoxLayout(second);
    row->setContentsMargins(0, u(2), 0, 0);
    row->setSpacing(u(8));
    auto* flow = new FlowLayout(nullptr, u(8));
    for (const char* id :
         {"label.both_good", "label.both_bad", "label.skip", "label.flag", "label.why"}) {
        auto* button =
            new Button(actions.action(QLatin1String(id)), ButtonRole::Normal, KeyPlace::Left);
        button->setIcon({});
        flow->addWidget(button);
    }
    row->addLayout(flow, 1);
    row->addWidget(new Button(actions.action("label.undo"), ButtonRole::Normal, KeyPlace::Left), 0,
                   Qt::AlignTop);
    column->addWidget(second);

    m_empty = new EmptyState(QStringLiteral("label"), tr("No pairs to label yet"),
                             tr("Bring pairs of answers from a file, or let two models answer your "
                                "prompts in Compare."));
    m_empty->setAction(tr("Import…"), [this] { context().shell.import(); });
    m_done = new EmptyState(QStringLiteral("check"), tr("Every pair has a label"), {});
    m_done->setAction(tr("Train on the labels"),
                      [this] { context().shell.showPanel(QStringLiteral("train")); });
    m_stack->addWidget(m_pairPage);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_done);
    return m_stack;
}

QWidget* LabelPanel::buildRight()
{
    auto* column = new SideColumn;
    m_right = column;
    column->setObjectName(QStringLiteral("label.right"));
    QVBoxLayout* reason = column->addSection();
    reason->addWidget(new SectionTitle(tr("Why"), tr("optional, kept as a draft")));
    m_why = new QPlainTextEdit;
    m_why->setObjectName(QStringLiteral("label.why_text"));
    m_why->setAccessibleName(tr("Why this verdict"));
    m_why->setPlaceholderText(tr("What decided it?"));
    m_why->setTabChangesFocus(true);
    m_why->setFixedHeight(u(78));
    m_why->document()->setDocumentMargin(u(6));
    m_why->installEventFilter(this);
    reason->addWidget(m_why);

    QVBoxLayout* trail = column->addSection(1);
    m_trailTitle = new SectionTitle(tr("Trail"));
    QAction* goTo = context().actions.action("label.go_to");
    auto* link = new LinkLabel(tr("Go to…"));
    link->setAccessibleName(goTo->text());
    connect(link, &LinkLabel::activated, goTo, &QAction::trigger);
    m_trailTitle->addRight(link);
    m_trailTitle->addRight(new KeyCap(keyText(goTo)));
    trail->addWidget(m_trailTitle);
    m_noTrail =
        new TextLabel(tr("Your verdicts stand here, the newest first. A click brings a pair back."),
                      Face::Small, &Theme::muted);
    m_noTrail->setWordWrap(true);
    trail->addWidget(m_noTrail);
    m_trail = new QListView;
    m_trail->setObjectName(QStringLiteral("label.trail"));
    m_trail->setAccessibleName(tr("Trail of your verdicts"));
    m_trail->setFrameShape(QFrame::NoFrame);
    m_trail->setUniformItemSizes(true);
    m_trail->setMouseTracking(true);
    m_trail->viewport()->setAutoFillBackground(false);
    m_trail->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_trail->setMinimumHeight(u(96));
    m_trailModel = new TrailModel(this);
    m_trail->setModel(m_trailModel);
    m_trail->setItemDelegate(new TrailDelegate(m_trail));
    trail->addWidget(m_trail, 1);
    // Holds the sentence at the top while there is no list to take the room.
    trail->addStretch(0);
    return column;
}

}  // namespace marginalia
