// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QVariantMap>

namespace marginalia {

class CoachStrip;
class Shell;

/// The two-minute tour of the sample: follows what the person does and never blocks. Panels tell it
/// facts through the slots below; it asks panels for things through Shell::showPanel's requests:
///
/// - "train"   "start_tour_run" {}            make a run of the labels with the proven recipe and
/// start it
/// - "compare" "show_changes" {run}           start model and new model, first prompt written, word
/// diff on; then measure
/// - "train"   "steepest_point" {run}         pin the cursor on the steepest margin, pairs open
class Tour : public QObject {
    Q_OBJECT

public:
    enum class Stage {
        Off,
        Label,
        TrainOffer,
        Training,
        CompareOffer,
        Compare,
        BehindOffer,
        Behind
    };

    explicit Tour(Shell& shell, QObject* parent = nullptr);

    bool isOn() const { return m_stage != Stage::Off; }
    Stage stage() const { return m_stage; }
    /// Begins at the first pair: ten labels, then the run.
    void start();
    /// Goes on labelling until there are forty.
    void labelMore();
    /// Shows the present sentence in a strip; a panel calls it when it is built and shown.
    void fill(CoachStrip& strip, const QString& panel);

public Q_SLOTS:
    void stop();
    /// A strict preference was stored, or taken back.
    void labelStored();
    void labelTakenBack();
    void runStarted(const QString& runFolder);
    void runFinished(const QString& runFolder, bool well);
    /// Answers before and after are on screen. Shares of the questions measured there; NaN: not
    /// measured.
    void changesShown();
    /// So many of the answers that the measurement asks for are there.
    void changesProgressed(int done, int total);
    void changesMeasured(int questions, double warmBefore, double warmAfter, double rightBefore,
                         double rightAfter);
    void pointOpened();

Q_SIGNALS:
    void changed();

private:
    void go(Stage stage);
    QString trainSentence() const;
    void offerMoreLabels(CoachStrip& strip);

    Shell& m_shell;
    Stage m_stage = Stage::Off;
    QString m_run;
    QString m_measured;
    int m_wanted = 10;
    int m_labelled = 0;
    int m_asked = 0;
    int m_toAsk = 0;
    bool m_rightFell = false;
};

}  // namespace marginalia
