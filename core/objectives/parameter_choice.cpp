// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/parameter_choice.h"

#include "core/base/text.h"
#include "core/synth/random.h"
#include "core/text/pattern.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

namespace marginalia {

namespace {

bool has(const std::string& name, std::initializer_list<const char*> parts)
{
    return std::any_of(parts.begin(), parts.end(),
                       [&](const char* part) { return name.find(part) != std::string::npos; });
}

/// Name without ".weight" or ".bias": what is frozen or trained together.
std::string moduleOf(const std::string& name)
{
    const std::size_t dot = name.rfind('.');
    const std::string last = dot == std::string::npos ? "" : name.substr(dot + 1);
    return last == "weight" || last == "bias" ? name.substr(0, dot) : name;
}

}  // namespace

TensorPart partOf(const std::string& name)
{
    if (layerOf(name) < 0) {
        return TensorPart::Other;
    }
    // Norms first: some stand inside the attention ("self_attn.q_norm").
    if (has(name, {"norm", "ln_", ".ln"})) {
        return TensorPart::Norm;
    }
    if (has(name, {"attn", "attention"})) {
        return TensorPart::Attention;
    }
    return has(name, {"mlp", "feed_forward", "experts", "fc"}) ? TensorPart::FeedForward
                                                               : TensorPart::Other;
}

int layerOf(const std::string& name)
{
    for (std::size_t begin = 0; begin < name.size();) {
        const std::size_t end = std::min(name.find('.', begin), name.size());
        int layer = 0;
        const auto [last, error] = std::from_chars(name.data() + begin, name.data() + end, layer);
        const bool number = error == std::errc() && last == name.data() + end && layer >= 0;
        if (number && end < name.size() && name[begin] != '-') {
            return layer;
        }
        begin = end + 1;
    }
    return -1;
}

std::set<std::string> frozenHalf(const std::vector<std::string>& names, std::uint64_t seed,
                                 int stage)
{
    std::map<std::pair<TensorPart, int>, std::vector<std::string>> modules;
    for (const std::string& name : names) {
        const TensorPart part = partOf(name);
        if (part == TensorPart::Other) {
            continue;
        }
        auto& list = modules[{part, layerOf(name)}];
        const std::string module = moduleOf(name);
        if (std::find(list.begin(), list.end(), module) == list.end()) {
            list.push_back(module);
        }
    }
    std::set<std::string> frozen;
    synth::Random random(seed ^ (static_cast<std::uint64_t>(stage) + 1) * 0x9E3779B97F4A7C15ULL);
    std::map<TensorPart, bool> larger;  // which half the next odd list gives
    for (auto& [key, list] : modules) {
        std::sort(list.begin(), list.end());
        std::size_t count = list.size() / 2;
        if (list.size() % 2 != 0) {
            bool& more = larger.try_emplace(key.first, stage % 2 != 0).first->second;
            count += more ? 1 : 0;
            more = !more;
        }
        const std::vector<std::string> drawn = random.sample(list, count);
        frozen.insert(drawn.begin(), drawn.end());
    }
    std::set<std::string> out;
    for (const std::string& name : names) {
        if (frozen.contains(moduleOf(name))) {
            out.insert(name);
        }
    }
    return out;
}

Result<std::set<std::string>> chosenModules(const std::vector<std::string>& names,
                                            const ModuleChoice& choice)
{
    const auto pattern = Pattern::fromRegex(choice.modules);
    if (!pattern.ok()) {
        return failure(ErrorKind::Invalid,
                       {MG_TR("objectives", "\"%1\" is not a regular expression for modules."),
                        {quotedForError(choice.modules)}},
                       "modules");
    }
    const auto matches = [&](const std::string& name) {
        std::vector<PatternPiece> pieces;
        pattern->split(name, 0, pieces);
        return std::any_of(pieces.begin(), pieces.end(),
                           [](const PatternPiece& piece) { return piece.match; });
    };
    std::set<std::string> out;
    for (const std::string& name : names) {
        const int layer = layerOf(name);
        const bool inRange =
            choice.firstLayer < 0 ||
            (layer >= choice.firstLayer && layer <= std::max(choice.firstLayer, choice.lastLayer));
        if (inRange && matches(name)) {
            out.insert(name);
        }
    }
    if (out.empty()) {
        return failure(ErrorKind::Invalid,
                       {MG_TR("objectives", "No tensor of the model matches \"%1\"."),
                        {quotedForError(choice.modules)}},
                       "modules", MG_TR("objectives", "Look at the names with inspect."));
    }
    return out;
}

}  // namespace marginalia
