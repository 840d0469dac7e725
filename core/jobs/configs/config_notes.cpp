// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_notes.h"

#include "core/jobs/catalog.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace marginalia::configs {

namespace {

bool hasParameter(const ObjectiveInfo& info, const std::string& key)
{
    return std::any_of(info.parameters.begin(), info.parameters.end(),
                       [&](const ParameterInfo& each) { return each.key == key; });
}

bool hasChoice(const ObjectiveInfo& info, const std::string& key, const std::string& value)
{
    return std::any_of(info.choices.begin(), info.choices.end(), [&](const ChoiceInfo& each) {
        return each.key == key &&
               std::any_of(each.values.begin(), each.values.end(),
                           [&](const auto& word) { return word.first == value; });
    });
}

}  // namespace

std::string shownNumber(double value)
{
    std::ostringstream out;
    out << value;
    return out.str();
}

const ConfigNode* Carrier::peek(const std::string& key) const
{
    const ConfigNode* found = m_root.find(key);
    return found == nullptr || found->isNull() ? nullptr : found;
}

bool Carrier::has(const std::string& key) const
{
    return peek(key) != nullptr;
}

std::string Carrier::peekWord(const std::string& key) const
{
    const ConfigNode* found = peek(key);
    return found != nullptr && found->isScalar() ? found->text : "";
}

const ConfigNode* Carrier::take(const std::string& key)
{
    return m_taken.contains(key) ? nullptr : peek(key);
}

std::vector<Text> Carrier::listOf(Text what)
{
    std::vector<Text> out;
    if (!what.empty()) {
        out.push_back(std::move(what));
    }
    return out;
}

void Carrier::note(NoteKind kind, const std::string& key, const std::string& setting,
                   std::vector<Text> what)
{
    const ConfigNode* found = m_root.find(key);
    ConfigNote out;
    out.kind = kind;
    out.key = key;
    out.setting = setting;
    out.what = std::move(what);
    if (found != nullptr) {
        out.line = found->line;
        out.value = found->shown();
    }
    m_taken.insert(key);
    m_out.notes.push_back(std::move(out));
}

void Carrier::understood(const std::string& key, const std::string& setting, Text what)
{
    note(NoteKind::Understood, key, setting, listOf(std::move(what)));
}

void Carrier::changed(const std::string& key, const std::string& setting, Text what)
{
    note(NoteKind::Changed, key, setting, listOf(std::move(what)));
}

void Carrier::changedSentences(const std::string& key, const std::string& setting,
                               std::vector<Text> sentences)
{
    note(NoteKind::Changed, key, setting, std::move(sentences));
}

void Carrier::leftOut(const std::string& key, Text what)
{
    note(NoteKind::LeftOut, key, {}, listOf(std::move(what)));
}

void Carrier::fallback(const std::string& key, const std::string& value, const std::string& setting,
                       Text what)
{
    ConfigNote out;
    out.kind = NoteKind::Default;
    out.key = key;
    out.value = value;
    out.setting = setting;
    out.what = listOf(std::move(what));
    m_out.notes.push_back(std::move(out));
}

void Carrier::wrongKind(const std::string& key, const char* wanted)
{
    leftOut(key, {MG_TR("config", "This is not %1."), {wanted}});
}

std::optional<double> Carrier::number(const std::string& key)
{
    const ConfigNode* found = take(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto value = found->number();
    if (!value || !std::isfinite(*value)) {
        wrongKind(key, "a number");
        return std::nullopt;
    }
    return value;
}

std::optional<std::string> Carrier::word(const std::string& key)
{
    const ConfigNode* found = take(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (!found->isScalar()) {
        wrongKind(key, "one word");
        return std::nullopt;
    }
    return found->text;
}

std::optional<bool> Carrier::truth(const std::string& key)
{
    const ConfigNode* found = take(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto value = found->truth();
    if (!value) {
        wrongKind(key, "true or false");
    }
    return value;
}

std::vector<std::string> Carrier::words(const std::string& key)
{
    std::vector<std::string> out;
    const ConfigNode* found = take(key);
    if (found == nullptr) {
        return out;
    }
    const bool single = found->isScalar();
    const std::vector<ConfigNode> items = single ? std::vector<ConfigNode>{*found} : found->items;
    for (const ConfigNode& item : items) {
        if (!item.isScalar()) {
            wrongKind(key, "a list of words");
            return {};
        }
        out.push_back(item.text);
    }
    if (out.empty()) {
        wrongKind(key, "a list of words");
    }
    return out;
}

std::vector<double> Carrier::numbers(const std::string& key)
{
    std::vector<double> out;
    for (const std::string& word : words(key)) {
        ConfigNode node;
        node.text = word;
        const auto value = node.number();
        if (!value || !std::isfinite(*value)) {
            wrongKind(key, "a list of numbers");
            return {};
        }
        out.push_back(*value);
    }
    return out;
}

void Carrier::real(const std::string& key, const char* setting, double& field,
                   std::optional<double> other)
{
    if (const auto value = number(key)) {
        field = *value;
        understood(key, setting);
    } else if (other && !has(key)) {
        if (*other != field) {
            fallback(key, shownNumber(*other), setting);
        }
        field = *other;
    }
}

void Carrier::whole(const std::string& key, const char* setting, std::int64_t& field,
                    std::optional<double> other)
{
    if (const auto value = number(key)) {
        if (*value != std::floor(*value) || std::abs(*value) > 1e15) {
            wrongKind(key, "a whole number");
            return;
        }
        field = static_cast<std::int64_t>(*value);
        understood(key, setting);
    } else if (other && !has(key)) {
        if (static_cast<std::int64_t>(*other) != field) {
            fallback(key, shownNumber(*other), setting);
        }
        field = static_cast<std::int64_t>(*other);
    }
}

void Carrier::flag(const std::string& key, const char* setting, bool& field)
{
    if (const auto value = truth(key)) {
        field = *value;
        understood(key, setting);
    }
}

bool Carrier::setParameter(const std::string& ours, double value)
{
    const ObjectiveInfo* info = findObjective(spec().objective);
    if (info != nullptr && !hasParameter(*info, ours)) {
        return false;
    }
    spec().parameters[ours] = value;
    return true;
}

bool Carrier::choose(const std::string& ours, const std::string& value)
{
    const ObjectiveInfo* info = findObjective(spec().objective);
    if (info != nullptr && !hasChoice(*info, ours, value)) {
        return false;
    }
    spec().choices[ours] = value;
    return true;
}

void Carrier::parameter(const std::string& key, const std::string& ours,
                        std::optional<double> other)
{
    const bool given = has(key);
    const auto value = number(key);
    if (!value && (given || !other)) {
        return;
    }
    const auto before = spec().parameters.find(ours);
    const bool same = before != spec().parameters.end() && before->second == value.value_or(*other);
    if (!setParameter(ours, value.value_or(*other))) {
        if (given) {
            leftOut(key, {MG_TR("config", "%1 has no such setting here."), {spec().objective}});
        }
    } else if (given) {
        understood(key, "parameters." + ours);
    } else if (!same) {
        fallback(key, shownNumber(*other), "parameters." + ours);
    }
}

bool Carrier::modify(const std::string& id, const std::map<std::string, double>& parameters,
                     const std::map<std::string, std::string>& choices)
{
    const ModifierInfo* modifier = findModifier(id);
    if (modifier == nullptr) {
        return false;
    }
    bool whole = true;
    ModifierSpec out;
    out.id = id;
    for (const auto& [key, value] : parameters) {
        if (hasParameter(modifier->info, key)) {
            out.parameters[key] = value;
        } else {
            whole = false;
        }
    }
    for (const auto& [key, value] : choices) {
        if (hasChoice(modifier->info, key, value)) {
            out.choices[key] = value;
        } else {
            whole = false;
        }
    }
    spec().modifiers.push_back(std::move(out));
    return whole;
}

void Carrier::finish(Text (*reasonOf)(const std::string& key))
{
    for (const auto& [key, value] : m_root.entries) {
        if (key.empty() || m_taken.contains(key)) {
            continue;
        }
        if (value.isNull()) {
            understood(key, {}, MG_TR("config", "It is not set."));
            continue;
        }
        Text reason = reasonOf(key);
        if (reason.empty()) {
            reason = commonReason(key);
        }
        leftOut(key, reason.empty() ? MG_TR("config",
                                            "No setting of this name is known here; "
                                            "look whether it is spelt rightly.")
                                    : std::move(reason));
    }
    const auto order = [](const ConfigNote& each) { return each.line == 0 ? 1 << 30 : each.line; };
    std::stable_sort(m_out.notes.begin(), m_out.notes.end(),
                     [&](const ConfigNote& left, const ConfigNote& right) {
                         return order(left) < order(right);
                     });
}

}  // namespace marginalia::configs
