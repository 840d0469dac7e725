// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/train_panel.h"

#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/side_tabs.h"
#include "widgets/train/curves_area.h"
#include "widgets/train/difference_view.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/samples_view.h"
#include "widgets/train/step_profile_view.h"
#include "widgets/train/target_choice.h"

#include <QMenu>
#include <QSettings>
#include <QVBoxLayout>

namespace marginalia {
namespace {

constexpr int kTickMilliseconds = 1000;
// Lists reach almost to the edge of their column, so that their marks frame the text, which stands
// where all others do.
constexpr int kListEdge = 6;
constexpr int kListInset = 8;

/// Something above or below a list, with its text where the list's is.
QLayout* beside(QWidget* widget)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(u(kListInset), 0, u(kListInset), 0);
    row->addWidget(widget);
    return row;
}

}  // namespace

TrainPanel::TrainPanel(PanelContext& context, QWidget* parent)
    : Panel(QStringLiteral("train"), tr("Train"), context, parent),
      m_runs(new RunsModel(this)),
      m_behind(new BehindModel(this)),
      m_snapshots(std::make_shared<SnapshotCache>())
{
    buildHeader();
    buildBody();
    buildPlanning();
    bindActions();
    m_tick.setInterval(kTickMilliseconds);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isInFront()) {
            // Who sends or follows a run tells nobody when it ends.
            if (stand() && m_run->isActive()) {
                showState();
            } else {
                showDetail();
            }
        }
    });
    m_tick.start();
    connect(&context.session, &Session::changed, this, [this](const QSet<QString>& what) {
        if (what.contains(QStringLiteral("runs"))) {
            readRuns();
        }
        if (isInFront() &&
            (what.contains(QStringLiteral("labels")) || what.contains(QStringLiteral("records")) ||
             what.contains(QStringLiteral("views")))) {
            readFacts();
        }
    });
    connect(&context.jobs, &JobModel::runningChanged, this, &TrainPanel::readRuns);
    connect(&context.selection, &Selection::runChanged, this, [this] {
        const QString folder = this->context().selection.run();
        const bool other = m_run == nullptr || m_run->folder() != folder;
        if (!folder.isEmpty() && other && m_runs->find(folder) != nullptr) {
            selectRun(folder);
        }
    });
    connect(&context.selection, &Selection::stepChanged, this, [this] {
        const auto step = this->context().selection.step();
        if (step && m_run != nullptr && this->context().selection.run() == m_run->folder() &&
            m_curves->grid().pinnedStep() != *step) {
            m_curves->grid().pinStep(*step);
        }
    });
    showState();
    readModel();
    readRuns();
    readFacts();
}

TrainPanel::~TrainPanel() = default;

void TrainPanel::buildHeader()
{
    ActionRegistry& actions = context().actions;
    m_pause = new Button(actions[QStringLiteral("train.pause")]);
    m_knob = new Button(actions[QStringLiteral("train.knob")]);
    m_forkButton = new Button(actions[QStringLiteral("train.fork")]);
    m_more = iconButton(QStringLiteral("more"), tr("More"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_new = new Button(actions[QStringLiteral("train.new")], ButtonRole::Primary);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_pause, m_knob, m_forkButton, m_more, m_new}) {
        header().addAction(widget);
    }
    buildMenu();
}

void TrainPanel::buildMenu()
{
    auto* menu = new QMenu(m_more);
    ActionRegistry& actions = context().actions;
    for (const char* id : {"train.stop", "train.stop_later", "train.save", "train.sample",
                           "train.config", "train.overlay", "train.table", "train.export",
                           "train.fetch", "train.folder", "train.worker_log"}) {
        menu->addAction(actions[QString::fromLatin1(id)]);
    }
    m_more->setMenu(menu);
}

void TrainPanel::buildBody()
{
    m_splitter = new Splitter(Qt::Horizontal, QStringLiteral("train"));
    m_recipe = new RecipeColumn(context().actions[QStringLiteral("train.start")]);
    m_curves = new CurvesArea(context().actions);
    m_empty = new EmptyState(
        QStringLiteral("train"), tr("Nothing trained yet"),
        tr("Choose model and objective at the left, then start. The curves appear here."));
    m_empty->setLink(tr("Label pairs"),
                     [this] { context().shell.showPanel(QStringLiteral("label")); });
    m_splitter->addSide(m_recipe, 312, 260);
    m_splitter->addMiddle(m_curves);
    m_right = new SideTabs(buildRight(), tr("Run"));
    m_splitter->addSide(m_right, 304, 240);
    setBody(m_splitter);

    connect(m_recipe, &RecipeColumn::specChanged, this, [this] {
        m_drafted = m_drafted || !m_filling;
        readModel();
        showState();
    });
    connect(m_recipe, &RecipeColumn::viewChanged, this, &TrainPanel::readFacts);
    connect(m_recipe, &RecipeColumn::modelAsked, this, &TrainPanel::chooseModel);
    connect(m_recipe, &RecipeColumn::otherAsked, this, &TrainPanel::chooseOther);
    connect(m_recipe, &RecipeColumn::objectivesAsked, this, [this] { showObjectives(); });
    connect(m_recipe, &RecipeColumn::forkDropped, this, &TrainPanel::dropFork);
    connect(&m_recipe->target(), &TargetChoice::setUpAsked, this,
            [this] { context().shell.showSettings(QStringLiteral("remote")); });
    connect(m_recipe, &RecipeColumn::labelAsked, this,
            [this] { context().shell.showPanel(QStringLiteral("label")); });
    connect(m_curves, &CurvesArea::smoothingChanged, this, [this](double weight) {
        for (auto& [folder, run] : m_tracked) {
            run->setSmoothing(weight);
        }
    });
    connect(&m_curves->grid(), &ChartGrid::stepActivated, this, &TrainPanel::showBehind);
    connect(&m_curves->grid(), &ChartGrid::behindAsked, this, [this] {
        if (m_behindList->isVisibleTo(this)) {
            m_behindList->setFocus(Qt::OtherFocusReason);
        }
    });
}

QWidget* TrainPanel::buildRight()
{
    auto* column = new SideColumn;
    column->setObjectName(QStringLiteral("train.right"));
    buildBehind(*column->addSection());
    buildRuns(*column->addSection());
    m_profile = new StepProfileView;
    column->addBare(m_profile);
    m_samples = new SamplesView;
    QVBoxLayout* samples = column->addSection();
    // The arrows are taller than the title they stand beside; the title keeps the place of others.
    samples->setContentsMargins(u(14), u(7), u(14), u(13));
    samples->addWidget(m_samples);
    column->addFiller();
    return column;
}

void TrainPanel::buildBehind(QVBoxLayout& section)
{
    section.setContentsMargins(u(kListEdge), u(13), u(kListEdge), u(13));
    m_behindTitle = new SectionTitle(tr("Behind a point"));
    section.addLayout(beside(m_behindTitle));
    m_behindHint = new TextLabel(tr("Click a curve, or move with the arrow keys and press Enter."),
                                 Face::Small, &Theme::muted);
    m_behindHint->setWordWrap(true);
    section.addLayout(beside(m_behindHint));
    m_behindList = new BehindList(m_behind);
    m_behindList->hide();
    section.addWidget(m_behindList);
    m_behindFoot = new QWidget;
    auto* foot = new QVBoxLayout(m_behindFoot);
    foot->setContentsMargins(u(kListInset), 0, u(kListInset), 0);
    foot->setSpacing(u(6));
    m_behindFacts = new TextLabel({}, Face::Caption, &Theme::muted);
    foot->addWidget(m_behindFacts);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(u(8));
    auto* open = new Button(tr("Open in Data"));
    auto* label = new Button(tr("Label again"));
    for (Button* button : {open, label}) {
        setSmall(*button);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    foot->addLayout(buttons);
    m_behindFoot->hide();
    section.addWidget(m_behindFoot);
    connect(open, &QPushButton::clicked, this, [this] { openEntry(QStringLiteral("data")); });
    connect(label, &QPushButton::clicked, this, [this] { openEntry(QStringLiteral("label")); });
    connect(m_behindList, &BehindList::entryChanged, this, &TrainPanel::selectEntry);
    connect(m_behindList, &BehindList::entryActivated, this,
            [this] { openEntry(QStringLiteral("data")); });
    connect(m_behindList, &BehindList::escaped, this,
            [this] { m_curves->grid().setFocus(Qt::OtherFocusReason); });
}

void TrainPanel::buildRuns(QVBoxLayout& section)
{
    section.setContentsMargins(u(kListEdge), u(13), u(kListEdge), u(13));
    section.addLayout(beside(new SectionTitle(tr("Runs"), tr("overlay with the eye"))));
    m_noRuns = new TextLabel(tr("None yet."), Face::Small, &Theme::muted);
    section.addLayout(beside(m_noRuns));
    m_runsList = new RunsList(m_runs);
    section.addWidget(m_runsList);
    m_difference = new DifferenceView;
    m_difference->setObjectName(QStringLiteral("train.difference"));
    m_difference->hide();
    section.addLayout(beside(m_difference));
    connect(m_runsList, &RunsList::runChosen, this, &TrainPanel::selectRun);
    connect(m_runsList, &RunsList::overlayAsked, this, &TrainPanel::toggleOverlay);
}

void TrainPanel::bindActions()
{
    ActionRegistry& actions = context().actions;
    actions.bind(QStringLiteral("train.new"), this, [this] { newRun(); });
    actions.bind(QStringLiteral("train.config"), this, [this] { chooseConfiguration(); });
    actions.bind(QStringLiteral("train.start"), this, [this] { startRun(); });
    actions.bind(QStringLiteral("train.objectives"), this, [this] { showObjectives(); });
    actions.bind(QStringLiteral("train.explore"), this, [this] { exploreLosses(); });
    actions.bind(QStringLiteral("train.pause"), this, [this] { pauseOrResume(); });
    actions.bind(QStringLiteral("train.stop"), this, [this] { control(QStringLiteral("stop")); });
    actions.bind(QStringLiteral("train.stop_later"), this, [this] { stopLater(); });
    actions.bind(QStringLiteral("train.save"), this, [this] { control(QStringLiteral("save")); });
    actions.bind(QStringLiteral("train.sample"), this,
                 [this] { control(QStringLiteral("sample")); });
    actions.bind(QStringLiteral("train.knob"), this, [this] { openKnobs(); });
    actions.bind(QStringLiteral("train.fork"), this, [this] { askFork(); });
    actions.bind(QStringLiteral("train.folder"), this, [this] { openFolder({}); });
    actions.bind(QStringLiteral("train.export"), this, [this] { exportNewest(); });
    actions.bind(QStringLiteral("train.fetch"), this, [this] { fetchCheckpoint(); });
    actions.bind(QStringLiteral("train.worker_log"), this,
                 [this] { openFolder(QStringLiteral("log.txt")); });
    actions.bind(QStringLiteral("train.overlay"), this, [this] {
        const QString folder = m_runsList->currentFolder();
        if (!folder.isEmpty()) {
            toggleOverlay(folder);
        }
    });
}

void TrainPanel::enter()
{
    Panel::enter();
    readRuns();
    readFacts();
    showDetail();
}

QWidget* TrainPanel::firstFocus()
{
    return m_run != nullptr ? static_cast<QWidget*>(&m_curves->grid()) : m_recipe;
}

QList<QWidget*> TrainPanel::areas()
{
    return {m_recipe, &m_curves->grid(), m_behindList, m_runsList};
}

QList<QWidget*> TrainPanel::keepClear()
{
    return {&m_recipe->foot()};
}

void TrainPanel::saveState(QSettings& settings) const
{
    m_splitter->saveSizes(settings);
    m_curves->saveState(settings);
    settings.setValue(QStringLiteral("train/run"), m_run != nullptr ? m_run->folder() : QString());
    settings.setValue(QStringLiteral("train/overlays"), m_runs->overlays());
}

void TrainPanel::restoreState(QSettings& settings)
{
    m_splitter->restoreSizes(settings);
    m_curves->restoreState(settings);
    m_wanted = settings.value(QStringLiteral("train/run")).toString();
    m_runs->setShown(settings.value(QStringLiteral("train/overlays")).toStringList());
    readRuns();
}

bool TrainPanel::perform(const QString& request, const QVariantMap& arguments)
{
    const QString folder = arguments.value(QStringLiteral("run")).toString();
    if (request == QLatin1String("show_step")) {
        m_wanted = folder;
        m_wantedStep = arguments.value(QStringLiteral("step")).toLongLong();
        readRuns();
        return true;
    }
    if (request == QLatin1String("show_run") || request == QLatin1String("steepest_point")) {
        m_wanted = folder.isEmpty() ? m_wanted : folder;
        m_steepest = request == QLatin1String("steepest_point");
        readRuns();
        return true;
    }
    if (request == QLatin1String("start_tour_run")) {
        startTourRun();
        return true;
    }
    if (request == QLatin1String("new_run")) {
        newRun();
        return true;
    }
    return false;
}

}  // namespace marginalia
