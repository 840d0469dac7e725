// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/start/start_page.h"

#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/icons.h"
#include "widgets/start/machine_card.h"
#include "widgets/start/recent_list.h"
#include "widgets/start/sample_card.h"
#include "widgets/start/start_tile.h"
#include "widgets/window/recents.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QSvgRenderer>
#include <QTimer>
#include <QVBoxLayout>

namespace marginalia {

namespace {

/// The application's mark in its own colours.
class Mark : public QWidget {
public:
    Mark() { setFixedSize(u(46), u(46)); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        QSvgRenderer(QStringLiteral(":/icons/marginalia.svg")).render(&painter, QRectF(rect()));
    }
};

/// The column title of the lower half.
TextLabel* columnTitle(const QString& text)
{
    return new TextLabel(text, Face::Small, &Theme::text, QFont::DemiBold);
}

/// Room between the parts that a low window takes back before the page begins to scroll.
void addGap(QVBoxLayout& layout)
{
    layout.addSpacing(u(18));
    layout.addSpacerItem(new QSpacerItem(0, u(16), QSizePolicy::Minimum, QSizePolicy::Preferred));
}

}  // namespace

StartPage::StartPage(ActionRegistry& actions, Recents& recents, QWidget* parent)
    : QWidget(parent), m_actions(actions), m_recents(recents)
{
    setObjectName(QStringLiteral("start"));
    setAccessibleName(tr("Start page"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_problem = new InfoBar;
    layout->addWidget(m_problem);
    rebuild();
}

void StartPage::rebuild()
{
    delete m_root;
    auto* area = new QScrollArea;
    area->setObjectName(QStringLiteral("start.area"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    m_root = area;
    auto* page = new Pane(&Theme::surface);
    auto* across = new QHBoxLayout(page);
    across->setContentsMargins(u(24), u(16), u(24), u(16));
    auto* column = new QWidget;
    column->setMaximumWidth(u(1120));
    column->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto* down = new QVBoxLayout(column);
    down->setContentsMargins(0, 0, 0, 0);
    down->setSpacing(0);
    down->addStretch(2);
    down->addWidget(buildHead());
    addGap(*down);
    m_sample = new SampleCard(m_actions.action(QStringLiteral("file.sample")));
    down->addWidget(m_sample);
    addGap(*down);
    auto* lower = new QHBoxLayout;
    lower->setSpacing(u(14));
    lower->addWidget(buildStart(), 0, Qt::AlignTop);
    lower->addWidget(buildRecent(), 1, Qt::AlignTop);
    lower->addWidget(buildMachine(), 0, Qt::AlignTop);
    down->addLayout(lower);
    down->addStretch(5);
    across->addStretch(1);
    across->addWidget(column, 100);
    across->addStretch(1);
    area->setWidget(page);
    layout()->addWidget(area);
}

QWidget* StartPage::buildHead()
{
    auto* head = new QWidget;
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(16));
    layout->addWidget(new Mark);
    auto* words = new QVBoxLayout;
    words->setSpacing(u(1));
    words->addWidget(
        new TextLabel(QStringLiteral("Marginalia"), Face::Hero, &Theme::text, QFont::DemiBold));
    words->addWidget(new ElidedLabel(tr("Label answers, train on the labels, see what changed and "
                                        "why. Everything stays on this machine."),
                                     Face::Body, &Theme::muted));
    layout->addLayout(words, 1);
    return head;
}

QWidget* StartPage::buildStart()
{
    auto* part = new QWidget;
    part->setFixedWidth(u(344));
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(8));
    layout->addWidget(columnTitle(tr("Start")));
    layout->addSpacing(0);
    layout->addWidget(new StartTile(m_actions.action(QStringLiteral("file.import")),
                                    tr("Import data"), tr("JSON Lines, JSON, CSV or Parquet")));
    layout->addWidget(
        new StartTile(m_actions.action(QStringLiteral("file.open")), tr("Open a project"), {}));
    layout->addWidget(
        new StartTile(m_actions.action(QStringLiteral("file.new")), tr("New empty project"), {}));
    layout->addSpacing(u(4));
    layout->addWidget(new DropHint);
    return part;
}

QWidget* StartPage::buildRecent()
{
    auto* part = new QWidget;
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(8));
    auto* title = columnTitle(tr("Recent"));
    title->setContentsMargins(u(10), 0, 0, 0);
    layout->addWidget(title);
    m_list = new RecentList(m_recents);
    layout->addWidget(m_list);
    connect(m_list, &RecentList::openRequested, this, &StartPage::openRequested);
    connect(m_list, &RecentList::removed, this, [this](const RecentProject& project, int row) {
        Q_EMIT toastRequested(tr("%1 is no longer in the list.").arg(project.name), tr("Undo"),
                              [this, project, row] { m_recents.putBack(project, row); });
    });
    return part;
}

QWidget* StartPage::buildMachine()
{
    auto* part = new QWidget;
    part->setFixedWidth(u(300));
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(u(8));
    layout->addWidget(columnTitle(tr("What this machine can do")));
    m_machine = new MachineCard;
    layout->addWidget(m_machine);
    connect(m_machine, &MachineCard::deviceFound, this, &StartPage::deviceFound);
    if (m_asked) {
        m_machine->ask();
    }
    return part;
}

void StartPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_asked) {
        m_asked = true;
        // After the first picture: starting a child costs milliseconds that belong to it.
        QTimer::singleShot(50, m_machine, &MachineCard::ask);
    }
}

void StartPage::enter()
{
    m_sample->button()->setFocus(Qt::TabFocusReason);
}

void StartPage::setSampleBusy(bool busy)
{
    m_sample->setBusy(busy);
}

void StartPage::showProblem(const QString& sentence, const QString& action,
                            const std::function<void()>& run)
{
    m_problem->show(InfoBar::Kind::Error, sentence, action, run);
}

void StartPage::checkMachine()
{
    m_machine->ask();
}

void StartPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
}

}  // namespace marginalia
