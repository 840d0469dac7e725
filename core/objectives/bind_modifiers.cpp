// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/bind_modifiers.h"

namespace marginalia {

namespace {

Divergence divergenceOf(const Given& given)
{
    const std::string& word = given.word("divergence");
    Divergence out;
    out.kind = word == "forward_kl" ? Divergence::Kind::ForwardKl
               : word == "js"       ? Divergence::Kind::JensenShannon
               : word == "alpha"    ? Divergence::Kind::Alpha
                                    : Divergence::Kind::ReverseKl;
    out.alpha = given.number("alpha");
    out.keepConstants = given.word("constants") == "kept";
    return out;
}

void take(const std::string& id, const Given& given, BoundModifiers& out)
{
    if (id == "smoothed" || id == "unbiased") {
        out.noise.kind = id == "smoothed" ? NoiseModel::Kind::Smoothed : NoiseModel::Kind::Unbiased;
        out.noise.epsilon = given.number("epsilon");
    } else if (id == "em") {
        out.noise.kind = NoiseModel::Kind::Em;
        out.noise.eta = given.number("eta");
        out.noise.alpha = given.number("alpha");
    } else if (id == "ld_dpo") {
        out.changes.lengthDesensitised = {given.number("alpha"), given.word("scope") == "both"};
    } else if (id == "humanline") {
        out.changes.humanline = {given.number("lo"), given.number("hi")};
    } else if (id == "f_divergence") {
        out.changes.divergence = divergenceOf(given);
    } else if (id == "length_norm") {
        out.changes.lengthPower = given.number("kappa");
    } else if (id == "wpo") {
        out.wpo = given;
    } else if (id == "ties") {
        out.tie = given.number("nu");
    } else if (id == "sft_term") {
        out.sftTerm = given;
    }
}

}  // namespace

Result<BoundModifiers> bindModifiers(const std::vector<ModifierSpec>& modifiers)
{
    BoundModifiers out;
    for (const ModifierSpec& spec : modifiers) {
        const ModifierInfo* info = findModifier(spec.id);
        if (info == nullptr) {
            continue;
        }
        if (spec.id == "annotator_weights" || spec.id == "scalarised_pairs" ||
            spec.id == "pair_splitting") {
            continue;  // change rows where they are read
        }
        const Given given(info->info, {spec.parameters, spec.choices, {}, {}});
        MG_CHECK(given.check());
        take(spec.id, given, out);
    }
    return out;
}

}  // namespace marginalia
