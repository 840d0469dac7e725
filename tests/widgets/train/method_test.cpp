// SPDX-License-Identifier: GPL-3.0-or-later
// Method in the recipe: all weights, or an adapter and its settings.
#include "tests/widgets/train/panel_fixture.h"
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/train/budget_view.h"
#include "widgets/train/change_mark.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>

#include <gtest/gtest.h>

namespace marginalia {
namespace {

using test::waitUntil;

class MethodTest : public TrainPanelTest {
protected:
    void showReady()
    {
        open(64);
        show();
        ASSERT_TRUE(waitUntil([&] { return recipe().problem().isEmpty(); }))
            << recipe().problem().toStdString();
    }
    RecipeColumn& recipe() { return m_panel->recipe(); }
    void choose(const QString& choice, const QString& name = QStringLiteral("method"))
    {
        auto* control = recipe().findChild<SegmentedControl*>(QStringLiteral("recipe.") + name);
        ASSERT_NE(control, nullptr);
        control->setCurrent(choice);
        Q_EMIT control->currentChanged(choice);
    }
    void enter(const QString& key, const char* text)
    {
        auto* edit = recipe().findChild<QLineEdit*>(QStringLiteral("recipe.") + key);
        ASSERT_NE(edit, nullptr) << key.toStdString();
        edit->setText(QString::fromLatin1(text));
        QTest::keyClick(edit, Qt::Key_Return);
    }
    bool isShown(const QString& name)
    {
        auto* widget = recipe().findChild<QWidget*>(QStringLiteral("recipe.") + name);
        return widget != nullptr && widget->isVisibleTo(&recipe());
    }
    QComboBox* offload()
    {
        return recipe().findChild<QComboBox*>(QStringLiteral("recipe.offload"));
    }
    QStringList offloads()
    {
        QStringList out;
        for (int i = 0; i < offload()->count(); ++i) {
            out.append(offload()->itemData(i).toString());
        }
        return out;
    }
    void chooseOffload(const char* place)
    {
        const int index = offload()->findData(QString::fromLatin1(place));
        ASSERT_GE(index, 0) << place;
        offload()->setCurrentIndex(index);
        Q_EMIT offload()->activated(index);
    }
    int marks()
    {
        int shown = 0;
        for (ChangeMark* mark : recipe().findChildren<ChangeMark*>()) {
            shown += mark->isVisibleTo(&recipe()) ? 1 : 0;
        }
        return shown;
    }
};

TEST_F(MethodTest, AnAdapterHasItsSettingsAndItsBudget)
{
    showReady();
    EXPECT_EQ(recipe().spec().method, "full");
    EXPECT_FALSE(isShown(QStringLiteral("lora_r")));
    RunSpec plain = defaultRunSpec("dpo");
    plain.model = recipe().spec().model;
    recipe().setSpec(plain);
    EXPECT_EQ(marks(), 0);
    const QString full = recipe().budget().sentence();

    choose(QStringLiteral("lora"));
    EXPECT_EQ(recipe().spec().method, "lora");
    EXPECT_EQ(recipe().spec().learning_rate, defaultLearningRate("dpo", "lora", ModelScale::Small));
    for (const char* const name : {"lora_r", "lora_alpha", "lora_dropout", "lora_targets",
                                   "use_rslora", "use_dora", "base_weights"}) {
        EXPECT_TRUE(isShown(QString::fromLatin1(name))) << name;
    }
    ASSERT_TRUE(waitUntil([&] { return recipe().problem().isEmpty(); }));
    EXPECT_NE(recipe().budget().sentence(), full);
    enter(QStringLiteral("lora_r"), "8");
    enter(QStringLiteral("lora_alpha"), "16");
    enter(QStringLiteral("lora_dropout"), "0.05");
    enter(QStringLiteral("lora_targets"), "q_proj v_proj");
    QTest::mouseClick(recipe().findChild<Switch*>(QStringLiteral("recipe.use_dora")),
                      Qt::LeftButton);
    const QString dense = recipe().budget().sentence();
    choose(QStringLiteral("nf4"), QStringLiteral("base_weights"));
    EXPECT_NE(recipe().budget().sentence(), dense);
    const RunSpec& spec = recipe().spec();
    EXPECT_EQ(spec.base_weights, "nf4");
    EXPECT_EQ(spec.lora_r, 8);
    EXPECT_EQ(spec.lora_alpha, 16);
    EXPECT_EQ(spec.lora_dropout, 0.05);
    EXPECT_EQ(spec.lora_targets, "q_proj v_proj");
    EXPECT_TRUE(spec.use_dora);
    EXPECT_FALSE(spec.use_rslora);
    EXPECT_TRUE(checkRunSpec(spec).empty());
    settle();
    EXPECT_TRUE(test::namelessWidgets(*m_panel).isEmpty())
        << test::namelessWidgets(*m_panel).join(u'\n').toStdString();
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    test::savePicture(*m_panel, QStringLiteral("train-lora"));

    // Method, rate, rank, alpha, dropout, modules, DoRA, weights: each goes back by its mark.
    EXPECT_EQ(marks(), 8);
    for (int i = 0; i < 9 && marks() > 0; ++i) {
        for (ChangeMark* mark : recipe().findChildren<ChangeMark*>()) {
            if (mark->isVisibleTo(&recipe())) {
                QTest::mouseClick(mark, Qt::LeftButton);
                break;
            }
        }
    }
    EXPECT_EQ(marks(), 0);
    EXPECT_EQ(recipe().spec().method, "full");
    EXPECT_EQ(recipe().spec().base_weights, "dense");
    EXPECT_EQ(recipe().spec().learning_rate, plain.learning_rate);
}

TEST_F(MethodTest, TheOptimizersNumbersTakeLessMemory)
{
    showReady();
    RunSpec plain = defaultRunSpec("dpo");
    plain.model = recipe().spec().model;
    recipe().setSpec(plain);
    EXPECT_FALSE(isShown(QStringLiteral("optimizer_state"))) << "folded";
    QStringList sentences = {recipe().budget().sentence()};
    for (const char* const name : {"optimizer_state", "masters"}) {
        auto* control =
            recipe().findChild<Switch*>(QStringLiteral("recipe.") + QString::fromLatin1(name));
        ASSERT_NE(control, nullptr) << name;
        control->setChecked(true);
        EXPECT_FALSE(sentences.contains(recipe().budget().sentence())) << name;
        sentences.append(recipe().budget().sentence());
    }
    const QString inMemory = recipe().budget().sentence();
    chooseOffload("disk");
    EXPECT_NE(recipe().budget().sentence(), inMemory);
    const RunSpec chosen = recipe().spec();
    EXPECT_EQ(chosen.optimizer_state, "int8");
    EXPECT_EQ(chosen.masters, "stochastic");
    EXPECT_EQ(chosen.dtype, "bf16") << "what has no float32 copies";
    EXPECT_EQ(chosen.offload, "disk");
    EXPECT_TRUE(checkRunSpec(chosen).empty());
    // What is not usual is seen, and goes back by its mark.
    recipe().setSpec(chosen);
    EXPECT_TRUE(isShown(QStringLiteral("optimizer_state")));
    settle();
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    test::savePicture(*m_panel, QStringLiteral("train-optimizer"), QSize(1378, 1400));
    choose(QStringLiteral("lora"));
    EXPECT_EQ(recipe().spec().masters, "fp32");
    EXPECT_FALSE(isShown(QStringLiteral("masters")));
    EXPECT_TRUE(isShown(QStringLiteral("offload")));
    EXPECT_TRUE(checkRunSpec(recipe().spec()).empty());
}

TEST_F(MethodTest, TheOptimizersNumbersLieWhereTheRunCanUseThem)
{
    showReady();
    RunSpec spec = defaultRunSpec("dpo");
    spec.model = recipe().spec().model;
    spec.device = "cpu";
    recipe().setSpec(spec);
    EXPECT_EQ(offloads(), (QStringList{"none", "disk"}));
    spec.device = "cuda";
    spec.dtype = "bf16";
    recipe().setSpec(spec);
    EXPECT_EQ(offloads(), (QStringList{"none", "machine"}));
    const QString onCard = recipe().budget().sentence();
    EXPECT_FALSE(onCard.contains(QStringLiteral("Beside the card")));
    chooseOffload("machine");
    EXPECT_EQ(recipe().spec().offload, "machine");
    EXPECT_TRUE(checkRunSpec(recipe().spec()).empty());
    EXPECT_TRUE(recipe().budget().sentence().contains(QStringLiteral("Beside the card")))
        << recipe().budget().sentence().toStdString();
    EXPECT_FALSE(offload()->toolTip().isEmpty());
    recipe().setSpec(recipe().spec());
    EXPECT_TRUE(isShown(QStringLiteral("offload"))) << "what is not usual is seen";
    settle();
    EXPECT_TRUE(test::namelessWidgets(*m_panel).isEmpty())
        << test::namelessWidgets(*m_panel).join(u'\n').toStdString();
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    test::savePicture(*m_panel, QStringLiteral("train-optimizer-card"), QSize(1378, 1400));

    // What a run was started with stays in sight, wherever it can be used, and goes back by its
    // mark.
    spec.device = "cpu";
    spec.offload = "machine";
    recipe().setSpec(spec);
    EXPECT_EQ(offloads(), (QStringList{"none", "disk", "machine"}));
    EXPECT_EQ(offload()->currentData().toString(), QStringLiteral("machine"));
    recipe().setReadOnly(true);
    EXPECT_FALSE(offload()->isEnabled());
    recipe().setReadOnly(false);
    EXPECT_EQ(marks(), 0);
    chooseOffload("disk");
    EXPECT_EQ(marks(), 1);
    for (ChangeMark* mark : recipe().findChildren<ChangeMark*>()) {
        if (mark->isVisibleTo(&recipe())) {
            QTest::mouseClick(mark, Qt::LeftButton);
        }
    }
    EXPECT_EQ(recipe().spec().offload, "machine");
}

TEST_F(MethodTest, BlocksAreComputedAgain)
{
    showReady();
    EXPECT_EQ(recipe().spec().recompute, "auto");
    const QString kept = recipe().budget().sentence();
    auto* control = recipe().findChild<Switch*>(QStringLiteral("recipe.recompute"));
    ASSERT_NE(control, nullptr);
    control->setChecked(true);
    EXPECT_EQ(recipe().spec().recompute, "blocks");
    EXPECT_NE(recipe().budget().sentence(), kept) << "less memory";
    // What is not usual is seen, and goes back by its mark.
    recipe().setSpec(recipe().spec());
    EXPECT_TRUE(isShown(QStringLiteral("recompute")));
    control->setChecked(false);
    EXPECT_EQ(recipe().spec().recompute, "auto");
    EXPECT_TRUE(checkRunSpec(recipe().spec()).empty());
}

TEST_F(MethodTest, NamesOfSettingsAreNotCut)
{
    open(64);
    show();
    m_panel->resize(1216, 684);  // as much as 1280x720 leave
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        recipe().takeObjective(info.id);
        for (LinkLabel* link : recipe().findChildren<LinkLabel*>()) {
            if (link->isVisible() && link->text() == QStringLiteral("More")) {
                Q_EMIT link->activated();
            }
        }
        settle();
        for (const TextField* field : recipe().findChildren<TextField*>()) {
            for (const ElidedLabel* name : field->findChildren<ElidedLabel*>()) {
                EXPECT_TRUE(!name->isVisible() || name->width() >= name->sizeHint().width() - 2)
                    << info.id << ": " << name->text().toStdString();
            }
        }
    }
}

TEST_F(MethodTest, TheScrollBarStandsInTheMargin)
{
    open(64);
    show();
    const auto edgeOf = [&](const QWidget* widget) {
        return widget->mapTo(&recipe(), QPoint(widget->width(), 0)).x();
    };
    const auto* bar = recipe().findChild<SideColumn*>()->verticalScrollBar();
    for (const QSize size : {QSize(1378, 1700), QSize(1378, 700)}) {
        m_panel->resize(size);
        settle();
        // Layouts come when the column is told its new height, which takes a turn or two.
        const auto* const target =
            recipe().foot().findChild<QComboBox*>(QStringLiteral("recipe.target"));
        EXPECT_TRUE(waitUntil([&] {
            return bar->isVisible() == (size.height() == 700) &&
                   edgeOf(recipe().field(QStringLiteral("epochs"))) == edgeOf(target);
        })) << "what scrolls and what does not end at one line: "
            << edgeOf(recipe().field(QStringLiteral("epochs"))) << ", " << edgeOf(target);
    }
}

TEST_F(MethodTest, WhatIsSetElsewhereIsToldAndKept)
{
    showReady();
    RunSpec spec = defaultRunSpec("dpo");
    spec.model = recipe().spec().model;
    recipe().setSpec(spec);
    EXPECT_FALSE(isShown(QStringLiteral("outside"))) << "every default has its control";
    spec.sharding = "parameters";
    spec.accumulation = 4;
    spec.warmup_steps = 20;
    spec.recompute = "off";
    spec.adam_beta2 = 0.95;
    spec.offload = "disk";  // has its control
    recipe().setSpec(spec);
    ASSERT_TRUE(isShown(QStringLiteral("outside")));
    const QString text = recipe().findChild<QLabel*>(QStringLiteral("recipe.outside"))->text();
    for (const char* words : {"weights in shares", "4 batches a step", "warm-up of 20 steps",
                              "blocks are never computed again", "adam_beta2 0.95"}) {
        EXPECT_TRUE(text.contains(QString::fromLatin1(words))) << words << ": " << qPrintable(text);
    }
    EXPECT_FALSE(text.contains(QStringLiteral("disk"))) << qPrintable(text);
    test::savePicture(*m_panel, QStringLiteral("train-outside"), QSize(1378, 1400));
    const auto leftOf = [&](const char* key) {
        return recipe().field(QString::fromLatin1(key))->mapTo(&recipe(), QPoint()).x();
    };
    EXPECT_EQ(leftOf("warmup_ratio"), leftOf("learning_rate")) << "one edge";

    enter(QStringLiteral("epochs"), "2");
    recipe().takeObjective("kto");
    choose(QStringLiteral("lora"));
    choose(QStringLiteral("full"));
    EXPECT_EQ(recipe().spec().sharding, "parameters");
    EXPECT_EQ(recipe().spec().accumulation, 4);
    EXPECT_EQ(recipe().spec().recompute, "off");
    EXPECT_EQ(recipe().spec().offload, "disk");
    EXPECT_TRUE(isShown(QStringLiteral("outside")));
    // A share of one's own is what counts from then on.
    enter(QStringLiteral("warmup_ratio"), "0.2");
    EXPECT_EQ(recipe().spec().warmup_steps, -1);
}

TEST_F(MethodTest, WrongValuesKeepTheOldOnes)
{
    showReady();
    choose(QStringLiteral("lora"));
    enter(QStringLiteral("lora_r"), "0");
    EXPECT_EQ(recipe().spec().lora_r, 16);
    EXPECT_FALSE(recipe().field(QStringLiteral("lora_r"))->problem().isEmpty());
    enter(QStringLiteral("lora_targets"), "  ");
    EXPECT_EQ(recipe().spec().lora_targets, "all-linear");
    // An own learning rate is nobody else's to change.
    enter(QStringLiteral("learning_rate"), "0.003");
    choose(QStringLiteral("full"));
    EXPECT_EQ(recipe().spec().learning_rate, 0.003);
}

TEST_F(MethodTest, ARunWithAnAdapterShowsItsSettingsReadOnly)
{
    showReady();
    RunSpec spec = defaultRunSpec("dpo");
    spec.model = recipe().spec().model;
    spec.method = "lora";
    spec.lora_r = 32;
    spec.use_rslora = true;
    recipe().setSpec(spec);
    recipe().setReadOnly(true, QStringLiteral("read-only"));
    EXPECT_TRUE(isShown(QStringLiteral("lora_r")));
    EXPECT_EQ(recipe().field(QStringLiteral("lora_r"))->value(), QStringLiteral("32"));
    auto* rs = recipe().findChild<Switch*>(QStringLiteral("recipe.use_rslora"));
    EXPECT_TRUE(rs->isChecked());
    EXPECT_FALSE(rs->isEnabled());
    EXPECT_EQ(marks(), 0);
}

}  // namespace
}  // namespace marginalia
