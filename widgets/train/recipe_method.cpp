// SPDX-License-Identifier: GPL-3.0-or-later
// The recipe's method: all weights or an adapter, steps, and what folds under them.
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/train/change_mark.h"
#include "widgets/train/outside_settings.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/setting_field.h"

#include <QComboBox>
#include <QGridLayout>
#include <QVBoxLayout>

namespace marginalia {
namespace {

constexpr double kHalfLine = 108;  // u: of the column at its narrowest

}  // namespace

void RecipeColumn::buildMethod()
{
    QVBoxLayout* section = m_column->addSection();
    auto* title = new SectionTitle(tr("Method"));
    section->addWidget(title);
    m_moreLink = new LinkLabel(tr("More settings"));
    title->addRight(m_moreLink);
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    m_method = new SegmentedControl(tr("Method"));
    m_method->setObjectName(QStringLiteral("recipe.method"));
    m_method->addSegment(QStringLiteral("full"), tr("Full"), tr("Every weight is trained."));
    m_method->addSegment(QStringLiteral("lora"), tr("LoRA"),
                         tr("A small adapter is trained beside frozen weights: a fraction of the "
                            "memory, and checkpoints of a few megabytes. Takes larger steps."));
    connect(m_method, &SegmentedControl::currentChanged, this, &RecipeColumn::chooseMethod);
    m_methodNote = new TextLabel({}, Face::Small, &Theme::muted);
    m_methodNote->setWordWrap(true);
    row->addWidget(m_method);
    row->addWidget(m_methodNote, 1);
    section->addLayout(row);
    m_methodMark = new ChangeMark(m_method, tr("Method"), m_column->widget());
    connect(m_methodMark, &QAbstractButton::clicked, this,
            [this] { chooseMethod(QString::fromStdString(m_base.method)); });
    buildAdapterFields(*section);
    buildCommonFields(*section);
    buildMoreFields(*section);
    m_outside = new TextLabel({}, Face::Caption, &Theme::muted);
    m_outside->setObjectName(QStringLiteral("recipe.outside"));
    m_outside->setWordWrap(true);
    section->addWidget(m_outside);
    connect(m_moreLink, &LinkLabel::activated, this, [this] { setMoreOpen(m_more->isHidden()); });
}

void RecipeColumn::buildCommonFields(QVBoxLayout& section)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    row->addWidget(addField(QStringLiteral("learning_rate"), tr("Learning rate"),
                            tr("Size of a step. Small models bear 1e-3, large ones 1e-6; an "
                               "adapter five times as much."),
                            1e-9, 1, false));
    row->addWidget(addField(QStringLiteral("batch_size"), tr("Batch"),
                            tr("Pairs or answers that make one step."), 1, 4096, true));
    row->addWidget(addField(QStringLiteral("epochs"), tr("Epochs"),
                            tr("How often the data is gone through."), 0.01, 1000, false));
    section.addLayout(row);
}

void RecipeColumn::buildAdapterFields(QVBoxLayout& section)
{
    m_adapter = new QWidget;
    auto* list = new QVBoxLayout(m_adapter);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(u(6));
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    row->addWidget(addField(QStringLiteral("lora_r"), tr("Rank"),
                            tr("Width of the adapter: numbers between its two matrices. 16 "
                               "suits most."),
                            1, 1024, true));
    row->addWidget(addField(QStringLiteral("lora_alpha"), tr("Alpha"),
                            tr("What the adapter adds is multiplied by alpha / rank. Twice the "
                               "rank is usual."),
                            0.001, 65536, false));
    row->addWidget(addField(QStringLiteral("lora_dropout"), tr("Dropout"),
                            tr("Share of the adapter's inputs that each step leaves out."), 0, 0.95,
                            false));
    list->addLayout(row);
    m_targets = new TextField(tr("Modules"));
    m_targets->setMono();
    m_targets->edit()->setObjectName(QStringLiteral("recipe.lora_targets"));
    m_targets->setToolTip(
        tr("Where the adapter stands: all-linear for every projection, or names "
           "with spaces between them, as q_proj v_proj."));
    m_targets->setCheck([](const QString& text) {
        return moduleNames(text.toStdString()).empty() ? tr("At least one name, or all-linear.")
                                                       : QString();
    });
    connect(m_targets, &TextField::applied, this, &RecipeColumn::chooseTargets);
    m_targetsMark = new ChangeMark(m_targets, tr("Modules"), m_column->widget());
    connect(m_targetsMark, &QAbstractButton::clicked, this, [this] {
        m_targets->setValue(QString::fromStdString(m_base.lora_targets));
        chooseTargets(m_targets->value());
    });
    list->addWidget(m_targets);
    auto* switches = new QHBoxLayout;
    switches->setSpacing(u(12));
    switches->addWidget(addSwitch(QStringLiteral("use_rslora"), tr("rsLoRA"),
                                  tr("Multiplies by alpha / √rank, so that large ranks learn as "
                                     "fast as small ones.")));
    switches->addWidget(addSwitch(QStringLiteral("use_dora"), tr("DoRA"),
                                  tr("Trains the length of each weight row apart from its "
                                     "direction: closer to full training, and slower.")));
    switches->addStretch(1);
    list->addLayout(switches);
    buildBaseWeights(*list);
    section.addWidget(m_adapter);
}

void RecipeColumn::buildBaseWeights(QVBoxLayout& list)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    m_baseWeights = new SegmentedControl(tr("Frozen weights"));
    m_baseWeights->setObjectName(QStringLiteral("recipe.base_weights"));
    m_baseWeights->addSegment(QStringLiteral("dense"), tr("Dense"),
                              tr("The frozen weights as the model computes with them."));
    m_baseWeights->addSegment(
        QStringLiteral("int8"), tr("8 bit"),
        tr("Half the memory of bf16 for the blocks: a whole number and a scale a row."));
    m_baseWeights->addSegment(QStringLiteral("nf4"), tr("NF4"),
                              tr("4.5 bits a weight for the blocks, as QLoRA holds them: models "
                                 "three times as large fit. Checkpoints say so; merging goes "
                                 "into the original weights."));
    connect(m_baseWeights, &SegmentedControl::currentChanged, this,
            &RecipeColumn::chooseBaseWeights);
    m_baseWeightsMark = new ChangeMark(m_baseWeights, tr("Frozen weights"), m_column->widget());
    connect(m_baseWeightsMark, &QAbstractButton::clicked, this,
            [this] { chooseBaseWeights(QString::fromStdString(m_base.base_weights)); });
    row->addWidget(new TextLabel(tr("Frozen weights"), Face::Small, &Theme::muted));
    row->addWidget(m_baseWeights);
    row->addStretch(1);
    list.addLayout(row);
}

Switch* RecipeColumn::addSwitch(const QString& key, const QString& text, const QString& help)
{
    auto* control = new Switch(text);
    control->setCheckable(true);
    control->setObjectName(QStringLiteral("recipe.") + key);
    control->setToolTip(help);
    connect(control, &Switch::toggled, this, [this, key](bool on) { applyField(key, on ? 1 : 0); });
    m_switches.insert(key, control);
    auto* mark = new ChangeMark(control, text, m_column->widget());
    m_marks.insert(key, mark);
    connect(mark, &QAbstractButton::clicked, this,
            [this, key, control] { control->setChecked(numberOf(m_base, key) != 0); });
    return control;
}

void RecipeColumn::buildMoreFields(QVBoxLayout& section)
{
    m_more = new QWidget;
    auto* grid = new QGridLayout(m_more);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(u(8));
    grid->setVerticalSpacing(u(6));
    auto* fields = new QGridLayout;
    fields->setHorizontalSpacing(u(8));
    fields->setVerticalSpacing(u(6));
    for (const int column : {0, 1}) {
        fields->setColumnStretch(column, 1);
        // Switches alone would keep both columns as narrow as they are.
        grid->addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum), 0,
                      column);
    }
    grid->addLayout(fields, 0, 0, 1, 2);
    placeSettings(
        {addField(QStringLiteral("warmup_ratio"), tr("Warm-up share"),
                  tr("Share of the steps in which the learning rate rises."), 0, 1, false),
         addField(QStringLiteral("max_length"), tr("Longest, tokens"),
                  tr("Prompt and answer together; longer records are left out."), 8, 1e6, true),
         addField(QStringLiteral("held_out_share"), tr("Held-out share"),
                  tr("Share of the prompts kept back to measure with."), 0, 0.9, false),
         addField(QStringLiteral("checkpoint_every"), tr("Checkpoint every"),
                  tr("Steps between checkpoints; 0: only at the end."), 0, 1e9, true),
         addField(QStringLiteral("max_grad_norm"), tr("Clip gradient at"),
                  tr("Longer gradients are shortened to this norm."), 0, 1e6, false),
         addField(QStringLiteral("seed"), tr("Seed"), tr("Same seed, same order of the data."), 0,
                  4294967295.0, true)},
        *fields, kHalfLine);
    buildSchedule(*grid);
    buildOptimizerFields(*grid);
    grid->addWidget(new TextLabel(tr("The backward pass"), Face::Small, &Theme::muted), 9, 0, 1, 2);
    grid->addWidget(
        addSwitch(QStringLiteral("recompute"), tr("Compute blocks again"),
                  tr("What blocks compute is not kept for the backward pass: the same "
                     "result in less memory, about a quarter slower. Off: only where memory "
                     "would not do otherwise.")),
        10, 0, 1, 2);
    m_more->hide();
    section.addWidget(m_more);
}

void RecipeColumn::buildSchedule(QGridLayout& grid)
{
    m_schedule = new QComboBox;
    m_schedule->setAccessibleName(tr("Schedule"));
    m_schedule->setObjectName(QStringLiteral("recipe.schedule"));
    m_schedule->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_schedule->setMinimumContentsLength(8);
    m_schedule->addItem(tr("linear to zero"), QStringLiteral("linear"));
    m_schedule->addItem(tr("cosine"), QStringLiteral("cosine"));
    m_schedule->addItem(tr("constant"), QStringLiteral("constant"));
    connect(m_schedule, &QComboBox::activated, this, [this] {
        m_spec.schedule = m_schedule->currentData().toString().toStdString();
        changed();
    });
    grid.addWidget(new TextLabel(tr("Schedule of the learning rate"), Face::Small, &Theme::muted),
                   3, 0, 1, 2);
    grid.addWidget(m_schedule, 4, 0, 1, 2);
    m_scheduleMark = new ChangeMark(m_schedule, tr("Schedule"), m_column->widget());
    connect(m_scheduleMark, &QAbstractButton::clicked, this, [this] {
        m_spec.schedule = m_base.schedule;
        m_schedule->setCurrentIndex(m_schedule->findData(QString::fromStdString(m_spec.schedule)));
        changed();
    });
}

void RecipeColumn::chooseMethod(const QString& method)
{
    const bool usual = hasUsualRate(m_spec);
    m_spec.method = method.toStdString();
    if (usual) {
        m_spec.learning_rate = usualRate(m_spec.objective, m_spec.method);
    }
    if (method != QStringLiteral("lora")) {
        m_spec.base_weights = "dense";
    } else if (m_spec.masters != "fp32") {  // an adapter is float32
        applyOptimizerField(QStringLiteral("masters"), false);
    }
    showSpec();
    changed();
}

void RecipeColumn::chooseBaseWeights(const QString& kind)
{
    m_spec.base_weights = kind.toStdString();
    m_baseWeights->setCurrent(kind);
    changed();
}

void RecipeColumn::chooseTargets(const QString& names)
{
    m_spec.lora_targets = names.toStdString();
    changed();
}

void RecipeColumn::showMethod()
{
    const bool lora = m_spec.method == "lora";
    m_method->setCurrent(QString::fromStdString(m_spec.method));
    m_adapter->setVisible(lora);
    m_switches.value(QStringLiteral("masters"))->setVisible(!lora);
    m_targets->setValue(QString::fromStdString(m_spec.lora_targets));
    m_baseWeights->setCurrent(QString::fromStdString(m_spec.base_weights));
    showOffload();
    for (auto control = m_switches.cbegin(); control != m_switches.cend(); ++control) {
        const QSignalBlocker quiet(control.value());
        control.value()->setChecked(numberOf(m_spec, control.key()) != 0);
    }
    if (!lora) {
        m_methodNote->setText(tr("all weights"));
    } else if (m_shape) {
        m_methodNote->setText(tr("rank %1, about %2 numbers")
                                  .arg(m_spec.lora_r)
                                  .arg(countText(adapterParameters(m_spec, *m_shape))));
    } else {
        m_methodNote->setText(tr("rank %1").arg(m_spec.lora_r));
    }
}

void RecipeColumn::showOutside()
{
    // What a preset brings is told by its name.
    const QStringList outside =
        m_preset->currentIndex() > 0 ? QStringList() : outsideSettings(m_spec);
    m_outside->setText(tr("Set elsewhere, and kept: %1.").arg(outside.join(QStringLiteral(", "))));
    m_outside->setVisible(!outside.isEmpty());
}

}  // namespace marginalia
