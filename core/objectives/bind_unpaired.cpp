// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/bind_modifiers.h"
#include "core/objectives/parameters.h"
#include "core/objectives/sft.h"
#include "core/objectives/unpaired.h"

namespace marginalia {

namespace {

Status readCommon(const Given& given, UnpairedOptions& options)
{
    options.beta = given.number("beta");
    options.desirableWeight = given.number("desirable_weight");
    options.undesirableWeight = given.number("undesirable_weight");
    MG_TRY(const BoundModifiers modifiers, bindModifiers(given.modifiers()));
    options.changes = modifiers.changes;
    return {};
}

Objective finished(Objective objective, const UnpairedOptions& options)
{
    objective.referencePerToken = options.changes.needsReferencePerToken();
    return objective;
}

Result<Objective> bindKto(const Given& given)
{
    KtoOptions options;
    MG_CHECK(readCommon(given, options));
    options.referencePoint = given.id() == "kto";
    options.allKlRows = options.referencePoint && given.word("kl_rows") == "all";
    return finished(objectiveOf([options](const RowBatch& batch, ObjectiveState&) {
                        return kto(batch, options);
                    }),
                    options);
}

Result<Objective> bindBco(const Given& given)
{
    BcoOptions options;
    MG_CHECK(readCommon(given, options));
    const std::string& mode = given.word("delta_mode");
    options.shift = mode == "fixed"        ? BcoOptions::Shift::Fixed
                    : mode == "class_mean" ? BcoOptions::Shift::ClassMean
                                           : BcoOptions::Shift::RunningMean;
    Objective out = objectiveOf([options](const RowBatch& batch, ObjectiveState& state) {
        return bco(batch, options, state);
    });
    out.carriesState = true;
    return finished(std::move(out), options);
}

/// The tag stands in the prompt (train rows); the loss is plain likelihood.
Result<Objective> bindCsft(const Given& given)
{
    const SftReduction reduction =
        given.word("reduction") == "seq_mean" ? SftReduction::SeqMean : SftReduction::TokenGlobal;
    return objectiveOf(
        [reduction](const RowBatch& batch, ObjectiveState&) { return sft(batch, reduction); });
}

}  // namespace

const std::vector<Binder>& unpairedBinders()
{
    static const std::vector<Binder> list = {
        {"kto", bindKto}, {"apo_zero_unpaired", bindKto}, {"bco", bindBco}, {"csft", bindCsft}};
    return list;
}

}  // namespace marginalia
