// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/run_curves.h"
#include "core/jobs/catalog.h"
#include "widgets/common/format.h"

#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace marginalia {

/// How the numbers of a metric are written (look.md 3, Numbers).
enum class NumberStyle : std::uint8_t { Loss, Reward, Percent, LogProb, Norm, Compact, Scientific };

NumberStyle numberStyleOf(const std::string& metric);
/// With the person's locale and a true minus; "—" for what was not measured.
QString numberText(double value, NumberStyle style);
/// An axis label for ticks `step` apart: as many digits as the step needs.
QString tickText(double value, double step, NumberStyle style);
/// Of which colour a line is drawn: the run's, or that of a side.
enum class CurveSide : std::uint8_t { Run, Chosen, Rejected };

struct CurveSpec {
    std::string metric;
    QString name;  ///< "chosen"; empty where the chart has one line
    CurveSide side = CurveSide::Run;
};

/// What one card draws.
struct ChartSpec {
    QString title;
    QString unit;
    std::vector<CurveSpec> curves;
    std::string bandLow;  ///< metric of the lower edge of the band; empty: none
    std::string bandHigh;
    NumberStyle style = NumberStyle::Loss;

    /// Its first metric: names the chart where order and hidden ones are kept.
    QString id() const;
    /// What its metrics mean, a sentence each.
    QString help() const;
};

ChartSpec chartSpecOf(const ChartInfo& info);
/// A chart of any logged name: the catalogue's when one of its charts begins with it.
ChartSpec chartSpecOfMetric(const std::string& metric);
/// The charts of an objective in the catalogue's order; the common ones for an objective that is
/// not known.
std::vector<ChartSpec> chartSpecsOf(const std::string& objective);

/// Where another run was forked from this one.
struct ChartFork {
    std::int64_t step = 0;
    QString label;  ///< "15"
};

/// A run as the charts show it. Overlays are drawn as smooth lines only, in the colour and dash of
/// their place.
struct ChartRun {
    std::shared_ptr<const RunCurves> curves;
    QString label;  ///< "14"
    int place = 0;  ///< which of the runs' colours and dashes
    bool live = false;
    std::vector<ChartFork> forks{};
};

}  // namespace marginalia
