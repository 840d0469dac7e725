// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/objectives/dpo.h"
#include "core/objectives/parameters.h"

namespace marginalia {

namespace {

Result<Objective> bindDpo(const Given& given)
{
    DpoOptions options;
    options.beta = given.number("beta");
    options.labelSmoothing = given.number("label_smoothing");
    options.useMargin = given.word("use_margin") == "true";
    const std::string& reduction = given.word("sft_reduction");
    options.sftReduction = reduction == "sum"        ? NllReduction::Sum
                           : reduction == "row_mean" ? NllReduction::RowMean
                                                     : NllReduction::TokenMean;
    bool hasDpo = given.terms().empty();
    for (const TermSpec& term : given.terms()) {
        if (term.loss == "dpo") {
            options.weight = term.weight;
            hasDpo = true;
        } else if (term.loss == "sft") {
            options.hasSftTerm = true;
            options.sftWeight = term.weight;
        } else {
            return failure(ErrorKind::Unsupported,
                           {MG_TR("objectives",
                                  "The term \"%1\" is not in this version; terms are dpo and sft."),
                            {quotedForError(term.loss)}},
                           "terms");
        }
    }
    if (!hasDpo) {
        options.weight = 0;
    }
    return objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return dpo(batch, options); });
}

}  // namespace

const std::vector<Binder>& pairBinders()
{
    static const std::vector<Binder> list = {{"dpo", bindDpo}};
    return list;
}

}  // namespace marginalia
