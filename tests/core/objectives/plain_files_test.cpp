// SPDX-License-Identifier: Apache-2.0
// The files of reference values that have no rows: plain functions of their params.
#include "core/objectives/masked_thought.h"
#include "core/objectives/token_statistics.h"
#include "core/objectives/training_rules.h"
#include "tests/core/golden_part.h"
#include "tests/core/objectives/golden_batch.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros_like.h>
#include <gtest/gtest.h>

#include <cmath>

using namespace marginalia;

namespace {

constexpr at::ScalarType kTypes[] = {at::kDouble, at::kFloat};

void expectNear(const std::vector<double>& got, const Json& want, at::ScalarType dtype,
                const std::string& what)
{
    const std::vector<double> expected = golden::flat(want);
    ASSERT_EQ(got.size(), expected.size()) << what;
    const bool extreme = what.find("extreme") != std::string::npos;
    const double absolute = dtype == at::kDouble ? 1e-8 : 1e-5;
    const double relative = dtype == at::kDouble ? 1e-8 : (extreme ? 1e-4 : 1e-5);
    for (std::size_t i = 0; i < got.size(); ++i) {
        EXPECT_LE(std::abs(got[i] - expected[i]), absolute + relative * std::abs(expected[i]))
            << what << "[" << i << "]: " << got[i] << " against " << expected[i];
    }
}

at::Tensor tensorOf(const Json& json, at::ScalarType dtype)
{
    const at::Tensor flat = at::tensor(golden::flat(json), at::TensorOptions(dtype));
    return json.is_array() && !json.empty() && json[0].is_array()
               ? flat.view({static_cast<std::int64_t>(json.size()), -1})
               : flat;
}

/// Runs `check` on the cases of a file and counts them.
template <class Check>
void forCases(const std::string& name, const Check& check)
{
    const std::string part = "objectives/" + name + ".json";
    if (!golden::there(part)) {
        MARGINALIA_PART_MISSING(part);
    }
    std::size_t cases = 0;
    const Json file = golden::read(golden::folder() + "/" + part);
    for (const Json& each : file["cases"]) {
        for (const at::ScalarType dtype : kTypes) {
            check(each["params"], each["expect"], dtype,
                  name + "/" + each["name"].get<std::string>() +
                      (dtype == at::kDouble ? " f64" : " f32"));
        }
        ++cases;
    }
    golden::ran(cases, (name + " cases, each in float64 and float32,").c_str());
}

struct Statistic {
    const char* key;
    at::Tensor TokenStatistics::*member;
    bool StatisticsRequest::*asked;
};

const Statistic kStatistics[] = {
    {"entropy", &TokenStatistics::entropy, &StatisticsRequest::entropy},
    {"log_sum_sq", &TokenStatistics::logSumSquares, &StatisticsRequest::logSumSquares},
    {"kl_ref_policy", &TokenStatistics::klFromOther, &StatisticsRequest::klFromOther},
    {"kl_policy_ref", &TokenStatistics::klToOther, &StatisticsRequest::klToOther},
    {"jsd", &TokenStatistics::jsd, &StatisticsRequest::jsd},
    {"otr", &TokenStatistics::rollout, &StatisticsRequest::rollout}};

StatisticsRequest requestOf(const Json& params)
{
    StatisticsRequest out;
    out.jsdBeta = params["beta"];
    out.rolloutKappa = params["kappa"];
    out.rolloutRhoNegative = params["rho_neg"];
    return out;
}

}  // namespace

TEST(PlainFiles, TokenStatistics)
{
    forCases("token_statistics", [](const Json& params, const Json& expect, at::ScalarType dtype,
                                    const std::string& what) {
        const at::Tensor other = tensorOf(params["ref_logits"], dtype);
        const at::Tensor target = tensorOf(params["target"], at::kLong);
        std::size_t keys = 0;
        const auto compare = [&](const at::Tensor& logits, const at::Tensor& value,
                                 const std::string& key) {
            expectNear(golden::flat(value), expect[key], dtype, what + " " + key);
            value.sum().backward();
            expectNear(golden::flat(logits.grad()), expect["grad_" + key], dtype,
                       what + " gradient of " + key);
            keys += 2;
        };
        for (const Statistic& each : kStatistics) {
            const at::Tensor logits = tensorOf(params["logits"], dtype).requires_grad_(true);
            StatisticsRequest request = requestOf(params);
            request.*each.asked = true;
            const TokenStatistics all = tokenStatistics(logits, other, target, request);
            compare(logits, all.*each.member, each.key);
        }
        const at::Tensor logits = tensorOf(params["logits"], dtype).requires_grad_(true);
        compare(logits, at::log_softmax(logits, 1).gather(1, target.unsqueeze(1)).squeeze(1),
                "logp");
        // The mean logit is a metric of other programs that no objective asks for.
        EXPECT_EQ(keys + 2, expect.size()) << what;
    });
}

TEST(PlainFiles, Drift)
{
    forCases("mod_drift", [](const Json& params, const Json& expect, at::ScalarType dtype,
                             const std::string& what) {
        const std::string mode = params["mode"];
        const DriftMode drift = mode == "absolute"    ? DriftMode::Absolute
                                : mode == "grad_norm" ? DriftMode::GradientNorm
                                                      : DriftMode::AdaptiveCosine;
        const at::Tensor got =
            driftedGradient(tensorOf(params["grad"], dtype), tensorOf(params["prior"], dtype),
                            drift, params["alpha"]);
        expectNear(golden::flat(got), expect["grad"], dtype, what);
    });
}

TEST(PlainFiles, LossBalancing)
{
    forCases("mod_loss_balancing", [](const Json& params, const Json& expect, at::ScalarType dtype,
                                      const std::string& what) {
        if (params["mode"] == "proportional") {
            const std::vector<double> losses = golden::flat(params["losses"]);
            const std::vector<double> weights = proportionalWeights(losses);
            double sum = 0;
            for (std::size_t i = 0; i < losses.size(); ++i) {
                sum += weights[i] * losses[i];
            }
            expectNear(weights, expect["weights"], dtype, what);
            expectNear({sum}, expect["loss"], dtype, what + " loss");
            return;
        }
        std::vector<at::Tensor> gradients;
        for (const Json& each : params["grads"]) {
            gradients.push_back(tensorOf(each, dtype));
        }
        const std::vector<double> weights = minNormWeights(gradients);
        expectNear(weights, expect["weights"], dtype, what);
        expectNear(golden::flat(weights[0] * gradients[0] + weights[1] * gradients[1]),
                   expect["grad"], dtype, what + " gradient");
    });
}

TEST(PlainFiles, MovingReference)
{
    forCases("mod_tr_dpo", [](const Json& params, const Json& expect, at::ScalarType dtype,
                              const std::string& what) {
        const at::Tensor got =
            followedReference(tensorOf(params["policy"], dtype),
                              tensorOf(params["reference"], dtype), params["alpha"]);
        expectNear(golden::flat(got), expect["reference"], dtype, what);
    });
}

TEST(PlainFiles, MaskedThought)
{
    forCases("mod_masked_thought", [](const Json& params, const Json& expect, at::ScalarType dtype,
                                      const std::string& what) {
        MaskedThoughtOptions options;
        options.pMax = params["p_max"];
        options.warmupSteps = params["warmup_steps"];
        std::vector<double> got;
        for (const Json& step : params["steps"]) {
            got.push_back(maskedShare(options, step.get<std::int64_t>()));
        }
        expectNear(got, expect["probability"], dtype, what);
    });
}

TEST(PlainFiles, SparseMasks)
{
    forCases("mod_lt_sft", [](const Json& params, const Json& expect, at::ScalarType dtype,
                              const std::string& what) {
        const at::Tensor start = tensorOf(params["start"], dtype);
        const at::Tensor tuned = tensorOf(params["tuned"], dtype);
        const std::int64_t k = params["k"];
        expectNear(golden::flat(mostChanged({start}, {tuned}, k)[0]), expect["mask"], dtype, what);
        // The same of the same numbers in two tensors.
        const auto halves = mostChanged({start.narrow(0, 0, 3), start.narrow(0, 3, 5)},
                                        {tuned.narrow(0, 0, 3), tuned.narrow(0, 3, 5)}, k);
        std::vector<double> joined = golden::flat(halves[0]);
        const std::vector<double> rest = golden::flat(halves[1]);
        joined.insert(joined.end(), rest.begin(), rest.end());
        expectNear(joined, expect["mask"], dtype, what + " in two tensors");
    });
}
