// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/tour.h"

#include "widgets/common/feedback.h"
#include "widgets/common/format.h"
#include "widgets/common/shell.h"

#include <cmath>

namespace marginalia {

Tour::Tour(Shell& shell, QObject* parent) : QObject(parent), m_shell(shell) {}

void Tour::go(Stage stage)
{
    m_stage = stage;
    Q_EMIT changed();
}

void Tour::start(int labels)
{
    m_wanted = labels;
    m_labelled = 0;
    m_run.clear();
    m_measured.clear();
    m_rightFell = false;
    m_stage = Stage::Label;
    m_shell.showPanel(QStringLiteral("label"));
    Q_EMIT changed();
}

void Tour::stop()
{
    if (m_stage != Stage::Off) {
        go(Stage::Off);
    }
}

void Tour::labelStored()
{
    if (m_stage != Stage::Label) {
        return;
    }
    ++m_labelled;
    go(m_labelled >= m_wanted ? Stage::TrainOffer : Stage::Label);
}

void Tour::runStarted(const QString& runFolder)
{
    if (m_stage == Stage::TrainOffer || m_stage == Stage::Label) {
        m_run = runFolder;
        go(Stage::Training);
    }
}

void Tour::runFinished(const QString& runFolder, bool well)
{
    if (m_stage == Stage::Training && runFolder == m_run) {
        go(well ? Stage::CompareOffer : Stage::TrainOffer);
    }
}

void Tour::changesShown()
{
    if (m_stage == Stage::CompareOffer) {
        go(Stage::Compare);
    }
}

void Tour::changesMeasured(int questions, double warmBefore, double warmAfter, double rightBefore,
                           double rightAfter)
{
    if (m_stage != Stage::Compare && m_stage != Stage::CompareOffer) {
        return;
    }
    m_rightFell = rightAfter < rightBefore - 0.02;
    m_measured = tr("%1 unseen questions: warm start %2 → %3, right number %4 → %5.")
                     .arg(countText(questions), shareText(warmBefore, questions),
                          shareText(warmAfter, questions), shareText(rightBefore, questions),
                          shareText(rightAfter, questions));
    if (m_rightFell && m_wanted < 40) {
        m_measured +=
            QLatin1Char(' ') + tr("Ten labels are few. With forty the numbers hold better.");
    }
    go(Stage::BehindOffer);
}

void Tour::pointOpened()
{
    if (m_stage == Stage::BehindOffer || m_stage == Stage::Compare) {
        go(Stage::Behind);
    }
}

void Tour::fill(CoachStrip& strip, const QString& panel)
{
    strip.setVisible(isOn());
    strip.setCount(0, 0);
    const auto action = [&](const QString& text, std::function<void()> run) {
        strip.setAction(text, std::move(run));
    };
    const auto open = [this](const char* id, const char* request) {
        return [this, id, request] {
            m_shell.showPanel(QLatin1String(id), QLatin1String(request),
                              {{QStringLiteral("run"), m_run}});
        };
    };
    action({}, {});
    switch (m_stage) {
        case Stage::Off:
            return;
        case Stage::Label:
            strip.say(tr("Press 1 or 2 for the friendlier answer."));
            strip.setCount(m_labelled, m_wanted);
            if (panel != QLatin1String("label")) {
                action(tr("Go to Label"), open("label", ""));
            }
            return;
        case Stage::TrainOffer:
            strip.say(
                tr("%n pair(s) labelled. The model can learn from them now.", nullptr, m_labelled));
            action(tr("Train on your labels"), open("train", "start_tour_run"));
            return;
        case Stage::Training:
            strip.say(tr("The margin rises: the model prefers what you chose."));
            return;
        case Stage::CompareOffer:
            strip.say(tr("Done. The same new questions, before and after your labels:"));
            action(tr("See the answers change"), open("compare", "show_changes"));
            return;
        case Stage::Compare:
            strip.say(tr("Left the start model, right the one you trained. Now %1 asks both "
                         "questions that neither has seen.")
                          .arg(QStringLiteral("Marginalia")));
            action(tr("Look behind a point"), open("train", "steepest_point"));
            return;
        case Stage::BehindOffer:
            strip.say(m_measured);
            if (m_rightFell && m_wanted < 40) {
                action(tr("Label 30 more"), [this] { start(30); });
            } else {
                action(tr("Look behind a point"), open("train", "steepest_point"));
            }
            return;
        case Stage::Behind:
            strip.say(tr("These pairs made that point. That was the loop."));
            action(tr("Import your own data"), [this] {
                stop();
                m_shell.import();
            });
            return;
    }
}

}  // namespace marginalia
