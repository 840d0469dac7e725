// SPDX-License-Identifier: Apache-2.0
#include "core/model/rope.h"

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

/// `what` is a sentence with %1 for the key, and %2 for `value` if it has one.
Error badRope(const std::string& key, const std::string& what, const std::string& where,
              const std::string& value = {})
{
    return failure(
        ErrorKind::Unsupported, Text(what, {"rope_scaling." + key, value}), where,
        MG_TR(
            "model",
            "Marginalia computes the kinds default, linear, dynamic, llama3, yarn and longrope."));
}

/// Reads numbers of the object and remembers the first that is bad.
class RopeReader {
public:
    explicit RopeReader(const Json& json) : m_json(json) {}

    double required(const char* key)
    {
        if (!m_json.contains(key) || m_json[key].is_null()) {
            note(key, MG_TR("model", "%1 is missing."));
            return 1;
        }
        return optional(key, 1);
    }
    double optional(const char* key, double fallback)
    {
        if (!m_json.contains(key) || m_json[key].is_null()) {
            return fallback;
        }
        if (!m_json[key].is_number() || !(m_json[key].get<double>() > 0)) {
            note(key, MG_TR("model", "%1 is not a positive number."));
            return fallback;
        }
        return m_json[key].get<double>();
    }
    /// A list of `count` positive numbers.
    std::vector<double> list(const char* key, std::size_t count)
    {
        std::vector<double> out;
        if (!m_json.contains(key) || !m_json[key].is_array()) {
            note(key, MG_TR("model", "%1 is missing."));
            return out;
        }
        for (const Json& value : m_json[key]) {
            out.push_back(value.is_number() ? value.get<double>() : 0);
        }
        if (out.size() != count) {
            note(key, MG_TR("model", "%1 has the wrong length."));
        }
        if (std::any_of(out.begin(), out.end(), [](double value) { return !(value > 0); })) {
            note(key, MG_TR("model", "%1 has a value that is not a positive number."));
        }
        return out;
    }
    const std::string& badKey() const { return m_badKey; }
    const char* problem() const { return m_problem; }

private:
    void note(const char* key, const char* problem)
    {
        if (m_badKey.empty()) {
            m_badKey = key;
            m_problem = problem;
        }
    }

    const Json& m_json;
    std::string m_badKey;
    const char* m_problem = "";
};

double yarnScale(double factor, double scale)
{
    return factor <= 1 ? 1.0 : 0.1 * scale * std::log(factor) + 1.0;
}

void readYarn(RopeReader& reader, const Json& json, RopeSettings& settings)
{
    settings.betaFast = reader.optional("beta_fast", 32);
    settings.betaSlow = reader.optional("beta_slow", 1);
    settings.truncate = !json.contains("truncate") || !json["truncate"].is_boolean() ||
                        json["truncate"].get<bool>();
    const double scale = reader.optional("mscale", 0);
    const double scaleAll = reader.optional("mscale_all_dim", 0);
    const double derived = scale != 0 && scaleAll != 0 ? yarnScale(settings.factor, scale) /
                                                             yarnScale(settings.factor, scaleAll)
                                                       : yarnScale(settings.factor, 1);
    settings.attentionFactor = reader.optional("attention_factor", derived);
}

void readLongRope(RopeReader& reader, double context, RopeSettings& settings)
{
    settings.kind = RopeSettings::Kind::LongRope;
    const auto count = static_cast<std::size_t>(settings.rotary / 2);
    settings.shortFactors = reader.list("short_factor", count);
    settings.longFactors = reader.list("long_factor", count);
    settings.factor = reader.optional("factor", context / settings.originalContext);
    const double derived =
        settings.factor <= 1
            ? 1.0
            : std::sqrt(1 + std::log(settings.factor) / std::log(settings.originalContext));
    settings.attentionFactor = reader.optional("attention_factor", derived);
}

/// "rope_type" or the older "type", older names of a kind replaced; empty when it is not a name.
std::string kindName(const Json& scaling, const RopeBasis& basis)
{
    const Json kind =
        scaling.contains("rope_type") ? scaling["rope_type"] : scaling.value("type", Json());
    const std::string name = kind.is_string() ? kind.get<std::string>()
                             : kind.is_null() ? "default"
                                              : "";
    return name == "su" || (name == "yarn" && basis.yarnIsLongRope) ? "longrope" : name;
}

void scaleLongRope(const RopeSettings& settings, double length, std::vector<float>& frequencies)
{
    const std::vector<double>& factors =
        length > settings.originalContext ? settings.longFactors : settings.shortFactors;
    for (size_t i = 0; i < frequencies.size(); ++i) {
        frequencies[i] = static_cast<float>(frequencies[i] / factors.at(i));
    }
}

void scaleLlama3(const RopeSettings& settings, std::vector<float>& frequencies)
{
    const double low = settings.originalContext / settings.lowFactor;
    const double high = settings.originalContext / settings.highFactor;
    for (float& frequency : frequencies) {
        const double wave = 2 * M_PI / frequency;
        if (wave > low) {
            frequency = static_cast<float>(frequency / settings.factor);
        } else if (wave >= high) {
            const double smooth = (settings.originalContext / wave - settings.lowFactor) /
                                  (settings.highFactor - settings.lowFactor);
            frequency =
                static_cast<float>((1 - smooth) * frequency / settings.factor + smooth * frequency);
        }
    }
}

void scaleYarn(const RopeSettings& settings, double rotary, std::vector<float>& frequencies)
{
    const auto correction = [&](double turns) {
        return rotary * std::log(settings.originalContext / (turns * 2 * M_PI)) /
               (2 * std::log(settings.theta));
    };
    double low = correction(settings.betaFast);
    double high = correction(settings.betaSlow);
    if (settings.truncate) {
        low = std::floor(low);
        high = std::ceil(high);
    }
    low = std::max(low, 0.0);
    high = std::min(high, rotary - 1);
    if (low == high) {
        high += 0.001;
    }
    for (size_t i = 0; i < frequencies.size(); ++i) {
        const double ramp = std::clamp((static_cast<double>(i) - low) / (high - low), 0.0, 1.0);
        frequencies[i] = static_cast<float>(frequencies[i] / settings.factor * ramp +
                                            frequencies[i] * (1 - ramp));
    }
}

}  // namespace

Result<RopeSettings> parseRope(const Json& scaling, const RopeBasis& basis,
                               const std::string& where)
{
    RopeSettings settings;
    settings.theta = basis.theta;
    settings.rotary = basis.rotary;
    if (scaling.is_null()) {
        return settings;
    }
    const std::string name = kindName(scaling, basis);
    RopeReader reader(scaling);
    if (name == "default") {
        return settings;
    }
    const auto context = static_cast<double>(basis.context);
    settings.originalContext = basis.originalContext > 0
                                   ? basis.originalContext
                                   : reader.optional("original_max_position_embeddings", context);
    if (name == "longrope") {
        readLongRope(reader, context, settings);
    } else {
        settings.factor = reader.required("factor");
    }
    if (name == "linear") {
        settings.kind = RopeSettings::Kind::Linear;
    } else if (name == "dynamic") {
        settings.kind = RopeSettings::Kind::Dynamic;
        settings.originalContext = context;
    } else if (name == "llama3") {
        settings.kind = RopeSettings::Kind::Llama3;
        settings.lowFactor = reader.required("low_freq_factor");
        settings.highFactor = reader.required("high_freq_factor");
    } else if (name == "yarn") {
        settings.kind = RopeSettings::Kind::Yarn;
        readYarn(reader, scaling, settings);
    } else if (name != "longrope") {
        return badRope("rope_type", MG_TR("model", "%1 \"%2\" is not known."), where,
                       quotedForError(name));
    }
    if (!reader.badKey().empty()) {
        return badRope(reader.badKey(), reader.problem(), where);
    }
    return settings;
}

std::vector<float> ropeFrequencies(const RopeSettings& settings, std::int64_t rotary,
                                   std::int64_t length)
{
    double theta = settings.theta;
    const auto d = static_cast<double>(rotary);
    const auto longest = static_cast<double>(length);
    if (settings.kind == RopeSettings::Kind::Dynamic && longest > settings.originalContext) {
        const double grown =
            settings.factor * longest / settings.originalContext - (settings.factor - 1);
        theta *= std::pow(grown, d / (d - 2));
    }
    std::vector<float> frequencies(static_cast<size_t>(rotary / 2));
    for (size_t i = 0; i < frequencies.size(); ++i) {
        const auto exponent = static_cast<float>(2 * i) / static_cast<float>(rotary);
        frequencies[i] = 1.0F / static_cast<float>(std::pow(theta, static_cast<double>(exponent)));
    }
    switch (settings.kind) {
        case RopeSettings::Kind::Linear:
            for (float& frequency : frequencies) {
                frequency = static_cast<float>(frequency / settings.factor);
            }
            break;
        case RopeSettings::Kind::Llama3:
            scaleLlama3(settings, frequencies);
            break;
        case RopeSettings::Kind::Yarn:
            scaleYarn(settings, d, frequencies);
            break;
        case RopeSettings::Kind::LongRope:
            scaleLongRope(settings, longest, frequencies);
            break;
        case RopeSettings::Kind::Default:
        case RopeSettings::Kind::Dynamic:
            break;
    }
    return frequencies;
}

}  // namespace marginalia
