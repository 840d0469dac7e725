// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/run_curves.h"

#include "core/jobs/knobs.h"

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

constexpr const char* kHeldOutPrefix = "eval_";

bool isHeldOut(const std::string& metric)
{
    return metric.rfind(kHeldOutPrefix, 0) == 0;
}

/// "key old → new", the numbers as the run wrote them.
std::string controlText(const KnobEvent& event, const Json& detail)
{
    return event.key + " " + detail.value("old", Json()).dump() + " → " + detail["new"].dump();
}

/// What a person changed, or the run itself where memory ran out.
Json changeIn(const MetricLine& line)
{
    if (line.event != "memory" || !line.detail.contains("before")) {
        return line.detail;
    }
    return {{"kind", "set"},
            {"key", "pack_tokens"},
            {"old", line.detail["before"]},
            {"new", line.detail.value("pack_tokens", Json())}};
}

}  // namespace

bool RunCurves::take(const RunReader::News& news)
{
    if (news.withdrawBeyondStep) {
        withdrawBeyond(*news.withdrawBeyondStep);
    }
    for (const MetricLine& line : news.lines) {
        takeLine(line);
    }
    m_samples.insert(m_samples.end(), news.samples.begin(), news.samples.end());
    return news.withdrawBeyondStep || !news.lines.empty() || !news.samples.empty();
}

const Series* RunCurves::find(const std::string& metric) const
{
    const auto found = m_series.find(metric);
    return found == m_series.end() || found->second.empty() ? nullptr : &found->second;
}

const Series* RunCurves::heldOut(const std::string& metric) const
{
    return find(kHeldOutPrefix + metric);
}

std::vector<std::string> RunCurves::names() const
{
    std::vector<std::string> out;
    for (const auto& [name, series] : m_series) {
        if (!series.empty()) {
            out.push_back(name);
        }
    }
    return out;
}

void RunCurves::setSmoothing(double weight)
{
    m_smoothing = weight;
    for (auto& [name, series] : m_series) {
        if (!isHeldOut(name)) {
            series.setSmoothing(weight);
        }
    }
}

double RunCurves::valueOf(const Stamp& stamp, ChartAxis axis) const
{
    switch (axis) {
        case ChartAxis::Epoch:
            return stamp.epoch;
        case ChartAxis::Time:
            return stamp.seconds;
        case ChartAxis::Step:
            break;
    }
    return static_cast<double>(stamp.step);
}

double RunCurves::position(double step, ChartAxis axis) const
{
    if (axis == ChartAxis::Step || m_steps.empty()) {
        return step;
    }
    const auto above = std::lower_bound(
        m_steps.begin(), m_steps.end(), step,
        [](const Stamp& stamp, double wanted) { return static_cast<double>(stamp.step) < wanted; });
    if (above == m_steps.end()) {
        return valueOf(m_steps.back(), axis);
    }
    if (above == m_steps.begin() || static_cast<double>(above->step) == step) {
        return valueOf(*above, axis);
    }
    const Stamp& below = *(above - 1);
    const double share =
        (step - static_cast<double>(below.step)) / static_cast<double>(above->step - below.step);
    return valueOf(below, axis) + share * (valueOf(*above, axis) - valueOf(below, axis));
}

double RunCurves::stepAt(double position, ChartAxis axis) const
{
    if (axis == ChartAxis::Step || m_steps.empty()) {
        return position;
    }
    const auto above = std::lower_bound(
        m_steps.begin(), m_steps.end(), position,
        [&](const Stamp& stamp, double wanted) { return valueOf(stamp, axis) < wanted; });
    if (above == m_steps.end()) {
        return static_cast<double>(m_steps.back().step);
    }
    if (above == m_steps.begin()) {
        return static_cast<double>(above->step);
    }
    const Stamp& below = *(above - 1);
    const double width = valueOf(*above, axis) - valueOf(below, axis);
    const double share = width > 0 ? (position - valueOf(below, axis)) / width : 1.0;
    return static_cast<double>(below.step) + share * static_cast<double>(above->step - below.step);
}

std::int64_t RunCurves::nearestStep(double step) const
{
    if (m_steps.empty()) {
        return 0;
    }
    auto above = std::lower_bound(
        m_steps.begin(), m_steps.end(), step,
        [](const Stamp& stamp, double wanted) { return static_cast<double>(stamp.step) < wanted; });
    if (above == m_steps.end()) {
        return m_steps.back().step;
    }
    if (above == m_steps.begin()) {
        return above->step;
    }
    const auto below = above - 1;
    return step - static_cast<double>(below->step) <= static_cast<double>(above->step) - step
               ? below->step
               : above->step;
}

void RunCurves::withdrawBeyond(std::int64_t step)
{
    for (auto& [name, series] : m_series) {
        series.truncateBeyond(static_cast<double>(step));
    }
    std::erase_if(m_steps, [&](const Stamp& stamp) { return stamp.step > step; });
    std::erase_if(m_marks, [&](const CurveMark& mark) { return mark.step > step; });
    std::erase_if(m_samples, [&](const SampleLine& sample) { return sample.step > step; });
}

void RunCurves::takeLine(const MetricLine& line)
{
    if (line.time > 0) {
        m_firstTime = m_firstTime > 0 ? m_firstTime : line.time;
        m_lastTime = line.time;
    }
    if (!line.event.empty()) {
        takeEvent(line);
    } else if (line.step >= 0) {
        while (!m_steps.empty() && m_steps.back().step >= line.step) {
            m_steps.pop_back();
        }
        m_steps.push_back({line.step, line.epoch, line.time - m_firstTime});
    }
    if (line.step < 0) {
        return;
    }
    for (const auto& [name, value] : line.values) {
        const auto [entry, added] = m_series.try_emplace(name);
        if (added) {
            entry->second.setSmoothing(isHeldOut(name) ? 0.0 : m_smoothing);
        }
        entry->second.append(static_cast<double>(line.step), static_cast<float>(value));
    }
}

void RunCurves::takeEvent(const MetricLine& line)
{
    const double seconds = line.time - m_firstTime;
    const std::int64_t step = line.step >= 0 ? line.step : lastStep();
    if (line.event == "checkpoint") {
        m_marks.push_back({CurveMark::Kind::Checkpoint, step, {}});
    } else if (line.event == "skip") {
        m_marks.push_back({CurveMark::Kind::Skip, step, line.detail.value("what", std::string{})});
    } else if (line.event == "resume") {
        m_marks.push_back({CurveMark::Kind::Resume, step, {}});
    }
    const std::string kind =
        line.event == "control" ? line.detail.value("kind", std::string{}) : line.event;
    if (kind == "pause") {
        m_pauses.push_back({seconds, -1, step});
    } else if ((kind == "resume" || kind == "stop" || kind == "end") && !m_pauses.empty() &&
               m_pauses.back().toSeconds < 0) {
        m_pauses.back().toSeconds = seconds;
    }
    const Json change = changeIn(line);
    if (const auto event = knobEvent(change, step)) {  // not those that were refused
        m_marks.push_back({CurveMark::Kind::Control, step, controlText(*event, change), event->key,
                           event->before, event->after});
    }
}

}  // namespace marginalia
