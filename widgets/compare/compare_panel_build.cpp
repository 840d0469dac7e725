// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of ComparePanel: what stands where.
#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/labels.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/panes.h"
#include "widgets/common/shell.h"
#include "widgets/common/theme.h"
#include "widgets/compare/compare_panel.h"
#include "widgets/compare/prompt_list.h"
#include "widgets/compare/scrubber.h"
#include "widgets/compare/votes_column.h"

#include <QAbstractTextDocumentLayout>
#include <QListView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace marginalia {

namespace {

/// "less likely ▭▭▭ more likely": what token colours mean.
class ColourLegend : public QWidget {
public:
    explicit ColourLegend(QWidget* parent = nullptr) : QWidget(parent)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFixedSize(u(96), u(8));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        QLinearGradient gradient(0, 0, width(), 0);
        for (int i = -4; i <= 4; ++i) {
            gradient.setColorAt((i + 4) / 8.0, theme().diverging(i / 4.0));
        }
        painter.fillRect(rect(), gradient);
    }
};

}  // namespace

void ComparePanel::buildHeader()
{
    ActionRegistry& actions = context().actions;
    auto* colours = new Switch(actions.action("compare.colours"));
    auto* diff = new Switch(actions.action("compare.diff"));
    header().addAction(colours);
    header().addAction(diff);
    header().addAction(new Button(actions.action("compare.add_column")));
    m_writeAll = new Button(actions.action("compare.write_all"), ButtonRole::Primary);
    header().addAction(m_writeAll);
}

QWidget* ComparePanel::buildPrompts()
{
    auto* pane = new Pane(&Theme::surface);
    pane->setObjectName(QStringLiteral("compare.left"));
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, u(10), 0, 0);
    column->setSpacing(u(8));
    auto* search = new QHBoxLayout;
    search->setContentsMargins(u(14), 0, u(14), 0);
    m_search = new SearchField(tr("Search prompts"));
    m_search->setAccessibleName(tr("Search prompts"));
    search->addWidget(m_search);
    column->addLayout(search);
    m_promptModel = new PromptModel(*m_compare, this);
    m_promptList = new QListView;
    m_promptList->setObjectName(QStringLiteral("compare.prompts"));
    m_promptList->setAccessibleName(tr("Prompts"));
    m_promptList->setFrameShape(QFrame::NoFrame);
    m_promptList->setMouseTracking(true);
    m_promptList->viewport()->setAutoFillBackground(false);
    m_promptList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_promptList->setModel(m_promptModel);
    m_promptList->setItemDelegate(new PromptDelegate(m_promptList));
    m_promptList->installEventFilter(this);
    // Text and marks begin at 14; the rows of the list reach further out and frame them.
    auto* list = new QVBoxLayout;
    list->setContentsMargins(u(4), 0, u(4), 0);
    list->addWidget(m_promptList, 1);
    column->addLayout(list, 1);
    m_noPrompts = new QWidget;
    auto* none = new QVBoxLayout(m_noPrompts);
    none->setContentsMargins(u(10), u(4), u(10), 0);
    none->setSpacing(u(8));
    none->addWidget(
        new TextLabel(tr("No prompts yet"), Face::Small, &Theme::text, QFont::DemiBold));
    auto* sentence = new TextLabel(
        tr("Write one at the right, paste a list here, or take prompts that nobody has judged."),
        Face::Small, &Theme::muted);
    sentence->setWordWrap(true);
    none->addWidget(sentence);
    none->addWidget(new Button(context().actions.action("compare.take_prompts")), 0, Qt::AlignLeft);
    none->addStretch(1);
    m_noPrompts->hide();
    list->addWidget(m_noPrompts, 1);
    auto* foot = new Pane(&Theme::surface, Qt::TopEdge);
    auto* footRow = new QVBoxLayout(foot);
    footRow->setContentsMargins(u(14), u(11), u(14), u(11));
    m_promptFoot = new TextLabel({}, Face::Caption, &Theme::muted);
    m_promptFoot->setWordWrap(true);
    footRow->addWidget(m_promptFoot);
    column->addWidget(foot);
    m_promptFootPane = foot;
    return pane;
}

QWidget* ComparePanel::buildMiddle()
{
    m_stack = new QStackedWidget;
    m_stack->setObjectName(QStringLiteral("compare.middle"));
    m_page = new QWidget;
    auto* column = new QVBoxLayout(m_page);
    column->setContentsMargins(u(16), u(14), u(16), u(12));
    column->setSpacing(u(8));
    column->addWidget(buildPromptCard());
    auto* columns = new QWidget;
    m_columnRow = new QHBoxLayout(columns);
    m_columnRow->setContentsMargins(0, 0, 0, 0);
    m_columnRow->setSpacing(u(12));
    column->addWidget(columns, 1);

    m_legend = new QWidget;
    auto* legend = new QHBoxLayout(m_legend);
    legend->setContentsMargins(0, 0, 0, 0);
    legend->setSpacing(u(6));
    legend->addWidget(
        new TextLabel(tr("log-prob minus start model: less likely"), Face::Caption, &Theme::muted));
    legend->addWidget(new ColourLegend);
    legend->addWidget(new TextLabel(tr("more likely"), Face::Caption, &Theme::muted));
    legend->addStretch(1);
    column->addWidget(m_legend);
    m_voteBar = buildVoteBar();
    column->addWidget(m_voteBar);
    column->addWidget(buildScrubber());

    m_empty = new EmptyState(QStringLiteral("compare"), tr("Put two models side by side"),
                             tr("Same prompts, same seed: see what training changed, and vote."));
    m_empty->setAction(tr("Add a column"), [this] { addColumnMenu(); });
    m_stack->addWidget(m_page);
    m_stack->addWidget(m_empty);
    return m_stack;
}

QWidget* ComparePanel::buildPromptCard()
{
    auto* card = new Card;
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(u(16), u(10), u(16), u(10));
    column->setSpacing(u(4));
    auto* row = new QHBoxLayout;
    row->setSpacing(u(10));
    m_promptTitle = new TextLabel(tr("Prompt"), Face::Small, &Theme::text, QFont::DemiBold);
    row->addWidget(m_promptTitle);
    row->addStretch(1);
    m_samplingText = new TextLabel({}, Face::Small, &Theme::muted);
    row->addWidget(m_samplingText);
    auto* change = new LinkLabel(tr("Change"));
    change->setAccessibleName(tr("Change temperature, seed and length"));
    connect(change, &LinkLabel::activated, this, &ComparePanel::askSampling);
    row->addWidget(change);
    column->addLayout(row);
    m_promptEdit = new QPlainTextEdit;
    m_promptEdit->setObjectName(QStringLiteral("compare.prompt_text"));
    m_promptEdit->setAccessibleName(tr("Prompt; Ctrl+Enter adds the edited prompt and writes it"));
    m_promptEdit->setPlaceholderText(
        tr("Write a prompt; Ctrl+Enter adds it and lets the columns answer."));
    m_promptEdit->setFrameShape(QFrame::NoFrame);
    m_promptEdit->setTabChangesFocus(true);
    m_promptEdit->setFont(textFont(Face::Reading));
    m_promptEdit->document()->setDocumentMargin(0);
    m_promptEdit->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    connect(m_promptEdit->document()->documentLayout(),
            &QAbstractTextDocumentLayout::documentSizeChanged, this,
            [this](const QSizeF& lines) { fitPrompt(static_cast<int>(lines.height())); });
    fitPrompt(1);
    m_promptEdit->installEventFilter(this);
    column->addWidget(m_promptEdit);
    return card;
}

void ComparePanel::fitPrompt(int lines)
{
    constexpr int kMostLines = 4;
    const int shown = std::clamp(lines, 1, kMostLines);
    m_promptEdit->setFixedHeight(shown * m_promptEdit->fontMetrics().lineSpacing() + u(4));
}

QWidget* ComparePanel::buildVoteBar()
{
    ActionRegistry& actions = context().actions;
    auto* bar = new QWidget;
    bar->setObjectName(QStringLiteral("compare.vote_bar"));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(u(8));
    for (const char* id : {"compare.best1", "compare.best2", "compare.best3", "compare.best4"}) {
        auto* button =
            new Button(actions.action(QLatin1String(id)), ButtonRole::Normal, KeyPlace::Left);
        button->setMinimumHeight(u(38));
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_bestButtons.push_back(button);
        row->addWidget(button, 3);
    }
    for (const char* id : {"compare.tie", "compare.all_bad"}) {
        auto* button =
            new Button(actions.action(QLatin1String(id)), ButtonRole::Normal, KeyPlace::Left);
        button->setMinimumHeight(u(38));
        row->addWidget(button, 1);
    }
    auto* pair =
        new Button(actions.action("compare.make_pair"), ButtonRole::Normal, KeyPlace::Right);
    pair->setMinimumHeight(u(38));
    row->addWidget(pair, 2);
    return bar;
}

QWidget* ComparePanel::buildScrubber()
{
    m_scrubCard = new Card;
    auto* column = new QVBoxLayout(m_scrubCard);
    column->setContentsMargins(u(14), u(8), u(14), u(6));
    column->setSpacing(u(2));
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    m_scrubTitle = new TextLabel({}, Face::Small, &Theme::text, QFont::DemiBold);
    row->addWidget(m_scrubTitle);
    row->addWidget(new TextLabel(tr("bars: share of words that differ from the start"),
                                 Face::Caption, &Theme::muted));
    row->addStretch(1);
    m_scrubColumn = new TextLabel({}, Face::Caption, &Theme::muted);
    row->addWidget(m_scrubColumn);
    row->addWidget(new KeyCap(QStringLiteral("[")));
    row->addWidget(new KeyCap(QStringLiteral("]")));
    column->addLayout(row);
    m_scrubber = new Scrubber;
    column->addWidget(m_scrubber);
    return m_scrubCard;
}

}  // namespace marginalia
