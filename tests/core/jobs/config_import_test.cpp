// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_import.h"

#include "core/jobs/catalog.h"
#include "core/jobs/configs/config_tree.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace marginalia;

namespace {

ImportedConfig read(const std::string& text, const std::string& name = "f.yaml",
                    const std::string& trainer = {})
{
    auto result = importConfigText(text, name, trainer);
    EXPECT_TRUE(result.ok()) << result.error().message();
    return result ? *result : ImportedConfig{};
}

const ConfigNote* noteOf(const ImportedConfig& config, const std::string& key)
{
    const auto found = std::find_if(config.notes.begin(), config.notes.end(),
                                    [&](const ConfigNote& each) { return each.key == key; });
    return found == config.notes.end() ? nullptr : &*found;
}

NoteKind kindOf(const ImportedConfig& config, const std::string& key)
{
    const ConfigNote* note = noteOf(config, key);
    EXPECT_NE(note, nullptr) << key;
    return note != nullptr ? note->kind : NoteKind::Default;
}

std::string said(const ImportedConfig& config, const std::string& key)
{
    const ConfigNote* note = noteOf(config, key);
    return note != nullptr ? sentencesOf(*note) : "";
}

/// Every line that sets something is reported exactly once.
void expectEveryLine(const ImportedConfig& config, int lines)
{
    std::vector<int> seen(static_cast<std::size_t>(lines) + 1, 0);
    for (const ConfigNote& note : config.notes) {
        if (note.line > 0) {
            ++seen[static_cast<std::size_t>(note.line)];
        }
        if (note.kind == NoteKind::Changed || note.kind == NoteKind::LeftOut) {
            EXPECT_FALSE(note.what.empty()) << note.key;
        }
    }
    for (int line = 1; line <= lines; ++line) {
        EXPECT_EQ(seen[static_cast<std::size_t>(line)], 1) << "line " << line;
    }
}

}  // namespace

TEST(ConfigImport, TrlDpo)
{
    const ImportedConfig config = read(
        "model_name_or_path: Qwen/Qwen3-0.6B\nlearning_rate: 5.0e-7\nloss_type: [sigmoid, sft]\n"
        "loss_weights: [1.0, 0.5]\nbeta: 0.05\nlabel_smoothing: 0.1\nmax_length: 2048\n"
        "num_train_epochs: 2\nwarmup_ratio: 0.1\nlr_scheduler_type: cosine\n"
        "gradient_checkpointing: true\nper_device_train_batch_size: 4\n"
        "gradient_accumulation_steps: 16\nbetta: 3\n");
    EXPECT_EQ(config.program, ConfigProgram::Trl);
    EXPECT_EQ(config.trainer, "dpo");
    EXPECT_EQ(config.spec.objective, "dpo");
    EXPECT_EQ(config.spec.terms, (std::vector<TermSpec>{{"dpo", 1.0}, {"sft", 0.5}}));
    EXPECT_EQ(config.spec.choices.at("sft_reduction"), "token_mean");
    EXPECT_DOUBLE_EQ(config.spec.parameters.at("beta"), 0.05);
    EXPECT_DOUBLE_EQ(config.spec.parameters.at("label_smoothing"), 0);
    EXPECT_DOUBLE_EQ(config.spec.learning_rate, 5e-7);
    EXPECT_EQ(config.spec.max_length, 2048);
    EXPECT_EQ(config.spec.batch_size, 4);
    EXPECT_EQ(config.spec.accumulation, 16);
    EXPECT_EQ(config.spec.schedule, "cosine");
    EXPECT_EQ(config.spec.too_long, "keep_start");
    EXPECT_TRUE(config.spec.as_trl);
    EXPECT_EQ(kindOf(config, "label_smoothing"), NoteKind::LeftOut);
    EXPECT_NE(said(config, "label_smoothing").find("ignores"), std::string::npos);
    EXPECT_EQ(noteOf(config, "betta")->line, 14);
    EXPECT_NE(said(config, "betta").find("spelt"), std::string::npos);
    expectEveryLine(config, 14);
    EXPECT_TRUE(config.problems.empty()) << config.problems[0].what.str();
}

TEST(ConfigImport, TrlFillsInItsOwnDefaults)
{
    const ImportedConfig config = read("trl dpo --model_name_or_path m --beta 0.2", "command");
    EXPECT_EQ(config.trainer, "dpo");
    EXPECT_DOUBLE_EQ(config.spec.epochs, 3);
    EXPECT_EQ(kindOf(config, "num_train_epochs"), NoteKind::Default);
    EXPECT_EQ(noteOf(config, "num_train_epochs")->line, 0);
    EXPECT_EQ(config.spec.seed, 42U);
    EXPECT_DOUBLE_EQ(config.spec.warmup_ratio, 0);
    EXPECT_DOUBLE_EQ(config.spec.held_out_share, 0);
}

TEST(ConfigImport, TrlKto)
{
    const ImportedConfig config = read(
        "model_name_or_path: m\nbeta: 0.3\ndesirable_weight: 1.3\nuse_peft: true\n"
        "lora_r: 8\nlora_target_modules: [q_proj, v_proj]\nload_in_4bit: true\n");
    EXPECT_EQ(config.trainer, "kto");
    EXPECT_DOUBLE_EQ(config.spec.parameters.at("desirable_weight"), 1.3);
    EXPECT_EQ(config.spec.choices.at("kl_partner"), "rotate");
    EXPECT_EQ(config.spec.method, "lora");
    EXPECT_EQ(config.spec.lora_r, 8);
    EXPECT_EQ(config.spec.lora_targets, "q_proj, v_proj");
    EXPECT_EQ(config.spec.base_weights, "nf4");
    expectEveryLine(config, 7);
    EXPECT_TRUE(config.problems.empty());
}

/// Objectives are taken from the catalogue's table of names whether or not this version has them.
TEST(ConfigImport, TrlLossesByName)
{
    const auto objective = [](const std::string& loss) {
        return read("model_name_or_path: m\nloss_type: " + loss + "\n", "f.yaml", "dpo")
            .spec.objective;
    };
    EXPECT_EQ(objective("hinge"), "dpo_hinge");
    EXPECT_EQ(objective("sigmoid_norm"), "dpo_norm");
    EXPECT_EQ(objective("aot_pair"), "aot_unpaired");
    EXPECT_EQ(objective("robust"), "dpo");
    EXPECT_EQ(objective("discopop"), "discopop");
    for (const char* loss : {"aot_pair", "ipo", "bco_pair", "sppo_hard", "robust"}) {
        const ImportedConfig config = read(std::string("loss_type: ") + loss + "\n", "f", "dpo");
        EXPECT_EQ(kindOf(config, "loss_type"), NoteKind::Changed) << loss;
    }
    EXPECT_EQ(kindOf(read("loss_type: hinge\n", "f", "dpo"), "loss_type"), NoteKind::Understood);
    const ImportedConfig unknown = read("loss_type: [sigmoid, nosuch]\n", "f", "dpo");
    EXPECT_NE(said(unknown, "loss_type").find("nosuch"), std::string::npos);
    EXPECT_TRUE(unknown.spec.terms.empty());
}

TEST(ConfigImport, TrlInAPythonScript)
{
    const ImportedConfig config = read(
        "from trl import DPOConfig, DPOTrainer\n"
        "# DPOConfig(beta=9)\n"
        "args = DPOConfig(\n"
        "    output_dir='out',\n"
        "    beta=0.3,  # strong\n"
        "    loss_type=[\"sigmoid\", \"sft\"],\n"
        "    learning_rate=rate * 2,\n"
        "    bf16=True, max_length=None,\n"
        ")\n"
        "peft = LoraConfig(r=4, target_modules=[\"q_proj\"], lora_dropout=0.0)\n",
        "train.py");
    EXPECT_EQ(config.trainer, "dpo");
    EXPECT_DOUBLE_EQ(config.spec.parameters.at("beta"), 0.3);
    EXPECT_EQ(config.spec.terms.size(), 2U);
    EXPECT_EQ(config.spec.dtype, "bf16");
    EXPECT_EQ(config.spec.method, "lora");
    EXPECT_EQ(config.spec.lora_r, 4);
    EXPECT_EQ(config.spec.lora_targets, "q_proj");
    EXPECT_EQ(noteOf(config, "beta")->line, 5);
    EXPECT_EQ(kindOf(config, "learning_rate"), NoteKind::LeftOut) << "it is computed";
    EXPECT_EQ(noteOf(config, "lora_r")->line, 10);
    EXPECT_FALSE(readConfigCall("x = DPOTrainer(beta=1)\n").has_value());
    EXPECT_TRUE(readConfigCall("DPOConfig(" + std::string(300'000, '[')).has_value());
    EXPECT_TRUE(readConfigCall("DPOConfig(a=" + std::string(300'000, '(')).has_value());
}

TEST(ConfigImport, TrlSimpoKeepsTrlsNumbersAndSaysSo)
{
    const ImportedConfig config = read("model_name_or_path: m\nloss_type: simpo\nbeta: 2.0\n");
    EXPECT_EQ(config.trainer, "cpo");
    EXPECT_EQ(config.spec.objective, "simpo");
    EXPECT_EQ(kindOf(config, "loss_type"), NoteKind::Changed);
    EXPECT_NE(said(config, "loss_type").find("γ"), std::string::npos);
    if (findObjective("simpo") != nullptr) {
        EXPECT_DOUBLE_EQ(config.spec.parameters.at("gamma"), 0.5);
        EXPECT_DOUBLE_EQ(config.spec.parameters.at("cpo_alpha"), 1);
        EXPECT_TRUE(config.problems.empty());
    } else {
        EXPECT_EQ(config.problems.size(), 1U);
    }
}

TEST(ConfigImport, TrlRpoAlphaOfOlderFiles)
{
    const ImportedConfig config = read("model_name_or_path: m\nrpo_alpha: 0.2\n");
    EXPECT_EQ(config.spec.terms, (std::vector<TermSpec>{{"dpo", 1.0}, {"sft", 0.2}}));
    EXPECT_EQ(kindOf(config, "rpo_alpha"), NoteKind::Changed);
}

TEST(ConfigImport, EveryTrainerOfTrlIsRead)
{
    for (const char* trainer :
         {"dpo", "kto", "sft", "reward", "cpo", "orpo", "tpo", "grpo", "rloo", "gmpo", "gkd",
          "online_dpo", "xpo", "nash_md", "ppo", "bco", "prm", "a2po", "minillm"}) {
        const ImportedConfig config =
            read("model_name_or_path: m\nlearning_rate: 1e-5\nbf16: true\n", "f.yaml", trainer);
        EXPECT_EQ(config.trainer, trainer);
        EXPECT_DOUBLE_EQ(config.spec.learning_rate, 1e-5) << trainer;
        EXPECT_EQ(config.spec.dtype, "bf16") << trainer;
        EXPECT_FALSE(config.spec.objective.empty()) << trainer;
        expectEveryLine(config, 3);
    }
    const ImportedConfig gkd = read(
        "lmbda: 0.7\nseq_kd: true\ntemperature: 0.8\nmax_new_tokens: 99\n"
        "teacher_model_name_or_path: org/large\n",
        "f.yaml", "gkd");
    expectEveryLine(gkd, 5);
    EXPECT_DOUBLE_EQ(gkd.spec.parameters.at("lambda"), 0.7);
    EXPECT_DOUBLE_EQ(gkd.spec.parameters.at("sampling_temperature"), 0.8);
    EXPECT_DOUBLE_EQ(gkd.spec.parameters.at("temperature"), 1);
    EXPECT_DOUBLE_EQ(gkd.spec.parameters.at("max_completion_length"), 99);
    EXPECT_EQ(gkd.spec.choices.at("seq_kd"), "true");
    EXPECT_EQ(gkd.spec.teacher, "org/large");
    EXPECT_EQ(read("beta: 0.1\n", "recipes/qwen_online_dpo.yaml").trainer, "online_dpo");
    EXPECT_EQ(read("beta: 0.1\n", "recipes/config_grpo_math.yaml").trainer, "grpo");
}

TEST(ConfigImport, WhatNobodyCanKnowIsAsked)
{
    const auto nothing = importConfigText("learning_rate: 1e-5\n", "f.yaml");
    ASSERT_FALSE(nothing.ok());
    EXPECT_NE(nothing.error().todo.str().find("--trainer"), std::string::npos);
    EXPECT_FALSE(importConfigText("learning_rate: 1e-5\n", "f.yaml", "nosuch").ok());
    EXPECT_FALSE(importConfigText("- a\n- b\n", "f.yaml", "dpo").ok());
    EXPECT_FALSE(importConfig("/nonexistent/f.yaml").ok());
}

TEST(ConfigImport, LlamaFactory)
{
    const ImportedConfig config = read(
        "model_name_or_path: m\nstage: dpo\ndo_train: true\nfinetuning_type: lora\n"
        "lora_rank: 8\nlora_target: all\npref_beta: 0.2\npref_loss: sigmoid\npref_ftx: 0.3\n"
        "dpo_label_smoothing: 0.1\ndataset: demo\ntemplate: llama3\ncutoff_len: 512\n"
        "val_size: 0.1\nlearning_rate: 5.0e-6\nresume_from_checkpoint: null\n");
    EXPECT_EQ(config.program, ConfigProgram::LlamaFactory);
    EXPECT_EQ(config.spec.objective, "dpo");
    EXPECT_DOUBLE_EQ(config.spec.parameters.at("beta"), 0.2);
    EXPECT_EQ(config.spec.terms, (std::vector<TermSpec>{{"dpo", 1.0}, {"sft", 0.3}}));
    EXPECT_EQ(config.spec.choices.at("sft_reduction"), "row_mean");
    EXPECT_DOUBLE_EQ(config.spec.lora_alpha, 16) << "twice the rank";
    EXPECT_EQ(config.spec.lora_targets, "all-linear");
    EXPECT_EQ(config.spec.max_length, 512);
    EXPECT_DOUBLE_EQ(config.spec.held_out_share, 0.1);
    EXPECT_EQ(kindOf(config, "template"), NoteKind::LeftOut);
    expectEveryLine(config, 16);
    EXPECT_TRUE(config.problems.empty());
}

TEST(ConfigImport, LlamaFactoryStages)
{
    const auto objective = [](const std::string& lines) {
        return read("model_name_or_path: m\n" + lines).spec.objective;
    };
    EXPECT_EQ(objective("stage: rm\n"), "rm_bt");
    EXPECT_EQ(objective("stage: kto\n"), "kto");
    EXPECT_EQ(objective("stage: sft\nuse_dft_loss: true\n"), "dft");
    EXPECT_EQ(objective("stage: sft\nuse_asft_loss: true\n"), "anchored_sft");
    EXPECT_EQ(objective("stage: dpo\npref_loss: kto_pair\n"), "kto");
    EXPECT_EQ(objective("stage: dpo\npref_loss: orpo\n"), "orpo");
    const ImportedConfig text = read("model_name_or_path: m\nstage: pt\n");
    EXPECT_TRUE(text.spec.whole_text);
    const ImportedConfig bco = read("model_name_or_path: m\nstage: dpo\npref_bco_weight: 0.25\n");
    ASSERT_EQ(bco.spec.terms.size(), 2U);
    EXPECT_DOUBLE_EQ(bco.spec.terms[0].weight, 0.8);
    EXPECT_EQ(bco.spec.terms[1].loss, "bco_pair");
    EXPECT_FALSE(importConfigText("stage: dance\nfinetuning_type: full\n", "f").ok());
}

TEST(ConfigImport, OptimizersWithMomentsIn8Bits)
{
    const struct {
        const char* name;
        const char* state;
        NoteKind kind;
    } cases[] = {{"adamw_torch", "fp32", NoteKind::Understood},
                 {"adamw_8bit", "int8", NoteKind::Understood},
                 {"adamw_bnb_8bit", "int8", NoteKind::Understood},
                 {"adamw_torch_8bit", "int8", NoteKind::Understood},
                 {"paged_adamw_8bit", "int8", NoteKind::Changed},
                 {"paged_adamw_32bit", "fp32", NoteKind::Changed},
                 {"adamw_torch_4bit", "fp32", NoteKind::Changed},
                 {"adafactor", "fp32", NoteKind::Changed}};
    for (const auto& each : cases) {
        const ImportedConfig config =
            read("model_name_or_path: m\nstage: dpo\noptim: " + std::string(each.name) + "\n");
        EXPECT_EQ(config.spec.optimizer_state, each.state) << each.name;
        EXPECT_EQ(kindOf(config, "optim"), each.kind) << each.name;
        EXPECT_EQ(config.spec.offload, "none");
    }
}

TEST(ConfigImport, Axolotl)
{
    const ImportedConfig config = read(
        "base_model: m\nrl: kto\nrl_beta: 0.5\nkto_desirable_weight: 0.2\nadapter: qlora\n"
        "load_in_4bit: true\nlora_r: 32\nlora_alpha: 64\nlora_dropout: 0.05\n"
        "lora_target_linear: true\nsequence_len: 2048\nmicro_batch_size: 2\n"
        "gradient_accumulation_steps: 4\nnum_epochs: 2\noptimizer: adamw_8bit\n"
        "learning_rate: 0.0002\nbf16: auto\nval_set_size: 0.05\nwandb_project:\n"
        "datasets: [{path: a, type: b}]\n");
    EXPECT_EQ(config.program, ConfigProgram::Axolotl);
    EXPECT_EQ(config.spec.objective, "kto");
    EXPECT_DOUBLE_EQ(config.spec.parameters.at("beta"), 0.5);
    EXPECT_DOUBLE_EQ(config.spec.parameters.at("desirable_weight"), 0.2);
    EXPECT_EQ(config.spec.base_weights, "nf4");
    EXPECT_EQ(config.spec.schedule, "cosine") << "its default";
    EXPECT_EQ(config.spec.batch_size, 2);
    EXPECT_DOUBLE_EQ(config.spec.epochs, 2);
    EXPECT_DOUBLE_EQ(config.spec.warmup_ratio, 0.03);
    EXPECT_EQ(kindOf(config, "optimizer"), NoteKind::Understood);
    EXPECT_EQ(config.spec.optimizer_state, "int8");
    EXPECT_EQ(config.spec.dtype, "auto");
    expectEveryLine(config, 20);
    EXPECT_TRUE(config.problems.empty());

    EXPECT_EQ(read("base_model: m\nrl: ipo\nmicro_batch_size: 1\n").spec.objective, "ipo");
    EXPECT_EQ(read("base_model: m\nreward_model: true\nsequence_len: 9\n").spec.objective, "rm_bt");
    EXPECT_EQ(read("base_model: m\nmicro_batch_size: 1\nbatch_size: 8\n").spec.accumulation, 8);
    EXPECT_EQ(importConfigText("base_model: m\nrl: ebft\n", "f.yml").error().where, "f.yml:2");
}

TEST(ConfigImport, ValuesOfTheWrongKindAreLeftOut)
{
    const ImportedConfig config = read(
        "model_name_or_path: m\nbeta: much\nlearning_rate: [1, 2]\nmax_length: 1.5\n"
        "use_peft: 3\nloss_type: sigmoid_norm\nmax_steps: .inf\n");
    for (const char* key : {"beta", "learning_rate", "max_length", "use_peft", "max_steps"}) {
        EXPECT_EQ(kindOf(config, key), NoteKind::LeftOut) << key;
    }
    EXPECT_DOUBLE_EQ(config.spec.learning_rate, 1e-6);
    expectEveryLine(config, 7);
}

TEST(ConfigImport, TheReportAsJson)
{
    const Json json = toJson(read("trl dpo --model_name_or_path m --beta 0.2", "command"));
    EXPECT_EQ(json["program"], "TRL");
    EXPECT_EQ(json["settings"]["parameters"]["beta"], 0.2);
    EXPECT_EQ(json["report"][0]["kind"], "understood");
    EXPECT_TRUE(json["problems"].empty());
}
