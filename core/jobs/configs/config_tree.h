// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

struct ConfigEntry;

/// Whether a text is one of some words.
bool oneOf(const std::string& text, std::initializer_list<const char*> words);

/// A value of a foreign configuration with the line it stands on.
struct ConfigNode {
    enum class Kind : std::uint8_t { Scalar, List, Map };

    Kind kind = Kind::Scalar;
    std::string text;               ///< of a scalar
    bool quoted = false;            ///< a scalar between quotes is a text, whatever it looks like
    int line = 0;                   ///< from 1
    std::vector<ConfigNode> items;  ///< of a list
    std::vector<ConfigEntry> entries;  ///< of a map, in the file's order

    bool isMap() const { return kind == Kind::Map; }
    bool isList() const { return kind == Kind::List; }
    bool isScalar() const { return kind == Kind::Scalar; }
    /// Nothing, ~ or null.
    bool isNull() const;
    std::optional<double> number() const;
    /// true, yes, on, True ... and their opposites.
    std::optional<bool> truth() const;
    /// The value of a map's key; null without it.
    const ConfigNode* find(const std::string& key) const;
    /// As it may stand in a sentence: one line, cut where it is long.
    std::string shown() const;
};

/// A key and its value. Not std::pair, which may not hold what is not yet whole: clang 14 says so.
struct ConfigEntry {
    ConfigEntry(std::string key, ConfigNode value) : first(std::move(key)), second(std::move(value))
    {
    }
    std::string first;
    ConfigNode second;
};

/// What a configuration may hold; each is tested at its edge.
namespace config_limits {
constexpr std::int64_t kBytes = std::int64_t{1} << 20U;
constexpr int kDepth = 32;                ///< lists and maps inside each other
constexpr std::int64_t kValues = 20'000;  ///< of all levels, those that aliases repeat included
}  // namespace config_limits

/// Reads one YAML document, or JSON, which YAML takes in. Tags of other languages, several
/// documents, duplicate keys and what goes over config_limits are errors that name file and line.
///
/// libyaml splits the text into events; its own document loader is not used, because that resolves
/// aliases before anyone can count them.
Result<ConfigNode> readConfigTree(const std::string& text, const std::string& name);

/// Reads a command line as a shell would split it (quotes, \ before a line's end, # comments):
/// `trl dpo --beta 0.1 --loss_type sigmoid sft --use_peft`. Gives a map of the arguments; the words
/// before the first one stand under the empty key. Several commands: the one with most arguments.
Result<ConfigNode> readConfigArguments(const std::string& text, const std::string& name);

/// Reads the first configuration object that a Python script makes: the keyword arguments of
/// `DPOConfig(beta=0.1, ...)`, with those of LoraConfig as TRL's own lora_ arguments. Literals
/// only: nothing is run. Empty when the script makes none.
std::optional<ConfigNode> readConfigCall(const std::string& text);

}  // namespace marginalia
