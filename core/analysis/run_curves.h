// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/series.h"
#include "core/jobs/run_folder.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace marginalia {

/// What the charts count along: optimizer steps, passes over the data, or seconds since the first
/// line.
enum class ChartAxis : std::uint8_t { Step, Epoch, Time };

/// Something that happened at a step and is marked on every curve.
struct CurveMark {
    enum class Kind : std::uint8_t { Checkpoint, Control, Resume, Skip };
    Kind kind = Kind::Control;
    std::int64_t step = 0;
    std::string text;  ///< of controls: "learning_rate 1e-05 → 6e-06"; of a skip: what was left out
    std::string key{};  ///< of controls: the setting, and its values before and after
    double before = 0;
    double after = 0;
};

/// A stretch of time in which the run was paused; `to` below `from` while it still is.
struct PauseSpan {
    double fromSeconds = 0;  ///< since the first line
    double toSeconds = -1;
    std::int64_t step = 0;
};

/// The curves of one run as a reader delivers them: every metric name it meets becomes a Series
/// over the step.
///
/// Names with the prefix "eval_" are held-out values and are not smoothed. One thread.
class RunCurves {
public:
    /// Withdraws, then appends. True when anything a chart shows has changed.
    bool take(const RunReader::News& news);

    /// Null for a name the run has not logged.
    const Series* find(const std::string& metric) const;
    /// Held-out values of a metric ("loss" finds eval_loss); null when there are none.
    const Series* heldOut(const std::string& metric) const;
    std::vector<std::string> names() const;
    bool empty() const { return m_steps.empty(); }
    std::int64_t lastStep() const { return m_steps.empty() ? 0 : m_steps.back().step; }
    std::size_t points() const { return m_steps.size(); }

    /// Of all curves but the held-out ones.
    void setSmoothing(double weight);
    double smoothing() const { return m_smoothing; }

    /// Where a step lies on an axis, and back; between logged steps in proportion, outside at the
    /// ends.
    double position(double step, ChartAxis axis) const;
    double stepAt(double position, ChartAxis axis) const;
    /// Unix seconds of the newest line; 0 before the first.
    double lastTime() const { return m_lastTime; }
    double lastEpoch() const { return m_steps.empty() ? 0 : m_steps.back().epoch; }
    /// The logged step closest to `step`.
    std::int64_t nearestStep(double step) const;

    const std::vector<CurveMark>& marks() const { return m_marks; }
    const std::vector<PauseSpan>& pauses() const { return m_pauses; }
    const std::vector<SampleLine>& samples() const { return m_samples; }

private:
    struct Stamp {
        std::int64_t step;
        double epoch;
        double seconds;
    };
    void withdrawBeyond(std::int64_t step);
    void takeLine(const MetricLine& line);
    void takeEvent(const MetricLine& line);
    double valueOf(const Stamp& stamp, ChartAxis axis) const;

    std::map<std::string, Series> m_series;
    std::vector<Stamp> m_steps;
    std::vector<CurveMark> m_marks;
    std::vector<PauseSpan> m_pauses;
    std::vector<SampleLine> m_samples;
    double m_smoothing = 0.9;
    double m_firstTime = 0;
    double m_lastTime = 0;
};

}  // namespace marginalia
