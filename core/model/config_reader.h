// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/model/families.h"

#include <cstdint>
#include <string>
#include <utility>

namespace marginalia {

/// Typed access to config.json that remembers the first bad key. Keys are given in Llama's
/// spelling; the family's own one is what the file has and what messages name.
class ConfigReader {
public:
    ConfigReader(const Json& json, std::string modelType, std::string path)
        : m_json(json), m_type(std::move(modelType)), m_path(std::move(path))
    {
    }

    /// The key is there and not null.
    bool has(const char* key) const { return !at(key).is_null(); }
    /// The key is there, null or not: null may mean "none" where silence means a default.
    bool stands(const char* key) const { return m_json.contains(configKey(m_type, key)); }
    const Json& at(const char* key) const
    {
        static const Json kNone;
        const auto place = m_json.find(configKey(m_type, key));
        return place == m_json.end() ? kNone : *place;
    }

    /// A positive integer up to `most`: the sizes of a hostile file must not become allocations.
    std::int64_t size(const char* key, std::int64_t fallback, std::int64_t most = 1LL << 28)
    {
        const Json& value = at(key);
        if (value.is_null()) {
            return fallback;
        }
        if (!value.is_number_integer() || value.get<std::int64_t>() <= 0 ||
            value.get<std::int64_t>() > most) {
            note(key, MG_TR("model", "%1 is not a positive integer of a size that models have."));
            return fallback;
        }
        return value.get<std::int64_t>();
    }
    double number(const char* key, double fallback)
    {
        const Json& value = at(key);
        if (value.is_null()) {
            return fallback;
        }
        if (!value.is_number()) {
            note(key, MG_TR("model", "%1 is not a number."));
            return fallback;
        }
        return value.get<double>();
    }
    double positive(const char* key, double fallback)
    {
        const double value = number(key, fallback);
        if (!(value > 0)) {
            note(key, MG_TR("model", "%1 is not positive."));
            return fallback;
        }
        return value;
    }
    bool flag(const char* key, bool fallback)
    {
        const Json& value = at(key);
        if (value.is_null()) {
            return fallback;
        }
        if (!value.is_boolean()) {
            note(key, MG_TR("model", "%1 is not true or false."));
            return fallback;
        }
        return value.get<bool>();
    }
    bool flag(const BiasRule& rule)
    {
        return rule.key == nullptr ? rule.fallback : flag(rule.key, rule.fallback);
    }

    /// `problem` is a sentence with %1 for the key, and %2 for `value` if it has one.
    void note(const std::string& key, const std::string& problem, const std::string& value = {})
    {
        if (m_problem.ok()) {
            m_problem = failure(
                ErrorKind::Unsupported, Text(problem, {configKey(m_type, key.c_str()), value}),
                m_path,
                Text(MG_TR("model", "Choose a model of one of these types: %1."), {familyNames()}));
        }
    }
    const Status& problem() const { return m_problem; }
    const std::string& path() const { return m_path; }

private:
    const Json& m_json;
    std::string m_type;
    std::string m_path;
    Status m_problem;
};

}  // namespace marginalia
