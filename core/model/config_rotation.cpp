// SPDX-License-Identifier: Apache-2.0
#include "core/model/config_rotation.h"

#include <algorithm>

namespace marginalia {

namespace {

/// The objects that say how the full and the sliding layers rotate; null: nothing is said.
struct RotationObjects {
    Json full;
    Json sliding;
};

RotationObjects rotationObjects(ConfigReader& reader, const Family& family)
{
    RotationObjects out;
    const Json& newer = reader.at("rope_parameters");
    if (newer.is_object() && newer.value("full_attention", Json()).is_object()) {
        out.full = newer["full_attention"];
        out.sliding = newer.value("sliding_attention", Json());
        if (family.localTheta == 0) {
            reader.note("rope_parameters",
                        MG_TR("model", "%1 differs by kind of layer, which is not computed here."));
        }
    } else if (newer.is_object()) {
        out.full = newer;
    }
    // Where both stand in the file, the older key replaces the newer, as transformers does it.
    if (reader.at("rope_scaling").is_object()) {
        out.full = reader.at("rope_scaling");
    }
    return out;
}

/// Numbers of a head that are turned: int(head_dim x share).
std::int64_t rotaryOf(ConfigReader& reader, const Family& family, const Json& object,
                      std::int64_t headDim)
{
    const char* const common = "partial_rotary_factor";
    double share =
        reader.number(family.rotaryKey != nullptr ? family.rotaryKey : common, family.rotary);
    const char* key = family.rotaryKey != nullptr ? family.rotaryKey : common;
    if (object.is_object() && object.value(common, Json()).is_number()) {
        share = object[common].get<double>();
        key = common;
    }
    if (family.rotaryKey == nullptr && share != 1) {
        reader.note(key, MG_TR("model", "%1 other than 1 is not computed for this model_type."));
    }
    if (!(share > 0) || share > 1) {
        reader.note(key, MG_TR("model", "%1 is not a share between 0 and 1."));
        return headDim;
    }
    const auto rotary = static_cast<std::int64_t>(static_cast<double>(headDim) * share);
    if (rotary % 2 != 0 || rotary == 0) {
        reader.note("head_dim", MG_TR("model", "%1 gives an odd number of rotated dimensions."));
    }
    return rotary;
}

RopeSettings readOne(ConfigReader& reader, const Family& family, const ModelConfig& config,
                     const Json& object, double theta)
{
    RopeBasis basis;
    basis.theta = theta;
    basis.context = config.context;
    basis.rotary = rotaryOf(reader, family, object, config.headDim);
    basis.originalContext = reader.number("original_max_position_embeddings", 0);
    basis.yarnIsLongRope = family.yarnIsLongRope;
    if (object.is_object() && object.contains("rope_theta")) {
        basis.theta = object["rope_theta"].is_number() ? object["rope_theta"].get<double>() : 0;
    }
    if (!(basis.theta > 0)) {
        reader.note("rope_theta", MG_TR("model", "%1 is not a positive number."));
        return {};
    }
    auto parsed = parseRope(object.is_object() ? object : Json(), basis, reader.path());
    if (!parsed.ok()) {
        const Text& what = parsed.error().what;
        reader.note(what.arguments.at(0), what.pattern, what.arguments.at(1));
        return {};
    }
    return parsed.take();
}

void readUnrotated(ConfigReader& reader, const Family& family, ModelConfig& config)
{
    if (family.unrotatedInterval == 0) {
        return;
    }
    const std::int64_t interval = reader.size("no_rope_layer_interval", family.unrotatedInterval);
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        config.unrotated.push_back((layer + 1) % interval == 0);
    }
    if (!reader.has("no_rope_layers")) {
        return;
    }
    const Json& list = reader.at("no_rope_layers");
    if (!list.is_array() || list.size() != config.unrotated.size()) {
        reader.note("no_rope_layers",
                    MG_TR("model", "%1 does not have num_hidden_layers entries."));
        return;
    }
    for (std::size_t layer = 0; layer < list.size(); ++layer) {
        if (list[layer] != 0 && list[layer] != 1) {
            reader.note("no_rope_layers", MG_TR("model", "%1 has an entry other than 0 and 1."));
        }
        config.unrotated[layer] = list[layer] == 0;  // 1 stands for "rotated"
    }
}

/// The list of the file, if it has one.
void applyLayerTypes(ConfigReader& reader, std::vector<bool>& slides)
{
    if (!reader.has("layer_types")) {
        return;
    }
    const Json& list = reader.at("layer_types");
    if (!list.is_array() || list.size() != slides.size()) {
        reader.note("layer_types", MG_TR("model", "%1 does not have num_hidden_layers entries."));
        return;
    }
    for (std::size_t layer = 0; layer < slides.size(); ++layer) {
        slides[layer] = list[layer] == "sliding_attention";
        if (!slides[layer] && list[layer] != "full_attention") {
            reader.note("layer_types",
                        MG_TR("model", "%1 names a kind of attention that is not computed here."));
        }
    }
}

std::int64_t maxWindowLayers(ConfigReader& reader)
{
    const Json& first = reader.at("max_window_layers");
    if (!first.is_null() && !first.is_number_integer()) {
        reader.note("max_window_layers", MG_TR("model", "%1 is not an integer."));
    }
    return first.is_number_integer() ? first.get<std::int64_t>() : 28;
}

std::int64_t slidingPattern(ConfigReader& reader)
{
    const char* const key =
        reader.has("sliding_window_pattern") ? "sliding_window_pattern" : "_sliding_window_pattern";
    return reader.size(key, 6);
}

bool slidesByRule(WindowRule rule, const ModelConfig& config, std::int64_t layer,
                  std::int64_t first, std::int64_t pattern)
{
    switch (rule) {
        case WindowRule::All:
            return true;
        case WindowRule::Late:
            return layer >= first;
        case WindowRule::Even:
            return layer % 2 == 0;
        case WindowRule::Pattern:
            return (layer + 1) % pattern != 0;
        case WindowRule::Unrotated:
            return config.unrotated[static_cast<std::size_t>(layer)];
        case WindowRule::None:
            break;
    }
    return false;
}

}  // namespace

void readRotation(ConfigReader& reader, const Family& family, ModelConfig& config)
{
    if (family.learnedPositions) {
        return;
    }
    const RotationObjects objects = rotationObjects(reader, family);
    const char* const thetaKey = reader.has(family.thetaKey) ? family.thetaKey : "rope_theta";
    config.rope =
        readOne(reader, family, config, objects.full, reader.number(thetaKey, family.theta));
    if (family.localTheta > 0) {
        config.localRope = readOne(reader, family, config, objects.sliding,
                                   reader.number("rope_local_base_freq", family.localTheta));
    }
    readUnrotated(reader, family, config);
}

void readWindows(ConfigReader& reader, const Family& family, ModelConfig& config)
{
    const bool asked =
        family.windows == WindowRule::Late || family.windows == WindowRule::Unrotated;
    // The key sliding_window stands in most Qwen files and means nothing then.
    if (family.windows == WindowRule::None ||
        (asked && !reader.flag("use_sliding_window", false))) {
        return;
    }
    const bool none = reader.stands("sliding_window") && !reader.has("sliding_window");
    const std::int64_t window = none || (family.window == 0 && !reader.has("sliding_window"))
                                    ? 0
                                    : reader.size("sliding_window", family.window);
    if (window == 0) {
        return;
    }
    const std::int64_t first = maxWindowLayers(reader);
    const std::int64_t pattern = slidingPattern(reader);
    std::vector<bool> slides;
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        slides.push_back(slidesByRule(family.windows, config, layer, first, pattern));
    }
    applyLayerTypes(reader, slides);
    for (const bool one : slides) {
        config.windows.push_back(one ? window : 0);
    }
}

}  // namespace marginalia
