// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/away/stand.h"
#include "core/jobs/away/target.h"
#include "widgets/common/actions.h"
#include "widgets/common/panel.h"
#include "widgets/train/behind_list.h"
#include "widgets/train/fork_data.h"
#include "widgets/train/recipe_data.h"
#include "widgets/train/runs_list.h"
#include "widgets/train/tracked_run.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

class QProcess;
class QToolButton;
class QVBoxLayout;

namespace marginalia {

class Button;
class CurvesArea;
class DifferenceView;
class KnobSheet;
class PlanAsker;
class RecipeColumn;
class SamplesView;
class StepProfileView;
class Splitter;

/// The rows of Train for the action registry.
std::vector<ActionSpec> trainActions();

/// Train: the recipe, the curves of a run as it goes, what stands behind a point, and the runs of
/// the project.
///
/// Knows the worker only through run folders: it writes requests and reads records. Requests of
/// Shell::showPanel: "show_run" {run}, "show_step" {run, step}, "start_tour_run" {},
/// "steepest_point" {run}, "new_run" {}.
class TrainPanel : public Panel {
    Q_OBJECT

public:
    explicit TrainPanel(PanelContext& context, QWidget* parent = nullptr);
    ~TrainPanel() override;

    void enter() override;
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    bool perform(const QString& request, const QVariantMap& arguments) override;
    QWidget* firstFocus() override;
    QList<QWidget*> areas() override;
    QList<QWidget*> keepClear() override;
    SideTabs* sideTabs() override { return m_right; }

    CurvesArea& curves() { return *m_curves; }
    RecipeColumn& recipe() { return *m_recipe; }
    RunsModel& runs() { return *m_runs; }
    BehindModel& behind() { return *m_behind; }
    SamplesView& samples() { return *m_samples; }
    /// The run looked at; null: none.
    TrackedRun* run() const { return m_run; }

    /// Shows what becomes of another program's configuration, and takes it into the recipe.
    void openConfiguration(const QString& file);

Q_SIGNALS:
    void runShown(const QString& folder);
    void behindShown(qint64 step);

private:
    // train_panel.cpp: what it is made of
    void buildBody();
    void buildHeader();
    QWidget* buildRight();
    void buildBehind(QVBoxLayout& section);
    void buildRuns(QVBoxLayout& section);
    void bindActions();
    void buildMenu();

    // train_panel_runs.cpp: runs, pairs behind a point
    void readRuns();
    void takeRuns(const std::vector<RunFacts>& runs);
    void selectRun(const QString& folder);
    TrackedRun* track(const QString& folder);
    void showCharts();
    void toggleOverlay(const QString& folder);
    void showBehind(qint64 step);
    void takeRows(qint64 step, const std::vector<RowRecord>& rows);
    void selectEntry();
    /// Opens the chosen pair in another panel.
    void openEntry(const QString& panel);
    bool showSteepest();
    void showWanted();

    // train_panel_state.cpp: header and states of the run looked at
    void showState();
    void showDetail();
    void showProblemOf(const RunHealth& health);
    void control(const QString& kind);
    void stopLater();
    void resumeRun();
    void pauseOrResume();
    void openFolder(const QString& file);

    // train_panel_knobs.cpp: changing a run that goes on
    void openKnobs();
    void closeKnobs();
    void askKnobs(const std::vector<std::pair<std::string, double>>& changes);
    void tellKnob(TrackedRun* run, const KnobEvent& event);
    void showChange();

    // train_panel_away.cpp: runs on other machines; none: the run looked at is here
    std::optional<away::Stand> stand() const;
    QString targetName() const;
    QString standText(away::Stand stand) const;
    QString sendingText(const QString& target) const;
    QString heardText() const;
    /// What the program that sends the run said last of what is wrong.
    QString awayWords() const;
    /// No: nothing is wrong with the line.
    bool showAwayProblem(away::Stand stand);
    void followAway();
    void tryLine();
    /// Asks it of the run there; no: as of a run here.
    bool controlAway(const QString& kind);
    void fetchCheckpoint();
    void endFetching(int code);

    // train_panel_difference.cpp: two runs' settings side by side
    const RunFacts* comparedRun() const;
    void showDifference();

    // train_panel_fork.cpp: a run that goes on from a checkpoint of the one looked at
    void askFork();
    void takeFork(const ForkSource& source, const QString& label,
                  std::optional<std::int64_t> wanted);
    void dropFork();
    void startFork();

    // train_panel_start.cpp: recipe and starting
    void readFacts();
    void readModel();
    void chooseModel();
    void chooseOther(const QString& key);
    // train_panel_objectives.cpp: the catalogue and the loss explorer
    void showObjectives(const QString& id = {});
    void takeObjective(const QString& id);
    void takePreset(const QString& id);
    void exploreLosses(const QString& id = {});
    void exportNewest();
    void chooseConfiguration();  ///< train_panel_config.cpp
    void showRecipe();
    void newRun();
    void startRun();
    void startTourRun();
    /// `target`: where it is to train; none: here.
    void startSpec(RunSpec spec, const Filter& filter,
                   const std::optional<away::Target>& target = {});
    void takePrepared(const Result<PreparedRun>& prepared);
    QString nextLabel() const;
    void buildPlanning();  ///< train_panel_plan.cpp
    void measure();
    /// Until it is asked for again.
    void endMeasuring();

    RecipeColumn* m_recipe = nullptr;
    CurvesArea* m_curves = nullptr;
    Splitter* m_splitter = nullptr;
    SideTabs* m_right = nullptr;
    EmptyState* m_empty = nullptr;
    RunsModel* m_runs = nullptr;
    RunsList* m_runsList = nullptr;
    TextLabel* m_noRuns = nullptr;
    DifferenceView* m_difference = nullptr;
    BehindModel* m_behind = nullptr;
    BehindList* m_behindList = nullptr;
    SectionTitle* m_behindTitle = nullptr;
    TextLabel* m_behindHint = nullptr;
    QWidget* m_behindFoot = nullptr;
    TextLabel* m_behindFacts = nullptr;
    StepProfileView* m_profile = nullptr;
    SamplesView* m_samples = nullptr;
    Button* m_pause = nullptr;
    Button* m_knob = nullptr;
    Button* m_forkButton = nullptr;
    KnobSheet* m_knobs = nullptr;  ///< made when it is first asked for
    QToolButton* m_more = nullptr;
    Button* m_new = nullptr;
    PlanAsker* m_planner = nullptr;  ///< child
    QElapsedTimer m_awayAsked;       ///< since a program was started that sends or follows a run
    QProcess* m_fetching = nullptr;  ///< child, while a checkpoint is on its way
    bool m_measures = false;         ///< the person wants trials of the recipe
    QTimer m_tick;                   ///< "last point 0.4 s ago", once a second, in front only

    std::map<QString, std::unique_ptr<TrackedRun>> m_tracked;
    TrackedRun* m_run = nullptr;
    std::shared_ptr<SnapshotCache> m_snapshots;
    qint64 m_behindStep = -1;
    QString m_shapeOf;  ///< model folder whose shape is known or being read
    bool m_drafting = true;
    bool m_drafted = false;  ///< the recipe holds changes of the person for the next run
    bool m_filling = false;  ///< the recipe is being set by us, not by the person
    bool m_starting = false;
    std::optional<std::int64_t> m_wantedStep;  ///< pinned as soon as its run is read
    bool m_steepest =
        false;  ///< the tour asked for the steepest margin; done once its points are there
    QSet<QString> m_askedKnobs;       ///< settings whose change the worker has not answered yet
    std::optional<ForkPoint> m_fork;  ///< what the recipe goes on from
    bool m_tourRun = false;           ///< the run being prepared is the tour's
    QString m_tourFolder;             ///< the tour's run, until its end was told
    QString m_wanted;                 ///< run to select once it is listed
    QString m_shownProblem;           ///< run and state the info bar speaks of
};

}  // namespace marginalia
