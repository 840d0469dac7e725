// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/fork.h"
#include "widgets/common/panes.h"
#include "widgets/train/recipe_data.h"

#include <QHash>

#include <optional>
#include <utility>
#include <vector>

class QComboBox;
class QGridLayout;

namespace marginalia {

class BudgetView;
struct Remedy;
struct RunPlan;
class Button;
class ChangeMark;
class DifferenceView;
class ObjectiveCard;
class SegmentedControl;
class Switch;
class TargetChoice;
class TextField;

/// A recipe that goes on from a checkpoint of another run.
struct RecipeFork {
    ForkPoint point;
    QString label;                       ///< of that run
    std::optional<std::int64_t> wanted;  ///< the step that was pointed at; none: the newest
    DataSize size{};                     ///< of its data
};

/// The left column of Train: model, data, objective, settings, budget, and Start at its foot.
///
/// Holds a RunSpec and says when a person changed it; reads nothing itself. Read-only it shows the
/// settings of a run.
class RecipeColumn : public QWidget {
    Q_OBJECT

public:
    explicit RecipeColumn(QAction* start, QWidget* parent = nullptr);

    const RunSpec& spec() const { return m_spec; }
    void setSpec(const RunSpec& spec);
    /// Another objective with its defaults; model, method and budget stay.
    void takeObjective(const std::string& id);
    /// A preset with the present model.
    void takePreset(const std::string& id);
    /// Another start model; everything else stays as it is.
    void setModel(const std::string& folder);
    /// A model beside it, or the judge, by its key in RunSpec.
    void setOther(const QString& key, const QString& value);
    /// `hint` is shown as a tag ("read-only while it runs").
    void setReadOnly(bool readOnly, const QString& hint = {});
    bool isReadOnly() const { return m_readOnly; }

    /// Model, data and what else the checkpoint decides stay from now on; none: a run of its own.
    void setFork(const std::optional<RecipeFork>& fork);

    void setModels(const std::vector<StartModel>& models);
    void setViews(const std::vector<SavedView>& views);
    Filter filter() const;
    void setFacts(const DataFacts& facts);
    const DataFacts& facts() const { return m_facts; }
    void setShape(const std::optional<ModelShape>& shape, const QString& problem);
    void setSpeed(const std::optional<MeasuredSpeed>& speed);
    void setMeasured(double megabytes);
    /// What a trial of the present recipe gave; the next change of it goes back to the estimate.
    void setPlan(const RunPlan& plan);
    void setMeasuring(bool measuring, const QString& problem = {});

    /// Where the run is to train.
    TargetChoice& target() const { return *m_target; }
    /// Why Start cannot be pressed; empty: it can.
    QString problem() const;
    ObjectiveCard* card(const std::string& objective) const;
    TextField* field(const QString& key) const { return m_fields.value(key); }
    const BudgetView& budget() const { return *m_budget; }
    /// The lowest part, with Start.
    QWidget& foot() const { return *m_foot; }

Q_SIGNALS:
    void specChanged();
    void viewChanged();
    /// Another model than those in the box.
    void modelAsked();
    /// A model beside the one in training, by its key in RunSpec.
    void otherAsked(const QString& key);
    void labelAsked();
    /// The whole catalogue.
    void objectivesAsked();
    /// Back from a fork to a run of its own.
    void forkDropped();
    /// A trial of the recipe.
    void measureAsked();

private:
    void buildRecipe();
    void buildObjective();
    ObjectiveCard* addObjective(const ObjectiveInfo& info, int place);
    /// The card of an objective that is not among the usual ones, which stands first.
    void addCardOf(const std::string& id);
    /// Among those that always have a card.
    static bool isUsual(const std::string& id);
    void buildMethod();
    void buildCommonFields(QVBoxLayout& section);
    void buildAdapterFields(QVBoxLayout& section);
    void buildBaseWeights(QVBoxLayout& list);
    void buildMoreFields(QVBoxLayout& section);
    void buildSchedule(QGridLayout& grid);
    void buildOptimizerFields(QGridLayout& grid);
    void buildOffload(QGridLayout& grid);
    void chooseOffload(const std::string& place);
    /// Places that the run can use, and the one that is chosen.
    void showOffload();
    void showOffloadChange(const RunSpec& base);
    /// Whether the run will compute on a card; none: who knows what the other machine has.
    std::optional<bool> computesOnCard() const;
    /// False: the setting is none of the optimizer's.
    bool applyOptimizerField(const QString& key, bool on);
    /// For a setting of two values.
    Switch* addSwitch(const QString& key, const QString& text, const QString& help);
    void buildBudget();
    void buildFoot(QAction* start);
    TextField* addField(const QString& key, const QString& label, const QString& help, double low,
                        double high, bool whole);
    void applyField(const QString& key, double value);
    static double numberOf(const RunSpec& spec, const QString& key);
    void setMoreOpen(bool open);
    /// What changed lines go back to: the preset or run that the recipe was filled with, the
    /// objective's defaults where another objective was chosen since.
    RunSpec baseSpec() const;
    void showChanges();
    void chooseModel(int index);
    void chooseMethod(const QString& method);
    /// The learning rate to start from with the chosen model.
    double usualRate(const std::string& objective, const std::string& method) const;
    /// Whether nobody chose it: it is the default of its objective, for a model of either scale.
    static bool hasUsualRate(const RunSpec& spec);
    void followModel();  ///< takes the chosen model's rate where nobody chose one
    void chooseTargets(const QString& names);
    void chooseBaseWeights(const QString& kind);
    void changed();
    void showSpec();
    void showModel();
    void showMethod();
    void showOutside();
    void showBudget();
    /// Of the view by this recipe, as far as that is known.
    std::optional<std::int64_t> usedRecords() const;
    /// The recipe with it; nothing where that is no recipe, or not one of this fork.
    std::optional<RunSpec> withRemedy(const Remedy& remedy) const;
    std::vector<Remedy> possible(const std::vector<Remedy>& remedies) const;
    void takeRemedy(const Remedy& remedy);
    void showProblem();
    void buildForkNote(QVBoxLayout& section);
    void settleFork();
    void showForkDifference();
    /// A machine was chosen, or has answered.
    void takeTarget();
    /// The open card tells of the recipe as a whole: terms and modifiers may use more labels.
    void showUse();

    RunSpec m_spec;
    RunSpec m_base;
    DataFacts m_facts;
    std::optional<ModelShape> m_shape;
    bool m_rateFollows = false;  ///< nobody chose the rate: the chosen model's shape will
    QString m_shapeProblem;
    std::optional<MeasuredSpeed> m_speed;
    std::vector<SavedView> m_views;
    bool m_readOnly = false;
    std::optional<RecipeFork> m_fork;
    /// What the plan under Budget was measured for: recipe and records used.
    std::optional<std::pair<RunSpec, std::optional<std::int64_t>>> m_planFor;

    SideColumn* m_column;
    Tag* m_tag = nullptr;
    QWidget* m_forkRow = nullptr;
    TextLabel* m_forkNote = nullptr;
    DifferenceView* m_forkDifference = nullptr;
    QComboBox* m_model = nullptr;
    ElidedLabel* m_modelText = nullptr;  ///< in the place of the box while read-only
    TextLabel* m_modelNote = nullptr;
    QComboBox* m_view = nullptr;
    ElidedLabel* m_viewText = nullptr;
    TextLabel* m_viewNote = nullptr;
    QComboBox* m_preset = nullptr;
    ElidedLabel* m_presetText = nullptr;  ///< in the place of the box while read-only
    SegmentedControl* m_method = nullptr;
    TextLabel* m_methodNote = nullptr;
    ChangeMark* m_methodMark = nullptr;
    QWidget* m_adapter = nullptr;
    TextField* m_targets = nullptr;
    ChangeMark* m_targetsMark = nullptr;
    SegmentedControl* m_baseWeights = nullptr;
    ChangeMark* m_baseWeightsMark = nullptr;
    QHash<QString, Switch*> m_switches;
    QComboBox* m_schedule = nullptr;
    QWidget* m_more = nullptr;
    TextLabel* m_outside = nullptr;  ///< what is in force and has no control here
    LinkLabel* m_moreLink = nullptr;
    std::vector<ObjectiveCard*> m_cards;
    QVBoxLayout* m_cardList = nullptr;
    QHash<QString, TextField*> m_fields;
    QHash<QString, ChangeMark*> m_marks;
    ChangeMark* m_scheduleMark = nullptr;
    QComboBox* m_offload = nullptr;
    ChangeMark* m_offloadMark = nullptr;
    BudgetView* m_budget = nullptr;
    SectionTitle* m_budgetTitle = nullptr;
    Pane* m_foot = nullptr;
    TargetChoice* m_target = nullptr;
    TextLabel* m_reason = nullptr;
    LinkLabel* m_label = nullptr;
    QWidget* m_shortage = nullptr;  ///< the sign before a reason that is an error
};

}  // namespace marginalia
