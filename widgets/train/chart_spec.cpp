// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/chart_spec.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace marginalia {
namespace {

bool endsWith(const std::string& text, const std::string& end)
{
    return text.size() >= end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
}

QString chartText(const char* text)
{
    return QCoreApplication::translate("charts", text);
}

/// "14.2k": speeds are read at a glance, not to the token.
QString compact(double value)
{
    const double size = std::abs(value);
    if (size >= 1e6) {
        return numberText(value / 1e6, size >= 1e7 ? 1 : 2) + u'M';
    }
    if (size >= 1e4) {
        return numberText(value / 1e3, 1) + u'k';
    }
    return numberText(value, size < 10 ? 1 : 0);
}

std::vector<ChartInfo> commonCharts()
{
    return {{QT_TRANSLATE_NOOP("charts", "Loss"), QT_TRANSLATE_NOOP("charts", "nats"), {"loss"}},
            {QT_TRANSLATE_NOOP("charts", "Gradient norm"),
             QT_TRANSLATE_NOOP("charts", "before clip"),
             {"grad_norm"}},
            {QT_TRANSLATE_NOOP("charts", "Speed"),
             QT_TRANSLATE_NOOP("charts", "tokens/s"),
             {"marginalia/tokens_per_s"}}};
}

/// For every objective: not shown at first, offered by these names.
std::vector<ChartInfo> furtherCharts()
{
    return {{QT_TRANSLATE_NOOP("charts", "Learning rate"),
             QT_TRANSLATE_NOOP("charts", "of the optimizer"),
             {"learning_rate"}},
            {QT_TRANSLATE_NOOP("charts", "Memory"),
             QT_TRANSLATE_NOOP("charts", "MB"),
             {"marginalia/mem_mb"}},
            {QT_TRANSLATE_NOOP("charts", "Processors"),
             QT_TRANSLATE_NOOP("charts", "share in use"),
             {"marginalia/processor_share"}},
            {QT_TRANSLATE_NOOP("charts", "Time of a step"),
             QT_TRANSLATE_NOOP("charts", "s"),
             {"marginalia/step_s"}}};
}

}  // namespace

NumberStyle numberStyleOf(const std::string& metric)
{
    if (endsWith(metric, "accuracies") || endsWith(metric, "accuracy") ||
        endsWith(metric, "processor_share")) {
        return NumberStyle::Percent;
    }
    if (metric.find("logps/") != std::string::npos) {
        return NumberStyle::LogProb;
    }
    if (metric.find("reward") != std::string::npos || metric.find("margin_") != std::string::npos ||
        metric == "margin" || metric == "kl") {
        return NumberStyle::Reward;
    }
    if (metric == "learning_rate") {
        return NumberStyle::Scientific;
    }
    if (metric == "grad_norm" || endsWith(metric, "perplexity")) {
        return NumberStyle::Norm;
    }
    if (metric.find("tokens") != std::string::npos || endsWith(metric, "mem_mb")) {
        return NumberStyle::Compact;
    }
    return NumberStyle::Loss;
}

QString numberText(double value, NumberStyle style)
{
    if (std::isinf(value)) {
        return value > 0 ? QString(QChar(0x221E)) : QString(QChar(0x2212)) + QChar(0x221E);
    }
    if (std::isnan(value)) {
        return notMeasured();
    }
    switch (style) {
        case NumberStyle::Loss:
            return lossText(value);
        case NumberStyle::Reward:
            return marginText(value);
        case NumberStyle::Percent:
            return numberText(100 * value, 0) + QChar(0x202F) + u'%';
        case NumberStyle::LogProb:
            return numberText(value, std::abs(value) < 10 ? 1 : 0);
        case NumberStyle::Norm:
            return numberText(value, std::abs(value) < 1 ? 2 : 1);
        case NumberStyle::Compact:
            return compact(value);
        case NumberStyle::Scientific:
            break;
    }
    return learningRateText(value);
}

QString tickText(double value, double step, NumberStyle style)
{
    if (style == NumberStyle::Percent) {
        return numberText(100 * value, step < 0.0099 ? 1 : 0) + u'%';
    }
    if (style == NumberStyle::Scientific) {
        return learningRateText(value);
    }
    if (step >= 500 && std::abs(value) >= 1000) {
        return numberText(value / 1000, std::fmod(step, 1000) == 0 ? 0 : 1) + u'k';
    }
    const int digits = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6);
    return numberText(value, digits);
}

QString ChartSpec::id() const
{
    return curves.empty() ? QString() : QString::fromStdString(curves.front().metric);
}

QString ChartSpec::help() const
{
    QStringList sentences;
    for (const CurveSpec& curve : curves) {
        if (const MetricInfo* info = findMetric(curve.metric)) {
            sentences << QCoreApplication::translate("metrics", info->sentence);
        }
    }
    return sentences.join(u'\n');
}

ChartSpec chartSpecOf(const ChartInfo& info)
{
    ChartSpec spec;
    spec.title = chartText(info.title);
    spec.unit = chartText(info.unit);
    for (const std::string& metric : info.metrics) {
        if (endsWith(metric, "_p05")) {
            spec.bandLow = metric;
        } else if (endsWith(metric, "_p95")) {
            spec.bandHigh = metric;
        } else if (endsWith(metric, "/chosen")) {
            spec.curves.push_back(
                {metric, chartText(QT_TRANSLATE_NOOP("charts", "chosen")), CurveSide::Chosen});
        } else if (endsWith(metric, "/rejected")) {
            spec.curves.push_back(
                {metric, chartText(QT_TRANSLATE_NOOP("charts", "rejected")), CurveSide::Rejected});
        } else if (!endsWith(metric, "_p50")) {
            spec.curves.push_back({metric, {}, CurveSide::Run});
        }
        if (metric == "rewards/margins" && spec.bandLow.empty()) {
            spec.bandLow = "marginalia/margin_p05";
            spec.bandHigh = "marginalia/margin_p95";
        }
    }
    if (!spec.curves.empty()) {
        spec.style = numberStyleOf(spec.curves.front().metric);
    }
    return spec;
}

std::vector<ChartSpec> chartSpecsOf(const std::string& objective)
{
    const ObjectiveInfo* info = findObjective(objective);
    std::vector<ChartSpec> out;
    for (const ChartInfo& chart : info != nullptr ? info->charts : commonCharts()) {
        ChartSpec spec = chartSpecOf(chart);
        if (!spec.curves.empty()) {
            out.push_back(std::move(spec));
        }
    }
    return out;
}

ChartSpec chartSpecOfMetric(const std::string& metric)
{
    for (const ObjectiveInfo& objective : objectiveCatalog()) {
        for (const ChartInfo& chart : objective.charts) {
            if (!chart.metrics.empty() && chart.metrics.front() == metric) {
                return chartSpecOf(chart);
            }
        }
    }
    for (const ChartInfo& chart : furtherCharts()) {
        if (chart.metrics.front() == metric) {
            return chartSpecOf(chart);
        }
    }
    ChartSpec spec;
    const std::size_t slash = metric.rfind("marginalia/", 0) == 0 ? std::strlen("marginalia/") : 0;
    spec.title = QString::fromStdString(metric.substr(slash));
    spec.curves.push_back({metric, {}, CurveSide::Run});
    spec.style = numberStyleOf(metric);
    return spec;
}

}  // namespace marginalia
