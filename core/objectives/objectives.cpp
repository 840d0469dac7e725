// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog.h"
#include "core/objectives/dpo.h"
#include "core/objectives/kto.h"
#include "core/objectives/objective.h"
#include "core/objectives/sft.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

namespace marginalia {

namespace {

/// A catalogue row's parameters with what was given laid over its defaults.
class Given {
public:
    Given(const ObjectiveInfo& info, const BoundParameters& given) : m_given(given)
    {
        for (const ParameterInfo& parameter : info.parameters) {
            m_numbers[parameter.key] = parameter.fallback;
        }
        for (const ChoiceInfo& choice : info.choices) {
            m_words[choice.key] = choice.fallback;
        }
    }

    Status check()
    {
        for (const auto& [key, value] : m_given.numbers) {
            if (!m_numbers.contains(key)) {
                return unknown(key);
            }
            m_numbers[key] = value;
        }
        for (const auto& [key, value] : m_given.words) {
            if (!m_words.contains(key)) {
                return unknown(key);
            }
            m_words[key] = value;
        }
        return {};
    }

    double number(const std::string& key) const { return m_numbers.at(key); }
    const std::string& word(const std::string& key) const { return m_words.at(key); }

private:
    static Error unknown(const std::string& key)
    {
        return failure(ErrorKind::Invalid,
                       {MG_TR("objectives", "There is no parameter \"%1\" here."), {key}}, key);
    }

    const BoundParameters& m_given;
    std::map<std::string, double> m_numbers;
    std::map<std::string, std::string> m_words;
};

using Binder = Result<Objective> (*)(const Given& given, const std::vector<TermSpec>& terms);

Result<Objective> bindSft(const Given& given, const std::vector<TermSpec>&)
{
    const SftReduction reduction =
        given.word("reduction") == "seq_mean" ? SftReduction::SeqMean : SftReduction::TokenGlobal;
    return Objective([reduction](const RowBatch& batch) { return sft(batch, reduction); });
}

Result<Objective> bindDpo(const Given& given, const std::vector<TermSpec>& terms)
{
    DpoOptions options;
    options.beta = given.number("beta");
    options.labelSmoothing = given.number("label_smoothing");
    options.useMargin = given.word("use_margin") == "true";
    const std::string& reduction = given.word("sft_reduction");
    options.sftReduction = reduction == "sum"        ? NllReduction::Sum
                           : reduction == "row_mean" ? NllReduction::RowMean
                                                     : NllReduction::TokenMean;
    bool hasDpo = terms.empty();
    for (const TermSpec& term : terms) {
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
    return Objective([options](const RowBatch& batch) { return dpo(batch, options); });
}

Result<Objective> bindKto(const Given& given, const std::vector<TermSpec>&)
{
    KtoOptions options;
    options.beta = given.number("beta");
    options.desirableWeight = given.number("desirable_weight");
    options.undesirableWeight = given.number("undesirable_weight");
    options.allKlRows = given.word("kl_rows") == "all";
    return Objective([options](const RowBatch& batch) { return kto(batch, options); });
}

/// The one list from id to formula; a row here and a row in core/jobs/catalog.cpp make an
/// objective.
constexpr std::pair<const char*, Binder> kBinders[] = {
    {"sft", bindSft}, {"dpo", bindDpo}, {"kto", bindKto}};

}  // namespace

Result<Objective> bindObjective(const std::string& id, const BoundParameters& parameters)
{
    const ObjectiveInfo* info = findObjective(id);
    for (const auto& [name, binder] : kBinders) {
        if (info != nullptr && id == name) {
            Given given(*info, parameters);
            MG_CHECK(given.check());
            return binder(given, parameters.terms);
        }
    }
    return failure(
        ErrorKind::Unsupported,
        {MG_TR("objectives", "The objective \"%1\" is not in this version."), {quotedForError(id)}},
        id);
}

double denominatorOf(Denominator kind, const RowBatch& batch)
{
    const at::Tensor weight = batch.weight.detach();
    const at::Tensor none = at::zeros_like(weight);
    const auto sumOver = [&](const at::Tensor& rows, const at::Tensor& values) {
        return at::where(rows, values, none).to(at::kDouble).sum().item<double>();
    };
    switch (kind) {
        case Denominator::Pairs: {
            const PairIndex pairs = pairIndex(batch);
            return weight.index_select(0, pairs.chosen).to(at::kDouble).sum().item<double>();
        }
        case Denominator::Rows:
            return sumOver(~rowsWithRole(batch, {RowRole::Mismatch}), weight);
        case Denominator::ChosenRows:
            return sumOver(rowsWithRole(batch, {RowRole::Chosen}), weight);
        case Denominator::Tokens:
            return sumOver(~rowsWithRole(batch, {RowRole::Mismatch}),
                           weight * sequenceLengths(batch));
        case Denominator::ChosenTokens:
            return sumOver(rowsWithRole(batch, {RowRole::Chosen}), weight * sequenceLengths(batch));
    }
    return 0;
}

}  // namespace marginalia
