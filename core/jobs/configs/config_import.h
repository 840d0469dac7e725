// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_spec.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

enum class ConfigProgram : std::uint8_t { Trl, LlamaFactory, Axolotl };

/// What became of a setting of a foreign configuration.
enum class NoteKind : std::uint8_t {
    Understood,  ///< means the same here
    Changed,     ///< carried, but it means something else here than its name or value says
    LeftOut,     ///< not carried, and why
    Default      ///< not in the file: what the other program would take
};

/// One line of the report.
struct ConfigNote {
    NoteKind kind = NoteKind::Understood;
    std::string key;         ///< as the file spells it
    std::string value;       ///< as the file gives it, cut where it is long
    int line = 0;            ///< from 1; 0: it is not in the file
    std::string setting;     ///< ours: "parameters.beta", "terms", ...; empty when left out
    std::vector<Text> what;  ///< sentences: what changed, or why it is left out; may be empty
};

/// Settings read from another program's configuration, and the report.
struct ImportedConfig {
    ConfigProgram program = ConfigProgram::Trl;
    std::string trainer;  ///< "dpo", "kto", ...: the other program's word
    Text trainerReason;   ///< how it was known
    RunSpec spec;
    std::vector<ConfigNote> notes;      ///< by line, those that are not in the file last
    std::vector<SpecProblem> problems;  ///< why the recipe cannot start as it is
};

/// Reads a file: YAML, JSON, a shell script with the command, or a Python script that makes the
/// configuration object. `trainer` says which trainer the file is for where it does not say so
/// itself; empty: it is found out, or refused. Names of settings: TRL 1.16, LLaMA-Factory and
/// axolotl as of objectives.md 0.2.
Result<ImportedConfig> importConfig(const std::string& path, const std::string& trainer = {});
/// The same of a text; `name` stands in errors.
Result<ImportedConfig> importConfigText(const std::string& text, const std::string& name,
                                        const std::string& trainer = {});

std::string sentencesOf(const ConfigNote& note);  ///< in English, one after the other
const char* programName(ConfigProgram program);   ///< "TRL", "LLaMA-Factory", "axolotl"
const char* noteKindName(NoteKind kind);  ///< "understood", "changed", "left_out", "default"
/// {program, trainer, reason, settings, report: [{kind, line, key, value, setting, what}],
/// problems}
Json toJson(const ImportedConfig& config);

}  // namespace marginalia
