// SPDX-License-Identifier: Apache-2.0
// What an objective gives for a case of reference values, against what it should give.
#include "core/jobs/catalog.h"
#include "core/jobs/combinations.h"
#include "tests/core/objectives/golden_batch.h"
#include "tests/core/objectives/golden_case.h"
#include "tests/core/objectives/golden_near.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace marginalia::golden {

namespace {

const at::Tensor* rowMetric(const LossOut& out, const std::string& name)
{
    for (const auto& [key, values] : out.rowMetrics) {
        if (key == name) {
            return &values;
        }
    }
    return nullptr;
}

std::optional<double> unitMetric(const LossOut& out, const std::string& name)
{
    for (const auto& [key, value] : out.unitMetrics) {
        if (key == name || key == "marginalia/" + name) {
            return value;
        }
    }
    return std::nullopt;
}

/// One case under way: what it gave and what it should have given.
class Check {
public:
    Check(const std::string& file, const Json& each, at::ScalarType dtype)
        : m_what(file + "/" + each["name"].get<std::string>() +
                 (dtype == at::kDouble ? " f64" : " f32")),
          m_tolerance(toleranceOf(dtype, each["name"])),
          m_case(each),
          m_expect(each["expect"]),
          m_binding(bindingOf(file, each)),
          m_rows(rowsOf(each["rows"], dtype))
    {
        weighByAnnotator();
    }

    void run()
    {
        const auto objective = bindObjective(m_binding.id, m_binding.parameters);
        ASSERT_TRUE(objective.ok()) << m_what << ": " << objective.error().message();
        RowBatch& batch = m_rows.batch;
        m_state = m_binding.state;
        // Some cases give the entropy as a constant instead of logits.
        if (objective->statistics.any() && m_rows.logits.defined()) {
            batch.statistics = tokenStatistics(m_rows.logits, m_rows.other, m_rows.target,
                                               objective->statistics, m_rows.drawn);
        }
        m_out = (*objective)(batch, m_state);
        m_loss = reduce(*objective);
        ASSERT_TRUE(m_loss.defined()) << m_what << ": no term";
        if (m_loss.requires_grad()) {
            m_loss.backward();
        }
        for (const auto& [key, want] : m_expect.items()) {
            compare(key, want);
        }
    }

private:
    /// What the trainer does when it reads the rows: the reliability of who judged multiplies the
    /// data weight, in the sum and in its share of the denominator.
    void weighByAnnotator()
    {
        RowBatch& batch = m_rows.batch;
        if (!batch.values.annotator.defined()) {
            return;
        }
        Numbers weight = flat(batch.weight);
        const Numbers who = flat(batch.values.annotator);
        for (std::size_t i = 0; i < weight.size(); ++i) {
            const auto number = static_cast<int>(who[i]);
            weight[i] *= annotatorWeight(m_binding.parameters.modifiers, std::to_string(number));
        }
        batch.weight = at::tensor(weight, batch.weight.options());
    }

    at::Tensor reduce(const Objective& objective)
    {
        const std::vector<RowFacts> facts = rowFacts(m_rows.batch);
        const Json& params = m_case["params"];
        // A number that the objective has no parameter for is the trainer's: of the whole step.
        const bool ofStep = params.contains("denominator") && params["denominator"].is_number() &&
                            !hasParameter(findObjective(m_binding.id), "denominator");
        at::Tensor loss;
        for (const LossTerm& term : m_out.terms) {
            double denominator = term.denominator == Denominator::Own
                                     ? objective.ownDenominator(facts)
                                     : denominatorOf(term.denominator, facts);
            if (ofStep) {
                denominator = params["denominator"].get<double>();
            }
            // An empty sum is 0.
            const at::Tensor value = term.numerator * (denominator == 0 ? 0 : 1 / denominator);
            m_terms[term.name] = value.item<double>();
            const at::Tensor part = term.weight * value;
            loss = loss.defined() ? loss + part : part;
        }
        return loss;
    }

    void compare(const std::string& key, const Json& want)
    {
        static const std::map<std::string, void (Check::*)(const Json&)> rules = {
            {"loss", &Check::compareLoss},
            {"terms", &Check::compareTerms},
            {"metrics", &Check::compareMetrics},
            {"pair_loss", &Check::comparePairLoss},
            {"row_loss", &Check::compareRowLoss},
            {"group_loss", &Check::compareGroupLoss},
            {"sorted_loss", &Check::compareSortedLoss},
            {"row_sum", &Check::compareRowSum},
            {"state", &Check::compareState},
            {"eta", &Check::compareEta}};
        if (const auto rule = rules.find(key); rule != rules.end()) {
            (this->*rule->second)(want);
        } else if (key.rfind("grad_", 0) == 0) {
            compareGradient(key, want);
        } else if (want.is_number()) {
            const auto got = unitMetric(m_out, key == "z0" ? "kl" : key);
            ASSERT_TRUE(got) << m_what << ": no unit metric " << key;
            near({*got}, want, key);
        } else {
            compareByProduct(key, want);
        }
    }

    void near(const Numbers& got, const Json& want, const std::string& key) const
    {
        expectNear(got, flat(want), m_tolerance, m_what + " " + key);
    }

    void compareLoss(const Json& want) { near(flat(m_loss), want, "loss"); }

    void compareTerms(const Json& want)
    {
        for (const auto& [name, value] : want.items()) {
            ASSERT_TRUE(m_terms.contains(name)) << m_what << ": no term " << name;
            near({m_terms.at(name)}, value, "term " + name);
        }
        EXPECT_EQ(m_terms.size(), want.size()) << m_what << ": other terms";
    }

    void compareGradient(const std::string& key, const Json& want)
    {
        const HeadOutputs& heads = m_rows.batch.heads;
        const std::map<std::string, at::Tensor> leaves = {{"grad_logps", m_rows.batch.lp},
                                                          {"grad_logits", m_rows.logits},
                                                          {"grad_score", heads.score},
                                                          {"grad_scores", heads.scores},
                                                          {"grad_values", heads.values},
                                                          {"grad_step_logits", heads.stepLogits},
                                                          {"grad_hidden_aux", heads.hiddenAux},
                                                          {"grad_query", heads.query},
                                                          {"grad_z2", heads.sampled}};
        const auto leaf = leaves.find(key);
        ASSERT_NE(leaf, leaves.end()) << m_what << ": no rule for " << key;
        ASSERT_TRUE(leaf->second.defined()) << m_what << ": no input for " << key;
        const at::Tensor gradient = leaf->second.grad();
        const Numbers zeros(static_cast<std::size_t>(leaf->second.numel()), 0.0);
        const Numbers got = !gradient.defined()        ? zeros
                            : key == "grad_hidden_aux" ? byRow(gradient)
                                                       : flat(gradient);
        expectGradient(got, flat(want), m_tolerance, m_what + " " + key);
    }

    /// [layers, T, d] as golden lists it: row by row, layers within.
    Numbers byRow(const at::Tensor& layers) const
    {
        const Numbers offsets = flat(m_rows.batch.rowOffset);
        Numbers out;
        for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
            const auto begin = static_cast<std::int64_t>(offsets[i]);
            const auto length = static_cast<std::int64_t>(offsets[i + 1]) - begin;
            const Numbers part = flat(layers.narrow(1, begin, length));
            out.insert(out.end(), part.begin(), part.end());
        }
        return out;
    }

    Numbers at(const at::Tensor& perRow, const at::Tensor& rows) const
    {
        return flat(perRow.index_select(0, rows));
    }

    void comparePairLoss(const Json& want)
    {
        const PairIndex pairs = pairIndex(m_rows.batch);
        if (pairs.chosen.numel() > 0) {
            near(at(m_out.rowLoss, pairs.chosen), want, "pair_loss");
            near(at(m_out.rowLoss, pairs.rejected), want, "pair_loss of the other row");
            return;
        }
        for (const bool last : {false, true}) {
            near(ofPairs(m_out.rowLoss, last), want, "pair_loss");
        }
    }

    /// The value on the first or last row of each pair, by ascending pair.
    Numbers ofPairs(const at::Tensor& perRow, bool last) const
    {
        const Numbers values = flat(perRow);
        std::map<std::int32_t, double> found;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::int32_t pair = m_rows.batch.pair[i];
            if (pair >= 0 && (last || !found.contains(pair))) {
                found[pair] = values[i];
            }
        }
        Numbers out;
        for (const auto& [pair, value] : found) {
            out.push_back(value);
        }
        return out;
    }

    void compareRowLoss(const Json& want)
    {
        const Numbers rows = flat(m_out.rowLoss);
        Numbers kept;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (m_rows.batch.role[i] != RowRole::Mismatch) {
                kept.push_back(rows[i]);
            } else {
                EXPECT_EQ(rows[i], 0.0) << m_what;
            }
        }
        near(kept, want, "row_loss");
    }

    void compareGroupLoss(const Json& want)
    {
        const Numbers rows = flat(m_out.rowLoss);
        const auto groups = groupRows(m_rows.batch);
        const Numbers losses = flat(want);
        ASSERT_EQ(groups.size(), losses.size()) << m_what;
        for (std::size_t g = 0; g < groups.size(); ++g) {
            for (const std::int64_t row : groups[g]) {
                expectNear({rows[static_cast<std::size_t>(row)]}, {losses[g]}, m_tolerance,
                           m_what + " group_loss");
            }
        }
    }

    void compareSortedLoss(const Json& want)
    {
        const at::Tensor* rank = rowMetric(m_out, "sorted_rank");
        ASSERT_NE(rank, nullptr) << m_what;
        const PairIndex pairs = pairIndex(m_rows.batch);
        for (const at::Tensor& side : {pairs.chosen, pairs.rejected}) {
            const Numbers ranks = at(*rank, side);
            const Numbers losses = at(m_out.rowLoss, side);
            Numbers sorted(ranks.size(), std::nan(""));
            for (std::size_t i = 0; i < ranks.size(); ++i) {
                sorted.at(static_cast<std::size_t>(ranks[i])) = losses[i];
            }
            near(sorted, want, "sorted_loss");
        }
    }

    void compareRowSum(const Json& want)
    {
        const at::Tensor* own = rowMetric(m_out, "row_sum");
        const at::Tensor* logp = rowMetric(m_out, "logp");
        ASSERT_TRUE(own != nullptr || logp != nullptr) << m_what;
        near(own != nullptr ? flat(*own) : flat(-*logp), want, "row_sum");
    }

    void compareState(const Json& want)
    {
        for (const auto& [key, value] : want.items()) {
            ASSERT_TRUE(m_state.contains(key)) << m_what << ": no state " << key;
            near(m_state.at(key), value, "state " + key);
        }
    }

    void compareEta(const Json& want)
    {
        ASSERT_TRUE(m_state.contains("eta")) << m_what;
        near(m_state.at("eta"), want, "eta");
    }

    /// A row metric; one number a pair stands on the pair's chosen (or first) row.
    void compareByProduct(const std::string& key, const Json& want)
    {
        const at::Tensor* values = rowMetric(m_out, key);
        ASSERT_NE(values, nullptr) << m_what << ": no rule and no row metric for " << key;
        const auto count = static_cast<std::int64_t>(flat(want).size());
        if (values->numel() == count) {
            near(flat(*values), want, key);
            return;
        }
        const PairIndex pairs = pairIndex(m_rows.batch);
        near(pairs.chosen.numel() > 0 ? at(*values, pairs.chosen) : ofPairs(*values, false), want,
             key);
    }

    void compareMetrics(const Json& want)
    {
        const at::Tensor* reward = rowMetric(m_out, "reward");
        ASSERT_NE(reward, nullptr) << m_what;
        const Numbers values = flat(*reward);
        const auto mean = [&](std::set<RowRole> roles) {
            double sum = 0;
            int count = 0;
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (roles.contains(m_rows.batch.role[i])) {
                    sum += values[i];
                    ++count;
                }
            }
            return sum / count;
        };
        const double chosen = mean({RowRole::Chosen, RowRole::Desirable});
        const double rejected = mean({RowRole::Rejected, RowRole::Undesirable});
        for (const auto& [key, value] : want.items()) {
            if (key == "rewards/chosen") {
                near({chosen}, value, key);
            } else if (key == "rewards/rejected") {
                near({rejected}, value, key);
            } else if (key == "rewards/margin") {
                near({chosen - rejected}, value, key);
            } else if (key == "rewards/accuracy") {
                const PairIndex pairs = pairIndex(m_rows.batch);
                const Numbers good = at(*reward, pairs.chosen);
                const Numbers bad = at(*reward, pairs.rejected);
                double higher = 0;
                for (std::size_t i = 0; i < good.size(); ++i) {
                    higher += good[i] > bad[i] ? 1 : 0;
                }
                near({higher / static_cast<double>(good.size())}, value, key);
            } else {
                ADD_FAILURE() << m_what << ": no rule for the metric " << key;
            }
        }
    }

    std::string m_what;
    Tolerance m_tolerance;
    const Json& m_case;
    const Json& m_expect;
    CaseBinding m_binding;
    GoldenRows m_rows;
    ObjectiveState m_state;
    LossOut m_out;
    at::Tensor m_loss;
    std::map<std::string, double> m_terms;
};

}  // namespace

void checkCase(const std::string& file, const Json& each, at::ScalarType dtype)
{
    Check(file, each, dtype).run();
}

}  // namespace marginalia::golden
