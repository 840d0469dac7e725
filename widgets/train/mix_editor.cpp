// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/mix_editor.h"

#include "core/jobs/combinations.h"
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/flow_layout.h"
#include "widgets/common/labels.h"
#include "widgets/objectives/objective_facts.h"
#include "widgets/train/recipe_data.h"
#include "widgets/train/setting_field.h"

#include <QComboBox>
#include <QGridLayout>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {
namespace {

constexpr double kHighestWeight = 100;

QString fieldKey(const std::string& id, const std::string& key)
{
    return QString::fromStdString(id + '.' + key);
}

}  // namespace

MixEditor::MixEditor(const ObjectiveInfo& info, QWidget* parent)
    : QWidget(parent), m_info(info), m_spec(defaultRunSpec(info.id))
{
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(u(6));
    auto* links = new QWidget;
    auto* flow = new FlowLayout(links, u(14));
    m_addTerm = new LinkLabel(tr("Add a term…"));
    m_addTerm->setObjectName(QStringLiteral("recipe.add_term"));
    m_addTerm->setToolTip(
        tr("Another objective on the same batch; the losses are added with "
           "weights and drawn apart."));
    m_addModifier = new LinkLabel(tr("Add a modifier…"));
    m_addModifier->setObjectName(QStringLiteral("recipe.add_modifier"));
    m_addModifier->setToolTip(
        tr("A change that goes with many objectives: noise in labels, weights of tokens or pairs, "
           "what is trained."));
    for (LinkLabel* link : {m_addTerm, m_addModifier}) {
        flow->addWidget(link);
        connect(link, &LinkLabel::activated, this,
                [this, link] { openMenu(*link, link == m_addTerm); });
    }
    m_column->addWidget(links);
    rebuild();
}

void MixEditor::setSpec(const RunSpec& spec)
{
    const bool same = spec.terms == m_spec.terms && spec.modifiers == m_spec.modifiers;
    m_spec = spec;
    if (same) {
        showAddable();
    } else {
        rebuild();
    }
}

void MixEditor::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    rebuild();
}

bool MixEditor::accepts(const RunSpec& spec, const char* field) const
{
    const std::vector<SpecProblem> problems = checkRunSpec(spec);
    return std::none_of(problems.begin(), problems.end(), [&](const SpecProblem& problem) {
        return problem.field.rfind(field, 0) == 0;
    });
}

std::vector<std::string> MixEditor::addableTerms() const
{
    std::vector<std::string> out;
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        const bool there = info.id == m_info.id ||
                           std::any_of(m_spec.terms.begin(), m_spec.terms.end(),
                                       [&](const TermSpec& term) { return term.loss == info.id; });
        if (there || (m_ownLikelihood && info.id == kLikelihood)) {
            continue;
        }
        RunSpec wanted = m_spec;
        wanted.terms = withTerm(m_spec.terms, m_info.id, info.id, 1);
        if (accepts(wanted, "terms")) {
            out.push_back(info.id);
        }
    }
    return out;
}

std::vector<std::string> MixEditor::addableModifiers() const
{
    std::vector<std::string> out;
    for (const ModifierInfo& modifier : modifierCatalog()) {
        const std::string& id = modifier.info.id;
        const auto& fits = modifier.objectives;
        if ((!fits.empty() && std::find(fits.begin(), fits.end(), m_info.id) == fits.end()) ||
            std::any_of(m_spec.modifiers.begin(), m_spec.modifiers.end(),
                        [&](const ModifierSpec& each) { return each.id == id; }) ||
            whyNotUsable(modifier.info) != nullptr) {
            continue;
        }
        RunSpec wanted = m_spec;
        wanted.modifiers.push_back({id, {}, {}});
        if (accepts(wanted, "modifiers")) {
            out.push_back(id);
        }
    }
    return out;
}

std::vector<TermSpec> MixEditor::withTerm(std::vector<TermSpec> terms, const std::string& objective,
                                          const std::string& id, double weight)
{
    if (terms.empty()) {
        terms.push_back({objective, 1.0});
    }
    const auto found = std::find_if(terms.begin(), terms.end(),
                                    [&](const TermSpec& term) { return term.loss == id; });
    if (weight <= 0 && id != objective) {
        if (found != terms.end()) {
            terms.erase(found);
        }
    } else if (found != terms.end()) {
        found->weight = weight;
    } else {
        terms.push_back({id, weight});
    }
    if (terms.size() == 1 && terms[0].loss == objective && terms[0].weight == 1) {
        terms.clear();
    }
    return terms;
}

void MixEditor::setTerm(const std::string& id, double weight)
{
    const std::size_t rows = m_spec.terms.size();
    m_spec.terms = withTerm(m_spec.terms, m_info.id, id, weight);
    if (m_spec.terms.size() != rows) {
        rebuild();
    }
    Q_EMIT termsChanged();
}

void MixEditor::addTerm(const std::string& id)
{
    setTerm(id, 1);
    if (TextField* field = termField(id)) {
        field->edit()->setFocus();
        field->edit()->selectAll();
    }
}

void MixEditor::addModifier(const std::string& id)
{
    const ModifierInfo* info = findModifier(id);
    if (info == nullptr) {
        return;
    }
    ModifierSpec modifier{id, {}, {}};
    for (const ParameterInfo& parameter : info->info.parameters) {
        modifier.parameters[parameter.key] = parameter.fallback;
    }
    for (const ChoiceInfo& choice : info->info.choices) {
        modifier.choices[choice.key] = choice.fallback;
    }
    m_spec.modifiers.push_back(std::move(modifier));
    rebuild();
    Q_EMIT modifiersChanged();
}

void MixEditor::removeModifier(const std::string& id)
{
    std::erase_if(m_spec.modifiers, [&](const ModifierSpec& each) { return each.id == id; });
    rebuild();
    Q_EMIT modifiersChanged();
}

ModifierSpec* MixEditor::find(const std::string& id)
{
    const auto found = std::find_if(m_spec.modifiers.begin(), m_spec.modifiers.end(),
                                    [&](const ModifierSpec& each) { return each.id == id; });
    return found != m_spec.modifiers.end() ? &*found : nullptr;
}

TextField* MixEditor::termField(const std::string& id) const
{
    return m_fields.value(fieldKey("term", id));
}

TextField* MixEditor::modifierField(const std::string& id, const std::string& key) const
{
    return m_fields.value(fieldKey(id, key));
}

void MixEditor::rebuild()
{
    m_fields.clear();
    if (m_rows != nullptr) {
        m_rows->hide();
        m_rows->deleteLater();  // one of its fields may be telling us
    }
    m_rows = new QWidget(this);
    auto* column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(u(8));
    m_column->insertWidget(0, m_rows);
    // With the likelihood alone the objective's own weight of 1 goes without saying.
    const auto isRow = [this](const TermSpec& term) {
        return !(m_ownLikelihood && term.loss == kLikelihood);
    };
    const bool mixed = std::count_if(m_spec.terms.begin(), m_spec.terms.end(), isRow) > 1;
    for (const TermSpec& term : m_spec.terms) {
        if (isRow(term) && (mixed || term.weight != 1)) {
            addTermRow(term);
        }
    }
    for (const ModifierSpec& modifier : m_spec.modifiers) {
        addModifierRow(modifier);
    }
    m_rows->setVisible(column->count() > 0);
    showAddable();
}

void MixEditor::showAddable()
{
    m_addTerm->setVisible(!m_readOnly && !addableTerms().empty());
    m_addModifier->setVisible(!m_readOnly && !addableModifiers().empty());
    setVisible(!m_readOnly || !m_fields.isEmpty() || !m_spec.modifiers.empty());
}

void MixEditor::addTermRow(const TermSpec& term)
{
    const ObjectiveInfo* info = findObjective(term.loss);
    const QString title = info != nullptr ? shortTitle(*info) : QString::fromStdString(term.loss);
    auto* row = new QHBoxLayout;
    row->setSpacing(u(6));
    auto* field =
        settingField(fieldKey("term", term.loss), tr("Weight of %1").arg(title),
                     info != nullptr ? catalogText(info->sentence) : QString(), 0, kHighestWeight);
    field->setValue(settingText(term.weight));
    field->setReadOnly(m_readOnly);
    connect(field, &TextField::applied, this, [this, id = term.loss](const QString& text) {
        double value = 0;
        if (settingFromText(text, &value)) {
            setTerm(id, value);
        }
    });
    m_fields.insert(fieldKey("term", term.loss), field);
    row->addWidget(field, 1);
    if (term.loss != m_info.id && !m_readOnly) {
        auto* remove = iconButton(QStringLiteral("close"), tr("Remove %1").arg(title));
        connect(remove, &QToolButton::clicked, this, [this, id = term.loss] { setTerm(id, 0); });
        row->addWidget(remove, 0, Qt::AlignBottom);
    }
    static_cast<QVBoxLayout*>(m_rows->layout())->addLayout(row);
}

void MixEditor::addModifierRow(const ModifierSpec& modifier)
{
    const ModifierInfo* found = findModifier(modifier.id);
    auto* column = static_cast<QVBoxLayout*>(m_rows->layout());
    auto* head = new QHBoxLayout;
    head->setSpacing(u(6));
    const QString title =
        found != nullptr ? catalogText(found->info.title) : QString::fromStdString(modifier.id);
    auto* name = new ElidedLabel(title, Face::Small, &Theme::text);
    name->setFace(Face::Small, QFont::DemiBold);
    head->addWidget(name, 1);
    if (!m_readOnly) {
        auto* remove = iconButton(QStringLiteral("close"), tr("Remove %1").arg(title));
        remove->setObjectName(QStringLiteral("recipe.remove.") +
                              QString::fromStdString(modifier.id));
        connect(remove, &QToolButton::clicked, this,
                [this, id = modifier.id] { removeModifier(id); });
        head->addWidget(remove);
    }
    column->addLayout(head);
    if (found == nullptr) {
        return;
    }
    name->setToolTip(catalogText(found->info.sentence));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(u(8));
    grid->setVerticalSpacing(u(6));
    std::vector<TextField*> fields;
    for (const ParameterInfo& info : found->info.parameters) {
        const auto set = modifier.parameters.find(info.key);
        auto* field = settingField(fieldKey(modifier.id, info.key), catalogText(info.label),
                                   catalogText(info.help), info.low, info.high);
        field->setValue(
            settingText(set != modifier.parameters.end() ? set->second : info.fallback));
        field->setReadOnly(m_readOnly);
        connect(field, &TextField::applied, this,
                [this, id = modifier.id, key = info.key](const QString& text) {
                    double value = 0;
                    ModifierSpec* mine = find(id);
                    if (mine != nullptr && settingFromText(text, &value)) {
                        mine->parameters[key] = value;
                        Q_EMIT modifiersChanged();
                    }
                });
        m_fields.insert(fieldKey(modifier.id, info.key), field);
        fields.push_back(field);
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    placeSettings(fields, *grid, kHalfOfCard);
    for (const ChoiceInfo& choice : found->info.choices) {
        addChoice(*column, modifier.id, choice);
    }
}

void MixEditor::addText(QVBoxLayout& column, const std::string& id, const ChoiceInfo& choice)
{
    auto* field = new TextField(catalogText(choice.label));
    field->edit()->setObjectName(QStringLiteral("recipe.") + fieldKey(id, choice.key));
    field->setToolTip(catalogText(choice.help));
    const ModifierSpec* modifier = find(id);
    const auto set = modifier->choices.find(choice.key);
    field->setValue(
        QString::fromStdString(set != modifier->choices.end() ? set->second : choice.fallback));
    field->setReadOnly(m_readOnly);
    connect(field, &TextField::applied, this, [this, id, key = choice.key](const QString& text) {
        if (ModifierSpec* mine = find(id)) {
            mine->choices[key] = text.trimmed().toStdString();
            Q_EMIT modifiersChanged();
        }
    });
    m_fields.insert(fieldKey(id, choice.key), field);
    column.addWidget(field);
}

void MixEditor::addChoice(QVBoxLayout& column, const std::string& id, const ChoiceInfo& choice)
{
    if (choice.values.empty()) {
        addText(column, id, choice);
        return;
    }
    auto* box = new QComboBox;
    box->setAccessibleName(catalogText(choice.label));
    box->setToolTip(catalogText(choice.help));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setEnabled(!m_readOnly);
    for (const auto& [value, text] : choice.values) {
        box->addItem(catalogText(text), QString::fromStdString(value));
    }
    const ModifierSpec* modifier = find(id);
    const auto set = modifier->choices.find(choice.key);
    box->setCurrentIndex(box->findData(
        QString::fromStdString(set != modifier->choices.end() ? set->second : choice.fallback)));
    connect(box, &QComboBox::activated, this, [this, box, id, key = choice.key] {
        if (ModifierSpec* mine = find(id)) {
            mine->choices[key] = box->currentData().toString().toStdString();
            Q_EMIT modifiersChanged();
        }
    });
    column.addWidget(new TextLabel(catalogText(choice.label), Face::Small, &Theme::muted));
    column.addWidget(box);
}

void MixEditor::openMenu(LinkLabel& link, bool terms)
{
    auto* menu = new QMenu(&link);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (const std::string& id : terms ? addableTerms() : addableModifiers()) {
        const ObjectiveInfo& info = terms ? *findObjective(id) : findModifier(id)->info;
        QAction* action = menu->addAction(catalogText(info.title));
        action->setToolTip(catalogText(info.sentence));
        connect(action, &QAction::triggered, this,
                [this, id, terms] { terms ? addTerm(id) : addModifier(id); });
    }
    menu->popup(link.mapToGlobal(QPoint(0, link.height())));
}

}  // namespace marginalia
