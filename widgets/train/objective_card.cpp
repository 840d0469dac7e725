// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/objective_card.h"

#include "widgets/common/fields.h"
#include "widgets/common/flow_layout.h"
#include "widgets/common/format.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace marginalia {
namespace {

constexpr const char* kTermKey = "sft_term";
constexpr double kHighestTerm = 100;

QString objectiveText(const char* text)
{
    return QCoreApplication::translate("objectives", text);
}

}  // namespace

FormulaView::FormulaView(std::vector<FormulaPiece> formula, QWidget* parent) : QWidget(parent)
{
    m_lines.emplace_back();
    QString spoken;
    for (const FormulaPiece& piece : formula) {
        const QStringList parts = QString::fromUtf8(piece.text).split(u'\n');
        for (qsizetype i = 0; i < parts.size(); ++i) {
            if (i > 0) {
                m_lines.emplace_back();
            }
            m_texts << parts[i];
            spoken += parts[i];
            m_lines.back().push_back({piece.colour, nullptr});
        }
    }
    setAccessibleName(tr("Formula"));
    setAccessibleDescription(spoken.simplified());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize FormulaView::sizeHint() const
{
    return {u(120), u(16) + static_cast<int>(m_lines.size()) * u(18)};
}

void FormulaView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& colours = theme();
    drawBox(painter, QRectF(rect()), u(3), colours.window, QColor());
    QFont font = monoFont();
    // A long formula is drawn smaller rather than cut.
    double widest = 0;
    qsizetype text = 0;
    for (const auto& line : m_lines) {
        double width = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            width += QFontMetricsF(font).horizontalAdvance(m_texts[text++]);
        }
        widest = std::max(widest, width);
    }
    const double room = width() - u(16);
    if (widest > room && widest > 0) {
        font.setPixelSize(std::max(u(9), static_cast<int>(font.pixelSize() * room / widest)));
    }
    painter.setFont(font);
    text = 0;
    double y = u(8);
    for (const auto& line : m_lines) {
        double x = u(8);
        for (const FormulaPiece& piece : line) {
            const QString& part = m_texts[text++];
            painter.setPen(piece.colour == 'c'   ? colours.chosen
                           : piece.colour == 'r' ? colours.rejected
                                                 : colours.text);
            painter.drawText(QRectF(x, y, width(), u(18)), Qt::AlignVCenter, part);
            x += QFontMetricsF(font).horizontalAdvance(part);
        }
        y += u(18);
    }
}

NeedBar::NeedBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Labels used"));
}

void NeedBar::setUse(std::int64_t used, std::int64_t labelled)
{
    m_used = used;
    m_labelled = labelled;
    setAccessibleDescription(tr("%1 of %2").arg(countText(used), countText(labelled)));
    update();
}

QSize NeedBar::sizeHint() const
{
    return {u(100), u(6)};
}

void NeedBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& colours = theme();
    painter.fillRect(rect(), m_labelled > 0 ? colours.border2 : colours.key);
    if (m_labelled > 0) {
        const double share = static_cast<double>(m_used) / static_cast<double>(m_labelled);
        painter.fillRect(QRectF(0, 0, width() * share, height()), colours.accent);
    }
}

ObjectiveCard::ObjectiveCard(const ObjectiveInfo& info, QWidget* parent)
    : Card(parent), m_info(info)
{
    setObjectName(QStringLiteral("objective.") + QString::fromStdString(info.id));
    setAccessibleName(objectiveText(info.title));
    setAccessibleDescription(objectiveText(info.sentence));
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(u(10), 0, u(10), 0);
    layout->setSpacing(u(8));
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
    row->addWidget(
        new TextLabel(objectiveText(m_info.title), Face::Small, &Theme::text, QFont::DemiBold));
    auto* family = new ElidedLabel(objectiveText(m_info.family), Face::Small, &Theme::muted);
    row->addWidget(family, 1);
    m_count = new TextLabel({}, Face::Small, &Theme::muted);
    row->addWidget(m_count);
    layout->addWidget(head);
    setToolTip(QStringLiteral("%1\n%2\n%3\n%4")
                   .arg(objectiveText(m_info.sentence), objectiveText(m_info.whenToUse),
                        objectiveText(m_info.howItFails), QString::fromUtf8(m_info.source)));
}

TextField* ObjectiveCard::addNumber(const QString& key, const QString& label, const QString& help,
                                    double low, double high)
{
    auto* field = new TextField(label);
    field->setMono();
    field->edit()->setObjectName(QStringLiteral("recipe.") + key);
    field->setToolTip(tr("%1\nFrom %2 to %3.").arg(help, settingText(low), settingText(high)));
    field->setCheck([low, high, field](const QString& text) {
        double value = 0;
        if (!settingFromText(text, &value)) {
            return tr("Not a number. Kept at %1.").arg(field->value());
        }
        if (value < low) {
            return tr("At least %1. Kept at %2.").arg(settingText(low), field->value());
        }
        if (value > high) {
            return tr("At most %1. Kept at %2.").arg(settingText(high), field->value());
        }
        return QString();
    });
    m_fields.insert(key, field);
    return field;
}

void ObjectiveCard::buildBody(QVBoxLayout* layout)
{
    layout->addWidget(new FormulaView(m_info.formula));
    m_bar = new NeedBar;
    layout->addWidget(m_bar);
    m_use = new TextLabel({}, Face::Small, &Theme::muted);
    m_use->setWordWrap(true);
    layout->addWidget(m_use);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(u(8));
    grid->setVerticalSpacing(u(6));
    int cell = 0;
    for (const ParameterInfo& parameter : m_info.parameters) {
        const QString key = QString::fromStdString(parameter.key);
        TextField* field = addNumber(key, objectiveText(parameter.label),
                                     objectiveText(parameter.help), parameter.low, parameter.high);
        connect(field, &TextField::applied, this, [this, key](const QString& text) {
            double value = 0;
            if (settingFromText(text, &value)) {
                Q_EMIT parameterChanged(key, value);
            }
        });
        grid->addWidget(field, cell / 2, cell % 2, Qt::AlignTop);
        ++cell;
    }
    if (m_info.id == "dpo") {
        TextField* field = addNumber(QString::fromLatin1(kTermKey), tr("SFT term"),
                                     tr("Weight of an added likelihood term on the chosen answers; "
                                        "0 leaves it out. It keeps them likely while "
                                        "the margin grows."),
                                     0, kHighestTerm);
        connect(field, &TextField::applied, this, [this](const QString& text) {
            double value = 0;
            if (settingFromText(text, &value)) {
                Q_EMIT termChanged(value);
            }
        });
        grid->addWidget(field, cell / 2, cell % 2, Qt::AlignTop);
        ++cell;
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    layout->addLayout(grid);
    for (const ChoiceInfo& choice : m_info.choices) {
        auto* label = new TextLabel(objectiveText(choice.label), Face::Small, &Theme::muted);
        auto* box = new QComboBox;
        box->setAccessibleName(objectiveText(choice.label));
        box->setToolTip(objectiveText(choice.help));
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        for (const auto& [value, text] : choice.values) {
            box->addItem(objectiveText(text), QString::fromStdString(value));
        }
        const QString key = QString::fromStdString(choice.key);
        connect(box, &QComboBox::activated, this,
                [this, key, box] { Q_EMIT choiceChanged(key, box->currentData().toString()); });
        m_choices.insert(key, box);
        layout->addWidget(label);
        layout->addWidget(box);
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
    const QString unused = unusedSentence(facts, m_info.id);
    QString text = tr("Uses %1 of %2 labels.").arg(countText(use.used), countText(use.labelled));
    if (!unused.isEmpty()) {
        text += u' ' + unused;
    }
    m_use->setText(text);
}

void ObjectiveCard::setSpec(const RunSpec& spec)
{
    for (const ParameterInfo& parameter : m_info.parameters) {
        const auto set = spec.parameters.find(parameter.key);
        field(QString::fromStdString(parameter.key))
            ->setValue(
                settingText(set != spec.parameters.end() ? set->second : parameter.fallback));
    }
    for (const ChoiceInfo& choice : m_info.choices) {
        const auto set = spec.choices.find(choice.key);
        QComboBox* box = m_choices.value(QString::fromStdString(choice.key));
        box->setCurrentIndex(box->findData(
            QString::fromStdString(set != spec.choices.end() ? set->second : choice.fallback)));
    }
    if (TextField* term = field(QString::fromLatin1(kTermKey))) {
        double weight = 0;
        for (const TermSpec& part : spec.terms) {
            weight = part.loss == "sft" ? part.weight : weight;
        }
        term->setValue(settingText(weight));
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
