// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/widget_test.h"
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/flow_layout.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMenu>
#include <QProgressBar>
#include <QRadioButton>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <QVBoxLayout>

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

QHBoxLayout* row(QVBoxLayout& column, const QList<QWidget*>& widgets)
{
    auto* layout = new QHBoxLayout;
    layout->setSpacing(u(10));
    for (QWidget* widget : widgets) {
        layout->addWidget(widget);
    }
    layout->addStretch(1);
    column.addLayout(layout);
    return layout;
}

Button* button(const char* text, ButtonRole role, bool enabled = true)
{
    auto* out = new Button(QString::fromUtf8(text), role);
    out->setEnabled(enabled);
    return out;
}

void addButtons(QVBoxLayout& column)
{
    column.addWidget(new SectionTitle(QStringLiteral("Buttons: rest, disabled, small, link")));
    row(column, {button("Start", ButtonRole::Primary), button("Start", ButtonRole::Primary, false),
                 button("Fork…", ButtonRole::Normal), button("Fork…", ButtonRole::Normal, false),
                 button("Quiet", ButtonRole::Quiet), button("All objectives", ButtonRole::Link)});
    auto* flag = iconButton(QStringLiteral("flag"), QStringLiteral("Flag"));
    auto* on = iconButton(QStringLiteral("flag"), QStringLiteral("Flagged"));
    on->setCheckable(true);
    on->setChecked(true);
    auto* segments = new SegmentedControl(QStringLiteral("Position"));
    segments->addSegment(QStringLiteral("step"), QStringLiteral("Step"));
    segments->addSegment(QStringLiteral("epoch"), QStringLiteral("Epoch"));
    segments->addSegment(QStringLiteral("time"), QStringLiteral("Time"));
    auto* onSwitch = new Switch(QStringLiteral("Token colours"));
    onSwitch->setChecked(true);
    onSwitch->setKey(QStringLiteral("T"));
    auto* offSwitch = new Switch(QStringLiteral("Word diff"));
    row(column, {flag, on, segments, onSwitch, offSwitch});
    auto* yes = new QCheckBox(QStringLiteral("Raw"));
    yes->setChecked(true);
    auto* radio = new QRadioButton(QStringLiteral("One"));
    radio->setChecked(true);
    auto* withKey = new Button(QStringLiteral("Both good"));
    withKey->setKey(QStringLiteral("A"), KeyPlace::Left);
    auto* keyRight =
        new Button(QStringLiteral("Hide details"), ButtonRole::Normal, QStringLiteral("eye_off"));
    keyRight->setKey(QStringLiteral("H"), KeyPlace::Right);
    row(column, {yes, new QCheckBox(QStringLiteral("Log y")), radio,
                 new QRadioButton(QStringLiteral("Other")), withKey, keyRight});
}

void addFields(QVBoxLayout& column)
{
    column.addWidget(
        new SectionTitle(QStringLiteral("Fields: rest, wrong, disabled, choice, search")));
    auto* rest = new TextField(QStringLiteral("Learning rate"));
    rest->setValue(QStringLiteral("1e-5"));
    rest->setMono();
    auto* wrong = new TextField(QStringLiteral("β"));
    wrong->setMono();
    wrong->setCheck([](const QString&) { return QStringLiteral("At most 1. Kept at 0.1."); });
    wrong->setValue(QStringLiteral("0.1"));
    wrong->edit()->setText(QStringLiteral("10"));
    Q_EMIT wrong->edit()->editingFinished();
    auto* disabled = new TextField(QStringLiteral("Batch"));
    disabled->setValue(QStringLiteral("16"));
    disabled->setUnit(QStringLiteral("pairs"));
    disabled->setEnabled(false);
    row(column, {rest, wrong, disabled});
    auto* choice = new QComboBox;
    choice->addItems({QStringLiteral("LoRA, all linear layers"), QStringLiteral("Full")});
    auto* search = new SearchField(QStringLiteral("Search prompts"));
    search->setNote(QStringLiteral("18,402 · 31 ms"));
    search->setMinimumWidth(u(260));
    auto* spin = new QSpinBox;
    spin->setRange(1, 500);
    spin->setValue(200);
    row(column, {choice, search, spin});
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setValue(90);
    slider->setFixedWidth(u(120));
    auto* bar = new QProgressBar;
    bar->setTextVisible(false);
    bar->setValue(70);
    bar->setFixedWidth(u(110));
    row(column, {slider, bar});
}

void addSmallParts(QVBoxLayout& column)
{
    column.addWidget(new SectionTitle(QStringLiteral("Tags, chips, keys")));
    auto* flow = new QWidget;
    auto* layout = new FlowLayout(flow);
    for (const RunState state : {RunState::Running, RunState::Done, RunState::Failed}) {
        auto* tag = new Tag;
        tag->setState(state);
        layout->addWidget(tag);
    }
    layout->addWidget(new Tag(QStringLiteral("suspected flip 93 %"), Tone::Warning));
    auto* chosen = new Tag(QStringLiteral("Chosen"), Tone::Chosen);
    chosen->setIcon(QStringLiteral("check"));
    layout->addWidget(chosen);
    layout->addWidget(new Tag(QStringLiteral("Rejected"), Tone::Rejected));
    layout->addWidget(new KeyCap(QStringLiteral("Shift+1")));
    layout->addWidget(
        new ChipButton(QStringLiteral("Margin −7.0 to 6.0"), ChipButton::Kind::Filter));
    layout->addWidget(new ChipButton(QStringLiteral("Filter"), ChipButton::Kind::Add));
    layout->addWidget(new ChipButton(QStringLiteral("Live"), ChipButton::Kind::Live));
    column.addWidget(flow);
    auto* tabs = new QTabBar;
    for (const char* name : {"Text", "Tokens", "Mask", "History"}) {
        tabs->addTab(QLatin1String(name));
    }
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    column.addWidget(tabs);
    auto* list = new QListWidget;
    list->addItems({QStringLiteral("Can I refreeze bread?"),
                    QStringLiteral("Freezing point of olive oil"),
                    QStringLiteral("How do I freeze my credit report?")});
    list->setCurrentRow(1);
    list->setFixedHeight(u(92));
    column.addWidget(list);
}

void addFeedback(QVBoxLayout& column)
{
    column.addWidget(new SectionTitle(QStringLiteral("Info bars, coach strip, empty state")));
    auto* info = new InfoBar;
    auto* warning = new InfoBar;
    auto* error = new InfoBar;
    for (InfoBar* bar : {info, warning, error}) {
        column.addWidget(bar);
    }
    info->show(InfoBar::Kind::Info,
               QStringLiteral("The model host was restarted. Answers are kept."));
    warning->show(InfoBar::Kind::Warning,
                  QStringLiteral("Not enough memory at step 212: batch cut from 16 to 8."),
                  QStringLiteral("Details"), [] {});
    error->show(InfoBar::Kind::Error,
                QStringLiteral("Worker stopped. Nothing before step 500 is lost."),
                QStringLiteral("Resume from 500"), [] {});
    auto* coach = new CoachStrip;
    coach->say(QStringLiteral("Press 1 or 2 for the friendlier answer."));
    coach->setCount(3, 10);
    column.addWidget(coach);
    auto* empty =
        new EmptyState(QStringLiteral("compare"), QStringLiteral("Put two models side by side"),
                       QStringLiteral("Same prompts, same seed, no names until you vote."));
    empty->setAction(QStringLiteral("Add two columns"), [] {});
    auto* card = new Card;
    (new QVBoxLayout(card))->addWidget(empty);
    card->setMinimumHeight(u(210));
    column.addWidget(card);
}

TEST(Parts, Picture)
{
    Pane sheet(&Theme::window);
    auto* layout = new QHBoxLayout(&sheet);
    layout->setContentsMargins(u(24), u(20), u(24), u(20));
    layout->setSpacing(u(28));
    auto* left = new QVBoxLayout;
    auto* right = new QVBoxLayout;
    for (QVBoxLayout* column : {left, right}) {
        column->setSpacing(u(10));
        layout->addLayout(column, 1);
    }
    addButtons(*left);
    addFields(*left);
    addSmallParts(*left);
    left->addStretch(1);
    addFeedback(*right);
    right->addStretch(1);
    test::savePicture(sheet, QStringLiteral("parts"), QSize(1180, 700));
    EXPECT_TRUE(test::cutTexts(sheet).isEmpty())
        << qPrintable(test::cutTexts(sheet).join(QLatin1Char('\n')));
    EXPECT_TRUE(test::namelessWidgets(sheet).filter(QStringLiteral("Button")).isEmpty());
}

TEST(Parts, WrongValueKeepsTheOldOneInForce)
{
    TextField field(QStringLiteral("β"));
    field.setValue(QStringLiteral("0.1"));
    field.setCheck([](const QString& text) {
        return text.toDouble() <= 1 ? QString() : QStringLiteral("At most 1.");
    });
    QStringList applied;
    QObject::connect(&field, &TextField::applied,
                     [&applied](const QString& value) { applied << value; });
    field.edit()->setText(QStringLiteral("10"));
    Q_EMIT field.edit()->editingFinished();
    EXPECT_EQ(field.value(), QStringLiteral("0.1"));
    EXPECT_EQ(field.problem(), QStringLiteral("At most 1."));
    EXPECT_TRUE(applied.isEmpty());
    field.edit()->setText(QStringLiteral("0.3"));
    Q_EMIT field.edit()->editingFinished();
    EXPECT_EQ(field.value(), QStringLiteral("0.3"));
    EXPECT_TRUE(field.problem().isEmpty());
    EXPECT_EQ(applied, QStringList{QStringLiteral("0.3")});
}

TEST(Parts, ToastsAreAtMostThree)
{
    QWidget host;
    host.resize(800, 600);
    ToastStack stack(&host);
    host.show();
    for (const char* text : {"one", "two", "three", "four"}) {
        stack.add(QLatin1String(text));
    }
    EXPECT_EQ(stack.texts(), (QStringList{QStringLiteral("two"), QStringLiteral("three"),
                                          QStringLiteral("four")}));
}

}  // namespace
