// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/tour.h"

#include "core/base/file_folders.h"
#include "core/synth/first_run.h"
#include "widgets/common/feedback.h"
#include "widgets/common/format.h"
#include "widgets/common/shell.h"

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

constexpr int kFirstLabels = 10;
constexpr int kEnoughLabels = 40;

}  // namespace

Tour::Tour(Shell& shell, QObject* parent) : QObject(parent), m_shell(shell) {}

void Tour::go(Stage stage)
{
    m_stage = stage;
    Q_EMIT changed();
}

void Tour::start()
{
    m_wanted = kFirstLabels;
    m_labelled = 0;
    m_run.clear();
    m_stage = Stage::Label;
    m_shell.showPanel(QStringLiteral("label"), QStringLiteral("queue"),
                      {{QStringLiteral("name"), QStringLiteral("not_labelled")}});
    Q_EMIT changed();
}

void Tour::labelMore()
{
    m_wanted = kEnoughLabels;
    m_stage = Stage::Label;
    m_shell.showPanel(QStringLiteral("label"), QStringLiteral("queue"),
                      {{QStringLiteral("name"), QStringLiteral("not_labelled")}});
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

void Tour::labelTakenBack()
{
    if ((m_stage == Stage::Label || m_stage == Stage::TrainOffer) && m_labelled > 0) {
        --m_labelled;
        go(m_labelled >= m_wanted ? Stage::TrainOffer : Stage::Label);
    }
}

void Tour::runStarted(const QString& runFolder)
{
    if (m_stage == Stage::TrainOffer || m_stage == Stage::Label) {
        m_run = runFolder;
        m_measured.clear();
        m_rightFell = false;
        m_asked = m_toAsk = 0;
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
    if (m_rightFell && m_labelled < kEnoughLabels) {
        m_measured +=
            QLatin1Char(' ') + tr("Ten labels are few. With forty the numbers hold better.");
    }
    go(Stage::BehindOffer);
}

void Tour::changesProgressed(int done, int total)
{
    if (m_stage == Stage::Compare) {
        m_asked = done;
        m_toAsk = total;
        Q_EMIT changed();
    }
}

void Tour::pointOpened()
{
    if (m_stage == Stage::BehindOffer || m_stage == Stage::Compare) {
        go(Stage::Behind);
    }
}

QString Tour::trainSentence() const
{
    const auto known = synth::readFirstRunFigures(resourceFolder() + "/starter");
    double seconds = 0;
    for (const auto& line : known.ok() ? *known : std::vector<synth::FirstRunFigures>()) {
        seconds = std::max(seconds, line.trainSeconds);
    }
    const QString labelled = tr("%n pair(s) labelled.", nullptr, m_labelled);
    return seconds > 0
               ? labelled + QLatin1Char(' ') +
                     tr("Training on them takes about %1.").arg(durationText(std::ceil(seconds)))
               : labelled + QLatin1Char(' ') + tr("The model can learn from them now.");
}

void Tour::offerMoreLabels(CoachStrip& strip)
{
    if (m_labelled < kEnoughLabels) {
        strip.setSecond(tr("Label %n more", nullptr, kEnoughLabels - m_labelled),
                        [this] { labelMore(); });
    }
}

void Tour::fill(CoachStrip& strip, const QString& panel)
{
    strip.setVisible(isOn());
    strip.setCount(0, 0);
    strip.setAction({}, {});
    strip.setSecond({}, {});
    const auto open = [this](const char* id, const char* request) {
        return [this, id, request] {
            m_shell.showPanel(QLatin1String(id), QLatin1String(request),
                              {{QStringLiteral("run"), m_run}});
        };
    };
    switch (m_stage) {
        case Stage::Off:
            return;
        case Stage::Label:
            strip.say(tr("Press 1 or 2 for the friendlier answer."));
            strip.setCount(m_labelled, m_wanted);
            if (panel != QLatin1String("label")) {
                strip.setAction(tr("Go to Label"), open("label", ""));
            }
            return;
        case Stage::TrainOffer:
            strip.say(trainSentence());
            strip.setAction(tr("Train on your %n label(s)", nullptr, m_labelled),
                            open("train", "start_tour_run"));
            return;
        case Stage::Training:
            strip.say(
                tr("Watch the margin: it rises as the model comes to prefer what you chose."));
            return;
        case Stage::CompareOffer:
            strip.say(tr("Done. The same new questions, before and after your labels:"));
            strip.setAction(tr("See the answers change"), open("compare", "show_changes"));
            return;
        case Stage::Compare:
            strip.say(
                tr("Left the start model, right the one you trained. Both now answer "
                   "questions that neither has seen."));
            strip.setCount(m_asked, m_toAsk);
            strip.setSecond(tr("Look behind a point"), open("train", "steepest_point"));
            return;
        case Stage::BehindOffer:
            strip.say(m_measured);
            strip.setAction(tr("Look behind a point"), open("train", "steepest_point"));
            if (m_rightFell) {
                offerMoreLabels(strip);
            }
            return;
        case Stage::Behind:
            strip.say(tr("These pairs made that point. That was the loop."));
            strip.setAction(tr("Import your own data"), [this] {
                stop();
                m_shell.import();
            });
            offerMoreLabels(strip);
            return;
    }
}

}  // namespace marginalia
