// SPDX-License-Identifier: Apache-2.0
#include "core/generation/model_defaults.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace marginalia {

namespace {

constexpr std::int64_t kTopKWhenSampling = 50;  ///< of transformers

/// Settings that count only when the file wants samples.
constexpr std::array kSampling = {"temperature", "top_k",          "top_p",     "min_p",
                                  "typical_p",   "epsilon_cutoff", "eta_cutoff"};

/// Settings that count in any case, by their name there.
constexpr std::array kCommon = {"repetition_penalty", "no_repeat_ngram_size", "bad_words_ids",
                                "suppress_tokens",    "min_length",           "min_new_tokens",
                                "max_length",         "max_new_tokens"};

/// Keys that say nothing about which tokens are taken, or are read elsewhere (eos_token_id).
constexpr std::array kSilent = {"do_sample",
                                "eos_token_id",
                                "bos_token_id",
                                "pad_token_id",
                                "decoder_start_token_id",
                                "transformers_version",
                                "_from_model_config",
                                "_commit_hash",
                                "use_cache",
                                "cache_implementation",
                                "cache_config",
                                "return_dict_in_generate",
                                "output_attentions",
                                "output_hidden_states",
                                "output_scores",
                                "output_logits",
                                "num_return_sequences",
                                "stop_strings",
                                "disable_compile",
                                "chat_format",
                                "max_window_size"};

/// Keys of other ways to generate, with the values that ask for nothing.
bool asksForNothing(const std::string& key, const Json& value)
{
    if (value.is_null() || value == false || (value.is_array() && value.empty())) {
        return true;
    }
    const bool one = value == 1;
    const bool zero = value == 0;
    return (key == "num_beams" && one) || (key == "num_beam_groups" && one) ||
           (key == "length_penalty" && one) || (key == "encoder_repetition_penalty" && one) ||
           (key == "guidance_scale" && one) || zero;
}

template <class List>
bool has(const List& list, const std::string& key)
{
    return std::find(list.begin(), list.end(), key) != list.end();
}

/// Reads one file.
class DefaultsReader {
public:
    explicit DefaultsReader(const Json& json) : m_json(json) {}

    ModelDefaults run()
    {
        const bool sampled = m_json.value("do_sample", Json()) == true;
        bool asked = false;
        for (const char* const key : kSampling) {
            asked = asked || !m_json.value(key, Json()).is_null();
        }
        if (sampled) {
            copy(kSampling);
            if (m_json.value("top_k", Json()).is_null()) {
                m_out.settings.topK = kTopKWhenSampling;
            }
            m_out.settings.temperature = m_out.settings.temperature.value_or(1.0);
        } else if (m_json.contains("do_sample") || asked) {
            m_out.settings.temperature = 0;
            noteUnsampled();
        }
        copy(kCommon);
        readStops();
        dropDoubles();
        noteOthers();
        return std::move(m_out);
    }

private:
    void note(const std::string& key, const std::string& why)
    {
        m_out.notes.push_back("generation_config.json: " + key + " is not followed: " + why);
    }

    /// Reads keys one by one, so that one that is wrong spoils no other.
    template <class List>
    void copy(const List& keys)
    {
        for (const char* const key : keys) {
            const Json value = m_json.value(key, Json());
            if (value.is_null()) {
                continue;
            }
            const auto read = settingsFromJson(Json{{key, value}});
            if (read.ok()) {
                m_out.settings = withDefaults(m_out.settings, read.value());
                // withDefaults() lets only one kind of length through; both are wanted here.
                keepLengths(read.value());
            } else {
                note(key, read.error().what.str() + " " + read.error().todo.str());
            }
        }
    }

    void keepLengths(const GenerationSettings& read)
    {
        const auto keep = [](auto& place, const auto& value) {
            if (value) {
                place = value;
            }
        };
        keep(m_out.settings.maxLength, read.maxLength);
        keep(m_out.settings.maxNewTokens, read.maxNewTokens);
        keep(m_out.settings.minLength, read.minLength);
        keep(m_out.settings.minNewTokens, read.minNewTokens);
    }

    void readStops()
    {
        Json stops = m_json.value("stop_strings", Json());
        if (stops.is_string()) {
            stops = Json::array({stops});
        }
        if (!stops.is_null()) {
            const auto read = settingsFromJson(Json{{"stop", stops}});
            read.ok()          ? m_out.settings.stop = read.value().stop,
                        void() : note("stop_strings", read.error().what.str());
        }
    }

    /// The same thing said twice: the count of new tokens goes before the length.
    void dropDoubles()
    {
        GenerationSettings& settings = m_out.settings;
        if (settings.maxNewTokens && settings.maxLength) {
            settings.maxLength.reset();
            note("max_length", "max_new_tokens goes before it.");
        }
        if (settings.minNewTokens && settings.minLength) {
            settings.minLength.reset();
            note("min_length", "min_new_tokens goes before it.");
        }
        if (const Status status = checkSettings(settings); !status.ok()) {
            settings.minNewTokens.reset();
            settings.minLength.reset();
            note(status.error().where, status.error().what.str());
        }
    }

    void noteUnsampled()
    {
        for (const char* const key : kSampling) {
            if (!m_json.value(key, Json()).is_null()) {
                note(key, "do_sample is not true, so that the likeliest token is taken.");
            }
        }
    }

    void noteOthers()
    {
        for (const auto& [key, value] : m_json.items()) {
            if (!has(kSampling, key) && !has(kCommon, key) && !has(kSilent, key) &&
                !asksForNothing(key, value)) {
                note(key, "this program does not know it.");
            }
        }
    }

    const Json& m_json;
    ModelDefaults m_out;
};

}  // namespace

ModelDefaults readModelDefaults(const std::string& folder)
{
    const std::filesystem::path path = std::filesystem::path(folder) / "generation_config.json";
    std::ifstream file(path);
    if (!file) {
        return {};
    }
    const Json json = Json::parse(file, nullptr, false);
    if (!json.is_object()) {
        ModelDefaults out;
        out.notes.emplace_back("generation_config.json is not a JSON object and is not followed.");
        return out;
    }
    return DefaultsReader(json).run();
}

}  // namespace marginalia
