// SPDX-License-Identifier: GPL-3.0-or-later
// A run of the starter through the real window and worker: its learning rate is changed while it
// trains, and a fork of it with nothing changed does the same steps again, to the last bit.
#include "core/base/sha256.h"
#include "core/jobs/knobs.h"
#include "core/jobs/run_folder.h"
#include "tests/e2e/window_case.h"
#include "widgets/common/fields.h"
#include "widgets/common/labels.h"
#include "widgets/train/curves_area.h"
#include "widgets/train/knob_sheet.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/tracked_run.h"
#include "widgets/train/train_panel.h"

#include <QLineEdit>
#include <QTest>

#include <cstdlib>
#include <map>

using namespace marginalia;
using test::kPatience;
using test::press;
using test::waitUntil;

namespace {

constexpr double kBefore = 1e-4;
constexpr double kAfter = 5e-5;

using StepValues = std::map<std::int64_t, std::map<std::string, double>>;

std::vector<MetricLine> linesOf(const std::string& run)
{
    auto reader = RunReader::open(run);
    EXPECT_TRUE(reader.ok()) << run;
    auto news = (*reader)->poll();
    EXPECT_TRUE(news.ok()) << run;
    return news.ok() ? news.take().lines : std::vector<MetricLine>();
}

/// What was computed in the steps behind `from`: everything but the time and memory it took.
StepValues computedBehind(const std::string& run, std::int64_t from)
{
    StepValues out;
    for (const MetricLine& line : linesOf(run)) {
        if (!line.event.empty() || line.step <= from) {
            continue;
        }
        for (const auto& [name, value] : line.values) {
            const bool measured = name.starts_with("marginalia/time/") ||
                                  name == "marginalia/mem_mb" || name == "marginalia/step_s" ||
                                  name == "marginalia/tokens_per_s" ||
                                  name == "marginalia/processor_share";
            if (!measured) {
                out[line.step][name] = value;
            }
        }
    }
    return out;
}

std::vector<KnobEvent> changesOf(const std::string& run)
{
    std::vector<KnobEvent> out;
    for (const MetricLine& line : linesOf(run)) {
        if (line.event == "control") {
            if (const auto event = knobEvent(line.detail, line.step)) {
                out.push_back(*event);
            }
        }
    }
    return out;
}

/// How many rows of a card's picture have the colour of changes where the step lies.
int markRowsAt(ChartCard& card, std::int64_t step)
{
    const QImage image = card.plot()->grab().toImage();
    const QColor colour = theme().warning;
    const int x = qRound(card.plot()->xAxis->coordToPixel(static_cast<double>(step)));
    int rows = 0;
    for (int y = 0; y < image.height(); ++y) {
        bool there = false;
        for (int column = std::max(0, x - 1); column <= std::min(x + 1, image.width() - 1);
             ++column) {
            const QColor pixel = image.pixelColor(column, y);
            there = there || (std::abs(pixel.red() - colour.red()) < 40 &&
                              std::abs(pixel.green() - colour.green()) < 40 &&
                              std::abs(pixel.blue() - colour.blue()) < 40);
        }
        rows += there ? 1 : 0;
    }
    return rows;
}

class Control : public test::TrainStory<> {
protected:
    void SetUp() override
    {
        test::useRealPrograms(test::freshFolder(QStringLiteral("control")));
        openTrain();
    }

    void pressOnCurves(Qt::Key key)
    {
        m_train->curves().grid().setFocus();
        press(*m_window, key);
    }
    void changeLearningRate();
    void expectMarks(std::int64_t step);
    bool finished()
    {
        return waitUntil(
                   [&] {
                       return m_train->run()->health().exit.has_value() &&
                              m_train->run()->isUpToDate();
                   },
                   kPatience) &&
               m_train->run()->health().exit->reason == "finished";
    }
};

void Control::changeLearningRate()
{
    ASSERT_TRUE(waitUntil([&] { return m_train->run()->curves()->points() >= 5; }, kPatience));
    ASSERT_TRUE(m_train->run()->isActive());
    pressOnCurves(Qt::Key_C);
    auto* sheet = test::part<KnobSheet>(*m_train, QStringLiteral("train.knobs"));
    ASSERT_NE(sheet, nullptr);
    ASSERT_TRUE(sheet->field(QStringLiteral("learning_rate"))->edit()->hasFocus());
    test::type(*m_window, QStringLiteral("5e-5"));
    press(*m_window, Qt::Key_Return);
    ASSERT_TRUE(
        waitUntil([&] { return m_train->run()->spec().learning_rate == kAfter; }, kPatience))
        << qPrintable(m_train->infoBar().text());
    EXPECT_FALSE(sheet->isVisible());
}

void Control::expectMarks(std::int64_t step)
{
    const auto drawn = [&] {
        for (ChartCard* card : m_train->curves().grid().cards()) {
            if (card->marks().controls.size() != 1) {
                return false;
            }
        }
        return true;
    };
    EXPECT_TRUE(waitUntil(drawn, kPatience));
    for (ChartCard* card : m_train->curves().grid().cards()) {
        ASSERT_EQ(card->marks().controls.size(), 1U);
        EXPECT_EQ(card->marks().controls[0].x, static_cast<double>(step));
        EXPECT_EQ(card->marks().controls[0].flag, QStringLiteral("lr 1e-4 → 5e-5"));
    }
    ChartCard* first = m_train->curves().grid().cards().front();
    ASSERT_TRUE(waitUntil([&] { return markRowsAt(*first, step) > 30; }, kPatience))
        << markRowsAt(*first, step) << " rows of the mark's colour";
}

TEST_F(Control, AChangeIsAMarkAndAForkTheSameStepsAgain)
{
    enter(*m_train, {{"learning_rate", "1e-4"},
                     {"epochs", "5"},
                     {"held_out_share", "0"},
                     {"checkpoint_every", "10"}});
    const std::string run = startRecipe(*m_train);
    ASSERT_NO_FATAL_FAILURE(changeLearningRate());
    ASSERT_TRUE(finished());

    // Recorded once, with its step, the old and the new value; the next step is the first with it.
    const std::vector<KnobEvent> changes = changesOf(run);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].key, "learning_rate");
    EXPECT_EQ(changes[0].before, kBefore);
    EXPECT_EQ(changes[0].after, kAfter);
    const std::int64_t step = changes[0].step;
    const std::int64_t last = m_train->run()->health().exit->step;
    ASSERT_GE(step, 5);
    ASSERT_LT(step, last);
    StepValues steps = computedBehind(run, 0);
    const double fall = steps[step]["learning_rate"] / kBefore;
    const double risen = steps[step + 1]["learning_rate"] / kAfter;
    EXPECT_NEAR(fall, risen, 0.2) << "the schedule goes on, below another rate";
    ASSERT_NO_FATAL_FAILURE(expectMarks(step));
    test::savePicture(*m_window, QStringLiteral("e2e-control"));

    // A fork behind the cursor, at a checkpoint that lies behind the change.
    const std::vector<CheckpointInfo> saved = listCheckpoints(run);
    ASSERT_GE(saved.size(), 2U);
    const std::int64_t from = saved[saved.size() - 2].step;
    ASSERT_GT(from, step) << "the change came too late";
    m_train->curves().grid().pinStep(std::min(from + 1, last));
    pressOnCurves(Qt::Key_F);
    ASSERT_TRUE(waitUntil(
        [&] {
            auto* note = test::part<TextLabel>(*m_train, QStringLiteral("recipe.fork"));
            return note != nullptr && note->text().contains(QString::number(from));
        },
        kPatience))
        << qPrintable(m_train->infoBar().text());
    EXPECT_EQ(m_train->recipe().spec().learning_rate, kAfter);
    const std::string fork = startRecipe(*m_train);
    ASSERT_NE(fork, run);
    ASSERT_TRUE(finished());
    const StepValues want = computedBehind(run, from);
    const StepValues got = computedBehind(fork, from);
    ASSERT_EQ(got.size(), static_cast<std::size_t>(last - from));
    EXPECT_EQ(got, want);
    for (const char* file : {"/model.safetensors", "/optimizer.safetensors"}) {
        const auto one = sha256OfFile(listCheckpoints(run).back().folder + file);
        const auto other = sha256OfFile(listCheckpoints(fork).back().folder + file);
        ASSERT_TRUE(one.ok() && other.ok()) << file;
        EXPECT_EQ(*one, *other) << file;
    }
    // Both lines, and the place where they part.
    ASSERT_TRUE(waitUntil([&] { return m_train->curves().grid().runs().size() == 2; }, kPatience));
    // Nothing is left of the point that the parent was looked at by; the fork has its own.
    EXPECT_TRUE(m_train->behind().entries().empty());
    for (TextLabel* label : m_train->findChildren<TextLabel*>()) {
        EXPECT_FALSE(label->isVisible() &&
                     label->text().startsWith(QStringLiteral("No rows were recorded")));
    }
    test::savePicture(*m_window, QStringLiteral("e2e-forked"));
    m_train->curves().grid().pinStep(from + 1);
    EXPECT_TRUE(waitUntil([&] { return !m_train->behind().entries().empty(); }, kPatience));
}

}  // namespace
