// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/configs/config_import.h"
#include "core/jobs/configs/config_tree.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// What the readers of the programs' configurations share; private to core/jobs/configs.
namespace marginalia::configs {

/// The settings of a file on their way into a RunSpec. A key is taken once, and whoever takes it
/// writes its line of the report; finish() reports what nobody took.
class Carrier {
public:
    Carrier(const ConfigNode& root, ImportedConfig& out) : m_root(root), m_out(out) {}

    RunSpec& spec() { return m_out.spec; }
    const ConfigNode& root() const { return m_root; }
    /// The file gives it a value (null is none).
    bool has(const std::string& key) const;
    /// Its value without taking it; null where it is absent or null.
    const ConfigNode* peek(const std::string& key) const;
    std::string peekWord(const std::string& key) const;

    /// The value; one of another kind is reported as left out and gives nothing.
    std::optional<double> number(const std::string& key);
    std::optional<std::string> word(const std::string& key);
    std::optional<bool> truth(const std::string& key);
    /// A list, or one value as a list of one.
    std::vector<std::string> words(const std::string& key);
    std::vector<double> numbers(const std::string& key);

    void understood(const std::string& key, const std::string& setting, Text what = {});
    void changed(const std::string& key, const std::string& setting, Text what);
    void changedSentences(const std::string& key, const std::string& setting,
                          std::vector<Text> sentences);
    void leftOut(const std::string& key, Text what);
    /// Not in the file: `value` is what the other program takes.
    void fallback(const std::string& key, const std::string& value, const std::string& setting,
                  Text what = {});

    /// A setting of a run under another name. `other` is the other program's default: it is taken
    /// where the file is silent, and reported where it is not ours.
    void real(const std::string& key, const char* setting, double& field,
              std::optional<double> other = {});
    void whole(const std::string& key, const char* setting, std::int64_t& field,
               std::optional<double> other = {});
    void flag(const std::string& key, const char* setting, bool& field);
    /// A number of the objective, by its catalogue key.
    void parameter(const std::string& key, const std::string& ours, std::optional<double> other);
    /// A choice of the objective; false: this version's objective has none of it.
    bool choose(const std::string& ours, const std::string& value);
    bool setParameter(const std::string& ours, double value);
    /// Adds a modifier; keys that this version's modifier lacks are left out of it and false is
    /// given.
    bool modify(const std::string& id, const std::map<std::string, double>& parameters,
                const std::map<std::string, std::string>& choices = {});

    /// Reports null values as understood and, with `reasonOf`, what nobody took; sorts the report.
    void finish(Text (*reasonOf)(const std::string& key));

private:
    void note(NoteKind kind, const std::string& key, const std::string& setting,
              std::vector<Text> what);
    static std::vector<Text> listOf(Text what);
    const ConfigNode* take(const std::string& key);
    void wrongKind(const std::string& key, const char* wanted);

    const ConfigNode& m_root;
    ImportedConfig& m_out;
    std::set<std::string> m_taken;
};

/// The names that transformers' Trainer gives to the settings of a training, which TRL and
/// LLaMA-Factory share.
struct TrainerDefaults {
    double learningRate = 5e-5;
    double epochs = 3;
    double batch = 8;
};
void carryTrainer(Carrier& carrier, const TrainerDefaults& defaults);
/// bf16, fp16 and the weights' type.
void carryPrecision(Carrier& carrier);
/// A learning-rate schedule by transformers' name; `fallback` where the file is silent.
void carrySchedule(Carrier& carrier, const std::string& key, const std::string& fallback);
void carryOptimizer(Carrier& carrier, const std::string& key);
/// The names of modules under `key` as one text, "all-linear" for `all`.
void carryTargets(Carrier& carrier, const std::string& key, const std::string& all);
/// Losses of TRL's DPOTrainer with their weights: an objective, or dpo with terms. TRL's notes on
/// what differs are written for `key`.
void carryDpoLosses(Carrier& carrier, const std::string& key,
                    const std::vector<std::string>& losses, const std::vector<double>& weights);
/// Why a setting of the surroundings (logs, data, machines) is left out; empty for unknown ones.
Text commonReason(const std::string& key);

/// The catalogue's defaults of an objective.
void startObjective(Carrier& carrier, const std::string& objective);
/// A choice of the objective under the other program's key; `other` where the file is silent.
void carryWord(Carrier& carrier, const char* key, const char* ours, const std::string& other);
/// TRL's max_length and truncation_mode.
void carryTrlLengths(Carrier& carrier, double otherDefault);
/// TRL's sync_ref_model and what belongs to it.
void carryReferenceUpdates(Carrier& carrier);

void carryDpo(Carrier& carrier);
void carryGrpo(Carrier& carrier);
void carryRloo(Carrier& carrier);
void carryGmpo(Carrier& carrier);
void carryGkd(Carrier& carrier);
void carryPpo(Carrier& carrier);
void carryApoStar(Carrier& carrier);
void carryMinillm(Carrier& carrier);
void carryOnlineDpo(Carrier& carrier);
void carryXpo(Carrier& carrier);
void carryNashMd(Carrier& carrier);

/// The words by which TRL's trainers are known here.
std::vector<std::string> trlTrainers();
void importTrl(Carrier& carrier, const std::string& trainer);
void importLlamaFactory(Carrier& carrier, const std::string& stage);
void importAxolotl(Carrier& carrier, const std::string& rl);

/// "0.1", "1e-06": as it stands in a report.
std::string shownNumber(double value);

}  // namespace marginalia::configs
