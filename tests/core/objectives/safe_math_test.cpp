// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/safe_math.h"

#include "tests/core/golden_part.h"
#include "tests/core/objectives/golden_batch.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>

using namespace marginalia;

namespace {

using Inputs = std::vector<at::Tensor>;
using Function = std::function<at::Tensor(const Inputs&, const Json& params)>;

struct Primitive {
    std::vector<std::string> inputs;
    Function call;
};

const std::map<std::string, Primitive>& primitives()
{
    static const std::map<std::string, Primitive> table = {
        {"logsigmoid",
         {{"x"}, [](const Inputs& in, const Json&) { return safe::logSigmoid(in[0]); }}},
        {"log1mexp", {{"x"}, [](const Inputs& in, const Json&) { return safe::log1mExp(in[0]); }}},
        {"logodds", {{"x"}, [](const Inputs& in, const Json&) { return safe::logOdds(in[0]); }}},
        {"k1_of_d", {{"x"}, [](const Inputs& in, const Json&) { return safe::k1(in[0]); }}},
        {"k2_of_d", {{"x"}, [](const Inputs& in, const Json&) { return safe::k2(in[0]); }}},
        {"k3_of_d", {{"x"}, [](const Inputs& in, const Json&) { return safe::k3(in[0]); }}},
        {"ratio",
         {{"logps", "old_logps"},
          [](const Inputs& in, const Json&) { return safe::ratio(in[0], in[1].detach()); }}},
        {"clamp_straight_through",
         {{"x"},
          [](const Inputs& in, const Json& params) {
              return safe::clampStraightThrough(in[0], params["lo"]);
          }}},
    };
    return table;
}

at::Tensor leaf(const Json& values, at::ScalarType dtype)
{
    return at::tensor(golden::flat(values), at::TensorOptions(dtype)).requires_grad_(true);
}

void compare(const std::vector<double>& got, const Json& want, at::ScalarType dtype,
             const std::string& what)
{
    const std::vector<double> expected = golden::flat(want);
    ASSERT_EQ(got.size(), expected.size()) << what;
    const double part = dtype == at::kDouble ? 1e-8 : 1e-5;
    for (size_t i = 0; i < got.size(); ++i) {
        EXPECT_LE(std::abs(got[i] - expected[i]), part + part * std::abs(expected[i]))
            << what << "[" << i << "]";
    }
}

}  // namespace

TEST(SafeMath, GoldenPrimitives)
{
    if (!golden::there("objectives/primitives.json")) {
        MARGINALIA_PART_MISSING("objectives/primitives.json");
    }
    const Json file = golden::read(golden::folder() + "/objectives/primitives.json");
    for (const at::ScalarType dtype : {at::kDouble, at::kFloat}) {
        for (const Json& each : file["cases"]) {
            const std::string name = each["name"];
            const auto found = primitives().find(name);
            if (found == primitives().end()) {
                EXPECT_TRUE(name == "logmix" || name.rfind("masked_mean", 0) == 0) << name;
                continue;
            }
            Inputs inputs;
            for (const std::string& key : found->second.inputs) {
                inputs.push_back(leaf(each["params"][key], dtype));
            }
            // -1e-7 has no float32 whose neighbours carry 1e-5 of the slope there; float64 covers
            // it.
            const at::Tensor value = found->second.call(inputs, each["params"]);
            compare(golden::flat(value), each["expect"]["value"], dtype, name);
            value.sum().backward();
            const std::string gradient = "grad_" + found->second.inputs[0];
            compare(golden::flat(inputs[0].grad()), each["expect"][gradient], dtype,
                    name + " " + gradient);
        }
    }
}

TEST(SafeMath, LogMixAndMaskedMean)
{
    if (!golden::there("objectives/primitives.json")) {
        MARGINALIA_PART_MISSING("objectives/primitives.json");
    }
    const Json file = golden::read(golden::folder() + "/objectives/primitives.json");
    for (const Json& each : file["cases"]) {
        const std::string name = each["name"];
        const Json& params = each["params"];
        if (name == "logmix") {
            const at::Tensor a = leaf(params["a"], at::kDouble);
            const at::Tensor b = leaf(params["b"], at::kDouble);
            for (size_t i = 0; i < params["beta"].size(); ++i) {
                const auto at = static_cast<std::int64_t>(i);
                const at::Tensor value = safe::logMix(a[at], b[at], params["beta"][i]);
                compare(golden::flat(value), Json::array({each["expect"]["value"][i]}), at::kDouble,
                        name);
                value.backward();
            }
            compare(golden::flat(a.grad()), each["expect"]["grad_a"], at::kDouble, "grad_a");
            compare(golden::flat(b.grad()), each["expect"]["grad_b"], at::kDouble, "grad_b");
        } else if (name.rfind("masked_mean", 0) == 0) {
            const at::Tensor values = leaf(params["x"], at::kDouble);
            const at::Tensor mask = at::tensor(golden::flat(params["mask"])).to(at::kBool);
            compare(golden::flat(safe::maskedMean(values, mask)), each["expect"]["value"],
                    at::kDouble, name);
        }
    }
}
