// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of LossExplorer: what stands where.
#include "widgets/common/buttons.h"
#include "widgets/common/panes.h"
#include "widgets/objectives/loss_explorer.h"
#include "widgets/objectives/loss_plots.h"
#include "widgets/objectives/value_slider.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QVBoxLayout>

namespace marginalia {
namespace {

constexpr double kLeft = 286;
constexpr double kRight = 262;
constexpr double kMostTokens = 1024;

}  // namespace

QWidget* LossExplorer::buildLeft()
{
    auto* pane = new Pane(&Theme::surface, Qt::RightEdge);
    pane->setFixedWidth(u(kLeft));
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, u(12), 1, 0);
    column->setSpacing(u(6));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(u(14), 0, u(12), 0);
    head->setSpacing(u(8));
    head->addWidget(new TextLabel(tr("Objective"), Face::Small, &Theme::text, QFont::DemiBold));
    head->addStretch(1);
    auto* chosen = new TextLabel(tr("chosen"), Face::Caption, &Theme::chosen);
    auto* rejected = new TextLabel(tr("rejected"), Face::Caption, &Theme::rejected);
    head->addWidget(chosen);
    head->addWidget(rejected);
    column->addLayout(head);
    m_list = new LossList(m_entries);
    connect(m_list, &LossList::entryChanged, this, &LossExplorer::setFocusRow);
    connect(m_list, &LossList::drawnToggled, this, &LossExplorer::toggleDrawn);
    column->addWidget(m_list, 1);
    return pane;
}

QWidget* LossExplorer::buildMiddle()
{
    auto* pane = new Pane(&Theme::window);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(u(12), u(10), u(12), u(12));
    column->setSpacing(u(10));
    auto* row = new QHBoxLayout;
    row->setSpacing(u(10));
    m_scale = new SegmentedControl(tr("Height of the lines"));
    m_scale->setObjectName(QStringLiteral("explorer.scale"));
    m_scale->addSegment(QStringLiteral("shapes"), tr("Shapes"),
                        tr("Each line in its own height: losses differ by orders of magnitude."));
    m_scale->addSegment(QStringLiteral("values"), tr("Values"), tr("All lines on one scale."));
    m_scale->setCurrent(QStringLiteral("shapes"));
    row->addWidget(m_scale);
    auto* hint = new ElidedLabel(tr("Click sets the margin or takes a dot; drag and wheel zoom."),
                                 Face::Caption, &Theme::muted);
    row->addWidget(hint, 1);
    column->addLayout(row);
    m_plots = new LossPlots;
    column->addWidget(m_plots, 1);
    connect(m_scale, &SegmentedControl::currentChanged, this,
            [this](const QString& id) { m_plots->setShapes(id == QLatin1String("shapes")); });
    connect(m_plots, &LossPlots::marginPicked, this, [this](double margin) {
        m_margin->setValue(margin);
        showPair();
    });
    connect(m_plots, &LossPlots::pointPicked, this, &LossExplorer::choosePair);
    connect(m_plots, &LossPlots::rangeChanged, this,
            [this] { m_margin->setRange(m_plots->low(), m_plots->high()); });
    return pane;
}

QWidget* LossExplorer::buildRight()
{
    auto* column = new SideColumn;
    column->setFixedWidth(u(kRight));
    column->setAccessibleName(tr("Pair and parameters"));
    QVBoxLayout* pair = column->addSection();
    buildPair(*pair);
    QVBoxLayout* parameters = column->addSection();
    m_parameterTitle = new SectionTitle(tr("Parameters"));
    auto* reset = new LinkLabel(tr("Reset"));
    reset->setObjectName(QStringLiteral("explorer.reset"));
    reset->setToolTip(tr("Back to the catalogue's values."));
    connect(reset, &LinkLabel::activated, this, &LossExplorer::resetParameters);
    m_parameterTitle->addRight(reset);
    parameters->addWidget(m_parameterTitle);
    m_parameterList = new QVBoxLayout;
    m_parameterList->setSpacing(u(8));
    parameters->addLayout(m_parameterList);
    m_sentence = new TextLabel({}, Face::Small, &Theme::muted);
    m_sentence->setObjectName(QStringLiteral("explorer.sentence"));
    m_sentence->setWordWrap(true);
    parameters->addWidget(m_sentence);
    column->addFiller();
    return column;
}

void LossExplorer::buildPair(QVBoxLayout& section)
{
    section.addWidget(new SectionTitle(tr("Pair")));
    m_pairBox = new QComboBox;
    m_pairBox->setObjectName(QStringLiteral("explorer.pair"));
    m_pairBox->setAccessibleName(tr("Pair"));
    m_pairBox->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(m_pairBox, &QComboBox::activated, this,
            [this] { choosePair(m_pairBox->currentData().toInt()); });
    section.addWidget(m_pairBox);
    m_margin = new ValueSlider(tr("Margin, nats"), -20, 20);
    m_margin->slider().setObjectName(QStringLiteral("explorer.margin"));
    m_margin->setToolTip(
        tr("How much likelier the chosen answer has become than the rejected one, "
           "against the start model."));
    connect(m_margin, &ValueSlider::moved, this, &LossExplorer::showPair);
    section.addWidget(m_margin);
    section.addWidget(new TextLabel(tr("The margin moves by"), Face::Small, &Theme::muted));
    m_path = new SegmentedControl(tr("The margin moves by"));
    m_path->setObjectName(QStringLiteral("explorer.path"));
    m_path->addSegment(QStringLiteral("both"), tr("both"), tr("Half of it by each answer."));
    m_path->addSegment(QStringLiteral("chosen"), tr("chosen"),
                       tr("The rejected answer stays as likely as it is."));
    m_path->addSegment(QStringLiteral("rejected"), tr("rejected"),
                       tr("The chosen answer stays as likely as it is."));
    m_path->setCurrent(QStringLiteral("both"));
    connect(m_path, &SegmentedControl::currentChanged, this, &LossExplorer::showPair);
    auto* path = new QHBoxLayout;
    path->addWidget(m_path);
    path->addStretch(1);
    section.addLayout(path);
    m_chosenTokens = new ValueSlider(tr("Tokens of the chosen answer"), 1, kMostTokens);
    m_rejectedTokens = new ValueSlider(tr("Tokens of the rejected answer"), 1, kMostTokens);
    m_chosenTokens->slider().setObjectName(QStringLiteral("explorer.tokens_chosen"));
    m_rejectedTokens->slider().setObjectName(QStringLiteral("explorer.tokens_rejected"));
    for (ValueSlider* slider : {m_chosenTokens, m_rejectedTokens}) {
        slider->setWhole(true);
        connect(slider, &ValueSlider::moved, this,
                [this, slider](double tokens) { setTokens(slider == m_chosenTokens, tokens); });
        section.addWidget(slider);
    }
}

QWidget* LossExplorer::buildFoot()
{
    auto* foot = new Pane(&Theme::window, Qt::TopEdge);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(u(14), u(12), u(14), u(12));
    row->setSpacing(u(10));
    m_note = new TextLabel({}, Face::Small, &Theme::muted);
    m_note->setObjectName(QStringLiteral("explorer.note"));
    m_note->setWordWrap(true);
    row->addWidget(m_note, 1);
    auto* copy = new Button(tr("Copy numbers"), ButtonRole::Normal, QStringLiteral("copy"));
    copy->setObjectName(QStringLiteral("explorer.copy"));
    connect(copy, &QAbstractButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_plots->numbers());
        m_note->setText(tr("Copied as a table."));
    });
    auto* card = new Button(tr("Show its card…"));
    card->setObjectName(QStringLiteral("explorer.card"));
    connect(card, &QAbstractButton::clicked, this, [this] {
        Q_EMIT cardAsked(QString::fromStdString(m_entries->at(m_focus).spec.objective));
    });
    m_use = new Button(tr("Use this objective"), ButtonRole::Primary);
    m_use->setObjectName(QStringLiteral("explorer.use"));
    m_use->setDefault(true);
    connect(m_use, &QAbstractButton::clicked, this, [this] {
        Q_EMIT objectiveTaken(QString::fromStdString(m_entries->at(m_focus).spec.objective));
        accept();
    });
    for (Button* button : {copy, card, m_use}) {
        button->setAutoDefault(button == m_use);
        button->setMinimumHeight(u(32));
        button->setAccessibleName(button->text());
        row->addWidget(button);
    }
    return foot;
}

}  // namespace marginalia
