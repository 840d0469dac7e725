// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/objectives/objective_page.h"

#include "core/analysis/loss_curves.h"
#include "widgets/common/buttons.h"
#include "widgets/common/flow_layout.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/common/translated.h"
#include "widgets/objectives/recorded_advice.h"
#include "widgets/train/formula_view.h"

#include <QCoreApplication>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <cstring>

namespace marginalia {
namespace {

constexpr double kClose = 28;

bool sameText(const char* left, const char* right)
{
    return std::strcmp(left, right) == 0;
}

template <class Item>
const Item* withKey(const std::vector<Item>& list, const std::string& key)
{
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Item& each) { return each.key == key; });
    return found != list.end() ? &*found : nullptr;
}

QString wordOf(const ChoiceInfo& choice, const std::string& value)
{
    for (const auto& [id, text] : choice.values) {
        if (id == value) {
            return catalogText(text);
        }
    }
    return QString::fromStdString(value);
}

/// "β  beta                0.1": a setting's name as people and as run.json know it, and what it
/// is unless it is changed.
QHBoxLayout* settingHead(const QString& label, const std::string& key, const QString& value)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    row->addWidget(new TextLabel(label, Face::Small, &Theme::text, QFont::DemiBold));
    auto* name = new ElidedLabel(QString::fromStdString(key), Face::Caption, &Theme::muted);
    name->setMono(11);
    row->addWidget(name, 1);
    auto* usual = new ElidedLabel(value, Face::Small, &Theme::text);
    usual->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(usual);
    return row;
}

}  // namespace

ObjectivePage::ObjectivePage(const QString& place, QWidget* parent)
    : QScrollArea(parent), m_place(place)
{
    setObjectName(QStringLiteral("objectives.page.") + place);
    setAccessibleName(tr("Card of the objective"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::TabFocus);
}

void ObjectivePage::show(const ObjectiveInfo* info, const ObjectiveInfo* other,
                         const DataFacts& facts)
{
    const bool same = info == m_info;
    const int scrolled = verticalScrollBar()->value();
    m_info = info;
    m_other = other != info ? other : nullptr;
    m_content = new Pane(&Theme::base);
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(0, u(14), 0, u(18));
    m_column->setSpacing(0);
    if (info == nullptr) {
        showNothing();
    } else {
        addHead();
        addFormula();
        addNeeds();
        addLabels(facts);
        addParameters();
        addText(tr("When to use it"), info->whenToUse,
                m_other != nullptr ? m_other->whenToUse : nullptr);
        addText(tr("How it fails"), info->howItFails,
                m_other != nullptr ? m_other->howItFails : nullptr);
        addText(tr("What to watch"), info->watch, m_other != nullptr ? m_other->watch : nullptr);
        addMeasured();
        addPresets();
        addModifiers();
        addOrigin();
    }
    m_column->addStretch(1);
    setWidget(m_content);
    verticalScrollBar()->setValue(same ? scrolled : 0);
}

void ObjectivePage::showNothing()
{
    m_column->addStretch(1);
    auto* block = addBlock(0);
    auto* text = addLine(*block, tr("Choose a second objective in the list."), &Theme::muted);
    text->setAlignment(Qt::AlignCenter);
}

CardBlock* ObjectivePage::addBlock(double above)
{
    if (above > 0) {
        m_column->addSpacing(u(above));
    }
    auto* block = new CardBlock;
    m_column->addWidget(block);
    return block;
}

TextLabel* ObjectivePage::addLine(CardBlock& block, const QString& text, Token colour)
{
    auto* line = new TextLabel(text, Face::Small, colour);
    line->setWordWrap(true);
    line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    line->setFocusPolicy(Qt::NoFocus);
    block.column().addWidget(line);
    return line;
}

void ObjectivePage::addHead()
{
    auto* block = addBlock(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    auto* title =
        new TextLabel(catalogText(m_info->title), Face::Title, &Theme::text, QFont::DemiBold);
    title->setWordWrap(true);
    title->setMinimumHeight(u(kClose));  // two cards side by side begin at one line
    row->addWidget(title, 1);
    if (m_info->experimental) {
        auto* tag = new Tag(propertyName(ObjectiveProperty::Experimental), Tone::Warning);
        tag->setToolTip(propertyHelp(ObjectiveProperty::Experimental));
        row->addWidget(tag, 0, Qt::AlignTop);
    }
    if (m_closable) {
        auto* close = iconButton(QStringLiteral("close"), tr("Stop comparing"));
        close->setObjectName(QStringLiteral("objectives.close_second"));
        close->setFixedSize(u(kClose), u(kClose));
        connect(close, &QToolButton::clicked, this, &ObjectivePage::closeAsked);
        row->addWidget(close, 0, Qt::AlignTop);
    }
    block->column().addLayout(row);
    auto* second = new QHBoxLayout;
    second->setSpacing(u(8));
    auto* id = new TextLabel(QString::fromStdString(m_info->id), Face::Small, &Theme::muted);
    id->setMono(12);
    second->addWidget(id);
    second->addWidget(new ElidedLabel(catalogText(m_info->family), Face::Small, &Theme::muted), 1);
    block->column().addLayout(second);
    auto* sentence = new TextLabel(catalogText(m_info->sentence), Face::Body);
    sentence->setWordWrap(true);
    block->column().addSpacing(u(4));
    block->column().addWidget(sentence);
}

void ObjectivePage::addFormula()
{
    auto* block = addBlock(10);
    auto* formula = new FormulaView(m_info->formula);
    if (m_other != nullptr) {
        block->setMarked(formula->markAgainst(m_other->formula));
    }
    block->column().addWidget(formula);
    if (!hasLossCurve(m_info->id)) {
        return;
    }
    auto* link = new LinkLabel(tr("Explore its loss…"));
    link->setObjectName(QStringLiteral("objectives.curve.") + m_place);
    link->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(link, &LinkLabel::activated, this,
            [this] { Q_EMIT curveAsked(QString::fromStdString(m_info->id)); });
    block->column().addWidget(link);
}

void ObjectivePage::addNeeds()
{
    auto* block = addBlock(12);
    block->column().addWidget(
        new TextLabel(tr("Needs"), Face::Small, &Theme::muted, QFont::DemiBold));
    auto* row = new QWidget;
    auto* flow = new FlowLayout(row, u(6));
    const std::vector<NeedFact> others =
        m_other != nullptr ? needFacts(m_other->needs) : std::vector<NeedFact>();
    bool differs = false;
    for (const NeedFact& fact : needFacts(m_info->needs)) {
        const bool only = m_other != nullptr &&
                          std::none_of(others.begin(), others.end(), [&](const NeedFact& each) {
                              return each.text == fact.text;
                          });
        differs = differs || only;
        auto* tag = new Tag(fact.text, only ? Tone::Accent : Tone::Neutral);
        tag->setToolTip(fact.help);
        tag->setAccessibleName(fact.text);
        flow->addWidget(tag);
    }
    block->column().addWidget(row);
    block->setMarked(differs);
}

void ObjectivePage::addLabels(const DataFacts& facts)
{
    auto* block = addBlock(10);
    const QString why = whyNotNow(*m_info, facts);
    const auto use = facts.uses.find(m_info->id);
    if (use != facts.uses.end()) {
        auto* bar = new NeedBar;
        bar->setUse(use->second.used, use->second.labelled);
        block->column().addWidget(bar);
        QStringList sentences(
            tr("Uses %1 of %2 labels.")
                .arg(countText(use->second.used), countText(use->second.labelled)));
        sentences << convertedSentence(facts, *m_info) << unusedSentence(facts, m_info->id);
        sentences.removeAll(QString());
        addLine(*block, sentences.join(u' '));
    }
    if (!why.isEmpty()) {
        auto* row = new QHBoxLayout;
        row->setSpacing(u(6));
        row->addWidget(new IconLabel(QStringLiteral("warning"), &Theme::warning, 14), 0,
                       Qt::AlignTop);
        auto* text = new TextLabel(why, Face::Small, &Theme::warning);
        text->setWordWrap(true);
        row->addWidget(text, 1);
        block->column().addLayout(row);
    }
}

void ObjectivePage::addParameters()
{
    if (m_info->parameters.empty() && m_info->choices.empty()) {
        return;
    }
    auto* block = addBlock(14);
    auto* head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Parameters"), Face::Small, &Theme::muted, QFont::DemiBold));
    head->addStretch(1);
    head->addWidget(new TextLabel(tr("default"), Face::Caption, &Theme::muted));
    block->column().addLayout(head);
    for (const ParameterInfo& parameter : m_info->parameters) {
        addParameter(parameter);
    }
    for (const ChoiceInfo& choice : m_info->choices) {
        addChoice(choice);
    }
}

void ObjectivePage::addParameter(const ParameterInfo& parameter)
{
    auto* block = addBlock(6);
    block->column().setSpacing(0);
    block->column().addLayout(
        settingHead(catalogText(parameter.label), parameter.key, settingText(parameter.fallback)));
    addLine(*block, tr("%1 From %2.").arg(catalogText(parameter.help), rangeText(parameter)),
            &Theme::muted);
    if (m_other != nullptr) {
        const ParameterInfo* twin = withKey(m_other->parameters, parameter.key);
        block->setMarked(twin == nullptr || !sameParameter(parameter, *twin));
    }
}

void ObjectivePage::addChoice(const ChoiceInfo& choice)
{
    auto* block = addBlock(6);
    block->column().setSpacing(0);
    block->column().addLayout(
        settingHead(catalogText(choice.label), choice.key, wordOf(choice, choice.fallback)));
    QStringList others;
    for (const auto& [value, text] : choice.values) {
        if (value != choice.fallback) {
            others << catalogText(text);
        }
    }
    const QString help = catalogText(choice.help);
    addLine(*block,
            others.isEmpty() ? help : tr("%1 Or: %2.").arg(help, others.join(QStringLiteral("; "))),
            &Theme::muted);
    if (m_other != nullptr) {
        const ChoiceInfo* twin = withKey(m_other->choices, choice.key);
        block->setMarked(twin == nullptr || twin->fallback != choice.fallback);
    }
}

void ObjectivePage::addText(const QString& title, const char* text, const char* other)
{
    auto* block = addBlock(12);
    block->column().setSpacing(u(2));
    block->column().addWidget(new TextLabel(title, Face::Small, &Theme::muted, QFont::DemiBold));
    addLine(*block, catalogText(text));
    block->setMarked(other != nullptr && !sameText(text, other));
}

void ObjectivePage::addMeasured()
{
    const QStringList lines = recordedAdvice(m_info->id);
    if (lines.isEmpty()) {
        return;
    }
    auto* block = addBlock(12);
    block->column().setSpacing(u(2));
    block->column().addWidget(
        new TextLabel(tr("How it learns"), Face::Small, &Theme::muted, QFont::DemiBold));
    for (const QString& line : lines) {
        addLine(*block, line, &line == &lines.back() ? &Theme::muted : &Theme::text);
    }
}

void ObjectivePage::addPresets()
{
    const std::vector<const RunPreset*> presets = presetsOf(m_info->id);
    if (presets.empty()) {
        return;
    }
    auto* block = addBlock(12);
    block->column().addWidget(
        new TextLabel(tr("Start from a preset"), Face::Small, &Theme::muted, QFont::DemiBold));
    for (const RunPreset* preset : presets) {
        auto* link = new LinkLabel(QCoreApplication::translate("presets", preset->title));
        link->setToolTip(QCoreApplication::translate("presets", preset->sentence));
        link->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        connect(link, &LinkLabel::activated, this,
                [this, id = QString::fromStdString(preset->id)] { Q_EMIT presetChosen(id); });
        block->column().addWidget(link);
    }
}

void ObjectivePage::addModifiers()
{
    QStringList names;
    for (const ModifierInfo& modifier : modifierCatalog()) {
        if (modifier.objectives.empty() ||
            std::find(modifier.objectives.begin(), modifier.objectives.end(), m_info->id) !=
                modifier.objectives.end()) {
            names << catalogText(modifier.info.title);
        }
    }
    if (names.isEmpty()) {
        return;
    }
    auto* block = addBlock(12);
    block->column().addWidget(
        new TextLabel(tr("Goes with"), Face::Small, &Theme::muted, QFont::DemiBold));
    addLine(*block, names.join(QStringLiteral(" · ")));
}

void ObjectivePage::addOrigin()
{
    auto* block = addBlock(12);
    block->column().addWidget(
        new TextLabel(tr("Where it comes from"), Face::Small, &Theme::muted, QFont::DemiBold));
    addLine(*block, QString::fromUtf8(m_info->source));
    QStringList names;
    for (const std::string& name : m_info->names) {
        names << QString::fromStdString(name);
    }
    if (!names.isEmpty()) {
        addLine(*block, tr("Elsewhere: %1.").arg(names.join(QStringLiteral(", "))), &Theme::muted);
    }
    addLine(*block, goldenText(*m_info), &Theme::muted);
    addLine(*block, startText(*m_info), &Theme::muted);
}

}  // namespace marginalia
