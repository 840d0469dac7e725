// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_notes.h"

namespace marginalia::configs {

void startObjective(Carrier& carrier, const std::string& objective)
{
    RunSpec fresh = defaultRunSpec(objective);
    carrier.spec().objective = objective;
    carrier.spec().parameters = fresh.parameters;
    carrier.spec().choices = fresh.choices;
}

void carryWord(Carrier& carrier, const char* key, const char* ours, const std::string& other)
{
    const bool given = carrier.has(key);
    const std::string value = carrier.word(key).value_or(other);
    if (carrier.choose(ours, value)) {
        if (given) {
            carrier.understood(key, std::string("choices.") + ours);
        }
    } else if (given) {
        carrier.leftOut(
            key, {MG_TR("config", "%1 has no such setting here."), {carrier.spec().objective}});
    }
}

void carryTrlLengths(Carrier& carrier, double otherDefault)
{
    RunSpec& spec = carrier.spec();
    // The one place where null is a setting of its own.
    const ConfigNode* given = carrier.root().find("max_length");
    if (given != nullptr && given->isNull()) {
        carrier.changed("max_length", "max_length",
                        MG_TR("config", "No limit there; here the model's context is the limit."));
        spec.max_length = 1 << 20;
    } else {
        carrier.whole("max_length", "max_length", spec.max_length, otherDefault);
    }
    spec.too_long = "keep_start";
    if (const auto mode = carrier.word("truncation_mode")) {
        if (*mode == "keep_start") {
            carrier.understood("truncation_mode", "too_long");
        } else {
            carrier.changed("truncation_mode", "too_long",
                            MG_TR("config",
                                  "Only the end of an answer can be cut here; "
                                  "keep_start stands in its place."));
        }
    } else {
        carrier.fallback("truncation_mode", "keep_start", "too_long",
                         MG_TR("config", "Answers that are too long are cut, as there."));
    }
    for (const char* key : {"max_prompt_length", "max_completion_length", "max_target_length"}) {
        if (carrier.has(key)) {
            carrier.leftOut(key, MG_TR("config",
                                       "Only prompt and answer together are limited "
                                       "here, by max_length."));
        }
    }
}

void carryReferenceUpdates(Carrier& carrier)
{
    const auto on = carrier.truth("sync_ref_model");
    const double share = carrier.number("ref_model_mixup_alpha").value_or(0.6);
    const double every = carrier.number("ref_model_sync_steps").value_or(512);
    if (!on.value_or(false)) {
        for (const char* key :
             {"sync_ref_model", "ref_model_mixup_alpha", "ref_model_sync_steps"}) {
            if (carrier.has(key)) {
                carrier.understood(key, {}, MG_TR("config", "The reference stays as it is."));
            }
        }
        return;
    }
    const bool carried = carrier.modify("tr_dpo", {{"alpha", share}, {"tau", every}});
    const Text reason = MG_TR("config",
                              "This version cannot move the reference while training "
                              "with these settings; look at the modifier tr_dpo.");
    for (const char* key : {"sync_ref_model", "ref_model_mixup_alpha", "ref_model_sync_steps"}) {
        if (!carrier.has(key)) {
            continue;
        }
        if (carried) {
            carrier.understood(key, "modifiers.tr_dpo");
        } else {
            carrier.leftOut(key, reason);
        }
    }
}

}  // namespace marginalia::configs
