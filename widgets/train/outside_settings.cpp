// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/outside_settings.h"

#include "core/jobs/run_spec.h"
#include "widgets/train/difference_view.h"

#include <QCoreApplication>

#include <algorithm>

namespace marginalia {
namespace {

/// Gives lupdate a context for the texts of this file.
class OutsideTexts {
    Q_DECLARE_TR_FUNCTIONS(OutsideSettings)
};

/// Those that a control of the recipe column shows, and its name.
constexpr const char* kShown[] = {"name",
                                  "model",
                                  "objective",
                                  "parameters",
                                  "choices",
                                  "terms",
                                  "modifiers",
                                  "learning_rate",
                                  "schedule",
                                  "warmup_ratio",
                                  "epochs",
                                  "batch_size",
                                  "max_grad_norm",
                                  "max_length",
                                  "held_out_share",
                                  "seed",
                                  "checkpoint_every",
                                  "method",
                                  "lora_r",
                                  "lora_alpha",
                                  "lora_dropout",
                                  "lora_targets",
                                  "use_rslora",
                                  "use_dora",
                                  "base_weights",
                                  "masters",
                                  "optimizer_state",
                                  "offload",
                                  "judge",
                                  "reward_model",
                                  "teacher",
                                  "base_model"};

bool isShown(const RunSpec& spec, const std::string& key)
{
    if (key == "dtype") {
        return spec.masters == "stochastic";  // bf16 comes with it
    }
    if (key == "recompute") {
        return spec.recompute != "off";  // the switch has no place for "never"
    }
    return std::any_of(std::begin(kShown), std::end(kShown),
                       [&](const char* shown) { return key == shown; });
}

QString phrase(const std::string& key, const Json& value)
{
    const QString text = settingValue(key, value);
    const auto is = [&](const char* wanted) { return key == wanted; };
    return is("sharding")               ? OutsideTexts::tr("weights in shares")
           : is("recompute")            ? OutsideTexts::tr("blocks are never computed again")
           : is("warmup_steps")         ? OutsideTexts::tr("warm-up of %1 steps").arg(text)
           : is("max_steps")            ? OutsideTexts::tr("ends at step %1").arg(text)
           : is("accumulation")         ? OutsideTexts::tr("%1 batches a step").arg(text)
           : is("weight_decay")         ? OutsideTexts::tr("weight decay %1").arg(text)
           : is("too_long")             ? OutsideTexts::tr("texts that are too long are cut")
           : is("dtype")                ? OutsideTexts::tr("weights in %1").arg(text)
           : is("device")               ? OutsideTexts::tr("device %1").arg(text)
           : is("threads")              ? OutsideTexts::tr("%1 threads").arg(text)
           : is("pack_tokens")          ? OutsideTexts::tr("streams of %1 tokens").arg(text)
           : is("keep_checkpoints")     ? OutsideTexts::tr("keeps %1 checkpoints").arg(text)
           : is("sample_every")         ? OutsideTexts::tr("samples every %1 steps").arg(text)
           : is("eval_every")           ? OutsideTexts::tr("held-out every %1 steps").arg(text)
           : is("sample_prompts")       ? OutsideTexts::tr("own prompts for samples")
           : is("lora_modules_to_save") ? OutsideTexts::tr("trained whole: %1").arg(text)
           : is("as_trl")               ? OutsideTexts::tr("defaults as TRL has them")
           : is("whole_text")           ? OutsideTexts::tr("prompts are trained too")
                                        : QString::fromStdString(key) + u' ' + text;
}

}  // namespace

QStringList outsideSettings(const RunSpec& spec)
{
    const Json usual = toJson(defaultRunSpec(spec.objective));
    const Json now = toJson(spec);
    QStringList out;
    for (const auto& [key, value] : now.items()) {
        if (!isShown(spec, key) && (!usual.contains(key) || usual[key] != value)) {
            out << phrase(key, value);
        }
    }
    return out;
}

}  // namespace marginalia
