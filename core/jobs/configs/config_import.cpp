// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_import.h"

#include "core/base/file.h"
#include "core/jobs/configs/config_notes.h"

#include <algorithm>
#include <array>

namespace marginalia {

namespace {

using configs::Carrier;

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    });
    return text;
}

/// Whether `name` stands in `text` as a word of its own: "dpo" in "qwen_dpo.yaml", not in "grpo".
bool holdsWord(const std::string& text, const std::string& name)
{
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
        const auto isLetter = [&](std::size_t i) {
            return i < text.size() && text[i] >= 'a' && text[i] <= 'z';
        };
        if ((at == 0 || !isLetter(at - 1)) && !isLetter(at + name.size())) {
            return true;
        }
    }
    return false;
}

struct Hint {
    const char* key;
    const char* trainer;
};

/// Settings that one trainer of TRL has and no other.
const std::vector<Hint>& hints()
{
    static const std::vector<Hint> list = {
        {"desirable_weight", "kto"},
        {"undesirable_weight", "kto"},
        {"cpo_alpha", "cpo"},
        {"simpo_gamma", "cpo"},
        {"center_rewards_coefficient", "reward"},
        {"tpo_alpha", "tpo"},
        {"tpo_l_gamma", "tpo"},
        {"lmbda", "gkd"},
        {"seq_kd", "gkd"},
        {"rkl_advantage", "minillm"},
        {"single_step_decomposition", "minillm"},
        {"vf_coef", "ppo"},
        {"cliprange", "ppo"},
        {"num_ppo_epochs", "ppo"},
        {"beta1", "a2po"},
        {"mixture_coef", "nash_md"},
        {"prompt_sample_size", "bco"},
        {"train_on_last_step_only", "prm"},
        {"step_separator", "prm"},
        {"normalize_advantages", "rloo"},
        {"scale_rewards", "grpo"},
        {"importance_sampling_level", "grpo"},
        {"num_generations", "grpo"},
        {"missing_eos_penalty", "online_dpo"},
        {"loss_weights", "dpo"},
        {"f_divergence_type", "dpo"},
        {"ld_alpha", "dpo"},
        {"discopop_tau", "dpo"},
        {"use_weighting", "dpo"},
        {"rpo_alpha", "dpo"},
        {"precompute_ref_log_probs", "dpo"},
        {"packing", "sft"},
        {"completion_only_loss", "sft"},
        {"assistant_only_loss", "sft"},
        {"max_seq_length", "sft"},
        {"neftune_noise_alpha", "sft"},
    };
    return list;
}

/// Losses whose names belong to one trainer.
const std::vector<Hint>& lossHints()
{
    static const std::vector<Hint> list = {
        {"kto", "kto"},          {"apo_zero_unpaired", "kto"},
        {"simpo", "cpo"},        {"alphapo", "cpo"},
        {"tpo-l", "tpo"},        {"nll", "sft"},
        {"dft", "sft"},          {"grpo", "grpo"},
        {"bnpo", "grpo"},        {"dapo", "grpo"},
        {"dr_grpo", "grpo"},     {"cispo", "grpo"},
        {"sapo", "grpo"},        {"luspo", "grpo"},
        {"vespo", "grpo"},       {"exo_pair", "dpo"},
        {"nca_pair", "dpo"},     {"robust", "dpo"},
        {"bco_pair", "dpo"},     {"sppo_hard", "dpo"},
        {"aot", "dpo"},          {"aot_unpaired", "dpo"},
        {"aot_pair", "dpo"},     {"apo_zero", "dpo"},
        {"apo_down", "dpo"},     {"discopop", "dpo"},
        {"sigmoid_norm", "dpo"},
    };
    return list;
}

struct Found {
    std::string trainer;
    Text reason;
};

/// The trainer's word in the name of a command, a script or the file.
Found namedTrainer(const ConfigNode& root, const std::string& name)
{
    const ConfigNode* command = root.find("");
    std::vector<std::pair<std::string, const char*>> texts;
    if (command != nullptr) {
        for (const ConfigNode& word : command->items) {
            texts.emplace_back(lower(word.text), MG_TR("config", "The command says so: %1."));
        }
    }
    const std::size_t slash = name.rfind('/');
    texts.emplace_back(lower(slash == std::string::npos ? name : name.substr(slash + 1)),
                       MG_TR("config", "The file's name says so: %1."));
    std::vector<std::string> words = configs::trlTrainers();
    // Longer words first: online_dpo before dpo.
    std::stable_sort(words.begin(), words.end(),
                     [](const std::string& left, const std::string& right) {
                         return left.size() > right.size();
                     });
    for (const auto& [text, reason] : texts) {
        for (const std::string& word : words) {
            if (holdsWord(text, word)) {
                return {word, {reason, {quotedForError(text)}}};
            }
        }
    }
    return {};
}

Found trlTrainer(const ConfigNode& root, const std::string& name)
{
    if (Found found = namedTrainer(root, name); !found.trainer.empty()) {
        return found;
    }
    if (const ConfigNode* loss = root.find("loss_type")) {
        const ConfigNode& first = loss->isList() && !loss->items.empty() ? loss->items[0] : *loss;
        for (const Hint& hint : lossHints()) {
            if (first.text == hint.key) {
                return {hint.trainer,
                        {MG_TR("config", "Only this trainer has the loss %1."), {hint.key}}};
            }
        }
    }
    for (const Hint& hint : hints()) {
        if (root.find(hint.key) != nullptr) {
            return {hint.trainer, {MG_TR("config", "Only this trainer reads %1."), {hint.key}}};
        }
    }
    return {};
}

bool hasAny(const ConfigNode& root, std::initializer_list<const char*> keys)
{
    return std::any_of(keys.begin(), keys.end(),
                       [&](const char* key) { return root.find(key) != nullptr; });
}

std::string scalarOf(const ConfigNode& root, const char* key)
{
    const ConfigNode* found = root.find(key);
    return found != nullptr && found->isScalar() && !found->isNull() ? found->text : "";
}

bool isOn(const ConfigNode& root, const char* key)
{
    const ConfigNode* found = root.find(key);
    return found != nullptr && found->truth().value_or(false);
}

Error unknownTrainer(const std::string& name, const std::string& trainer)
{
    std::string all;
    for (const std::string& each : configs::trlTrainers()) {
        all += (all.empty() ? "" : ", ") + each;
    }
    if (trainer.empty()) {
        return failure(ErrorKind::Invalid,
                       MG_TR("config",
                             "Nothing in this file says which of TRL's trainers it is "
                             "for."),
                       name, {MG_TR("config", "Say it with --trainer: %1."), {all}});
    }
    return failure(
        ErrorKind::Invalid,
        {MG_TR("config", "There is no trainer %1; known are %2."), {quotedForError(trainer), all}},
        name);
}

Result<ImportedConfig> importTree(const ConfigNode& root, const std::string& name,
                                  const std::string& trainer)
{
    if (!root.isMap()) {
        return failure(ErrorKind::Parse,
                       MG_TR("config", "A configuration is a list of KEY: VALUE."),
                       name + ":" + std::to_string(root.line));
    }
    ImportedConfig out;
    out.spec = defaultRunSpec("dpo");
    Carrier carrier(root, out);
    if (hasAny(root, {"base_model"}) &&
        hasAny(root, {"rl", "micro_batch_size", "sequence_len", "adapter", "datasets"})) {
        out.program = ConfigProgram::Axolotl;
        const std::string rl = scalarOf(root, "rl");
        out.trainer = !trainer.empty()                     ? trainer
                      : !rl.empty()                        ? rl
                      : isOn(root, "reward_model")         ? "reward_model"
                      : isOn(root, "process_reward_model") ? "process_reward_model"
                                                           : "sft";
        static const std::array<const char*, 10> known = {
            "dpo",  "ipo",  "kto", "simpo",        "orpo",
            "grpo", "gdpo", "sft", "reward_model", "process_reward_model"};
        if (std::find(known.begin(), known.end(), out.trainer) == known.end()) {
            return failure(
                ErrorKind::Unsupported,
                {MG_TR("config", "axolotl's rl %1 has no counterpart here."),
                 {quotedForError(out.trainer)}},
                name + ":" +
                    std::to_string(root.find("rl") != nullptr ? root.find("rl")->line : root.line));
        }
        out.trainerReason = rl.empty() ? Text(MG_TR("config",
                                                    "No rl: supervised, or as its "
                                                    "switches for reward models say."))
                                       : Text(MG_TR("config", "As rl says."));
        configs::importAxolotl(carrier, out.trainer);
    } else if (hasAny(root, {"stage", "finetuning_type", "cutoff_len", "pref_loss", "pref_beta"})) {
        out.program = ConfigProgram::LlamaFactory;
        const std::string stage = scalarOf(root, "stage");
        out.trainer = !trainer.empty() ? trainer : stage.empty() ? "sft" : stage;
        static const std::array<const char*, 6> known = {"pt", "sft", "rm", "ppo", "dpo", "kto"};
        if (std::find(known.begin(), known.end(), out.trainer) == known.end()) {
            return failure(
                ErrorKind::Invalid,
                {MG_TR("config", "LLaMA-Factory has no stage %1."), {quotedForError(out.trainer)}},
                name);
        }
        out.trainerReason = stage.empty() ? Text(MG_TR("config", "No stage: its default."))
                                          : Text(MG_TR("config", "As stage says."));
        configs::importLlamaFactory(carrier, out.trainer);
    } else {
        Found found = trainer.empty() ? trlTrainer(root, name)
                                      : Found{trainer, MG_TR("config", "As you said.")};
        const auto all = configs::trlTrainers();
        if (std::find(all.begin(), all.end(), found.trainer) == all.end()) {
            return unknownTrainer(name, found.trainer);
        }
        out.program = ConfigProgram::Trl;
        out.trainer = found.trainer;
        out.trainerReason = std::move(found.reason);
        configs::importTrl(carrier, out.trainer);
    }
    if (out.spec.name.empty()) {
        out.spec.name = std::string(programName(out.program)) + " " + out.trainer;
    }
    out.problems = checkRunSpec(out.spec);
    return out;
}

/// A script holds a command: arguments before any `KEY: VALUE` line.
bool looksLikeCommand(const std::string& text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        const std::size_t first = line.find_first_not_of(" \t");
        at = end + 1;
        if (first == std::string::npos || line[first] == '#') {
            continue;
        }
        const std::size_t dashes = line.find("--");
        const std::size_t colon = line.find(": ");
        const std::size_t brace = line.find('{');
        if (dashes != std::string::npos && dashes + 2 < line.size() && line[dashes + 2] != '-' &&
            dashes < std::min(colon, brace)) {
            return true;
        }
        // A command may go on over several lines.
        if (line.back() == '\\' || line.starts_with("export ") || line.starts_with("set ")) {
            continue;
        }
        if (colon != std::string::npos || brace != std::string::npos || line.back() == ':') {
            return false;
        }
    }
    return false;
}

}  // namespace

std::string sentencesOf(const ConfigNote& note)
{
    std::string out;
    for (const Text& sentence : note.what) {
        out += (out.empty() ? "" : " ") + sentence.str();
    }
    return out;
}

const char* programName(ConfigProgram program)
{
    switch (program) {
        case ConfigProgram::Trl:
            return "TRL";
        case ConfigProgram::LlamaFactory:
            return "LLaMA-Factory";
        case ConfigProgram::Axolotl:
            return "axolotl";
    }
    return "";
}

const char* noteKindName(NoteKind kind)
{
    switch (kind) {
        case NoteKind::Understood:
            return "understood";
        case NoteKind::Changed:
            return "changed";
        case NoteKind::LeftOut:
            return "left_out";
        case NoteKind::Default:
            return "default";
    }
    return "";
}

Json toJson(const ImportedConfig& config)
{
    Json report = Json::array();
    for (const ConfigNote& note : config.notes) {
        report.push_back({{"kind", noteKindName(note.kind)},
                          {"line", note.line},
                          {"key", note.key},
                          {"value", note.value},
                          {"setting", note.setting},
                          {"what", sentencesOf(note)}});
    }
    Json problems = Json::array();
    for (const SpecProblem& problem : config.problems) {
        problems.push_back({{"field", problem.field}, {"what", problem.what.str()}});
    }
    return {{"program", programName(config.program)},
            {"trainer", config.trainer},
            {"reason", config.trainerReason.str()},
            {"settings", toJson(config.spec)},
            {"report", report},
            {"problems", problems}};
}

Result<ImportedConfig> importConfigText(const std::string& text, const std::string& name,
                                        const std::string& trainer)
{
    if (const auto call = readConfigCall(text)) {
        return importTree(*call, name, trainer);
    }
    if (looksLikeCommand(text)) {
        MG_TRY(const ConfigNode root, readConfigArguments(text, name));
        return importTree(root, name, trainer);
    }
    MG_TRY(const ConfigNode root, readConfigTree(text, name));
    return importTree(root, name, trainer);
}

Result<ImportedConfig> importConfig(const std::string& path, const std::string& trainer)
{
    MG_TRY(const std::string text, readFile(path, config_limits::kBytes + 1));
    return importConfigText(text, path, trainer);
}

}  // namespace marginalia
