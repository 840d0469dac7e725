// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/objective_card.h"

#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/objectives/objective_facts.h"
#include "widgets/train/change_mark.h"
#include "widgets/train/mix_editor.h"
#include "widgets/train/other_models.h"
#include "widgets/train/setting_field.h"

#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace marginalia {
namespace {

constexpr const char* kTermKey = "sft_term";
constexpr double kHighestTerm = 100;
/// Up to so many numbers are all seen at once; of more, the first few.
constexpr std::size_t kMostNumbers = 8;
constexpr std::size_t kFewNumbers = 6;

QGridLayout* addNumberGrid(QVBoxLayout* layout)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(u(8));
    grid->setVerticalSpacing(u(6));
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    layout->addLayout(grid);
    return grid;
}

/// The likelihood term is asked for so often that it has a field of its own.
bool takesLikelihood(const ObjectiveInfo& info)
{
    RunSpec spec = defaultRunSpec(info.id);
    spec.terms = {{info.id, 1.0}, {kLikelihood, 1.0}};
    const std::vector<SpecProblem> problems = checkRunSpec(spec);
    return info.id != kLikelihood &&
           std::none_of(problems.begin(), problems.end(), [](const SpecProblem& problem) {
               return problem.field.rfind("terms", 0) == 0;
           });
}

}  // namespace

ObjectiveCard::ObjectiveCard(const ObjectiveInfo& info, QWidget* parent)
    : Card(parent), m_info(info)
{
    setObjectName(QStringLiteral("objective.") + QString::fromStdString(info.id));
    setAccessibleName(catalogText(info.title));
    setAccessibleDescription(catalogText(info.sentence));
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(u(10), 0, u(10), 0);
    layout->setSpacing(0);
    buildHead(layout);
    m_body = new QWidget(this);
    layout->addWidget(m_body);
    auto* body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, u(10));
    body->setSpacing(u(8));
    buildBody(body);
    m_body->hide();
}

void ObjectiveCard::buildHead(QVBoxLayout* layout)
{
    auto* head = new QWidget(this);
    head->setFixedHeight(u(30));
    head->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(u(6));
    row->addWidget(new ElidedLabel(shortTitle(m_info), Face::Small, &Theme::text, QFont::DemiBold));
    auto* family = new ElidedLabel(catalogText(m_info.family), Face::Small, &Theme::muted);
    row->addWidget(family, 1);
    m_count = new TextLabel({}, Face::Small, &Theme::muted);
    row->addWidget(m_count);
    layout->addWidget(head);
    setToolTip(QStringLiteral("%1\n%2\n%3\n%4\n%5")
                   .arg(catalogText(m_info.title), catalogText(m_info.sentence),
                        catalogText(m_info.whenToUse), catalogText(m_info.howItFails),
                        QString::fromUtf8(m_info.source)));
}

TextField* ObjectiveCard::addNumber(const QString& key, const QString& label, const QString& help,
                                    double low, double high)
{
    TextField* field = settingField(key, label, help, low, high);
    m_fields.insert(key, field);
    auto* mark = new ChangeMark(field, label, this);
    m_marks.insert(key, mark);
    connect(mark, &QAbstractButton::clicked, this, [this, key, field] {
        const double original = numberOf(m_base, key);
        field->setValue(settingText(original));
        if (key == QLatin1String(kTermKey)) {
            applyLikelihood(original);
        } else {
            Q_EMIT parameterChanged(key, original);
        }
    });
    return field;
}

void ObjectiveCard::buildBody(QVBoxLayout* layout)
{
    layout->addWidget(new FormulaView(m_info.formula));
    m_bar = new NeedBar;
    layout->addWidget(m_bar);
    m_use = new TextLabel({}, Face::Small, &Theme::muted);
    m_use->setWordWrap(true);
    m_use->setTextFormat(Qt::RichText);
    layout->addWidget(m_use);
    m_others = new OtherModels(m_info);
    layout->addWidget(m_others);
    buildNumbers(layout);
    buildMore(layout);
    buildMix(layout);
}

TextField* ObjectiveCard::parameterField(const ParameterInfo& parameter)
{
    const QString key = QString::fromStdString(parameter.key);
    TextField* field = addNumber(key, catalogText(parameter.label), catalogText(parameter.help),
                                 parameter.low, parameter.high);
    connect(field, &TextField::applied, this, [this, key](const QString& text) {
        double value = 0;
        if (settingFromText(text, &value)) {
            Q_EMIT parameterChanged(key, value);
        }
    });
    return field;
}

TextField* ObjectiveCard::likelihoodField()
{
    TextField* field = addNumber(QString::fromLatin1(kTermKey), tr("SFT term"),
                                 tr("Weight of an added likelihood term on the chosen answers; "
                                    "0 leaves it out. It keeps them likely while "
                                    "the margin grows."),
                                 0, kHighestTerm);
    connect(field, &TextField::applied, this, [this](const QString& text) {
        double value = 0;
        if (settingFromText(text, &value)) {
            applyLikelihood(value);
        }
    });
    return field;
}

void ObjectiveCard::buildNumbers(QVBoxLayout* layout)
{
    std::vector<TextField*> fields;
    for (std::size_t i = 0; i < shownNumbers(); ++i) {
        fields.push_back(parameterField(m_info.parameters[i]));
    }
    if (takesLikelihood(m_info)) {
        fields.push_back(likelihoodField());
    }
    placeSettings(fields, *addNumberGrid(layout), kHalfOfCard);
}

std::size_t ObjectiveCard::shownNumbers() const
{
    const std::size_t all = m_info.parameters.size();
    return all <= kMostNumbers ? all : kFewNumbers;
}

void ObjectiveCard::buildMore(QVBoxLayout* layout)
{
    if (m_info.choices.empty() && shownNumbers() == m_info.parameters.size()) {
        return;
    }
    m_moreLink = new LinkLabel(tr("More"));
    layout->addWidget(m_moreLink);
    m_more = new QWidget;
    auto* list = new QVBoxLayout(m_more);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(u(4));
    for (const ChoiceInfo& choice : m_info.choices) {
        const QString name = catalogText(choice.label);
        auto* box = new QComboBox;
        box->setAccessibleName(name);
        box->setToolTip(catalogText(choice.help));
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        for (const auto& [value, text] : choice.values) {
            box->addItem(catalogText(text), QString::fromStdString(value));
        }
        const QString key = QString::fromStdString(choice.key);
        connect(box, &QComboBox::activated, this,
                [this, key, box] { Q_EMIT choiceChanged(key, box->currentData().toString()); });
        m_choices.insert(key, box);
        auto* mark = new ChangeMark(box, name, this);
        m_marks.insert(key, mark);
        connect(mark, &QAbstractButton::clicked, this, [this, key, box, &choice] {
            const QString original = QString::fromStdString(choiceOf(m_base, choice));
            box->setCurrentIndex(box->findData(original));
            Q_EMIT choiceChanged(key, original);
        });
        list->addWidget(new TextLabel(name, Face::Small, &Theme::muted));
        list->addWidget(box);
    }
    std::vector<TextField*> fields;
    for (std::size_t i = shownNumbers(); i < m_info.parameters.size(); ++i) {
        fields.push_back(parameterField(m_info.parameters[i]));
    }
    placeSettings(fields, *addNumberGrid(list), kHalfOfCard);
    layout->addWidget(m_more);
    setMoreOpen(false);
    connect(m_moreLink, &LinkLabel::activated, this, [this] { setMoreOpen(m_more->isHidden()); });
}

void ObjectiveCard::buildMix(QVBoxLayout* layout)
{
    m_mix = new MixEditor(m_info, this);
    m_mix->setOwnLikelihood(m_fields.contains(QLatin1String(kTermKey)));
    layout->addWidget(m_mix);
    connect(m_mix, &MixEditor::termsChanged, this, [this] { Q_EMIT termsChanged(m_mix->terms()); });
    connect(m_mix, &MixEditor::modifiersChanged, this,
            [this] { Q_EMIT modifiersChanged(m_mix->modifiers()); });
}

void ObjectiveCard::applyLikelihood(double weight)
{
    Q_EMIT termsChanged(MixEditor::withTerm(m_mix->terms(), m_info.id, kLikelihood, weight));
}

void ObjectiveCard::setMoreOpen(bool open)
{
    if (m_more != nullptr) {
        m_more->setVisible(open);
        m_moreLink->setText(open ? tr("Less") : tr("More"));
    }
}

void ObjectiveCard::setOpen(bool open)
{
    m_open = open;
    setFill(&Theme::base);
    m_body->setVisible(open);
    setSelected(open);
    m_count->setVisible(!open);
    setFocusPolicy(open ? Qt::NoFocus : Qt::TabFocus);
    setCursor(open ? Qt::ArrowCursor : Qt::PointingHandCursor);
}

void ObjectiveCard::setFacts(const DataFacts& facts)
{
    const auto found = facts.uses.find(m_info.id);
    if (found == facts.uses.end()) {
        m_count->setText({});
        m_use->setText(tr("Counting labels…"));
        return;
    }
    const LabelUse& use = found->second;
    m_count->setText(countText(use.used));
    m_count->setToolTip(tr("Labels it could use"));
    m_bar->setUse(use.used, use.labelled);
    QString text = tr("Uses %1 of %2 labels.")
                       .arg(QStringLiteral("<span style=\"font-weight:600\">%1</span>")
                                .arg(countText(use.used)),
                            countText(use.labelled));
    for (const QString& more :
         {convertedSentence(facts, m_info), unusedSentence(facts, m_info.id)}) {
        if (!more.isEmpty()) {
            text += u' ' + more.toHtmlEscaped();
        }
    }
    m_use->setText(text);
}

double ObjectiveCard::numberOf(const RunSpec& spec, const QString& key) const
{
    if (key == QLatin1String(kTermKey)) {
        const auto term =
            std::find_if(spec.terms.begin(), spec.terms.end(),
                         [](const TermSpec& part) { return part.loss == kLikelihood; });
        return term != spec.terms.end() ? term->weight : 0;
    }
    if (const auto set = spec.parameters.find(key.toStdString()); set != spec.parameters.end()) {
        return set->second;
    }
    const auto info = std::find_if(
        m_info.parameters.begin(), m_info.parameters.end(),
        [&](const ParameterInfo& parameter) { return parameter.key == key.toStdString(); });
    return info != m_info.parameters.end() ? info->fallback : 0;
}

std::string ObjectiveCard::choiceOf(const RunSpec& spec, const ChoiceInfo& choice) const
{
    const auto set = spec.choices.find(choice.key);
    return set != spec.choices.end() ? set->second : choice.fallback;
}

void ObjectiveCard::setSpec(const RunSpec& spec, const RunSpec& base)
{
    for (auto field = m_fields.cbegin(); field != m_fields.cend(); ++field) {
        field.value()->setValue(settingText(numberOf(spec, field.key())));
    }
    bool unusual = false;
    for (const ChoiceInfo& choice : m_info.choices) {
        QComboBox* box = m_choices.value(QString::fromStdString(choice.key));
        box->setCurrentIndex(box->findData(QString::fromStdString(choiceOf(spec, choice))));
        unusual = unusual || choiceOf(spec, choice) != choice.fallback;
    }
    for (std::size_t i = shownNumbers(); i < m_info.parameters.size(); ++i) {
        const ParameterInfo& parameter = m_info.parameters[i];
        unusual =
            unusual || numberOf(spec, QString::fromStdString(parameter.key)) != parameter.fallback;
    }
    setMoreOpen(unusual);
    showChanges(spec, base);
}

void ObjectiveCard::showChanges(const RunSpec& spec, const RunSpec& base)
{
    m_base = base;
    m_others->setSpec(spec);
    m_mix->setSpec(spec);
    for (auto field = m_fields.cbegin(); field != m_fields.cend(); ++field) {
        const double original = numberOf(base, field.key());
        m_marks.value(field.key())
            ->setChanged(!m_readOnly && numberOf(spec, field.key()) != original,
                         settingText(original));
    }
    for (const ChoiceInfo& choice : m_info.choices) {
        const QString key = QString::fromStdString(choice.key);
        const QComboBox* box = m_choices.value(key);
        const std::string original = choiceOf(base, choice);
        m_marks.value(key)->setChanged(
            !m_readOnly && choiceOf(spec, choice) != original,
            box->itemText(box->findData(QString::fromStdString(original))));
    }
}

void ObjectiveCard::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    for (TextField* field : m_fields) {
        field->setReadOnly(readOnly);
    }
    for (QComboBox* box : m_choices) {
        box->setEnabled(!readOnly);
    }
    m_others->setReadOnly(readOnly);
    m_mix->setReadOnly(readOnly);
}

void ObjectiveCard::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_open && !m_readOnly && event->button() == Qt::LeftButton &&
        rect().contains(event->pos())) {
        Q_EMIT openAsked();
    }
}

void ObjectiveCard::keyPressEvent(QKeyEvent* event)
{
    const bool press = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                       event->key() == Qt::Key_Space;
    if (press && !m_open && !m_readOnly && !event->modifiers().testFlag(Qt::ControlModifier)) {
        Q_EMIT openAsked();
        return;
    }
    Card::keyPressEvent(event);
}

void ObjectiveCard::enterEvent(QEnterEvent* event)
{
    Card::enterEvent(event);
    setFill(!m_open && !m_readOnly ? &Theme::hover : &Theme::base);
}

void ObjectiveCard::leaveEvent(QEvent* event)
{
    Card::leaveEvent(event);
    setFill(&Theme::base);
}

}  // namespace marginalia
