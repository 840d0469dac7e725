// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/pair_points.h"
#include "core/base/result.h"
#include "widgets/objectives/loss_entries.h"

#include <QDialog>
#include <QStringList>

class QComboBox;
class QSettings;
class QVBoxLayout;

namespace marginalia {

class Button;
class LossPlots;
class SectionTitle;
class SegmentedControl;
class TextLabel;
class ValueSlider;

/// The pairs of a run with the beginnings of their prompts.
struct ExplorerPairs {
    QString run;  ///< "14"
    std::vector<RunPair> pairs;
    QStringList prompts;
};
/// Reads rows.bin and snapshot of the first of these runs that trained on pairs. Not for the GUI
/// thread.
Result<ExplorerPairs> readExplorerPairs(const std::vector<std::pair<QString, QString>>& runs);

/// Where each objective's loss goes with the margin of one pair, and which way it pushes the two
/// answers; with the pairs of the newest run on the line in focus.
class LossExplorer : public QDialog {
    Q_OBJECT

public:
    /// `state` keeps the size and outlives the dialog.
    LossExplorer(const RunSpec& recipe, QSettings& state, QWidget* parent = nullptr);

    void setPairs(const ExplorerPairs& pairs);
    /// Puts an objective in focus and draws it.
    void choose(const std::string& id);
    /// One of the run's pairs; -1: the example.
    void choosePair(int index);

    LossEntries& entries() const { return *m_entries; }
    LossPlots& plots() const { return *m_plots; }
    LossList& list() const { return *m_list; }
    int focusRow() const { return m_focus; }
    /// The pair as its sliders stand.
    PairPoint point() const;
    ValueSlider* parameterSlider(const std::string& key) const;
    ValueSlider& marginSlider() const { return *m_margin; }

Q_SIGNALS:
    void objectiveTaken(const QString& id);
    void cardAsked(const QString& id);

protected:
    void done(int result) override;

private:
    // loss_explorer_build.cpp
    QWidget* buildLeft();
    QWidget* buildMiddle();
    QWidget* buildRight();
    void buildPair(QVBoxLayout& section);
    QWidget* buildFoot();

    void drawUsual();
    void setFocusRow(int row);
    void toggleDrawn(int row);
    void showLines();
    void showPair();
    void showParameters();
    void showSentence();
    void setTokens(bool chosen, double tokens);
    void resetParameters();

    RunSpec m_recipe;
    QSettings& m_state;
    ExplorerPairs m_pairs;
    int m_pair = -1;
    PairPoint m_base;  ///< as it was met; the margin is that of its slider
    int m_focus = -1;
    LossEntries* m_entries = nullptr;
    LossList* m_list = nullptr;
    LossPlots* m_plots = nullptr;
    SegmentedControl* m_scale = nullptr;
    QComboBox* m_pairBox = nullptr;
    SegmentedControl* m_path = nullptr;
    ValueSlider* m_margin = nullptr;
    ValueSlider* m_chosenTokens = nullptr;
    ValueSlider* m_rejectedTokens = nullptr;
    SectionTitle* m_parameterTitle = nullptr;
    QVBoxLayout* m_parameterList = nullptr;
    std::vector<std::pair<std::string, ValueSlider*>> m_parameters;
    TextLabel* m_sentence = nullptr;
    TextLabel* m_note = nullptr;
    Button* m_use = nullptr;
};

}  // namespace marginalia
