// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/run_curves.h"
#include "core/jobs/knobs.h"
#include "core/jobs/run_spec.h"
#include "widgets/common/run_feed.h"

#include <QTimer>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace marginalia {

/// What the runs list shows of a run folder without following it.
struct RunFacts {
    QString folder;
    QString label;  ///< "14"
    QString title;  ///< "DPO β 0.1, lr 6e-6"
    RunSpec spec;
    RunHealth health;
    std::int64_t labels = 0;  ///< records of its snapshot
    qint64 createdMilliseconds = 0;
    QString parent;               ///< folder of the run it was forked from; empty: none
    std::int64_t parentStep = 0;  ///< the last one that both have in common
    QString dataDigest;           ///< of what it trains on; empty: not known
    QString modelDigest;          ///< of its start model
};

/// Reads run.json and the health of every run below a folder, newest first. May take a while: not
/// for the GUI thread.
std::vector<RunFacts> readRunFacts(const std::string& runsFolder);
/// "DPO β 0.1, lr 6e-6": what tells runs apart.
QString runTitle(const RunSpec& spec);
/// "DPO", "DPO + SFT": the objective with its terms.
QString objectiveTitle(const RunSpec& spec);

/// A run that is being shown: its curves grow as its feed delivers, in slices that keep the window
/// smooth.
class TrackedRun : public QObject {
    Q_OBJECT

public:
    TrackedRun(RunFeedHub& hub, const RunFacts& facts, double smoothing, QObject* parent = nullptr);

    const RunFacts& facts() const { return m_facts; }
    /// The settings in force: those it began with and what was changed since.
    const RunSpec& spec() const { return m_spec; }
    /// What was changed since, in its order.
    const std::vector<KnobEvent>& turned() const { return m_turned; }
    const QString& folder() const { return m_facts.folder; }
    /// As last read; what the list knew until the feed has spoken.
    const RunHealth& health() const { return m_heard ? m_feed->health() : m_facts.health; }
    bool isActive() const;
    /// Where a run ends that was asked to stop at its next checkpoint; none: it was not.
    std::optional<std::int64_t> stopsAt() const;
    std::shared_ptr<const RunCurves> curves() const { return m_curves; }
    void setSmoothing(double weight) { m_curves->setSmoothing(weight); }
    RunFeed& feed() { return *m_feed; }
    /// Everything that has arrived has been taken into the curves.
    bool isUpToDate() const { return m_waiting.empty(); }

Q_SIGNALS:
    void grew();
    void healthChanged();
    void failed(const QString& sentence);
    /// The run has taken another value for a setting, now or when it was not looked at.
    void knobTurned(const marginalia::KnobEvent& event);
    /// It was asked to stop at its next checkpoint, or to keep going.
    void stopWishChanged();
    void knobRefused(const QString& key, const QString& reason);

private:
    void takeSlice();
    void takeKnobs(const RunReader::News& news);

    RunFacts m_facts;
    RunSpec m_spec;
    std::vector<KnobEvent> m_turned;
    std::shared_ptr<RunCurves> m_curves;
    std::deque<RunNews> m_waiting;
    std::size_t m_taken = 0;  ///< lines of the first waiting news that are already in the curves
    QTimer m_slice;
    bool m_heard = false;
    bool m_stopWished = false;
    std::unique_ptr<RunFeed> m_feed;
};

}  // namespace marginalia
