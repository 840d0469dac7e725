// SPDX-License-Identifier: Apache-2.0
// PEFT's rules for which modules an adapter's names mean (models.md 7.2).
#include "core/model/adapter_config.h"

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

bool endsWith(const std::string& name, const std::string& tail)
{
    return name.size() >= tail.size() &&
           name.compare(name.size() - tail.size(), tail.size(), tail) == 0;
}

Result<NamePattern> pattern(const std::string& source, const std::string& where)
{
    auto made = NamePattern::make(source);
    if (!made.ok()) {
        Error error = made.error();
        error.where = where;
        return error;
    }
    return made;
}

template <class Value>
Status compile(const std::vector<std::pair<std::string, Value>>& from, const std::string& where,
               std::vector<std::pair<NamePattern, Value>>& out)
{
    for (const auto& [key, value] : from) {
        MG_TRY(NamePattern made, pattern("(.*\\.)?(" + key + ")", where));
        out.emplace_back(std::move(made), value);
    }
    return {};
}

template <class Value>
Value firstOf(const std::vector<std::pair<NamePattern, Value>>& list, const std::string& module,
              Value otherwise)
{
    const auto place = std::find_if(list.begin(), list.end(), [&](const auto& entry) {
        return entry.first.matchesWhole(module);
    });
    return place == list.end() ? otherwise : place->second;
}

}  // namespace

bool AdapterTargets::Names::match(const std::string& module) const
{
    if (pattern) {
        return pattern->matchesWhole(module);
    }
    return std::any_of(list.begin(), list.end(), [&](const std::string& each) {
        return module == each || endsWith(module, "." + each);
    });
}

Result<AdapterTargets::Names> AdapterTargets::compiled(const ModuleNames& names,
                                                       const std::string& where)
{
    Names out;
    out.list = names.list;
    if (names.pattern) {
        MG_TRY(out.pattern, pattern(*names.pattern, where));
    }
    return out;
}

Result<AdapterTargets> AdapterTargets::make(const AdapterConfig& config, const std::string& where)
{
    AdapterTargets out;
    out.m_config = config;
    MG_TRY(out.m_targets, compiled(config.targets, where));
    MG_TRY(out.m_excluded, compiled(config.excluded, where));
    for (const std::string& each : config.modulesToSave) {
        MG_TRY(NamePattern made, pattern("(^|.*\\.)" + each + "($|\\..*)", where));
        out.m_saved.push_back(std::move(made));
    }
    for (const std::string& each : config.layersPatterns) {
        MG_TRY(NamePattern made, pattern(".*\\." + each + "\\.(\\d+)\\.", where));
        out.m_layers.push_back(std::move(made));
    }
    if (config.layersPatterns.empty()) {
        MG_TRY(NamePattern made, pattern(".*\\.[^.]*\\.(\\d+)\\.", where));
        out.m_layers.push_back(std::move(made));
    }
    MG_CHECK(compile(config.rankPattern, where, out.m_ranks));
    MG_CHECK(compile(config.alphaPattern, where, out.m_alphas));
    return out;
}

bool AdapterTargets::inLayers(const std::string& module) const
{
    for (const NamePattern& each : m_layers) {
        if (const auto number = each.firstGroup(module); number && number->size() < 10) {
            const auto& list = *m_config.layers;
            return std::find(list.begin(), list.end(), std::stoll(*number)) != list.end();
        }
    }
    return false;
}

bool AdapterTargets::covers(const std::string& module, bool linear) const
{
    if (m_excluded.match(module) ||
        std::any_of(m_saved.begin(), m_saved.end(),
                    [&](const NamePattern& each) { return each.matchesWhole(module); })) {
        return false;
    }
    if (m_config.allLinear) {
        return linear;
    }
    if (m_config.targets.empty()) {
        return true;
    }
    // PEFT looks at the layers only where targets are a list.
    return m_targets.match(module) &&
           (m_targets.pattern.has_value() || !m_config.layers || inLayers(module));
}

bool AdapterTargets::saves(const std::string& module) const
{
    return std::any_of(m_config.modulesToSave.begin(), m_config.modulesToSave.end(),
                       [&](const std::string& each) { return endsWith(module, each); });
}

std::int64_t AdapterTargets::rank(const std::string& module) const
{
    return firstOf(m_ranks, module, m_config.rank);
}

double AdapterTargets::alpha(const std::string& module) const
{
    return firstOf(m_alphas, module, m_config.alpha);
}

double AdapterTargets::scale(const std::string& module) const
{
    const auto r = static_cast<double>(rank(module));
    return alpha(module) / (m_config.rsLora ? std::sqrt(r) : r);
}

}  // namespace marginalia
