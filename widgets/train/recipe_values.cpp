// SPDX-License-Identifier: GPL-3.0-or-later
// What the recipe's controls say and what they change: the other half of recipe_column.cpp.
#include "core/base/machine.h"
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/translated.h"
#include "widgets/models/model_names.h"
#include "widgets/train/budget_view.h"
#include "widgets/train/change_mark.h"
#include "widgets/train/objective_card.h"
#include "widgets/train/other_models.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/target_choice.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace marginalia {
namespace {

constexpr const char* kChooseModel = "?folder";

bool sameFolded(const RunSpec& left, const RunSpec& right)
{
    return left.max_length == right.max_length && left.held_out_share == right.held_out_share &&
           left.max_grad_norm == right.max_grad_norm && left.schedule == right.schedule &&
           left.optimizer_state == right.optimizer_state && left.offload == right.offload &&
           left.masters == right.masters && left.recompute == right.recompute;
}

/// A folded setting is neither its objective's default nor that of a preset: it must be seen.
bool isUnusual(const RunSpec& spec)
{
    const std::vector<RunPreset>& presets = runPresets();
    return !sameFolded(spec, defaultRunSpec(spec.objective)) &&
           std::none_of(presets.begin(), presets.end(), [&](const RunPreset& preset) {
               return preset.spec.objective == spec.objective && sameFolded(spec, preset.spec);
           });
}

}  // namespace

void RecipeColumn::setSpec(const RunSpec& spec)
{
    if (spec.model != m_spec.model) {
        m_shape.reset();
        m_shapeProblem.clear();
    }
    m_rateFollows = false;
    m_spec = m_base = spec;
    showSpec();
    changed();
    setMoreOpen(isUnusual(spec));
}

void RecipeColumn::setReadOnly(bool readOnly, const QString& hint)
{
    m_readOnly = readOnly;
    m_tag->setText(hint, Tone::Neutral);
    m_tag->setVisible(!hint.isEmpty());
    for (TextField* field : m_fields) {
        field->setReadOnly(readOnly);
    }
    for (ObjectiveCard* card : m_cards) {
        card->setReadOnly(readOnly);
    }
    m_schedule->setEnabled(!readOnly);
    m_offload->setEnabled(!readOnly);
    m_targets->setReadOnly(readOnly);
    for (const char* const method : {"full", "lora"}) {
        m_method->setSegmentEnabled(QString::fromLatin1(method),
                                    !readOnly || m_spec.method == method);
    }
    for (const char* const kind : {"dense", "int8", "nf4"}) {
        m_baseWeights->setSegmentEnabled(QString::fromLatin1(kind),
                                         !readOnly || m_spec.base_weights == kind);
    }
    for (Switch* control : m_switches) {
        control->setEnabled(!readOnly);
    }
    for (QComboBox* box : {m_model, m_view, m_preset}) {
        box->setVisible(!readOnly);
    }
    for (ElidedLabel* text : {m_modelText, m_viewText, m_presetText}) {
        text->setVisible(readOnly);
    }
    m_foot->setVisible(!readOnly);
    m_budget->setOffering(!readOnly, !readOnly && !m_target->target());
    m_viewText->setText(m_view->currentText());
    m_viewNote->setVisible(!m_fork);
    if (m_fork) {
        settleFork();
    }
    showChanges();
}

void RecipeColumn::setModels(const std::vector<StartModel>& models)
{
    m_model->clear();
    for (const StartModel& model : models) {
        m_model->addItem(model.title, model.folder);
        m_model->setItemData(m_model->count() - 1, model.folder, Qt::ToolTipRole);
    }
    m_model->addItem(tr("Choose a model…"), QString::fromLatin1(kChooseModel));
    if (m_spec.model.empty() && !models.empty()) {
        m_rateFollows = hasUsualRate(m_spec);
        m_spec.model = models.front().folder.toStdString();
        changed();
        return;
    }
    showModel();
}

void RecipeColumn::showModel()
{
    const QString folder = QString::fromStdString(m_spec.model);
    int index = m_model->findData(folder);
    if (index < 0 && !folder.isEmpty()) {
        // A folder of one's own, or a checkpoint that has been rotated away since.
        index = std::max(0, m_model->count() - 1);
        m_model->insertItem(index, modelTitle(folder), folder);
        m_model->setItemData(index, folder, Qt::ToolTipRole);
    }
    m_model->setCurrentIndex(index);
    m_modelText->setText(m_model->currentText());
}

void RecipeColumn::setViews(const std::vector<SavedView>& views)
{
    const QVariant chosen = m_view->currentData();
    m_views = views;
    m_view->clear();
    m_view->addItem(tr("All labels"), QVariant::fromValue<qlonglong>(0));
    for (const SavedView& view : views) {
        m_view->addItem(QString::fromStdString(view.name), QVariant::fromValue<qlonglong>(view.id));
    }
    m_view->setCurrentIndex(std::max(0, m_view->findData(chosen)));
    m_viewText->setText(m_view->currentText());
    if (m_fork) {
        settleFork();
    }
}

Filter RecipeColumn::filter() const
{
    const auto id = m_view->currentData().toLongLong();
    for (const SavedView& view : m_views) {
        if (view.id == id && id != 0) {
            return view.filter;
        }
    }
    return {};
}

void RecipeColumn::setFacts(const DataFacts& facts)
{
    m_facts = facts;
    for (ObjectiveCard* card : m_cards) {
        card->setFacts(facts);
    }
    const LabelUse* use = facts.useOf(m_spec);
    m_viewNote->setText(use == nullptr ? tr("Counting labels…")
                                       : tr("%1 labels").arg(countText(use->labelled)));
    showBudget();
    showProblem();
}

void RecipeColumn::setShape(const std::optional<ModelShape>& shape, const QString& problem)
{
    m_shape = shape;
    m_shapeProblem = problem;
    followModel();
    m_modelNote->setColour(problem.isEmpty() ? &Theme::muted : &Theme::error);
    m_modelNote->setText(shape ? tr("%1 parameters · %2 · context %3")
                                     .arg(countText(shape->parameters),
                                          QString::fromStdString(shape->type),
                                          countText(shape->context))
                               : problem);
    showMethod();
    showBudget();
    showProblem();
}

void RecipeColumn::setSpeed(const std::optional<MeasuredSpeed>& speed)
{
    m_speed = speed;
    showBudget();
}

void RecipeColumn::setMeasured(double megabytes)
{
    m_budget->setMeasured(megabytes);
}

void RecipeColumn::applyField(const QString& key, double value)
{
    const auto whole = static_cast<std::int64_t>(value);
    if (applyOptimizerField(key, value != 0)) {
        changed();
        return;
    }
    if (key == QLatin1String("learning_rate")) {
        m_spec.learning_rate = value;
    } else if (key == QLatin1String("batch_size")) {
        m_spec.batch_size = whole;
    } else if (key == QLatin1String("epochs")) {
        m_spec.epochs = value;
    } else if (key == QLatin1String("warmup_ratio")) {
        m_spec.warmup_ratio = value;
        m_spec.warmup_steps = -1;
    } else if (key == QLatin1String("max_length")) {
        m_spec.max_length = whole;
    } else if (key == QLatin1String("held_out_share")) {
        m_spec.held_out_share = value;
    } else if (key == QLatin1String("checkpoint_every")) {
        m_spec.checkpoint_every = whole;
    } else if (key == QLatin1String("max_grad_norm")) {
        m_spec.max_grad_norm = value;
    } else if (key == QLatin1String("seed")) {
        m_spec.seed = static_cast<std::uint64_t>(value);
    } else if (key == QLatin1String("lora_r")) {
        m_spec.lora_r = whole;
    } else if (key == QLatin1String("lora_alpha")) {
        m_spec.lora_alpha = value;
    } else if (key == QLatin1String("lora_dropout")) {
        m_spec.lora_dropout = value;
    } else if (key == QLatin1String("use_rslora")) {
        m_spec.use_rslora = value != 0;
    } else if (key == QLatin1String("use_dora")) {
        m_spec.use_dora = value != 0;
    } else if (key == QLatin1String("recompute")) {
        const bool never = m_base.recompute == "off";
        m_spec.recompute = value != 0 ? "blocks" : never ? "off" : "auto";
    }
    changed();
}

double RecipeColumn::numberOf(const RunSpec& spec, const QString& key)
{
    const QHash<QString, double> numbers = {
        {QStringLiteral("learning_rate"), spec.learning_rate},
        {QStringLiteral("batch_size"), static_cast<double>(spec.batch_size)},
        {QStringLiteral("epochs"), spec.epochs},
        {QStringLiteral("warmup_ratio"), spec.warmup_ratio},
        {QStringLiteral("max_length"), static_cast<double>(spec.max_length)},
        {QStringLiteral("held_out_share"), spec.held_out_share},
        {QStringLiteral("checkpoint_every"), static_cast<double>(spec.checkpoint_every)},
        {QStringLiteral("max_grad_norm"), spec.max_grad_norm},
        {QStringLiteral("seed"), static_cast<double>(spec.seed)},
        {QStringLiteral("lora_r"), static_cast<double>(spec.lora_r)},
        {QStringLiteral("lora_alpha"), spec.lora_alpha},
        {QStringLiteral("lora_dropout"), spec.lora_dropout},
        {QStringLiteral("use_rslora"), spec.use_rslora ? 1.0 : 0.0},
        {QStringLiteral("use_dora"), spec.use_dora ? 1.0 : 0.0},
        {QStringLiteral("optimizer_state"), spec.optimizer_state == "int8" ? 1.0 : 0.0},
        {QStringLiteral("masters"), spec.masters == "stochastic" ? 1.0 : 0.0},
        {QStringLiteral("recompute"), spec.recompute == "blocks" ? 1.0 : 0.0}};
    return numbers.value(key);
}

void RecipeColumn::showChanges()
{
    const RunSpec base = baseSpec();
    for (auto mark = m_marks.cbegin(); mark != m_marks.cend(); ++mark) {
        const double original = numberOf(base, mark.key());
        mark.value()->setChanged(!m_readOnly && numberOf(m_spec, mark.key()) != original,
                                 settingText(original));
    }
    m_scheduleMark->setChanged(
        !m_readOnly && m_spec.schedule != base.schedule,
        m_schedule->itemText(m_schedule->findData(QString::fromStdString(base.schedule))));
    showOffloadChange(base);
    m_methodMark->setChanged(!m_readOnly && m_spec.method != base.method,
                             base.method == "lora" ? tr("LoRA") : tr("Full"));
    m_targetsMark->setChanged(!m_readOnly && m_spec.lora_targets != base.lora_targets,
                              QString::fromStdString(base.lora_targets));
    m_baseWeightsMark->setChanged(!m_readOnly && m_spec.base_weights != base.base_weights,
                                  QString::fromStdString(base.base_weights));
    for (ObjectiveCard* card : m_cards) {
        if (card->isOpen()) {
            card->showChanges(m_spec, base);
        }
    }
}

void RecipeColumn::chooseModel(int index)
{
    const QString folder = m_model->itemData(index).toString();
    if (folder == QLatin1String(kChooseModel)) {
        showModel();
        Q_EMIT modelAsked();
        return;
    }
    setModel(folder.toStdString());
}

void RecipeColumn::setModel(const std::string& folder)
{
    if (folder == m_spec.model) {
        return;
    }
    m_rateFollows = m_rateFollows || hasUsualRate(m_spec);
    m_spec.model = folder;
    m_shape.reset();
    m_shapeProblem.clear();
    showModel();
    changed();
}

void RecipeColumn::changed()
{
    int preset = 0;
    for (std::size_t i = 0; i < runPresets().size(); ++i) {
        RunSpec wanted = runPresets()[i].spec;
        wanted.model = m_spec.model;
        wanted.name = m_spec.name;
        for (const char* const key : OtherModels::kKeys) {
            *OtherModels::settingOf(wanted, QString::fromLatin1(key)) =
                *OtherModels::settingOf(m_spec, QString::fromLatin1(key));
        }
        preset = wanted == m_spec ? static_cast<int>(i) + 1 : preset;
    }
    m_preset->setCurrentIndex(preset);
    m_presetText->setText(m_preset->currentText());
    showMethod();
    showOutside();
    showChanges();
    showForkDifference();
    showBudget();
    showProblem();
    Q_EMIT specChanged();
}

void RecipeColumn::showSpec()
{
    for (auto field = m_fields.cbegin(); field != m_fields.cend(); ++field) {
        field.value()->setValue(settingText(numberOf(m_spec, field.key())));
    }
    m_fields.value(QStringLiteral("seed"))->setValue(QString::number(m_spec.seed));
    m_schedule->setCurrentIndex(m_schedule->findData(QString::fromStdString(m_spec.schedule)));
    showMethod();
    addCardOf(m_spec.objective);
    for (ObjectiveCard* card : m_cards) {
        const bool open = card->info().id == m_spec.objective;
        card->setOpen(open);
        card->setVisible(open || isUsual(card->info().id));
        if (open) {
            card->setSpec(m_spec, baseSpec());
        }
    }
    showModel();
}

void RecipeColumn::showBudget()
{
    if (m_planFor && m_planFor->first == m_spec && m_planFor->second == usedRecords()) {
        return;  // what was measured still holds
    }
    m_planFor.reset();
    const auto size = m_facts.sizes.find(m_spec.objective);
    if (!m_shape || (!m_fork && size == m_facts.sizes.end())) {
        m_budget->clear(m_shape ? tr("Counting labels…") : tr("Needs a model."));
        return;
    }
    DataSize used = m_fork ? m_fork->size : size->second;
    used.records = m_fork ? used.records : usedRecords().value_or(used.records);
    const Budget budget =
        estimateBudget(m_spec, *m_shape, used, m_speed, m_fork ? m_fork->point.checkpoint.step : 0);
    // What another machine has is looked at there, before the first step.
    const std::int64_t machine = m_target->target() ? 0 : totalMemory();
    m_budget->setBudget(budget, machine);
    RunSpec placed = m_spec;
    placed.device = computesOnCard().value_or(false) ? "cuda" : "cpu";
    m_budget->setRemedies(machine > 0
                              ? possible(planOf(budget, placed, *m_shape, used, machine).remedies)
                              : std::vector<Remedy>());
}

void RecipeColumn::showUse()
{
    const LabelUse* use = m_facts.useOf(m_spec);
    if (use == nullptr) {
        return;
    }
    DataFacts facts = m_facts;
    facts.uses[m_spec.objective] = *use;
    for (ObjectiveCard* card : m_cards) {
        if (card->info().id == m_spec.objective) {
            card->setFacts(facts);
        }
    }
}

}  // namespace marginalia
