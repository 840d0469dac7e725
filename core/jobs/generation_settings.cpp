// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/generation_settings.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace marginalia {

namespace {

using Settings = GenerationSettings;

constexpr double kMost = 1e6;

struct NumberField {
    const char* name;
    std::optional<double> Settings::*place;
    double least;
    double most;
    bool leastAllowed;
    const char* range;
};

const std::vector<NumberField>& numberFields()
{
    static const std::vector<NumberField> list = {
        {"temperature", &Settings::temperature, 0, 100, true,
         MG_TR("generation", "It is 0 (always the likeliest token) to 100.")},
        {"top_p", &Settings::topP, 0, 1, false, MG_TR("generation", "It is over 0 and at most 1.")},
        {"min_p", &Settings::minP, 0, 1, true, MG_TR("generation", "It is 0 to 1.")},
        {"typical_p", &Settings::typicalP, 0, 1, false,
         MG_TR("generation", "It is over 0 and at most 1.")},
        {"epsilon_cutoff", &Settings::epsilonCutoff, 0, 1, true,
         MG_TR("generation", "It is 0 to 1.")},
        {"eta_cutoff", &Settings::etaCutoff, 0, 1, true, MG_TR("generation", "It is 0 to 1.")},
        {"repetition_penalty", &Settings::repetitionPenalty, 0, kMost, false,
         MG_TR("generation", "It is over 0; 1 changes nothing, more makes repeating less likely.")},
    };
    return list;
}

struct IntegerField {
    const char* name;
    std::optional<std::int64_t> Settings::*place;
    std::int64_t least;
};

const std::vector<IntegerField>& integerFields()
{
    static const std::vector<IntegerField> list = {
        {"top_k", &Settings::topK, 0},
        {"no_repeat_ngram_size", &Settings::noRepeatNgramSize, 0},
        {"min_new_tokens", &Settings::minNewTokens, 0},
        {"min_length", &Settings::minLength, 0},
        {"max_new_tokens", &Settings::maxNewTokens, 1},
        {"max_length", &Settings::maxLength, 1},
    };
    return list;
}

struct IdsField {
    const char* name;
    std::optional<std::vector<TokenId>> Settings::*place;
};

const std::vector<IdsField>& idsFields()
{
    static const std::vector<IdsField> list = {
        {"suppress_tokens", &Settings::suppressTokens},
        {"stop_token_ids", &Settings::stopTokens},
    };
    return list;
}

constexpr const char* kBadWords = "bad_words_ids";
constexpr const char* kStop = "stop";

Error wrong(const char* field, Text what, Text todo)
{
    return failure(ErrorKind::Invalid, std::move(what), field, std::move(todo));
}

Error wrongKind(const char* field, const char* wanted)
{
    return wrong(field, MG_TR("generation", "The value is not of the kind that is read here."),
                 Text(MG_TR("generation", "Give %1, or leave it out."), {wanted}));
}

bool isId(const Json& value)
{
    return value.is_number_integer() && value >= 0 && value <= std::numeric_limits<TokenId>::max();
}

bool isIdList(const Json& value)
{
    return value.is_array() && std::all_of(value.begin(), value.end(), isId);
}

Status readLists(const Json& json, Settings& settings)
{
    for (const IdsField& field : idsFields()) {
        const Json value = json.value(field.name, Json());
        if (value.is_null()) {
            continue;
        }
        if (!isIdList(value)) {
            return wrongKind(field.name, MG_TR("generation", "a list of token ids"));
        }
        settings.*field.place = value.get<std::vector<TokenId>>();
    }
    const Json words = json.value(kBadWords, Json());
    if (!words.is_null()) {
        if (!words.is_array() || !std::all_of(words.begin(), words.end(), isIdList)) {
            return wrongKind(kBadWords, MG_TR("generation", "a list of lists of token ids"));
        }
        settings.badWordsIds = words.get<std::vector<std::vector<TokenId>>>();
    }
    const Json stop = json.value(kStop, Json());
    if (!stop.is_null()) {
        const auto isText = [](const Json& text) { return text.is_string(); };
        if (!stop.is_array() || !std::all_of(stop.begin(), stop.end(), isText)) {
            return wrongKind(kStop, MG_TR("generation", "a list of strings"));
        }
        settings.stop = stop.get<std::vector<std::string>>();
    }
    return {};
}

Status checkLists(const Settings& settings)
{
    for (const std::string& text : settings.stop.value_or(std::vector<std::string>())) {
        if (text.empty()) {
            return wrong(kStop, MG_TR("generation", "A stop text is empty."),
                         MG_TR("generation", "Leave it out: every text begins with it."));
        }
    }
    for (const auto& word : settings.badWordsIds.value_or(std::vector<std::vector<TokenId>>())) {
        if (word.empty()) {
            return wrong(
                kBadWords, MG_TR("generation", "A word has no tokens."),
                MG_TR("generation", "Give the ids of at least one token, or leave it out."));
        }
    }
    return {};
}

/// Two ways of saying the same thing, and least over most.
Status checkLengths(const Settings& settings)
{
    const auto both = [](const char* one, const char* other) {
        return wrong(one, Text(MG_TR("generation", "%1 and %2 are both given."), {one, other}),
                     Text(MG_TR("generation", "Give one: %2 counts the prompt, %1 does not."),
                          {one, other}));
    };
    if (settings.maxNewTokens && settings.maxLength) {
        return both("max_new_tokens", "max_length");
    }
    if (settings.minNewTokens && settings.minLength) {
        return both("min_new_tokens", "min_length");
    }
    const auto crossed = [](const auto& least, const auto& most) {
        return least && most && *least > *most;
    };
    const Text todo = MG_TR("generation", "Make it smaller, or allow longer answers.");
    if (crossed(settings.minNewTokens, settings.maxNewTokens)) {
        return wrong("min_new_tokens", MG_TR("generation", "It is larger than max_new_tokens."),
                     todo);
    }
    if (crossed(settings.minLength, settings.maxLength)) {
        return wrong("min_length", MG_TR("generation", "It is larger than max_length."), todo);
    }
    return {};
}

}  // namespace

Status checkSettings(const GenerationSettings& settings)
{
    for (const NumberField& field : numberFields()) {
        const std::optional<double>& value = settings.*field.place;
        if (value && (!(*value >= field.least && *value <= field.most) ||
                      (!field.leastAllowed && *value == field.least))) {
            return wrong(field.name, MG_TR("generation", "The value is out of range."),
                         field.range);
        }
    }
    for (const IntegerField& field : integerFields()) {
        const std::optional<std::int64_t>& value = settings.*field.place;
        if (value && (*value < field.least || *value > std::numeric_limits<std::int32_t>::max())) {
            return wrong(field.name, MG_TR("generation", "The value is out of range."),
                         Text(MG_TR("generation", "It is a whole number of %1 or more."),
                              {std::to_string(field.least)}));
        }
    }
    MG_CHECK(checkLists(settings));
    return checkLengths(settings);
}

Json toJson(const GenerationSettings& settings)
{
    Json json = Json::object();
    const auto put = [&json](const char* name, const auto& value) {
        if (value) {
            json[name] = *value;
        }
    };
    for (const NumberField& field : numberFields()) {
        put(field.name, settings.*field.place);
    }
    for (const IntegerField& field : integerFields()) {
        put(field.name, settings.*field.place);
    }
    for (const IdsField& field : idsFields()) {
        put(field.name, settings.*field.place);
    }
    put(kBadWords, settings.badWordsIds);
    put(kStop, settings.stop);
    return json;
}

Result<GenerationSettings> settingsFromJson(const Json& json)
{
    GenerationSettings settings;
    for (const NumberField& field : numberFields()) {
        const Json value = json.value(field.name, Json());
        if (value.is_null()) {
            continue;
        }
        if (!value.is_number()) {
            return wrongKind(field.name, MG_TR("generation", "a number"));
        }
        settings.*field.place = value.get<double>();
    }
    for (const IntegerField& field : integerFields()) {
        const Json value = json.value(field.name, Json());
        if (value.is_null()) {
            continue;
        }
        if (!value.is_number_integer() ||
            (value.is_number_unsigned() && value > std::numeric_limits<std::int64_t>::max())) {
            return wrongKind(field.name, MG_TR("generation", "a whole number"));
        }
        settings.*field.place = value.get<std::int64_t>();
    }
    MG_CHECK(readLists(json, settings));
    MG_CHECK(checkSettings(settings));
    return settings;
}

std::vector<std::string> settingNames()
{
    std::vector<std::string> names = {kBadWords, kStop};
    for (const NumberField& field : numberFields()) {
        names.emplace_back(field.name);
    }
    for (const IntegerField& field : integerFields()) {
        names.emplace_back(field.name);
    }
    for (const IdsField& field : idsFields()) {
        names.emplace_back(field.name);
    }
    return names;
}

GenerationSettings withDefaults(GenerationSettings asked, const GenerationSettings& otherwise)
{
    const auto fill = [](auto& place, const auto& other) {
        if (!place) {
            place = other;
        }
    };
    const bool ownMost = asked.maxNewTokens || asked.maxLength;
    const bool ownLeast = asked.minNewTokens || asked.minLength;
    for (const NumberField& field : numberFields()) {
        fill(asked.*field.place, otherwise.*field.place);
    }
    for (const IdsField& field : idsFields()) {
        fill(asked.*field.place, otherwise.*field.place);
    }
    fill(asked.topK, otherwise.topK);
    fill(asked.noRepeatNgramSize, otherwise.noRepeatNgramSize);
    fill(asked.badWordsIds, otherwise.badWordsIds);
    fill(asked.stop, otherwise.stop);
    if (!ownMost) {
        asked.maxNewTokens = otherwise.maxNewTokens;
        // As transformers: the count of new tokens goes before the length.
        asked.maxLength = otherwise.maxNewTokens ? std::nullopt : otherwise.maxLength;
    }
    if (!ownLeast) {
        // A least length of the file never forbids a shorter answer that was asked for.
        asked.minNewTokens = ownMost ? std::nullopt : otherwise.minNewTokens;
        asked.minLength = ownMost || otherwise.minNewTokens ? std::nullopt : otherwise.minLength;
    }
    return asked;
}

}  // namespace marginalia
